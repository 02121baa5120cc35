# ruff: noqa: E501 - one example a line
"""Web pages and pasted HTML as typed lines: the article, and what is told to be left out."""

import time

import pytest

from articles.importing.html_lines import lines_of_html
from articles.importing.html_page import read_page
from articles.importing.lines import Kind, UnreadableDocument
from articles.importing.read import read_file, read_pasted

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Sore knee | Site</title></head><body>
<nav><a href="/">Home</a></nav><div class="cookie-bar">We use cookies</div>
<main><article><h1><span class="ez-toc-section">Sore knee</span></h1><p>Knees ache, and most get better with time and movement.</p>
<h2>Red flags</h2><div class="alert modal-box"><p>Call 999 if it is cold.</p></div>
<button aria-expanded="false">Does it last?</button><div hidden><p>Seldom.</p></div></article></main>
<aside class="sidebar"><h3>About the reviewer</h3><p>Ana Invented walks.</p></aside>
<footer><p>Medically reviewed by Ana Invented</p><p>© Site</p></footer></body></html>"""


def test_a_page_that_declares_windows_1252_and_is_utf_8_is_read_as_utf_8() -> None:
    page = "<meta charset='windows-1252'><meta charset='utf-8'><h1>Brandt–Daroff</h1><p>Don’t wait.</p>"
    assert read_file("a.html", page.encode()).title == "Brandt–Daroff"
    page = "<meta charset='windows-1252'><h1>Café – ‘one’</h1><p>Rest.</p>"
    assert read_file("a.html", page.encode("cp1252")).title == "Café – ‘one’"


def test_a_page_gives_its_article_and_tells_the_rest() -> None:
    document = read_page(PAGE)
    said = [line.words for line in document.lines]
    assert (document.title, document.language) == ("Sore knee", "en-GB")
    for words in ("Call 999 if it is cold.", "Does it last?", "Seldom.", "About the reviewer", "Ana Invented walks."):
        assert words in said
    assert "Medically reviewed by Ana Invented" in said
    told = " ".join(item.text for item in document.left_out)
    assert all(words in told and words not in said for words in ("Home", "We use cookies", "© Site"))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p><b>Chin tuck</b><br>Goal: x<br>How: y\nz</p>", [("heading", "Chin tuck"), ("text", "Goal: x"), ("text", "How: y z")]),
        ("<p>wrapped<br>words</p>", [("text", "wrapped words")]),
        ("<ul><li>a<ul><li>b</ul></ul>", [("bullet", "a"), ("bullet", "b")]),
        ("<p>Pain<sup>1, 2</sup> a*b*</p>", [("text", r"Pain^1,2^ a\*b\*")]),
        ('<a href="javascript:x()">words</a> <a href="https://a.example/?utm_source=x">b</a>', [("text", "words [b](https://a.example/)")]),
        ('<b style="font-weight:normal"><p>Not bold</p></b><p>y</p>', [("text", "Not bold"), ("text", "y")]),
        ("<dl><dt>Reviewed by<dd>Jo</dl>", [("text", "Reviewed by: Jo")]),
        ("so\u00adft hy\u200bphen&nbsp;x", [("text", "soft hyphen x")]),
    ],
)  # fmt: skip
def test_elements_become_lines(html: str, expected: list[tuple[str, str]]) -> None:
    assert [(line.kind.value, line.text) for line in lines_of_html(html)[0]] == expected


def test_word_and_plain_text_on_the_clipboard() -> None:
    item = "<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.</span><![endif]>item</p>"
    line = read_pasted("1. item", item).lines[0]
    assert (line.kind, line.marker, line.indent, line.text) == (Kind.NUMBERED, "1", 4, "item")
    assert read_pasted("Only words", "").lines[0].text == "Only words"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", b"<div>" * 200_000),
        ("a.html", b"<table><tr><td>" * 60_000),
        ("a.html", b"<p><b>x " * 120_000),
        ("a.html", b'<!DOCTYPE html [<!ENTITY a "b">]><p>&a;'),
        ("a.html", b'<meta charset="utf-8"><p>\xff\xfe\xfa'),
        ("a.html", b"PK\x03\x04\x00"),
        ("a.txt", b"\x00\x01"),
        ("a.md", b"[a " * 300_000),
        ("a.md", b"- " * 500_000),
        ("a.md", b"---\na: &a [x]\nb: [*a]\n---\n"),
        ("a.html", b"x" * 10_000_000),
    ],
)
def test_hostile_files_are_refused_soon(name: str, data: bytes) -> None:
    started = time.monotonic()
    with pytest.raises(UnreadableDocument, match=r"Nothing was imported"):
        read_file(name, data)
    assert time.monotonic() - started < 3
