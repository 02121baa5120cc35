"""What people are told of a deed: kept with it, sent after it, at once or daily, and never in its way."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from threading import Event
from threading import enumerate as threads

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles import notices, workflow
from articles.models import Article, Edition, Notice, NoticePreference, Review
from articles.notices import sending
from articles.notices.writing import Message, write
from tests import sign
from tests.conftest import make_person

REAL_NOW = timezone.now
HELLO = Message(kind="comment", subject="Hello", said="Hello.", link="Look:", path="/desk/")


class Refusing(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        raise OSError("the server is away\nfor good")


class Odd(EmailBackend):
    """A backend that raises what no mail backend should, for one person only."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        if any("editor@example.org" in message.to for message in messages):
            raise RuntimeError("odd")
        return super().send_messages(messages)


class Slow(EmailBackend):
    """A server that answers when a test lets it."""

    answers = Event()

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        assert self.answers.wait(timeout=30)
        return super().send_messages(messages)


@pytest.fixture
def travel(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def at_hour(hour: int, *, days: int = 0) -> datetime:
    """That hour tomorrow, or later: a notice is due from the moment at which it is really written."""
    return timezone.localtime(REAL_NOW()).replace(hour=hour, minute=0, second=0) + timedelta(days=days + 1)


def daily(person: User) -> None:
    NoticePreference.objects.create(person=person, daily=True)


def sent_to(person: User) -> list[EmailMessage]:
    return [message for message in mail.outbox if message.to == [person.email]]


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_each_person_gets_one_of_their_own(self, editor: User, publisher: User) -> None:
        write(HELLO, [editor, publisher, editor])
        assert [message.to for message in mail.outbox] == [["editor@example.org"], ["publisher@example.org"]]
        assert all(message.cc == message.bcc == [] for message in mail.outbox)
        assert Notice.objects.exclude(sent_at=None).count() == 2

    def test_in_plain_text_and_in_html(self, editor: User) -> None:
        write(Message("comment", "S", "Is 1 < 2?", "Look:", "/desk/", "Said:", "<b>No</b>\n\n& yes"), [editor])
        message = mail.outbox[0]
        assert isinstance(message, EmailMultiAlternatives)
        html, kind = message.alternatives[0]
        assert kind == "text/html"
        assert "Is 1 < 2?" in message.body
        assert "<b>No</b>\n\n& yes" in message.body
        assert "http://localhost:8000/desk/" in message.body
        assert "&lt;b&gt;No&lt;/b&gt;" in str(html)
        assert "&amp; yes" in str(html)
        for said in (message.body, str(html)):
            assert "Opening a link decides nothing." in said
            assert "http://localhost:8000/notices/" in said
        assert "<img" not in str(html)

    def test_a_line_break_in_a_title_stays_out_of_the_header(self, editor: User) -> None:
        write(Message("comment", "One\nBcc: x@example.org" + "y" * 400, "Hello.", "Look:", "/"), [editor])
        assert mail.outbox[0].subject.startswith("One Bcc: x@example.org")
        assert len(mail.outbox[0].subject) == 300

    def test_nobody_without_an_address_or_an_active_account(self, editor: User, publisher: User) -> None:
        editor.email, publisher.is_active = "", False
        write(HELLO, [editor, publisher])
        assert Notice.objects.count() == 0

    def test_nothing_when_the_deed_is_undone(self, article: Article, editor: User, clinician: User) -> None:
        with transaction.atomic():
            workflow.submit(article, editor)
            assert Notice.objects.count() == 1
            transaction.set_rollback(True)
        assert Notice.objects.count() == 0
        assert mail.outbox == []

    def test_nothing_is_sent_before_the_deed_is_done(self, article: Article, editor: User, clinician: User) -> None:
        with transaction.atomic():
            workflow.submit(article, editor)
            assert mail.outbox == []
        assert sent_to(clinician)

    def test_callers_that_tell_after_commit(self, edition: Edition, clinician: User) -> None:
        mail.outbox.clear()
        transaction.on_commit(lambda: notices.tell_of_submission(edition))
        assert len(sent_to(clinician)) == 1


@pytest.mark.django_db(transaction=True)
class TestFailing:
    def test_the_decision_stands_and_the_notice_waits(
        self, edition: Edition, clinician: User, editor: User, settings: Settings
    ) -> None:
        settings.EMAIL_BACKEND = f"{__name__}.Refusing"
        workflow.return_(edition, clinician, digest=edition.digest, note="No.")
        assert Review.objects.count() == 1
        notice = Notice.objects.get(kind="decision")
        assert (notice.sent_at, notice.attempts) == (None, 1)
        assert "the server is away" in notice.last_error

    def test_is_tried_again_ever_later_and_given_up_after_three_days(
        self, editor: User, settings: Settings, travel: Callable[[datetime], None]
    ) -> None:
        settings.EMAIL_BACKEND = f"{__name__}.Refusing"
        began = timezone.now()
        write(HELLO, [editor])
        tried = []
        for minutes in range(5, 6 * 24 * 60, 5):
            travel(began + timedelta(minutes=minutes, seconds=30))
            if sending.send_now():
                tried.append(minutes)
        gaps = [later - earlier for earlier, later in pairwise(tried)]
        assert tried[0] == 5
        assert gaps == sorted(gaps)
        assert 3 * 24 * 60 <= tried[-1] < 4 * 24 * 60
        assert Notice.objects.get().attempts == sending.GIVEN_UP == len(tried) + 1

    def test_arrives_when_the_server_is_back(
        self, editor: User, settings: Settings, travel: Callable[[datetime], None]
    ) -> None:
        working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.Refusing"
        write(HELLO, [editor])
        settings.EMAIL_BACKEND = working
        assert sending.send_now() == 0
        assert mail.outbox == []  # not yet its time
        travel(timezone.now() + timedelta(minutes=6))
        assert sending.send_now() == sending.send_now() == 0
        assert len(mail.outbox) == 1
        assert Notice.objects.get().last_error == ""

    def test_one_that_fails_does_not_stop_the_others(self, editor: User, publisher: User, settings: Settings) -> None:
        settings.EMAIL_BACKEND = f"{__name__}.Odd"
        write(HELLO, [editor, publisher])
        assert sent_to(publisher)
        assert Notice.objects.get(sent_at=None).last_error == "RuntimeError: odd"

    def test_a_server_that_is_down_is_left_alone_for_the_rest_of_the_run(self, settings: Settings, db: None) -> None:
        settings.EMAIL_BACKEND = f"{__name__}.Refusing"
        write(HELLO, [make_person(f"person-{number}") for number in range(8)])
        assert Notice.objects.filter(attempts=1).count() == 5
        assert sending.send_now() == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite in memory is one connection's")
def test_a_slow_server_keeps_no_decision_waiting(
    edition: Edition, clinician: User, editor: User, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Slow"
    settings.MAIL_IN_BACKGROUND = True
    Slow.answers.clear()
    mail.outbox.clear()
    try:
        began = time.monotonic()
        workflow.return_(edition, clinician, digest=edition.digest, note="No.")
        assert time.monotonic() - began < 5
        assert mail.outbox == []
    finally:
        Slow.answers.set()
        for thread in [thread for thread in threads() if "_send_in_thread" in thread.name]:
            thread.join(timeout=30)
    assert sent_to(editor)
    deadline = time.monotonic() + 10
    while connections_open() > 1 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert connections_open() == 1  # the thread closed its own


def connections_open() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND backend_type = 'client backend'"
        )
        return int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
class TestDaily:
    def test_waits_for_the_next_morning_and_comes_in_one(
        self, editor: User, publisher: User, travel: Callable[[datetime], None]
    ) -> None:
        daily(editor)
        travel(at_hour(10))
        write(HELLO, [editor, publisher])
        write(Message("comment", "Second", "Two <i>things</i>.", "Look:", "/"), [editor])
        assert [message.to for message in mail.outbox] == [["publisher@example.org"]]
        Notice.objects.update(written_at=at_hour(10))
        travel(at_hour(23))
        sending.send_digests()
        assert not sent_to(editor)
        travel(at_hour(6, days=1))
        sending.send_digests()
        assert not sent_to(editor)
        travel(at_hour(7, days=1) + timedelta(minutes=3))
        sending.send_digests()
        [digest] = sent_to(editor)
        assert digest.subject == "2 messages for you"
        assert isinstance(digest, EmailMultiAlternatives)
        assert "Hello." in digest.body
        assert "Two <i>things</i>." in digest.body
        assert "Two &lt;i&gt;things&lt;/i&gt;." in str(digest.alternatives[0][0])
        assert Notice.objects.filter(sent_at=None).count() == 0

    def test_comes_at_most_once_a_day(self, editor: User, travel: Callable[[datetime], None]) -> None:
        daily(editor)
        write(HELLO, [editor])
        Notice.objects.update(written_at=at_hour(20, days=-1), due_at=at_hour(20, days=-1))
        travel(at_hour(9))
        sending.send_digests()
        write(HELLO, [editor])
        Notice.objects.filter(sent_at=None).update(written_at=at_hour(9))
        for hour in (10, 15, 23):
            travel(at_hour(hour))
            sending.send_digests()
        assert len(sent_to(editor)) == 1

    def test_a_late_run_catches_up(self, editor: User, travel: Callable[[datetime], None]) -> None:
        daily(editor)
        write(HELLO, [editor])
        travel(at_hour(3, days=4))
        sending.send_digests()
        assert len(sent_to(editor)) == 1

    def test_a_digest_that_failed_is_tried_again_whole(
        self, editor: User, settings: Settings, travel: Callable[[datetime], None]
    ) -> None:
        daily(editor)
        write(HELLO, [editor])
        write(HELLO, [editor])
        working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.Refusing"
        travel(at_hour(8, days=1))
        assert sending.send_digests() == 1
        settings.EMAIL_BACKEND = working
        travel(at_hour(9, days=1))
        assert sending.send_digests() == 0
        assert [message.subject for message in sent_to(editor)] == ["2 messages for you"]

    def test_what_is_unsafe_is_told_at_once(self, published: Edition, editor: User, clinician: User) -> None:
        daily(editor)
        mail.outbox.clear()
        workflow.withdraw(published, clinician, as_="unsafe", reason="A dose is wrong.")
        assert ["A dose is wrong." in message.body for message in sent_to(editor)] == [True]

    def test_what_is_out_of_date_can_wait(self, published: Edition, editor: User, clinician: User) -> None:
        daily(editor)
        mail.outbox.clear()
        workflow.withdraw(published, clinician, as_="out of date", reason="New guidance.")
        assert sent_to(editor) == []

    def test_a_revocation_is_told_at_once(self, published: Edition, editor: User, clinician: User) -> None:
        daily(editor)
        mail.outbox.clear()
        sign.revoke(published, clinician, note="I missed a fault.")
        assert len(sent_to(editor)) == 1
