"""The outside script without the site: copies of honest answers, one byte changed, on a plain server.

There a change meets the script alone, and no check of the site's own. Some copies are of a log that whoever holds the
site's key signed anew.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from articles import proof
from articles.models import LogEntry
from tests import device
from tests.outside import after, honest_history, run, run_here, swapped
from tests.reading import ADDRESS


@dataclass(frozen=True)
class Kept:
    """The honest answers by address, and the key files that they were signed with: made once, for it takes a while."""

    answers: dict[str, bytes]
    keys: dict[Path, bytes]


_KEPT: list[Kept] = []


@pytest.fixture
def honest(request: pytest.FixtureRequest, settings: Settings) -> dict[str, bytes]:
    """The site's honest answers by address, with the site's keys in place."""
    files = (settings.SIGNING_KEY_FILE, settings.FORMER_KEYS_FILE)
    if not _KEPT:
        request.getfixturevalue("db")
        people = (request.getfixturevalue(name) for name in ("article", "editor", "clinician", "publisher"))
        honest_history(*people)
        answers = {address: Client().get(address).content for address in _addresses(LogEntry.objects.count())}
        _KEPT.append(Kept(answers, {Path(path.name): path.read_bytes() for path in files}))
    for path in files:
        path.write_bytes(_KEPT[0].keys[Path(path.name)])
    return dict(_KEPT[0].answers)


def _addresses(last: int) -> list[str]:
    files = [f"editions/{number}.{kind}" for number in (1, 3, 4) for kind in ("json", "html")]
    log = ["/log.json?after=0", f"/log.json?after={last}"]
    return ["/.well-known/jwks.json", *log, *(ADDRESS + each for each in ("", "review.json", *files))]


@dataclass
class Copies:
    """The site's answers by address, served as they are by a plain server at `url`."""

    answers: dict[str, bytes]
    url: str = ""
    log: list[dict[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        self.log = json.loads(self.answers["/log.json?after=0"])["entries"]

    def write(self) -> None:
        """Serve the log as it stands in `log`."""
        self.answers["/log.json?after=0"] = json.dumps({"entries": self.log}).encode()
        self.answers[f"/log.json?after={len(self.log)}"] = b'{"entries": []}'

    def change(self, address: str, part: str) -> None:
        self.answers[address] = after(part)(self.answers[address].decode()).encode()

    def change_entry(self, seq: int, name: str, part: str) -> None:
        self.log[seq - 1][name] = after(part)(self.log[seq - 1][name])
        self.write()

    def sign_anew(self) -> None:
        """What whoever holds the site's key can do: sign a whole log, chained and hashed, of whatever they like."""
        previous = proof.NO_ENTRY
        for entry in self.log:
            told = json.loads(entry["entry"])
            hashes = {f"{x}_sha256": proof.sha256(entry[x]) for x in ("statement", "evidence") if entry[x]}
            entry["entry"] = proof.spell({**told, **hashes, "previous": previous})
            entry["signature"] = proof.sign(entry["entry"])
            previous = entry["hash"] = proof.sha256(entry["entry"])
        self.write()


@pytest.fixture
def copies(honest: dict[str, bytes]) -> Iterator[Copies]:
    kept = Copies(honest)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path in kept.answers else 404)
            self.end_headers()
            self.wfile.write(kept.answers.get(self.path, b""))

        def log_message(self, *_what: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()  # or each test waits half a second
    kept.url = f"http://127.0.0.1:{server.server_port}"
    yield kept
    server.shutdown()
    server.server_close()


def fails(copies: Copies, place: str, why: str = "") -> None:
    done = run_here(copies.url)
    assert done.returncode == 1, done.stdout
    assert done.stderr.startswith("FAILS at "), done.stderr
    assert f"{place}:" in done.stderr
    assert why in done.stderr


def test_verifies_honest_copies(copies: Copies) -> None:
    copies.write()
    assert (run(copies.url).returncode, run(copies.url).stderr) == (0, "")
    copies.sign_anew()
    assert (run(copies.url).returncode, run(copies.url).stderr) == (0, "")


@pytest.mark.parametrize(
    ("address", "part", "place"),
    [
        ("editions/1.json", "ankl", "editions/1.html"),  # both files are fetched before their digest is made
        ("editions/3.html", "ankl", "editions/3.html"),
        ("review.json", '"digest": "', "editions/1.html"),
        ("review.json", '"article": "', "editions/1.html"),
        ("review.json", '"edition": ', "review.json"),
        ("", 'class="article-body"><', ""),
    ],
)
def test_a_byte_of_a_file(copies: Copies, address: str, part: str, place: str) -> None:
    copies.change(ADDRESS + address, part)
    fails(copies, ADDRESS + place)


@pytest.mark.parametrize(
    ("seq", "name", "part"),
    [
        (1, "statement", '"decision":"'),
        (1, "statement", '"name":"'),
        (1, "statement", '"registration_number":"'),
        (1, "statement", '"interests":"'),
        (1, "statement", '"answer":"'),
        (1, "statement", '"question":"'),
        (1, "statement", '"digest":"'),
        (1, "evidence", '"rp_id":"'),
        (1, "evidence", '"client_data":"'),
        (1, "evidence", '"authenticator_data":"'),
        (1, "evidence", '"signature":"'),
        (3, "evidence", '"x":"'),
        (5, "evidence", '"method":"'),
        (2, "statement", '"kind":"'),
        (4, "entry", '"previous":"'),
        (4, "entry", '"statement_sha256":"'),
        (4, "hash", ""),
        (4, "signature", "ey"),
    ],
)
def test_a_byte_of_the_log(copies: Copies, seq: int, name: str, part: str) -> None:
    copies.change_entry(seq, name, part)
    fails(copies, f"log entry {seq}")


def test_a_key_that_did_not_sign(copies: Copies) -> None:
    """Of two keys, the former one signed the first entries."""
    keyring = json.loads(copies.answers["/.well-known/jwks.json"])
    keyring["keys"][1]["x"] = keyring["keys"][0]["x"]
    copies.answers["/.well-known/jwks.json"] = json.dumps(keyring).encode()
    fails(copies, "log entry 1")


def test_entries_in_another_order(copies: Copies) -> None:
    copies.log[2], copies.log[3] = copies.log[3], copies.log[2]
    copies.write()
    fails(copies, "log entry 3")


def test_an_entry_left_out(copies: Copies) -> None:
    del copies.log[4]
    copies.write()
    fails(copies, "log entry 5")


@pytest.mark.parametrize("evidence", ["", '{"format":"medgo2u.evidence/1","method":"password and one-time code"}'])
def test_evidence_left_out_or_another(copies: Copies, evidence: str) -> None:
    copies.log[0]["evidence"] = evidence
    copies.write()
    fails(copies, "log entry 1")


def test_an_approval_that_is_hidden(copies: Copies) -> None:
    """Its words are kept back as if readers had not seen the edition: then nothing approves what is served."""
    copies.log[0].update(statement="", evidence="")
    copies.write()
    fails(copies, f"{ADDRESS}editions/1.html", "not as approved")


@pytest.mark.parametrize("seq", [1, 3])
def test_words_put_into_a_clinician_s_mouth_by_whoever_holds_the_site_s_key(copies: Copies, seq: int) -> None:
    stated = json.loads(copies.log[seq - 1]["statement"])
    copies.log[seq - 1]["statement"] = proof.spell({**stated, "interests": "None at all."})
    copies.sign_anew()
    fails(copies, f"log entry {seq}", "the device signed something else")


def _with_evidence(copies: Copies, **changes: Any) -> None:
    shown = json.loads(copies.log[0]["evidence"])
    copies.log[0]["evidence"] = proof.spell({**shown, **changes})
    copies.sign_anew()


def test_a_signature_of_another_device(copies: Copies) -> None:
    others = json.loads(device.evidence_over(copies.log[0]["statement"], device.make_key("ES256")))
    _with_evidence(copies, public_key=others["public_key"])
    fails(copies, "log entry 1", "InvalidSignature")


@pytest.mark.parametrize("kind", ["ES256", "Ed25519", "RS256"])
def test_each_kind_of_key(copies: Copies, kind: str) -> None:
    statement = copies.log[0]["statement"]
    good = json.loads(device.evidence_over(statement, device.make_key(kind)))
    _with_evidence(copies, **good)
    assert run(copies.url).returncode == 0
    _with_evidence(copies, signature=swapped(good["signature"], 40))
    fails(copies, "log entry 1", "InvalidSignature")


def test_a_device_that_did_not_make_sure_who_held_it(copies: Copies) -> None:
    shown = device.evidence_over(copies.log[0]["statement"], device.make_key("ES256"), flags=0x01)
    _with_evidence(copies, **json.loads(shown))
    fails(copies, "log entry 1", "the device signed something else")


def test_a_signature_for_another_site(copies: Copies) -> None:
    _with_evidence(copies, rp_id="elsewhere.example")
    fails(copies, "log entry 1", "the device signed something else")


def test_a_review_from_before_evidence_was_kept(copies: Copies) -> None:
    told = json.loads(copies.log[0]["entry"])
    del told["evidence_sha256"]
    copies.log[0].update(entry=proof.spell({**told, "format": "medgo2u.log/1"}), evidence="")
    copies.sign_anew()
    done = run(copies.url)
    assert (done.returncode, done.stderr) == (0, "")
    assert "signed by the site: verified" in done.stdout.splitlines()[1]
