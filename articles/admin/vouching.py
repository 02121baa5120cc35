"""Who vouched for an account, as words on the pages of the account and of its clinician."""

from django.contrib.auth.models import User
from django.utils.html import format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from reviewers.models import IdentityCheck


def identity_checks(person: User) -> str:
    """One line a check, the newest first."""
    checks = IdentityCheck.objects.filter(person=person).select_related("checked_by")
    rows = ((_day(check), check.get_purpose_display(), check.how, _name(check.checked_by)) for check in checks)
    lines = format_html_join("", "<p>{}: {}. {} ({})</p>", rows)
    return lines or _("Nobody: the account was made by a command, or before this was asked.")


def _day(check: IdentityCheck) -> str:
    day = localtime(check.checked_at)
    return f"{day.day} {day:%B %Y}"


def _name(person: User) -> str:
    return person.get_full_name() or person.get_username()
