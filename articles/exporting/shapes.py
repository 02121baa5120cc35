"""The exact Markdown form of content: which part becomes which block. The writer and the reader both go by this table.

A block is a fenced div in Pandoc's spelling with the part's name as its class:

    ::: {.note kind="red flag" urgency=emergency}

    Call 999 if your leg is cold and white.

    :::
"""

import json
import re
from typing import NamedTuple

from articles.content import Benefit, Exercise, ImageUse, Part, Question, SafetyNote, Section, Source

FORMAT = "medgo2u.content/1"

Path = tuple[str, ...]


class Shape(NamedTuple):
    """How one type of part is written.

    `heading`: the field that stands as a heading above the rest, with that heading's mark. `attributes`: name in the
    braces → field, or field of the dose. `always`: attributes that may not be missing, for what is lost with them is
    dangerous. `text`: the field that is the block's own text. `texts`: fields that are blocks inside it, by name.
    `rows`: blocks inside it → the field that holds them in order. `data`: the field that stands as JSON.
    """

    part: type[Part]
    heading: tuple[str, str] | None = None
    attributes: dict[str, Path] = {}
    always: tuple[str, ...] = ()
    text: str = ""
    texts: tuple[str, ...] = ()
    rows: dict[str, str] = {}
    data: str = ""


_DOSE: dict[str, Path] = {
    "dose": ("dose", "kind"),
    "hold-seconds": ("dose", "hold_seconds"),
    "repetitions-from": ("dose", "repetitions_from"),
    "repetitions-to": ("dose", "repetitions_to"),
    "sets": ("dose", "sets"),
    "per-side": ("dose", "per_side"),
    "dose-reason": ("dose", "reason"),
}

SHAPES = {
    "section": Shape(
        Section,
        heading=("heading", "## "),
        attributes={"kind": ("kind",), "benefit-label": ("benefit_label",), "how-label": ("how_label",)},
        always=("kind",),
        texts=("body", "precaution", "insight"),
        rows={"benefit": "benefits", "exercise": "exercises", "note": "safety_notes"},
    ),
    "benefit": Shape(Benefit, heading=("name", "### "), text="how"),
    "exercise": Shape(
        Exercise,
        heading=("name", "### "),
        attributes=_DOSE,
        always=("dose",),
        texts=("goal", "how", "progression", "stop"),
    ),
    "note": Shape(
        SafetyNote,
        attributes={"kind": ("kind",), "urgency": ("urgency",), "label": ("label",)},
        always=("kind", "urgency"),
        text="text",
    ),
    "question": Shape(Question, heading=("question", "### "), text="answer"),
    "reference": Shape(
        Source,
        attributes={"key": ("key",), "citation": ("citation",), "url": ("url",)},
        always=("key", "citation"),
        texts=("printed",),
        data="csl",
    ),
    "image": Shape(ImageUse, attributes={"sha256": ("sha256",), "alt": ("alt",)}, always=("sha256", "alt")),
}

FRONT_MATTER = ("language", "title", "byline", "description", "change_note")
TEXTS = ("lead", "disclaimer")
ROWS = {"section": "sections", "question": "faq", "reference": "references", "image": "images"}
"""Of the whole content: what stands in the front matter, and the blocks below it."""

_BARE = re.compile(r"[a-z0-9]+")
_INVISIBLE = re.compile(
    r"[\x00-\x1f\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ue000-\uf8ff\ufeff\ufff0-\uffff]"
)


def quoted(text: str) -> str:
    """The text as a JSON string that every YAML reader reads alike; what eyes would miss in it is spelt out."""
    return visible(json.dumps(text, ensure_ascii=False))


def visible(written: str) -> str:
    """JSON with every invisible character inside its strings spelt as `\\u....`."""
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def value(given: str | int | bool) -> str:
    """The value of an attribute: numbers, true and plain words are bare."""
    if isinstance(given, bool):
        return "true" if given else "false"
    if isinstance(given, int):
        return str(given)
    is_word = _BARE.fullmatch(given) and not given[0].isdigit() and given not in ("true", "false")
    return str(given) if is_word else quoted(given)


def can_head(text: str) -> bool:
    """Whether the text can stand as a heading on a line of its own and be read again as it is."""
    return bool(text) and text.isprintable() and text == text.strip()
