"""Tells people by e-mail what happened and what is due: written with the deed, sent after it, tried until sent."""

from articles.notices.telling import (
    tell_of_comment,
    tell_of_comment_note,
    tell_of_concern,
    tell_of_decision,
    tell_of_publication,
    tell_of_request,
    tell_of_request_event,
    tell_of_revocation,
    tell_of_submission,
    tell_of_withdrawal,
)

__all__ = [
    "tell_of_comment",
    "tell_of_comment_note",
    "tell_of_concern",
    "tell_of_decision",
    "tell_of_publication",
    "tell_of_request",
    "tell_of_request_event",
    "tell_of_revocation",
    "tell_of_submission",
    "tell_of_withdrawal",
]
