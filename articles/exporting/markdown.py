"""Content → Markdown that people read and edit, and that `articles.importing.exported_markdown` reads back exactly."""

import json
import re
from collections.abc import Iterator

from articles.content import Content, Part
from articles.exporting.shapes import FORMAT, FRONT_MATTER, ROWS, SHAPES, TEXTS, Shape, can_head, quoted, value, visible

_COLONS = re.compile(r"^\s*(:{3,})", re.MULTILINE)


def to_markdown(content: Content, slug: str = "") -> str:
    """The whole content. With a slug, the file also says at which address the article stands."""
    rows = {name: list(_rows(content, {name: field})) for name, field in ROWS.items()}
    texts = {name: list(_texts(content, (name,))) for name in TEXTS}
    order = (*texts["lead"], *rows["section"], *rows["question"], *texts["disclaimer"], *rows["reference"])
    return "\n\n".join([_front_matter(content, slug), *order, *rows["image"]]) + "\n"


def _front_matter(content: Content, slug: str) -> str:
    lines = [f"format: {FORMAT}", *([f"slug: {quoted(slug)}"] if slug else [])]
    lines += [f"{name}: {quoted(getattr(content, name))}" for name in FRONT_MATTER]
    return "\n".join(["---", *lines, "---"])


def _rows(part: Part, rows: dict[str, str]) -> Iterator[str]:
    for name, field in rows.items():
        for row in getattr(part, field):
            yield _block(name, row)


def _texts(part: Part, fields: tuple[str, ...]) -> Iterator[str]:
    for field in fields:
        if text := getattr(part, field):
            yield _fenced(field, text)


def _block(name: str, part: Part) -> str:
    shape = SHAPES[name]
    attributes = dict(_attributes(shape, part))
    inside = []
    if shape.heading:
        field, mark = shape.heading
        heading = getattr(part, field)
        if can_head(heading):
            inside.append(f"{mark}{heading}")
        elif heading or shape.part.model_fields[field].is_required():
            attributes = {field: quoted(heading), **attributes}
    if shape.text and getattr(part, shape.text):
        inside.append(getattr(part, shape.text))
    if shape.data:
        inside.append(f"``` json\n{_json(getattr(part, shape.data))}\n```")
    inside += [*_texts(part, shape.texts), *_rows(part, shape.rows)]
    spelt = "".join(f" {attribute}={given}" for attribute, given in attributes.items())
    return _fenced(f"{{.{name}{spelt}}}" if spelt else name, "\n\n".join(inside))


def _attributes(shape: Shape, part: Part) -> Iterator[tuple[str, str]]:
    """Those that differ from what a missing one means, and those that may not be missing."""
    for name, path in shape.attributes.items():
        holder = part
        for field in path[:-1]:
            holder = getattr(holder, field)
        given = getattr(holder, path[-1])
        if name in shape.always or given != type(holder).model_fields[path[-1]].default:
            yield name, value(given)


def _json(data: object) -> str:
    return "\n".join(visible(line) for line in json.dumps(data, ensure_ascii=False, indent=2).split("\n"))


def _fenced(head: str, inside: str) -> str:
    """A block between fences that are longer than any line of colons inside."""
    fence = ":" * (max((len(colons) for colons in _COLONS.findall(inside)), default=2) + 1)
    return "\n".join([f"{fence} {head}", "", *([inside, ""] if inside else []), fence])
