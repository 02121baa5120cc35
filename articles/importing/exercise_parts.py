"""The parts of an exercise as lines begin them: "Goal: ...", "**How to do it**", "Reps – 10"."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles.importing.lines import Kind, Line
from articles.importing.vocabulary import LABELS, Label

PARTS = (
    *(Label.GOAL, Label.WHY, Label.HOW, Label.STEPS, Label.DOSE, Label.PROGRESSION, Label.EASIER_OR_HARDER),
    *(Label.STOP, Label.AVOID),
)
CERTAIN = (Label.GOAL, Label.HOW)
"""One of these alone tells that the line above names an exercise."""

_LONGEST_LABEL = 60
_NEVER_ALONE = re.compile(
    r"(?:do|hold|rest|repeat|targets?|why|benefits?|warning|steps?|duration|frequency)", re.IGNORECASE
)


class Part(NamedTuple):
    """A part that a line begins: its label, the label's words, and the line's own words, perhaps none."""

    label: Label
    words: str
    rest: str

    @property
    def is_certain(self) -> bool:
        return self.label in CERTAIN


def _any_of(label: Label) -> str:
    return f"(?:{'|'.join(LABELS[label])})"


# The label stands before a colon or a dash, inside or outside its bold marks; a bold label needs neither.
_BEFORE_WORDS = {
    label: re.compile(
        rf"(?P<mark>\*\*|__|\*|_|)\s?(?P<words>{_any_of(label)}\??)\s?"
        r"(?:[:–—]\s?(?P=mark)|(?:-\s?)(?P=mark)(?<=[*_])\s|(?P=mark)\s?(?:[:–—]|-(?=\s))|\.?(?P=mark)(?<=[*_]{2})\s)\s*",
        re.IGNORECASE,
    )
    for label in PARTS
}
_ANY = re.compile(rf"[*_]{{0,3}}\s?(?:{'|'.join(_any_of(label) for label in PARTS)})(?![^\W_])", re.IGNORECASE)
_ALONE = {label: re.compile(rf"(?P<words>{_any_of(label)})\s?(?P<mark>[?:–—-]?)", re.IGNORECASE) for label in PARTS}


def part_of(line: Line) -> Part | None:
    """The part of an exercise that the line begins."""
    if line.kind is Kind.ROW or not _ANY.match(line.text):
        return None
    for label, pattern in _BEFORE_WORDS.items():
        if found := pattern.match(line.text):
            return Part(label, found["words"], line.text[found.end() :])
    words = line.words if len(line.text) <= _LONGEST_LABEL else ""
    for label, pattern in _ALONE.items():
        found = pattern.fullmatch(words)
        if found and (found["mark"] or not _NEVER_ALONE.fullmatch(found["words"])):
            return Part(label, found["words"], "")
    return None


def is_exercise_part(line: Line) -> bool:
    """Whether the line says without doubt an exercise's goal or how it is done: the line above is its name.

    A label without a colon or a dash may as well be the heading of a section.
    """
    part = part_of(line)
    return bool(part and part.is_certain and (part.rest or line.words.endswith((":", "–", "—", "-"))))


_LONGEST_FOLDED = 4000
_SENTENCE_ENDS = re.compile(r"(?<=[.!?)])\s+|(?<=[.!?]\*\*)\s+|(?:\s*[|;•·]|\s+[/–—])\s+|\s+(?=\*\*|__)")


def unfolded(lines: Sequence[Line]) -> list[Line]:
    """The lines, each part of an exercise on a line of its own: "Goal: Strength. How: Lift." becomes two lines."""
    own = [line._replace(kind=Kind.TEXT) if answers_label(lines, at) else line for at, line in enumerate(lines)]
    return [piece for line in own for piece in _unfolded(line)]


def answers_label(lines: Sequence[Line], index: int) -> bool:
    """Whether a line shaped like a heading is what the label alone above it asks for: "Dose", and below it "3 x 10"."""
    line = lines[index]
    if not index or line.kind is not Kind.HEADING or line.level not in (0, _ONLY_BOLD) or part_of(line):
        return False
    above = part_of(lines[index - 1])
    return bool(above and not above.rest)


_ONLY_BOLD = 7  # the level of a bold line where other headings have levels


def _unfolded(line: Line) -> Iterator[Line]:
    """Pieces of a line: a new one begins at a label behind the end of a sentence, or at a bold one anywhere."""
    if line.kind is Kind.ROW or not _may_fold(line.text):
        yield line
        return
    begin = 0
    for found in _SENTENCE_ENDS.finditer(line.text):
        rest = line.text[found.end() : found.end() + _LONGEST_LABEL]
        part = part_of(line._replace(text=rest)) if rest[:1].isupper() or rest[:1] in "*_" else None
        if part and (part.rest or rest.rstrip().endswith((":", ":**"))):
            piece = line.text[begin : found.start()].strip()
            if piece:
                yield line._replace(text=piece, kind=Kind.TEXT if begin else line.kind)
            begin = found.end()
    yield line._replace(text=line.text[begin:], kind=Kind.TEXT) if begin else line


def _may_fold(text: str) -> bool:
    marks = sum(text.count(mark) for mark in (":", "–", "—", "**"))
    return marks > 1 and len(text) <= _LONGEST_FOLDED
