"""manage.py run_due: reminders, each once; what waits is sent; called twice, at once, late, or with a part failing."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles import preparing, standing, workflow
from articles.models import (
    Edition,
    Notice,
    NoticePreference,
    PendingSignature,
    Review,
    ReviewRequest,
    Witnessed,
)
from articles.notices.writing import Message, write
from reviewers.models import RegisterCheck, Reviewer, Specialty
from tests import sign
from tests.conftest import make_clinician, make_person, unguarded

pytestmark = pytest.mark.django_db


class Refusing(EmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        raise OSError("away")


@pytest.fixture
def run_on(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], list[str]]:
    """Run it twice on a day, at noon there. To whom it wrote, with the first words of the subject."""

    def run(day: date) -> list[str]:
        mail.outbox.clear()
        noon = timezone.make_aware(datetime.combine(day, time(12)))
        monkeypatch.setattr(timezone, "now", lambda: noon)
        call_command("run_due")
        call_command("run_due")
        return sorted(f"{message.to[0].split('@')[0]}: {message.subject.split(':')[0]}" for message in mail.outbox)

    return run


@pytest.fixture
def quiet(edition: Edition) -> None:
    """Nothing waits of what was written before, and no register check runs out for years."""
    Notice.objects.all().delete()


@pytest.fixture
def _long_register(settings: Settings) -> None:
    settings.REGISTER_CHECK_VALID_DAYS = 20000


def due_of(edition: Edition) -> date:
    return ReviewRequest.objects.get(edition=edition).due_on


@pytest.mark.usefixtures("_long_register", "quiet")
class TestRequests:
    def test_two_days_before_the_day_after_then_weekly(
        self, edition: Edition, clinician: User, run_on: Callable[[date], list[str]]
    ) -> None:
        due = due_of(edition)
        told = {n: run_on(due + timedelta(days=n)) for n in range(-4, 17)}
        overdue = ["clinician: Overdue", "editor: Overdue"]
        when = f"clinician: Due on {due.day} {due:%B %Y}"
        assert {n: heard for n, heard in told.items() if heard} == {-2: [when], 1: overdue, 8: overdue, 15: overdue}

    def test_a_missed_day_is_caught_up_by_the_nearest_only(
        self, edition: Edition, clinician: User, run_on: Callable[[date], list[str]]
    ) -> None:
        due = due_of(edition)
        assert run_on(due + timedelta(days=12)) == ["clinician: Overdue", "editor: Overdue"]
        assert run_on(due + timedelta(days=14)) == []
        assert run_on(due + timedelta(days=15)) == ["clinician: Overdue", "editor: Overdue"]

    def test_only_whoever_claimed_it(
        self, edition: Edition, reviewer: Reviewer, physiotherapy: Specialty, run_on: Callable[[date], list[str]]
    ) -> None:
        other = make_clinician("other", "PH000021", physiotherapy)
        ReviewRequest.objects.update(claimed_by=other, asked=reviewer)
        assert [heard.split(":")[0] for heard in run_on(due_of(edition))] == ["other"]

    def test_only_whoever_was_asked(
        self, edition: Edition, reviewer: Reviewer, physiotherapy: Specialty, run_on: Callable[[date], list[str]]
    ) -> None:
        ReviewRequest.objects.update(asked=make_clinician("other", "PH000021", physiotherapy))
        assert [heard.split(":")[0] for heard in run_on(due_of(edition))] == ["other"]

    def test_everyone_who_may_claim_it(
        self, edition: Edition, reviewer: Reviewer, physiotherapy: Specialty, podiatry: Specialty,
        run_on: Callable[[date], list[str]],
    ) -> None:  # fmt: skip
        make_clinician("other", "PH000021", physiotherapy)
        make_clinician("foot", "PH000022", podiatry)
        Reviewer.objects.filter(pk=make_clinician("retired", "PH000023", physiotherapy).pk).update(status="retired")
        assert [heard.split(":")[0] for heard in run_on(due_of(edition))] == ["clinician", "other"]

    def test_a_new_due_date_is_reminded_of_anew(
        self, edition: Edition, clinician: User, run_on: Callable[[date], list[str]]
    ) -> None:
        due = due_of(edition)
        assert len(run_on(due)) == 1
        ReviewRequest.objects.update(due_on=due + timedelta(days=10))
        assert run_on(due + timedelta(days=1)) == []
        assert len(run_on(due + timedelta(days=9))) == 1

    def test_not_on_the_day_on_which_it_was_asked_for(
        self, edition: Edition, clinician: User, run_on: Callable[[date], list[str]]
    ) -> None:
        ReviewRequest.objects.update(due_on=timezone.localdate() + timedelta(days=1))
        assert run_on(timezone.localdate()) == []

    def test_not_of_what_is_no_longer_in_review(
        self, edition: Edition, clinician: User, editor: User, run_on: Callable[[date], list[str]]
    ) -> None:
        workflow.recall(edition, editor)
        assert run_on(due_of(edition) + timedelta(days=1)) == []

    def test_not_of_a_specialty_that_has_approved(
        self, article: object, edition: Edition, editor: User, clinician: User, podiatry: Specialty,
        run_on: Callable[[date], list[str]],
    ) -> None:  # fmt: skip
        workflow.recall(edition, editor)
        edition.article.specialties.add(podiatry)
        make_clinician("foot", "PH000022", podiatry)
        second = workflow.submit(edition.article, editor)
        sign.approve(second, clinician, digest=second.digest, scope="whole", interests="none")
        Notice.objects.all().delete()
        day = ReviewRequest.objects.filter(edition=second).latest("due_on").due_on
        assert [heard.split(":")[0] for heard in run_on(day)] == ["foot"]


@pytest.mark.usefixtures("_long_register")
class TestLapses:
    def test_30_14_and_1_days_before_and_the_day_after(
        self, published: Edition, editor: User, clinician: User, run_on: Callable[[date], list[str]]
    ) -> None:
        Notice.objects.all().delete()
        until = standing.published_standing(published).valid_until
        assert until is not None
        told = {n: run_on(until + timedelta(days=n)) for n in range(-32, 5)}
        still = [f"{who}: Valid until {until.day} {until:%B %Y}" for who in ("clinician", "editor")]
        lapsed = [f"{who}: The review has lapsed" for who in ("clinician", "editor")]
        assert {n: heard for n, heard in told.items() if heard} == {-30: still, -14: still, -1: still, 1: lapsed}

    def test_a_missed_day_is_caught_up_by_the_nearest_only(
        self, published: Edition, clinician: User, run_on: Callable[[date], list[str]]
    ) -> None:
        Notice.objects.all().delete()
        until = standing.published_standing(published).valid_until
        assert until is not None
        assert len(run_on(until - timedelta(days=9))) == 2
        assert run_on(until - timedelta(days=2)) == []
        assert len(run_on(until + timedelta(days=300))) == 2
        assert run_on(until + timedelta(days=301)) == []

    def test_who_left_is_not_told(
        self, published: Edition, reviewer: Reviewer, run_on: Callable[[date], list[str]]
    ) -> None:
        Notice.objects.all().delete()
        until = standing.published_standing(published).valid_until
        assert until is not None
        Reviewer.objects.update(status="left")
        assert [heard.split(":")[0] for heard in run_on(until)] == ["editor"]

    def test_a_review_of_one_month_is_not_announced_to_lapse_at_once(
        self, edition: Edition, clinician: User, publisher: User, settings: Settings,
        run_on: Callable[[date], list[str]],
    ) -> None:  # fmt: skip
        settings.REVIEW_VALID_MONTHS = 1
        sign.approve(edition, clinician, digest=edition.digest, scope="whole", interests="none")
        workflow.publish(edition, publisher)
        Notice.objects.all().delete()
        today = timezone.localdate()
        assert run_on(today) == []
        assert run_on(today + timedelta(days=10)) == []
        assert len(run_on(today + timedelta(days=20))) == 2

    def test_what_does_not_verify_is_skipped_and_logged(
        self, published: Edition, clinician: User, run_on: Callable[[date], list[str]], caplog: pytest.LogCaptureFixture
    ) -> None:
        Notice.objects.all().delete()
        until = standing.published_standing(published).valid_until
        assert until is not None
        with unguarded():
            Review.objects.update(signature="x")
        assert run_on(until) == []
        assert "does not verify" in caplog.text

    def test_a_revoked_review_does_not_lapse(
        self, published: Edition, clinician: User, run_on: Callable[[date], list[str]]
    ) -> None:
        until = standing.published_standing(published).valid_until
        assert until is not None
        sign.revoke(published, clinician, note="x")
        Notice.objects.all().delete()
        assert run_on(until + timedelta(days=1)) == []


class TestRegister:
    def test_seven_days_before_and_once_it_ran_out(
        self, reviewer: Reviewer, run_on: Callable[[date], list[str]]
    ) -> None:
        last_day = timezone.localdate() + timedelta(days=30)
        told = {n: run_on(last_day + timedelta(days=n)) for n in range(-9, 4)}
        before = f"clerk: Check the register by {last_day.day} {last_day:%B %Y}"
        assert {n: heard for n, heard in told.items() if heard} == {-7: [before], 1: ["clerk: Check the register"]}
        clerk = User.objects.get(username="clerk")
        RegisterCheck.objects.create(
            reviewer=reviewer, checked_on=last_day, checked_by=clerk, registered=True, evidence="Seen"
        )
        assert run_on(last_day + timedelta(days=5)) == []
        assert len(run_on(last_day + timedelta(days=24))) == 1


class TestParts:
    def test_statements_that_nobody_signed_are_deleted_after_a_day(self, edition: Edition, clinician: User) -> None:
        preparing.begin_approval(
            edition, clinician, digest=edition.digest, scope="whole", interests="none", answers=sign.yes_to_all(edition)
        )
        call_command("run_due")
        assert PendingSignature.objects.count() == 1
        PendingSignature.objects.update(expires_at=timezone.now() - timedelta(hours=25))
        call_command("run_due")
        assert PendingSignature.objects.count() == 0

    def test_one_that_fails_does_not_stop_the_others(
        self, clinician: User, edition: Edition, settings: Settings, capsys: pytest.CaptureFixture[str]
    ) -> None:
        settings.EMAIL_BACKEND = f"{__name__}.Refusing"
        PendingSignature.objects.create(
            edition=edition, reviewer=clinician.reviewer, statement="{}", began_at=timezone.now(),
            expires_at=timezone.now() - timedelta(days=2),
        )  # fmt: skip
        with pytest.raises(CommandError, match="It is tried again next time"):
            call_command("run_due")
        assert "Messages that could not be sent: 1." in capsys.readouterr().err
        assert PendingSignature.objects.count() == 0

    def test_a_broken_part_is_named(
        self, published: Edition, settings: Settings, capsys: pytest.CaptureFixture[str]
    ) -> None:
        settings.WITNESS_URL = "http://127.0.0.1:9/"
        with pytest.raises(CommandError):
            call_command("run_due")
        assert "The head of the log could not be sent to the witness" in capsys.readouterr().err

    def test_the_witness_gets_the_head(self, published: Edition, settings: Settings) -> None:
        settings.WITNESS_EMAIL = "keeper@example.net"
        call_command("run_due")
        call_command("run_due")
        heads = [message for message in mail.outbox if message.to == ["keeper@example.net"]]
        assert [json.loads(str(message.body))["format"] for message in heads] == ["medgo2u.head/1"]

    def test_a_quiet_day(self, db: None) -> None:
        call_command("run_due")
        assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite runs one writer at a time")
def test_many_runs_at_the_same_moment_send_each_message_once(
    published: Edition, editor: User, clinician: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    until = standing.published_standing(published).valid_until
    assert until is not None
    people = [make_person(f"person-{number}") for number in range(12)]
    NoticePreference.objects.bulk_create(NoticePreference(person=person, daily=True) for person in people[:6])
    for number in range(3):
        write(Message("comment", f"Number {number}", "Hello.", "Look:", "/"), people)
    Notice.objects.filter(recipient__in=people).update(sent_at=None)
    mail.outbox.clear()
    settings.WITNESS_EMAIL = "keeper@example.net"
    settings.REGISTER_CHECK_VALID_DAYS = 20000
    morning = timezone.make_aware(datetime.combine(until, time(9)))
    monkeypatch.setattr(timezone, "now", lambda: morning)
    Notice.objects.update(attempts=0, due_at=morning - timedelta(days=1))
    start = Barrier(5)

    def run(_number: int) -> None:
        try:
            start.wait(timeout=20)
            call_command("run_due")
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(run, range(5)))
    got = sorted(message.to[0].split("@")[0] for message in mail.outbox)
    daily = [person.username for person in people[:6]]
    at_once = [person.username for person in people[6:] for _number in range(3)]
    assert got == sorted([*daily, *at_once, "keeper", "editor", "clinician"])
    assert Witnessed.objects.count() == 1
    assert Notice.objects.filter(sent_at=None).count() == 0
