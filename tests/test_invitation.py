"""Opening an account: nobody types another person's password, somebody vouches, and one mailed link opens it."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.test import Client
from lxml import html

from articles import authentication
from reviewers.models import IdentityCheck
from tests.conftest import PASSWORD, code_app, make_person, signed_in, totp_code
from tests.reading import words

ADD = "/admin/auth/user/add/"
FORGOTTEN = "/password/forgotten/"
NEW = "a new long password"
HOW = "Passport shown in a video call"


@pytest.fixture
def administrator(db: None) -> User:
    return make_person("administrator", "administrator")


def invitation(**changes: object) -> dict[str, object]:
    return {
        "username": "jo", "first_name": "Jo", "last_name": "Bloggs-Example", "email": "jo@example.org", "how": HOW,
        **changes,
    }  # fmt: skip


def mailed_link() -> str:
    found = re.search(rf"{re.escape(settings.SITE_URL)}(/account/link/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def follow(link: str, password: str = NEW, client: Client | None = None) -> Client:
    """Open the link and set a password."""
    client = client or Client()
    form = client.get(link)
    assert form.status_code == 302
    client.post(form.headers["Location"], {"new_password1": password, "new_password2": password})
    return client


def says(answer: Any) -> str:
    return words(html.document_fromstring(answer.content.decode()))


def test_an_account_is_opened_without_a_password(administrator: User) -> None:
    editors = Group.objects.get(name="editor")
    answer = signed_in(administrator).post(ADD, invitation(groups=[editors.pk], password1=NEW, password2=NEW))
    assert answer.status_code == 302
    jo = User.objects.get(username="jo")
    assert not jo.has_usable_password()
    assert (jo.is_staff, list(jo.groups.all())) == (True, [editors])
    assert mail.outbox[-1].to == ["jo@example.org"]
    assert "administrator opened an account for you" in str(mail.outbox[-1].body)


def test_who_vouched_is_recorded_and_shown(administrator: User) -> None:
    client = signed_in(administrator)
    client.post(ADD, invitation())
    check = IdentityCheck.objects.get()
    assert (check.person.username, check.how, check.checked_by) == ("jo", HOW, administrator)
    assert check.purpose == IdentityCheck.Purpose.ACCOUNT
    assert HOW in says(client.get(f"/admin/auth/user/{check.person_id}/change/"))


@pytest.mark.parametrize("missing", ["how", "email", "username"])
def test_not_without(administrator: User, missing: str) -> None:
    answer = signed_in(administrator).post(ADD, invitation(**{missing: " "}))
    assert answer.status_code == 200
    assert not User.objects.filter(first_name="Jo").exists()
    assert mail.outbox == []


def test_the_link_leads_to_a_password_a_second_factor_and_in(administrator: User) -> None:
    signed_in(administrator).post(ADD, invitation(groups=[Group.objects.get(name="editor").pk]))
    client = follow(mailed_link())
    assert client.get("/admin/").status_code == 302
    page: Any = html.document_fromstring(client.get("/account/app/").content.decode())
    secret = page.get_element_by_id("secret").text.replace(" ", "")
    client.post("/account/app/", {"code": authentication.current_code(secret)[0]})
    assert client.get("/admin/").status_code == 200


def test_the_link_works_once(administrator: User) -> None:
    signed_in(administrator).post(ADD, invitation())
    link = mailed_link()
    follow(link)
    again = Client().get(link)
    assert again.status_code == 200
    assert "no longer works" in says(again)


def test_the_link_is_for_a_few_days(administrator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    signed_in(administrator).post(ADD, invitation())
    link = mailed_link()
    later = datetime.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT + 1)  # noqa: DTZ005 - as Django's own
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _self: later)
    assert "no longer works" in says(Client().get(link))


@pytest.mark.parametrize("link", ["/account/link/MQ/x-y/", "/account/link/!/x/", "/account/link/OTk5OTk/set/"])
def test_a_made_up_link_opens_nothing(editor: User, link: str) -> None:
    assert "no longer works" in says(Client().get(link))
    assert "no longer works" in says(Client().post(link, {"new_password1": NEW, "new_password2": NEW}))
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD)


def test_the_link_is_nobody_elses_session(administrator: User, publisher: User) -> None:
    """At a computer where somebody else is signed in."""
    signed_in(administrator).post(ADD, invitation())
    client = follow(mailed_link(), client=signed_in(publisher))
    assert client.session["_auth_user_id"] == str(User.objects.get(username="jo").pk)
    assert client.get("/admin/").status_code == 302


def test_a_weak_password_is_refused_and_the_link_stays(administrator: User) -> None:
    signed_in(administrator).post(ADD, invitation())
    link = mailed_link()
    follow(link, password="jo")
    assert not User.objects.get(username="jo").has_usable_password()
    follow(link)
    assert User.objects.get(username="jo").check_password(NEW)


def test_mail_that_fails_is_said_and_the_account_kept(administrator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.core.mail.EmailMessage.send", _broken)
    answer = signed_in(administrator).post(ADD, invitation(), follow=True)
    assert "could not be sent" in says(answer)
    assert User.objects.filter(username="jo").exists()


def _broken(*_values: object, **_more: object) -> int:
    raise OSError("as good as any")


class TestAnotherPersonsPassword:
    def test_cannot_be_set_by_an_administrator_or_a_superuser(
        self, administrator: User, superuser: User, editor: User
    ) -> None:
        new = {"password1": NEW, "password2": NEW, "password": NEW, "usable_password": "true"}
        for who in (administrator, superuser):
            client = signed_in(who)
            client.post(f"/admin/auth/user/{editor.pk}/password/", {**new, "set-password": "x"})
            client.post(
                f"/admin/auth/user/{editor.pk}/change/", {"username": "editor", "email": "e@example.org", **new}
            )
            assert (
                "password" not in client.get(f"/admin/auth/user/{editor.pk}/change/").context["adminform"].form.fields
            )
        editor.refresh_from_db()
        assert editor.check_password(PASSWORD)

    def test_a_link_is_sent_instead(self, administrator: User, editor: User) -> None:
        code_app(editor)
        signed_in(administrator).post(f"/admin/auth/user/{editor.pk}/link/")
        assert mail.outbox[-1].to == [editor.email]
        editor.refresh_from_db()
        assert editor.check_password(PASSWORD)  # until they follow it
        client = follow(mailed_link())
        assert client.get("/admin/").status_code == 302
        client.post("/sign-in/second-step/", {"code": totp_code(editor)})
        assert client.get("/admin/").status_code == 200

    def test_opening_the_address_sends_nothing(self, administrator: User, editor: User) -> None:
        assert signed_in(administrator).get(f"/admin/auth/user/{editor.pk}/link/").status_code == 405
        assert mail.outbox == []

    @pytest.mark.parametrize("role", ["contributor", "editor", "publisher", "register clerk"])
    def test_not_for_other_roles(self, editor: User, role: str) -> None:
        client = signed_in(make_person("other", role))
        for what in ("link", "lost-device"):
            assert client.post(f"/admin/auth/user/{editor.pk}/{what}/", {"how": HOW}).status_code == 403
        assert mail.outbox == []

    def test_a_new_address_is_told_to_the_old_one(self, administrator: User, editor: User) -> None:
        sent = {"username": "editor", "email": "mine@example.org", "is_active": "on"}
        signed_in(administrator).post(f"/admin/auth/user/{editor.pk}/change/", sent)
        assert mail.outbox[-1].to == ["editor@example.org"]
        assert "mine@example.org" in str(mail.outbox[-1].body)


class TestForgotten:
    def test_the_answer_tells_nobody_which_addresses_there_are(self, client: Client, editor: User) -> None:
        answers = [client.post(FORGOTTEN, {"email": email}) for email in ("editor@example.org", "none@example.org")]
        assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {(302, f"{FORGOTTEN}sent/")}
        assert [message.to for message in mail.outbox] == [["editor@example.org"]]

    def test_the_second_factor_stays(self, client: Client, editor: User) -> None:
        app = code_app(editor)
        client.post(FORGOTTEN, {"email": "EDITOR@example.org"})
        opened = follow(mailed_link())
        assert code_app(editor) == app
        assert opened.get("/account/app/").headers["Location"].startswith("/sign-in/")
        assert "_auth_user_id" not in opened.session

    def test_serves_somebody_whose_invitation_is_too_old(self, client: Client, administrator: User) -> None:
        signed_in(administrator).post(ADD, invitation())
        client.post(FORGOTTEN, {"email": "jo@example.org"})
        assert follow(mailed_link()).get("/account/app/").status_code == 200

    def test_not_a_closed_account(self, client: Client, editor: User) -> None:
        User.objects.filter(pk=editor.pk).update(is_active=False)
        client.post(FORGOTTEN, {"email": "editor@example.org"})
        assert mail.outbox == []

    def test_a_link_of_an_account_that_was_closed_meanwhile_opens_nothing(self, client: Client, editor: User) -> None:
        client.post(FORGOTTEN, {"email": "editor@example.org"})
        User.objects.filter(pk=editor.pk).update(is_active=False)
        assert "_auth_user_id" not in follow(mailed_link()).session

    def test_not_too_often(self, client: Client, editor: User) -> None:
        answers = [client.post(FORGOTTEN, {"email": "editor@example.org"}) for _time in range(6)]
        assert [answer.status_code for answer in answers] == [302] * 5 + [200]
        assert "too often" in says(answers[-1])
        assert len(mail.outbox) == 5

    def test_the_link_names_our_own_site(self, client: Client, editor: User) -> None:
        client.post(FORGOTTEN, {"email": "editor@example.org"}, headers={"host": "127.0.0.1"})
        assert mailed_link()
