"""The full record of an article's reviews, in plain words, for readers who want to check us."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from django.utils.translation import gettext_lazy

from articles.changes import Changes, changes_since
from articles.models import Article, Edition, LogEntry, Review
from articles.standing import published_standing

_STATES = {
    Edition.State.PUBLISHED: gettext_lazy("readers see this one"),
    Edition.State.SUPERSEDED: gettext_lazy("replaced by a later edition"),
    Edition.State.WITHDRAWN: gettext_lazy("withdrawn as out of date"),
}

_DECISIONS = {
    Review.Decision.APPROVE: gettext_lazy("Approved"),
    Review.Decision.RENEW: gettext_lazy("Read again and approved unchanged"),
    Review.Decision.REVOKE: gettext_lazy("Approval taken back"),
}

_EVENTS = {
    LogEntry.Kind.PUBLISH: gettext_lazy("Published"),
    LogEntry.Kind.SUPERSEDE: gettext_lazy("Replaced by a later edition"),
    LogEntry.Kind.WITHDRAW: gettext_lazy("Withdrawn"),
    LogEntry.Kind.REINSTATE: gettext_lazy("Published again"),
}


@dataclass(frozen=True)
class Decided:
    """One decision as it was signed. `reviewer` is the signed copy of the reviewer's details."""

    decision: str
    slug: str
    reviewer: dict[str, Any]
    register_checked_on: date | None
    at: datetime
    scope: str
    interests: str
    note: str


@dataclass(frozen=True)
class Event:
    label: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class EditionRecord:
    """`changes` are those since the edition that readers saw before; None if there is none, or it was taken away."""

    number: int
    state: str
    change_note: str
    digest: str
    decisions: tuple[Decided, ...]
    events: tuple[Event, ...]
    changes: Changes | None


def record_of(article: Article) -> list[EditionRecord]:
    """Every edition that readers may fetch, newest first. Raises proof.ProofError if one fails to verify."""
    editions = list(Edition.objects.readable().filter(article=article).select_related("article").order_by("-number"))
    for edition in editions:
        published_standing(edition)
    # An unsafe edition takes all before it away, so that no edition is missing between two readable ones.
    return [_edition(edition, since) for edition, since in zip_longest(editions, editions[1:])]


def _edition(edition: Edition, since: Edition | None) -> EditionRecord:
    return EditionRecord(
        number=edition.number,
        state=str(_STATES[Edition.State(edition.state)]),
        change_note=edition.get_content().change_note,
        digest=edition.digest,
        decisions=tuple(_decisions(edition)),
        events=tuple(_events(edition)),
        changes=changes_since(since, edition) if since else None,
    )


def _decisions(edition: Edition) -> Iterator[Decided]:
    """Without returns: what a reviewer asks of the editors stays between them."""
    for review in edition.reviews.filter(decision__in=list(_DECISIONS)).select_related("reviewer").order_by("at", "pk"):
        who = review.stated()["reviewer"]
        looked = who["register_checked_on"]
        yield Decided(
            decision=str(_DECISIONS[Review.Decision(review.decision)]),
            slug=review.reviewer.slug,
            reviewer=who,
            register_checked_on=date.fromisoformat(looked) if looked else None,
            at=review.at,
            scope=review.get_scope_display() if review.scope else "",
            interests=review.interests,
            note=review.note,
        )


def _events(edition: Edition) -> Iterator[Event]:
    for entry in edition.log_entries.filter(kind__in=list(_EVENTS)).order_by("seq"):
        told = json.loads(entry.statement)
        yield Event(label=str(_EVENTS[LogEntry.Kind(entry.kind)]), at=entry.at, reason=told.get("reason", ""))
