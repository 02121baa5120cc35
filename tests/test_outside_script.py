"""The script that verifies an article from outside, run as a stranger would, against a running site and its copies.

The copies are honest answers of the site on a plain file server: there a changed byte meets the script alone, and no
check of the site's own.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from articles import drafting, keys, proof, verifying, workflow
from articles.models import Article, Edition, LogEntry, Review
from references.models import Reference
from reviewers.models import Reviewer, Specialty
from tests import device, sign
from tests.conftest import save_content, unguarded
from tests.reading import ADDRESS

SCRIPT = settings.BASE_DIR / "scripts" / "verify_article.py"


def run(site: str, *options: str, address: str = ADDRESS) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *options, str(SCRIPT), f"{site}{address}"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 - our own file


@pytest.fixture
def history(
    transactional_db: None,
    article: Article,
    editor: User,
    reviewer: Reviewer,
    publisher: User,
    publish_next: Callable[..., Edition],
) -> Article:
    """Signed with a passkey, renewed, changed in a comma, returned, with a code, revoked, withdrawn, a key replaced."""
    by = reviewer.user
    first = workflow.submit(article, editor)
    device.approve(first, by, device.make_key("ES256"))
    workflow.publish(first, publisher)
    device.renew(first, by, device.make_key("Ed25519"))
    returned = _submit(article, editor, lead="A sprained ankle often gets better, at home.")
    workflow.return_(returned, by, digest=returned.digest, note="No.")
    small = _submit(article, editor, lead="A sprained ankle, often, gets better at home.")
    sign.approve(small, by, digest=small.digest, scope="changes only", interests="none")
    workflow.publish(small, publisher)
    keys.make_signing_key()
    fourth = _submit(article, editor, lead="It gets better at home.")
    device.approve(fourth, by, device.make_key("RS256"))
    workflow.publish(fourth, publisher)
    waiting = _submit(article, editor, lead="It gets better.")
    sign.approve(waiting, by, digest=waiting.digest, scope="whole", interests="none")
    fourth.refresh_from_db()
    sign.revoke(fourth, by, note="I overlooked a dose.")
    workflow.withdraw(fourth, editor, as_="out of date", reason="New guidance.")
    return article


def _submit(article: Article, editor: User, **changes: object) -> Edition:
    content = drafting.content_of(article).model_copy(update={"change_note": "Better words.", **changes})
    save_content(article, content, editor)
    return workflow.submit(article, editor)


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


def _swapped(text: str, place: int) -> str:
    return text[:place] + ("b" if text[place] != "b" else "c") + text[place + 1 :]


def _in_words(part: str) -> Callable[[str], str]:
    """One byte changed inside this part of a text."""
    return lambda text: _swapped(text, text.index(part) + len(part) - 1)


# What is changed in the database: (model, which, column, the change, what verify_reviews names, what the script names)
_EDITION = (Edition, {"number": 1})
_REVIEW = (Review, {"edition__number": 1, "decision": "approve"})
_PAGE = "/articles/ankle-sprain/"
_TAMPERINGS: dict[str, tuple[Any, ...]] = {
    "content": (*_EDITION, "content", _in_words("ankle"), "edition 1", _PAGE),
    "html": (*_EDITION, "html", _in_words("ankle"), "edition 1", _PAGE),
    "digest": (*_EDITION, "digest", lambda digest: _swapped(digest, 5), "edition 1", _PAGE),
    "decision": (*_REVIEW, "decision", lambda _: "renew", "edition 1", _PAGE),
    "interests": (*_REVIEW, "interests", _in_words("They pay"), "edition 1", _PAGE),
    "details": (*_REVIEW, "statement", _in_words('"registration_number":"PH0'), "edition 1", _PAGE),
    "evidence": (*_REVIEW, "evidence", _in_words('"signature":"M'), "edition 1", "log entry 1"),
    "public statement": (LogEntry, {"seq": 1}, "statement", _in_words("They pay"), "log entry 1", "log entry 1"),
    "entry": (LogEntry, {"seq": 3}, "entry", _in_words('"kind":"re'), "log entry 3", "log entry 3"),
    "hash": (LogEntry, {"seq": 3}, "entry_hash", lambda digest: _swapped(digest, 5), "log entry 3", "log entry 3"),
    "signature": (LogEntry, {"seq": 3}, "signature", lambda text: _swapped(text, 200), "log entry 3", "log entry 3"),
}


@pytest.mark.parametrize("what", _TAMPERINGS)
def test_names_what_was_changed_in_the_database(history: Article, live_server: LiveServer, what: str) -> None:
    model, which, column, change, in_house, outside = _TAMPERINGS[what]
    row = model.objects.get(**which)
    with unguarded():
        model.objects.filter(pk=row.pk).update(**{column: change(getattr(row, column))})
    assert any(in_house in sentence for sentence in verifying.problems())
    done = run(live_server.url)
    assert done.returncode == 1
    assert "FAILS at " in done.stderr
    assert outside in done.stderr
