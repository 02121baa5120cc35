"""The blocks of an article: the parts that a clinician can point at, in reading order."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from articles.content import Content, Part
from articles.places import label


class Block(NamedTuple):
    """`place` is a path in the content, such as `sections[3].exercises[0]`; `label` what an editor calls it."""

    place: str
    label: str


_ROWS = ("sections", "benefits", "exercises", "safety_notes", "faq", "references")


def blocks(content: Content) -> list[Block]:
    """The lead, every section with its rows, every question and reference, the disclaimer."""
    places = ["lead", *_rows(content, ""), "disclaimer"]
    return [Block(place, label(content, place)) for place in places]


def value_at(content: Content, place: str) -> Any:
    """What stands at the place. It must be one of this content's blocks."""
    value: Any = content
    for step in place.split("."):
        name, _, index = step.removesuffix("]").partition("[")
        value = getattr(value, name)
        value = value[int(index)] if index else value
    return value


def holds(place: str, other: str) -> bool:
    """Whether the other place is this one or inside it."""
    return other == place or other.startswith((f"{place}.", f"{place}["))


def _rows(part: Part, above: str) -> Iterator[str]:
    for name in type(part).model_fields:
        if name in _ROWS:
            for index, row in enumerate(getattr(part, name)):
                place = f"{above}.{name}[{index}]".lstrip(".")
                yield place
                yield from _rows(row, place)
