"""The outside witness: gets the log's head once a day, and what it keeps tells a log cut short or forged."""

import json
import mailbox
from collections.abc import Iterator
from datetime import timedelta
from email import encoders
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles import keys, proof, witness, workflow
from articles.models import Edition, LogEntry, Witnessed
from medgo2u import environment
from tests.conftest import unguarded

HEAD = b'{"format": "medgo2u.head/1", "seq": %s, "hash": "", "at": %s, "site": %s, "signature": "\xc3\xa9"}'
ELSEWHERE = "keeper@example.net"


class Keeper(BaseHTTPRequestHandler):
    """A witness on the web: keeps what it is sent, or answers what a test wants it to."""

    kept: ClassVar[list[bytes]] = []
    answer: ClassVar[int] = 204

    def do_POST(self) -> None:
        if self.path == "/":
            self.kept.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(self.answer)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    do_GET = do_POST  # noqa: N815 - as above

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as above
        pass


@pytest.fixture
def keeper(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Keeper]]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    Keeper.kept.clear()
    monkeypatch.setattr(Keeper, "answer", 204)
    server = HTTPServer(("127.0.0.1", 0), Keeper)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    settings.WITNESS_URL = f"http://127.0.0.1:{server.server_port}/"
    yield Keeper
    server.shutdown()
    server.server_close()


@pytest.fixture
def by_mail(settings: Settings) -> None:
    settings.WITNESS_EMAIL = ELSEWHERE


def kept_by_mail() -> bytes:
    return b"".join(message.message().as_bytes() for message in mail.outbox if message.to == [ELSEWHERE])


def line() -> str:
    return witness.head_line(LogEntry.objects.latest("seq"))


class TestSending:
    def test_by_mail_once_a_day(self, published: Edition, by_mail: None, monkeypatch: pytest.MonkeyPatch) -> None:
        assert witness.send_head()
        assert not witness.send_head()
        [message] = mail.outbox
        head = json.loads(str(message.body))
        last = LogEntry.objects.latest("seq")
        assert (head["format"], head["seq"], head["hash"]) == ("medgo2u.head/1", last.seq, last.entry_hash)
        assert head["site"] == "http://localhost:8000"
        assert message.body.count("\n") == 1
        signature = head.pop("signature")
        proof.check_signature(proof.spell(head), signature)
        tomorrow = timezone.now() + timedelta(days=1)
        monkeypatch.setattr(timezone, "now", lambda: tomorrow)
        assert witness.send_head()
        assert [(row.seq, row.entry_hash) for row in Witnessed.objects.all()] == [(last.seq, last.entry_hash)] * 2

    def test_to_a_web_address(self, published: Edition, keeper: type[Keeper]) -> None:
        assert witness.send_head()
        assert list(witness.problems(keeper.kept[0])) == []
        assert witness.count(keeper.kept[0]) == 1
        assert keeper.kept[0].endswith(b"}\n")
        assert mail.outbox == []

    @pytest.mark.parametrize("answer", [301, 307, 404, 500])
    def test_a_web_address_that_refuses(
        self, published: Edition, keeper: type[Keeper], monkeypatch: pytest.MonkeyPatch, answer: int
    ) -> None:
        monkeypatch.setattr(keeper, "answer", answer)
        with pytest.raises(witness.NotWitnessed, match=str(answer)):
            witness.send_head()
        assert not Witnessed.objects.exists()  # so that it is tried again
        assert len(keeper.kept) == 1  # no redirect was followed
        monkeypatch.setattr(keeper, "answer", 200)
        assert witness.send_head()

    def test_one_way_that_fails_does_not_stop_the_other(
        self, published: Edition, keeper: type[Keeper], by_mail: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(keeper, "answer", 500)
        with pytest.raises(witness.NotWitnessed):
            witness.send_head()
        assert len(mail.outbox) == 1
        assert not witness.send_head()  # one has it: nobody is written to again every five minutes

    def test_nothing_of_an_empty_log(self, db: None, by_mail: None) -> None:
        assert not witness.send_head()
        assert mail.outbox == []

    def test_nothing_without_a_witness(self, published: Edition) -> None:
        assert not witness.send_head()
        assert not Witnessed.objects.exists()


class TestVerifying:
    @pytest.fixture(autouse=True)
    def _witnessed(self, published: Edition, by_mail: None) -> None:
        witness.send_head()

    def test_an_honest_log_that_went_on(
        self, published: Edition, editor: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        workflow.withdraw(published, editor, as_="out of date", reason="New guidance.")
        file = tmp_path / "heads.jsonl"
        file.write_text(mail.outbox[0].body + line() + "\n")
        call_command("verify_reviews", "--witness", str(file))
        assert "The log holds every head that the witness kept." in capsys.readouterr().out

    def test_after_the_key_was_replaced(self) -> None:
        keys.make_signing_key()
        assert list(witness.problems(kept_by_mail())) == []

    def test_a_saved_e_mail(self) -> None:
        assert list(witness.problems(kept_by_mail())) == []
        assert witness.count(kept_by_mail()) == 1

    def test_a_mailbox_in_another_encoding(self, tmp_path: Path) -> None:
        box = mailbox.mbox(tmp_path / "box")
        for encode in (encoders.encode_quopri, encoders.encode_base64):
            message = mailbox.mboxMessage()
            message["Subject"] = "A head"
            message.set_payload(f"{mail.outbox[0].body}{line()}\n".encode())
            encode(message)
            box.add(message)
        box.flush()
        kept = (tmp_path / "box").read_bytes()
        assert mail.outbox[0].body.encode() not in kept
        assert list(witness.problems(kept)) == []
        assert witness.count(kept) >= 1

    def test_a_log_cut_short(self, tmp_path: Path) -> None:
        last = LogEntry.objects.latest("seq")
        with unguarded():
            LogEntry.objects.filter(seq=last.seq).delete()
        file = tmp_path / "mail.eml"
        file.write_bytes(kept_by_mail())
        with pytest.raises(CommandError):
            call_command("verify_reviews", "--witness", str(file))
        [sentence] = witness.problems(kept_by_mail())
        assert f"the log ends at entry {last.seq - 1}, so its end was cut off" in sentence

    def test_a_log_forged_by_the_owner_of_the_key(self, published: Edition, editor: User) -> None:
        """Cut off and written anew, signed with the real key: all sums come out, but not those that the witness has."""
        last = LogEntry.objects.latest("seq")
        with unguarded():
            LogEntry.objects.filter(seq=last.seq).delete()
        proof.append(
            LogEntry.Kind.PUBLISH,
            edition=published,
            by=editor,
            at=last.at - timedelta(days=1),
            statement=last.statement,
        )
        [sentence] = witness.problems(kept_by_mail())
        assert f"entry {last.seq}" in sentence
        assert "the log has another entry there" in sentence

    @pytest.mark.parametrize(("member", "value"), [("seq", 1), ("hash", "0" * 64), ("at", "2001-01-01T00:00:00Z")])
    def test_a_head_that_was_changed(self, member: str, value: object) -> None:
        head = json.loads(line()) | {member: value}
        [sentence] = witness.problems(json.dumps(head).encode())
        assert "its signature is over another text" in sentence

    def test_a_head_signed_with_somebody_elses_key(self, settings: Settings, tmp_path: Path) -> None:
        ours = settings.SIGNING_KEY_FILE
        settings.SIGNING_KEY_FILE = tmp_path / "theirs.json"
        keys.make_signing_key()
        theirs = line()
        settings.SIGNING_KEY_FILE = ours
        [sentence] = witness.problems(theirs.encode())
        assert "unknown key" in sentence

    @pytest.mark.parametrize(
        "kept",
        [
            b"",
            b"\xff\xfe nothing",
            b"medgo2u.head/1 but no object",
            b'{"format": "medgo2u.head/1"}',
            b'{"format": "medgo2u.head/1", "seq": "1", "hash": "", "at": "", "site": "", "signature": ""}',
            b'{"format": "medgo2u.head/1", "seq": 1e999, "hash": "", "at": "", "site": "", "signature": ""}',
            HEAD % (b"99999999999999999999999", b"[]", b"{}"),
            HEAD % (b"1", b'"\xc3\xa9"', b'"\\ud800"'),
            HEAD % (b"1" * 5000, b'""', b'""'),
        ],
    )
    def test_a_file_that_holds_no_head(self, kept: bytes) -> None:
        assert len(list(witness.problems(kept))) == 1

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="can't be read"):
            call_command("verify_reviews", "--witness", str(tmp_path / "none"))


@pytest.mark.parametrize("value", ["http://keeper.example", "keeper.example", "file:///etc/passwd", "https://"])
def test_a_witness_has_to_be_reached_safely(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOME_ADDRESS", value)
    with pytest.raises(ImproperlyConfigured, match="SOME_ADDRESS must begin with https://"):
        environment.web_address("SOME_ADDRESS")


def test_a_web_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_ADDRESS", " https://keeper.example/heads ")
    assert environment.web_address("SOME_ADDRESS") == "https://keeper.example/heads"
    assert environment.web_address("SOME_OTHER_ADDRESS") == ""
