"""The import screen: paste or choose a file, see what was found, lose nothing when something is wrong."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from articles.models import Article, Import
from reviewers.models import Specialty
from tests.conftest import make_person

SCREEN = "/admin/articles/article/import/"
STIFF_NECK = Path(__file__).parent / "documents" / "stiff-neck.txt"


def parsed(page: bytes) -> Any:
    return html.document_fromstring(page.decode())


def words(page: bytes) -> str:
    return " ".join(parsed(page).text_content().split())


def field(page: bytes, name: str) -> str:
    (form,) = parsed(page).xpath("//form[.//textarea]")
    return str(form.fields[name] or "").replace("\r\n", "\n").strip()


def file(data: bytes, name: str = "neck.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "text/plain")


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def test_a_pasted_document_becomes_a_draft_of_the_person_who_pasted_it(
    desk: Client, editor: User, physiotherapy: Specialty
) -> None:
    text = STIFF_NECK.read_text(encoding="utf-8").replace("\n", "\r\n")
    sent = {"title": "Stiff neck", "text": text, "specialties": [physiotherapy.pk]}
    response = desk.post(SCREEN, sent)
    article = Article.objects.get(slug="stiff-neck")
    assert response.headers["Location"] == f"/admin/articles/article/{article.pk}/import/{article.imports.get().pk}/"
    assert (article.owner, article.title, list(article.specialties.all())) == (editor, "Stiff neck", [physiotherapy])
    assert article.imports.get().text == text
    assert article.exercises.count() == 3


def test_the_outcome_shows_claims_promotions_and_lines_to_look_at_with_their_numbers(desk: Client) -> None:
    text = STIFF_NECK.read_text(encoding="utf-8") + "\n\nBook an appointment online.\n"
    outcome = words(desk.post(SCREEN, {"title": "Stiff neck", "text": text}, follow=True).content)
    assert "23 (Unknown Office, 2019) This citation matches no reference" in outcome
    assert "6 By Jo Bloggs-Example" in outcome
    assert "79 Book an appointment online." in outcome


def test_a_file_is_read_and_its_name_kept(desk: Client) -> None:
    desk.post(SCREEN, {"title": "Stiff neck", "slug": "neck", "document": file(STIFF_NECK.read_bytes())})
    assert Import.objects.get(article__slug="neck").source_name == "neck.txt"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"title": ""}, "This field is required."),
        ({"title": "T", "slug": "taken"}, "Another article has the address “taken”."),
        ({"title": "T", "slug": "a b"}, "Use letters, figures, - and _ only"),
    ],
)
def test_on_error_everything_typed_comes_back_and_the_words_of_a_file_too(
    desk: Client, editor: User, sent: dict[str, str], sentence: str
) -> None:
    Article.objects.create(slug="taken", owner=editor)
    refused = desk.post(SCREEN, {**sent, "document": file(b"Lead with <b>&amp;</b>.\nHelp\nWords.")})
    assert refused.status_code == 400
    assert sentence in words(refused.content)
    assert field(refused.content, "text") == "Lead with <b>&amp;</b>.\nHelp\nWords."
    assert field(refused.content, "source_name") == "neck.txt"
    assert field(refused.content, "title") == sent["title"]
    again = desk.post(SCREEN, {"title": "T", "text": field(refused.content, "text"), "source_name": "neck.txt"})
    assert again.status_code == 302
    assert Import.objects.get().source_name == "neck.txt"


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (b"PK\x03\x04\xff\xfe", "This file is not plain text in UTF-8."),
        (b"a" * 301, "This document is larger than 300"),
        (b"a\x00b", "This document holds NUL characters"),
        (b"", "There is no text to import."),
    ],
)
def test_a_file_that_cannot_be_read_costs_nothing_typed(
    desk: Client, settings: Any, document: bytes, sentence: str
) -> None:
    settings.IMPORT_MAX_BYTES = 300
    refused = desk.post(SCREEN, {"title": "My title", "document": file(document)})
    assert refused.status_code == 400
    assert sentence in words(refused.content)
    assert field(refused.content, "title") == "My title"
    assert not Article.objects.exists()


def test_only_those_who_may_start_drafts_import(client: Client, publisher: User) -> None:
    assert client.get(SCREEN).headers["Location"].endswith(f"?next={SCREEN}")
    client.force_login(publisher)
    assert client.post(SCREEN, {"title": "T", "text": "Lead."}).status_code == 403
    assert not Article.objects.exists()


def test_what_was_found_is_for_those_who_see_drafts(client: Client, desk: Client) -> None:
    outcome = desk.post(SCREEN, {"title": "T", "text": "Lead.\nBy: Somebody Secret"}).headers["Location"]
    client.force_login(make_person("clerk", "register clerk"))
    refused = client.get(outcome)
    assert refused.status_code == 403
    assert b"Somebody Secret" not in refused.content


def test_a_hostile_document_is_shown_as_words(desk: Client) -> None:
    hostile = "Lead.\nHelp\nWords (<script>alert(1)</script>, 2024).\nBy: <img src=x onerror=alert(1)>"
    outcome = desk.post(SCREEN, {"title": "<script>alert(1)</script>", "slug": "t", "text": hostile}, follow=True)
    page = parsed(outcome.content)
    assert "alert(1)" in page.text_content()
    assert [script for script in page.xpath("//script") if "alert" in (script.text or "")] == []
    assert page.xpath("//*[@onerror]") == []


def test_the_list_of_articles_leads_to_the_screen(desk: Client) -> None:
    page = parsed(desk.get("/admin/articles/article/").content)
    assert page.xpath(f"//a[@href='{SCREEN}']")


def test_the_draft_leads_back_to_what_was_found(desk: Client) -> None:
    desk.post(SCREEN, {"title": "Stiff neck", "document": file(STIFF_NECK.read_bytes())})
    found = Import.objects.get()
    page = parsed(desk.get(f"/admin/articles/article/{found.article_id}/change/").content)
    assert page.xpath(f"//a[@href='/admin/articles/article/{found.article_id}/import/{found.pk}/']")
