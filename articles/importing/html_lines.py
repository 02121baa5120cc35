"""Elements of HTML → typed lines. Every word becomes part of a line or is told among what was left out."""

from collections.abc import Mapping

from lxml.html import HtmlElement

from articles.images import Picture
from articles.importing.html_elements import HANDLERS
from articles.importing.html_inline import Style
from articles.importing.html_tree import parse_html
from articles.importing.html_writer import Writer
from articles.importing.lines import Kind, LeftOut, Line

Read = tuple[list[Line], tuple[Picture, ...], tuple[LeftOut, ...]]


def lines_of_html(fragment: str | HtmlElement, pictures: Mapping[str, Picture] | None = None) -> Read:
    """The lines, the pictures that came inside, and what was left out with the reason.

    `pictures` may hold, by SHA-256, images that the fragment shows as `<img src="media:SHA256">`.
    Raises UnreadableDocument for text that can't be read.
    """
    root = parse_html(fragment) if isinstance(fragment, str) else fragment
    writer = Writer(pictures or {}, HANDLERS)
    writer.element(root, Style())
    writer.flush()
    return _plain_end(writer.lines), tuple(writer.pictures.values()), tuple(writer.left_out)


def _plain_end(lines: list[Line]) -> list[Line]:
    """A bold last line heads nothing."""
    if lines and lines[-1].kind is Kind.HEADING and not lines[-1].level:
        lines[-1] = lines[-1]._replace(kind=Kind.TEXT)
    return lines
