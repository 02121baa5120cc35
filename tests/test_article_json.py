"""What programs are given: an article with its review, the schema of that, and what has changed."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import content, workflow
from articles.article_json import ArticleAnswer
from articles.models import Edition, FormerSlug
from reviewers.models import Reviewer
from tests import sign
from tests.conftest import unguarded
from tests.json_schema import faults

ADDRESS = "/articles/ankle-sprain.json"
PublishNext = Callable[..., Edition]


def told(client: Client) -> dict[str, Any]:
    answer = client.get(ADDRESS)
    assert answer.status_code == 200, answer.content
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    found: dict[str, Any] = answer.json()
    return found


def test_an_article_as_its_schema_says(client: Client, published: Edition, publish_next: PublishNext) -> None:
    second = publish_next(description="How to look after a sprain.")
    data = told(client)
    schema = client.get("/schemas/article.json").json()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert data["links"]["schema"] == schema["$id"] == "http://localhost:8000/schemas/article.json"
    assert list(faults(data, schema, schema)) == []
    ArticleAnswer.model_validate_json(json.dumps(data))
    assert (data["version"], data["digest"], data["language"]) == (2, second.digest, "en-GB")
    assert content.canonical(content.Content.model_validate(data["content"])) == second.content
    today = timezone.localdate().isoformat()
    assert (data["published_on"], data["updated_on"], data["withdrawn"]) == (today, today, None)
    review = data["review"]
    assert (review["status"], review["reviewed_on"]) == ("checked", today)
    (person,) = review["reviewers"]
    assert person.items() >= {"name": "Clinician", "registration_number": "PH000001", "scope": "whole"}.items()
    for name, address in data["links"].items():
        assert client.get(address.removeprefix("http://localhost:8000")).status_code == 200, name
    assert 'type="application/json" href="/articles/ankle-sprain.json"' in " ".join(
        client.get(data["links"]["page"].removeprefix("http://localhost:8000")).content.decode().split()
    )


def test_the_schema_refuses_what_is_no_answer(client: Client, published: Edition) -> None:
    data, schema = told(client), client.get("/schemas/article.json").json()
    wrong: list[tuple[str, object]] = [("digest", "x"), ("version", "1"), ("published_on", "soon"), ("extra", 1)]
    for name, value in wrong:
        assert list(faults({**data, name: value}, schema, schema)), name
    del data["content"]["sections"][0]["kind"]
    data["content"]["sections"][2]["exercises"][0]["dose"]["sets"] = 0
    assert len(list(faults(data, schema, schema))) == 1


def test_a_copy_is_asked_for_anew_and_answered_shortly(client: Client, published: Edition) -> None:
    for address in (ADDRESS, "/schemas/article.json", "/changes.json"):
        answer = client.get(address)
        again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["Access-Control-Allow-Origin"] == "*"
        assert "no-cache" in answer.headers["Cache-Control"]
        assert client.post(address).status_code == 405


def test_nobody_is_named_while_no_approval_counts(client: Client, published: Edition, reviewer: Reviewer) -> None:
    Reviewer.objects.filter(pk=reviewer.pk).update(status=Reviewer.Status.SUSPENDED)
    assert told(client)["review"] == {
        "status": "off the register",
        "reviewed_on": None,
        "valid_until": None,
        "reviewers": [],
    }
    Reviewer.objects.filter(pk=reviewer.pk).update(status=Reviewer.Status.ACTIVE)
    sign.revoke(published, reviewer.user, note="I overlooked something.")
    assert told(client)["review"]["status"] == "revoked"
    assert "Clinician" not in json.dumps(told(client)["review"])


def test_what_is_not_there_is_said_in_json(client: Client, approved: Edition, publisher: User, editor: User) -> None:
    def answered(status: int, address: str = ADDRESS) -> str:
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/json")
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "sprained" not in answer.content.decode()
        return str(answer.json()["error"])

    assert "no such article" in answered(404, "/articles/nothing.json")
    assert "no such article" in answered(404)  # approved, and not published yet
    workflow.publish(approved, publisher)
    assert told(client)["version"] == 1
    FormerSlug.objects.create(slug="twisted-ankle", article=approved.article)
    assert client.get("/articles/twisted-ankle.json").headers["Location"] == ADDRESS
    workflow.withdraw(approved, editor, as_="out of date", reason="New guidance.")
    assert told(client)["withdrawn"] == {"reason": "New guidance.", "successor": None}
    workflow.reinstate(approved, publisher)
    workflow.withdraw(approved, editor, as_="unsafe", reason="Harm.")
    assert "might not be safe" in answered(410)
    assert client.get(ADDRESS).json()["reason"] == "Harm."


def test_what_fails_to_verify_is_not_given_out(
    client: Client, published: Edition, raw_sql: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    assert len(client.get("/changes.json").json()["changes"]) == 1
    with unguarded():
        raw_sql("UPDATE articles_edition SET content = replace(content, 'Heel raise', 'Jump')")
        raw_sql("UPDATE articles_logentry SET signature = 'x' WHERE kind = 'publish'")
    assert client.get(ADDRESS).status_code == 503
    assert b"Jump" not in client.get(ADDRESS).content
    assert client.get("/changes.json").json()["changes"] == []
    assert "its proof fails" in caplog.text


def changes(client: Client, **asked: str) -> list[dict[str, Any]]:
    answer = client.get("/changes.json", asked)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["changes"]
    return found


def test_changes_since_a_moment(
    client: Client,
    approved: Edition,
    publisher: User,
    editor: User,
    clinician: User,
    publish_next: PublishNext,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert changes(client) == []  # nothing of an approval before readers see its edition
    before = timezone.now() - timedelta(minutes=1)
    workflow.publish(approved, publisher)
    second = publish_next()
    sign.renew(second, clinician, digest=second.digest, interests="none")
    workflow.withdraw(second, editor, as_="unsafe", reason="Harm.")
    told_of = changes(client, since=before.isoformat())
    assert [(each["change"], each["version"]) for each in told_of] == [
        ("published", 1),
        ("superseded", 1),
        ("published", 2),
        ("renewed", 2),
        ("withdrawn", 2),
    ]
    assert told_of[1]["superseded_by"] == 2
    assert told_of[-1].items() >= {"withdrawn_as": "unsafe", "reason": "Harm."}.items()
    assert told_of[0]["json"] == f"http://localhost:8000{ADDRESS}"
    assert changes(client, since=(timezone.now() + timedelta(minutes=1)).isoformat()) == []
    monkeypatch.setattr("articles.changes_json._PAGE", 2)
    pages, address = [], "/changes.json?since=2026-01-01T00:00:00Z"
    while address:
        answer = client.get(address.removeprefix("http://localhost:8000")).json()
        pages.append(answer["changes"])
        address = answer["next"]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert [each for page in pages for each in page] == told_of


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("since=yesterday", "since must be a moment with its time zone"),
        ("since=2026-11-01T00:00:00", "since must be a moment with its time zone"),
        ("since=", "since must be a moment with its time zone"),
        ("since=0001-01-01T00:00:00%2B14:00", "since must be a moment with its time zone"),
        ("since=%00", "since must be a moment with its time zone"),
        ("after=-1", "after must be a whole number"),
        ("after=" + "9" * 40, "after must be a whole number"),
    ],
)
def test_a_question_that_is_not_understood_gets_a_sentence(client: Client, asked: str, sentence: str) -> None:
    answer = client.get(f"/changes.json?{asked}")
    assert answer.status_code == 400
    assert sentence in answer.json()["error"]
