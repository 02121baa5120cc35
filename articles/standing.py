"""What reviews say of an edition at this moment: is it checked, by whom, since when, until when.

Dates that readers see come from here and from the log; nobody types them. Everything is verified as it is read.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from articles import proof
from articles.competence import vouches_for
from articles.models import Edition, LogEntry, Review

_APPROVING = (Review.Decision.APPROVE, Review.Decision.RENEW)


class Status(StrEnum):
    CHECKED = "checked"
    OVERDUE = "overdue"
    OFF_REGISTER = "off the register"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Check:
    """One standing approval: the reviewer's details as they were signed, and which edition they read."""

    review: Review
    edition_number: int
    reviewer: dict[str, Any]
    interests: str
    scope: str
    at: datetime
    valid_until: date
    stated: dict[str, Any]

    @property
    def on(self) -> date:
        return timezone.localdate(self.at)

    @property
    def is_whole(self) -> bool:
        return self.scope == Review.Scope.WHOLE

    @property
    def approves_for(self) -> set[str]:
        return set(self.reviewer["approves_for"])

    @property
    def only(self) -> tuple[str, ...]:
        """What the parts are called that the clinician was asked about, if it was not the whole article."""
        return tuple(part["label"] for part in self.stated.get("only", ()))

    @property
    def outside(self) -> tuple[str, ...]:
        """What the parts are called that the clinician left to another specialty."""
        return tuple(part["label"] for part in self.stated.get("outside", ()))

    @cached_property
    def is_off_register(self) -> bool:
        """Whether whoever signed it is off the register now, so that it doesn't count."""
        return self.review.reviewer.is_off_register


@dataclass(frozen=True)
class Standing:
    """The checks that stand behind one edition.

    `checks` are of this edition; `whole` are the checks of scope `whole` that it rests on: of this edition and, for
    specialties that approved only its changes, of an earlier one. Empty `whole` means that no review stands.
    """

    edition: Edition
    checks: tuple[Check, ...]
    whole: tuple[Check, ...]

    @cached_property
    def reviewed_on(self) -> date | None:
        """When every word was last read by each required specialty: the oldest of the whole checks."""
        return min((check.on for check in self.whole), default=None)

    @cached_property
    def valid_until(self) -> date | None:
        return min((check.valid_until for check in self.whole), default=None)

    @cached_property
    def off_register(self) -> tuple[Check, ...]:
        """The checks of clinicians whose reviews don't count now: one a clinician."""
        of_each = {check.review.reviewer_id: check for check in (*self.checks, *self.whole)}
        return tuple(check for check in of_each.values() if check.is_off_register)

    @property
    def status(self) -> Status:
        if not self.whole:
            return Status.REVOKED
        if self.off_register:
            return Status.OFF_REGISTER
        if self.valid_until is not None and timezone.localdate() > self.valid_until:
            return Status.OVERDUE
        return Status.CHECKED

    @property
    def is_checked(self) -> bool:
        return self.status == Status.CHECKED


def standing_of(edition: Edition) -> Standing:
    """The standing of an edition that has been approved. Raises proof.ProofError if anything fails to verify."""
    proof.check_edition(edition)
    reviews = _reviews_of(edition)
    for review in reviews:
        proof.check_review(review)
    if not any(review.decision in _APPROVING for review in reviews):
        raise proof.ProofError(f"{edition}: no approval of it is recorded")
    checks = tuple(_check(review) for review in _latest_of_each_reviewer(reviews) if review.decision in _APPROVING)
    registered = tuple(check for check in checks if not check.is_off_register)
    if _cover(registered, edition):  # others stand behind it too, so nothing is missing
        checks = registered
    if not _cover(checks, edition):
        return Standing(edition, (), ())
    checks = _newest(checks, edition)
    whole = tuple(check for check in checks if check.is_whole)
    if whole != checks:
        whole = _with_earlier(whole, edition, checks)
    return Standing(edition, checks, whole)


def published_standing(edition: Edition) -> Standing:
    """The standing of an edition about to be shown. Raises proof.ProofError unless the log tells of its state too."""
    entries = log_of(edition)
    for entry in entries:
        proof.check_log_entry(entry)
    proof.check_state(edition, entries)
    return standing_of(edition)


def published_at(edition: Edition) -> datetime | None:
    """When the edition was first published, by the log."""
    return next((entry.at for entry in log_of(edition) if entry.kind == LogEntry.Kind.PUBLISH), None)


def with_proof(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """The editions together with what their standing is read from: as many queries for a hundred as for one."""
    entries = LogEntry.objects.select_related("review").order_by("seq")
    reviews = Review.objects.select_related("reviewer__regulator").order_by("log_entry__seq")
    return editions.select_related("article").prefetch_related(
        Prefetch("log_entries", entries, to_attr="known_log"),
        Prefetch("reviews", reviews.prefetch_related("reviewer__register_checks"), to_attr="known_reviews"),
    )


def log_of(edition: Edition) -> list[LogEntry]:
    """What the log tells of the edition, in order."""
    known: list[LogEntry] | None = getattr(edition, "known_log", None)
    if known is not None:
        return known
    return list(edition.log_entries.select_related("review", "edition__article").order_by("seq"))


def _reviews_of(edition: Edition) -> list[Review]:
    known: list[Review] | None = getattr(edition, "known_reviews", None)
    if known is not None:
        return known
    return list(edition.reviews.select_related("reviewer__regulator", "edition__article").order_by("log_entry__seq"))


def _latest_of_each_reviewer(reviews: list[Review]) -> list[Review]:
    latest = {review.reviewer_id: review for review in reviews if review.decision != Review.Decision.RETURN}
    return list(latest.values())


def _cover(checks: tuple[Check, ...], edition: Edition) -> bool:
    """Whether each required specialty approved, and of every part left to another specialty that one."""
    fully = {slug for check in checks if not check.only for slug in check.approves_for}
    left = [part for check in checks for part in check.stated.get("outside", ())]
    return (
        bool(checks)
        and set(edition.required_specialties) <= fully
        and all(
            any(
                part["specialty"] in check.approves_for and vouches_for(check.stated, part["place"]) for check in checks
            )
            for part in left
        )
    )


def _newest(checks: tuple[Check, ...], edition: Edition) -> tuple[Check, ...]:
    """Without checks that newer ones make needless: whoever reads it again stands for the colleague before them."""
    kept = tuple(sorted(checks, key=lambda check: check.at))
    for check in kept:
        newer = tuple(other for other in kept if other is not check)
        if _cover(newer, edition):
            kept = newer
    return kept


def _with_earlier(own: tuple[Check, ...], edition: Edition, checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """The whole checks with those of the edition that the small ones rest on; none if a specialty has none any more."""
    earlier = standing_of(edition.article.editions.get(number=_base_number(checks))).whole
    read_anew = {slug for check in own for slug in check.approves_for}
    whole = (*own, *(check for check in earlier if not check.approves_for <= read_anew))
    read = {slug for check in whole for slug in check.approves_for}
    return whole if all(check.approves_for <= read for check in checks) else ()


def _base_number(checks: tuple[Check, ...]) -> int:
    return max(int(check.review.stated()["changes_since"]) for check in checks if not check.is_whole)


def _check(review: Review) -> Check:
    stated = review.stated()
    return Check(
        review=review,
        edition_number=review.edition.number,
        reviewer=stated["reviewer"],
        interests=review.interests,
        scope=review.scope,
        at=review.at,
        valid_until=date.fromisoformat(stated["valid_until"]),
        stated=stated,
    )
