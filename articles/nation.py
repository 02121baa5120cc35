"""Whom to call for help, by nation of the United Kingdom: the setting NATION says in which one the readers live.

NHS 111 (England), NHS 24 (Scotland) and NHS 111 Wales answer at 111. Northern Ireland has no such line: there, people
call their GP surgery, or the out-of-hours service of the GPs while it is closed.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Words = str | Promise


@dataclass(frozen=True)
class Nation:
    """Words that continue "call": `urgent` without and `urgent_or_gp` with the surgery; `urgent_short` for labels.

    `urgent_number` is what they dial, or empty if it is another one for everybody.
    """

    department: Words
    urgent: Words
    urgent_number: str
    urgent_or_gp: Words
    urgent_short: Words
    emergency_number: str = "999"


NATIONS = {
    "england": Nation(
        department=gettext_lazy("A&E"),
        urgent=gettext_lazy("NHS 111"),
        urgent_number="111",
        urgent_or_gp=gettext_lazy("NHS 111 or your GP surgery"),
        urgent_short=gettext_lazy("NHS 111 or GP"),
    ),
    "scotland": Nation(
        department=gettext_lazy("A&E"),
        urgent=gettext_lazy("NHS 24 on 111"),
        urgent_number="111",
        urgent_or_gp=gettext_lazy("NHS 24 on 111 or your GP surgery"),
        urgent_short=gettext_lazy("NHS 24 or GP"),
    ),
    "wales": Nation(
        department=gettext_lazy("A&E"),
        urgent=gettext_lazy("NHS 111 Wales"),
        urgent_number="111",
        urgent_or_gp=gettext_lazy("NHS 111 Wales or your GP surgery"),
        urgent_short=gettext_lazy("NHS 111 Wales or GP"),
    ),
    "northern-ireland": Nation(
        department=gettext_lazy("an emergency department (A&E)"),
        urgent=gettext_lazy("your GP surgery, or the GP out-of-hours service"),
        urgent_number="",
        urgent_or_gp=gettext_lazy("your GP surgery, or the GP out-of-hours service"),
        urgent_short=gettext_lazy("GP or GP out-of-hours"),
    ),
}


def nation() -> Nation:
    """The one that the site is set to."""
    return NATIONS[settings.NATION]


def emergency_heading(of: Nation) -> str:
    """Heads the care card of an emergency."""
    where = {"number": of.emergency_number, "department": of.department}
    return _("Call %(number)s or go to %(department)s now if:") % where


def urgent_heading(of: Nation) -> str:
    """Heads the care card of what needs help the same day."""
    return _("Get help the same day – call %(whom)s – if:") % {"whom": of.urgent_or_gp}


def urgency_labels(of: Nation) -> dict[str, str]:
    """How editors see the urgencies that name a number, by their value."""
    where = {"number": of.emergency_number, "department": of.department}
    return {
        "emergency": _("%(number)s or %(department)s now") % where,
        "urgent": _("Same day: %(whom)s") % {"whom": of.urgent_short},
    }
