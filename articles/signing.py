"""Builds and signs a review: what the clinician states, with their details as they are at this moment.

The reviews made here are not saved; `articles.workflow` does that, after its guards.
"""

import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from articles import proof, rules
from articles.models import Edition, Review
from reviewers.models import Reviewer


def approval(
    edition: Edition, by: User, decision: Review.Decision, *, interests: str, changes_since: Edition | None
) -> Review:
    """A signed approval or renewal: of the changes since the given edition, or of the whole where there is none."""
    scope = Review.Scope.CHANGES_ONLY if changes_since else Review.Scope.WHOLE
    more: dict[str, Any] = {"valid_until": _valid_until(timezone.localdate()).isoformat()}
    if changes_since:
        more["changes_since"] = changes_since.number
    return _signed(edition, by, more, decision=decision, scope=scope, interests=interests)


def refusal(edition: Edition, by: User, decision: Review.Decision, *, note: str) -> Review:
    """A signed return or revocation with its note."""
    return _signed(edition, by, {}, decision=decision, note=note)


def now() -> datetime:
    """The moment to the second, as statements spell it."""
    return timezone.now().replace(microsecond=0)


def _signed(edition: Edition, by: User, more: dict[str, Any], **columns: str) -> Review:
    reviewer = Reviewer.objects.get(user=by)
    review = Review(edition=edition, reviewer=reviewer, digest=edition.digest, at=now(), **columns)
    stated = {
        **proof.review_statement(review),
        "reviewer": _details(reviewer, rules.specialties_for(by, edition)),
        "nonce": secrets.token_hex(16),
        **more,
    }
    review.statement = proof.spell(stated)
    review.signature = proof.sign(review.statement)
    return review


def _details(reviewer: Reviewer, approves_for: list[str]) -> dict[str, Any]:
    check = reviewer.latest_check()
    return {
        "id": reviewer.pk,
        "name": reviewer.name,
        "job_title": reviewer.job_title,
        "regulator": reviewer.regulator_id,
        "registration_number": reviewer.registration_number,
        "register_checked_on": check.checked_on.isoformat() if check else None,
        "specialties": list(reviewer.specialties.values_list("name", flat=True)),
        "approves_for": approves_for,
        "biography": reviewer.biography,
    }


def _valid_until(day: date) -> date:
    """The last day on which a review of this day is valid: whole months later, the day clipped to the month."""
    year, month = divmod(day.year * 12 + day.month - 1 + settings.REVIEW_VALID_MONTHS, 12)
    month += 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))
