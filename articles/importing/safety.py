"""The grammar of safety notes: tips, things to do and not to do, and red flags with the urgency that the text names."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from articles.content import NoteKind, SafetyNote, Urgency
from articles.importing.citations import cite, plain
from articles.importing.flags import Weight, announces_flags, may_be_flag, needs_help, tells_to_get_help, urgency, weigh
from articles.importing.lines import LISTED, Kind, Line
from articles.importing.prose import split_label
from articles.importing.reading import Reading
from articles.importing.recognising import is_about
from articles.importing.vocabulary import About

_LONGEST_LABEL = 200
_DO = re.compile(
    r"(?P<do>(?:things to )?dos?)|(?:things )?(?:to )?(?:don['’]?ts?|do not|not to do|avoid)", re.IGNORECASE
)
"""What heads a list of things to do, or not to do, and nothing else."""
_INTRODUCES = re.compile(r"(?::|…|\.\.\.| if| when|\b(?:following|these|any of|below)\b[^.]{0,40}\.)$", re.IGNORECASE)
_BOLD_LABEL = re.compile(
    r"(?P<mark>\*{1,3}|_{1,3})(?P<label>[^*_:]{1,60}?)\s*(?::\s*(?P=mark)|(?P=mark)\s*(?::|[–—-](?=\s)))\s*(?=\S)"
)


class _Cover(NamedTuple):
    """Words that introduce the lines below them, such as "Call 999 if:", down to that indent."""

    indent: int
    words: str


def is_pure_flags(heading: str) -> bool:
    """Whether a heading announces red flags and nothing else."""
    return announces_flags(heading) and not is_about(heading, About.TIPS)


def read_safety(lines: Sequence[Line], heading: str, reading: Reading) -> tuple[list[Line], list[SafetyNote]]:
    """The lines that are no notes, and the notes."""
    others: list[Line] = []
    notes: list[SafetyNote] = []
    covers: list[_Cover] = []
    columns: tuple[str, ...] = ()
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if line.kind is Kind.ROW:
            covers = []
            if index == 0 or lines[index - 1].kind is not Kind.ROW:
                columns = line.cells if all(map(_DO.fullmatch, line.cells)) else ()
            _read_row(line, columns, heading, notes, others, reading)
        elif line.kind not in LISTED:
            covers = [_Cover(-1, _words(line))] if introduces_signs(line, after) else []
            if not covers and _is_note_without_bullet(line, heading):
                with reading.at(f"safety_notes[{len(notes)}]"):
                    notes.append(_note(line, [], heading, reading))
            elif not covers:
                others.append(line)
        else:
            while covers and covers[-1].indent >= line.indent:
                covers.pop()
            if _introduces_inner(line, after) and len(_label([*covers, _Cover(0, _words(line))])) <= _LONGEST_LABEL:
                covers.append(_Cover(line.indent, _words(line)))
                continue
            with reading.at(f"safety_notes[{len(notes)}]"):
                notes.append(_note(line, covers, heading, reading))
    return others, notes


def introduces_signs(line: Line, after: Line | None) -> bool:
    """A sentence such as "Call 999 if:" above bullets. Other sentences with a colon stay in the text."""
    if line.kind is Kind.ROW or after is None or after.kind not in LISTED or len(line.text) > _LONGEST_LABEL:
        return False
    words = line.words
    if _DO.fullmatch(_words(line)):
        return words.endswith(":") or line.kind is Kind.HEADING
    is_introduction = _INTRODUCES.search(words) or line.kind is Kind.HEADING
    return is_introduction and (needs_help(words) or weigh(words) is Weight.FLAG_IN_DOUBT)


def is_do_heading(words: str) -> bool:
    """Whether the words head a list of things to do, or not to do, and nothing else."""
    return _DO.fullmatch(words.rstrip(" :")) is not None


def _introduces_inner(line: Line, after: Line | None) -> bool:
    if after is None or after.kind not in LISTED or after.indent <= line.indent:
        return False
    return line.words.endswith(":")


def _is_note_without_bullet(line: Line, heading: str) -> bool:
    """A paragraph that tells to get help is a red flag, wherever it stands in a section on safety."""
    if line.kind is Kind.HEADING:
        return False
    return tells_to_get_help(line.words) or (is_pure_flags(heading) and may_be_flag(line.words))


def _words(line: Line) -> str:
    return line.words.rstrip(" :").removesuffix("…").removesuffix("...").rstrip()


def _label(covers: Sequence[_Cover]) -> str:
    return " – ".join(cover.words for cover in covers)


def own_label(text: str) -> tuple[str, str]:
    """ "Label: words" or "**Label** – words" as its two parts; a text without a label has an empty one."""
    if found := _BOLD_LABEL.match(text):
        return found["label"], text[found.end() :]
    return split_label(text)


def _note(line: Line, covers: Sequence[_Cover], heading: str, reading: Reading) -> SafetyNote:
    """A note's label is its own, or else the words that introduce its list: those belong to each of its signs."""
    label, text = own_label(line.text)
    does = _DO.fullmatch(covers[0].words if covers else heading.rstrip(" :"))
    weight = weigh(line.words)
    if does and weight is not Weight.FLAG:
        kind = NoteKind.DO if does["do"] else NoteKind.DO_NOT
        _tell_doubt(line, weight, kind, reading)
        return SafetyNote(kind=kind, label=plain(label, line.number, reading), text=cite(text, line.number, reading))
    if covers and not does:
        label, text = _label(covers), line.text
    return _weighed(line, label, text, heading, reading)


def _weighed(line: Line, label: str, text: str, heading: str, reading: Reading) -> SafetyNote:
    said = f"{label}: {text}"
    weight = Weight.FLAG if is_pure_flags(heading) else weigh(said)
    kind = NoteKind.RED_FLAG if weight in (Weight.FLAG, Weight.FLAG_IN_DOUBT) else NoteKind.TIP
    _tell_doubt(line, weight, kind, reading)
    return SafetyNote(
        kind=kind,
        label=plain(label, line.number, reading),
        text=cite(text, line.number, reading),
        urgency=urgency(said, heading) if kind is NoteKind.RED_FLAG else Urgency.UNSET,
    )


def _tell_doubt(line: Line, weight: Weight, kind: NoteKind, reading: Reading) -> None:
    if kind is NoteKind.RED_FLAG and weight is Weight.FLAG_IN_DOUBT:
        reading.report(line.number, line.text, _("This may be a red flag or a tip. It was taken as a red flag."))
    elif kind is not NoteKind.RED_FLAG and weight in (Weight.TIP_IN_DOUBT, Weight.FLAG_IN_DOUBT):
        reading.report(line.number, line.text, _("This speaks of help. It was not taken as a red flag: check that."))


def _read_row(
    row: Line, columns: tuple[str, ...], heading: str, notes: list[SafetyNote], others: list[Line], reading: Reading
) -> None:
    """A row of a table of signs: what it says first is its label. The row that heads the table is told.

    Under `columns` such as ("Do", "Don't"), each cell is a note of its own.
    """
    if row.header or row.cells == columns:
        reading.report(row.number, row.text, _("This row heads a table of notes. The notes stand without it."))
    elif columns:
        for column, cell in zip(columns, row.cells, strict=False):
            if cell:
                with reading.at(f"safety_notes[{len(notes)}]"):
                    part = row._replace(kind=Kind.BULLET, text=cell)
                    notes.append(_note(part, [_Cover(-1, column)], heading, reading))
        for cell in row.cells[len(columns) :]:
            reading.report(row.number, cell, _("This cell stands beside the columns of its table."))
    elif len(row.cells) != 2 or not all(row.cells) or len(row.cells[0]) > _LONGEST_LABEL:
        others.append(row)
    else:
        with reading.at(f"safety_notes[{len(notes)}]"):
            notes.append(_weighed(row, row.cells[0], row.cells[1], heading, reading))
