"""The grammar of exercises: a name, its goal, how it is done with its dose, and perhaps when to stop."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from articles.content import Dose, Exercise
from articles.importing.citations import plain
from articles.importing.dose import read_dose, says_how_much
from articles.importing.exercise_names import (
    bare_name,
    exercise_names,
    is_exercise_name,
    is_only_counted,
    name_and_words,
)
from articles.importing.exercise_parts import Part, is_exercise_part, part_of, unfolded
from articles.importing.exercise_tables import heads_exercises, opened
from articles.importing.lines import LISTED, Kind, Line
from articles.importing.prose import markdown
from articles.importing.reading import Reading
from articles.importing.vocabulary import Label

__all__ = [
    "is_exercise_name",
    "is_exercise_part",
    "read_exercise",
    "split_closing",
    "split_exercises",
    "split_precaution",
]

_CAUTION = re.compile(
    r"\b(?:stop|consult|instruct\w*|advice|advise\w*|supervis\w*|do not|don['’]t|never|avoid|unless|careful\w*|caution"
    r"|ask (?:a|your|for)|(?:check|speak|talk) (?:with|to)|before (?:you|starting|beginning)|sharp pain|skip|leave out"
    r"|wait until|see (?:a|your)|only if|must not|should not|shouldn['’]t|(?:more|severe|worse) pain"
    r"|if (?:the |your )?pain|painkillers?|dizzy|settle by)\b",
    re.IGNORECASE,
)
_STOPS = re.compile(r"(?:please )?stop (?:at once |straight away |immediately )?(?:if|when)\b", re.IGNORECASE)
_OF_ALL = re.compile(
    r"\b(?:these|all|both|each|every|the|your)\s(?:\w+\s)?(?:exercises?|stretches|moves|movements)\b", re.IGNORECASE
)
_GOALS = (Label.GOAL, Label.WHY)
_KEEPS_LABEL = (Label.EASIER_OR_HARDER, Label.AVOID)
_FIELD = {
    Label.WHY: Label.GOAL,
    Label.STEPS: Label.HOW,
    Label.DOSE: Label.HOW,
    Label.EASIER_OR_HARDER: Label.PROGRESSION,
    Label.AVOID: Label.STOP,
}
"""Where the words behind a label go, if the label is not the name of a field itself."""


def split_exercises(lines: Sequence[Line], heading: str = "") -> tuple[list[Line], list[list[Line]]]:
    """The lines before the first exercise, and the lines of each exercise with its name first."""
    pieces = unfolded(list(opened(lines)))
    starts = [name.at for name in exercise_names(pieces, heading)]
    if not starts:
        return list(lines), []
    ends = [*starts[1:], len(pieces)]
    return list(pieces[: starts[0]]), [list(pieces[start:end]) for start, end in zip(starts, ends, strict=True)]


def split_precaution(before: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """The introduction, and the precaution: from the first sentence that cautions up to the first exercise."""
    for index, line in enumerate(before):
        if line.kind is not Kind.ROW and _CAUTION.search(line.words):
            return before[:index], before[index:]
    return before, []


def split_closing(last: list[Line]) -> tuple[list[Line], list[Line]]:
    """The last exercise, and the paragraphs after its last part, which may belong to the whole section.

    A paragraph that says how much to do, or when to stop, belongs to the exercise.
    """
    if not any(part_of(line) for line in last[1:]):
        return _split_at_heading(last)
    how_begun = False
    first = 2 if is_only_counted(last[0]) else 1
    for index, line in enumerate(last[first:], start=first):
        part = part_of(line)
        if part:
            how_begun = bool(part.rest) if part.label not in _GOALS else how_begun
        elif line.kind is Kind.HEADING or (how_begun and line.kind is Kind.TEXT and not _of_exercise(line)):
            return last[:index], last[index:]
        else:
            how_begun = True
    return last, []


def _of_exercise(line: Line) -> bool:
    return says_how_much(line.words) and not _OF_ALL.search(line.words)


def _split_at_heading(last: list[Line]) -> tuple[list[Line], list[Line]]:
    for index, line in enumerate(last[1:], start=1):
        if line.kind is Kind.HEADING:
            return last[:index], last[index:]
    return last, []


def read_exercise(lines: Sequence[Line], reading: Reading) -> Exercise:
    """One exercise from its lines, the name first. Lines without a label belong to the part above, or else to the how.

    A goal is one line: what follows it belongs to the how.
    """
    name, parts = lines[0], {Label.HOW: list[Line]()}
    others = list(lines[1:])
    if is_only_counted(name) and others and not part_of(others[0]):
        reading.stands(name.number)
        name = others.pop(0)
    if said := _words_beside_name(name, others):
        name, beside = name._replace(text=said[0]), _paragraph(name, said[1])
        has_goal = any((part := part_of(line)) and part.label in _GOALS for line in others)
        if part_of(beside):
            others.insert(0, beside)
        else:
            parts[Label.HOW if has_goal or not others else Label.GOAL] = [beside]
    if not any(part_of(line) for line in others):
        reason = _("Read as an exercise, though no “Goal” or “How” says so. Check that it is one.")
        reading.report(name.number, name.text, reason)
    _sort(others, parts, reading)
    return Exercise(
        name=plain(_name(name), name.number, reading),
        goal=markdown(parts.get(Label.GOAL, []), reading),
        how=markdown(parts[Label.HOW], reading),
        dose=_dose(name, parts[Label.HOW], reading),
        progression=markdown(parts.get(Label.PROGRESSION, []), reading),
        stop=markdown(parts.get(Label.STOP, []), reading),
    )


def _name(line: Line) -> str:
    bare = line._replace(text=bare_name(line.text)).words
    return re.sub(r"\s*[:.–—-]+$", "", bare) or line.words


def _words_beside_name(name: Line, others: Sequence[Line]) -> tuple[str, str] | None:
    """The name and the words behind it, where one line gives both."""
    said = name_and_words(name.text)
    if not said or name.kind is Kind.HEADING:
        return None
    return (
        said
        if not others or name.text.lstrip("0123456789.) ").startswith(("**", "__")) or not _is_short(said[1])
        else None
    )


def _is_short(words: str) -> bool:
    """ "Bridge – single leg" is one name."""
    return len(words.split()) < 3


def _sort(lines: Sequence[Line], parts: dict[Label, list[Line]], reading: Reading) -> None:
    """Puts each line into the part that it begins or continues."""
    begun = set[Label]()
    current = Label.HOW
    goal_is_open = False
    for line in lines:
        if heads_exercises(line):
            reading.stands(line.number)
            continue
        part = part_of(line)
        field = _FIELD.get(part.label, part.label) if part else current
        if part and part.is_certain and field in begun:
            reason = _("This exercise has two lines of this kind. The name of another exercise may be missing.")
            reading.report(line.number, line.text, reason)
        elif part:
            begun |= {field}
            parts.setdefault(field, []).extend(_own_words(line, part))
            goal_is_open = field is Label.GOAL and not part.rest
            current = Label.HOW if field is Label.GOAL else field
        elif goal_is_open:
            parts[Label.GOAL].append(_shown(line))
            goal_is_open = line.kind in LISTED
        else:
            stops = line.kind is not Kind.NUMBERED and _STOPS.match(line.words) and len(lines) > 1
            parts.setdefault(Label.STOP if stops else current, []).append(_shown(line))


def _shown(line: Line) -> Line:
    """A heading inside an exercise is a bold paragraph of it."""
    return line._replace(kind=Kind.TEXT, text=f"**{line.words}**", level=0) if line.kind is Kind.HEADING else line


def _own_words(line: Line, part: Part) -> list[Line]:
    """The line without its label; a dose, and one that says "Easier" or "Harder", keep it."""
    if part.label in _KEEPS_LABEL:
        return [line._replace(kind=Kind.BULLET, text=f"{part.words}: {part.rest}".rstrip(" :"), indent=0, level=0)]
    if part.label is Label.DOSE:
        return [_paragraph(line, f"{part.words}: {part.rest}".rstrip())]
    return [_paragraph(line, part.rest)] if part.rest else []


def _paragraph(line: Line, text: str) -> Line:
    return line._replace(kind=Kind.TEXT, text=text, indent=0, level=0)


def _dose(name: Line, how: Sequence[Line], reading: Reading) -> Dose:
    """The dose that the how states. A doubt is told at the line where its words begin."""
    text, ends = "", []
    for line in how:
        text += line.words + (" " if _is_bare_dose(line) else "\n")
        ends.append(len(text))
    dose, doubts = read_dose(text.removesuffix("\n"))
    for doubt in doubts:
        at = next(index for index, end in enumerate(ends) if doubt.at < end)
        reading.report(how[at].number, f"{_name(name)}: {doubt.text}", doubt.reason)
    return dose


def _is_bare_dose(line: Line) -> bool:
    """ "Reps:" above "10" is one statement."""
    part = part_of(line)
    return bool(part and part.label is Label.DOSE and not part.rest)
