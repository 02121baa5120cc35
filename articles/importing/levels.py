"""The levels of a document's headings, where it has levels at all, and headings that are numbered."""

from collections.abc import Sequence

from articles.importing.lines import Kind, Line
from articles.importing.recognising import bare, is_about, mark_of
from articles.importing.vocabulary import About

BOLD = 7
"""The level of a line that is only bold, in a document whose other headings have levels: inside all of them."""

_LONGEST = 90
_FEWEST_NUMBERED = 3


def levelled(lines: Sequence[Line]) -> list[Line]:
    """The lines with numbers taken from numbered headings, and bold lines below the headings that have a level."""
    numbered = _with_numbered(lines)
    has_levels = sum(line.kind is Kind.HEADING and line.level > 0 for line in numbered) > 1
    return [line._replace(level=_level(line, has_levels)) if line.kind is Kind.HEADING else line for line in numbered]


def _level(line: Line, has_levels: bool) -> int:
    if not has_levels:
        return 0
    return line.level or BOLD


def _with_numbered(lines: Sequence[Line]) -> list[Line]:
    """ "1. What is it?" … "2. Why does it hurt?" far apart are headings, and their numbers no part of them."""
    found = _numbered_headings(lines)
    numbered = {
        line.number for line in lines if line.kind is Kind.HEADING and bare(line.words) != line.words.rstrip(" :")
    }
    strip = len(numbered) >= _FEWEST_NUMBERED
    return [
        line._replace(kind=Kind.HEADING, indent=0)
        if line.number in found
        else line._replace(text=bare(line.text))
        if strip and line.number in numbered
        else line
        for line in lines
    ]


def _numbered_headings(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that count 1, 2, 3, ... and of which some are clearly headings of an article."""
    found = [lines[index] for index in range(len(lines)) if _may_be_heading(lines, index)]
    counts = [line.marker for line in found] == [str(number) for number in range(1, len(found) + 1)]
    known = sum(bool(mark_of(line)) or any(is_about(line.words, subject) for subject in About) for line in found)
    asked = sum(line.words.endswith("?") for line in found)
    clear = len(found) >= _FEWEST_NUMBERED and counts and known and known + asked >= len(found) / 2
    return {line.number for line in found} if clear else set()


def _may_be_heading(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    is_long = len(line.text) > _LONGEST or line.text.endswith((".", ",", ";"))
    if line.kind is not Kind.NUMBERED or not line.marker.isdigit() or line.indent or is_long or index + 1 >= len(lines):
        return False
    beside = [*lines[max(index - 1, 0) : index], lines[index + 1]]
    in_list = any(abs(int(near.marker) - int(line.marker)) == 1 for near in beside if near.marker.isdigit())
    return not in_list or bool(mark_of(line))
