"""The strict reader of the exact Markdown form: content that `articles.exporting.markdown` wrote, perhaps edited since.

Nothing is guessed: where the form is broken, a sentence says on which line. `articles.exporting.shapes` is the form.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, NoReturn, TypeVar

from django.utils.translation import gettext as _
from pydantic import ValidationError

from articles.content import Content, Part
from articles.exporting.shapes import FORMAT, FRONT_MATTER, ROWS, SHAPES, TEXTS, Path, Shape
from articles.importing.exact_front_matter import read_front_matter, refuse
from articles.importing.lines import Document, Exact, Kind, Line
from articles.importing.result import Placed

PartType = TypeVar("PartType", bound=Part)

_BEGIN = re.compile(r"---[ \t]*\r?\n(?:(?!---)[^\n]*\n){0,20}?format:[ \t]*[\"']?medgo2u\.content/")
_PAIR = r"[a-z0-9-]+=(?:\"(?:[^\"\\]|\\.)*\"|[^\s\"{}]+)"
_HEAD = re.compile(rf"(?P<word>[a-z]+)|\{{ *\.(?P<name>[a-z]+)(?P<attributes>(?: +{_PAIR})*) *\}}")


class _Block(NamedTuple):
    """A fenced div: where it begins, its head taken apart, and the lines between its fences (first index, end)."""

    number: int
    name: str
    attributes: dict[str, str | int | bool]
    first: int
    end: int
    colons: int


def is_exact(text: str) -> bool:
    """Whether the text says that it is in the exact form."""
    return _BEGIN.match(text.removeprefix("\ufeff")) is not None


def read_exact(text: str) -> Document:
    """The document with its content. Raises UnreadableDocument, with the line, where the form is broken."""
    whole = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _Reader(whole.split("\n")).document(text)


class _Reader:
    """Reads the lines from top to bottom, and notes for each that says something where in the content it stands."""

    def __init__(self, raw: list[str]) -> None:
        self.raw = raw
        self.lines: list[Line] = []
        self.placed: list[Placed] = []

    def document(self, text: str) -> Document:
        front, first = read_front_matter(self.raw)
        if front.get("format", ("", 1))[0] != FORMAT:
            refuse(front.get("format", ("", 1))[1], _("only the format “%s” can be read") % FORMAT)
        slug = front.get("slug", ("", 0))[0]
        data: dict[str, Any] = {"format": FORMAT, **{field: [] for field in ROWS.values()}}
        for name, (given, number) in front.items():
            if name in FRONT_MATTER:
                data[name] = given
                self._note(number, given, name)
            elif name not in ("format", "slug"):
                refuse(number, _("“%s” is not known here") % name)
        for block in self._blocks(first, len(self.raw), most=10_000):
            self._put(block, data, TEXTS, ROWS, "")
        content = self._valid(Content, data, 1)
        exact = Exact(content=content, placed=tuple(self.placed))
        return Document(self.lines, text, content.title, content.language, slug, exact=exact)

    def _put(self, block: _Block, data: dict[str, Any], texts: Sequence[str], rows: dict[str, str], at: str) -> None:
        """Give the block its place in the data of what it stands in, which is at the path `at`."""
        if block.name in texts:
            if block.name in data:
                refuse(block.number, _("there is a block “%s” above already") % block.name)
            if block.attributes:
                refuse(block.number, _("a block “%s” has nothing in braces") % block.name)
            data[block.name] = self._text(block.first, block.end, f"{at}{block.name}")
        elif block.name in rows:
            held = data[rows[block.name]]
            held.append(self._row(block, f"{at}{rows[block.name]}[{len(held)}]"))
        else:
            refuse(block.number, _("a block “%s” can't stand here") % block.name)

    def _row(self, block: _Block, place: str) -> Any:
        shape = SHAPES[block.name]
        data: dict[str, Any] = {field: [] for field in shape.rows.values()}
        self._attributes(block, shape, data, place)
        first = self._heading(block, shape, data, place)
        if shape.text:
            data[shape.text] = self._text(first, block.end, f"{place}.{shape.text}")
        elif shape.data:
            first = self._data(first, block, shape, data, place)
        if not shape.text:
            for inner in self._blocks(first, block.end, most=block.colons - 1):
                self._put(inner, data, shape.texts, shape.rows, f"{place}.")
        return self._valid(shape.part, {**dict.fromkeys(shape.texts, ""), **data}, block.number)

    def _attributes(self, block: _Block, shape: Shape, data: dict[str, Any], place: str) -> None:
        known: dict[str, Path] = {
            **shape.attributes,
            **({shape.heading[0]: (shape.heading[0],)} if shape.heading else {}),
        }
        for name in shape.always:
            if name not in block.attributes:
                refuse(block.number, _("“%s” is missing in the braces") % name)
        for name, given in block.attributes.items():
            if name not in known:
                refuse(block.number, _("“%s” is not known here") % name)
            *holders, field = known[name]
            holder = data
            for each in holders:
                holder = holder.setdefault(each, {})
            holder[field] = given
        if block.attributes:
            self._note(block.number, self.raw[block.number - 1].strip(": "), place)

    def _heading(self, block: _Block, shape: Shape, data: dict[str, Any], place: str) -> int:
        """Read the heading, unless the braces hold it. The index of the line after it."""
        if shape.heading is None or shape.heading[0] in data:
            return block.first
        field, mark = shape.heading
        for index in range(block.first, block.end):
            line = self.raw[index]
            if line.startswith(mark):
                data[field] = line.removeprefix(mark)
                self._note(index + 1, data[field], f"{place}.{field}", level=len(mark) - 1)
                return index + 1
            if line.strip():
                break
        if shape.part.model_fields[field].is_required():
            refuse(block.number, _("below this line a heading “%s…” is missing") % mark)
        return block.first

    def _data(self, first: int, block: _Block, shape: Shape, data: dict[str, Any], place: str) -> int:
        """Read the JSON between ``` json and ```. The index of the line after it."""
        begin = next((index for index in range(first, block.end) if self.raw[index].strip()), block.end)
        if begin == block.end or self.raw[begin].replace(" ", "") != "```json":
            refuse(block.number, _("below this line “``` json” is missing"))
        end = next((index for index in range(begin + 1, block.end) if self.raw[index].rstrip() == "```"), None)
        if end is None:
            refuse(begin + 1, _("what begins here has no end: “```” is missing"))
        data[shape.data] = _json("\n".join(self.raw[begin + 1 : end]), begin + 2)
        for index in range(begin + 1, end):
            self._note(index + 1, self.raw[index], place)
        return end + 1

    def _text(self, first: int, end: int, place: str) -> str:
        """The lines between as they are, without the blank one behind the fence above and before the fence below."""
        if first < end and not self.raw[first].strip():
            first += 1
        if first < end and not self.raw[end - 1].strip():
            end -= 1
        for index in range(first, end):
            self._note(index + 1, self.raw[index], place)
        return "\n".join(self.raw[first:end])

    def _blocks(self, first: int, end: int, most: int) -> Iterator[_Block]:
        """The blocks that stand between the two indexes; nothing else may stand there."""
        index = first
        while index < end:
            line = self.raw[index].strip()
            if not line:
                index += 1
                continue
            colons = len(line) - len(line.lstrip(":"))
            if colons < 3:
                refuse(index + 1, _("these words stand outside of every block"))
            if colons > most:
                refuse(index + 1, _("this fence must have fewer colons than the fence around it"))
            name, attributes = _head(line.strip(":").strip(), index + 1)
            close = next((at for at in range(index + 1, end) if self.raw[at].rstrip() == ":" * colons), None)
            if close is None:
                refuse(index + 1, _("the block that begins here has no end: a line of as many colons"))
            yield _Block(index + 1, name, attributes, index + 1, close, colons)
            index = close + 1

    def _note(self, number: int, text: str, place: str, level: int = 0) -> None:
        words = " ".join(text.split())
        if words:
            kind = Kind.HEADING if level else Kind.TEXT
            self.lines.append(Line(number, kind, words, level=level))
            self.placed.append(Placed(line=number, places=(place,)))

    def _valid(self, part: type[PartType], data: dict[str, Any], number: int) -> PartType:
        try:
            return part.model_validate(data)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(each) for each in first["loc"]) or type(part).__name__
            refuse(number, f"{field}: {first['msg'].removeprefix('Value error, ')}")


def _head(head: str, number: int) -> tuple[str, dict[str, str | int | bool]]:
    """The name and the attributes of a fence: a word, or `{.name attribute=value ...}`."""
    found = _HEAD.fullmatch(head)
    if found is None:
        refuse(number, _("what stands behind the colons is not understood"))
    attributes: dict[str, str | int | bool] = {}
    for pair in re.findall(_PAIR, found["attributes"] or ""):
        name, _equals, given = pair.partition("=")
        if name in attributes:
            refuse(number, _("“%s” stands here twice") % name)
        attributes[name] = _value(given, number)
    return found["word"] or found["name"], attributes


def _value(given: str, number: int) -> str | int | bool:
    if given.startswith('"'):
        return str(_json(given, number))
    if given in ("true", "false"):
        return given == "true"
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else given


def _json(text: str, number: int) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        refuse(number + error.lineno - 1, _("this is not JSON: %s") % error.msg)
    except (ValueError, RecursionError) as error:
        refuse(number, _("this JSON can't be read: %s") % error)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _value in pairs]
    if len(set(names)) < len(names):
        raise ValueError(_("a name stands in it twice"))
    return dict(pairs)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
