"""Drawings that come in as SVG: only shapes, and written anew, so that the bytes that are kept are ours.

SVG can hold scripts, styles, links and pages of others. So nothing of the file itself is kept: it is read without
entities or network, every element and value is held against one short list, and the drawing is spelt from what passed.
"""

import re
from dataclasses import dataclass
from typing import NoReturn
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from lxml import etree

MAX_BYTES = 100_000
_MAX_ELEMENTS = 2_000
_DEEPEST = 20
_LARGEST = 5_000
"""The largest side of a drawing, in its own units."""

_NAMESPACE = "http://www.w3.org/2000/svg"
_DECLARATION = re.compile(r"\s*<\?xml\s[^<>?]*\?>")

_N = r"[+-]?(?:\d{1,6}(?:\.\d{0,8})?|\.\d{1,8})"
_NUMBER = re.compile(_N, re.ASCII)
_NUMBERS = re.compile(rf"{_N}(?:(?: ?, ?| ){_N})*", re.ASCII)
_SHARE = re.compile(r"0|1|[01]?\.\d{1,8}", re.ASCII)
_LENGTH = re.compile(rf"{_N}(?:px)?", re.ASCII)
_COLOUR = re.compile(
    r"none|currentColor|#[0-9A-Fa-f]{3}|#[0-9A-Fa-f]{6}|aqua|black|blue|fuchsia|gray|green|grey|lime|maroon|navy|olive"
    r"|orange|purple|red|silver|teal|white|yellow"
)
_PATH = re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9eE., +-]+")
_TRANSFORM = re.compile(r"(?:(?:matrix|rotate|scale|skewX|skewY|translate) ?\([0-9e., +-]+\)[ ,]{0,2})+")

_PAINT = {
    "clip-rule": re.compile("evenodd|nonzero"),
    "fill": _COLOUR,
    "fill-opacity": _SHARE,
    "fill-rule": re.compile("evenodd|nonzero"),
    "opacity": _SHARE,
    "stroke": _COLOUR,
    "stroke-dasharray": re.compile(rf"none|{_NUMBERS.pattern}", re.ASCII),
    "stroke-linecap": re.compile("butt|round|square"),
    "stroke-linejoin": re.compile("bevel|miter|round"),
    "stroke-miterlimit": _NUMBER,
    "stroke-opacity": _SHARE,
    "stroke-width": _LENGTH,
    "transform": _TRANSFORM,
}


def _numbers(*names: str) -> dict[str, re.Pattern[str]]:
    return dict.fromkeys(names, _NUMBER)


_FRAME = {
    "height": _LENGTH,
    "version": re.compile(r"1\.[01]|2(?:\.0)?"),
    "viewBox": re.compile(rf"{_N}(?:(?: ?, ?| ){_N}){{3}}", re.ASCII),
    "width": _LENGTH,
}
"""Attributes of the outermost element only. They are read and not kept, but for the box: sizes follow from it."""

_ELEMENTS: dict[str, dict[str, re.Pattern[str]]] = {
    "circle": _PAINT | _numbers("cx", "cy", "r"),
    "ellipse": _PAINT | _numbers("cx", "cy", "rx", "ry"),
    "g": _PAINT,
    "line": _PAINT | _numbers("x1", "x2", "y1", "y2"),
    "path": _PAINT | {"d": _PATH},
    "polygon": _PAINT | {"points": _NUMBERS},
    "polyline": _PAINT | {"points": _NUMBERS},
    "rect": _PAINT | _numbers("height", "rx", "ry", "width", "x", "y"),
    "title": {},
}
"""What a drawing may hold: each element with its attributes, and what each of these may say as a whole."""

_SHAPES = _ELEMENTS.keys() - {"g", "title"}


class DrawingRefused(Exception):
    """The file is no drawing that we take; the message is a sentence for the person who sent it."""


@dataclass(frozen=True)
class Drawing:
    """A drawing in the one spelling that is kept, with its size in pixels."""

    data: bytes
    width: int
    height: int


def looks_like_drawing(data: bytes) -> bool:
    """Whether the bytes begin as markup does, which no picture made of pixels does."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def redraw(data: bytes) -> Drawing:
    """The drawing spelt anew. Raises DrawingRefused for whatever is not only shapes."""
    root = _parsed(data)
    name = _name(root)
    if name != "svg":
        raise DrawingRefused(_("The file holds “{name}” where a drawing begins with “svg”.").format(name=name))
    box = _box(root)
    paint = _attributes(root, name, _PAINT | _FRAME)
    kept = {each: value for each, value in paint.items() if each in _PAINT}
    inside = "".join(_spelt(child, 1) for child in _children(root, name))
    if not any(f"<{shape} " in inside for shape in _SHAPES):
        raise DrawingRefused(_("The drawing is empty: it holds no shape."))
    width, height = (max(1, round(side)) for side in box[2:])
    frame = {"viewBox": " ".join(f"{number:g}" for number in box), "width": str(width), "height": str(height)}
    svg = f'<svg xmlns="{_NAMESPACE}"{_written(frame | kept)}>{inside}</svg>\n'
    return Drawing(svg.encode(), width, height)


def _parsed(data: bytes) -> etree._Element:
    """The root of the tree. Text that only another encoding would make harmful is never read in another."""
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1000
        raise DrawingRefused(_("The drawing is larger than {limit} kB. Simplify it and try again.").format(limit=limit))
    try:
        text = _DECLARATION.sub("", data.decode("utf-8-sig"), count=1)
    except UnicodeDecodeError as error:
        raise DrawingRefused(_("The drawing is not written in UTF-8.")) from error
    for mark in ("<!DOCTYPE", "<!ENTITY", "<?"):
        if mark in text.upper():
            raise DrawingRefused(_("The drawing holds “{mark}”. Save it without.").format(mark=mark))
    try:
        root = etree.fromstring(text, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DrawingRefused(_("The drawing is not a whole SVG file that can be read.")) from error
    if sum(1 for _each in root.iter()) > _MAX_ELEMENTS:
        raise DrawingRefused(_("The drawing has too many parts. Simplify it and try again."))
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )


def _box(root: etree._Element) -> list[float]:
    value = _evened(root.get("viewBox", ""))
    if not value:
        raise DrawingRefused(_("The drawing has no “viewBox”, so nobody knows how large it is."))
    if not _FRAME["viewBox"].fullmatch(value):
        _refuse_value("viewBox", value)
    box = [float(number) for number in value.replace(",", " ").split()]
    if not all(1 <= side <= _LARGEST for side in box[2:]):
        _refuse_value("viewBox", value)
    return box


def _spelt(element: etree._Element, depth: int) -> str:
    name = _name(element)
    allowed = _ELEMENTS.get(name)
    if allowed is None:
        message = _("The drawing holds “{name}”. Only plain shapes are taken: {shapes}.")
        raise DrawingRefused(message.format(name=_short(name), shapes=", ".join(sorted(_SHAPES))))
    if depth > _DEEPEST:
        raise DrawingRefused(_("The drawing has too many groups inside each other. Simplify it and try again."))
    attributes = _written(_attributes(element, name, allowed))
    inside = "".join(_spelt(child, depth + 1) for child in _children(element, name))
    if name == "title":
        inside = escape(_evened(element.text or ""))
    return f"<{name}{attributes}>{inside}</{name}>" if inside else f"<{name}{attributes}/>"


def _name(element: etree._Element) -> str:
    """The name without the namespace of SVG. Any other namespace stays, and makes a name that no list holds."""
    return str(element.tag).removeprefix(f"{{{_NAMESPACE}}}")


def _children(element: etree._Element, name: str) -> list[etree._Element]:
    """The elements inside: only groups have any, and only a title has words."""
    children = list(element)
    words = [child.tail for child in children] + ([] if name == "title" else [element.text])
    if any(text and text.strip() for text in words):
        raise DrawingRefused(_("The drawing holds text outside a title. Write the words in the article."))
    if children and name not in ("svg", "g"):
        message = _("The drawing holds “{inner}” inside “{name}”. Only groups may hold other parts.")
        raise DrawingRefused(message.format(inner=_short(_name(children[0])), name=name))
    return children


def _attributes(element: etree._Element, name: str, allowed: dict[str, re.Pattern[str]]) -> dict[str, str]:
    found = {}
    for attribute, given in element.attrib.items():
        pattern, value = allowed.get(str(attribute)), _evened(str(given))
        if pattern is None:
            message = _("The drawing holds the attribute “{attribute}” at “{name}”. Save it as plain SVG without it.")
            raise DrawingRefused(message.format(attribute=_short(str(attribute)), name=name))
        if not pattern.fullmatch(value):
            _refuse_value(str(attribute), value)
        found[str(attribute)] = value
    return found


def _written(attributes: dict[str, str]) -> str:
    """Every value has passed its pattern, and none of these lets a quotation mark or "<" through."""
    return "".join(f' {name}="{value}"' for name, value in attributes.items())


def _evened(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def _refuse_value(attribute: str, value: str) -> NoReturn:
    message = _("The drawing says “{value}” for “{attribute}”, which is not taken.")
    raise DrawingRefused(message.format(value=_short(value), attribute=attribute))
