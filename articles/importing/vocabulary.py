"""The words of the grammar: what heads the parts of an article, and what labels its lines.

A synonym is one more phrase in a list here. Phrases are regular expressions, matched whole and without regard to case,
emphasis or a colon at the end.
"""

import re
from collections.abc import Iterable
from enum import Enum, auto
from typing import NamedTuple

from articles.importing.lines import Line


class Mark(Enum):
    """What a part of the document is. Only sections keep their headings; those of other parts only mark them."""

    FRONT = auto()
    REVIEW_DETAILS = auto()
    SECTION = auto()
    FAQ = auto()
    REFERENCES = auto()
    REVIEWER = auto()
    DISCLAIMER = auto()


HEADINGS = {
    Mark.REVIEW_DETAILS: ["(?:medical )?review details"],
    Mark.FAQ: [
        r"(?:frequently|commonly) asked questions(?: \(faqs?\))?",
        "faqs?",
        "common questions",
        "questions and answers",
    ],
    Mark.REFERENCES: ["references?", "reference list", "sources", "bibliography"],
    Mark.REVIEWER: ["about (?:the|our) (?:medical |clinical )?reviewer"],
    Mark.DISCLAIMER: ["(?:medical )?disclaimer"],
}
"""The headings of the parts that every article may have."""


class Label(Enum):
    """What stands before a line's own words, as in "Goal: ..."."""

    GOAL = auto()
    HOW = auto()
    PROGRESSION = auto()
    EASIER_OR_HARDER = auto()  # the label says which of the two, so it is kept
    STOP = auto()
    INSIGHT = auto()


LABELS = {
    Label.GOAL: ["goal", "aim", "purpose"],
    Label.HOW: ["how", "how to(?: do it)?", "instructions", "method"],
    Label.PROGRESSION: ["progressions?", "easier or harder"],
    Label.EASIER_OR_HARDER: ["(?:to )?(?:make it )?(?:easier|harder)"],
    Label.STOP: ["stop (?:if|when)", "when to stop"],
    Label.INSIGHT: ["(?:research )?insight"],
}
"""Labels before a colon or a dash, perhaps in bold."""


class Labelled(NamedTuple):
    label: Label
    rest: str
    """The line's own words, perhaps none."""


def mark_of(line: Line) -> Mark | None:
    """What a line marks if it is, in shape and words, the heading of a part that every article may have."""
    words = line.words
    if len(words) > _LONGEST_MARK:
        return None
    return next((mark for mark, heading in _HEADING_PATTERNS.items() if heading.fullmatch(words)), None)


def labelled(text: str, labels: Iterable[Label] = tuple(Label)) -> Labelled | None:
    """The first of these labels that the text begins with, and the rest of the text."""
    for label in labels:
        if found := _LABEL_PATTERNS[label].match(text):
            return Labelled(label, text[found.end() :])
    return None


_LONGEST_MARK = 60


def _any_of(phrases: Iterable[str]) -> str:
    return f"(?:{'|'.join(phrases)})"


_HEADING_PATTERNS = {mark: re.compile(rf"{_any_of(phrases)}\s*:?", re.IGNORECASE) for mark, phrases in HEADINGS.items()}
_LABEL_PATTERNS = {
    # The label stands before a colon or a dash, and the colon inside or outside its bold marks.
    label: re.compile(
        rf"(?P<mark>\*\*|__|)\s*{_any_of(phrases)}\s*(?:[:–—]\s*(?P=mark)|(?P=mark)\s*(?:[:–—]|-(?=\s)))\s*",
        re.IGNORECASE,
    )
    for label, phrases in LABELS.items()
}
