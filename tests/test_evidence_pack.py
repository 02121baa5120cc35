"""The evidence pack: holds what it says, can be verified without us, and tells nobody what is not theirs to know."""

import hashlib
import io
import json
import zipfile

import pytest
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client

from articles import drafting, evidence, evidence_pack, proof, workflow
from articles.models import Article, Edition, Review
from reviewers.models import Specialty
from tests import device, sign
from tests.conftest import make_person, save_content, signed_in, unguarded
from tests.desking import in_review

PUBLIC = "/articles/ankle-sprain/review.zip"
COMMON = {"README.txt", "keys.json", "log.json", "verify_article.py"}


def in_house(article: Article) -> str:
    return f"/admin/articles/article/{article.pk}/evidence/"


def unpacked(client: Client, address: str) -> dict[str, str]:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ankle-sprain-evidence.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as pack:
        assert pack.testzip() is None
        return {name: pack.read(name).decode() for name in pack.namelist()}


@pytest.fixture
def history(edition: Edition, clinician: User, publisher: User, editor: User) -> Article:
    """Published with a passkey's approval; a second edition returned; a third in review."""
    device.approve(edition, clinician, device.make_key("ES256"))
    edition.refresh_from_db()
    workflow.publish(edition, publisher)
    content = drafting.content_of(edition.article).model_copy(update={"change_note": "Said more clearly."})
    save_content(edition.article, content, editor)
    second = workflow.submit(edition.article, editor)
    workflow.return_(second, clinician, digest=second.digest, note="Zanzibar is not an exercise.")
    workflow.submit(edition.article, editor)
    return edition.article


def files_of(number: int, *decisions: str, with_evidence: bool = True) -> set[str]:
    folder = f"editions/{number}"
    kinds = ("statement.json", "signature.txt", "evidence.json")
    reviews = {f"{folder}/reviews/{each}.{kind}" for each in decisions for kind in kinds}
    return {f"{folder}/content.json", f"{folder}/page.html", *reviews}


def test_of_the_house_holds_everything(history: Article, editor: User) -> None:
    files = unpacked(signed_in(editor), in_house(history))
    checks = {f"editions/{number}/checks.txt" for number in (1, 2, 3)}
    editions = files_of(1, "1-approve") | files_of(2, "1-return") | files_of(3)
    assert set(files) == COMMON | checks | editions
    assert "Zanzibar" in files["editions/2/reviews/1-return.statement.json"]
    assert "Zanzibar" in files["README.txt"]
    assert "do not pass it on" in files["README.txt"]
    assert all(files[name] for name in checks)


def test_of_readers_holds_what_readers_may_see(history: Article, client: Client) -> None:
    files = unpacked(client, PUBLIC)
    assert set(files) == COMMON | files_of(1, "1-approve")
    assert "Zanzibar" not in "".join(files.values())
    public = client.get("/log.json").json()
    assert json.loads(files["log.json"]) == public
    assert json.loads(files["keys.json"]) == client.get("/.well-known/jwks.json").json()
    assert files["verify_article.py"] == client.get("/how-we-review/proof/verify_article.py").content.decode()


def test_the_summary_can_be_read(history: Article, client: Client) -> None:
    summary = unpacked(client, PUBLIC)["README.txt"]
    edition = history.editions.get(number=1)
    for words in (
        "Ankle sprain\n",
        "/articles/ankle-sprain/",
        "EDITION 1: Published",
        edition.digest,
        "- Approved: Clinician, Physiotherapist (HCPC PH000001)",
        "Signed with their own passkey or hardware key.",
        "Declared interests: They pay me.",
        "- Published: ",
        "WHAT IS NOT IN HERE",
    ):
        assert words in summary, words
    assert "DOES NOT VERIFY" not in summary
    assert "&" not in summary


def test_what_is_in_it_verifies(history: Article, editor: User) -> None:
    files = unpacked(signed_in(editor), in_house(history))
    log = {}
    previous = "0" * 64
    for entry in json.loads(files["log.json"])["entries"]:
        told = json.loads(entry["entry"])
        assert told["previous"] == previous
        proof.check_signature(entry["entry"], entry["signature"])
        previous = hashlib.sha256(entry["entry"].encode()).hexdigest()
        log[told["statement_sha256"]] = told
    for number, decision in ((1, "approve"), (2, "return")):
        folder = f"editions/{number}"
        parts = [
            hashlib.sha256(files[f"{folder}/{name}"].encode()).hexdigest() for name in ("content.json", "page.html")
        ]
        digest = hashlib.sha256("\n".join(["medgo2u.edition/1", *parts, ""]).encode()).hexdigest()
        name = f"{folder}/reviews/1-{decision}"
        statement, shown = files[f"{name}.statement.json"], files[f"{name}.evidence.json"]
        assert json.loads(statement)["digest"] == digest
        proof.check_signature(statement, files[f"{name}.signature.txt"])
        evidence.check(shown, statement)
        entry = log[hashlib.sha256(statement.encode()).hexdigest()]
        assert (entry["kind"], entry["evidence_sha256"]) == (decision, hashlib.sha256(shown.encode()).hexdigest())


def test_the_same_records_make_the_same_bytes(history: Article) -> None:
    assert evidence_pack.for_the_house(history) == evidence_pack.for_the_house(history)


@pytest.mark.parametrize(("model", "column"), [(Edition, "content"), (Review, "statement"), (Review, "evidence")])
def test_what_can_t_even_be_read_is_packed(history: Article, editor: User, model: type[Model], column: str) -> None:
    with unguarded():
        model._default_manager.update(**{column: "{"})
    assert "DOES NOT VERIFY" in unpacked(signed_in(editor), in_house(history))["README.txt"]


def test_what_does_not_verify_is_named_and_packed_all_the_same(history: Article, editor: User, client: Client) -> None:
    with unguarded():
        Edition.objects.filter(number=1).update(html="<p>Something else</p>")
    files = unpacked(signed_in(editor), in_house(history))
    assert files["editions/1/page.html"] == "<p>Something else</p>"
    assert "DOES NOT VERIFY: ankle-sprain, edition 1: content or html" in files["README.txt"]
    assert client.get(PUBLIC).status_code == 503


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
def test_those_who_may_see_drafts_get_it(history: Article, role: str) -> None:
    assert unpacked(signed_in(make_person("other", role)), in_house(history))


@pytest.mark.parametrize("role", ["register clerk", "administrator"])
def test_others_are_refused(history: Article, role: str) -> None:
    assert signed_in(make_person("other", role)).get(in_house(history)).status_code == 404


def test_clinicians_and_strangers_are_refused(history: Article, clinician: User, client: Client) -> None:
    assert signed_in(clinician).get(in_house(history)).status_code in (302, 403, 404)
    assert client.get(in_house(history)).status_code == 302


def test_nothing_of_accounts_is_in_it(history: Article, editor: User, clinician: User, publisher: User) -> None:
    for person in (editor, clinician, publisher):
        User.objects.filter(pk=person.pk).update(first_name="Firstword", last_name="Lastword")
    files = unpacked(signed_in(editor), in_house(history))
    text = "".join(text for name, text in files.items() if name != "verify_article.py")
    for secret in ("@example.org", "Firstword", "Lastword", 'password"', '"d":'):
        assert secret not in text, secret
    assert not any(
        "d" in key for key in json.loads(unpacked(signed_in(editor), in_house(history))["keys.json"])["keys"]
    )


def test_of_a_draft_that_was_never_submitted(article: Article, editor: User, client: Client) -> None:
    files = unpacked(signed_in(editor), in_house(article))
    assert set(files) == COMMON
    assert "Nothing was ever submitted" in files["README.txt"]
    assert client.get(PUBLIC).status_code == 404


def test_others_articles_on_their_way_stay_private_in_it(
    history: Article, editor: User, clinician: User, physiotherapy: Specialty
) -> None:
    other = in_review("Zebra crossing", editor, physiotherapy)
    sign.approve(other, clinician, digest=other.digest, scope="whole", interests="none")
    last = json.loads(unpacked(signed_in(editor), in_house(history))["log.json"])["entries"][-1]
    assert (last["statement"], last["evidence"]) == ("", "")


def test_is_linked_where_it_can_be_had(history: Article, editor: User, client: Client) -> None:
    assert in_house(history) in signed_in(editor).get(f"/admin/articles/article/{history.pk}/change/").content.decode()
    assert PUBLIC in client.get("/articles/ankle-sprain/review/").content.decode()


def test_an_unsafe_article_has_none(history: Article, editor: User, client: Client) -> None:
    workflow.withdraw(history.editions.get(number=1), editor, as_="unsafe", reason="Harm.")
    assert client.get(PUBLIC).status_code == 410
