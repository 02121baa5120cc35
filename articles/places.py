"""Places in the content: paths such as `sections[3].exercises[0].how`, what an editor calls them, and their order."""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.content import Content, NoteKind, Part, SafetyNote

_STEP = re.compile(r"(?P<field>[a-z_0-9]+)(?:\[(?P<index>\d+)\])?")
_LONGEST_NAME = 60

NAMED_BY = {
    "sections": "heading",
    "benefits": "name",
    "exercises": "name",
    "safety_notes": "label",
    "faq": "question",
    "references": "key",
    "images": "alt",
}
"""The fields that hold rows, and which field of a row names it."""

_ROWS = {
    "sections": gettext_lazy("Section"),
    "benefits": gettext_lazy("Benefit"),
    "exercises": gettext_lazy("Exercise"),
    "safety_notes": gettext_lazy("Tip"),
    "faq": gettext_lazy("Question"),
    "references": gettext_lazy("Reference"),
    "images": gettext_lazy("Image"),
}

_NOTES = {
    NoteKind.DO: gettext_lazy("Do"),
    NoteKind.DO_NOT: gettext_lazy("Don’t"),
    NoteKind.RED_FLAG: gettext_lazy("Red flag"),
}

_FIELDS = {
    "alt": gettext_lazy("alternative text"),
    "answer": gettext_lazy("answer"),
    "benefit_label": gettext_lazy("heading of the first column"),
    "body": gettext_lazy("text"),
    "byline": gettext_lazy("byline"),
    "change_note": gettext_lazy("change note"),
    "citation": gettext_lazy("words of the citation"),
    "csl": gettext_lazy("library record"),
    "description": gettext_lazy("description for search engines"),
    "disclaimer": gettext_lazy("medical disclaimer"),
    "dose": gettext_lazy("dose"),
    "exercises": gettext_lazy("exercises"),
    "faq": gettext_lazy("frequently asked questions"),
    "goal": gettext_lazy("goal"),
    "heading": gettext_lazy("heading"),
    "hold_seconds": gettext_lazy("seconds to hold"),
    "how": gettext_lazy("how"),
    "how_label": gettext_lazy("heading of the second column"),
    "insight": gettext_lazy("research insight"),
    "kind": gettext_lazy("kind"),
    "label": gettext_lazy("label"),
    "language": gettext_lazy("language"),
    "lead": gettext_lazy("lead"),
    "name": gettext_lazy("name"),
    "per_side": gettext_lazy("on each side"),
    "precaution": gettext_lazy("precaution"),
    "printed": gettext_lazy("printed entry"),
    "progression": gettext_lazy("easier or harder"),
    "question": gettext_lazy("question"),
    "reason": gettext_lazy("reason"),
    "references": gettext_lazy("references"),
    "repetitions_from": gettext_lazy("repetitions, from"),
    "repetitions_to": gettext_lazy("repetitions, to"),
    "safety_notes": gettext_lazy("safety notes"),
    "sections": gettext_lazy("sections"),
    "sets": gettext_lazy("sets"),
    "stop": gettext_lazy("when to stop"),
    "text": gettext_lazy("text"),
    "title": gettext_lazy("title"),
    "urgency": gettext_lazy("urgency"),
    "url": gettext_lazy("link"),
}


def label(content: Content, place: str) -> str:
    """What an editor calls a place: "Exercise ‘Heel raise’, how". The place must exist in this content."""
    words: list[str] = []
    above = ""
    for _part, field, index, value in _walk(content, place):
        if index is None:
            words.append(str(_FIELDS.get(field, field)))
        else:
            above = _row_label(value, field, index, above)
            words = [above]
    text = ", ".join(words)
    return text[:1].upper() + text[1:]


def reading_order(content: Content, place: str) -> tuple[int, ...]:
    """A key that sorts the places of this content as a reader meets them."""
    key: list[int] = []
    for part, field, index, _value in _walk(content, place):
        key += [list(type(part).model_fields).index(field), -1 if index is None else index]
    return tuple(key)


def _walk(content: Content, place: str) -> Iterator[tuple[Any, str, int | None, Any]]:
    """The steps from the content to the place: the part, its field, the index of the row if any, what is there."""
    part: Any = content
    for step in _STEP.finditer(place):
        index = int(step["index"]) if step["index"] else None
        value = getattr(part, step["field"])
        value = value if index is None else value[index]
        yield part, step["field"], index, value
        part = value


def _row_label(row: Part, field: str, index: int, above: str) -> str:
    what = _ROWS[field]
    if isinstance(row, SafetyNote):
        what = _NOTES.get(row.kind, what)
    name = " ".join(_name(row, field).split())
    if name:
        return _("{what} ‘{name}’").format(what=what, name=_shortened(name))
    numbered = _("{what} {number}").format(what=what, number=index + 1)
    return _("{row} of {above}").format(row=numbered, above=above[:1].lower() + above[1:]) if above else numbered


def _name(row: Part, field: str) -> str:
    """What tells the row from others. Red flags of one urgency often share a label, so their text goes with it."""
    name: str = getattr(row, NAMED_BY[field])
    if isinstance(row, SafetyNote) and name and row.text:
        return f"{name}: {row.text}"
    return name or getattr(row, "text", "")


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME].rsplit(" ", 1)[0] + " …"
