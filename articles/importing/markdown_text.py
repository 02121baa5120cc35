"""The reader of Markdown: CommonMark with tables, footnotes and HTML inside, read by way of its own HTML."""

import re
from typing import Any

from django.utils.translation import gettext as _
from lxml import html
from lxml.html.defs import tags as lxml_tags
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from mdit_py_plugins.footnote import footnote_plugin

from articles.importing import front_matter
from articles.importing.html_lines import lines_of_html
from articles.importing.html_tree import parse_html
from articles.importing.lines import Document, Kind, LeftOut, Line, UnreadableDocument
from articles.importing.recognising import mark_of
from articles.importing.rows_of_text import text_of
from articles.importing.vocabulary import Mark

_DEEPEST = 60
_FENCED_DIV = re.compile(r"^ {0,3}:{3,}[ \t]*(?:\{[^}\n]*\}|[\w.-]+)?(?P<title>[^\n]*?)[ \t:]*$", re.MULTILINE)
_OPENING = re.compile(r"[\[*_!~`<>^-]{2000,}|(?:[*_\[!]+\s?){3000,}|(?:[-*+>]\s){100,}")
_DATA = re.compile(r"data:[^)\s\"']{0,2000000}")
_UNCITED = "notes-without-citation"
_MOST_BRACKETS = 3_000
_MOST_MARKS = 15_000
_LONGEST_PARAGRAPH = 20_000
_MOST_LINES = 10_000
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_COUNT = re.compile(r":[0-9]+(?=\])")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def read_markdown(text: str) -> Document:
    """The lines of a Markdown text. Raises UnreadableDocument for what can't be read whole."""
    fields, body = front_matter.split(text)
    told = front_matter.told(fields)
    body = _FENCED_DIV.sub(_div_title, body.replace("\r\n", "\n").replace("\r", "\n"))
    rendered, dropped = _rendered(body)
    root = parse_html(f"<html><body>{rendered}</body></html>")
    _place_footnotes(root)
    lines, pictures, left_out = lines_of_html(root)
    title = told.title or next((line.words for line in lines if line.kind is Kind.HEADING and line.level == 1), "")
    lines = _numbered([Line(0, Kind.TEXT, said) for said in told.lines], lines, title)
    return Document(
        lines, text_of(lines), title, told.language, told.slug, pictures, (*told.left_out, *dropped, *left_out)
    )


def _div_title(found: re.Match[str]) -> str:
    """The marks of a fenced div say nothing to readers; a title beside them does."""
    title = found["title"].strip()
    return f"\n**{title}**\n" if title else ""


def _numbered(front: list[Line], lines: list[Line], title: str) -> list[Line]:
    """The title's own line, what the front matter tells, then the text, numbered anew."""
    first = lines[:1] if lines and lines[0].kind is Kind.HEADING and lines[0].words == title else []
    ordered = [*first, *front, *lines[len(first) :]]
    return [line._replace(number=number) for number, line in enumerate(ordered, 1)]


def _rendered(body: str) -> tuple[str, list[LeftOut]]:
    """The text as HTML, and what Markdown itself would have dropped: comments, and addresses that no link uses."""
    shown = _DATA.sub("", body)
    opening, marks = shown.count("["), sum(map(shown.count, "*_`<"))  # each is followed to where it may end
    paragraphs = re.split(r"\n[ \t]*\n", shown)
    if (
        opening > _MOST_BRACKETS
        or marks > _MOST_MARKS
        or _OPENING.search(shown)
        or max(map(len, paragraphs)) > _LONGEST_PARAGRAPH
        or shown.count("\n") > _MOST_LINES
    ):
        raise UnreadableDocument(
            _("This document has too long a paragraph, or too many lines, to be an article. Nothing was imported.")
        )
    html_text, environment = _parsed(body)
    notes = environment.get("footnotes", {}).get("refs", {})
    unused = [label.removeprefix(":") for label, number in notes.items() if number < 0]
    if unused:
        cited = " ".join(f"[^{label}]" for label in unused)
        body = f'{body}\n\n<div class="{_UNCITED}">\n\n{cited}\n\n</div>\n'
        html_text, environment = _parsed(body)
    return html_text, [*_unused_addresses(environment, html_text), *_comments(body)]


def _parsed(body: str) -> tuple[str, dict[str, Any]]:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST + 10}).enable("table").disable("code")
    parser.use(footnote_plugin)
    environment: dict[str, Any] = {}
    tokens = parser.parse(body, environment)
    if any(token.level > _DEEPEST for token in tokens):
        raise UnreadableDocument(_("Lists or quotations stand too deeply in each other. Nothing was imported."))
    for token in (child for parent in tokens for child in parent.children or ()):
        if token.type == "html_inline" and not _is_html(token.content):
            token.type = "text"
        elif token.type == "softbreak":
            token.type, token.content = "html_inline", '<br class="wrap">'
    return str(parser.renderer.render(tokens, parser.options, environment)), environment


def _is_html(tag: str) -> bool:
    """Whether it is a tag of HTML and not words between signs, as in "x <y and z>"."""
    found = _TAG.match(tag)
    return tag.startswith("<!--") or bool(found and found[1].lower() in lxml_tags)


def _unused_addresses(environment: dict[str, Any], html_text: str) -> list[LeftOut]:
    reason = _("The text defines this link, but does not use it.")
    return [
        LeftOut(f"[{label}]: {link['href']} {link['title']}".strip(), reason)
        for label, link in environment.get("references", {}).items()
        if escapeHtml(link["href"]) not in html_text
    ]


def _comments(body: str) -> list[LeftOut]:
    reason = _("This is a comment in the source. It is not shown.")
    found = (" ".join(comment.split()) for comment in _COMMENT.findall(body))
    return [LeftOut(comment[:300], reason) for comment in found if comment]


def _place_footnotes(root: html.HtmlElement) -> None:
    """Footnotes are the references where no others are listed. Beside a list they are notes, or numbers would mix."""
    notes = next(iter(root.find_class("footnotes")), None)
    if notes is None:
        return
    for reference in root.find_class("footnote-ref"):
        _without_count(reference)
    for rule in [*root.find_class("footnotes-sep"), *root.find_class(_UNCITED)]:
        rule.getparent().remove(rule)
    for reference in root.find_class("footnote-ref"):
        for link in reference.iter("a"):
            link.text = re.sub(r"(?<=[0-9]):[0-9]+(?=\])", "", link.text or "")  # "[1:2]" is the third use of note 1
    headings = [element for element in root.iter(*_HEADING_TAGS) if _marks_references(element)]
    following = headings[-1].getnext() if headings else None
    if headings and (following is None or following is notes or following.tag in _HEADING_TAGS):
        headings[-1].addnext(notes)
        return
    heading = html.Element("h2")
    heading.text = "Notes" if headings else "References"
    notes.addprevious(heading)
    if headings:
        for reference in root.find_class("footnote-ref"):
            reference.tag = "span"
            reference.text = f" (note {reference.text_content().strip('[]')})"
            for child in list(reference):
                child.drop_tree()


def _without_count(reference: html.HtmlElement) -> None:
    """The second mention of a footnote is printed "[1:1]": to a reader it is 1 as well."""
    for link in reference.iter("a"):
        link.text = _COUNT.sub("", link.text or "")


def _marks_references(heading: html.HtmlElement) -> bool:
    return mark_of(Line(0, Kind.HEADING, " ".join(heading.text_content().split()))) is Mark.REFERENCES
