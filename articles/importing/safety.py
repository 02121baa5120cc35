"""The grammar of safety notes: tips, and red flags with the urgency that the text itself names."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from articles.content import NoteKind, SafetyNote, Urgency
from articles.importing.citations import cite, plain
from articles.importing.lines import LISTED, Kind, Line
from articles.importing.prose import split_label
from articles.importing.reading import Reading

SAFETY_HEADING = re.compile(
    r"\b(?:safety|safely|tips?|red flags?|warning signs?|precautions?|when to (?:get|seek|see|call|contact|worry))\b",
    re.IGNORECASE,
)
_FLAG_HEADING = re.compile(
    r"\b(?:red flags?|warning signs?|when to (?:get|seek|see|call|contact|worry))\b", re.IGNORECASE
)
_MIXED_HEADING = re.compile(r"\b(?:safety|safely|tips?|precautions?)\b", re.IGNORECASE)
_NEEDS_HELP = re.compile(
    r"\b(?:(?:seek|get|need)s? (?:immediate |urgent |emergency |medical |professional )*(?:help|care|attention|advice)"
    r"|call (?:nhs )?(?:999|111|an ambulance)|999|nhs 111|emergency|urgent(?:ly)?|red flags?|same[- ]day"
    r"|go to (?:a |the )?hospital|(?:see|call|contact|speak to|phone) (?:a|your|the) (?:gp|doctor)"
    r"|doctor (?:immediately|straight away|at once|now))\b|\bA\s?&\s?E\b",
    re.IGNORECASE,
)
_EMERGENCY = re.compile(r"\b999\b|\bA\s?&\s?E\b|\baccident and emergency\b", re.IGNORECASE)
_URGENT = re.compile(
    r"\b111\b|\bsame[- ]day\b|\bgp\b[^.;]{0,20}\burgently\b|\burgent gp\b|\burgently\b[^.;]{0,30}\bgp\b", re.IGNORECASE
)
_SOON = re.compile(r"\b(?:see|call|contact|speak to|phone) (?:a|your|the) (?:gp|doctor) soon\b", re.IGNORECASE)
_NAMED = {Urgency.EMERGENCY: _EMERGENCY, Urgency.URGENT: _URGENT, Urgency.SOON: _SOON}
_LONGEST_LABEL = 200
_DO = re.compile(r"(?P<do>dos?)|don['’]?ts?|do not", re.IGNORECASE)
"""What heads a list of things to do, or not to do, and nothing else."""


class _Cover(NamedTuple):
    """Words that introduce the bullets below them, such as "Call 999 if:", down to that indent."""

    indent: int
    words: str


def read_safety(lines: Sequence[Line], heading: str, reading: Reading) -> tuple[list[Line], list[SafetyNote]]:
    """The lines that are no notes, and the notes."""
    others: list[Line] = []
    notes: list[SafetyNote] = []
    covers: list[_Cover] = []
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        if line.kind not in LISTED:
            covers = [_Cover(-1, _words(line))] if _introduces_signs(line, after) else []
            if not covers:
                others.append(line)
            continue
        while covers and covers[-1].indent >= line.indent:
            covers.pop()
        if _introduces_inner(line, after) and len(_label([*covers, _Cover(0, _words(line))])) <= _LONGEST_LABEL:
            covers.append(_Cover(line.indent, _words(line)))
        else:
            with reading.at(f"safety_notes[{len(notes)}]"):
                notes.append(_note(line, covers, heading, reading))
    return others, notes


def _introduces_signs(line: Line, after: Line | None) -> bool:
    """A sentence such as "Call 999 if:" above bullets. Other sentences with a colon stay in the text."""
    if line.kind is Kind.ROW or after is None or after.kind not in LISTED or len(line.text) > _LONGEST_LABEL:
        return False
    return line.text.endswith(":") and bool(_NEEDS_HELP.search(line.text) or _DO.fullmatch(_words(line)))


def _introduces_inner(line: Line, after: Line | None) -> bool:
    if after is None or after.kind not in LISTED or after.indent <= line.indent:
        return False
    return line.text.endswith(":")


def _words(line: Line) -> str:
    return line.text.removesuffix(":").rstrip()


def _label(covers: Sequence[_Cover]) -> str:
    return " – ".join(cover.words for cover in covers)


def _note(line: Line, covers: Sequence[_Cover], heading: str, reading: Reading) -> SafetyNote:
    """A note's label is its own, or else the words that introduce its list: those belong to each of its signs."""
    label, text = split_label(line.text)
    does = _DO.fullmatch(covers[0].words) if covers else None
    if does and not _NEEDS_HELP.search(line.text):
        kind = NoteKind.DO if does["do"] else NoteKind.DO_NOT
        return SafetyNote(kind=kind, label=plain(label, line.number, reading), text=cite(text, line.number, reading))
    if covers and not does:
        label, text = _label(covers), line.text
    said = f"{label}: {text}"
    flags_by_heading = bool(_FLAG_HEADING.search(heading)) and not _MIXED_HEADING.search(heading)
    is_flag = flags_by_heading or _NEEDS_HELP.search(said)
    return SafetyNote(
        kind=NoteKind.RED_FLAG if is_flag else NoteKind.TIP,
        label=plain(label, line.number, reading),
        text=cite(text, line.number, reading),
        urgency=(_urgency(said) or _urgency(heading)) if is_flag else Urgency.UNSET,
    )


def _urgency(text: str) -> Urgency:
    """What the text itself names; unset where it names nothing or more than one."""
    named = [urgency for urgency, words in _NAMED.items() if words.search(text)]
    return named[0] if len(named) == 1 else Urgency.UNSET
