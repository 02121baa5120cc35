"""Accounts: an administrator gives roles, and nobody takes over or deletes what others signed with."""

import pytest
from django.contrib.auth.models import Group, User

from tests.conftest import PASSWORD, make_person, signed_in


@pytest.fixture
def administrator(db: None) -> User:
    return make_person("administrator", "administrator")


def details(person: User, **changes: object) -> dict[str, object]:
    return {"username": person.username, "email": person.email, "is_active": "on", **changes}


def page(person: User, what: str = "change") -> str:
    return f"/admin/auth/user/{person.pk}/{what}/"


def test_a_role_is_given(administrator: User) -> None:
    person = make_person("new", staff=False)
    editors = Group.objects.get(name="editor")
    answer = signed_in(administrator).post(page(person), details(person, is_staff="on", groups=[editors.pk]))
    assert answer.status_code == 302
    person.refresh_from_db()
    assert (person.is_staff, list(person.groups.all())) == (True, [editors])


def test_nobody_is_made_a_superuser(administrator: User) -> None:
    person = make_person("new", "editor")
    signed_in(administrator).post(page(person), details(person, is_staff="on", is_superuser="on"))
    person.refresh_from_db()
    assert not person.is_superuser


def test_a_superuser_is_left_alone(administrator: User, superuser: User) -> None:
    client = signed_in(administrator)
    assert client.post(page(superuser), details(superuser, username="mine")).status_code == 403
    assert client.post(page(superuser, "link")).status_code == 403
    assert client.post(page(superuser, "lost-device"), {"how": "Seen in a video call"}).status_code == 403
    superuser.refresh_from_db()
    assert superuser.username == "root"
    assert superuser.check_password(PASSWORD)


@pytest.mark.parametrize("who", ["administrator", "superuser"])
def test_nobody_is_deleted(who: str, request: pytest.FixtureRequest, editor: User) -> None:
    answer = signed_in(request.getfixturevalue(who)).post(page(editor, "delete"), {"post": "yes"})
    assert answer.status_code == 403
    assert User.objects.filter(pk=editor.pk).exists()


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher", "register clerk"])
def test_not_for_other_roles(db: None, role: str) -> None:
    person = make_person("other", role)
    client = signed_in(person)
    assert client.get("/admin/auth/user/").status_code == 403
    assert client.post("/admin/auth/user/add/", {"username": "new"}).status_code == 403
    assert client.post(page(person), details(person, is_superuser="on")).status_code == 403
