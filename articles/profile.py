"""What the public page of a clinician says: registration, the last look at the register, interests, what they checked.

Out of records that verify, and only of what readers may fetch. Nothing here says why somebody is off the register.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from articles import proof
from articles.listing import Listed, listed_of
from articles.models import Edition, Review
from articles.standing import published_standing
from reviewers.models import Reviewer

logger = logging.getLogger(__name__)

_APPROVING = (Review.Decision.APPROVE, Review.Decision.RENEW)


@dataclass(frozen=True)
class Looked:
    """A look at the regulator's register, as far as readers are told of it."""

    on: date
    found: bool


@dataclass(frozen=True)
class Interests:
    """As declared with the newest approval that readers may look up."""

    declared: str
    on: date


@dataclass(frozen=True)
class Earlier:
    """What they checked and no published page rests on now. Its record can be read; the title is today's."""

    slug: str
    title: str
    number: int
    on: date
    was_taken_back: bool


@dataclass(frozen=True)
class _LastWord:
    """Their last public decision on an edition, and the title under which its article is known now."""

    review: Review
    title: str


@dataclass(frozen=True)
class Profile:
    reviewer: Reviewer
    specialties: tuple[str, ...]
    looked: Looked | None
    stopped: bool
    interests: Interests | None
    published: tuple[Listed, ...]
    earlier: tuple[Earlier, ...]


def profiled() -> QuerySet[Reviewer]:
    """The clinicians who have a public page: those who approved something that readers have seen."""
    seen = Review.objects.filter(edition__state__in=Edition.PUBLIC).exclude(decision=Review.Decision.RETURN)
    return Reviewer.objects.filter(pk__in=seen.values("reviewer")).select_related("regulator")


def profile_of(reviewer: Reviewer) -> Profile:
    published = tuple(listed_of(reviewer))
    theirs = list(_last_words(reviewer))
    return Profile(
        reviewer=reviewer,
        specialties=tuple(reviewer.specialties.values_list("name", flat=True)),
        looked=looked_at(reviewer),
        stopped=has_stopped(reviewer),
        interests=_interests(theirs),
        published=published,
        earlier=tuple(_earlier(theirs, {item.edition.pk for item in published})),
    )


def has_stopped(reviewer: Reviewer) -> bool:
    """Whether they review no more, as readers are told; off the register is something else."""
    return reviewer.status in (Reviewer.Status.RETIRED, Reviewer.Status.LEFT)


def looked_at(reviewer: Reviewer) -> Looked | None:
    """The newest look; of somebody off the register, the newest that did not find them."""
    check, missed = reviewer.latest_check(), reviewer.not_found_on()
    if reviewer.is_off_register:
        return Looked(missed, found=False) if missed else None
    return Looked(check.checked_on, check.registered) if check else None


def _last_words(reviewer: Reviewer) -> Iterator[_LastWord]:
    """One for each edition that readers may fetch and that verifies, the newest first."""
    reviews = Review.objects.filter(reviewer=reviewer, edition__in=Edition.objects.readable())
    done = set()
    for review in reviews.exclude(decision=Review.Decision.RETURN).select_related("edition__article").order_by("-pk"):
        if review.edition_id in done:
            continue
        done.add(review.edition_id)
        current = Edition.objects.current().select_related("article").get(article=review.edition.article_id)
        try:
            for edition in {review.edition, current}:
                published_standing(edition)
        except proof.ProofError:
            logger.exception("%s is not on the profile of %s: its proof fails.", review.edition, reviewer)
            continue
        yield _LastWord(review, current.get_content().title)


def _interests(theirs: list[_LastWord]) -> Interests | None:
    newest = next((each.review for each in theirs if each.review.decision in _APPROVING), None)
    return Interests(newest.interests, timezone.localdate(newest.at)) if newest else None


def _earlier(theirs: list[_LastWord], published: set[int]) -> Iterator[Earlier]:
    for each in theirs:
        review = each.review
        if review.edition_id in published and review.decision in _APPROVING:
            continue
        yield Earlier(
            slug=review.edition.article.slug,
            title=each.title,
            number=review.edition.number,
            on=timezone.localdate(review.at),
            was_taken_back=review.decision == Review.Decision.REVOKE,
        )
