"""The full record of the reviews, and what anyone needs to check it: files, keys and the log."""

import base64
import hashlib
import json
from collections.abc import Callable

import pytest
import rfc8785
from django.contrib.auth.models import User
from django.test import Client
from joserfc import jws
from joserfc.jwk import OKPKey

from articles import keys, workflow
from articles.models import Edition
from tests import sign
from tests.reading import ADDRESS, words_of


def test_says_in_plain_words_who_checked_what_and_when(client: Client, published: Edition) -> None:
    text = words_of(client, f"{ADDRESS}review/")
    for words in (
        "Edition 1: readers see this one",
        "Approved By Clinician, Physiotherapist On ",
        "Registration HCPC PH000001 (fictional)",
        "Register looked at ",
        "What was checked The whole article",
        "Declared interests none",
        published.digest,
        "It can't prove that somebody read carefully",
    ):
        assert words in text, words


def test_tells_of_every_edition_the_newest_first(
    client: Client, published: Edition, publish_next: Callable[..., Edition]
) -> None:
    publish_next(change_note="The lead is clearer.")
    text = words_of(client, f"{ADDRESS}review/")
    assert text.index("Edition 2: readers see this one") < text.index("Edition 1: replaced by a later edition")
    assert "What changed: The lead is clearer." in text


def test_tells_of_a_revocation_with_its_note(client: Client, published: Edition, clinician: User) -> None:
    sign.revoke(published, clinician, note="I overlooked a dose.")
    text = words_of(client, f"{ADDRESS}review/")
    assert "Approval taken back" in text
    assert "I overlooked a dose." in text


def test_tells_of_a_withdrawal_with_its_reason(client: Client, published: Edition, editor: User) -> None:
    workflow.withdraw(published, editor, as_="out of date", reason="New guidance.")
    text = words_of(client, f"{ADDRESS}review/")
    assert "Edition 1: withdrawn as out of date" in text
    assert "(New guidance.)" in text


def test_the_digest_can_be_made_again_from_outside(client: Client, published: Edition) -> None:
    """The steps that the page itself gives."""
    content = client.get(f"{ADDRESS}editions/1.json").content
    html = client.get(f"{ADDRESS}editions/1.html").content
    lines = ["medgo2u.edition/1", hashlib.sha256(content).hexdigest(), hashlib.sha256(html).hexdigest()]
    digest = hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
    assert digest == published.digest
    assert digest in words_of(client, f"{ADDRESS}review/")
    assert rfc8785.dumps(json.loads(content)) == content


def test_the_html_is_served_as_evidence_and_not_as_a_page(client: Client, published: Edition) -> None:
    answer = client.get(f"{ADDRESS}editions/1.html")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_log_can_be_verified_from_outside(
    client: Client, published: Edition, publish_next: Callable[..., Edition]
) -> None:
    publish_next()
    keys.make_signing_key()  # a new key does not make old signatures worthless
    public = {key["kid"]: OKPKey.import_key(key) for key in client.get("/.well-known/jwks.json").json()["keys"]}
    entries = client.get("/log.json").json()["entries"]
    assert [json.loads(entry["entry"])["kind"] for entry in entries] == [
        *("approve", "publish"),
        *("approve", "supersede", "publish"),
    ]
    previous = "0" * 64
    for entry in entries:
        told = json.loads(entry["entry"])
        kid = json.loads(base64.urlsafe_b64decode(entry["signature"].split(".")[0] + "=="))["kid"]
        signed = jws.deserialize_compact(entry["signature"], public[kid], algorithms=["Ed25519"])
        assert signed.payload == entry["entry"].encode()
        assert told["previous"] == previous
        assert told["statement_sha256"] == hashlib.sha256(entry["statement"].encode()).hexdigest()
        previous = hashlib.sha256(entry["entry"].encode()).hexdigest()
        assert previous == entry["hash"]


def test_no_private_key_is_public(client: Client, published: Edition) -> None:
    (key,) = client.get("/.well-known/jwks.json").json()["keys"]
    assert set(key) == {"kty", "crv", "x", "kid", "use", "alg"}


def test_a_return_is_in_the_log_without_its_words(client: Client, edition: Edition, clinician: User) -> None:
    workflow.return_(edition, clinician, digest=edition.digest, note="Please soften the second paragraph.")
    (entry,) = client.get("/log.json").json()["entries"]
    assert json.loads(entry["entry"])["kind"] == "return"
    assert entry["statement"] == ""
    assert "soften" not in json.dumps(entry)


def test_the_log_can_be_read_on_from_an_entry(client: Client, published: Edition) -> None:
    (entry,) = client.get("/log.json?after=1").json()["entries"]
    assert json.loads(entry["entry"])["seq"] == 2
    assert client.get("/log.json?after=2").json() == {"entries": []}


@pytest.mark.parametrize("after", ["x", "-1", "", "1.5", "٣", "9" * 40, "1;drop"])
def test_nonsense_is_refused_with_a_sentence(client: Client, published: Edition, after: str) -> None:
    answer = client.get("/log.json", {"after": after})
    assert (answer.status_code, answer.json()) == (400, {"error": "after must be a whole number"})


def test_the_log_is_silent_about_an_edition_until_readers_see_it(approved: Edition, publisher: User) -> None:
    client = Client()
    (entry,) = client.get("/log.json").json()["entries"]
    assert entry["statement"] == ""
    assert str(approved.article.uid) not in entry["entry"]
    workflow.publish(approved, publisher)
    entry, _published = client.get("/log.json").json()["entries"]
    assert json.loads(entry["statement"])["digest"] == approved.digest
