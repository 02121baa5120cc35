"""Elements of HTML → typed lines. Every word becomes part of a line or is told among what was left out."""

import re
from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from articles.images import Picture
from articles.importing.html_hidden import heads_folded, is_hidden
from articles.importing.html_inline import (
    BREAK,
    Run,
    Style,
    all_bold,
    markdown_of,
    parts,
    protect_start,
    styled,
    without_bold,
    words_in,
)
from articles.importing.html_pictures import picture_run
from articles.importing.html_tables import header_rows, is_layout, rows_of
from articles.importing.html_tree import parse_html
from articles.importing.line_breaks import with_own_lines
from articles.importing.lines import Kind, LeftOut, Line

_BLOCKS = frozenset(
    "address article aside body blockquote center dd details dialog div dl dt fieldset figcaption figure footer form"
    " header hgroup hr html legend li main nav ol p pre search section table tbody td tfoot th thead tr ul".split()
)
_SILENT = frozenset("head script style link meta title base col colgroup source track wbr param map".split())
_LEFT_OUT = frozenset(
    "template noscript iframe object embed video audio canvas svg math select textarea input option datalist button".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_STEP = 4
_LONGEST_HEADING = 90
_LONGEST_TERM = 60
_SHOWN = 300

_TYPED_BULLET = re.compile(r"\\?[-*+•‣▪◦●·–—]\s+(?=\S)")
_NUMBERED = re.compile(r"([0-9]{1,3})[.)]\s+(?=\S)")
_RULE = re.compile(r"[\s|:=_*~+•#\\-]+")
_ENDS_AS_TEXT = (".", ":", ";", ",")
_SENTENCE_INSIDE = re.compile(r"\w{4,}[.!]\s")
_WORD_LIST = re.compile(r"mso-list\s*:[^;]*\blevel([0-9])", re.IGNORECASE)
_WORD_MARKER = re.compile(r"mso-list\s*:\s*Ignore", re.IGNORECASE)
_BACK = re.compile(r"[↩↑⤴^\ufe0e\s]+")

Read = tuple[list[Line], tuple[Picture, ...], tuple[LeftOut, ...]]


def lines_of_html(fragment: str | HtmlElement, pictures: Mapping[str, Picture] | None = None) -> Read:
    """The lines, the pictures that came inside, and what was left out with the reason.

    `pictures` may hold, by SHA-256, images that the fragment shows as `<img src="media:SHA256">`.
    Raises UnreadableDocument for text that can't be read.
    """
    root = parse_html(fragment) if isinstance(fragment, str) else fragment
    writer = _Writer(pictures or {})
    writer.element(root, Style())
    writer.flush()
    return _plain_end(writer.lines), tuple(writer.pictures.values()), tuple(writer.left_out)


def _plain_end(lines: list[Line]) -> list[Line]:
    """A bold last line heads nothing."""
    if lines and lines[-1].kind is Kind.HEADING and not lines[-1].level:
        lines[-1] = lines[-1]._replace(kind=Kind.TEXT)
    return lines


class _Writer:
    """The paragraph being read, and the lines so far. `item` is the list item whose first line is still to come."""

    def __init__(self, known: Mapping[str, Picture]) -> None:
        self.known = known
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
        if tag in _SILENT:
            return
        if is_hidden(element):
            self.leave_out(element, _("The page hides this."))
        elif tag in _HEADINGS:
            self.head(element, style, _HEADINGS[tag])
        elif tag in _HANDLERS:
            _HANDLERS[tag](self, element, style)
        elif heads_folded(element) and len(words_in([Run(element.text_content())])) < 2 * _LONGEST_HEADING:
            self.fold(element, style)
        elif tag in _LEFT_OUT:
            self.leave_out(element, _("This is a control or a film, no text of the article."))
        elif tag in _BLOCKS or "display:block" in (element.get("style") or "").replace(" ", ""):
            self.flush()
            self.walk(element, styled(element, style))
            self.flush()
        elif _WORD_MARKER.search(element.get("style") or ""):
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
        for part in with_own_lines(parts(runs)):
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
        inside = _Writer(self.known)
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


def _break(writer: _Writer, element: HtmlElement, style: Style) -> None:
    writer.runs.append(BREAK)


def _list(writer: _Writer, element: HtmlElement, style: Style) -> None:
    """The items, each with its number where the list has them; what stands between items is text."""
    writer.flush()
    outer = writer.indent
    writer.depth += 1
    count = _integer(element.get("start"), 1)
    writer.add(element.text, style)
    for child in element:
        if child.tag == "li":
            count = _integer(child.get("value"), count)
            marker = str(count) if element.tag == "ol" else ""
            level = _integer(child.get("aria-level"), writer.depth)
            _item(writer, child, style, Line(0, _kind(marker), "", (level - 1) * _STEP, marker))
            count += 1
        elif isinstance(child.tag, str):
            writer.element(child, style)
        writer.add(child.tail, style)
    writer.flush()
    writer.depth -= 1
    writer.indent = outer


def _item(writer: _Writer, element: HtmlElement, style: Style, line: Line) -> None:
    writer.flush()
    writer.item, writer.indent = line, line.indent + _STEP // 2
    writer.walk(element, styled(element, style)._replace(bold=style.bold))
    writer.flush()
    writer.item = None


def _kind(marker: str) -> Kind:
    return Kind.NUMBERED if marker else Kind.BULLET


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,3}", text.strip()) else default


def _paragraph(writer: _Writer, element: HtmlElement, style: Style) -> None:
    """A paragraph, or an item of a list as Word puts it on the clipboard."""
    writer.flush()
    found = _WORD_LIST.search(element.get("style") or "")
    if found:
        markers = [part for part in element.iter("span") if _WORD_MARKER.search(part.get("style") or "")]
        marker = "".join(re.findall("[0-9]{1,3}", markers[0].text_content())[-1:]) if markers else ""
        indent = (int(found[1]) - 1) * _STEP
        writer.item = Line(0, _kind(marker), "", indent, marker)
    writer.walk(element, styled(element, style))
    writer.flush()
    if found:
        writer.item = None


def _term(writer: _Writer, element: HtmlElement, style: Style) -> None:
    """A term of a definition list: the question above its answer, or the label in front of the words."""
    writer.flush()
    writer.walk(element, style)
    words = words_in(writer.runs)
    if not words or words.endswith("?") or len(words) > _LONGEST_TERM:
        writer.flush(0)
    else:
        colon = Run(" " if words.endswith((":", "–", "—")) else ": ")
        writer.term = [*writer.term, *writer.runs, colon]
        writer.runs = []


def _preformatted(writer: _Writer, element: HtmlElement, style: Style) -> None:
    writer.flush()
    for line in element.text_content().split("\n"):
        writer.runs += [Run(line, style), BREAK]
    writer.flush()


def _image(writer: _Writer, element: HtmlElement, style: Style) -> None:
    run, picture, left_out = picture_run(element, writer.known)
    if run and picture:
        writer.pictures[picture.sha256] = picture
        writer.runs.append(run)
    if left_out:
        writer.left_out.append(left_out)


def _definitions(writer: _Writer, element: HtmlElement, style: Style) -> None:
    writer.flush()
    writer.walk(element, style)
    writer.flush()
    if writer.term:
        writer.paragraph([])


_HANDLERS: dict[str, Callable[[_Writer, HtmlElement, Style], None]] = {
    "br": _break,
    "ul": _list,
    "ol": _list,
    "menu": _list,
    "p": _paragraph,
    "dl": _definitions,
    "dt": _term,
    "pre": _preformatted,
    "img": _image,
    "table": _Writer.rows,
}
"""Elements that are read in a way of their own."""
