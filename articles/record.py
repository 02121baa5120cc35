"""The full record of an article's reviews, in plain words, for readers who want to check us."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.changes import Changes, changes_since
from articles.evidence import Method
from articles.models import Article, Edition, LogEntry, Review
from articles.standing import Check, Standing, Status, published_standing

_STATES = {
    Edition.State.PUBLISHED: gettext_lazy("readers see this one"),
    Edition.State.SUPERSEDED: gettext_lazy("replaced by a later version"),
    Edition.State.WITHDRAWN: gettext_lazy("withdrawn as out of date"),
}

_DECISIONS = {
    Review.Decision.APPROVE: gettext_lazy("Approved"),
    Review.Decision.RENEW: gettext_lazy("Read again and approved unchanged"),
    Review.Decision.REVOKE: gettext_lazy("Approval taken back"),
}

_EVENTS = {
    LogEntry.Kind.PUBLISH: gettext_lazy("Published"),
    LogEntry.Kind.SUPERSEDE: gettext_lazy("Replaced by a later version"),
    LogEntry.Kind.WITHDRAW: gettext_lazy("Withdrawn"),
    LogEntry.Kind.REINSTATE: gettext_lazy("Published again"),
}


_HOW_SIGNED = {
    Method.PASSKEY: gettext_lazy("Signed with their own passkey or hardware key"),
    Method.CODE: gettext_lazy("Signed with a password and a one-time code"),
}
_BY_THE_SITE = gettext_lazy("Signed by the site, for the clinician who was signed in")
"""Returns, and what was signed before evidence was kept."""


@dataclass(frozen=True)
class Decided:
    """One decision as it was signed.

    `stated` is the statement: reviewer's details, competence (`only`, `outside`), checklist, interests and note.
    `valid_until` is the last day of a whole reading.
    `not_found_on` is of now: the day on which the register did not list somebody whose reviews don't count any more.
    """

    decision: str
    slug: str
    stated: dict[str, Any]
    register_checked_on: date | None
    not_found_on: date | None
    at: datetime
    scope: str
    how_signed: str
    valid_until: date | None


@dataclass(frozen=True)
class Event:
    label: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class EditionRecord:
    """`checks` stand behind it now, as its page names them.

    `changes` are those since the edition that readers saw before; None if there is none, or it was taken away.
    """

    number: int
    state: str
    standing: str
    change_note: str
    digest: str
    checks: tuple[Check, ...]
    decisions: tuple[Decided, ...]
    events: tuple[Event, ...]
    changes: Changes | None


def record_of(article: Article, *, compared: bool = True) -> list[EditionRecord]:
    """Every edition that readers may fetch, newest first. Raises proof.ProofError if one fails to verify.

    `compared`: with what changed since the edition before.
    """
    editions = list(Edition.objects.readable().filter(article=article).select_related("article").order_by("-number"))
    standings = [published_standing(edition) for edition in editions]
    # An unsafe edition takes all before it away, so that no edition is missing between two readable ones.
    before = editions[1:] if compared else []
    return [_edition(*each) for each in zip_longest(editions, standings, before)]


def listed(article: Article) -> list[dict[str, Any]]:
    """Every edition that readers may fetch, verified, the oldest first: each as the log's statements name it."""
    uid = str(article.uid)
    return [
        {"article": uid, "edition": edition.number, "digest": edition.digest}
        for edition in reversed(record_of(article, compared=False))
    ]


def _edition(edition: Edition, standing: Standing, since: Edition | None) -> EditionRecord:
    return EditionRecord(
        number=edition.number,
        state=str(_STATES[Edition.State(edition.state)]),
        standing=_in_words(standing) if edition.state == Edition.State.PUBLISHED else "",
        change_note=edition.get_content().change_note,
        digest=edition.digest,
        checks=standing.whole if standing.status != Status.OFF_REGISTER else (),
        decisions=tuple(_decisions(edition)),
        events=tuple(_events(edition)),
        changes=changes_since(since, edition) if since else None,
    )


def _decisions(edition: Edition) -> Iterator[Decided]:
    """Without returns: what a reviewer asks of the editors stays between them."""
    for review in edition.reviews.filter(decision__in=list(_DECISIONS)).select_related("reviewer").order_by("at", "pk"):
        stated = review.stated()
        looked, until = stated["reviewer"]["register_checked_on"], stated.get("valid_until")
        is_whole = review.scope == Review.Scope.WHOLE
        yield Decided(
            decision=str(_DECISIONS[Review.Decision(review.decision)]),
            slug=review.reviewer.slug,
            stated=stated,
            register_checked_on=date.fromisoformat(looked) if looked else None,
            not_found_on=review.reviewer.not_found_on() if review.reviewer.is_off_register else None,
            at=review.at,
            scope=review.get_scope_display() if review.scope else "",
            how_signed=how_signed(review),
            valid_until=date.fromisoformat(until) if until and is_whole else None,
        )


def how_signed(review: Review) -> str:
    """How the clinician signed, as a sentence without its full stop."""
    method = review.shown().get("method", Method.SIGNED_IN)
    return str(_HOW_SIGNED.get(Method(method), _BY_THE_SITE))


def _in_words(standing: Standing) -> str:
    """What stands behind the edition at this moment."""
    if standing.status == Status.REVOKED or standing.valid_until is None:
        return _("No clinician stands behind it now: an approval that it needs was taken back.")
    if standing.status == Status.OFF_REGISTER:
        return _("It needs another check: a clinician below was not on the register when checked.")
    day = {"date": date_format(standing.valid_until, "j F Y")}
    if standing.status == Status.OVERDUE:
        return _("It is overdue: a clinician should have checked it again by %(date)s.") % day
    return _("It is checked. The next check is due by %(date)s.") % day


def _events(edition: Edition) -> Iterator[Event]:
    for entry in edition.log_entries.filter(kind__in=list(_EVENTS)).order_by("seq"):
        told = json.loads(entry.statement)
        yield Event(label=str(_EVENTS[LogEntry.Kind(entry.kind)]), at=entry.at, reason=told.get("reason", ""))
