"""Who will own what a command imports."""

from django.contrib.auth.models import User

from articles import rules


def owner_named(username: str) -> User:
    """The named account, or the only one that may start drafts. Raises ValueError with a sentence."""
    people = User.objects.filter(username=username) if username else User.objects.filter(is_active=True)
    entitled = [person for person in people if rules.may_start_draft(person)]
    if len(entitled) == 1:
        return entitled[0]
    if username:
        raise ValueError(f"There is no account “{username}” that may start drafts. Nothing was imported.")
    raise ValueError("Say with --owner USERNAME who will own the draft. Nothing was imported.")
