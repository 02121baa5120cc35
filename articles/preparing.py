"""The first step of signing, decision by decision: the guards are asked, and the statement is fixed.

Nothing is decided here. `articles.workflow` takes the second step, with the clinician's evidence.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles import checklist, competence, signing
from articles.competence import Outside
from articles.deciding import (
    base_of_small_change,
    locked,
    open_for_decision,
    open_for_renewal,
    require_no_open_comments,
    require_own_approval,
    written,
)
from articles.models import Edition, PendingSignature, Review
from articles.refusal import require


@transaction.atomic
def begin_approval(
    edition: Edition,
    by: User,
    *,
    digest: str,
    scope: str,
    interests: str,
    answers: Mapping[str, str],
    outside: Sequence[Outside] = (),
    only_asked: bool = False,
) -> PendingSignature:
    """Fix the statement of an approval of exactly the digest that was seen, to be shown and then signed."""
    edition = open_for_decision(edition, by, digest)
    require_no_open_comments(edition, by)
    require(
        scope in (Review.Scope.WHOLE, Review.Scope.CHANGES_ONLY),
        _("Say whether you approve the whole or only the changes."),
    )
    if scope == Review.Scope.CHANGES_ONLY:
        more: dict[str, Any] = {"changes_since": base_of_small_change(edition, by).number}
    else:
        more = _whole_reading(edition, by, answers, outside, only_asked=only_asked)
    return _prepare(edition, by, Review.Decision.APPROVE, more, scope=scope, interests=declared(interests))


@transaction.atomic
def begin_renewal(
    edition: Edition,
    by: User,
    *,
    digest: str,
    interests: str,
    answers: Mapping[str, str],
    outside: Sequence[Outside] = (),
    only_asked: bool = False,
) -> PendingSignature:
    """Fix the statement that the published edition was read again, unchanged, to be shown and then signed."""
    edition = open_for_renewal(edition, by, digest)
    more = _whole_reading(edition, by, answers, outside, only_asked=only_asked)
    whole = {"scope": Review.Scope.WHOLE.value, "interests": declared(interests)}
    return _prepare(edition, by, Review.Decision.RENEW, more, **whole)


@transaction.atomic
def begin_revocation(edition: Edition, by: User, *, note: str) -> PendingSignature:
    """Fix the statement by which a clinician takes an approval of theirs back, to be shown and then signed."""
    edition = locked(edition)
    require_own_approval(edition, by)
    return signing.prepare(edition, by, Review.Decision.REVOKE, {}, note=written(note))


def _whole_reading(
    edition: Edition, by: User, answers: Mapping[str, str], outside: Sequence[Outside], *, only_asked: bool
) -> dict[str, Any]:
    """What the statement of a whole reading says beside its scope: competence, and the answered checklist."""
    return {
        **competence.stated(edition, by, outside, only_asked=only_asked),
        "checklist": checklist.answered(edition.article, answers),
    }


def _prepare(
    edition: Edition, by: User, decision: Review.Decision, more: dict[str, Any], **columns: str
) -> PendingSignature:
    until = {"valid_until": signing.valid_until(by, edition).isoformat()}
    return signing.prepare(edition, by, decision, until | more, **columns)


def declared(interests: str) -> str:
    interests = interests.strip()
    require(interests, _("Declare your interests: write them, or choose “none”. They can't be left blank."))
    return interests
