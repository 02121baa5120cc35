"""Typed lines: what every reader makes of a document, and what every grammar reads."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from articles.content import Content, Part
from articles.images import Picture
from articles.importing.result import Placed

_LINK = re.compile(r"!?\[(?P<words>[^\[\]\n]*)\]\([^()\s]*\)")
_EMPHASIS = re.compile(r"(?<!\\)(?:\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))")


class UnreadableDocument(ValueError):
    """The document can't be read at all; the message is a sentence for the person who brought it."""


class Kind(StrEnum):
    HEADING = "heading"  # it may head a section, or name an exercise, or ask a question
    TEXT = "text"
    BULLET = "bullet"
    NUMBERED = "numbered"
    ROW = "row"


class Line(NamedTuple):
    """One line that says something.

    `number` counts from 1 in the document: lines of a plain text (the first, where a reader joined several), and
    paragraphs, list items and rows of other forms. `text` is inline Markdown with no list marker and single spaces.
    `indent` is in columns. `marker` is the number of a numbered line, e.g. "3". A row of a table carries `cells`;
    `header` tells that it heads its table. `level` is that of a heading, 1 the highest, 0 where a form has no levels.
    """

    number: int
    kind: Kind
    text: str
    indent: int = 0
    marker: str = ""
    cells: tuple[str, ...] = ()
    header: bool = False
    level: int = 0

    @property
    def words(self) -> str:
        """The text without marks of emphasis and addresses of links, as grammars recognise it."""
        return _words(self.text)


@lru_cache(maxsize=20_000)
def _words(text: str) -> str:
    return " ".join(_EMPHASIS.sub("", _LINK.sub(r"\g<words>", text)).split())


LISTED = (Kind.BULLET, Kind.NUMBERED)


class LeftOut(NamedTuple):
    """What a reader left out on purpose (navigation, a page header, an image that is not in the file), and why."""

    text: str
    reason: str


class Exact(Part):
    """Content that a document gives as it is, with where its lines stand in it: no grammar reads it."""

    content: Content
    placed: tuple[Placed, ...] = ()


class Document(NamedTuple):
    """What a reader makes of a document. `text` is its own words as they came, or the lines' where the form is binary.

    Title, language and slug are the form's own (front matter, h1, a Title style), or empty. `pictures` are the images
    that came inside: `![alternative text](media:SHA256)` in the lines shows them.
    """

    lines: list[Line]
    text: str = ""
    title: str = ""
    language: str = ""
    slug: str = ""
    pictures: tuple[Picture, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    exact: Exact | None = None
