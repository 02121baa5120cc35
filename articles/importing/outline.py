"""The outline of a document: its lines parted at the headings, each part with what it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.importing.exercises import is_exercise_name, is_exercise_part
from articles.importing.lines import Kind, Line
from articles.importing.vocabulary import Mark, mark_of

_LONGEST_QUESTION = 200
_QUESTION = re.compile(r"[^.!?]*(?:\b\w{1,3}\.[^.!?]*)*\?")
_YEAR_IN_BRACKETS = re.compile(r"\((?:19|20)[0-9]{2}[a-z]?\b|\(n\.d\.\)")


@dataclass
class Block:
    """One part of the document. The heading of a marked part only marks it; that of a section is content."""

    mark: Mark
    heading: Line | None = None
    lines: list[Line] = field(default_factory=list)


def is_question(line: Line) -> bool:
    """A single sentence that asks."""
    return len(line.text) <= _LONGEST_QUESTION and _QUESTION.fullmatch(line.text) is not None


def outline(lines: Sequence[Line]) -> list[Block]:
    """The blocks in order. The first is the front, which may be empty; every line stands in one of them."""
    blocks = [Block(Mark.FRONT)]
    for index, line in enumerate(lines):
        mark = mark_of(line) if line.kind in (Kind.HEADING, Kind.TEXT) else None
        if mark:
            blocks.append(Block(mark, line))
        elif _heads_section(line, lines[index + 1 : index + 2], blocks[-1].mark):
            blocks.append(Block(Mark.SECTION, line))
        else:
            if blocks[-1].mark is not Mark.SECTION and is_exercise_name(lines, index):
                blocks.append(Block(Mark.SECTION))
            blocks[-1].lines.append(line)
    return blocks


def _heads_section(line: Line, following: Sequence[Line], within: Mark) -> bool:
    if line.kind is not Kind.HEADING or any(is_exercise_part(after) for after in following):
        return False
    if within is Mark.FAQ:
        return not is_question(line)
    return not (within is Mark.REFERENCES and _YEAR_IN_BRACKETS.search(line.text))
