"""The grammar of exercises: a name on its own line, then "Goal: ..." and "How: ..."."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from articles.content import Dose, Exercise
from articles.importing.citations import plain
from articles.importing.dose import read_dose
from articles.importing.lines import Kind, Line
from articles.importing.prose import markdown
from articles.importing.reading import Reading

_GOAL = re.compile(r"(?:goal|aim|purpose)\s*:\s*", re.IGNORECASE)
_HOW = re.compile(r"(?:how|how to(?: do it)?|instructions|method)\s*:\s*", re.IGNORECASE)
_CAUTION = re.compile(
    r"\b(?:stop|consult|instruct\w*|advice|advise\w*|supervis\w*|do not|don['’]t|never|avoid|unless|careful\w*"
    r"|ask (?:a|your)|(?:check|speak|talk) (?:with|to)|before (?:you|starting|beginning)|sharp pain)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 200


def is_exercise_part(line: Line) -> bool:
    """Whether the line says an exercise's goal or how it is done."""
    return line.kind is not Kind.ROW and bool(_GOAL.match(line.text) or _HOW.match(line.text))


def is_exercise_name(lines: Sequence[Line], index: int) -> bool:
    """Whether the line names an exercise: its goal or how follows at once, below it."""
    if index + 1 >= len(lines) or is_exercise_part(lines[index]) or not is_exercise_part(lines[index + 1]):
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
    """The last exercise, and the paragraphs after its how, which may belong to the whole section."""
    how_begun = False
    for index, line in enumerate(last):
        if how_begun and line.kind is Kind.TEXT and not is_exercise_part(line):
            return last[:index], last[index:]
        found = _HOW.match(line.text)
        how_begun = how_begun or bool(found and found.end() < len(line.text))
    return last, []


def read_exercise(lines: Sequence[Line], reading: Reading) -> Exercise:
    """One exercise from its lines, the name first. What is neither goal nor how belongs to the how."""
    name, *parts = lines
    goal: list[Line] = []
    how: list[Line] = []
    goal_read = how_read = False
    for line in parts:
        goal_found, how_found = _GOAL.match(line.text), _HOW.match(line.text)
        if (goal_found and goal_read) or (how_found and how_read):
            reason = _("This exercise has two lines of this kind. The name of another exercise may be missing.")
            reading.report(line.number, line.text, reason)
        elif goal_found:
            goal_read, goal = True, _without_label(line, goal_found.end())
        elif how_found:
            how_read, how = True, how + _without_label(line, how_found.end())
        else:
            how.append(line)
    return Exercise(
        name=plain(name.text.removesuffix(":").rstrip(), name.number, reading),
        goal=markdown(goal, reading),
        how=markdown(how, reading),
        dose=_dose(name, how, reading),
    )


def _without_label(line: Line, label_end: int) -> list[Line]:
    text = line.text[label_end:]
    return [line._replace(kind=Kind.TEXT, text=text, indent=0)] if text else []


def _dose(name: Line, how: Sequence[Line], reading: Reading) -> Dose:
    dose, doubts = read_dose("\n".join(line.text for line in how))
    for doubt in doubts:
        reading.report(how[0].number, f"{name.text.removesuffix(':')}: {doubt.text}", doubt.reason)
    return dose
