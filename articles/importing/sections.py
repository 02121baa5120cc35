"""The grammar of sections: the table of their kinds, and how each is recognised and read."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from articles.content import NoteKind, Section, SectionKind
from articles.importing.benefits import read_benefits, split_header, split_table
from articles.importing.citations import cite, plain
from articles.importing.exercises import read_exercise, split_closing, split_exercises, split_precaution
from articles.importing.flags import announces_flags, is_call_for_help, may_be_flag, needs_help, tells_to_get_help
from articles.importing.lines import LISTED, Kind, Line
from articles.importing.outline import Block
from articles.importing.prose import markdown
from articles.importing.reading import Reading
from articles.importing.recognising import is_about, labelled
from articles.importing.safety import introduces_signs, is_do_heading, is_pure_flags, read_safety
from articles.importing.vocabulary import About, Label

Fields = dict[str, Any]
"""Fields of a Section by name, its kind not among them."""


class KindOfSection(NamedTuple):
    """How sections of one kind are recognised, by heading and lines, and how their lines become fields."""

    kind: SectionKind
    recognises: Callable[[str, Sequence[Line]], bool]
    reads: Callable[[str, Sequence[Line], Reading], Fields]


def read_section(block: Block, reading: Reading) -> Section:
    """The section of a block: the first kind of the table that recognises it."""
    heading = block.heading
    lines, insight = _split_insight(block.lines, reading)
    if heading and not block.lines:
        reading.report(heading.number, heading.text, _("Nothing stands under this heading."))
    words = heading.words if heading else ""
    row = next(row for row in KINDS if row.recognises(words, lines))
    fields = row.reads(words, lines, reading)
    _tell_unmet_flags(heading, fields, reading)
    printed = plain(words, heading.number, reading) if heading else ""
    return Section(kind=row.kind, heading=printed, insight=insight, **fields)


def _tell_unmet_flags(heading: Line | None, fields: Fields, reading: Reading) -> None:
    """A heading that announces red flags above text in which none was recognised is told."""
    flags = [note for note in fields.get("safety_notes", ()) if note.kind == NoteKind.RED_FLAG]
    if heading and is_pure_flags(heading.words) and not flags and fields.get("body"):
        reason = _("This announces signs that need help, but none was recognised below it. Make red flags of them.")
        reading.report(heading.number, heading.text, reason)


def _split_insight(lines: Sequence[Line], reading: Reading) -> tuple[list[Line], str]:
    others, insights = [], []
    for line in lines:
        found = labelled(line.text, (Label.INSIGHT,)) if line.kind is not Kind.ROW else None
        if found and found.rest:
            insights.append(cite(found.rest, line.number, reading))
        else:
            others.append(line)
    return others, "\n\n".join(insights)


def has_exercises(heading: str, lines: Sequence[Line]) -> bool:
    return bool(split_exercises(lines, heading)[1])


def has_notes(heading: str, lines: Sequence[Line]) -> bool:
    """A heading about safety above a list, a table or a call for help; or a list in which a sign hides among tips."""
    if is_on_safety(heading):
        says = may_be_flag if is_pure_flags(heading) else tells_to_get_help
        return any(line.kind in (*LISTED, Kind.ROW) or says(line.words) for line in lines)
    if lines and all(line.kind is Kind.TEXT and is_call_for_help(line.words) for line in lines):
        return True
    if not heading and any(tells_to_get_help(line.words) for line in lines):
        return True
    rows = [line for line in lines if line.kind is Kind.ROW and len(line.cells) == 2 and not line.header]
    return (
        any(line.kind in LISTED and needs_help(line.words) for line in lines)
        or any(introduces_signs(line, after) for line, after in pairwise(lines))
        or 0 < len(rows) <= 2 * sum(needs_help(row.text) for row in rows)
    )


def has_table(_heading: str, lines: Sequence[Line]) -> bool:
    return bool(split_table(lines)[1])


def is_on_safety(heading: str, _lines: Sequence[Line] = ()) -> bool:
    return is_about(heading, About.SAFETY) or announces_flags(heading) or is_do_heading(heading)


def is_conclusion(heading: str, _lines: Sequence[Line]) -> bool:
    return is_about(heading, About.CONCLUSION)


def is_anything(_heading: str, _lines: Sequence[Line]) -> bool:
    return True


def read_exercises(heading: str, lines: Sequence[Line], reading: Reading) -> Fields:
    before, groups = split_exercises(lines, heading)
    introduction, precaution = split_precaution(before)
    groups[-1], closing = split_closing(groups[-1])
    return {
        "body": markdown([*introduction, *_moved(closing, reading)], reading),
        "precaution": markdown(precaution, reading),
        "exercises": tuple(read_exercise(group, reading) for group in reading.each("exercises", groups)),
    }


def read_table(_heading: str, lines: Sequence[Line], reading: Reading) -> Fields:
    before, rows, after = split_table(lines)
    header, rows = split_header(rows)
    labels = {"benefit_label": header.cells[0], "how_label": header.cells[1]} if header else {}
    return {
        "body": markdown([*before, *_moved(after, reading)], reading),
        "benefits": read_benefits(rows, reading),
    } | labels


def read_notes(heading: str, lines: Sequence[Line], reading: Reading) -> Fields:
    others, notes = read_safety(lines, heading, reading)
    kept = {line.number for line in others}
    first_note = next((line.number for line in lines if line.number not in kept), None)
    _moved([line for line in others if first_note is not None and line.number > first_note], reading)
    return {"body": markdown(others, reading), "safety_notes": tuple(notes)}


def read_body(_heading: str, lines: Sequence[Line], reading: Reading) -> Fields:
    return {"body": markdown(lines, reading)}


KINDS = [
    # kind                                recognised by    read by
    KindOfSection(SectionKind.EXERCISES, has_exercises, read_exercises),
    KindOfSection(SectionKind.SAFETY, has_notes, read_notes),
    KindOfSection(SectionKind.BENEFITS, has_table, read_table),
    KindOfSection(SectionKind.SAFETY, is_on_safety, read_body),
    KindOfSection(SectionKind.CONCLUSION, is_conclusion, read_body),
    KindOfSection(SectionKind.TEXT, is_anything, read_body),
]
"""The kinds in order: the first that recognises a section reads it. A new kind is a row here and a file of its own."""


def _moved(lines: list[Line], reading: Reading) -> list[Line]:
    """The same lines, reported: a section prints its text before its rows, and these stood after them."""
    for line in lines:
        reason = _("This stood below the rows of its section. It was placed above them: check that it fits there.")
        reading.report(line.number, line.text, reason)
    return lines
