"""What a clinician reads before deciding: one edition, everything beside it that they need, and what they may do."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles import checks, proof, rules
from articles.changes import Changes, InPlace, changes_since, in_place_since
from articles.content import Content, DoseKind
from articles.deciding import base_of_small_change
from articles.desk.queue import earlier_returns
from articles.models import Edition, Review
from articles.refusal import Refused
from articles.rendering.dose import dose_sentence
from reviewers.models import Reviewer


@dataclass(frozen=True)
class OpenDose:
    """An exercise whose dose is words and not numbers: what readers are told."""

    exercise: str
    dose: str


@dataclass(frozen=True)
class Reading:
    """One edition as its reviewer needs it.

    `changes` are those since the last approved edition, None for a first one; `in_place` are the same in the article
    itself, if they were asked for. `no_small_review` says why an approval
    of the changes only would be refused. `refusal` says why this clinician can't decide at all.
    """

    edition: Edition
    content: Content
    contributors: tuple[str, ...]
    changes: Changes | None
    in_place: InPlace | None
    no_small_review: str
    returns: tuple[Review, ...]
    findings: tuple[checks.Finding, ...]
    open_doses: tuple[OpenDose, ...]
    refusal: str
    newer: Edition | None

    @property
    def is_open(self) -> bool:
        """Whether this clinician can decide on the edition now."""
        return self.edition.state == Edition.State.IN_REVIEW and not self.refusal


def reading_of(edition: Edition, reviewer: Reviewer, *, shows_changes: bool = False) -> Reading:
    """Raises proof.ProofError if the edition, or the one it is compared with, is not what its digest was made of."""
    proof.check_edition(edition)
    content = edition.get_content()
    approved = edition.article.editions.ever_approved().filter(number__lt=edition.number)
    base = approved.order_by("-number").first()
    return Reading(
        edition=edition,
        content=content,
        contributors=tuple(_names(edition)),
        changes=changes_since(base, edition) if base else None,
        in_place=in_place_since(base, edition) if base and shows_changes else None,
        no_small_review=_no_small_review(edition, reviewer.user) if base else "",
        returns=tuple(earlier_returns(edition)),
        findings=tuple(checks.run_checks(content, checks.Context(edition=approved.count() + 1))),
        open_doses=tuple(_open_doses(content)),
        refusal=_refusal(edition, reviewer),
        newer=_newer(edition, reviewer),
    )


def _names(edition: Edition) -> Iterator[str]:
    for person in User.objects.filter(pk__in=edition.contributors).order_by("pk"):
        yield person.get_full_name() or person.get_username()


def _no_small_review(edition: Edition, by: User) -> str:
    try:
        base_of_small_change(edition, by)
    except Refused as refused:
        return str(refused)
    return ""


def _open_doses(content: Content) -> Iterator[OpenDose]:
    for section in content.sections:
        for exercise in section.exercises:
            if exercise.dose.kind in (DoseKind.AS_ADVISED, DoseKind.AS_COMFORTABLE):
                yield OpenDose(exercise.name, dose_sentence(exercise.dose))


def _refusal(edition: Edition, reviewer: Reviewer) -> str:
    if edition.state != Edition.State.IN_REVIEW:
        return ""
    if edition.reviews.filter(reviewer=reviewer).exists():
        return _("You have already decided on this edition.")
    return rules.refusal_to_decide(reviewer.user, edition) or ""


def _newer(edition: Edition, reviewer: Reviewer) -> Edition | None:
    """A later edition of the article that is in review, for somebody who came by an old link."""
    later = edition.article.editions.filter(state=Edition.State.IN_REVIEW, number__gt=edition.number).first()
    return later if later and rules.may_see_for_review(reviewer.user, later) else None
