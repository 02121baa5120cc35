"""The page on which each person chooses when to be told, and the admin's list of what everybody was told."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Notice, NoticePreference
from articles.notices.writing import Message, write
from tests.conftest import make_person, signed_in

HELLO = Message(kind="comment", subject="Hello", said="Hello.", link="Look:", path="/desk/")


class TestChoosing:
    ADDRESS = "/notices/"

    def test_only_for_somebody_signed_in(self, db: None) -> None:
        assert Client().get(self.ADDRESS)["Location"].startswith("/sign-in/")
        assert Client().post(self.ADDRESS, {"when": "daily"}).status_code == 403

    @pytest.mark.parametrize("who", ["editor", "clinician"])
    def test_staff_and_clinicians_choose(self, who: str, request: pytest.FixtureRequest) -> None:
        person = request.getfixturevalue(who)
        client = signed_in(person)
        assert re.search('<input[^>]*value="at once"[^>]*checked', client.get(self.ADDRESS).text)
        assert not NoticePreference.objects.exists()  # looking changes nothing
        answer = client.post(self.ADDRESS, {"when": "daily"}, follow=True)
        assert "Your choice is saved." in answer.text
        assert NoticePreference.objects.get().person == person
        assert NoticePreference.objects.get().daily
        client.post(self.ADDRESS, {"when": "at once"})
        assert not NoticePreference.objects.get().daily

    @pytest.mark.parametrize("when", ["", "never"])
    def test_a_choice_that_is_none(self, editor: User, when: str) -> None:
        answer = signed_in(editor).post(self.ADDRESS, {"when": when})
        assert answer.status_code == 422
        assert "Error:" in answer.text
        assert not NoticePreference.objects.exists()


class TestAdmin:
    @pytest.mark.parametrize(("role", "status"), [("administrator", 200), ("editor", 403), ("publisher", 403)])
    def test_administrators_look(self, role: str, status: int, editor: User) -> None:
        write(HELLO, [editor])
        client = signed_in(make_person("somebody", role))
        notice = Notice.objects.get()
        assert client.get("/admin/articles/notice/").status_code == status
        assert client.get(f"/admin/articles/notice/{notice.pk}/change/").status_code == status
        assert client.post(f"/admin/articles/notice/{notice.pk}/change/", {"subject": "Other"}).status_code == 403
        assert client.post(f"/admin/articles/notice/{notice.pk}/delete/", {"post": "yes"}).status_code == 403
        assert client.get("/admin/articles/notice/add/").status_code == 403
        assert Notice.objects.get().subject == "Hello"
