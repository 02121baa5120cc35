"""Hostile texts in every field of an article, on every screen that shows it: nothing is there that could execute."""

import json
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml import html

from articles import workflow
from articles.models import Article
from references.models import Reference
from reviewers.models import Specialty
from tests import hostile_articles
from tests.desking import at
from tests.editing import draft_form
from tests.harmless import faults
from tests.hostile import HOSTILE
from tests.inline import inline_faults
from tests.showcase import Cast

Look = Callable[[User | None, str], str]


@pytest.fixture
def cast(editor: User, clinician: User, publisher: User, physiotherapy: Specialty, reference: Reference) -> Cast:
    return Cast(editor, clinician, publisher, physiotherapy)


@pytest.fixture
def look(client: Client) -> Look:
    """A page as somebody gets it, already looked through."""

    def page(person: User | None, address: str) -> str:
        if person is None:
            client.logout()
        else:
            client.force_login(person)
        answer = client.get(address)
        assert answer.status_code == 200, address
        text = answer.content.decode()
        assert inline_faults(text) == [], address
        return text

    return page


def parsed(page: str) -> Any:
    """The page as lxml's HTML elements, which its stubs don't know."""
    return html.document_fromstring(page)


def frozen_part(page: str) -> str:
    (body,) = parsed(page).find_class("article-body")
    return "".join(html.tostring(child, encoding="unicode") for child in body)


def test_previews_of_a_field(client: Client, editor: User, reference: Reference) -> None:
    """Some of them: tests/test_hostile_rendering.py tries every one on what the preview renders with."""
    client.force_login(editor)
    for text in HOSTILE[::12]:
        answer = client.post("/admin/markdown/preview/", {"content": text})
        assert answer.status_code == 200
        assert faults(answer.content.decode()) == [], text


def test_drafts(look: Look, cast: Cast) -> None:
    held = ""
    for number, content in enumerate(hostile_articles.contents()):
        draft = cast.draft(f"hostile-{number}", content)
        address = f"/admin/articles/article/{draft.pk}"
        form = parsed(look(cast.editor, f"{address}/change/"))
        held += "\n".join(area.text or "" for area in form.iter("textarea"))
        assert faults(frozen_part(look(cast.editor, f"{address}/preview/"))) == []
        look(cast.editor, f"{address}/submit/")
        look(cast.editor, f"{address}/history/")
    assert [text for text in HOSTILE if words(text) not in words(held)] == []  # it was all there to harm
    look(cast.editor, "/admin/articles/article/")
    look(cast.editor, "/admin/articles/article/?q=<script>alert(1)</script>&o=<svg onload=alert(1)>")


def words(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def test_saving_keeps_every_character(client: Client, cast: Cast, article: Article) -> None:
    client.force_login(cast.editor)
    address = f"/admin/articles/article/{article.pk}/change/"
    for text in HOSTILE[::200]:
        typed = draft_form(client, article) | {"lead": [text], "title": [text[:200]], "sections-0-body": [text]}
        assert client.post(address, typed).status_code == 302, text
        article.refresh_from_db()
        assert article.lead == text
        assert inline_faults(client.get(address).content.decode()) == []


def test_a_save_that_came_too_late(client: Client, cast: Cast, article: Article) -> None:
    client.force_login(cast.editor)
    address = f"/admin/articles/article/{article.pk}/change/"
    late = draft_form(client, article) | {"version": ["0"]}
    fields = [name for name in late if name.endswith(("body", "how", "text", "answer", "lead", "title"))]
    for start in range(0, len(HOSTILE), len(fields)):
        sent = late | {name: [text] for name, text in zip(fields, HOSTILE[start:], strict=False)}
        answer = client.post(address, sent)
        assert answer.status_code == 409
        assert inline_faults(answer.content.decode()) == []
        assert words(HOSTILE[start]) in words(parsed(answer.content.decode()).text_content())


def test_what_clinicians_and_readers_get(look: Look, cast: Cast) -> None:
    texts = hostile_articles.publishable()
    assert len(texts) >= 650
    others = texts[1:] + texts[:1]
    pairs = zip(hostile_articles.contents(texts), hostile_articles.contents(others), strict=True)
    for number, (content, changed) in enumerate(pairs):
        draft = cast.draft(f"hostile-{number}", content)
        cast.publish(draft)
        cast.change(draft, sections=changed.sections, faq=changed.faq)
        differences = look(cast.clinician, at(workflow.submit(draft, cast.editor)))
        assert differences.count("<ins>") > 50
        page = look(None, f"/articles/hostile-{number}/")
        assert faults(frozen_part(page)) == []
        assert_structured_data_stays_in_its_box(page)
        look(None, f"/articles/hostile-{number}/review/")
    for address in ("/", "/articles/", "/reviewers/clinician/"):
        look(None, address)


def assert_structured_data_stays_in_its_box(page: str) -> None:
    (script,) = parsed(page).xpath("//script[not(@src)]")
    assert "<" not in script.text
    assert json.loads(script.text)["@graph"]
