"""Two contents compared: every difference, for the reviewer's eyes, and whether they call for a whole review."""

import json
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from articles.content import CITATION, Content, Exercise, NoteKind, Part, SafetyNote, Section, Source, citations_in
from articles.figures import figures
from articles.places import NAMED_BY, label, reading_order
from articles.segments import Op, Segment, segments


class Kind(StrEnum):
    """What happened. `moved` stands for the order of rows; its segments are their names, one a line."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class Subject(StrEnum):
    """What it is about; differences come in this order, for a reviewer's eyes go first to what can harm."""

    DOSE = "dose"
    RED_FLAG = "red flag"
    ADVICE = "advice"
    CITATION = "citation"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `place` is a path in the new content, or in the old one if it is there no more.

    The segments hold the source text (Markdown, a plain value of a dose, a CSL record as JSON), so that a changed link
    shows. A row that is added or removed gives one difference with its name, and one for each of its fields.
    """

    kind: Kind
    subject: Subject
    place: str
    label: str
    segments: tuple[Segment, ...]

    @property
    def before(self) -> str:
        return "".join(segment.text for segment in self.segments if segment.op != Op.ADDED)

    @property
    def after(self) -> str:
        return "".join(segment.text for segment in self.segments if segment.op != Op.REMOVED)


def differences(old: Content, new: Content) -> list[Difference]:
    """Every difference; none only if the two are equal. Doses first, then red flags, advice, citations, the rest."""
    changes = list(_between(old, new, _Where("", "")))
    subjects = list(Subject)

    def order(change: "_Change") -> tuple[int, tuple[int, ...]]:
        content, place = _found_in(change, old, new)
        return subjects.index(change.where.subject), reading_order(content, place)

    return [_difference(change, *_found_in(change, old, new)) for change in sorted(changes, key=order)]


def needs_whole(old: Content, new: Content) -> list[str]:
    """Why an approval of the changes only is refused, as parts of a sentence; empty if it may stand.

    On the safe side: any change of an exercise (when to stop it too), a precaution, a red flag, a thing to do or not
    to do, a citation, a reference, an image or the language, and anywhere a changed number, unit or negation.
    """
    reasons = [_reason(difference) for difference in differences(old, new) if difference.place not in _NO_ADVICE]
    return list(dict.fromkeys(filter(None, reasons)))


def _reason(difference: Difference) -> str:
    before, after = difference.before, difference.after
    if difference.subject == Subject.DOSE:
        reason = _("a changed exercise or dose ({label})")
    elif difference.subject == Subject.RED_FLAG:
        reason = _("a changed red flag ({label})")
    elif difference.subject == Subject.ADVICE:
        reason = _("a changed thing to do or not to do ({label})")
    elif difference.subject == Subject.CITATION:
        reason = _("a changed citation or reference ({label})")
    elif difference.place.startswith("images") or _images(before) != _images(after):
        reason = _("a changed image ({label})")
    elif difference.place == "language":
        reason = _("another language")
    elif figures(before) != figures(after):
        reason = _("a changed number, or a word that turns a meaning ({label})")
    else:
        return ""
    return reason.format(label=difference.label)


_NO_ADVICE = {"byline", "change_note"}
_IMAGE = re.compile(r"!\[[^\]]*\]|media:\w*")


def _images(text: str) -> list[str]:
    return _IMAGE.findall(text)


@dataclass(frozen=True, slots=True)
class _Where:
    """A place in both contents; None in the one that lacks it."""

    old: str | None
    new: str | None
    subject: Subject = Subject.OTHER

    def field(self, name: str, subject: Subject) -> "_Where":
        old, new = (None if place is None else f"{place}.{name}".lstrip(".") for place in (self.old, self.new))
        return _Where(old, new, subject)

    def row(self, old: int | None, new: int | None, subject: Subject) -> "_Where":
        return _Where(
            None if self.old is None or old is None else f"{self.old}[{old}]",
            None if self.new is None or new is None else f"{self.new}[{new}]",
            subject,
        )


@dataclass(frozen=True, slots=True)
class _Change:
    where: _Where
    old: str
    new: str
    moved: bool = False


def _found_in(change: _Change, old: Content, new: Content) -> tuple[Content, str]:
    """The content that holds the change, the new one if it can, and the place in it."""
    return (old, change.where.old or "") if change.where.new is None else (new, change.where.new)


def _difference(change: _Change, content: Content, place: str) -> Difference:
    where = change.where
    if change.moved:
        kind = Kind.MOVED
    elif where.old is None or (where.new is not None and not change.old):
        kind = Kind.ADDED
    elif where.new is None or not change.new:
        kind = Kind.REMOVED
    else:
        kind = Kind.CHANGED
    return Difference(kind, where.subject, place, label(content, place), segments(change.old, change.new))


def _between(old: Part, new: Part, where: _Where) -> Iterator[_Change]:
    """The changes between two parts of one type. A part that one side lacks is compared with an empty one."""
    for name in type(new).model_fields:
        before, after = getattr(old, name), getattr(new, name)
        inner = where.field(name, _subject_of_field(old, new, name, where.subject))
        if isinstance(after, tuple):
            yield from _between_rows(name, before, after, inner)
        elif isinstance(after, Part):
            yield from _between(before, after, inner)
        elif _plain(before) != _plain(after):
            yield _change(inner, _plain(before), _plain(after))


def _change(where: _Where, before: str, after: str) -> _Change:
    before, after = ("" if where.old is None else before), ("" if where.new is None else after)
    if where.subject == Subject.OTHER and _citations(before) != _citations(after):
        where = replace(where, subject=Subject.CITATION)
    return _Change(where, before, after)


def _between_rows(field: str, before: Sequence[Part], after: Sequence[Part], where: _Where) -> Iterator[_Change]:
    named_by = NAMED_BY[field]
    pairs = _paired([_key(row, named_by) for row in before], [_key(row, named_by) for row in after])
    for old_index, new_index in pairs:
        old = None if old_index is None else before[old_index]
        new = None if new_index is None else after[new_index]
        subject = _subject_of_rows([row for row in (old, new) if row])
        yield from _between_two(old, new, named_by, where.row(old_index, new_index, subject))
    kept = [new for old, new in pairs if old is not None and new is not None]
    if kept != sorted(kept):
        subject = _subject_of_rows([*before, *after])
        yield _Change(replace(where, subject=subject), *_orders(before, after, pairs, named_by), moved=True)


def _orders(
    before: Sequence[Part], after: Sequence[Part], pairs: Sequence[tuple[int | None, int | None]], named_by: str
) -> tuple[str, str]:
    """The names of rows in their old and new order, one a line; with the old numbers where names don't tell."""
    old_names, new_names = ([getattr(row, named_by).replace("\n", " ") for row in rows] for rows in (before, after))
    if not all(old_names + new_names) or old_names == new_names:
        numbers = {new: old for old, new in pairs if new is not None and old is not None}
        old_names = [f"{number}. {name}".strip() for number, name in enumerate(old_names, start=1)]
        new_names = [
            f"{numbers[new] + 1}. {name}".strip() if new in numbers else name for new, name in enumerate(new_names)
        ]
    return "\n".join(old_names), "\n".join(new_names)


def _between_two(old: Part | None, new: Part | None, named_by: str, where: _Where) -> Iterator[_Change]:
    """The changes of one row; of a row that only one side has, its name first, then whatever it holds."""
    if old and new:
        yield from _between(old, new, where)
    elif row := old or new:
        name = getattr(row, named_by)
        yield _change(where, name, name)
        blank = _blank(row, named_by)
        yield from _between(old or blank, new or blank, where)


def _key(row: Part, named_by: str) -> str:
    """What a row is recognised by: its name, or all it says."""
    return getattr(row, named_by) or repr(row)


def _blank(row: Part, named_by: str) -> Part:
    """An empty row of the same type and name."""
    fields = type(row).model_fields.items()
    values = {name: "" if field.is_required() else field.get_default() for name, field in fields}
    return row.model_construct(**{**values, named_by: getattr(row, named_by)})


def _paired(old: Sequence[str], new: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Which row is which: by key, then by position between rows that are known. None where a row has no partner."""
    by_key = defaultdict[str, deque[int]](deque)
    for index, key in enumerate(new):
        by_key[key].append(index)
    partner = {index: by_key[key].popleft() for index, key in enumerate(old) if by_key[key]}
    left_new = _left(len(new), {index: index for index in partner.values()})
    for anchor, indexes in _left(len(old), partner).items():
        partner.update(zip(indexes, left_new[anchor], strict=False))
    added = sorted(set(range(len(new))) - set(partner.values()))
    return [*((index, partner.get(index)) for index in range(len(old))), *((None, index) for index in added)]


def _left(count: int, anchors: Mapping[int, int]) -> dict[int, list[int]]:
    """The rows without a partner, by the anchor of the nearest row before them that has one; -1 if none has."""
    left = defaultdict[int, list[int]](list)
    anchor = -1
    for index in range(count):
        if index in anchors:
            anchor = anchors[index]
        else:
            left[anchor].append(index)
    return left


def _subject_of_field(part: Part, other: Part, name: str, inherited: Subject) -> Subject:
    if isinstance(part, Section):
        if name == "precaution":
            return Subject.DOSE
        return _subject_of_rows([part, other]) if name == "kind" else Subject.OTHER
    return Subject.OTHER if isinstance(part, Exercise) and name == "goal" else inherited


def _subject_of_rows(rows: Sequence[Part]) -> Subject:
    """What the presence, order or kind of these rows is about: the first subject that one of them has."""
    if any(isinstance(row, Exercise) or _tells_how_to_exercise(row) for row in rows):
        return Subject.DOSE
    notes = [note for row in rows for note in getattr(row, "safety_notes", (row,))]
    kinds = {note.kind for note in notes if isinstance(note, SafetyNote)}
    if NoteKind.RED_FLAG in kinds:
        return Subject.RED_FLAG
    if kinds & {NoteKind.DO, NoteKind.DO_NOT}:
        return Subject.ADVICE
    return Subject.CITATION if any(isinstance(row, Source) for row in rows) else Subject.OTHER


def _tells_how_to_exercise(row: Part) -> bool:
    return isinstance(row, Section) and bool(row.exercises or row.precaution)


def _plain(value: Any) -> str:
    """A value of the content as text; different values give different texts."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    return "" if value is None else str(value)


def _citations(text: str) -> list[tuple[str, ...]]:
    """The citations of a text, each with the word before it, so that one moved to another sentence is noticed."""
    found = []
    for group in CITATION.finditer(text):
        word = text[: group.start()].split()[-1:]
        found += [(*word, citation.key, citation.locator) for citation in citations_in(group["items"])]
    return found
