"""What lies on a clinician's desk: what waits, what they decided, and what they can do about it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone

from articles import rules
from articles.models import Edition, Review, ReviewRequest
from reviewers.models import Reviewer

State = Edition.State
APPROVING = (Review.Decision.APPROVE, Review.Decision.RENEW)


@dataclass(frozen=True)
class Waiting:
    """An edition in review. `refusal` says why this clinician can't decide on it, if so."""

    edition: Edition
    title: str
    due_on: date
    came_back: bool
    refusal: str | None

    @property
    def is_overdue(self) -> bool:
        return self.due_on < timezone.localdate()


@dataclass(frozen=True)
class Decided:
    """A decision of this clinician, and what they can still do with its edition."""

    review: Review
    title: str
    may_revoke: bool
    may_withdraw: bool


def waiting_for(reviewer: Reviewer) -> list[Waiting]:
    """Editions in review that this clinician is asked about and has not decided on, by due date."""
    requests = ReviewRequest.objects.filter(edition__state=State.IN_REVIEW, specialty__in=reviewer.specialties.all())
    due: dict[int, date] = {}
    for request in requests.exclude(edition__reviews__reviewer=reviewer).order_by("due_on", "pk"):
        due.setdefault(request.edition_id, request.due_on)
    editions = Edition.objects.select_related("article").in_bulk(due)
    seen = [
        edition for edition in map(editions.get, due) if edition and rules.may_see_for_review(reviewer.user, edition)
    ]
    return [
        Waiting(
            edition=edition,
            title=edition.get_content().title,
            due_on=due[edition.pk],
            came_back=earlier_returns(edition).exists(),
            refusal=rules.refusal_to_decide(reviewer.user, edition),
        )
        for edition in seen
    ]


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
