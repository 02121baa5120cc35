"""Editors and publishers triage what readers report: by deadline, with an owner and an outcome; then words go."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles import concern_schedule, concerns, workflow
from articles.concern_page import About, about
from articles.models import Concern, Edition, Notice, NoticePreference
from articles.notices import reminders
from articles.refusal import Refused
from tests.conftest import make_person, signed_in
from tests.reading import words_of

Capture = Callable[..., AbstractContextManager[object]]

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/concern/"


@pytest.fixture
def concern(published: Edition) -> Concern:
    return concerns.report(about("/articles/ankle-sprain/"), "wrong", "A secretword is wrong.", "reader@example.net")


def screen(concern: Concern) -> str:
    return f"{LIST}{concern.pk}/change/"


def press(client: Client, concern: Concern, button: str, **typed: str) -> tuple[int, str]:
    """Fill the form in as it stands on the screen, and press its button."""
    seen = client.get(screen(concern)).context[f"{button}_form"]["seen"].value()
    return press_as_seen(client, concern, button, seen, **typed)


def press_as_seen(client: Client, concern: Concern, button: str, seen: str, **typed: str) -> tuple[int, str]:
    sent = {f"{button}-{name}": value for name, value in typed.items()}
    answer = client.post(screen(concern), {button: "x", f"{button}-seen": seen, **sent})
    concern.refresh_from_db()
    return answer.status_code, answer.content.decode()


def test_from_the_front_page_to_the_answer(concern: Concern, editor: User, publisher: User) -> None:
    client = signed_in(editor)
    Concern.objects.update(due_at=timezone.now() - timedelta(hours=1))
    front = words_of(client, "/admin/")
    assert "1 waits for an answer" in front
    assert "1 is overdue" in front
    said = words_of(client, screen(concern))
    for each in ("A secretword is wrong.", "Medium", "Overdue", "Readers had edition 1", "Nobody looks after it yet."):
        assert each in said
    assert press(client, concern, "take")[0] == 302
    assert press(client, concern, "severity", severity="low")[0] == 302
    assert press(client, concern, "owner", owner=str(publisher.pk))[0] == 302
    assert (concern.owner, concern.severity) == (publisher, "low")
    status, page = press(client, concern, "close", outcome="no change", answer="  ")
    assert (status, concern.outcome) == (422, "")
    assert 'value="no change"' in page
    assert press(client, concern, "close", outcome="no change", answer="We looked. It is right.")[0] == 302
    assert (concern.outcome, concern.answer, concern.closed_at is not None) == (
        "no change",
        "We looked. It is right.",
        True,
    )
    happened = [(event.what, event.by) for event in concern.events.all()]
    assert happened == [
        ("Received", None),
        ("Taken on", editor),
        ("Severity: Low: everything else", editor),
        ("Given to publisher", editor),
        ("Closed: Looked at; nothing had to change", editor),
    ]
    assert "waits for an answer" not in words_of(client, "/admin/")


def test_the_list_is_by_deadline_and_of_open_ones(concern: Concern, editor: User) -> None:
    client = signed_in(editor)
    late = concerns.report(About(), "harm", "Words.")
    Concern.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(hours=1))
    closed = concerns.report(About(), "other", "Words.")
    concerns.close(closed, editor, "elsewhere", "Not ours.")

    def codes(query: str = "") -> list[str]:
        return [each.code for each in client.get(LIST + query).context["cl"].result_list]

    assert codes() == [late.code, concern.code]
    assert codes("?stands=overdue") == [late.code]
    assert codes("?stands=closed") == codes("?stands=elsewhere") == [closed.code]
    assert codes("?stands=corrected") == []
    assert set(codes("?stands=all")) == {late.code, concern.code, closed.code}
    assert codes("?severity__exact=high") == [late.code]
    said = words_of(client, LIST)
    assert said.count("Overdue") == 2  # the choice of the filter, and the one that is
    assert "secretword" not in said


def test_a_stale_screen_is_refused_and_keeps_what_was_typed(concern: Concern, editor: User, publisher: User) -> None:
    client = signed_in(editor)
    seen = client.get(screen(concern)).context["close_form"]["seen"].value()
    concerns.take(concern, publisher)
    status, page = press_as_seen(client, concern, "close", seen, outcome="corrected", answer="A long answer.")
    assert (status, concern.outcome) == (409, "")
    assert "Somebody else changed this while the page was open." in page
    assert "A long answer." in page
    concerns.close(concern, publisher, "corrected", "Done.")
    status, page = press_as_seen(client, concern, "take", seen)
    assert (status, concern.owner, concern.answer) == (409, publisher, "Done.")
    stale = Concern.objects.get(pk=concern.pk)
    stale.outcome = ""
    with pytest.raises(Refused, match="Somebody else changed this meanwhile"):
        concerns.take(stale, editor)


def test_who_may(concern: Concern, editor: User, clinician: User, superuser: User) -> None:
    contributor = make_person("the-contributor", "contributor")
    for person in (contributor, clinician):
        with pytest.raises(Refused, match="Only an editor or a publisher"):
            concerns.take(concern, person)
        assert signed_in(person).get(screen(concern)).status_code in (302, 403)
    with pytest.raises(Refused, match="can look after"):
        concerns.give(concern, editor, contributor)
    assert concerns.give(concern, editor, superuser).owner == superuser


def test_withdrawing_is_one_step_away_and_leads_back(concern: Concern, editor: User) -> None:
    client = signed_in(editor)
    with pytest.raises(Refused, match="The article is not withdrawn"):
        concerns.close(concern, editor, "withdrawn", "We took it away.")
    step = f"/admin/articles/article/{concern.article_id}/withdraw/?concern={concern.code}"
    assert step in client.get(screen(concern)).content.decode()
    form = client.get(step).context["form"]
    assert form["reason"].value() == "A reader reported a possible problem. We are checking it."
    sent = {"edition": form["edition"].value(), "as_": "unsafe", "reason": form["reason"].value()}
    answer = client.post(step, sent)
    assert (answer.status_code, answer["Location"]) == (302, screen(concern))
    assert "Withdraw this article" not in words_of(client, screen(concern))
    assert concerns.close(concern, editor, "withdrawn", "We took it away.").outcome == "withdrawn"


def test_a_grave_one_is_told_at_once(
    published: Edition, editor: User, publisher: User, django_capture_on_commit_callbacks: Capture
) -> None:
    NoticePreference.objects.create(person=editor, daily=True)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        low = concerns.report(About(), "other", "Words.")
        concerns.report(About(), "harm", "A secretword.")
    assert sorted(f"{message.to[0]}: {message.subject.split(': ')[1]}" for message in mail.outbox) == [
        "editor@example.org: Somebody could come to harm",
        "publisher@example.org: Somebody could come to harm",
        "publisher@example.org: Something else",
    ]
    assert not any("secretword" in str(message.message()) for message in mail.outbox)
    with django_capture_on_commit_callbacks(execute=True):
        concerns.change_severity(low, editor, "high")
    assert len(mail.outbox) == 5


def test_overdue_ones_are_reminded_of_once(concern: Concern, editor: User, publisher: User) -> None:
    def reminded() -> list[str]:
        Notice.objects.filter(key=None).delete()
        reminders.of_concerns()
        reminders.of_concerns()
        return sorted(f"{notice.recipient}: {notice.subject}" for notice in Notice.objects.exclude(key=None))

    assert reminded() == []
    Concern.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    subject = f"Overdue concern {concern.code}: Something is wrong"
    assert reminded() == [f"editor: {subject}", f"publisher: {subject}"]
    mine = concerns.report(About(), "other", "Words.")
    concerns.take(mine, editor)
    Concern.objects.filter(pk=concern.pk).update(outcome="corrected")
    Notice.objects.all().delete()
    Concern.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    assert reminded() == [f"editor: Overdue concern {mine.code}: Something else"]


class Refusing(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages: object) -> int:
        raise OSError("away")


def test_the_answer_is_mailed_and_the_address_deleted(concern: Concern, editor: User, settings: Settings) -> None:
    call_command("run_due")
    assert [message for message in mail.outbox if message.to == ["reader@example.net"]] == []
    concerns.close(concern, editor, "corrected", "We put it right.")
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    with pytest.raises(CommandError):
        call_command("run_due")
    concern.refresh_from_db()
    assert concern.contact == "reader@example.net"
    settings.EMAIL_BACKEND = working
    concern_schedule.send_answers()
    concern_schedule.send_answers()
    [message] = [message for message in mail.outbox if message.to == ["reader@example.net"]]
    assert "We put it right." in message.body
    assert f"/concern/{concern.code}/" in message.body
    assert "secretword" not in message.body
    concern.refresh_from_db()
    assert (concern.contact, concern.text) == ("", "A secretword is wrong.")


def test_words_are_deleted_on_schedule(concern: Concern, editor: User, client: Client, settings: Settings) -> None:
    settings.CONCERN_KEPT_DAYS = 10
    forgotten = concerns.report(About(), "other", "Never answered.", "reader@example.net")
    concerns.close(concern, editor, "corrected", "We put it right.")
    Concern.objects.filter(pk=concern.pk).update(closed_at=timezone.now() - timedelta(days=9))
    Concern.objects.filter(pk=forgotten.pk).update(received_at=timezone.now() - timedelta(days=364))
    concern_schedule.forget_old()
    assert not Concern.objects.exclude(forgotten_at=None).exists()
    Concern.objects.filter(pk=concern.pk).update(closed_at=timezone.now() - timedelta(days=11))
    Concern.objects.filter(pk=forgotten.pk).update(received_at=timezone.now() - timedelta(days=366))
    concern_schedule.forget_old()
    concern_schedule.forget_old()
    for each in (concern, forgotten):
        each.refresh_from_db()
        assert (each.text, each.contact, each.forgotten_at is not None) == ("", "", True)
        assert [event.what for event in each.events.all()].count("The reader's words were deleted on schedule") == 1
    assert "We put it right." in words_of(client, f"/concern/{concern.code}/")
    assert "We deleted what you wrote on" in words_of(client, f"/concern/{concern.code}/")
    assert "Deleted on schedule on" in words_of(signed_in(editor), screen(concern))


def test_a_withdrawn_article_stays_a_matter_for_triage(concern: Concern, editor: User, published: Edition) -> None:
    workflow.withdraw(published, editor, as_="unsafe", reason="Harm.", successor=None)
    assert "edition 1" in words_of(signed_in(editor), screen(concern))
