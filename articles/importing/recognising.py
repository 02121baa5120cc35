"""How the words of the vocabulary are found in a document: headings whole or in part, labels before their own words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from articles.importing.lines import Line
from articles.importing.vocabulary import (
    ABOUT,
    BENEFIT_HEADERS,
    DOUBTFUL_HEADINGS,
    HEADINGS,
    LABELS,
    About,
    Label,
    Mark,
)


class Labelled(NamedTuple):
    label: Label
    rest: str
    """The line's own words, perhaps none."""


def mark_of(line: Line) -> Mark | None:
    """What a line marks if it is, in shape and words, the heading of a part that every article may have."""
    return _mark(line, HEADINGS)


def doubtful_mark_of(line: Line) -> Mark | None:
    """What a line may mark, if the lines below it agree."""
    return _mark(line, DOUBTFUL_HEADINGS)


def is_about(heading: str, subject: About) -> bool:
    return len(heading) <= _LONGEST_HEADING and _about(tuple(ABOUT[subject])).search(bare(heading)) is not None


def labelled(text: str, labels: Iterable[Label] = tuple(Label)) -> Labelled | None:
    """The first of these labels that the text begins with, and the rest of the text."""
    for label in labels:
        if found := _label(label, tuple(LABELS[label])).match(text):
            return Labelled(label, text[found.end() :])
    return None


def is_benefits_header(cells: Sequence[str]) -> bool:
    """Whether these two cells head a table of benefits."""
    first = _EMPHASIS.sub("", cells[0])
    return first.casefold().startswith("benefit") or _whole(tuple(BENEFIT_HEADERS)).fullmatch(first) is not None


def bare(heading: str) -> str:
    """A heading without a number in front and a colon at the end: "2. Safety tips:" is "Safety tips"."""
    return _NUMBER_IN_FRONT.sub(r"\g<mark>", heading, count=1).rstrip(" :")


_EMPHASIS = re.compile(r"[*_]+")
_LONGEST_MARK = 80
_LONGEST_HEADING = 200
_NUMBER_IN_FRONT = re.compile(r"\A(?P<mark>[*_]*)(?:[0-9]{1,2}[.)]|[0-9]{1,2}(?:\.[0-9]{1,2})+)\s+")


def _mark(line: Line, headings: Mapping[Mark, list[str]]) -> Mark | None:
    words = line.words
    if len(words) > _LONGEST_MARK:
        return None
    words = bare(words).rstrip(" ?!")
    return next((mark for mark, phrases in headings.items() if _whole(tuple(phrases)).fullmatch(words)), None)


def _any_of(phrases: Iterable[str]) -> str:
    return f"(?:{'|'.join(phrases)})"


@cache
def _whole(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(_any_of(phrases), re.IGNORECASE)


@cache
def _about(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_any_of(phrases)}", re.IGNORECASE)


@cache
def _label(label: Label, phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The label stands before a colon or a dash, and the colon inside or outside its bold marks."""
    ends = "[:.)–—]" if label in (Label.QUESTION, Label.ANSWER) else "[:–—]"
    question = r"|(?<=\?)\s*(?P=mark)|(?P=mark)(?:(?<=\*\*)|(?<=__))(?=\s)" if label is Label.INSIGHT else ""
    return re.compile(
        rf"(?P<mark>\*\*|__|)\s*{_any_of(phrases)}\s*"
        rf"(?:{ends}\s*(?P=mark)|(?P=mark)\s*(?:{ends}|-(?=\s)){question})\s*",
        re.IGNORECASE,
    )
