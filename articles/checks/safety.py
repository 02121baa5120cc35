"""Safety: red flags are there, each says what to look for and how quickly it needs help."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.checks.findings import Finding, error, warning
from articles.checks.prose import has_words, says_something
from articles.content import Content, NoteKind, SafetyNote, Urgency
from articles.nation import nation

_MOST_WARNINGS = 2


def red_flags_are_there(content: Content) -> Iterator[Finding]:
    if not any(note.kind == NoteKind.RED_FLAG for _place, note in _notes(content)):
        advice = _("Add a section on safety, and in it the signs that need help, each with how quickly.")
        yield error(content, "no-red-flags", "sections", _("The article names no red flag at all."), advice)


def red_flags_have_urgency(content: Content) -> Iterator[Finding]:
    for place, note in _notes(content):
        if note.kind == NoteKind.RED_FLAG and note.urgency == Urgency.UNSET:
            message = _("It is not set how quickly this red flag needs help.")
            where = {
                "number": nation().emergency_number,
                "department": nation().department,
                "whom": nation().urgent_short,
            }
            advice = _("Choose: %(number)s or %(department)s now; the same day, %(whom)s; or see a GP soon.") % where
            yield error(content, "no-urgency", f"{place}.urgency", message, advice)


def notes_say_something(content: Content) -> Iterator[Finding]:
    for place, note in _notes(content):
        if not says_something(note.text):
            advice = _("Write the text, or remove the note.")
            yield error(content, "empty-safety-note", f"{place}.text", _("The safety note has no text."), advice)
        if not has_words(note.label) and note.kind not in (NoteKind.DO, NoteKind.DO_NOT):
            advice = _("Write a label of a few words, so that readers find it at a glance.")
            yield warning(content, "no-safety-label", f"{place}.label", _("The safety note has no label."), advice)


def warnings_are_few(content: Content) -> Iterator[Finding]:
    """NHS service manual, warning callouts: with more than two on a page, readers stop noticing any."""
    heeded = [index for index, section in enumerate(content.sections) if says_something(section.precaution)]
    for index in heeded[_MOST_WARNINGS:]:
        message = _("This is more than the second warning on the page.")
        advice = _("Keep two at most, so that each is read. Put what all exercises need before the first of them.")
        yield warning(content, "many-warnings", f"sections[{index}].precaution", message, advice)


def _notes(content: Content) -> Iterator[tuple[str, SafetyNote]]:
    for index, section in enumerate(content.sections):
        for row, note in enumerate(section.safety_notes):
            yield f"sections[{index}].safety_notes[{row}]", note
