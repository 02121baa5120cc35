"""Disclaimers without a heading of their own: at the top of a document, at its end, or after a label."""

import re
from collections.abc import Sequence

from articles.importing.lines import Kind, Line
from articles.importing.outline import Block
from articles.importing.recognising import doubtful_mark_of, labelled, mark_of
from articles.importing.vocabulary import Label, Mark

_DISCLAIMS = re.compile(
    r"(?:\b(?:page|article|information|text|guide|content|website|leaflet|blog|advice|here)\b.{0,120}?"
    r"\b(?:(?:not|no|never) (?:\w+ ){0,5}(?:substitute|replace\w*|medical advice|a diagnosis)"
    r"|(?:does not|doesn['’]t|can['’]?t|cannot|can not)"
    r" (?:replace|take the place|substitute|diagnose)|information(?:al)?(?: purposes)? only))",
    re.IGNORECASE,
)
_LONGEST = 400
_TOP = 3
_END = 3


def take_disclaimers(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines that disclaim at the top or the end of the document or after a label, and the others."""
    taken, others = [], []
    for index, line in enumerate(lines):
        found = labelled(line.text, (Label.DISCLAIMER,)) if line.kind is Kind.TEXT else None
        near_edge = index < _TOP or index >= len(lines) - _END
        if found and found.rest:
            taken.append(line._replace(text=found.rest))
        elif (
            near_edge
            and not (index and _marks(lines[index - 1]))
            and line.kind is Kind.TEXT
            and len(line.text) <= _LONGEST
            and _DISCLAIMS.search(line.words)
        ):
            taken.append(line)
        else:
            others.append(line)
    return taken, others


def _marks(above: Line) -> bool:
    """Whether the line above is a heading that says what this is."""
    return above.kind is not Kind.ROW and Mark.DISCLAIMER in (mark_of(above), doubtful_mark_of(above))


def without_text_after(blocks: Sequence[Block]) -> list[Block]:
    """A disclaimer that heads the document ends with its first paragraph that disclaims: the lead stands below it."""
    parted: list[Block] = []
    for block in blocks:
        at_top = block.mark is Mark.DISCLAIMER and all(
            before.mark is not Mark.SECTION and not before.lines for before in parted
        )
        if at_top and len(block.lines) > 1:
            end = next((index for index, line in enumerate(block.lines) if not _DISCLAIMS.search(line.words)), 1)
            parted.append(Block(block.mark, block.heading, block.lines[: max(end, 1)]))
            parted.append(Block(Mark.FRONT, None, block.lines[max(end, 1) :]))
        else:
            parted.append(block)
    return parted
