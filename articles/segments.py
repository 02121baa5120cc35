"""Two texts compared word by word: what stayed, what came, what went."""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple, TypeVar

Unit = TypeVar("Unit", bound=Hashable)


class Op(StrEnum):
    EQUAL = "equal"
    ADDED = "added"
    REMOVED = "removed"


class Segment(NamedTuple):
    op: Op
    text: str


_WORDS = re.compile(r"\s+|\S+\s*")
_LINES = re.compile(r"\n|[^\n]+\n?")

_MOST_PAIRS = 200_000
"""Pairs of like words up to which difflib answers in well under a second."""

_LEAST_ALIKE = 0.25
_LEAST_KEPT = 0.6
"""Two texts that share fewer of their words, and of the shorter one's, are two texts: mixed, nobody could read them."""


def segments(old: str, new: str) -> tuple[Segment, ...]:
    """The texts as segments: the equal and added ones make `new`, the equal and removed ones make `old`."""
    for unit in (_WORDS, _LINES):
        parts = aligned(unit.findall(old), unit.findall(new))
        if parts is not None:
            return _joined(parts)
    return _joined([(Op.REMOVED, [old]), (Op.ADDED, [new])])


def aligned(before: Sequence[Unit], after: Sequence[Unit]) -> list[tuple[Op, Sequence[Unit]]] | None:
    """What stayed, went and came, in order. None if the two are too long and monotonous to be compared in time.

    Two that share too little are not mixed: all of the one went, all of the other came.
    """
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    inner_before, inner_after = before[head : len(before) - tail], after[head : len(after) - tail]
    if _pairs(inner_before, inner_after) > _MOST_PAIRS:
        return None
    matcher = SequenceMatcher(None, inner_before, inner_after, autojunk=False)
    shared = head + tail + sum(block.size for block in matcher.get_matching_blocks())
    both, shorter = len(before) + len(after), min(len(before), len(after))
    if 2 * shared < _LEAST_ALIKE * both and shared < _LEAST_KEPT * shorter:
        return [(Op.REMOVED, before), (Op.ADDED, after)]
    inner = _opcodes(matcher, inner_before, inner_after)
    return [(Op.EQUAL, before[:head]), *inner, (Op.EQUAL, before[len(before) - tail :])]


def _shared(before: Sequence[Unit], after: Sequence[Unit]) -> int:
    """How many words the two have in common from the start."""
    count = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        count += 1
    return count


def _pairs(before: Sequence[Unit], after: Sequence[Unit]) -> int:
    """How many pairs of like words there are: what difflib has to look at."""
    counted = Counter(after)
    return sum(count * counted[word] for word, count in Counter(before).items())


def _opcodes(
    matcher: "SequenceMatcher[Unit]", before: Sequence[Unit], after: Sequence[Unit]
) -> Iterator[tuple[Op, Sequence[Unit]]]:
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield Op.EQUAL, before[old_start:old_end]
        else:
            yield Op.REMOVED, before[old_start:old_end]
            yield Op.ADDED, after[new_start:new_end]


def _joined(parts: Sequence[tuple[Op, Sequence[str]]]) -> tuple[Segment, ...]:
    """Neighbours of one kind as one segment, and none without text."""
    joined: list[Segment] = []
    for op, words in parts:
        text = "".join(words)
        if text and joined and joined[-1].op == op:
            joined[-1] = Segment(op, joined[-1].text + text)
        elif text:
            joined.append(Segment(op, text))
    return tuple(joined)
