"""verify_reviews: silent on an honest history, and names the place of every single change."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Model
from pytest_django.fixtures import Settings

from articles import guards, keys, verifying, workflow
from articles.models import Edition, LogEntry, Review
from reviewers.models import Specialty
from tests import device
from tests.conftest import make_clinician, unguarded


@pytest.fixture
def history(published: Edition, publish_next: Callable[..., Edition], editor: User, clinician: User) -> Edition:
    """Published twice, the second withdrawn; a third returned."""
    second = publish_next(lead="A sprain gets better at home.")
    workflow.withdraw(second, editor, as_="out of date", reason="New guidance.")
    third = workflow.submit(second.article, editor)
    workflow.return_(third, clinician, digest=third.digest, note="Say it more simply.")
    return second


def test_an_honest_history(history: Edition, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_reviews")
    assert "3 editions, 3 reviews, 7 log entries" in capsys.readouterr().out


def test_an_honest_history_after_the_key_was_replaced(history: Edition, publisher: User) -> None:
    keys.make_signing_key()
    workflow.reinstate(history, publisher)
    assert list(verifying.problems()) == []


# (table, column, new value, which rows, the place that has to be named)
_TAMPERINGS: list[tuple[str, str, str | int | None, str, str]] = [
    ("edition", "digest", "0" * 64, "number = 1", "edition 1"),
    ("edition", "language", "en-US", "number = 1", "edition 1"),
    ("edition", "required_specialties", "[]", "number = 1", "edition 1"),
    ("edition", "contributors", "[]", "number = 1", "edition 1"),
    ("edition", "revision_number", 77, "number = 1", "edition 1"),
    ("edition", "submitted_at", "2001-01-01 00:00:00+00:00", "number = 1", "edition 1"),
    ("edition", "number", 9, "number = 1", "edition 9"),
    ("edition", "state", "published", "number = 1", "edition 1"),
    ("edition", "withdrawal_reason", "All is well.", "number = 2", "edition 2"),
    ("edition", "withdrawn_as", "unsafe", "number = 2", "edition 2"),
    ("edition", "successor_id", "(SELECT id FROM articles_article)", "number = 2", "edition 2"),
    ("review", "decision", "renew", "decision = 'approve'", "review"),
    ("review", "scope", "changes only", "decision = 'approve'", "review"),
    ("review", "digest", "0" * 64, "decision = 'return'", "review"),
    ("review", "interests", "Nothing to declare", "decision = 'approve'", "review"),
    ("review", "note", "All is well.", "decision = 'return'", "review"),
    ("review", "at", "2001-01-01 00:00:00+00:00", "decision = 'approve'", "review"),
    ("review", "reviewer_id", "(SELECT MAX(id) FROM reviewers_reviewer)", "decision = 'approve'", "review"),
    ("logentry", "previous", "1" * 64, "seq = 3", "log entry 3"),
    ("logentry", "kind", "renew", "seq = 3", "log entry 3"),
    ("logentry", "statement", "", "seq = 3", "log entry 3"),
    ("logentry", "entry_hash", "1" * 64, "seq = 3", "log entry 3"),
    ("logentry", "at", "2001-01-01 00:00:00+00:00", "seq = 3", "log entry 3"),
    ("logentry", "by_id", "(SELECT MAX(id) FROM auth_user)", "seq = 3", "log entry 3"),
    ("logentry", "edition_id", "(SELECT MIN(id) FROM articles_edition)", "seq = 3", "log entry 3"),
    ("logentry", "review_id", None, "seq = 3", "log entry 3"),
]


@contextmanager
def taken_back() -> Iterator[None]:
    """What is done inside is undone after."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def test_one_changed_value(history: Edition, physiotherapy: Specialty) -> None:
    make_clinician("other", "PH000022", physiotherapy)
    for table, column, value, rows, place in _TAMPERINGS:
        expression = str(value) if str(value).startswith("(") else "%s"
        values: list[str | int | None] = [] if expression != "%s" else [value]
        with taken_back():
            with unguarded(), connection.cursor() as cursor:
                cursor.execute(f"UPDATE articles_{table} SET {column} = {expression} WHERE {rows}", values)
            assert any(place in sentence for sentence in verifying.problems()), (table, column)
    assert list(verifying.problems()) == []


_SIGNED: tuple[tuple[type[Model], str], ...] = (
    (Edition, "content"),
    (Edition, "html"),
    (Review, "statement"),
    (Review, "evidence"),
    (Review, "signature"),
    (LogEntry, "entry"),
    (LogEntry, "signature"),
)


def test_one_changed_byte_anywhere(history: Edition) -> None:
    """At places spread over the whole text, in every row."""
    for row, column in ((row, column) for model, column in _SIGNED for row in model._default_manager.all()):
        text = getattr(row, column)
        for place in range(0, len(text), max(1, len(text) // 4)):
            changed = text[:place] + ("b" if text[place] != "b" else "c") + text[place + 1 :]
            write(row, column, changed)
            assert any(verifying.problems()), f"{row}: {column} at {place}"
        write(row, column, text)
    assert list(verifying.problems()) == []


_PARTS = (
    *('"decision":"', '"scope":"', '"digest":"', '"circumstances":"', '"interests":"', '"note":"', '"valid_until":"'),
    *('"name":"', '"registration_number":"', '"regulator":"', '"register_checked_on":"', '"approves_for":["'),
    *('"question":"', '"answer":"', '"nonce":"'),
)


def test_one_changed_byte_of_each_part_of_a_statement(history: Edition) -> None:
    for part in _PARTS:
        assert Review.objects.filter(statement__contains=part).exists(), part
        for review in Review.objects.filter(statement__contains=part):
            following = review.statement.index(part) + len(part)
            byte = "b" if review.statement[following] != "b" else "c"
            place = f"{review}, review {review.pk}"
            with taken_back():
                write(review, "statement", review.statement[:following] + byte + review.statement[following + 1 :])
                assert any(place in sentence for sentence in verifying.problems()), (place, part)
    assert list(verifying.problems()) == []


def test_one_changed_byte_of_each_part_of_a_device_s_evidence(published: Edition, clinician: User) -> None:
    renewal = device.renew(published, clinician, device.make_key("ES256"))
    assert list(verifying.problems()) == []
    for part in ('"rp_id":"', '"x":"', '"client_data":"', '"authenticator_data":"', '"signature":"'):
        following = renewal.evidence.index(part) + len(part)
        byte = "b" if renewal.evidence[following] != "b" else "c"
        with taken_back():
            write(renewal, "evidence", renewal.evidence[:following] + byte + renewal.evidence[following + 1 :])
            found = list(verifying.problems())
        assert any(f"review {renewal.pk}: " in sentence for sentence in found), part
        assert any(sentence.startswith("log entry 3: ") for sentence in found), part


def test_evidence_left_out_or_worth_less(history: Edition) -> None:
    approval = Review.objects.filter(decision="approve").earliest("pk")
    for evidence in ("", '{"format":"medgo2u.evidence/1","method":"signed in"}', "{}", "[]", "{"):
        with taken_back():
            write(approval, "evidence", evidence)
            assert any(f"review {approval.pk}: " in sentence for sentence in verifying.problems()), evidence


def test_entries_in_another_order(history: Edition) -> None:
    """Every column of two entries changes places, their numbers apart."""
    third, fourth = LogEntry.objects.filter(seq__in=(3, 4)).order_by("seq")
    values = [
        {field.attname: getattr(entry, field.attname) for field in LogEntry._meta.fields} for entry in (third, fourth)
    ]
    for each in values:
        del each["seq"]
    with unguarded():
        LogEntry.objects.filter(seq=4).update(entry_hash="0" * 64, review=None)
        LogEntry.objects.filter(seq=3).update(**values[1])
        LogEntry.objects.filter(seq=4).update(**values[0])
    assert any("log entry 3" in sentence for sentence in verifying.problems())


def write(row: Model, column: str, value: str) -> None:
    with unguarded():
        type(row)._default_manager.filter(pk=row.pk).update(**{column: value})


def test_the_command_names_the_place_and_fails(history: Edition, capsys: pytest.CaptureFixture[str]) -> None:
    write(history, "html", history.html.replace("Heel", "Toe"))
    with pytest.raises(CommandError, match="do not match"):
        call_command("verify_reviews")
    assert "ankle-sprain, edition 2" in capsys.readouterr().err


@pytest.mark.parametrize("seq", [1, 4, 7])
def test_a_deleted_log_entry(history: Edition, seq: int) -> None:
    with unguarded():
        LogEntry.objects.filter(seq=seq).delete()
    assert list(verifying.problems())


def test_a_guard_that_is_gone(history: Edition) -> None:
    guards.drop(connection)
    assert "database: the trigger guard_edition_frozen is missing" in list(verifying.problems())


def test_an_unknown_key(history: Edition, settings: Settings) -> None:
    settings.SIGNING_KEY_FILE.unlink()
    keys.make_signing_key()
    assert any("unknown key" in sentence for sentence in verifying.problems())


class TestKeys:
    def test_are_for_the_site_alone(self, settings: Settings) -> None:
        assert settings.SIGNING_KEY_FILE.stat().st_mode & 0o777 == 0o600

    def test_of_a_demo_are_refused_in_production(self, settings: Settings) -> None:
        settings.DEMO = False
        with pytest.raises(ImproperlyConfigured, match="demo"):
            keys.signing_key()

    def test_a_missing_one_is_named_with_the_command(self, settings: Settings) -> None:
        settings.SIGNING_KEY_FILE.unlink()
        with pytest.raises(ImproperlyConfigured, match=r"manage\.py make_signing_key"):
            keys.signing_key()

    def test_are_not_overwritten_by_the_command(self) -> None:
        with pytest.raises(CommandError, match="already"):
            call_command("make_signing_key")

    def test_public_ones_hold_no_secret(self) -> None:
        call_command("make_signing_key", "--replace")
        assert len(keys.public_keys()) == 2
        assert not any("d" in jwk for jwk in keys.public_keys())
