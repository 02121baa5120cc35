"""Calls to book or to join, taken out of the text: what a clinician reviews holds no advertising."""

import re
from collections.abc import Sequence

from articles.importing.lines import Kind, Line
from articles.importing.outline import Block
from articles.importing.result import Promotion, PromotionKind
from articles.importing.vocabulary import Mark

_BOOKING = re.compile(
    r"\b(?:book|schedule) (?:now|online|today|(?:an?|your) (?:[\w-]+ ){0,3}"
    r"(?:appointment|consultation|session|visit|assessment|call))\b",
    re.IGNORECASE,
)
# Advice, not advertising: "book an appointment with your GP".
_ADVICE = re.compile(r"\b(?:GP|doctor|nurse|NHS|999|111)\b|\bwith (?:your|an?|the)\b", re.IGNORECASE)
_JOINING = re.compile(
    r"\b[Jj]oin (?:us\b|our\b|[A-Z])|\b[Aa]pply (?:now|today|to join)\b|\bare (?:hiring|recruiting)\b"
)
_WORKING = re.compile(r"\b(?:work|career|vacanc|hiring|recruit|qualified|registered|role|flexible)", re.IGNORECASE)
_HEADING = re.compile(r"\b(?:join|work with|book|find an?|careers?|vacanc(?:y|ies)|hiring)\b", re.IGNORECASE)
_PROMOTING_BLOCKS = (Mark.FRONT, Mark.SECTION, Mark.FAQ, Mark.DISCLAIMER)
_LONGEST_HEADING = 200
_BETWEEN = " – "


def take_promotions(blocks: Sequence[Block]) -> tuple[list[Block], list[Promotion]]:
    """The blocks without their promotions, and the promotions."""
    kept: list[Block] = []
    promotions = []
    for block in blocks:
        calls = _calls(block)
        if calls and block.heading and _promotes(block.heading):
            kind = next(iter(calls.values()))
            promotions.append(_promotion(kind, [*_take_headings(kept, block.heading), block.heading], block.lines))
            continue
        promotions += [_promotion(kind, [], [line]) for line, kind in calls.items()]
        kept.append(Block(block.mark, block.heading, [line for line in block.lines if line not in calls]))
    return kept, promotions


def _calls(block: Block) -> dict[Line, PromotionKind]:
    if block.mark not in _PROMOTING_BLOCKS:
        return {}
    return {line: kind for line in block.lines if (kind := _kind(line))}


def _kind(line: Line) -> PromotionKind | None:
    if line.kind is not Kind.TEXT or line.text.endswith("?"):
        return None
    if _JOINING.search(line.text) and _WORKING.search(line.text):
        return PromotionKind.RECRUITING
    if _BOOKING.search(line.text) and not _ADVICE.search(line.text):
        return PromotionKind.BOOKING
    return None


def _promotes(heading: Line) -> bool:
    return _HEADING.search(heading.text) is not None


def _take_headings(kept: list[Block], below: Line) -> list[Line]:
    """The headings just above that call for the same and have nothing under them, taken from the kept blocks."""
    headings: list[Line] = []
    room = _LONGEST_HEADING - len(below.text)
    while kept and kept[-1].mark is Mark.SECTION and not kept[-1].lines:
        heading = kept[-1].heading
        if not heading or not _promotes(heading) or len(heading.text) + len(_BETWEEN) > room:
            break
        room -= len(heading.text) + len(_BETWEEN)
        headings.insert(0, heading)
        kept.pop()
    return headings


def _promotion(kind: PromotionKind, headings: list[Line], lines: list[Line]) -> Promotion:
    return Promotion(
        kind=kind,
        heading=_BETWEEN.join(line.text for line in headings),
        text="\n\n".join(line.text for line in lines),
        lines=tuple(line.number for line in (*headings, *lines)),
    )
