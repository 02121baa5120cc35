"""The spots of an article that a comment can be about, their texts, and where a spot is in another content."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles.content import Content, Part, Passage, passages
from articles.places import NAMED_BY

_TEXTS = ("title", "byline", "description", "lead", "disclaimer", "change_note")
"""The texts of the article itself that are spots of their own; those that came later only where there is one."""

_HEADS = {"benefit_label", "how_label"}
"""The heads of a section's table of benefits, which every section has and readers see only above such a table."""


@dataclass(frozen=True)
class Spot:
    """A block of the content (a row), or a text of the article itself.

    `kind` is the field that holds it, such as "exercises" or "lead"; `name` what a row calls itself; `above` the name
    of the section that it is in.
    """

    place: str
    kind: str
    name: str = ""
    above: str = ""


def spots(content: Content) -> list[Spot]:
    """Every spot, in reading order; a section before the rows in it."""
    return list(_spots(content, "", ""))


def _spots(part: Part, path: str, above: str) -> Iterator[Spot]:
    for field in type(part).model_fields:
        if field in NAMED_BY:
            for index, row in enumerate(getattr(part, field)):
                place, name = f"{path}{field}[{index}]", _evened(getattr(row, NAMED_BY[field]))
                yield Spot(place, field, name, above)
                yield from _spots(row, f"{place}.", name)
        elif not path and field in _TEXTS and (getattr(part, field) or field not in part.came_later):
            yield Spot(field, field)


def _evened(name: str) -> str:
    return " ".join(name.split())


def block_of(text_place: str) -> str:
    """The place of the block that holds a text: `sections[3].exercises[0].how` → `sections[3].exercises[0]`."""
    row, bracket, _rest = text_place.rpartition("]")
    return row + bracket if bracket else text_place


def texts_of(content: Content, place: str) -> list[Passage]:
    """The texts of a block that can be worded otherwise, without those of the rows in it, and as readers see them."""
    found = list(passages(content))
    unseen = set() if any(passage.place.startswith(f"{place}.benefits[") for passage in found) else _HEADS
    own = (passage for passage in found if block_of(passage.place) == place)
    return [passage for passage in own if passage.place.rpartition(".")[2] not in unseen]


def text_at(content: Content, text_place: str) -> str:
    """The text at a place, empty if none is there."""
    return next((passage.text for passage in passages(content) if passage.place == text_place), "")


def with_text(content: Content, text_place: str, text: str) -> Content:
    """The content with another text at this place, which must exist in it."""
    data = content.model_dump()
    part: Any = data
    *steps, last = text_place.replace("[", ".").replace("]", "").split(".")
    for step in steps:
        part = part[int(step)] if step.isdecimal() else part[step]
    part[last] = text
    return Content.model_validate(data)


def find(place: str, then: Content, now: Content) -> str | None:
    """Where the block that was at this place then is now, or None if it is not in the article any more.

    A row of the same kind and name is the same block, wherever it moved; of several, the one that moved least. A row
    that was renamed is the one at the same place, unless that one bears the name of another block of then.
    """
    former = {block.place: block for block in spots(then)}
    block = former.get(place)
    if block is None:
        return None
    if block.kind not in NAMED_BY:
        return place
    kin = [other for other in spots(now) if other.kind == block.kind]
    namesakes = [other for other in kin if block.name and other.name == block.name]
    if namesakes:
        return min(namesakes, key=lambda other: (other.place != place, other.above != block.above)).place
    others = {other.name for other in former.values() if other.kind == block.kind and other.name}
    section, dot, last = place.rpartition(".")
    same = f"{find(section, then, now)}.{last}" if dot else place
    return next((other.place for other in kin if other.place == same and other.name not in others), None)
