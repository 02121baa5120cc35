"""Reading Word documents: what becomes of each of the things that writers do in Word."""

import io
import re

import pytest
from PIL import Image

from articles.importing.lines import Document, Kind, UnreadableDocument
from articles.importing.read import read_file
from tests.word_files import links, p, part, r, word, word_files, zipped


def read(body: str, *more: tuple[str, str, str], parts: dict[str, bytes] | None = None) -> Document:
    return read_file("an article.docx", word(body, *more, parts=parts))


def said(document: Document) -> list[tuple[str, int, str]]:
    return [(line.kind.value, line.level or line.indent, line.text) for line in document.lines]


def field(instructions: str, words: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instructions}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(words)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_headings_by_style_by_what_it_is_based_on_by_level_and_by_looks() -> None:
    found = read(
        p("Draft of June")
        + p("Ankle pain", "Title")
        + p("Localised", "berschrift1")
        + p("Based on one", "Ours")
        + '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
        + r("By level")
        + "</w:p>"
        + p("Heading3 without a style", "Heading3")
        + p("Bold by style", "Exercise")
        + p(r("Bold ", "<w:b/>") + r("in two runs", "<w:b/>"))
        + p(r("Not bold", '<w:b w:val="0"/>'), "Exercise")
        + p("Last words.")
    )
    assert found.title == "Ankle pain"
    assert found.language == "en-GB"
    assert said(found) == [
        ("heading", 1, "Ankle pain"),
        ("text", 0, "Draft of June"),
        ("heading", 1, "Localised"),
        ("heading", 1, "Based on one"),
        ("heading", 2, "By level"),
        ("heading", 3, "Heading3 without a style"),
        ("heading", 0, "Bold by style"),
        ("heading", 0, "Bold in two runs"),
        ("text", 0, "Not bold"),
        ("text", 0, "Last words."),
    ]


def test_the_only_heading_of_the_first_level_is_the_title_and_a_known_part_is_none() -> None:
    second = '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>' + r("Causes") + "</w:p>" + p("Words.")
    assert read(p("Ankle pain", "Heading1") + second).title == "Ankle pain"
    assert read(p("References", "Heading1") + second).title == ""
    assert read(p("One", "Heading1") + second + p("Two", "Heading1") + p("Words.")).title == ""


def test_lists_keep_their_numbers_and_their_depth() -> None:
    found = read(
        p("First", number=2)
        + p("Inner", number=1, depth=1)
        + p("A sentence between.")
        + p("Second", number=2)
        + p("Begins again", number=3)
        + p("By style", "Aufz")
        + p("Taken out of its list", "Aufz", number=0).replace(
            "<w:pPr>", '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr>'
        )
        + p("•\tTyped by hand")
        + p("3.\tNumbered by hand")
        + p("Calf raise", "berschrift1", number=4)
    )
    assert [(line.kind, line.marker, line.indent, line.text) for line in found.lines] == [
        (Kind.NUMBERED, "1", 0, "First"),
        (Kind.BULLET, "", 4, "Inner"),
        (Kind.TEXT, "", 0, "A sentence between."),
        (Kind.NUMBERED, "2", 0, "Second"),
        (Kind.NUMBERED, "1", 0, "Begins again"),
        (Kind.BULLET, "", 0, "By style"),
        (Kind.TEXT, "", 0, "Taken out of its list"),
        (Kind.BULLET, "", 0, "Typed by hand"),
        (Kind.NUMBERED, "3", 0, "Numbered by hand"),
        (Kind.HEADING, "", 0, "Exercise 1: Calf raise"),
    ]


def test_words_keep_their_looks_links_fields_and_symbols() -> None:
    found = read(
        p(
            r("Hold ")
            + r("for", "<w:i/>")
            + r(" 5 sec")
            + "<w:r><w:softHyphen/></w:r>"
            + r("onds")
            + r("4", '<w:vertAlign w:val="superscript"/>')
        )
        + p(
            '<w:hyperlink r:id="h">'
            + r("the NHS")
            + "</w:hyperlink>"
            + r(" and ")
            + field(' HYPERLINK "https://x.example/y" ', "here")
        )
        + p(r("It helps ") + field(" ADDIN ZOTERO_ITEM CSL_CITATION {&quot;a&quot;: 1}", "(NHS, 2024)") + r("."))
        + p(
            '<w:r><w:sym w:font="Wingdings" w:char="F0A7"/></w:r>'
            + r(" Rest at ")
            + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
            + r(" 2 days")
        )
        + p(
            "<w:sdt><w:sdtContent>"
            + r("In a control")
            + "</w:sdtContent></w:sdt>"
            + "<w:r><w:tab/></w:r>"
            + r("after a tab", '<w:rStyle w:val="Strong"/>')
        ),
        ("h", "hyperlink", "https://www.nhs.uk/a"),
    )
    assert [line.text for line in found.lines] == [
        "Hold *for* 5 seconds^4^",
        "[the NHS](https://www.nhs.uk/a) and [here](https://x.example/y)",
        "It helps (NHS, 2024).",
        "Rest at ≥ 2 days",
        "In a control **after a tab**",
    ]
    assert found.lines[3].kind is Kind.BULLET


def test_tables_know_their_head_and_a_box_is_the_text_it_holds() -> None:
    def row(*cells: str, head: bool = False) -> str:
        properties = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
        return f"<w:tr>{properties}{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    found = read(
        f"<w:tbl>{row(p('Benefit'), p('How'), head=True)}{row(p('Strength'), p('One.') + p('Two.'))}</w:tbl>"
        f"<w:tbl>{row(p('Call 999 if:') + p('you faint', number=1))}</w:tbl>"
    )
    assert [(line.kind, line.header, line.cells or line.text) for line in found.lines] == [
        (Kind.ROW, True, ("Benefit", "How")),
        (Kind.ROW, False, ("Strength", "One. Two.")),
        (Kind.TEXT, False, "Call 999 if:"),
        (Kind.BULLET, False, "you faint"),
    ]


def test_what_is_left_out_is_told() -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>"
        + p("In a box.")
        + "</w:txbxContent></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict><w:txbxContent>" + p("In a box.") + "</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    found = read(
        p(r("Seen.") + r("Hidden.", "<w:vanish/>") + r("Struck.", "<w:strike/>") + box)
        + p("Contents ... 3", "TOC1")
        + p("<w:r><w:object/></w:r>" + r("An object."))
        + p(
            r("Shown")
            + '<w:r><w:drawing><wp:docPr id="1" name="x" descr="A knee"/><a:blip r:link="far"/></w:drawing></w:r>'
        ),
        ("far", "image", "https://tracker.example/x.png"),
        ("top", "header", "header1.xml"),
        ("t", "attachedTemplate", "https://tracker.example/t.dotm"),
        parts={"word/header1.xml": part("hdr", p("House copy"))},
    )
    assert [line.text for line in found.lines] == ["Seen.", "In a box.", "An object.", "Shown"]
    assert [item.text for item in found.left_out] == [
        *("Hidden.", "Struck.", "The table of contents", "An embedded file", "Image: A knee"),
        *("House copy", "https://tracker.example/t.dotm"),
    ]
    assert all(item.reason.endswith(".") for item in found.left_out)


def test_an_image_is_kept_with_its_words_and_a_broken_one_told() -> None:
    held = io.BytesIO()
    Image.new("RGB", (20, 10), "teal").save(held, "PNG")
    drawn = '<w:r><w:drawing><wp:docPr id="1" name="Picture 1" descr="A heel [raise]"/><a:blip r:embed="{}"/></w:drawing></w:r>'
    found = read(
        p(drawn.format("good")) + p(r("Words.") + drawn.format("bad")),
        ("good", "image", "media/image1.png"),
        ("bad", "image", "media/image2.emf"),
        parts={"word/media/image1.png": held.getvalue(), "word/media/image2.emf": b"\x01\x00\x00\x00"},
    )
    (picture,) = found.pictures
    assert found.lines[0].text == f"![A heel (raise)](media:{picture.sha256})"
    assert [item.text for item in found.left_out] == ["Image: A heel [raise]"]


def test_footnotes_are_the_references_where_there_are_none_and_stand_in_brackets_else() -> None:
    def notes(words: str) -> dict[str, bytes]:
        return {
            "word/footnotes.xml": part(
                "footnotes",
                f'<w:footnote w:type="separator" w:id="-1">{p("")}</w:footnote><w:footnote w:id="1">{p(words)}</w:footnote>',
            )
        }

    body = p(r("It helps.") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    link = ("f", "footnotes", "footnotes.xml")
    listed = read(body, link, parts=notes("NHS (2024) Ankle pain."))
    assert [line.text for line in listed.lines] == ["It helps.^1^", "References", "NHS (2024) Ankle pain."]
    inside = read(
        body + p("References", "Heading1") + p("NHS (2024) Ankle pain."), link, parts=notes("Only for adults.")
    )
    assert inside.lines[0].text == "It helps. (Only for adults)"
    assert [item.text for item in inside.left_out] == ["Only for adults."]


def test_strict_documents_and_those_whose_main_part_has_another_name_are_read() -> None:
    files = word_files(p("Causes", "Heading1") + p("Words."))
    files["word/other.xml"] = files.pop("word/document.xml")
    files["word/_rels/other.xml.rels"] = files.pop("word/_rels/document.xml.rels")
    files["_rels/.rels"] = links(("d", "officeDocument", "/word/other.xml"))
    strict = {
        name: data.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, data in files.items()
    }
    expected = [("heading", 1, "Causes"), ("text", 0, "Words.")]
    assert said(read_file("x.docx", zipped(files))) == said(read_file("x.docx", zipped(strict))) == expected


CHANGES = {
    "Added by A. Editor, 2026-11-02: “three times”": p(
        '<w:ins w:author="A. Editor" w:date="2026-11-02T10:00:00Z">' + r("three times") + "</w:ins>"
    ),
    "Deleted by A. Editor: “not”": p(
        '<w:del w:author="A. Editor"><w:r><w:delText>not</w:delText></w:r></w:del>' + r("Run.")
    ),
    "Moved to here by B: “Rest.”": p('<w:moveTo w:author="B">' + r("Rest.") + "</w:moveTo>"),
    "Formatting changed by B: “Rest.”": p(r("Rest.", '<w:b/><w:rPrChange w:author="B"><w:rPr/></w:rPrChange>')),
    "Paragraph mark deleted by B: “Rest.”": '<w:p><w:pPr><w:rPr><w:del w:author="B"/></w:rPr></w:pPr>'
    + r("Rest.")
    + "</w:p>",
    "Table row deleted by B: “Rest.”": '<w:tbl><w:tr><w:trPr><w:del w:author="B"/></w:trPr><w:tc>'
    + p("Rest.")
    + "</w:tc></w:tr></w:tbl>",
}


@pytest.mark.parametrize("told", CHANGES)
def test_a_tracked_change_stops_the_import_and_is_listed(told: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read(CHANGES[told] + p("Words."))
    assert str(refused.value).split("\n") == ["Accept or reject these first", f"– {told}"]


def test_comments_stop_the_import_resolved_or_not_and_only_the_first_are_listed() -> None:
    comments = "".join(f'<w:comment w:id="{i}" w:author="C">{p("Is this right? " * 20)}</w:comment>' for i in range(23))
    parts = {"word/comments.xml": part("comments", comments)}
    with pytest.raises(UnreadableDocument) as refused:
        read(p("Words."), ("c", "comments", "comments.xml"), parts=parts)
    head, *listed, more = str(refused.value).split("\n")
    assert head == "Accept or reject these first"
    assert len(listed) == 20
    assert all(re.fullmatch("– Comment by C: “Is this right[^”]{60,66}…”", line) for line in listed)
    assert more == "– and 3 more."
