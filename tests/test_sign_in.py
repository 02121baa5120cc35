"""Signing in: wrong passwords lock out, right ones and a code lead where people belong, and never to another site."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.db.models import F
from django.test import Client
from lxml import html
from pytest_django.fixtures import Settings

from tests.conftest import PASSWORD, code_app, totp_code
from tests.reading import words

SIGN_IN = "/sign-in/"
SECOND_STEP = "/sign-in/second-step/"
LIMIT = 5
WAIT = timedelta(minutes=15)

SignIn = Callable[..., Any]


@pytest.fixture
def sign_in(client: Client) -> SignIn:
    def attempt(password: str = PASSWORD, username: str = "editor", next_: str = "", **headers: str) -> Any:
        """The password, and the code where it is asked for."""
        person = User.objects.filter(username=username).first()
        if person:
            code_app(person)
        sent = {"username": username, "password": password, "next": next_}
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = client.post(SIGN_IN, sent, headers=said)
        if person and answer.headers.get("Location") == SECOND_STEP:
            return client.post(SECOND_STEP, {"code": totp_code(person)}, headers=said)
        return answer

    return attempt


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def page_says(answer: Any) -> str:
    return words(html.document_fromstring(answer.content.decode()))


class TestLockOut:
    def test_after_too_many_failures_even_the_right_password_has_to_wait(
        self, client: Client, editor: User, sign_in: SignIn
    ) -> None:
        answers = [sign_in("wrong") for _attempt in range(LIMIT)]
        assert [answer.status_code for answer in answers] == [200] * (LIMIT - 1) + [429]
        assert answers[-1].headers["Retry-After"] == str(int(WAIT.total_seconds()))
        assert "Wait 15 minutes" in page_says(answers[-1])
        assert sign_in().status_code == 429
        assert not is_signed_in(client)

    def test_is_over_after_the_wait(self, client: Client, editor: User, sign_in: SignIn) -> None:
        for _attempt in range(LIMIT):
            sign_in("wrong")
        AccessAttempt.objects.update(attempt_time=F("attempt_time") - WAIT + timedelta(minutes=1))
        assert sign_in("wrong").status_code == 429  # and starts the wait anew
        AccessAttempt.objects.update(attempt_time=F("attempt_time") - WAIT - timedelta(seconds=1))
        assert sign_in().headers["Location"] == "/admin/"
        assert is_signed_in(client)

    def test_does_not_shut_out_others(self, client: Client, editor: User, publisher: User, sign_in: SignIn) -> None:
        for _attempt in range(LIMIT):
            sign_in("wrong")
        assert sign_in(username="publisher").status_code == 302
        elsewhere = Client(REMOTE_ADDR="198.51.100.7")
        assert elsewhere.post(SIGN_IN, {"username": "editor", "password": PASSWORD}).status_code == 302

    def test_a_success_in_between_starts_the_count_anew(self, client: Client, editor: User, sign_in: SignIn) -> None:
        for _attempt in range(LIMIT - 1):
            sign_in("wrong")
        assert sign_in().status_code == 302
        client.logout()
        assert sign_in("wrong").status_code == 200

    @pytest.mark.parametrize("username", ["editor", "nobody-of-that-name", "EDITOR"])
    def test_tells_nobody_which_accounts_there_are(self, editor: User, sign_in: SignIn, username: str) -> None:
        answers = [sign_in("wrong", username) for _attempt in range(LIMIT)]
        assert {page_says(answer) for answer in answers[:-1]} == {page_says(sign_in("wrong", "another"))}
        assert answers[-1].status_code == 429

    def test_is_not_escaped_by_claiming_another_address(self, client: Client, editor: User, sign_in: SignIn) -> None:
        for number in range(LIMIT):
            answer = sign_in("wrong", x_forwarded_for=f"198.51.100.{number}", x_real_ip=f"198.51.100.{number}")
        assert answer.status_code == 429

    def test_behind_a_proxy_goes_by_the_address_that_the_proxy_saw(
        self, client: Client, editor: User, sign_in: SignIn, settings: Settings
    ) -> None:
        settings.AXES_CLIENT_IP_CALLABLE = "articles.client_address.behind_proxy"
        for number in range(LIMIT):
            answer = sign_in("wrong", x_forwarded_for=f"198.51.100.{number}, 203.0.113.9")
        assert answer.status_code == 429
        assert sign_in(x_forwarded_for="203.0.113.9, 203.0.113.10").status_code == 302


class TestWhereItLeads:
    @pytest.mark.parametrize(
        "next_",
        [
            "https://evil.example/",
            "//evil.example/",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "http:evil.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "\thttps://evil.example",
            "/\t/evil.example",
        ],
    )
    def test_never_to_another_site(self, client: Client, editor: User, sign_in: SignIn, next_: str) -> None:
        assert sign_in(next_=next_).headers["Location"] == "/admin/"
        again = client.get(SIGN_IN, {"next": next_})
        assert again.headers["Location"] == "/admin/"
        client.logout()
        hop = client.get("/admin/login/", {"next": next_}, follow=True)
        page: Any = html.document_fromstring(hop.content.decode())  # lxml's stubs don't know its forms
        fields = page.forms[0].fields
        client.post(SIGN_IN, {**fields, "username": "editor", "password": PASSWORD})
        assert client.post(SECOND_STEP, {"code": totp_code(editor)}).headers["Location"] == "/admin/"
        left = client.post("/sign-out/", {"next": next_})
        assert "evil" not in left.headers.get("Location", "")

    def test_to_where_one_was_bound(self, editor: User, sign_in: SignIn) -> None:
        assert sign_in(next_="/admin/articles/article/").headers["Location"] == "/admin/articles/article/"

    def test_clinicians_to_their_desk(self, clinician: User, sign_in: SignIn) -> None:
        assert sign_in(username="clinician").headers["Location"] == "/desk/"

    def test_a_closed_account_nowhere(self, client: Client, editor: User, sign_in: SignIn) -> None:
        User.objects.filter(pk=editor.pk).update(is_active=False)
        assert sign_in().status_code == 200
        assert not is_signed_in(client)

    def test_to_no_session_that_somebody_else_knew_before(self, client: Client, editor: User, sign_in: SignIn) -> None:
        session = client.session
        session["planted"] = "x"
        session.save()
        client.cookies["sessionid"] = known = str(session.session_key)
        sign_in()
        assert client.cookies["sessionid"].value != known

    def test_with_cookies_that_scripts_cannot_read(self, client: Client, editor: User, sign_in: SignIn) -> None:
        sign_in()
        cookie = client.cookies["sessionid"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize(
    "address", ["/admin/articles/article/add/", "/admin/articles/article/1/change/", "/desk/editions/1/approve/"]
)
def test_what_was_typed_while_signed_out_comes_back(client: Client, db: None, address: str) -> None:
    sent = {"lead": "Two <b>lines</b>\r\nof text", "password": "secret", "csrfmiddlewaretoken": "x" * 64}
    answer = client.post(address, sent)
    assert answer.status_code == 403
    assert "no-store" in answer.headers["Cache-Control"]
    page: Any = html.document_fromstring(answer.content.decode())
    form = page.xpath("//form[@action=$address]", address=address)[0]
    assert form.fields["lead"].replace("\r\n", "\n") == "Two <b>lines</b>\nof text"
    assert "lines</b>" in page.get_element_by_id("text").text_content()
    assert "secret" not in answer.content.decode()
