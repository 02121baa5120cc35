"""Nothing opens to a password alone: the second step and its limits, when signing in and when signing a review."""

import time
from typing import Any

import pytest
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from lxml import html

from articles import authentication
from articles.models import Edition
from tests.conftest import PASSWORD, code_app, login, make_person, signed_in, totp_code, with_password_only
from tests.reading import words
from tests.showcase import picture

SECOND_STEP = "/sign-in/second-step/"
ROOMS = (
    "/admin/", "/admin/auth/user/", "/admin/articles/article/", "/admin/articles/article/add/", "/desk/",
    "/admin/articles/article/import/", "/desk/published/", "/admin/markdown/preview/", "/password/",
)  # fmt: skip


def half_way(client: Client, person: User) -> None:
    """The password was right, the code is asked for."""
    answer = client.post("/sign-in/", {"username": person.username, "password": PASSWORD})
    assert answer.headers["Location"] == SECOND_STEP


def enter(client: Client, code: str) -> Any:
    return client.post(SECOND_STEP, {"code": code})


def says(answer: Any) -> str:
    return words(html.document_fromstring(answer.content.decode()))


def fresh_codes(person: User) -> list[str]:
    codes: list[str] = RecoveryCodes.activate(person).get_unused_codes()
    return codes


class TestWithoutIt:
    @pytest.mark.parametrize("who", ["editor", "publisher", "superuser", "clinician"])
    @pytest.mark.parametrize("has_app", [True, False])
    def test_no_room_opens(self, request: pytest.FixtureRequest, edition: Edition, who: str, has_app: bool) -> None:
        person = request.getfixturevalue(who)
        if has_app:
            code_app(person)
        client = with_password_only(person)
        desk, admin = f"/desk/editions/{edition.pk}/", "/admin/"
        for address in (desk, *ROOMS):
            answer = client.get(address)
            assert answer.status_code in (302, 403), address
            assert answer.headers.get("Location", "/sign-in/").startswith(("/sign-in/", "/admin/login/")), address
        opened = signed_in(person).get(desk if who == "clinician" else admin)
        assert opened.status_code == 200  # with it the same doors do open

    def test_nor_an_unpublished_image(self, editor: User) -> None:
        address = f"/media/{picture(editor).sha256}"
        assert with_password_only(editor).get(address).status_code == 404
        assert signed_in(editor).get(address).status_code == 200

    def test_what_was_typed_comes_back(self, editor: User) -> None:
        answer = with_password_only(editor).post("/admin/articles/article/add/", {"title": "A long text"})
        assert answer.status_code == 403
        assert "A long text" in answer.content.decode()

    def test_a_record_of_somebody_elses_factor_does_not_count(self, editor: User, publisher: User) -> None:
        client = signed_in(editor)
        session = client.session
        session["account_authentication_methods"][0]["id"] = code_app(publisher).pk
        session.save()
        assert client.get("/admin/").status_code == 302

    def test_nor_does_a_factor_that_is_gone(self, editor: User) -> None:
        client = signed_in(editor)
        Authenticator.objects.all().delete()
        assert client.get("/admin/").status_code == 302


class TestSecondStep:
    def test_a_code_signs_in(self, client: Client, editor: User) -> None:
        assert login(client, editor) == "/admin/"
        assert client.get("/admin/").status_code == 200

    def test_leads_where_one_was_bound(self, client: Client, clinician: User) -> None:
        assert login(client, clinician, next_="/desk/published/") == "/desk/published/"
        client.post("/sign-out/")
        assert login(client, clinician) == "/desk/"

    def test_half_way_is_nowhere(self, client: Client, editor: User) -> None:
        code_app(editor)
        half_way(client, editor)
        assert "_auth_user_id" not in client.session
        assert client.get("/admin/").status_code == 302

    def test_is_for_nobody_without_a_password(self, client: Client, editor: User) -> None:
        assert enter(client, totp_code(editor)).headers["Location"] == "/sign-in/"

    def test_a_wrong_code_is_refused_with_a_sentence(self, client: Client, editor: User) -> None:
        wrong = f"{(int(totp_code(editor)) + 1) % 1_000_000:06}"
        half_way(client, editor)
        answer = enter(client, wrong)
        assert answer.status_code == 200
        assert "The code is not right, or it was used already." in says(answer)

    @pytest.mark.parametrize("code", ["", " ", "abc", "\u0660" * 6, "0" * 5000, "\uff11" * 6])
    def test_nonsense_too(self, client: Client, editor: User, code: str) -> None:
        code_app(editor)
        half_way(client, editor)
        assert enter(client, code).status_code == 200

    @pytest.mark.parametrize("credential", ["", "x", "[]", "{}", '"x"', "1", "null", '{"id": 1, "response": []}'])
    def test_and_a_nonsensical_passkey(self, client: Client, editor: User, credential: str) -> None:
        code_app(editor)
        half_way(client, editor)
        answer = client.post(SECOND_STEP, {"credential": credential})
        assert answer.status_code == 200
        assert signed_in(editor).post("/account/passkey/", {"credential": credential}).status_code == 200
        assert not authentication.passkeys_of(editor)

    def test_a_code_works_once_however_it_is_written(self, client: Client, editor: User) -> None:
        code = totp_code(editor)
        half_way(client, editor)
        assert enter(client, f"{code[:3]} {code[3:]}").status_code == 302
        other = Client()
        half_way(other, editor)
        assert enter(other, code).status_code == 200
        cache.delete(f"allauth.mfa.totp.used?user={editor.pk}&code={code}")  # allauth forgets after 30 seconds
        assert enter(other, code).status_code == 200

    def test_a_recovery_code_works_once(self, client: Client, editor: User) -> None:
        code_app(editor)
        code = fresh_codes(editor)[0]
        half_way(client, editor)
        assert enter(client, code).status_code == 302
        assert client.get("/admin/").status_code == 200
        other = Client()
        half_way(other, editor)
        assert enter(other, code).status_code == 200

    def test_wrong_codes_lock_out_like_wrong_passwords(self, client: Client, editor: User) -> None:
        code_app(editor)
        half_way(client, editor)
        answers = [enter(client, f"wrong {number}") for number in range(settings.AXES_FAILURE_LIMIT)]
        assert [answer.status_code for answer in answers] == [200] * (settings.AXES_FAILURE_LIMIT - 1) + [429]
        assert enter(client, totp_code(editor)).headers["Location"] == "/sign-in/"  # begins again
        again = client.post("/sign-in/", {"username": "editor", "password": PASSWORD})
        assert again.status_code == 429

    def test_from_many_addresses_too(self, editor: User) -> None:
        code_app(editor)
        for number in range(5):
            client = Client(REMOTE_ADDR=f"198.51.100.{number}")
            half_way(client, editor)
            enter(client, "wrong")
        client = Client(REMOTE_ADDR="198.51.100.99")
        half_way(client, editor)
        answer = enter(client, totp_code(editor))
        assert answer.status_code == 200
        assert "Codes were wrong too often" in says(answer)

    def test_the_password_alone_does_not_reset_the_count(self, client: Client, editor: User) -> None:
        code_app(editor)
        for _turn in range(settings.AXES_FAILURE_LIMIT - 1):
            half_way(client, editor)
            assert enter(client, "wrong").status_code == 200
        half_way(client, editor)
        assert enter(client, "wrong").status_code == 429

    def test_lasts_no_longer_than_a_quarter_of_an_hour(self, client: Client, editor: User) -> None:
        code_app(editor)
        half_way(client, editor)
        session = client.session
        session["account_login"]["initiated_at"] = time.time() - 901
        session.save()
        assert enter(client, totp_code(editor)).headers["Location"] == "/sign-in/"

    def test_takes_a_session_that_nobody_knew_before(self, client: Client, editor: User) -> None:
        code_app(editor)
        client.get("/sign-in/")
        half_way(client, editor)
        known = client.session.session_key
        enter(client, totp_code(editor))
        assert client.session.session_key != known


class TestPasswordAndCode:
    """What signing asks for, through a page that asks for it."""

    @pytest.fixture
    def ask(self, editor: User, rf: Any) -> Any:
        code_app(editor)

        def asked(password: str = PASSWORD, code: str | None = None, person: User = editor) -> str | None:
            request = rf.post("/desk/")
            request.user = person
            request.session = signed_in(person).session
            code = totp_code(person) if code is None else code
            with request_context(request):
                return authentication.check_password_and_code(request, person, password, code)

        return asked

    def test_both_right(self, ask: Any) -> None:
        assert ask() is None

    def test_a_wrong_password(self, ask: Any) -> None:
        assert "password is not right" in str(ask(password="x"))

    def test_a_used_or_wrong_code(self, ask: Any, editor: User) -> None:
        code = totp_code(editor)
        assert ask(code=code) is None
        assert "used already" in str(ask(code=code))
        assert "used already" in str(ask(code="123"))

    def test_no_recovery_code(self, ask: Any, editor: User) -> None:
        assert "not right" in str(ask(code=fresh_codes(editor)[0]))

    def test_nobody_elses_code(self, ask: Any, publisher: User) -> None:
        assert "not right" in str(ask(code=totp_code(publisher)))

    def test_without_an_app(self, ask: Any, editor: User) -> None:
        code = totp_code(editor)
        Authenticator.objects.all().delete()
        key = Authenticator.objects.create(user=editor, type=Authenticator.Type.WEBAUTHN, data={})
        assert authentication.passkeys_of(editor) == [key]
        # signing in again in the fixture makes an app, so this asks directly
        assert not authentication.has_code_app(editor)
        assert "has none" in str(authentication.check_password_and_code(None, editor, PASSWORD, code))  # type: ignore[arg-type]  # never read

    def test_too_many_wrong_codes_lock_out(self, ask: Any, client: Client, editor: User) -> None:
        for _attempt in range(settings.AXES_FAILURE_LIMIT):
            ask(code="wrong")
        assert ask() is not None
        assert client.post("/sign-in/", {"username": "editor", "password": PASSWORD}).status_code == 429


def test_readers_pages_ask_for_no_session(client: Client, published: Edition, django_assert_num_queries: Any) -> None:
    """The middleware looks only where a view asks who is there."""
    client.cookies["sessionid"] = "x" * 32
    with django_assert_num_queries(0):
        answer = client.get("/robots.txt")
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_everybody_who_signs_in_has_one(client: Client, db: None) -> None:
    """A person without any role as well: they may get one tomorrow."""
    person = make_person("nobody", staff=False)
    assert client.post("/sign-in/", {"username": "nobody", "password": PASSWORD}).headers["Location"] == "/account/"
    assert "_auth_user_id" in client.session
    assert client.get("/admin/", follow=True).redirect_chain[-1][0] == "/account/"
    client.post("/sign-out/")
    login(client, person)
    assert client.get("/admin/", follow=True).status_code == 403
