"""Numbers that are told twice: how many exercises a heading promises, and the dose inside an exercise's text."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.checks.findings import Finding, error, warning
from articles.checks.numbers import NUMBER, RANGE, limits, value
from articles.checks.prose import markdown_sentences
from articles.content import Content, Dose, DoseKind

_PROMISED = re.compile(
    rf"(?:(?P<before>[\w-]+)\s+)?(?<![\w.,–-])(?P<number>{NUMBER})(?P<between>(?:\s+(?!{NUMBER}\b)[\w'’&-]+){{0,5}}?)"
    r"\s+(?:(?:exercises|stretches|movements|moves)\b|exercise(?=\s*(?:$|[:,.–-]|for\b|to\b|that\b)))",
    re.IGNORECASE,
)
# "Phase 2 exercises", "4 to 6 exercises", "10 minutes of exercises" do not say how many exercises there are.
_NOT_COUNTED_AFTER = re.compile(
    r"aged?|chapter|day|grade|least|level|month|or|over|part|phase|session|set|stage|step|than|to|type|under|week", re.I
)
_NOT_COUNTED_BEFORE = re.compile(r"\b(?:of|(?:second|minute|hour|day|week|month|year)s?)\b", re.I)


def headings_count_right(content: Content) -> Iterator[Finding]:
    for index, section in enumerate(content.sections):
        promised = _promised(section.heading)
        there = len(section.exercises)
        if there and promised and there not in {*promised, sum(promised)}:
            message = _("The heading says {promised}, but there are {there} exercises under it.").format(
                promised=promised[0], there=there
            )
            advice = _("Change the number in the heading, or the exercises.")
            yield error(content, "wrong-count", f"sections[{index}].heading", message, advice)


def _promised(heading: str) -> list[int]:
    return [
        value(found["number"])
        for found in _PROMISED.finditer(heading)
        if not _NOT_COUNTED_AFTER.fullmatch(found["before"] or "") and not _NOT_COUNTED_BEFORE.search(found["between"])
    ]


_HOLD = re.compile(rf"\bhold\w*\b.{{0,80}}?{RANGE}[\s-]*(?P<unit>sec|min)", re.IGNORECASE)
_REPEAT = re.compile(
    rf"\b(?:repeat|do|perform|complete)\b.{{0,80}}?{RANGE}\s*(?:times|repetitions|reps)\b"
    r"(?!\s+(?:a|per|each|every)\s+(?:day|week|hour|month)|\s+(?:daily|weekly))",
    re.IGNORECASE,
)
_SETS = re.compile(rf"{RANGE}\s*sets\b", re.IGNORECASE)


def doses_agree_with_text(content: Content) -> Iterator[Finding]:
    for index, section in enumerate(content.sections):
        for row, exercise in enumerate(section.exercises):
            place = f"sections[{index}].exercises[{row}].how"
            for told in _contradictions(exercise.how, exercise.dose):
                message = _("The text says “{told}”, which is not what the dose says.").format(told=told)
                advice = _("Make the text and the dose agree, or leave the numbers to the dose.")
                yield warning(content, "dose-contradicts-text", place, message, advice)


def _contradictions(how: str, dose: Dose) -> Iterator[str]:
    """The words of the text that say another number than the dose. One agreeing mention is enough."""
    if dose.kind != DoseKind.NUMBERS:
        return
    text = "\n".join(sentence.text for sentence in markdown_sentences(how))
    holds = {
        found[0]: [limit * (60 if found["unit"].lower() == "min" else 1) for limit in limits(found)]
        for found in _HOLD.finditer(text)
    }
    repeats = {found[0]: limits(found) for found in _REPEAT.finditer(text)}
    sets = {found[0]: limits(found) for found in _SETS.finditer(text)}
    repetitions = (dose.repetitions_from, dose.repetitions_to or dose.repetitions_from)
    if dose.hold_seconds and not any(low <= dose.hold_seconds <= high for low, high in holds.values()):
        yield from list(holds)[:1]
    if dose.repetitions_from and repetitions not in repeats.values():
        yield from list(repeats)[:1]
    if dose.sets and not any(low <= dose.sets <= high for low, high in sets.values()):
        yield from list(sets)[:1]
