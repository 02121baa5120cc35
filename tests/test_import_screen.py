"""The import screen: a file or a paste is read, looked at beside what it becomes, then saved; nothing is lost."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from lxml import html

from articles import drafting
from articles.content import canonical
from articles.exporting.markdown import to_markdown
from articles.importing import incoming
from articles.importing.choices import places_for, with_choices
from articles.importing.document import import_text
from articles.importing.result import Unplaced
from articles.models import Article, Import, IncomingDocument
from references.models import Reference
from reviewers.models import Specialty
from tests.conftest import make_person

SCREEN = "/admin/articles/article/import/"
STIFF_NECK = Path(__file__).parent / "documents" / "stiff-neck.txt"
HOSTILE = "Lead.\nHelp\nWords (<script>alert(1)</script>, 2024).\nBy: <img src=x onerror=alert(1)>"


def parsed(page: bytes) -> Any:
    return html.document_fromstring(page.decode())


def words(page: bytes) -> str:
    return " ".join(parsed(page).text_content().split())


def file(data: bytes, name: str = "neck.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "text/plain")


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def read(desk: Client, **sent: Any) -> str:
    """The address of the page on which the document waits."""
    return desk.post(SCREEN, sent).headers["Location"]


def test_a_document_is_looked_at_before_it_becomes_a_draft(
    desk: Client, editor: User, physiotherapy: Specialty, django_assert_max_num_queries: Any
) -> None:
    page = read(desk, title="Stiff neck", document=file(STIFF_NECK.read_bytes()))
    assert not Article.objects.exists()
    with django_assert_max_num_queries(20):
        seen = words(desk.get(page).content)
    assert "Exercises: 3" in seen
    assert "never a review" in seen
    sent = {"do": "save", "title": "Stiff neck", "slug": "", "specialties": [physiotherapy.pk]}
    saved = desk.post(page, sent, follow=True)
    article = Article.objects.get(slug="stiff-neck")
    assert (article.owner, list(article.specialties.all())) == (editor, [physiotherapy])
    assert article.imports.get().source_name == "neck.txt"
    assert f"/admin/articles/article/{article.pk}/import/{article.imports.get().pk}/" in saved.content.decode()
    assert not IncomingDocument.objects.exists()


def test_refused_files_and_addresses_lose_nothing(desk: Client, editor: User, settings: Any) -> None:
    settings.IMPORT_MAX_BYTES = 300
    refused = desk.post(SCREEN, {"title": "My title", "document": [file(b"PK\x03\x04\xff", "a.txt"), file(b"Lead.")]})
    assert refused.status_code == 400
    assert "a.txt: This file is no text, whatever its name ends with." in words(refused.content)
    assert "My title" in refused.content.decode()
    assert IncomingDocument.objects.get().source_name == "neck.txt"
    assert "There is nothing to read" in words(desk.post(SCREEN, {"title": "T"}).content)
    answer = desk.post(SCREEN, {"document": file(b"a" * 301)}, headers={"Accept": "application/json"})
    assert "larger than 300" in answer.json()["problem"]
    Article.objects.create(slug="taken", owner=editor)
    page = read(desk, text="Lead.")
    for slug, sentence in (("taken", "has the address “taken”"), ("a b", "letters, figures, - and _")):
        refused = desk.post(page, {"do": "save", "title": "Kept words", "slug": slug})
        assert refused.status_code == 400
        assert sentence in words(refused.content)
        assert "Kept words" in refused.content.decode()
    assert Article.objects.count() == 1


def test_what_waits_is_its_owners_alone_and_goes_after_a_month(client: Client, desk: Client, publisher: User) -> None:
    page = read(desk, text="Lead that is secret.")
    other = make_person("other", "editor")
    for person, status in ((publisher, 403), (other, 404)):
        client.force_login(person)
        for answer in (client.get(page), client.post(page, {"do": "delete"})):
            assert answer.status_code == status
            assert b"secret" not in answer.content
    assert client.post(SCREEN, {"text": "Lead."}).status_code == 302
    assert b"secret" not in client.get(SCREEN).content
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(other)
    assert strict.post(SCREEN, {"text": "Lead."}).status_code == 403
    IncomingDocument.objects.filter(owner=other).update(created_at=timezone.now() - timedelta(days=31))
    incoming.forget_old()
    assert not IncomingDocument.objects.filter(owner=other).exists()
    assert IncomingDocument.objects.count() == 1


def test_a_hostile_document_is_shown_as_words(desk: Client) -> None:
    page = read(desk, title="<script>alert(1)</script>", document=file(HOSTILE.encode(), "../<img onerror=x>.txt"))
    saved = {"do": "save", "title": "<script>alert(1)</script>", "slug": "t"}
    for answer in (desk.get(page), desk.post(page, saved, follow=True)):
        shown = parsed(answer.content)
        assert "alert(1)" in answer.content.decode()
        assert [script for script in shown.xpath("//script") if "alert" in (script.text or "")] == []
        assert shown.xpath("//*[@onerror]") == []


def test_an_existing_draft_is_compared_and_replaced_unless_somebody_saved_it(
    desk: Client, editor: User, physiotherapy: Specialty
) -> None:
    article = Article.objects.create(slug="neck", title="Neck", description="Stays.", byline="Sam", owner=editor)
    article.specialties.add(physiotherapy)
    drafting.save_revision(article, editor)
    page = read(desk, into=article.pk, text="A new lead.\nHelp\nWords.")
    assert "A new lead." in words(desk.get(page).content)
    late = desk.post(page, {"do": "replace", "version": article.version - 1})
    assert late.status_code == 409
    assert "nothing was replaced" in words(late.content)
    desk.post(page, {"do": "replace", "version": article.version})
    article.refresh_from_db()
    assert (article.lead, article.description, article.byline, article.slug) == ("A new lead.", "Stays.", "Sam", "neck")
    assert (article.title, article.revisions.count(), list(article.specialties.all())) == ("Neck", 2, [physiotherapy])
    assert Import.objects.get().text


def test_choices_are_kept_at_once_and_can_be_undone(desk: Client) -> None:
    page = read(desk, text="Lead.\nHelp\nWords (Nobody, 2019).\nNothing below", title="T")
    (line,) = {str(item.line) for item in incoming.read_again(IncomingDocument.objects.get()).unplaced if item.kept}
    desk.post(page, {"do": "dismiss", "line": line})
    assert "Seen" in words(desk.get(page).content)
    assert IncomingDocument.objects.get().choices == {line: ""}
    desk.post(page, {"do": "undo", "line": line})
    assert IncomingDocument.objects.get().choices == {}
    desk.post(page, {"do": "place", "line": "999", "place": "lead"})
    assert IncomingDocument.objects.get().choices == {}


def test_lines_go_where_the_editor_puts_them_and_sections_keep_their_places() -> None:
    """Pure: no database."""
    text = "A title that is not\nLead.\n\nHelp\nWords.\n\nSafety tips\n- Rest: lie down.\n\nMore\nLast words."
    first = import_text(text, "T")
    loose = [item for item in first.unplaced if not item.kept]
    assert [item.text for item in loose] == ["A title that is not"]
    line = str(loose[0].line)
    for place in (
        "lead",
        "disclaimer",
        "byline",
        "question",
        "sections[1].red flag",
        "sections[0].body",
        "new section",
    ):
        given = with_choices(first, {line: place})
        assert not [item for item in given.unplaced if not item.kept], place
        assert "A title that is not" in given.content.model_dump_json(), place
    flag = with_choices(first, {line: "sections[1].red flag"}).content.sections[1].safety_notes[-1]
    assert (flag.kind, flag.urgency) == ("red flag", "")
    sections = with_choices(first, {line: "new section"})
    assert sections.content.sections[0].heading == "A title that is not"
    assert "sections[1]" in [place for item in sections.placed for place in item.places if item.line == 4]
    assert with_choices(first, {line: "sections[9].body"}).unplaced == first.unplaced
    assert with_choices(first, {line: ""}).left_out[-1].text == "A title that is not"


def test_a_paste_keeps_its_form_and_an_exported_draft_comes_in_exactly(
    desk: Client, article: Article, reference: Reference
) -> None:
    html = "<h1>Sore knees</h1><p>Rest <b>well</b>.</p><h2>Help</h2><ul><li>One (NHS, 2024)</li><li>Two</li></ul>"
    look = desk.post(SCREEN, {"text": "Sore knees\nRest well.\nHelp\nOne (NHS, 2024)\nTwo", "pasted_html": html})
    read = incoming.read_again(IncomingDocument.objects.latest("pk"))
    assert (read.content.title, read.content.lead) == ("Sore knees", "Rest **well**.")
    assert read.content.sections[0].body.startswith("- One")
    assert desk.get(look.headers["Location"]).status_code == 200
    desk.post(SCREEN, {"text": to_markdown(drafting.content_of(article))})
    again = incoming.read_again(IncomingDocument.objects.latest("pk"))
    assert canonical(again.content) == canonical(drafting.content_of(article))


def test_the_library_is_named_for_each_reference(desk: Client, reference: Reference) -> None:
    text = f"Lead.\n\nReferences\nNHS. ({reference.year}). {reference.title}.\nOther, A. (2020). Another work.\n"
    desk.post(SCREEN, {"title": "A", "text": text})
    page = desk.get(f"{SCREEN}{IncomingDocument.objects.get().pk}/").content.decode()
    assert "Already in the library as nhs-2024" in page
    assert "New: it joins the library." in page


def test_more_than_a_form_may_hold_is_a_sentence(desk: Client) -> None:
    answer = desk.post(SCREEN, {"text": "word " * 700_000})
    assert answer.status_code == 400
    assert "too large" in answer.content.decode()


def test_many_loose_lines_are_offered_only_what_stands_near_them() -> None:
    sections = "".join(f"# About {number}\n\nWords.\n\n| a | b | {number} |\n\n" for number in range(60))
    few = places_for(import_text(f"Lead.\n\n{sections}"))
    assert few.section_of is None
    assert few.of(1) == few.every
    loose = tuple(Unplaced(line=line, text="x", reason="y") for line in range(1, 100))
    imported = import_text(f"Lead.\n\n{sections}").model_copy(update={"unplaced": loose})
    near = [choice.place for choice in places_for(imported).of(90)]
    assert {place for place in near if place.startswith("sections")} == {f"sections[{at}].body" for at in (13, 14, 15)}
    assert {"new section", "reference", "disclaimer"} <= set(near)
