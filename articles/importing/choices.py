"""What an editor decides about lines without a place: where each goes, applied to what an import gave."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from articles.content import Content, NoteKind, Section, SectionKind
from articles.importing.bibliography import read_references
from articles.importing.lines import Kind, Line
from articles.importing.prose import markdown
from articles.importing.reading import Reading
from articles.importing.result import Imported, LeftOut, Placed, Unplaced
from articles.places import label

DISMISSED = ""
LEAD, DISCLAIMER, BYLINE = "lead", "disclaimer", "byline"
QUESTION, REFERENCE, NEW_SECTION, NEW_RED_FLAG = "question", "reference", "new section", "new red flag"

_IN_SECTION = re.compile(
    r"sections\[(?P<section>\d+)\]\.(?P<what>body|tip|red flag|exercises\[(?P<exercise>\d+)\]\.how)"
)
_ANSWER = re.compile(r"faq\[(?P<question>\d+)\]\.answer")
_SECTION = re.compile(r"^sections\[(\d+)\]")
_MOST_OFFERED = 2000
"""Choices on one page, about 80 bytes each."""


class Choice(NamedTuple):
    """One place that a line can be given: its code, as choices keep it, and what an editor calls it."""

    place: str
    name: str


def possible(content: Content) -> list[Choice]:
    """Where a line can go in this content, in reading order."""
    return [Choice(LEAD, _("Lead")), *_in_sections(content), *_elsewhere(content)]


class Places(NamedTuple):
    """Where each loose line can go. Of many lines in a long document each is offered only what stands near it."""

    every: Sequence[Choice]
    section_of: Mapping[int, int] | None

    def of(self, line: int) -> Sequence[Choice]:
        if self.section_of is None:
            return self.every
        near = {self.section_of.get(line, -1) + step for step in (-1, 0, 1)}
        return [choice for choice in self.every if _is_near(choice.place, near)]


def places_for(imported: Imported) -> Places:
    """The places for the loose lines of what was read."""
    every = possible(imported.content)
    loose = [item.line for item in imported.unplaced if not item.kept]
    if len(loose) * len(every) <= _MOST_OFFERED:
        return Places(every, None)
    return Places(every, {line: _section_above(imported, line) for line in loose})


def _is_near(place: str, near: Collection[int]) -> bool:
    if found := _SECTION.match(place):
        return int(found[1]) in near
    return not _ANSWER.fullmatch(place)


def _in_sections(content: Content) -> Iterator[Choice]:
    yield Choice(NEW_SECTION, _("New section with this heading"))
    for index, section in enumerate(content.sections):
        place = f"sections[{index}]"
        yield Choice(f"{place}.body", label(content, f"{place}.body"))
        for number in range(len(section.exercises)):
            how = f"{place}.exercises[{number}].how"
            yield Choice(how, label(content, how))
        if section.kind is SectionKind.SAFETY:
            named = {"section": label(content, place)}
            yield Choice(f"{place}.tip", _("Tip in %(section)s") % named)
            yield Choice(f"{place}.red flag", _("Red flag in %(section)s") % named)
    yield Choice(NEW_RED_FLAG, _("Red flag in a new section"))


def _elsewhere(content: Content) -> Iterator[Choice]:
    yield Choice(QUESTION, _("Question"))
    for index in range(len(content.faq)):
        answer = f"faq[{index}].answer"
        yield Choice(answer, label(content, answer))
    yield Choice(REFERENCE, _("Reference"))
    yield Choice(DISCLAIMER, _("Disclaimer"))
    yield Choice(BYLINE, _("Byline"))


def with_choices(imported: Imported, choices: Mapping[str, str]) -> Imported:
    """The import with each line where its editor put it. A place that isn't there leaves the line unplaced.

    Dismissed lines that stood nowhere join what was left out, so that the record still has their words. Nothing is
    read into a line: it goes in word by word, and a red flag gets no urgency.
    """
    draft = _Draft(imported.content.model_dump(mode="json"))
    left: list[Unplaced] = []
    dismissed: list[LeftOut] = []
    for item in dict.fromkeys(imported.unplaced):
        place = choices.get(str(item.line))
        if place == DISMISSED:
            if not item.kept:
                reason = _("Dismissed on the import screen. It was line %(number)d.") % {"number": item.line}
                dismissed.append(LeftOut(text=item.text, reason=reason))
        elif place is None or item.kept or not draft.put(place, item, _section_above(imported, item.line)):
            left.append(item)
    moved = draft.insert_sections()
    return imported.model_copy(
        update={
            "content": Content.model_validate(draft.data),
            "unplaced": tuple(sorted([*left, *draft.reading.unplaced], key=lambda item: item.line)),
            "placed": _placed(imported, draft, moved),
            "left_out": (*imported.left_out, *dismissed),
        }
    )


def _section_above(imported: Imported, line: int) -> int:
    """The index of the section in which the line stood in the document, -1 before the first."""
    found = -1
    for placed in imported.placed:
        if placed.line > line:
            break
        for place in placed.places:
            if section := _SECTION.match(place):
                found = int(section[1])
    return found


def _placed(imported: Imported, draft: "_Draft", moved: Mapping[int, int]) -> tuple[Placed, ...]:
    """Where every line stands, by the numbers that sections have once new ones stand between them."""
    places = {item.line: [_renumbered(place, moved) for place in item.places] for item in imported.placed}
    for line, given in draft.places.items():
        places.setdefault(line, []).extend(_renumbered(place, moved) for place in given)
    for line, place in draft.new_places.items():
        places.setdefault(line, []).append(place)
    return tuple(Placed(line=line, places=tuple(dict.fromkeys(where))) for line, where in sorted(places.items()))


def _renumbered(place: str, moved: Mapping[int, int]) -> str:
    return _SECTION.sub(lambda found: f"sections[{moved[int(found[1])]}]", place)


class _Draft:
    """The content while lines are put into it, as JSON data, and what came up meanwhile."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.reading = Reading()
        self.places: dict[int, list[str]] = {}
        self.new_places: dict[int, str] = {}
        self._new: list[tuple[int, int, Section]] = []

    def put(self, place: str, item: Unplaced, section_above: int) -> bool:
        """Whether the place could take the line."""
        line = Line(item.line, Kind.TEXT, item.text)
        try:
            where = self._put(place, line, section_above)
        except IndexError:
            return False
        if where:
            self.places.setdefault(item.line, []).append(where)
        return bool(where) or place in (NEW_SECTION, NEW_RED_FLAG)

    def _put(self, place: str, line: Line, section_above: int) -> str:
        if place in (LEAD, DISCLAIMER):
            return self._join(self.data, place, line, place)
        if place == BYLINE:
            self.data[BYLINE] = ", ".join(filter(None, [self.data[BYLINE], line.words]))
            return BYLINE
        if place == QUESTION:
            self.data["faq"].append({"question": line.words})
            return f"faq[{len(self.data['faq']) - 1}]"
        if place == REFERENCE:
            return self._reference(line)
        if place == NEW_SECTION:
            self._new.append((section_above, line.number, Section(heading=line.words)))
        elif place == NEW_RED_FLAG:
            note = {"kind": NoteKind.RED_FLAG, "text": markdown([line], self._told())}
            section = Section.model_validate({"kind": SectionKind.SAFETY, "safety_notes": [note]})
            self._new.append((section_above, line.number, section))
        elif found := _ANSWER.fullmatch(place):
            return self._join(self.data["faq"][int(found["question"])], "answer", line, place)
        elif found := _IN_SECTION.fullmatch(place):
            return self._in_section(found, line)
        return ""

    def _in_section(self, found: re.Match[str], line: Line) -> str:
        section = self.data["sections"][int(found["section"])]
        if found["exercise"]:
            return self._join(section["exercises"][int(found["exercise"])], "how", line, found[0])
        if found["what"] == "body":
            return self._join(section, "body", line, found[0])
        notes = section["safety_notes"]
        notes.append({"kind": found["what"], "text": markdown([line], self._told())})
        return f"sections[{found['section']}].safety_notes[{len(notes) - 1}]"

    def _join(self, part: dict[str, Any], field: str, line: Line, place: str) -> str:
        part[field] = "\n\n".join(filter(None, [part.get(field, ""), markdown([line], self._told())]))
        return place

    def _reference(self, line: Line) -> str:
        references = self.data["references"]
        found = read_references([line], Reading())
        if not found:
            return ""
        taken = {source["key"] for source in references}
        key, number = found[0].key, 1
        while key in taken:
            number += 1
            key = f"{found[0].key}-{number}"
        references.append({**found[0].model_dump(mode="json"), "key": key})
        return f"references[{len(references) - 1}]"

    def _told(self) -> Reading:
        """What it reports is about a line that stands by now."""
        return _Kept(unplaced=self.reading.unplaced)

    def insert_sections(self) -> dict[int, int]:
        """Put new sections below the one they stood in; the old number of each other section → its new one."""
        sections: list[Any] = self.data["sections"]
        count = len(sections)
        ahead = sorted(self._new, key=lambda new: (new[0], new[1]))
        moved = {index: index + sum(1 for after, _line, _new in ahead if after < index) for index in range(count)}
        for offset, (after, line, section) in enumerate(ahead):
            sections.insert(after + 1 + offset, section.model_dump(mode="json"))
            self.new_places[line] = f"sections[{after + 1 + offset}]"
        return moved


class _Kept(Reading):
    def report(self, line: int, text: str, reason: str) -> None:
        self.unplaced.append(Unplaced(line=line, text=text, reason=reason, kept=True))
