"""The blocks of an article: the parts that a clinician can point at, in reading order."""

from typing import Any, NamedTuple

from articles.content import Content
from articles.places import label
from articles.spots import spots


class Block(NamedTuple):
    """`place` is a path in the content, such as `sections[3].exercises[0]`; `label` what an editor calls it."""

    place: str
    label: str


_NONE = {"title", "byline", "description", "change_note", "images"}
"""Spots that are nobody's field of practice."""


def blocks(content: Content) -> list[Block]:
    """The lead, every section with its rows, every question and reference, the disclaimer."""
    return [Block(spot.place, label(content, spot.place)) for spot in spots(content) if spot.kind not in _NONE]


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
