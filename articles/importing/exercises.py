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

_GOAL = re.compile(r"(?:goal|aim|purpose)\s*:\s*", re.IGNORECASE)
_HOW = re.compile(r"(?:how|how to(?: do it)?|instructions|method)\s*:\s*", re.IGNORECASE)
_PROGRESSION = re.compile(
    r"(?P<said>progressions?|easier or harder)\s*:\s*|(?:to )?(?:make it )?(?:easier|harder)\s*:\s*", re.IGNORECASE
)
_STOP = re.compile(r"(?:stop (?:if|when)|when to stop)\s*:\s*", re.IGNORECASE)
_CAUTION = re.compile(
    r"\b(?:stop|consult|instruct\w*|advice|advise\w*|supervis\w*|do not|don['’]t|never|avoid|unless|careful\w*"
    r"|ask (?:a|your)|(?:check|speak|talk) (?:with|to)|before (?:you|starting|beginning)|sharp pain)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 200


def is_exercise_part(line: Line) -> bool:
    """Whether the line says an exercise's goal or how it is done."""
    return line.kind is not Kind.ROW and bool(_GOAL.match(line.text) or _HOW.match(line.text))


def _is_labelled(line: Line) -> bool:
    """Whether the line begins any part of an exercise. Only a goal or a how can begin the exercise itself."""
    return line.kind is not Kind.ROW and bool(
        is_exercise_part(line) or _PROGRESSION.match(line.text) or _STOP.match(line.text)
    )


def is_exercise_name(lines: Sequence[Line], index: int) -> bool:
    """Whether the line names an exercise: its goal or how follows at once, below it."""
    if index + 1 >= len(lines) or _is_labelled(lines[index]) or not is_exercise_part(lines[index + 1]):
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
        if how_begun and line.kind is Kind.TEXT and not _is_labelled(line):
            return last[:index], last[index:]
        found = _HOW.match(line.text) or _STOP.match(line.text) or _PROGRESSION.match(line.text)
        if found:
            how_begun = found.end() < len(line.text)
    return last, []


def read_exercise(lines: Sequence[Line], reading: Reading) -> Exercise:
    """One exercise from its lines, the name first. Lines without a label belong to the part above, or else to the how.

    A goal is one line: what follows it belongs to the how.
    """
    name, *parts = lines
    goal: list[Line] = []
    how: list[Line] = []
    progression: list[Line] = []
    stop: list[Line] = []
    goal_read = how_read = False
    part = how
    for line in parts:
        goal_found, how_found = _GOAL.match(line.text), _HOW.match(line.text)
        if (goal_found and goal_read) or (how_found and how_read):
            reason = _("This exercise has two lines of this kind. The name of another exercise may be missing.")
            reading.report(line.number, line.text, reason)
        elif goal_found:
            goal_read, goal, part = True, _without_label(line, goal_found.end()), how
        elif how_found:
            how_read, part = True, how
            how += _without_label(line, how_found.end())
        elif found := _STOP.match(line.text):
            part = stop
            stop += _without_label(line, found.end())
        elif found := _PROGRESSION.match(line.text):
            part = progression
            progression += (
                _without_label(line, found.end()) if found["said"] else [line._replace(kind=Kind.BULLET, indent=0)]
            )
        else:
            part.append(line)
    return Exercise(
        name=plain(name.text.removesuffix(":").rstrip(), name.number, reading),
        goal=markdown(goal, reading),
        how=markdown(how, reading),
        dose=_dose(name, how, reading),
        progression=markdown(progression, reading),
        stop=markdown(stop, reading),
    )


def _without_label(line: Line, label_end: int) -> list[Line]:
    text = line.text[label_end:]
    return [line._replace(kind=Kind.TEXT, text=text, indent=0)] if text else []


def _dose(name: Line, how: Sequence[Line], reading: Reading) -> Dose:
    dose, doubts = read_dose("\n".join(line.text for line in how))
    for doubt in doubts:
        reading.report(how[0].number, f"{name.text.removesuffix(':')}: {doubt.text}", doubt.reason)
    return dose
