"""The styles of a Word document: which are headings, titles, quotes and lists, however they are called or based."""

import re
from typing import NamedTuple

from lxml import etree

from articles.importing.word_xml import W, attr, switch, val

_HEADING = re.compile(
    r"(?:heading|überschrift|berschrift|titre|encabezado|título|titolo|kop|rubrik|overskrift|otsikko|nagłówek|pennawd)"
    r"[\s_]*(?P<level>[1-9])",
    re.IGNORECASE,
)
"""Names of heading styles. Word itself keeps the English ones whatever language it speaks; other programs don't."""
_TITLES = {"title", "titel", "titre", "título", "titolo", "teitl"}
_SUBTITLES = {"subtitle", "untertitel", "sous-titre", "subtítulo", "sottotitolo"}
_QUOTES = {"quote", "intense quote", "block text", "quotations", "block quotation"}
_CONTENTS = re.compile(r"(?:toc|contents) ?(?:heading|[1-9])", re.IGNORECASE)
_DEEPEST = 20
_LOWEST = 6


class Style(NamedTuple):
    """What a style and those that it is based on say. `level` is a heading's (0 for none); None: nothing is said."""

    name: str = ""
    level: int = 0
    title: bool = False
    quote: bool = False
    contents: bool = False
    number: str | None = None
    depth: int | None = None
    left: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    raised: bool | None = None
    font: str = ""


_PLAIN = Style()


class Styles:
    """The styles by their ids; what is missing is judged by its id alone, as some programs write no styles."""

    def __init__(self, root: etree._Element | None) -> None:
        elements = list(root.iter(W + "style")) if root is not None else []
        self._elements = {attr(style, "styleId"): style for style in elements}
        self._default = next(
            (
                attr(style, "styleId")
                for style in elements
                if attr(style, "type") == "paragraph" and attr(style, "default") in ("1", "true")
            ),
            "",
        )
        self._known: dict[str, Style] = {}
        self.language = _language(root)

    def __getitem__(self, name: str) -> Style:
        name = name or self._default
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> Style:
        """The style by itself and by those it is based on: the nearest that says something has the word."""
        style = _PLAIN
        for element in reversed(self._chain(name)):
            style = _based_on(style, element)
        return style if name in self._elements else _named(style, name)

    def _chain(self, name: str) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while name in self._elements and len(chain) < _DEEPEST:
            chain.append(self._elements[name])
            name = val(self._elements[name], "basedOn")
        return chain


def _based_on(base: Style, element: etree._Element) -> Style:
    paragraph, words = element.find(W + "pPr"), element.find(W + "rPr")
    style = _named(base, val(element, "name"))
    level = val(paragraph, "outlineLvl")
    if level.isdigit() and not style.title:
        style = style._replace(level=min(int(level) + 1, _LOWEST) if int(level) < _LOWEST + 3 else 0)
    numbered = paragraph.find(W + "numPr") if paragraph is not None else None
    if numbered is not None:
        depth = val(numbered, "ilvl")
        style = style._replace(
            number=val(numbered, "numId") or style.number, depth=int(depth) if depth.isdigit() else style.depth
        )
    left = left_of(paragraph)
    found = looks_of(words)
    said = {name: value for name, value in found.items() if value is not None}
    return style._replace(left=style.left if left is None else left)._replace(**said)


def _named(style: Style, name: str) -> Style:
    """What the name of a style says by itself."""
    folded = name.casefold().strip()
    found = _HEADING.fullmatch(folded)
    if found:
        return style._replace(name=folded, level=min(int(found["level"]), _LOWEST), title=False)
    if folded in _TITLES:
        return style._replace(name=folded, level=1, title=True)
    if folded in _SUBTITLES:
        return style._replace(name=folded, level=0, title=False)
    contents = style.contents or bool(_CONTENTS.fullmatch(folded))
    quote = style.quote or folded in _QUOTES
    kept = style.name if style.name.startswith("list ") and not folded.startswith("list ") else folded
    return style._replace(name=kept, quote=quote, contents=contents)


def looks_of(properties: etree._Element | None) -> dict[str, bool | None]:
    """What run properties say of each look; None where they say nothing."""
    raised = val(properties, "vertAlign")
    struck = switch(properties, "strike") or switch(properties, "dstrike")
    return {
        "bold": switch(properties, "b"),
        "italic": switch(properties, "i"),
        "hidden": switch(properties, "vanish"),
        "struck": struck,
        "raised": raised == "superscript" if raised else None,
    }


def left_of(paragraph: etree._Element | None) -> int | None:
    """The left indent that paragraph properties state, in twentieths of a point."""
    indent = paragraph.find(W + "ind") if paragraph is not None else None
    stated = (attr(indent, "left") or attr(indent, "start")) if indent is not None else ""
    return int(stated) if re.fullmatch(r"-?[0-9]{1,6}", stated) else None


def _language(root: etree._Element | None) -> str:
    language = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang") if root is not None else None
    return attr(language, "val") if language is not None else ""
