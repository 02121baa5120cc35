"""Who may do what with concerns of readers and with corrections."""

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from articles import roles
from articles.roles import Person

_TRIAGING = (roles.EDITOR, roles.PUBLISHER)


def may_triage(person: Person) -> bool:
    """Reading concerns, taking them, weighing and closing them."""
    return roles.has_role(person, *_TRIAGING)


def may_correct(person: Person) -> bool:
    """Publishing a correction: readers see it at once, and it stays."""
    return roles.has_role(person, roles.PUBLISHER)


def triaging() -> QuerySet[User]:
    """Everybody who may own a concern, by name."""
    able = Q(groups__name__in=_TRIAGING) | Q(is_superuser=True)
    return User.objects.filter(able, is_active=True).distinct().order_by("username")


def told_of_concerns() -> QuerySet[User]:
    """The editors and publishers."""
    return User.objects.filter(groups__name__in=_TRIAGING, is_active=True).distinct()
