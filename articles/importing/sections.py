"""The grammar of sections: which kind one is, told by what it holds, and its parts."""

import re
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from articles.content import Section, SectionKind
from articles.importing.benefits import read_benefits, split_header, split_table
from articles.importing.citations import cite, plain
from articles.importing.exercises import read_exercise, split_closing, split_exercises, split_precaution
from articles.importing.lines import LISTED, Kind, Line
from articles.importing.outline import Block
from articles.importing.prose import markdown
from articles.importing.reading import Reading
from articles.importing.safety import SAFETY_HEADING, read_safety
from articles.importing.vocabulary import Label, labelled

_CONCLUSION = re.compile(
    r"(?:in )?(?:conclusion|summary)\b|to sum up\b|key (?:points|takeaways)\b|final thoughts\b", re.IGNORECASE
)


def read_section(block: Block, reading: Reading) -> Section:
    heading = block.heading
    lines, insight = _split_insight(block.lines, reading)
    if heading and not block.lines:
        reading.report(heading.number, heading.text, _("Nothing stands under this heading."))
    words = heading.words if heading else ""
    parts = _parts(words, lines, reading)
    return Section(heading=plain(words, heading.number, reading) if heading else "", insight=insight, **parts)


def _split_insight(lines: Sequence[Line], reading: Reading) -> tuple[list[Line], str]:
    others, insights = [], []
    for line in lines:
        found = labelled(line.text, (Label.INSIGHT,)) if line.kind is not Kind.ROW else None
        if found and found.rest:
            insights.append(cite(found.rest, line.number, reading))
        else:
            others.append(line)
    return others, "\n\n".join(insights)


def _parts(heading: str, lines: list[Line], reading: Reading) -> dict[str, Any]:
    """The fields of a Section that its kind makes of its lines, the kind among them."""
    about_safety = bool(SAFETY_HEADING.search(heading))
    if split_exercises(lines)[1]:
        return _exercises(lines, reading)
    if about_safety and any(line.kind in LISTED for line in lines):
        return _safety(heading, lines, reading)
    if split_table(lines)[1]:
        return _benefits(lines, reading)
    if about_safety:
        kind = SectionKind.SAFETY
    else:
        kind = SectionKind.CONCLUSION if _CONCLUSION.match(heading) else SectionKind.TEXT
    return {"kind": kind, "body": markdown(lines, reading)}


def _exercises(lines: list[Line], reading: Reading) -> dict[str, Any]:
    before, groups = split_exercises(lines)
    introduction, precaution = split_precaution(before)
    groups[-1], closing = split_closing(groups[-1])
    return {
        "kind": SectionKind.EXERCISES,
        "body": markdown([*introduction, *_moved(closing, reading)], reading),
        "precaution": markdown(precaution, reading),
        "exercises": tuple(read_exercise(group, reading) for group in reading.each("exercises", groups)),
    }


def _benefits(lines: list[Line], reading: Reading) -> dict[str, Any]:
    before, rows, after = split_table(lines)
    header, rows = split_header(rows)
    labels = {"benefit_label": header.cells[0], "how_label": header.cells[1]} if header else {}
    return {
        "kind": SectionKind.BENEFITS,
        "body": markdown([*before, *_moved(after, reading)], reading),
        "benefits": read_benefits(rows, reading),
    } | labels


def _safety(heading: str, lines: list[Line], reading: Reading) -> dict[str, Any]:
    first_note = next(index for index, line in enumerate(lines) if line.kind in LISTED)
    others, notes = read_safety(lines, heading, reading)
    _moved([line for line in others if line.number > lines[first_note].number], reading)
    return {"kind": SectionKind.SAFETY, "body": markdown(others, reading), "safety_notes": tuple(notes)}


def _moved(lines: list[Line], reading: Reading) -> list[Line]:
    """The same lines, reported: a section prints its text before its rows, and these stood after them."""
    for line in lines:
        reason = _("This stood below the rows of its section. It was placed above them: check that it fits there.")
        reading.report(line.number, line.text, reason)
    return lines
