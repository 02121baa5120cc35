"""A draft as a Word document: valid, complete, and read back by the import as the content that it was."""

import datetime
import io
import random
import re
import zipfile

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from lxml import etree

from articles.content import (
    Content,
    Dose,
    DoseKind,
    Exercise,
    ImageUse,
    NoteKind,
    SafetyNote,
    Section,
    SectionKind,
    Urgency,
)
from articles.demo import articles as cast
from articles.demo.drawings import MENTION
from articles.exporting.word import kept_picture, to_word
from articles.importing.document import import_document, import_text
from articles.importing.lines import UnreadableDocument
from articles.importing.read import read_file
from articles.importing.result import Imported
from articles.models import Article
from tests.conftest import complete_content, make_person, save_content, signed_in
from tests.contents import _content
from tests.showcase import picture
from tests.word_files import links, p, part

ON = datetime.date(2026, 11, 25)
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def back(content: Content) -> Imported:
    return import_document(read_file("x.docx", to_word(content, ON)))


def faults(data: bytes) -> list[str]:
    """What a word processor would stumble over: parts that are no XML, untyped or unnamed, and what leads nowhere."""
    pack = zipfile.ZipFile(io.BytesIO(data))
    names = set(pack.namelist())
    roots = {name: etree.fromstring(pack.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    typed = {each.get("PartName", "").lstrip("/") for each in roots["[Content_Types].xml"].iter("{*}Override")}
    body, styles, numbers = (roots[f"word/{name}.xml"] for name in ("document", "styles", "numbering"))
    ends = [each for each in roots["word/_rels/document.xml.rels"] if each.get("TargetMode") != "External"]
    known = {each.get("Id") for each in roots["word/_rels/document.xml.rels"]}
    used = {each.get(_R + name) for each in body.iter(etree.Element) for name in ("id", "embed")} - {None}
    named = {each.get(_W + "val") for tag in ("pStyle", "rStyle", "tblStyle") for each in body.iter(_W + tag)}
    listed = {each.get(_W + "val") for each in body.iter(_W + "numId")}
    return [
        *(
            f"untyped {name}"
            for name in typed ^ {name for name in names if name.endswith(".xml")} - {"[Content_Types].xml"}
        ),
        *(f"missing {each.get('Target')}" for each in ends if f"word/{each.get('Target')}" not in names),
        *(f"relationship {name}" for name in used - known),
        *(f"style {name}" for name in named - {each.get(_W + "styleId") for each in styles.iter(_W + "style")}),
        *(f"list {name}" for name in listed - {each.get(_W + "numId") for each in numbers.iter(_W + "num")}),
    ]


@pytest.mark.parametrize("article", cast.EVERY, ids=lambda article: article.slug)
def test_a_document_of_the_demo_comes_back_as_the_same_content(article: cast.DemoArticle) -> None:
    content = import_text(MENTION.sub("", article.document.read_text(encoding="utf-8")), article.title).content
    found = back(content)
    assert found.content == content
    assert [item.text for item in found.left_out] == [
        f"Draft for comments – not reviewed · {article.title} · 25 November 2026"
    ]


def test_what_the_words_alone_would_not_give_back_is_written_out() -> None:
    """The dose at the end of the how; the urgency in front of a red flag; things to do under a line of their own."""
    hidden = SafetyNote(kind=NoteKind.RED_FLAG, label="Deformity", text="It changed shape.", urgency=Urgency.EMERGENCY)
    done = SafetyNote(kind=NoteKind.DO, text="Keep moving.")
    tip = SafetyNote(label="Slowly", text="Take your time.")
    dose = Dose(kind=DoseKind.NUMBERS, hold_seconds=3, repetitions_from=8, repetitions_to=12, sets=2)
    content = complete_content(
        sections=(
            Section(
                kind=SectionKind.EXERCISES,
                heading="Exercises",
                exercises=(Exercise(name="Heel raise", goal="Strength.", how="1. Stand.\n2. Rise.", dose=dose),),
            ),
            Section(kind=SectionKind.SAFETY, heading="Safety tips", safety_notes=(done, hidden, tip)),
        )
    )
    exercises, safety = back(content).content.sections
    assert exercises.exercises[0].dose == dose
    assert exercises.exercises[0].how == "1. Stand.\n2. Rise. Hold for 3 seconds. Repeat 8 to 12 times. Do 2 sets."
    written = hidden.model_copy(update={"label": "Call 999 or go to A&E now – Deformity"})
    assert safety.safety_notes == (written, tip, done)


def test_whatever_the_content_the_document_is_whole() -> None:
    for seed in range(12):
        drawn = _content(random.Random(seed))  # noqa: S311 - no secret, the same every time
        assert faults(to_word(drawn, ON)) == []
    hostile = complete_content(title='<b>&"\x00\x0b\ud83e', lead='a\x00b <w:p> ]]> [x](https://a.example/?a=1&b="2)')
    assert faults(to_word(hostile, ON)) == []


def test_a_comment_stops_the_import_until_it_is_taken_out() -> None:
    content = complete_content()
    data = to_word(content, ON)
    pack = zipfile.ZipFile(io.BytesIO(data))
    files = {name: pack.read(name) for name in pack.namelist()}
    relationships = files["word/_rels/document.xml.rels"].decode()
    mark = re.search("<Relationship .*/>", links(("c", "comments", "comments.xml")).decode())
    assert mark
    files["word/_rels/document.xml.rels"] = relationships.replace(
        "</Relationships>", f"{mark[0]}</Relationships>"
    ).encode()
    comment = (
        f'<w:comment w:id="0" w:author="R. Colleague" w:date="2026-11-20T08:00:00Z">{p("Is it 8 or 10?")}</w:comment>'
    )
    files["word/comments.xml"] = part("comments", comment)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as commented:
        for name, written in files.items():
            commented.writestr(name, written)
    with pytest.raises(UnreadableDocument) as refused:
        read_file("x.docx", held.getvalue())
    assert str(refused.value) == "Accept or reject these first\n– Comment by R. Colleague, 2026-11-20: “Is it 8 or 10?”"
    assert back(content) == import_document(read_file("x.docx", data))


def test_those_who_may_see_drafts_take_one_away(article: Article, editor: User) -> None:
    image = picture(editor)
    shown = f"![A blank card](media:{image.sha256})"
    uses = (ImageUse(sha256=image.sha256, alt="A blank card"),)
    save_content(article, complete_content(lead=f"See. {shown}", images=uses), editor)
    address = reverse("admin:articles_article_export", args=[article.pk, "docx"])
    client = signed_in(editor)
    assert address in client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    answer = client.get(address)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{article.slug}.docx"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert faults(answer.content) == []
    found = read_file("x.docx", answer.content)
    assert shown in found.text or "![A blank card](media:" in found.text
    assert len(found.pictures) == 1
    assert kept_picture("0" * 64) is None
    assert client.get(address.replace("docx", "exe")).status_code == 404
    assert client.post(address).status_code == 405
    assert signed_in(make_person("clerk", "register clerk")).get(address).status_code == 404
