"""Before second factors change, the password is asked for once more, unless somebody signed in just now."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.conftest import PASSWORD, signed_in

PAGES = ("account-app", "account-app-picture", "account-passkey", "recovery-codes")


@pytest.fixture
def later(clinician: User, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A browser that the clinician left signed in eleven minutes ago."""
    client = signed_in(clinician)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 660)
    return client


@pytest.mark.parametrize("name", PAGES)
def test_a_browser_left_alone_changes_nothing(later: Client, name: str) -> None:
    address = reverse(name)
    before = set(Authenticator.objects.values_list("pk", flat=True))
    for answer in (later.get(address), later.post(address, {"code": "000000", "new": "1"})):
        assert answer.headers["Location"] == f"/account/confirm/?next={address.replace('/', '%2F')}"
    assert set(Authenticator.objects.values_list("pk", flat=True)) == before


def test_the_password_leads_on(later: Client) -> None:
    passkey = reverse("account-passkey")
    answer = later.post("/account/confirm/", {"password": PASSWORD, "next": passkey})
    assert answer.headers["Location"] == passkey
    assert later.get(passkey).status_code == 200


def test_a_wrong_one_does_not_and_is_counted(later: Client) -> None:
    for _attempt in range(4):
        answer = later.post("/account/confirm/", {"password": "wrong", "next": "/account/app/"})
        assert "The password is not right." in answer.content.decode()
    assert later.get("/account/app/").status_code == 302
    assert later.post("/account/confirm/", {"password": "wrong"}).status_code == 429


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:x"])
def test_it_leads_to_no_other_site(later: Client, elsewhere: str) -> None:
    answer = later.post("/account/confirm/", {"password": PASSWORD, "next": elsewhere})
    assert answer.headers["Location"] == "/account/"


@pytest.mark.parametrize("name", PAGES)
def test_just_after_signing_in_nothing_is_asked(clinician: User, name: str) -> None:
    assert signed_in(clinician).get(reverse(name)).status_code == 200
