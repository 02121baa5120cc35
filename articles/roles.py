"""Roles are groups. What each of them may do is said in `articles.rules`."""

from django.contrib.auth.models import AnonymousUser, User

Person = User | AnonymousUser

CONTRIBUTOR = "contributor"
EDITOR = "editor"
PUBLISHER = "publisher"
REGISTER_CLERK = "register clerk"
ADMINISTRATOR = "administrator"


def has_role(person: Person, *roles: str) -> bool:
    """Whether this active person has one of the roles."""
    if not person.is_active or not isinstance(person, User):
        return False
    return person.is_superuser or not _roles_of(person).isdisjoint(roles)


def _roles_of(person: User) -> set[str]:
    """Looked up once for each request, as Django does with permissions: every request makes its user anew."""
    known: set[str] | None = getattr(person, "_roles", None)
    if known is None:
        known = person._roles = set(person.groups.values_list("name", flat=True))  # type: ignore[attr-defined]  # ours
    return known
