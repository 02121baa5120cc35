"""Elements of HTML that are read in a way of their own: lists, terms, paragraphs, pictures, tables."""

import re

from lxml.html import HtmlElement

from articles.importing.html_inline import BREAK, WRAP, Run, Style, styled, words_in
from articles.importing.html_pictures import picture_run
from articles.importing.html_writer import WORD_MARKER, Handler, Writer
from articles.importing.lines import Kind, Line

_STEP = 4
_LONGEST_TERM = 60
_WORD_LIST = re.compile(r"mso-list\s*:[^;]*\blevel([0-9])", re.IGNORECASE)


def _break(writer: Writer, element: HtmlElement, style: Style) -> None:  # noqa: ARG001 - as all handlers
    writer.runs.append(WRAP if element.get("class") == "wrap" else BREAK)


def _list(writer: Writer, element: HtmlElement, style: Style) -> None:
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


def _item(writer: Writer, element: HtmlElement, style: Style, line: Line) -> None:
    writer.flush()
    writer.item, writer.indent = line, line.indent + _STEP // 2
    writer.walk(element, styled(element, style)._replace(bold=style.bold))
    writer.flush()
    writer.item = None


def _kind(marker: str) -> Kind:
    return Kind.NUMBERED if marker else Kind.BULLET


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,3}", text.strip()) else default


def _paragraph(writer: Writer, element: HtmlElement, style: Style) -> None:
    """A paragraph, or an item of a list as Word puts it on the clipboard."""
    writer.flush()
    if (element.get("class") or "").casefold() in ("msotitle", "title"):
        writer.head(element, style, 1)
        return
    found = _WORD_LIST.search(element.get("style") or "")
    if found:
        markers = [part for part in element.iter("span") if WORD_MARKER.search(part.get("style") or "")]
        marker = "".join(re.findall("[0-9]{1,3}", markers[0].text_content())[-1:]) if markers else ""
        indent = (int(found[1]) - 1) * _STEP
        writer.item = Line(0, _kind(marker), "", indent, marker)
    writer.walk(element, styled(element, style))
    writer.flush()
    if found:
        writer.item = None


def _term(writer: Writer, element: HtmlElement, style: Style) -> None:
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


def _preformatted(writer: Writer, element: HtmlElement, style: Style) -> None:
    writer.flush()
    for line in element.text_content().split("\n"):
        writer.runs += [Run(line, style), BREAK]
    writer.flush()


def _image(writer: Writer, element: HtmlElement, style: Style) -> None:  # noqa: ARG001 - as all handlers
    run, picture, left_out = picture_run(element, writer.known)
    if run and picture:
        writer.pictures[picture.sha256] = picture
        writer.runs.append(run)
    if left_out:
        writer.left_out.append(left_out)


def _definitions(writer: Writer, element: HtmlElement, style: Style) -> None:
    writer.flush()
    writer.walk(element, style)
    writer.flush()
    if writer.term:
        writer.paragraph([])


HANDLERS: dict[str, Handler] = {
    "br": _break,
    "ul": _list,
    "ol": _list,
    "menu": _list,
    "p": _paragraph,
    "dl": _definitions,
    "dt": _term,
    "pre": _preformatted,
    "img": _image,
    "table": Writer.rows,
}
