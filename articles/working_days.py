"""Working days: Monday to Friday, in the publisher's time zone, until 17:00.

Bank holidays count as working days. That is stricter: nothing is ever due later because of one.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

CLOSES = time(17)
_SATURDAY = 5


def next_working_day(moment: datetime) -> datetime:
    """17:00 on the first working day after the day of this moment."""
    day = timezone.localdate(moment) + timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, CLOSES))
