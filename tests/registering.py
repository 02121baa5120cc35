"""What the tests of the register share: a look at it, another moment, a change of status."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.utils import timezone

from articles.leaving import change_status
from reviewers.models import RegisterCheck, Reviewer, StatusChange

LONDON = ZoneInfo("Europe/London")
Travel = Callable[[datetime], None]


def look(reviewer: Reviewer, by: User, on: date, *, found: bool = True, until: date | None = None) -> RegisterCheck:
    return RegisterCheck.objects.create(
        reviewer=reviewer, checked_by=by, checked_on=on, registered=found, registered_until=until, evidence="Looked up"
    )


def midday(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=LONDON)


def become(reviewer: Reviewer, status: str, by: User) -> StatusChange:
    """Whoever is struck off was not on the register when somebody looked."""
    newest = reviewer.latest_check()
    if status in ("suspended", "removed") and (newest is None or newest.registered):
        look(reviewer, by, timezone.localdate(), found=False)
    return change_status(reviewer, Reviewer.Status(status), by, reason="Told us so.")


def said(day: date) -> str:
    """The day as pages spell it."""
    return f"{day.day} {day:%B %Y}"
