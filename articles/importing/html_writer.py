"""The paragraph and the lines being written while the elements of a page are walked through."""

import re
from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from articles.images import Picture
from articles.importing.html_hidden import heads_folded, is_hidden
from articles.importing.html_inline import (
    Run,
    Style,
    all_bold,
    markdown_of,
    protect_start,
    styled,
    without_bold,
    words_in,
)
from articles.importing.html_tables import header_rows, is_layout, rows_of
from articles.importing.line_breaks import with_own_lines
from articles.importing.lines import Kind, LeftOut, Line, UnreadableDocument

_BLOCKS = """
address article aside body blockquote center dd details dialog div dl dt fieldset figcaption figure footer form header
hgroup hr html legend li main nav ol p pre search section table tbody td tfoot th thead tr ul
"""
_SILENT = "head script style link meta title base col colgroup source track wbr param map"
_LEFT_OUT = """
template noscript iframe object embed video audio canvas svg math select textarea input option datalist button
"""
_BLOCK_TAGS, _SILENT_TAGS, _LEFT_OUT_TAGS = (frozenset(tags.split()) for tags in (_BLOCKS, _SILENT, _LEFT_OUT))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LONGEST_HEADING = 90
_MOST_LINES = 10_000
_SHOWN = 300

_TYPED_BULLET = re.compile(r"\\?[-*+•‣▪◦●·–—]\s+(?=\S)")
_NUMBERED = re.compile(r"([0-9]{1,3})[.)]\s+(?=\S)")
_RULE = re.compile(r"[\s|:=_*~+•#\\-]+")
_ENDS_AS_TEXT = (".", ":", ";", ",")
_SENTENCE_INSIDE = re.compile(r"\w{4,}[.!]\s")
WORD_MARKER = re.compile(r"mso-list\s*:\s*Ignore", re.IGNORECASE)
_BACK = re.compile(r"[↩↑⤴^\ufe0e\s]+")

Handler = Callable[["Writer", HtmlElement, Style], None]
"""Reads an element of one tag."""


class Writer:
    """The paragraph being read, and the lines so far. `item` is the list item whose first line is still to come."""

    def __init__(self, known: Mapping[str, Picture], handlers: Mapping[str, Handler]) -> None:
        self.known = known
        self.handlers = handlers
        self.lines: list[Line] = []
        self.pictures: dict[str, Picture] = {}
        self.left_out: list[LeftOut] = []
        self.runs: list[Run] = []
        self.item: Line | None = None
        self.term: list[Run] = []
        self.depth = 0
        self.indent = 0

    def walk(self, element: HtmlElement, style: Style) -> None:
        self.add(element.text, style)
        for child in element:
            if isinstance(child.tag, str):
                self.element(child, style)
            self.add(child.tail, style)

    def add(self, text: str | None, style: Style) -> None:
        if text:
            self.runs.append(Run(text, style))

    def element(self, element: HtmlElement, style: Style) -> None:
        tag = element.tag
        if tag in _SILENT_TAGS:
            return
        if is_hidden(element):
            self.leave_out(element, _("The page hides this."))
        elif tag in _HEADINGS:
            self.head(element, style, _HEADINGS[tag])
        elif tag in self.handlers:
            self.handlers[tag](self, element, style)
        elif heads_folded(element) and len(words_in([Run(element.text_content())])) < 2 * _LONGEST_HEADING:
            self.fold(element, style)
        elif tag in _LEFT_OUT_TAGS:
            self.leave_out(element, _("This is a control or a film, no text of the article."))
        elif tag in _BLOCK_TAGS or "display:block" in (element.get("style") or "").replace(" ", ""):
            self.flush()
            self.walk(element, styled(element, style))
            self.flush()
        elif WORD_MARKER.search(element.get("style") or ""):
            return
        elif not (tag == "a" and _BACK.fullmatch(element.text_content() or "x")):
            self.walk(element, styled(element, style))

    def leave_out(self, element: HtmlElement, reason: str) -> None:
        words = words_in([Run(element.text_content())])
        if words:
            self.left_out.append(LeftOut(words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…", reason))

    def head(self, element: HtmlElement, style: Style, level: int) -> None:
        self.flush()
        self.walk(element, style)
        self.flush(level)

    def fold(self, element: HtmlElement, style: Style) -> None:
        """A question or title that opens what is below it. Inside a heading it is that heading's words."""
        if any(above.tag in _HEADINGS for above in element.iterancestors()):
            self.walk(element, style)
        else:
            self.head(element, style, 0)

    def flush(self, level: int | None = None) -> None:
        """End the paragraph: its runs become lines, or one heading of that level."""
        runs, self.runs = self.runs, []
        if level is not None:
            text = markdown_of(without_bold(runs))
            if text and not _RULE.fullmatch(text):
                self.item = None
                self.put(Line(0, Kind.HEADING, text, level=level))
            return
        for part in with_own_lines(runs):
            self.paragraph(part)

    def paragraph(self, runs: Sequence[Run]) -> None:
        runs, self.term = [*self.term, *runs], []
        text = markdown_of(runs)
        if not text or _RULE.fullmatch(text):
            return
        if self.item:
            item, self.item = self.item, None
            self.put(item._replace(text=protect_start(text)))
        elif not self.depth and _is_bold_heading(runs):
            self.put(Line(0, Kind.HEADING, markdown_of(without_bold(runs))))
        else:
            self.put(_typed(text, self.indent))

    def put(self, line: Line) -> None:
        if len(self.lines) >= _MOST_LINES:
            raise UnreadableDocument(_("This page has too many paragraphs to be an article. Nothing was imported."))
        self.lines.append(line._replace(number=len(self.lines) + 1))

    def rows(self, element: HtmlElement, style: Style) -> None:
        """A table. One that only lays the page out is read as the text it holds."""
        self.flush()
        if is_layout(element):
            self.walk(element, style)
            self.flush()
            return
        for caption in element.iterchildren("caption"):
            self.walk(caption, style)
            self.flush()
        read = rows_of(element, lambda cell: self.cell(cell, style))
        for cells, header in zip(read, header_rows(element), strict=True):
            if any(cells):
                self.put(Line(0, Kind.ROW, " | ".join(cells), cells=cells, header=header))

    def cell(self, element: HtmlElement, style: Style) -> str:
        inside = Writer(self.known, self.handlers)
        inside.walk(element, style)
        inside.flush()
        self.pictures |= inside.pictures
        self.left_out += inside.left_out
        return " ".join(line.text for line in inside.lines)


def _is_bold_heading(runs: Sequence[Run]) -> bool:
    words = words_in(runs)
    return (
        all_bold(runs)
        and len(words) <= _LONGEST_HEADING
        and not words.endswith(_ENDS_AS_TEXT)
        and not _SENTENCE_INSIDE.search(words)
    )


def _typed(text: str, indent: int) -> Line:
    """A paragraph by the marker that somebody typed in front of it."""
    if found := _TYPED_BULLET.match(text):
        return Line(0, Kind.BULLET, text[found.end() :], indent)
    if found := _NUMBERED.match(text):
        return Line(0, Kind.NUMBERED, text[found.end() :], indent, marker=found[1])
    return Line(0, Kind.TEXT, protect_start(text), indent)
