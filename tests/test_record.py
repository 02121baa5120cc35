"""The full record of the reviews, and what anyone needs to check it: files, keys and the log."""

import base64
import hashlib
import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
import rfc8785
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from joserfc import jws
from joserfc.jwk import OKPKey

from articles import keys, proof, verifying, workflow
from articles.checklist import questions_for
from articles.competence import Outside
from articles.models import Edition, LogEntry, Review
from reviewers.models import Specialty
from tests import device, sign
from tests.conftest import make_clinician, unguarded
from tests.reading import ADDRESS, words_of


def test_says_in_plain_words_who_checked_what_and_when(client: Client, published: Edition) -> None:
    text = words_of(client, f"{ADDRESS}review/")
    for words in (
        "Version 1: readers see this one Checked by Clinician, Physiotherapist",
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
    assert text.index("Version 2: readers see this one") < text.index("Version 1: replaced by a later version")
    assert "What changed: The lead is clearer." in text


def test_tells_of_a_revocation_with_its_note(client: Client, published: Edition, clinician: User) -> None:
    sign.revoke(published, clinician, note="I overlooked a dose.")
    text = words_of(client, f"{ADDRESS}review/")
    assert "Approval taken back" in text
    assert "I overlooked a dose." in text


def test_tells_of_a_withdrawal_with_its_reason(client: Client, published: Edition, editor: User) -> None:
    workflow.withdraw(published, editor, as_="out of date", reason="New guidance.")
    text = words_of(client, f"{ADDRESS}review/")
    assert "Version 1: withdrawn as out of date" in text
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


def test_tells_how_each_was_signed(
    client: Client, edition: Edition, clinician: User, publisher: User, publish_next: Callable[..., Edition]
) -> None:
    device.approve(edition, clinician, device.make_key("ES256"))
    edition.refresh_from_db()
    workflow.publish(edition, publisher)
    address = f"{ADDRESS}review/"
    assert "How Signed with their own passkey or hardware key" in words_of(client, address)
    publish_next()
    assert "How Signed with a password and a one-time code" in words_of(client, address)


def test_tells_of_what_was_signed_before_evidence_was_kept(client: Client, published: Edition) -> None:
    """The record as it was made then: other formats, no evidence."""
    review, entry = published.reviews.get(), published.log_entries.get(kind="approve")
    statement = proof.spell({**review.stated(), "format": "medgo2u.review/1"})
    old = {**json.loads(entry.entry), "format": "medgo2u.log/1", "statement_sha256": proof.sha256(statement)}
    del old["evidence_sha256"]
    spelt = proof.spell(old)
    last = published.log_entries.get(kind="publish")
    after = proof.spell({**json.loads(last.entry), "previous": proof.sha256(spelt)})
    with unguarded():
        Review.objects.update(statement=statement, signature=proof.sign(statement), evidence="")
        LogEntry.objects.filter(seq=entry.seq).update(
            statement=statement, entry=spelt, entry_hash=proof.sha256(spelt), signature=proof.sign(spelt)
        )
        LogEntry.objects.filter(seq=last.seq).update(
            entry=after, entry_hash=proof.sha256(after), signature=proof.sign(after), previous=proof.sha256(spelt)
        )
    assert list(verifying.problems()) == []
    text = words_of(client, f"{ADDRESS}review/")
    assert "How Signed by the site, for the clinician who was signed in" in text


def test_tells_the_questions_with_their_answers(client: Client, published: Edition) -> None:
    asked = questions_for(published.article)
    text = words_of(client, f"{ADDRESS}review/")
    assert f"{len(asked)} questions answered" in text
    for question in asked:
        assert f"{question} Yes" in text


def test_tells_until_when_each_review_stands(client: Client, published: Edition) -> None:
    until = date_format(date.fromisoformat(published.reviews.get().stated()["valid_until"]), "j F Y")
    text = words_of(client, f"{ADDRESS}review/")
    assert f"To be checked again by {until}" in text
    assert f"It is checked. The next check is due by {until}." in text


def test_an_overdue_one_is_told_to_be(client: Client, published: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    later = timezone.now() + timedelta(days=4000)
    monkeypatch.setattr(timezone, "now", lambda: later)
    text = words_of(client, f"{ADDRESS}review/")
    assert "It is overdue: a clinician should have checked it again by" in text
    assert "It is checked" not in text
    page = words_of(client, ADDRESS)
    assert "The next check was due by" in page
    assert "Next check by" not in page


def test_a_revoked_one_is_told_to_have_nobody_behind_it(client: Client, published: Edition, clinician: User) -> None:
    sign.revoke(published, clinician, note="I overlooked a dose.")
    text = words_of(client, f"{ADDRESS}review/")
    assert "No clinician stands behind it now" in text
    assert "It is checked" not in text


def test_names_the_parts_that_each_clinician_judged(
    client: Client, edition: Edition, clinician: User, podiatry: Specialty, publisher: User
) -> None:
    outside = [Outside("sections[2].exercises[0]", "podiatry")]
    sign.approve(edition, clinician, digest=edition.digest, scope="whole", interests="none", outside=outside)
    other = make_clinician("podiatrist", "PH000002", podiatry).user
    sign.approve(edition, other, digest=edition.digest, scope="whole", interests="none", only_asked=True)
    edition.refresh_from_db()
    workflow.publish(edition, publisher)
    text = words_of(client, f"{ADDRESS}review/")
    assert "The whole article, but for these parts: Exercise ‘Heel raise’ (left to Podiatry)" in text
    assert "Only these parts: Exercise ‘Heel raise’" in text
    page = words_of(client, ADDRESS)
    assert "They checked all but these parts: Exercise ‘Heel raise’." in page
    assert "They checked only these parts: Exercise ‘Heel raise’." in page


def test_leads_to_the_page_about_the_proof_and_that_from_how_we_review(client: Client, published: Edition) -> None:
    for address in (f"{ADDRESS}review/", "/how-we-review/"):
        assert '"/how-we-review/proof/"' in client.get(address).content.decode()
    text = words_of(client, "/how-we-review/proof/")
    for words in ("What it does not prove", "carefully", "whose device it is", "Here you rely on us"):
        assert words in text, words
    assert "/how-we-review/proof/" in client.get("/sitemap.xml").content.decode()


def test_the_log_tells_how_a_public_statement_was_signed_and_no_other(
    client: Client, approved: Edition, publisher: User
) -> None:
    (entry,) = client.get("/log.json").json()["entries"]
    assert entry["evidence"] == ""
    workflow.publish(approved, publisher)
    first, second = client.get("/log.json").json()["entries"]
    assert json.loads(first["evidence"])["method"] == "password and one-time code"
    assert json.loads(first["entry"])["evidence_sha256"] == hashlib.sha256(first["evidence"].encode()).hexdigest()
    assert second["evidence"] == ""


def test_the_list_for_machines_names_what_readers_may_fetch(
    client: Client, published: Edition, publish_next: Callable[..., Edition], editor: User
) -> None:
    second = publish_next()
    listed = client.get(f"{ADDRESS}review.json").json()["editions"]
    uid = str(published.article.uid)
    assert listed == [
        {"article": uid, "edition": 1, "digest": published.digest},
        {"article": uid, "edition": 2, "digest": second.digest},
    ]
    workflow.withdraw(second, editor, as_="unsafe", reason="Harm.")
    assert client.get(f"{ADDRESS}review.json").status_code == 410
