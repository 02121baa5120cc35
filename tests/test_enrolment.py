"""Second factors: the first one and who may add it, recovery codes, and removing one."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from lxml import html

from articles import authentication
from reviewers.models import IdentityCheck
from tests.conftest import PASSWORD, code_app, login, signed_in, with_password_only
from tests.test_second_factor import enter, fresh_codes, half_way, says

APP = "/account/app/"
CODES = "/account/recovery-codes/"


def secret_on(client: Client) -> str:
    page: Any = html.document_fromstring(client.get(APP).content.decode())
    return str(page.get_element_by_id("secret").text).replace(" ", "")


def add_app(client: Client) -> Any:
    return client.post(APP, {"code": authentication.current_code(secret_on(client))[0]})


class TestFirstFactor:
    def test_of_an_account_from_before_is_added_at_the_first_sign_in(self, client: Client, editor: User) -> None:
        led = client.post("/sign-in/", {"username": "editor", "password": PASSWORD, "next": "/admin/"})
        assert led.headers["Location"] == "/account/"
        assert "Add an authenticator app" in says(client.get("/account/"))
        assert client.get("/sign-in/").headers["Location"] == "/account/"
        before = client.session.session_key
        assert add_app(client).headers["Location"] == CODES
        assert client.session.session_key != before
        assert client.get("/admin/").status_code == 200
        assert "An authenticator app was added." in str(mail.outbox[-1].body)

    def test_never_by_password_alone_where_somebody_vouched(self, editor: User, superuser: User) -> None:
        IdentityCheck.objects.create(person=editor, how="Seen", checked_by=superuser)
        client = Client()
        client.post("/sign-in/", {"username": "editor", "password": PASSWORD})
        assert "Send me a link" in says(client.get("/account/"))
        for address in (APP, "/account/app/picture.svg", "/account/passkey/", CODES, "/account/remove/1/"):
            assert client.get(address).headers["Location"] == "/account/"
            assert client.post(address, {"code": "1"}).headers["Location"] == "/account/"
        assert not Authenticator.objects.exists()

    def test_never_where_there_is_one(self, editor: User) -> None:
        client = with_password_only(editor)
        secret = secret_on(client)
        code_app(editor)  # meanwhile, elsewhere
        assert client.post(APP, {"code": authentication.current_code(secret)[0]}).headers["Location"] == "/account/"
        assert "Sign out, and sign in again with it." in says(client.get("/account/"))
        assert Authenticator.objects.count() == 1

    def test_a_wrong_first_code_adds_nothing(self, editor: User) -> None:
        client = with_password_only(editor)
        secret = secret_on(client)
        wrong = f"{(int(authentication.current_code(secret)[0]) + 1) % 1_000_000:06}"
        assert client.post(APP, {"code": wrong}).status_code == 200
        assert secret_on(client) == secret  # the app that read it goes on
        assert not Authenticator.objects.exists()

    def test_the_first_code_is_used_up(self, editor: User) -> None:
        client = with_password_only(editor)
        code = authentication.current_code(secret_on(client))[0]
        client.post(APP, {"code": code})
        other = Client()
        half_way(other, editor)
        assert enter(other, code).status_code == 200

    def test_the_picture_holds_the_secret_and_is_kept_nowhere(self, editor: User) -> None:
        answer = with_password_only(editor).get("/account/app/picture.svg")
        assert answer.headers["Content-Type"] == "image/svg+xml"
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.content.startswith(b"<?xml")


class TestRecoveryCodes:
    def test_are_shown_until_they_are_kept_and_then_never_again(self, editor: User) -> None:
        client = with_password_only(editor)
        add_app(client)
        code = fresh_codes(editor)[0]
        spaced = f"{code[:4]} {code[4:]}"
        assert spaced in says(client.get(CODES))
        assert "Print or write down your recovery codes" in says(client.get("/account/"))
        assert client.post(CODES).headers["Location"] == "/admin/"
        assert spaced not in says(client.get(CODES))

    def test_new_ones_make_the_old_ones_void(self, editor: User) -> None:
        client = with_password_only(editor)
        add_app(client)
        old = fresh_codes(editor)
        client.post(CODES, {"new": "yes"})
        assert not set(old) & set(fresh_codes(editor))
        assert client.get("/admin/").status_code == 200
        assert "new recovery codes" in str(mail.outbox[-1].body)


class TestRemoving:
    @pytest.fixture
    def key(self, editor: User) -> Authenticator:
        return Authenticator.objects.create(
            user=editor, type=Authenticator.Type.WEBAUTHN, data={"name": "Blue key", "credential": {}}
        )

    def test_one_of_two(self, client: Client, editor: User, key: Authenticator) -> None:
        login(client, editor)
        assert "Blue key" in says(client.get("/account/"))
        assert "Blue key" in says(client.get(f"/account/remove/{key.pk}/"))
        assert Authenticator.objects.filter(pk=key.pk).exists()
        assert client.post(f"/account/remove/{key.pk}/").status_code == 302
        assert not Authenticator.objects.filter(pk=key.pk).exists()
        assert "“Blue key” was removed." in str(mail.outbox[-1].body)

    def test_never_the_last_nor_the_one_in_use(self, client: Client, editor: User, key: Authenticator) -> None:
        login(client, editor)
        app = code_app(editor)
        client.post(f"/account/remove/{app.pk}/")
        client.post(f"/account/remove/{key.pk}/")
        client.post(f"/account/remove/{app.pk}/")
        assert list(authentication.factors_of(editor)) == [app]

    def test_never_somebody_elses(self, publisher: User, key: Authenticator) -> None:
        assert signed_in(publisher).post(f"/account/remove/{key.pk}/").status_code == 404
        assert Authenticator.objects.filter(pk=key.pk).exists()

    def test_a_new_phone_takes_the_place_of_the_old_one(self, editor: User) -> None:
        client, old = signed_in(editor), code_app(editor)
        add_app(client)
        assert code_app(editor) != old
        assert client.get("/admin/").status_code == 200
