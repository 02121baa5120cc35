"""How long the newest look at a regulator's register lets a clinician sign, and whom it stops soon.

Days are the publisher's. The policy is `settings.REGISTER_CHECK_VALID_DAYS`.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings

from reviewers.models import RegisterCheck, Reviewer

WARNED_BEFORE = 7
"""Days before a check runs out on which clerk and clinician are warned."""


@dataclass(frozen=True)
class DueForCheck:
    """An active reviewer at whom somebody has to look again.

    `last_day` is the last day on which they may sign, today and the past included; None where no check lets them sign
    at all: there is none, or the newest did not find them.
    """

    reviewer: Reviewer
    last_day: date | None
    check: RegisterCheck | None

    @property
    def was_not_found(self) -> bool:
        return self.check is not None and not self.check.registered


def last_day_of(check: RegisterCheck) -> date:
    """The last day on which this check lets its reviewer sign: it grows old, or the registration itself ends."""
    too_old_after = check.checked_on + timedelta(days=settings.REGISTER_CHECK_VALID_DAYS)
    return min(too_old_after, check.registered_until or too_old_after)


def due_for_check(on: date, within_days: int = WARNED_BEFORE) -> list[DueForCheck]:
    """The active reviewers who can't sign on the day, or can't any more after the next `within_days` days.

    The most urgent come first: those who can't sign at all, then by their last day. Asked for by the clerk's front page
    and by reminders; whoever retired, left, or is suspended or removed needs no further check.
    """
    active = Reviewer.objects.filter(status=Reviewer.Status.ACTIVE).select_related("regulator", "user")
    everyone = (_due(reviewer) for reviewer in active.prefetch_related("register_checks"))
    limit = on + timedelta(days=within_days)
    due = [each for each in everyone if each.last_day is None or each.last_day <= limit]
    return sorted(due, key=lambda each: (each.last_day or date.min, each.reviewer.name))


def runs_out_soon(reviewer: Reviewer, on: date, within_days: int = WARNED_BEFORE) -> date | None:
    """The last day on which this clinician may sign, if they may today and it comes within the days; or None."""
    check = reviewer.latest_check() if reviewer.status == Reviewer.Status.ACTIVE else None
    if check is None or not check.registered:
        return None
    last_day = last_day_of(check)
    return last_day if on <= last_day <= on + timedelta(days=within_days) else None


def _due(reviewer: Reviewer) -> DueForCheck:
    newest = next(iter(reviewer.register_checks.all()), None)  # as `latest_check`: the model's own order
    last_day = last_day_of(newest) if newest and newest.registered else None
    return DueForCheck(reviewer, last_day, newest)
