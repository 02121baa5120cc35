"""Typed lines: what every reader makes of a document, and what every grammar reads."""

from enum import StrEnum
from typing import NamedTuple


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

    `number` counts from 1 in the document (the first line, where a reader joined several). `text` has no list marker
    and single spaces. `indent` is in columns. `marker` is the number of a numbered line, e.g. "3". A row of a table
    carries `cells`; `header` tells that it heads its table.
    """

    number: int
    kind: Kind
    text: str
    indent: int = 0
    marker: str = ""
    cells: tuple[str, ...] = ()
    header: bool = False


LISTED = (Kind.BULLET, Kind.NUMBERED)
