"""What lies on a clinician's desk: what waits, what they decided, and what they can do about it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from articles import places, rules, turns
from articles.content import Content
from articles.models import Edition, Review, ReviewRequest
from reviewers.models import Reviewer

State = Edition.State
APPROVING = (Review.Decision.APPROVE, Review.Decision.RENEW)

NEW_FOR = timedelta(days=2)
"""How long after it was asked, or asked anew, a request is marked as new."""
SOON = timedelta(days=2)
"""How many days before its due date a request is marked as due soon."""


@dataclass(frozen=True)
class Waiting:
    """A request for a review of an edition. `is_own`: this clinician claimed it or was asked by name."""

    request: ReviewRequest
    title: str
    parts: tuple[str, ...]
    is_own: bool
    came_back: bool
    refusal: str

    @property
    def edition(self) -> Edition:
        return self.request.edition

    @property
    def due_on(self) -> date:
        return self.request.due_on

    @property
    def is_claimed(self) -> bool:
        return self.is_own and self.request.claimed_by_id is not None

    @property
    def is_new(self) -> bool:
        return self.request.asked_at > timezone.now() - NEW_FOR

    @property
    def is_overdue(self) -> bool:
        return self.due_on < timezone.localdate()

    @property
    def is_due_soon(self) -> bool:
        return timezone.localdate() <= self.due_on <= timezone.localdate() + SOON


@dataclass(frozen=True)
class Queue:
    """What waits, by due date: theirs, open to them, not theirs to decide, and how many their colleagues have."""

    own: tuple[Waiting, ...]
    open: tuple[Waiting, ...]
    refused: tuple[Waiting, ...]
    with_others: int

    @property
    def count(self) -> int:
        return len(self.own) + len(self.open)


@dataclass(frozen=True)
class Decided:
    """A decision of this clinician, and what they can still do with its edition."""

    review: Review
    title: str
    may_revoke: bool
    may_withdraw: bool


def queue_of(reviewer: Reviewer) -> Queue:
    """What this clinician is asked about and has not decided on or declined. A fixed number of queries."""
    if reviewer.status != Reviewer.Status.ACTIVE:
        return Queue((), (), (), 0)
    asked = Q(specialty__in=reviewer.specialties.all()) | Q(asked=reviewer) | Q(claimed_by=reviewer)
    found = ReviewRequest.objects.filter(asked, edition__state=State.IN_REVIEW)
    found = turns.not_declined(found.exclude(edition__reviews__reviewer=reviewer), reviewer)
    found = found.annotate(came_back=Exists(_returns_since_approval()))
    found = found.select_related("edition__article", "specialty", "asked", "claimed_by").defer("edition__html")
    requests = list(found.order_by("due_on", "pk"))
    waiting = [waiting_of(each, reviewer) for each in requests if turns.holder_of(each) in (None, reviewer)]
    return Queue(
        own=tuple(item for item in waiting if item.is_own and not item.refusal),
        open=tuple(item for item in waiting if not item.is_own and not item.refusal),
        refused=tuple(item for item in waiting if item.refusal),
        with_others=len(requests) - len(waiting),
    )


def waiting_of(request: ReviewRequest, reviewer: Reviewer) -> Waiting:
    """One request as this clinician sees it. The frozen title is read alone: a queue needs no more of the content."""
    edition = request.edition
    return Waiting(
        request=request,
        title=json.loads(edition.content)["title"],
        parts=_labels(edition.get_content(), request.parts) if request.parts else (),
        is_own=turns.holder_of(request) == reviewer,
        came_back=bool(getattr(request, "came_back", False)),
        refusal=rules.refusal_to_contributor(reviewer.user, edition) or "",
    )


def requests_of(edition: Edition, reviewer: Reviewer) -> list[Waiting]:
    """The requests of one edition in review that this clinician has, or may claim."""
    if edition.state != State.IN_REVIEW or edition.reviews.filter(reviewer=reviewer).exists():
        return []
    requests = edition.requests.select_related("edition", "specialty", "asked", "claimed_by")
    own = set(reviewer.specialties.values_list("pk", flat=True))
    waiting = (
        waiting_of(each, reviewer)
        for each in requests
        if turns.holder_of(each) == reviewer or (turns.holder_of(each) is None and each.specialty_id in own)
    )
    return [item for item in waiting if not item.refusal]


def _labels(content: Content, parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(places.label(content, place) for place in parts)


def _returns_since_approval() -> QuerySet[Review]:
    """Of the edition of a request: as `earlier_returns`, to be asked of many at once."""
    approved = Edition.objects.ever_approved().filter(
        article=OuterRef("edition__article"),
        number__gt=OuterRef("edition__number"),
        number__lt=OuterRef(OuterRef("edition__number")),
    )
    return Review.objects.filter(
        ~Exists(approved),
        decision=Review.Decision.RETURN,
        edition__article=OuterRef("edition__article"),
        edition__number__lt=OuterRef("edition__number"),
    )


def decisions_of(reviewer: Reviewer) -> QuerySet[Review]:
    """Every decision of this clinician, the newest first. `is_latest` marks the last one on its edition."""
    later = Review.objects.filter(reviewer=OuterRef("reviewer"), edition=OuterRef("edition"), pk__gt=OuterRef("pk"))
    reviews = Review.objects.filter(reviewer=reviewer).select_related("edition__article")
    return reviews.annotate(is_latest=~Exists(later)).order_by("-at", "-pk")


def decided(review: Review) -> Decided:
    """One row of `decisions_of`, ready to be shown."""
    is_latest = bool(getattr(review, "is_latest", False))
    return Decided(
        review=review,
        title=review.edition.get_content().title,
        may_revoke=is_latest and review.decision in APPROVING and review.edition.state in REVOCABLE,
        may_withdraw=is_latest and review.edition.state == State.PUBLISHED and rules.may_withdraw(review.reviewer.user),
    )


REVOCABLE = (State.IN_REVIEW, State.APPROVED, *Edition.PUBLIC)
"""Where an approval still counts for something: now, or if the edition is reinstated, or as the base of a later one."""


def standing_approval(reviewer: Reviewer, edition: Edition) -> Review | None:
    """The approval of this clinician that stands behind the edition, or None."""
    last = decisions_of(reviewer).filter(edition=edition).first()
    stands = last is not None and last.decision in APPROVING and edition.state in REVOCABLE
    return last if stands else None


def earlier_returns(edition: Edition) -> QuerySet[Review]:
    """The decisions that sent earlier editions back since the article was last approved, the newest first."""
    earlier = edition.article.editions.filter(number__lt=edition.number)
    approved = earlier.ever_approved().aggregate(last=Max("number"))["last"] or 0
    returns = Review.objects.filter(decision=Review.Decision.RETURN, edition__in=earlier.filter(number__gt=approved))
    return returns.select_related("edition", "reviewer").order_by("-edition__number", "-pk")
