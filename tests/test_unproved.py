"""What no longer is what was signed is shown nowhere, whichever byte somebody with the database open has changed."""

import logging
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import workflow
from articles.models import Edition
from tests.conftest import unguarded
from tests.reading import ADDRESS

LISTS = ("/", "/articles/", "/feed/", "/sitemap.xml", "/reviewers/clinician/")
TEXT = "A sprained ankle often gets better at home."

SQL = Callable[..., None]

TAMPERING = {
    "html": "UPDATE articles_edition SET html = replace(html, '3 seconds', '9 seconds')",
    "content": "UPDATE articles_edition SET content = replace(content, 'Heel raise', 'Jump')",
    "digest": "UPDATE articles_edition SET digest = replace(digest, substr(digest, 1, 4), 'beef')",
    "interests": "UPDATE articles_review SET interests = 'nothing to see'",
    "reviewer": "UPDATE articles_review SET statement = replace(statement, 'PH000001', 'PH000009')",
    "day": "UPDATE articles_review SET at = '2020-01-01 00:00:00+00:00'",
    "signature": "UPDATE articles_review SET signature = signature || 'A'",
    "scope": "UPDATE articles_review SET scope = 'changes only'",
    "log": "UPDATE articles_logentry SET entry = replace(entry, '\"seq\":2', '\"seq\":7') WHERE seq = 2",
    "log of the publication": "UPDATE articles_logentry SET signature = 'x' WHERE kind = 'publish'",
}


@pytest.mark.parametrize("statement", TAMPERING.values(), ids=TAMPERING.keys())
def test_what_was_tampered_with_is_not_shown(
    client: Client, published: Edition, raw_sql: SQL, statement: str, caplog: pytest.LogCaptureFixture
) -> None:
    for address in (ADDRESS, *LISTS):
        assert b"nkle" in client.get(address).content  # it is there to be lost
    with unguarded():
        raw_sql(statement)
    with caplog.at_level(logging.ERROR):
        answer = client.get(ADDRESS)
    assert answer.status_code == 503
    assert "This page can't be shown" in answer.content.decode()
    assert "its proof fails" in caplog.text
    for rest in ("", "exercises/", "exercises.pdf", "review/", "editions/1.json", "editions/1.html"):
        answer = client.get(f"{ADDRESS}{rest}")
        assert answer.status_code == 503
        assert TEXT not in answer.content.decode()
    for address in LISTS:
        assert b"nkle" not in client.get(address).content


@pytest.mark.parametrize("rest", ["", "review/", "editions/1.json", "editions/1.html"])
def test_a_state_that_the_log_does_not_tell_of_is_not_believed(
    client: Client, approved: Edition, raw_sql: SQL, rest: str
) -> None:
    with unguarded():
        raw_sql("UPDATE articles_edition SET state = 'published'")
    assert client.get(f"{ADDRESS}{rest}").status_code == 503
    assert b"nkle" not in client.get("/").content


def test_an_unsafe_article_does_not_come_back_by_calling_it_out_of_date(
    client: Client, published: Edition, editor: User, raw_sql: SQL
) -> None:
    workflow.withdraw(published, editor, as_="unsafe", reason="Harm.")
    with unguarded():
        raw_sql("UPDATE articles_edition SET withdrawn_as = 'out of date'")
    for rest in ("", "exercises/", "exercises.pdf", "review/", "editions/1.json", "editions/1.html"):
        answer = client.get(f"{ADDRESS}{rest}")
        assert answer.status_code == 503
        assert TEXT not in answer.content.decode()


def test_an_edition_that_an_unsafe_one_took_away_does_not_come_back_either(
    client: Client, published: Edition, publish_next: Callable[..., Edition], editor: User, raw_sql: SQL
) -> None:
    workflow.withdraw(publish_next(), editor, as_="unsafe", reason="Harm.")
    publish_next(lead="Safe again.")
    assert client.get(f"{ADDRESS}editions/1.json").status_code == 410
    with unguarded():
        raw_sql("UPDATE articles_edition SET withdrawn_as = 'out of date' WHERE number = 2")
    assert client.get(f"{ADDRESS}editions/1.json").status_code == 503
    assert client.get(f"{ADDRESS}editions/3.json").status_code == 200


def test_the_others_are_still_shown(
    client: Client, published: Edition, publish_next: Callable[..., Edition], raw_sql: SQL
) -> None:
    publish_next(lead="The second lead.")
    with unguarded():
        raw_sql("UPDATE articles_edition SET html = 'x' WHERE number = 1")
    assert "The second lead." in client.get(ADDRESS).content.decode()
    assert client.get(f"{ADDRESS}editions/1.html").status_code == 503
