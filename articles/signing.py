"""Signing in two steps: a statement is fixed, shown to the clinician, and then signed as it was shown.

The statement holds the clinician's details as they are when signing begins. `articles.workflow` calls this after its
guards, and saves what comes of it.
"""

import json
import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import evidence, proof, rules
from articles.models import Edition, PendingSignature, Review
from articles.refusal import require
from reviewers.models import Reviewer, Specialty

GOOD_FOR = timedelta(minutes=15)
"""How long a statement can be signed after it was fixed: time to fetch a key, not to forget what was read."""


def prepare(
    edition: Edition, by: User, decision: Review.Decision, more: dict[str, Any], **columns: str
) -> PendingSignature:
    """Fix the statement that this clinician is about to sign. What they had begun to sign of this edition is void."""
    review = _review(edition, by, decision, more, **columns)
    PendingSignature.objects.filter(edition=edition, reviewer=review.reviewer, used_at=None).delete()
    return PendingSignature.objects.create(
        edition=edition,
        reviewer=review.reviewer,
        statement=review.statement,
        began_at=review.at,
        expires_at=timezone.now() + GOOD_FOR,
    )


def take_up(pending: PendingSignature, by: User) -> dict[str, Any]:
    """Use the prepared statement, once. Returns it as data. Raises Refused if it is another's, used or too old."""
    mine = PendingSignature.objects.filter(pk=pending.pk, reviewer__user=by)
    taken = mine.filter(used_at=None, expires_at__gt=timezone.now()).update(used_at=timezone.now())
    require(taken, _("This can't be signed any more: it was signed already, or it waited too long. Begin again."))
    stated: dict[str, Any] = json.loads(pending.statement)
    return stated


def complete(pending: PendingSignature, shown: str) -> Review:
    """The signed review, not saved. Raises Refused unless the evidence holds for this statement."""
    try:
        method = evidence.check(shown, pending.statement)
    except evidence.EvidenceError as error:
        sentence = _("The signature could not be verified (%(reason)s). Nothing was signed. Try again.")
        require(False, sentence % {"reason": error})
    require(method != evidence.Method.SIGNED_IN, _("Sign with your passkey, or with your password and a code."))
    stated = json.loads(pending.statement)
    review = Review(
        edition=pending.edition,
        reviewer=pending.reviewer,
        at=datetime.fromisoformat(stated["at"]),
        statement=pending.statement,
        evidence=shown,
        **{name: stated[name] for name in ("decision", "scope", "digest", "interests", "note")},
    )
    review.signature = proof.sign(review.statement)
    return review


def returned(edition: Edition, by: User, *, note: str) -> Review:
    """A signed return. Nothing of it becomes public, so being signed in is enough."""
    review = _review(edition, by, Review.Decision.RETURN, {}, note=note)
    review.evidence = evidence.of_sign_in()
    review.signature = proof.sign(review.statement)
    return review


def valid_until(by: User, edition: Edition) -> date:
    """The last day of a whole review signed today: the shortest time of the specialties that it is given for."""
    policy = settings.REVIEW_VALID_MONTHS
    own = Specialty.objects.filter(slug__in=rules.specialties_for(by, edition)).values_list("valid_months", flat=True)
    return _months_later(timezone.localdate(), min((min(months or policy, policy) for months in own), default=policy))


def now() -> datetime:
    """The moment to the second, as statements spell it."""
    return timezone.now().replace(microsecond=0)


def _review(edition: Edition, by: User, decision: Review.Decision, more: dict[str, Any], **columns: str) -> Review:
    """A review with its statement, neither signed nor saved."""
    reviewer = Reviewer.objects.get(user=by)
    review = Review(edition=edition, reviewer=reviewer, decision=decision, digest=edition.digest, at=now(), **columns)
    stated = {
        "format": proof.REVIEW_FORMAT,
        **proof.review_statement(review),
        "reviewer": _details(reviewer, rules.specialties_for(by, edition)),
        "nonce": secrets.token_hex(16),
        **more,
    }
    review.statement = proof.spell(stated)
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


def _months_later(day: date, months: int) -> date:
    """Whole months later, the day clipped to the month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))
