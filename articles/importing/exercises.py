"""The grammar of exercises: a name on its own line, then "Goal: ..." and "How: ...", and perhaps "Stop if: ..."."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from articles.content import Dose, Exercise
from articles.importing.citations import plain
from articles.importing.dose import read_dose
from articles.importing.lines import Kind, Line
from articles.importing.prose import markdown
from articles.importing.reading import Reading
from articles.importing.vocabulary import Label, Labelled, labelled

_BEGINNING = (Label.GOAL, Label.HOW)
_PARTS = (*_BEGINNING, Label.PROGRESSION, Label.EASIER_OR_HARDER, Label.STOP)
_CAUTION = re.compile(
    r"\b(?:stop|consult|instruct\w*|advice|advise\w*|supervis\w*|do not|don['’]t|never|avoid|unless|careful\w*"
    r"|ask (?:a|your)|(?:check|speak|talk) (?:with|to)|before (?:you|starting|beginning)|sharp pain)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 200


def is_exercise_part(line: Line) -> bool:
    """Whether the line says an exercise's goal or how it is done: only these can begin the exercise itself."""
    return line.kind is not Kind.ROW and labelled(line.text, _BEGINNING) is not None


def _part_of(line: Line) -> Labelled | None:
    """The part of an exercise that the line begins."""
    return None if line.kind is Kind.ROW else labelled(line.text, _PARTS)


def is_exercise_name(lines: Sequence[Line], index: int) -> bool:
    """Whether the line names an exercise: its goal or how follows at once, below it."""
    if index + 1 >= len(lines) or _part_of(lines[index]) or not is_exercise_part(lines[index + 1]):
        return False
    line, part = lines[index], lines[index + 1]
    is_sentence = line.kind is Kind.TEXT and line.text.endswith(".")
    if line.kind is Kind.ROW or is_sentence or len(line.text) > _LONGEST_NAME:
        return False
    return line.kind is not Kind.BULLET or part.indent > line.indent


def split_exercises(lines: Sequence[Line]) -> tuple[list[Line], list[list[Line]]]:
    """The lines before the first exercise, and the lines of each exercise with its name first."""
    starts = [index for index in range(len(lines)) if is_exercise_name(lines, index)]
    if not starts:
        return list(lines), []
    ends = [*starts[1:], len(lines)]
    return list(lines[: starts[0]]), [list(lines[start:end]) for start, end in zip(starts, ends, strict=True)]


def split_precaution(before: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """The introduction, and the precaution: from the first sentence that cautions up to the first exercise."""
    for index, line in enumerate(before):
        if line.kind is Kind.TEXT and _CAUTION.search(line.text):
            return before[:index], before[index:]
    return before, []


def split_closing(last: list[Line]) -> tuple[list[Line], list[Line]]:
    """The last exercise, and the paragraphs after its last part, which may belong to the whole section."""
    how_begun = False
    for index, line in enumerate(last):
        part = _part_of(line)
        if how_begun and line.kind is Kind.TEXT and not part:
            return last[:index], last[index:]
        if part and part.label is not Label.GOAL:
            how_begun = bool(part.rest)
    return last, []


def read_exercise(lines: Sequence[Line], reading: Reading) -> Exercise:
    """One exercise from its lines, the name first. Lines without a label belong to the part above, or else to the how.

    A goal is one line: what follows it belongs to the how.
    """
    name, *others = lines
    parts: dict[Label, list[Line]] = {Label.HOW: []}
    begun = set[Label]()
    current = Label.HOW
    for line in others:
        part = _part_of(line)
        if not part:
            parts[current].append(line)
        elif part.label in _BEGINNING and part.label in begun:
            reason = _("This exercise has two lines of this kind. The name of another exercise may be missing.")
            reading.report(line.number, line.text, reason)
        else:
            begun.add(part.label)
            current = Label.HOW if part.label is Label.GOAL else part.label
            if part.label is Label.EASIER_OR_HARDER:
                current = Label.PROGRESSION
            parts.setdefault(part.label if part.label is Label.GOAL else current, []).extend(_own_words(line, part))
    return Exercise(
        name=plain(name.words.removesuffix(":").rstrip(), name.number, reading),
        goal=markdown(parts.get(Label.GOAL, []), reading),
        how=markdown(parts[Label.HOW], reading),
        dose=_dose(name, parts[Label.HOW], reading),
        progression=markdown(parts.get(Label.PROGRESSION, []), reading),
        stop=markdown(parts.get(Label.STOP, []), reading),
    )


def _own_words(line: Line, part: Labelled) -> list[Line]:
    """The line without its label; one that says "Easier" or "Harder" keeps it, as an item of a list."""
    if part.label is Label.EASIER_OR_HARDER:
        return [line._replace(kind=Kind.BULLET, indent=0)]
    return [line._replace(kind=Kind.TEXT, text=part.rest, indent=0)] if part.rest else []


def _dose(name: Line, how: Sequence[Line], reading: Reading) -> Dose:
    dose, doubts = read_dose("\n".join(line.text for line in how))
    for doubt in doubts:
        reading.report(how[0].number, f"{name.text.removesuffix(':')}: {doubt.text}", doubt.reason)
    return dose
