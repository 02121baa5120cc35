"""A document beside what it became: its lines in order, and right of them the parts of the article they stand in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.content import (
    CITATION,
    Content,
    Exercise,
    NoteKind,
    Part,
    SafetyNote,
    Section,
    SectionKind,
    Source,
    Urgency,
    citations_in,
    cited_keys,
    passages,
)
from articles.importing.lines import Document, Line
from articles.importing.result import Imported, Unplaced
from articles.places import label
from articles.rendering.body import render_fragment
from articles.rendering.dose import dose_figures, dose_sentence

_PART = re.compile(
    r"(?:sections\[\d+\](?:\.(?:benefits|exercises|safety_notes)\[\d+\])?|(?:faq|references)\[\d+\]|[a-z_]+)"
)
_STEP = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")

_FIELDS: dict[str, str | Promise] = {
    "goal": gettext_lazy("Goal"),
    "how": gettext_lazy("How"),
    "progression": gettext_lazy("Easier or harder"),
    "stop": gettext_lazy("When to stop"),
    "precaution": gettext_lazy("Precaution"),
    "insight": gettext_lazy("Research insight"),
    "answer": gettext_lazy("Answer"),
}
_MARKDOWN = ("body", "text", "precaution", "goal", "how", "progression", "stop", "answer", "insight")
_KINDS: dict[SectionKind, str | Promise] = {
    SectionKind.TEXT: gettext_lazy("Section of text"),
    SectionKind.BENEFITS: gettext_lazy("Section with benefits"),
    SectionKind.EXERCISES: gettext_lazy("Section with exercises"),
    SectionKind.SAFETY: gettext_lazy("Section on safety"),
    SectionKind.CONCLUSION: gettext_lazy("Conclusion"),
}


@dataclass(frozen=True)
class Row:
    """One line of the source. `choice` is what its editor decided about it, in words, if anything."""

    line: Line
    notes: tuple[Unplaced, ...] = ()
    choice: str = ""

    @property
    def has_doubt(self) -> bool:
        return bool(self.notes)


@dataclass(frozen=True)
class Shown:
    """A part of the article: what it is, its name, its texts as (label, HTML), and the dose of an exercise."""

    what: str
    name: str = ""
    texts: tuple[tuple[str, SafeString], ...] = ()
    dose: str = ""
    figures: SafeString | str = ""
    note: str = ""
    has_dose: bool = False


@dataclass
class Group:
    """Lines that stand in one part. `shown` is None where the part was shown further up."""

    part: str
    shown: Shown | None
    rows: list[Row] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return anchor(self.part)


@dataclass(frozen=True)
class Citations:
    """The works that the text cites, as (key, printed or "" where there is none), and the sources never cited."""

    cited: tuple[tuple[str, str], ...]
    never: tuple[Source, ...]


def anchor(part: str) -> str:
    return "part-" + re.sub(r"[^a-z0-9]+", "-", part).strip("-")


def beside(document: Document, imported: Imported, choices: Mapping[str, str], named: Mapping[str, str]) -> list[Group]:
    """The whole document in its order. `named` says what a source is to the library: its key → a sentence."""
    where = {item.line: item.places[0] for item in imported.placed if item.places}
    outside = _outside(imported)
    notes: dict[int, list[Unplaced]] = {}
    for item in imported.unplaced:
        notes.setdefault(item.line, []).append(item)
    drawn = _Drawn(imported.content, named)
    groups: list[Group] = []
    for line in document.lines:
        place = where.get(line.number)
        part = _part_of(place) if place else outside.get(line.number) or _left(line.number, notes, choices)
        if not groups or groups[-1].part != part:
            groups.append(Group(part, drawn.once(part)))
        groups[-1].rows.append(Row(line, tuple(notes.get(line.number, ())), choices.get(str(line.number), "-")))
    return groups


def _left(line: int, notes: Mapping[int, object], choices: Mapping[str, str]) -> str:
    if line in notes:
        return "unplaced"
    return "dismissed" if choices.get(str(line)) == "" else "mark"


def _part_of(place: str) -> str:
    found = _PART.match(place)
    return found[0] if found else place


def _outside(imported: Imported) -> dict[int, str]:
    """What lines became that stand nowhere in the article."""
    found = {claim.line: "claim" for claim in imported.claims}
    for promotion in imported.promotions:
        found |= dict.fromkeys(promotion.lines, "promotion")
    return found


def citations(content: Content) -> Citations:
    sources = {source.key: source for source in content.references}
    keys = cited_keys(content)
    return Citations(
        tuple((key, sources[key].citation if key in sources else "") for key in keys),
        tuple(source for source in content.references if source.key not in keys),
    )


def count_citations(content: Content) -> int:
    groups = [CITATION.findall(passage.text) for passage in passages(content) if passage.markdown]
    return sum(len(citations_in(items)) for found in groups for _named, items in found)


class _Drawn:
    """The parts of the content, each drawn once."""

    def __init__(self, content: Content, named: Mapping[str, str]) -> None:
        self._content = content
        self._sources = {source.key: source for source in content.references}
        self._named = named
        self._done: set[str] = set()

    def once(self, part: str) -> Shown | None:
        if part in self._done and part not in _OUTSIDE:
            return None
        self._done.add(part)
        if part in _OUTSIDE:
            what, note = _OUTSIDE[part]
            return Shown(str(what), note=str(note))
        value = self._value(part)
        if isinstance(value, str):
            return Shown(label(self._content, part), texts=(("", self._html(value)),))
        return self._shown(part, value)

    def _value(self, part: str) -> str | Part:
        value: object = self._content
        for step in _STEP.finditer(part):
            value = getattr(value, step[1])
            value = value[int(step[2])] if step[2] else value  # type: ignore[index]  # a row has a number
        return cast("str | Part", value)

    def _shown(self, part: str, value: Part) -> Shown:
        texts = tuple(self._texts(value))
        if isinstance(value, Section):
            return Shown(str(_KINDS[value.kind]), value.heading or _("Without a heading"), texts)
        if isinstance(value, Exercise):
            dose, figures = dose_sentence(value.dose), dose_figures(value.dose)
            return Shown(_("Exercise"), value.name, texts, dose, figures, has_dose=True)
        if isinstance(value, SafetyNote):
            return Shown(_note_kind(value), value.label, texts, note=_urgency(value))
        if isinstance(value, Source):
            printed = self._html(re.sub(r"</?i>", "*", value.printed))
            return Shown(_("Reference"), value.key, (("", printed),), note=self._named.get(value.key, ""))
        name = getattr(value, "name", "") or getattr(value, "question", "")
        return Shown(_("Question") if part.startswith("faq") else _("Benefit"), name, texts)

    def _texts(self, value: Part) -> Iterator[tuple[str, SafeString]]:
        for name in type(value).model_fields:
            if name in _MARKDOWN and (text := getattr(value, name)):
                yield str(_FIELDS.get(name, "")), self._html(text)

    def _html(self, text: str) -> SafeString:
        return render_fragment(text, self._sources)


_OUTSIDE: dict[str, tuple[str | Promise, str | Promise]] = {
    "claim": (
        gettext_lazy("Kept as unverified history"),
        gettext_lazy("It is what the document says of itself. It never counts as a review."),
    ),
    "promotion": (gettext_lazy("Promotion"), gettext_lazy("Taken out of the text and kept apart, switched off.")),
    "unplaced": (
        gettext_lazy("No place yet"),
        gettext_lazy("It is not in the article. Give it a place, or dismiss it."),
    ),
    "dismissed": (gettext_lazy("Dismissed"), gettext_lazy("It is not in the article. Its words stay with the import.")),
    "mark": (gettext_lazy("Heading or label"), gettext_lazy("It only says what the lines below it are.")),
}


def _note_kind(note: SafetyNote) -> str:
    kinds = {
        NoteKind.TIP: _("Tip"),
        NoteKind.DO: _("Do"),
        NoteKind.DO_NOT: _("Don’t"),
        NoteKind.RED_FLAG: _("Red flag"),
    }
    return kinds[note.kind]


def _urgency(note: SafetyNote) -> str:
    if note.kind is not NoteKind.RED_FLAG:
        return ""
    urgencies = {
        Urgency.UNSET: _("How quickly it needs help is not said. You choose it in the draft."),
        Urgency.EMERGENCY: _("Emergency: the line itself names 999 or A&E."),
        Urgency.URGENT: _("Urgent: the line itself says so."),
        Urgency.SOON: _("Soon: the line itself says so."),
    }
    return urgencies[note.urgency]
