"""The script that verifies an article from outside, run as a stranger would, against a running site."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from articles import verifying
from articles.models import Article, Edition, LogEntry, Review
from tests.conftest import unguarded
from tests.outside import SCRIPT, after, honest_history, run, swapped


@pytest.fixture
def history(transactional_db: None, article: Article, editor: User, clinician: User, publisher: User) -> Article:
    return honest_history(article, editor, clinician, publisher)


def test_has_at_most_forty_lines() -> None:
    assert len(SCRIPT.read_text().splitlines()) <= 40


def test_is_served_as_it_is_in_the_repository_and_shown_on_the_page(client: Client, db: None) -> None:
    answer = client.get("/how-we-review/proof/verify_article.py")
    assert (answer.content, answer.headers["Content-Type"]) == (SCRIPT.read_bytes(), "text/plain; charset=utf-8")
    page = client.get("/how-we-review/proof/").content.decode()
    assert "/how-we-review/proof/verify_article.py" in page
    assert "jws.deserialize_compact" in page


def test_verifies_an_honest_history(history: Article, live_server: LiveServer) -> None:
    done = run(live_server.url)
    assert (done.returncode, done.stderr) == (0, "")
    last = LogEntry.objects.latest("seq")
    day = last.at.date().isoformat()
    who = "by Clinician (HCPC PH000001)"
    assert done.stdout.splitlines() == [
        f"log: {last.seq} entries, head {last.entry_hash}",
        f"edition 1: approve {who} on {day}, signed by passkey: verified",
        f"edition 1: renew {who} on {day}, signed by passkey: verified",
        f"edition 3: approve {who} on {day}, signed by password and one-time code: verified",
        f"edition 4: approve {who} on {day}, signed by passkey: verified",
        f"edition 4: revoke {who} on {day}, signed by password and one-time code: verified",
    ]


def test_reads_on_where_the_log_has_more_than_a_page(
    history: Article, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.views._LOG_PAGE", 2)
    assert run(live_server.url).returncode == 0


def test_refuses_to_run_where_python_leaves_its_checks_out(history: Article, live_server: LiveServer) -> None:
    done = run(live_server.url, "-O")
    assert done.returncode == 1
    assert "Nothing was checked" in done.stderr
    assert "verified" not in done.stdout


def test_names_the_address_of_an_article_that_is_not_there(history: Article, live_server: LiveServer) -> None:
    done = run(live_server.url, address="/articles/other/")
    assert done.returncode == 1
    assert f"{live_server.url}/articles/other/review.json" in done.stderr


# What is changed in the database: (model, which, column, the change, what verify_reviews names, what the script names)
_EDITION = (Edition, {"number": 1})
_REVIEW = (Review, {"edition__number": 1, "decision": "approve"})
_PAGE = "/articles/ankle-sprain/"
_TAMPERINGS: dict[str, tuple[Any, ...]] = {
    "content": (*_EDITION, "content", after("ankl"), "edition 1", _PAGE),
    "html": (*_EDITION, "html", after("ankl"), "edition 1", _PAGE),
    "digest": (*_EDITION, "digest", lambda digest: swapped(digest, 5), "edition 1", _PAGE),
    "decision": (*_REVIEW, "decision", lambda _: "renew", "edition 1", _PAGE),
    "interests": (*_REVIEW, "interests", after("They "), "edition 1", _PAGE),
    "details": (*_REVIEW, "statement", after('"registration_number":"'), "edition 1", _PAGE),
    "answers": (*_REVIEW, "statement", after('"answer":"'), "edition 1", _PAGE),
    "evidence": (*_REVIEW, "evidence", after('"signature":"'), "edition 1", "log entry 1"),
    "public statement": (LogEntry, {"seq": 1}, "statement", after("They "), "log entry 1", "log entry 1"),
    "entry": (LogEntry, {"seq": 3}, "entry", after('"kind":"'), "log entry 3", "log entry 3"),
    "previous": (LogEntry, {"seq": 3}, "previous", lambda digest: swapped(digest, 5), "log entry 3", _PAGE),
    "hash": (LogEntry, {"seq": 3}, "entry_hash", lambda digest: swapped(digest, 5), "log entry 3", "log entry 3"),
    "signature": (LogEntry, {"seq": 3}, "signature", lambda text: swapped(text, 200), "log entry 3", "log entry 3"),
}


def test_names_what_was_changed_in_the_database(history: Article, live_server: LiveServer) -> None:
    """One change after the other, each taken back before the next."""
    for what, (model, which, column, change, in_house, outside) in _TAMPERINGS.items():
        row = model.objects.get(**which)
        write(model, row.pk, **{column: change(getattr(row, column))})
        assert any(in_house in sentence for sentence in verifying.problems()), what
        done = run(live_server.url)
        assert (done.returncode, "FAILS at " in done.stderr, outside in done.stderr) == (1, True, True), what
        write(model, row.pk, **{column: getattr(row, column)})
    assert run(live_server.url).returncode == 0


def write(model: type[Model], pk: int, **columns: str) -> None:
    with unguarded():
        model._default_manager.filter(pk=pk).update(**columns)


def test_names_entries_that_changed_places(history: Article, live_server: LiveServer) -> None:
    third, fourth = LogEntry.objects.filter(seq__in=(3, 4)).order_by("seq").values("entry", "signature", "previous")
    write(LogEntry, 3, **fourth)
    write(LogEntry, 4, **third)
    assert any("log entry 3" in sentence for sentence in verifying.problems())
    done = run(live_server.url)
    assert (done.returncode, "FAILS at log entry 3:" in done.stderr) == (1, True)
