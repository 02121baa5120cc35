"""A lost device: an administrator makes sure who asks, and the account begins anew. What was signed stays valid."""

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client

from articles import authentication, invitations, verifying
from articles.models import Edition
from reviewers.models import IdentityCheck
from tests.conftest import PASSWORD, code_app, login, make_person, signed_in
from tests.test_invitation import follow, mailed_link, says

HOW = {"how": "Passport shown in a video call"}


@pytest.fixture
def administrator(db: None) -> User:
    return make_person("administrator", "administrator")


def page(person: User) -> str:
    return f"/admin/auth/user/{person.pk}/lost-device/"


def test_takes_everything_away_and_records_who_checked(administrator: User, clinician: User) -> None:
    open_session = signed_in(clinician)
    assert open_session.get("/desk/").status_code == 200
    assert signed_in(administrator).post(page(clinician), HOW).status_code == 302
    assert not authentication.factors_of(clinician).exists()
    check = IdentityCheck.objects.get()
    assert (check.person, check.purpose, check.how) == (clinician, "lost device", HOW["how"])
    assert check.checked_by == administrator
    assert open_session.get("/desk/").status_code == 302
    assert open_session.get("/account/").headers["Location"].startswith("/sign-in/")
    assert mail.outbox[-1].to == [clinician.email]
    assert "administrator replaced a lost device" in str(mail.outbox[-1].body)


def test_is_asked_before_it_is_done(administrator: User, clinician: User) -> None:
    app = code_app(clinician)
    assert "signed out everywhere" in says(signed_in(administrator).get(page(clinician)))
    assert code_app(clinician) == app


@pytest.mark.parametrize("how", ["", "   ", "ok"])
def test_needs_a_sentence(administrator: User, clinician: User, how: str) -> None:
    app = code_app(clinician)
    assert "Nothing was changed" in says(signed_in(administrator).post(page(clinician), {"how": how}))
    assert code_app(clinician) == app
    assert not IdentityCheck.objects.exists()


def test_begins_anew_by_the_mailed_link_and_not_by_the_old_password(administrator: User, clinician: User) -> None:
    signed_in(administrator).post(page(clinician), HOW)
    thief = Client()
    assert thief.post("/sign-in/", {"username": "clinician", "password": PASSWORD}).status_code == 200
    owner = follow(mailed_link())
    assert owner.get("/account/app/").status_code == 200
    later = Client()
    later.post("/sign-in/", {"username": "clinician", "password": "a new long password"})
    assert later.get("/account/app/").headers["Location"] == "/account/"  # the new password alone is not enough either


def test_an_older_link_is_void(administrator: User, clinician: User) -> None:
    invitations.send_password_link(clinician)
    link = mailed_link()
    signed_in(administrator).post(page(clinician), HOW)
    assert "no longer works" in says(Client().get(link))


def test_nobody_does_it_for_themselves(administrator: User, superuser: User) -> None:
    for person in (administrator, superuser):
        client = signed_in(person)
        assert client.post(page(person), HOW).status_code == 403
        assert client.get(page(person)).status_code == 403
        with pytest.raises(PermissionDenied):
            invitations.replace_lost_device(person, HOW["how"], person)
    assert not IdentityCheck.objects.exists()


def test_only_a_superuser_for_a_superuser(administrator: User, superuser: User) -> None:
    app = code_app(superuser)
    assert signed_in(administrator).post(page(superuser), HOW).status_code == 403
    assert code_app(superuser) == app
    second = User.objects.create_superuser("second", "second@example.org", PASSWORD)
    assert signed_in(second).post(page(superuser), HOW).status_code == 302
    assert not authentication.factors_of(superuser).exists()


def test_what_was_signed_stays_valid(administrator: User, clinician: User, published: Edition) -> None:
    signed_in(administrator).post(page(clinician), HOW)
    assert list(verifying.problems()) == []
    assert Client().get(published.article.get_absolute_url()).status_code == 200


def test_afterwards_everything_is_as_for_anybody(administrator: User, clinician: User, client: Client) -> None:
    signed_in(administrator).post(page(clinician), HOW)
    follow(mailed_link(), password=PASSWORD)
    assert login(client, clinician) == "/desk/"
