"""Content: the typed shape of an article, and its one canonical form in bytes.

This is what is imported, kept in revisions, frozen in editions, rendered, compared and served as JSON. It knows no
database and no request. A Content may be incomplete (a draft usually is); `articles.checks` says what is missing.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

import rfc8785
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)

from articles.texts import Csl, Markdown, Text

MOST = 9999
"""The largest number that a dose can hold."""

Count = Annotated[int, Field(strict=True, ge=1, le=MOST)]


class Part(BaseModel):
    """A part of the content: unknown fields are refused, so that nothing slips in unread.

    Fields that came later are left out while they are empty, so that older content keeps its spelling and its digest.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    came_later: ClassVar[frozenset[str]] = frozenset()

    @model_serializer(mode="wrap")
    def _spelt(self, spell: SerializerFunctionWrapHandler) -> dict[str, Any]:
        data: dict[str, Any] = spell(self)
        return {name: value for name, value in data.items() if value or name not in self.came_later}


class SectionKind(StrEnum):
    TEXT = "text"
    BENEFITS = "benefits"
    EXERCISES = "exercises"
    SAFETY = "safety"
    CONCLUSION = "conclusion"


class DoseKind(StrEnum):
    UNSET = ""
    NUMBERS = "numbers"
    AS_ADVISED = "as advised"
    AS_COMFORTABLE = "as comfortable"


class NoteKind(StrEnum):
    TIP = "tip"
    DO = "do"
    DO_NOT = "do not"
    RED_FLAG = "red flag"


class Urgency(StrEnum):
    """How quickly a red flag needs help. NHS service manual, care cards: emergency, urgent, non-urgent."""

    UNSET = ""
    EMERGENCY = "emergency"
    URGENT = "urgent"
    SOON = "soon"


class Dose(Part):
    """How much of an exercise. With kind `numbers`, at least one number is set; otherwise `reason` says why none is."""

    kind: DoseKind = DoseKind.UNSET
    hold_seconds: Count | None = None
    repetitions_from: Count | None = None
    repetitions_to: Count | None = None
    sets: Count | None = None
    per_side: bool = False
    reason: Text = ""

    @model_validator(mode="after")
    def _range_ascends(self) -> "Dose":
        low, high = self.repetitions_from, self.repetitions_to
        if high is not None and (low is None or high < low):
            raise ValueError("repetitions must run from a smaller number to a larger one")
        return self


class Exercise(Part):
    """One exercise. `progression` says how to make it easier or harder, `stop` when to leave off."""

    came_later = frozenset({"progression", "stop"})

    name: Text
    goal: Markdown = ""
    how: Markdown = ""
    dose: Dose = Dose()
    progression: Markdown = ""
    stop: Markdown = ""


class Benefit(Part):
    """One row of a benefits table: what is gained, and how."""

    name: Text
    how: Markdown = ""


class SafetyNote(Part):
    """A safety tip, a thing to do or not to do, or a red flag: a sign that needs help, with how quickly."""

    kind: NoteKind = NoteKind.TIP
    label: Text = ""
    text: Markdown = ""
    urgency: Urgency = Urgency.UNSET


class Section(Part):
    """One section under its heading: body, then its rows, then the research insight, in that order.

    `precaution` stands before the exercises of a section of kind `exercises`.
    `benefit_label` and `how_label` head the two columns of the benefits table.
    """

    kind: SectionKind = SectionKind.TEXT
    heading: Text = ""
    body: Markdown = ""
    benefit_label: Text = "Benefit"
    how_label: Text = "How it helps"
    benefits: tuple[Benefit, ...] = ()
    insight: Markdown = ""
    precaution: Markdown = ""
    exercises: tuple[Exercise, ...] = ()
    safety_notes: tuple[SafetyNote, ...] = ()


class Question(Part):
    """One question of the FAQ with its answer."""

    question: Text
    answer: Markdown = ""


class Source(Part):
    """A reference as the article prints it.

    `csl` is the CSL-JSON item, `citation` the words inside the brackets ("NHS, 2024"), `printed` the entry of the
    reference list as HTML that may hold `<i>` and nothing else. `url` is where it can be read, or empty.
    """

    key: Text
    csl: Csl
    citation: Text
    printed: Text
    url: Text = ""


class ImageUse(Part):
    """An image that the Markdown uses, by the SHA-256 of its bytes in hexadecimal, with its alternative text."""

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    alt: Text


class Content(Part):
    """A whole article. Not in it: slug, owner, dates, reviewer, promotions.

    `description` is what search engines and shared links say of it; empty means the lead.
    """

    came_later = frozenset({"description"})

    format: Literal["medgo2u.content/1"] = "medgo2u.content/1"
    language: Text = "en-GB"
    title: Text = ""
    byline: Text = ""
    description: Text = ""
    lead: Markdown = ""
    sections: tuple[Section, ...] = ()
    faq: tuple[Question, ...] = ()
    disclaimer: Markdown = ""
    change_note: Text = ""
    references: tuple[Source, ...] = ()
    images: tuple[ImageUse, ...] = ()


def canonical(content: Content) -> str:
    """The one spelling of this content as JSON text (RFC 8785, JSON Canonicalization Scheme)."""
    return rfc8785.dumps(content.model_dump(mode="json")).decode("utf-8")


def parse(text: str) -> Content:
    """The content that `canonical` spelt. Raises pydantic.ValidationError for anything else."""
    return Content.model_validate_json(text)


CITATION = re.compile(r"\[(?P<named>-?)@(?P<items>[^\[\]\n]+)\]")
"""A citation group in the Pandoc form: `[@nhs-2024]`, `[@nhs-2024, p. 3; @bcmj-2024]`.

`[-@nhs-2024]` is for a source that the sentence names: "The NHS [-@nhs-2024] advises" prints "The NHS (2024) advises".
"""

CITATION_KEY = re.compile(r"[a-z0-9][a-z0-9_:.-]*")


class Citation(Part):
    """One source cited inside a group, with an optional locator such as "p. 3"."""

    key: Text
    locator: Text = ""


def citations_in(group: str) -> list[Citation]:
    """The citations of one group's inner text, e.g. `nhs-2024, p. 3; @bcmj-2024` (the first @ may be missing)."""
    found = []
    for item in group.split(";"):
        key, _, locator = item.strip().removeprefix("@").partition(",")
        found.append(Citation(key=key.strip(), locator=locator.strip()))
    return found


class Passage(Part):
    """One text of the content with the place where it stands, e.g. ("sections[3].exercises[0].how", "Lie on ...")."""

    place: str
    text: str
    markdown: bool


_NOT_PROSE = {"format", "language", "kind", "urgency", "references", "images", "sha256"}


def passages(content: Content) -> Iterator[Passage]:
    """Every text that a reader sees, in reading order, without the reference list."""
    yield from _passages_of(content, "")


def _passages_of(part: Part, path: str) -> Iterator[Passage]:
    for name in type(part).model_fields:
        if name in _NOT_PROSE:
            continue
        value = getattr(part, name)
        place = f"{path}.{name}".lstrip(".")
        if isinstance(value, str) and value:
            yield Passage(place=place, text=value, markdown=name in _MARKDOWN_FIELDS)
        elif isinstance(value, Part):
            yield from _passages_of(value, place)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                yield from _passages_of(item, f"{place}[{index}]")


_MARKDOWN_FIELDS = {
    *("lead", "body", "goal", "how", "progression", "stop", "text", "insight", "precaution", "answer", "disclaimer")
}


def cited_keys(content: Content) -> list[str]:
    """The keys that the text cites, each once, in order of first appearance."""
    keys: dict[str, None] = {}
    for passage in passages(content):
        if passage.markdown:
            for match in CITATION.finditer(passage.text):
                keys.update(dict.fromkeys(citation.key for citation in citations_in(match["items"])))
    return list(keys)
