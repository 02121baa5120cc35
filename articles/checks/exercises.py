"""Exercises: a precaution before them, a name, how each is done, and how much of it."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.checks.findings import Finding, error, warning
from articles.checks.prose import has_words, says_something
from articles.content import Content, DoseKind, Exercise

_STOP = re.compile(r"\bstop", re.IGNORECASE)


def precaution_stands_before(content: Content) -> Iterator[Finding]:
    for index, section in enumerate(content.sections):
        if section.exercises and not says_something(section.precaution):
            message = _("There are exercises here without a precaution before them.")
            advice = _("Write what to heed before starting, and when to stop.")
            yield error(content, "no-precaution", f"sections[{index}].precaution", message, advice)


def exercises_are_whole(content: Content) -> Iterator[Finding]:
    for place, exercise in _exercises(content):
        if not has_words(exercise.name):
            advice = _("Name the exercise.")
            yield error(content, "no-exercise-name", f"{place}.name", _("The exercise has no name."), advice)
        if not says_something(exercise.how):
            advice = _("Describe it step by step: how to start, how to move, what to heed.")
            yield error(content, "no-how", f"{place}.how", _("Nothing says how the exercise is done."), advice)


def doses_are_set(content: Content) -> Iterator[Finding]:
    for place, exercise in _exercises(content):
        dose = exercise.dose
        if dose.kind in {DoseKind.AS_ADVISED, DoseKind.AS_COMFORTABLE}:
            if not has_words(dose.reason):
                message = _("The dose has no numbers, and no reason why.")
                advice = _("Give the reason; the reviewer sees it. Or set the numbers.")
                yield error(content, "no-dose-reason", f"{place}.dose.reason", message, advice)
        elif dose.kind == DoseKind.UNSET or not (dose.hold_seconds or dose.repetitions_from or dose.sets):
            advice = _("Choose the kind of dose. One in numbers needs seconds to hold, repetitions or sets.")
            yield error(content, "no-dose", f"{place}.dose", _("The exercise has no dose."), advice)


def stopping_is_said(content: Content) -> Iterator[Finding]:
    """A precaution that says when to stop counts for all the exercises below it."""
    for index, section in enumerate(content.sections):
        if _STOP.search(section.precaution):
            continue
        for row, exercise in enumerate(section.exercises):
            if not says_something(exercise.stop):
                message = _("Nothing says when to stop: neither the exercise nor the precaution before it.")
                advice = _("Say in the exercise, or once in the precaution, what should make somebody stop.")
                yield warning(content, "no-stop-rule", f"sections[{index}].exercises[{row}].stop", message, advice)


def _exercises(content: Content) -> Iterator[tuple[str, Exercise]]:
    for index, section in enumerate(content.sections):
        for row, exercise in enumerate(section.exercises):
            yield f"sections[{index}].exercises[{row}]", exercise
