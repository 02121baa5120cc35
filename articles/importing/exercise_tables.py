"""Exercises in tables as lines: a row for each exercise, a row for each part, or the parts side by side in one line."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from articles.importing.exercise_parts import part_of
from articles.importing.lines import Kind, Line
from articles.importing.vocabulary import Label

_NAMES = re.compile(
    r"(?:the |name of )?(?:exercises?|stretch(?:es)?|move(?:ment)?s?|name|drills?)(?: name)?", re.IGNORECASE
)
_COUNTS = re.compile(r"(?:no\.?|nr\.?|number|#|)", re.IGNORECASE)
_HOW = (Label.HOW, Label.STEPS)
_GOAL = (Label.GOAL, Label.WHY)
_NEEDED = (*_HOW, Label.DOSE)
_DESCRIBES = re.compile(r"descriptions?|what to do|do this|details", re.IGNORECASE)


def opened(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, with the rows of tables of exercises as a name and labelled lines."""
    for is_row, run in groupby(lines, key=lambda line: line.kind is Kind.ROW):
        rows = list(run)
        if not is_row:
            yield from rows
        elif heads_exercises(rows[0]) and len(rows) > 1:
            yield from _by_columns(rows)
        else:
            yield from with_labelled_rows(rows)


def heads_exercises(row: Line) -> bool:
    """Whether the row heads columns of exercises: a name, and how or how much."""
    if row.kind is not Kind.ROW or len(row.cells) < 2:
        return False
    cells = [_bare(cell) for cell in row.cells]
    at = 1 if _COUNTS.fullmatch(cells[0]) else 0
    if len(cells) < at + 2 or not _NAMES.fullmatch(cells[at]):
        return False
    return any(_label(cell) in _NEEDED for cell in cells[at + 1 :])


def _by_columns(rows: Sequence[Line]) -> Iterator[Line]:
    """The row that heads the table comes last in the first exercise: its words became labels."""
    head, *others = rows
    cells = [_bare(cell) for cell in head.cells]
    at = 1 if _COUNTS.fullmatch(cells[0]) else 0
    for index, row in enumerate(others):
        if len(row.cells) <= at or not row.cells[at]:
            yield from (_text(row, cell) for cell in row.cells if cell)
        else:
            number = f"{row.cells[0].rstrip('.')}. " if at and row.cells[0].rstrip(".").isdigit() else ""
            yield _text(row, number + row.cells[at])
            yield from _parts(row, cells[at + 1 :], row.cells[at + 1 :])
        if index == 0:
            yield head


def _parts(row: Line, heads: Sequence[str], cells: Sequence[str]) -> Iterator[Line]:
    """The cells behind a name, the goal and the how first, each with its label."""
    goals: list[str] = []
    hows: list[str] = []
    rest: list[str] = []
    for index, cell in enumerate(cells):
        head = heads[index] if index < len(heads) else ""
        label = _label(head)
        if not cell:
            continue
        if label in _GOAL and not goals:
            goals.append(f"Goal: {cell}")
        elif label in _HOW and not hows:
            hows.append(f"How: {cell}")
        else:
            rest.append(f"{head}: {cell}" if head else cell)
    if not goals and not hows and rest:
        rest[0] = f"How: {rest[0]}"
    yield from (_text(row, text) for text in [*goals, *hows, *rest])


def with_labelled_rows(rows: Sequence[Line]) -> list[Line]:
    """The rows, those of "How | Stand up" and "Heel raise | Goal: … | How: …" as lines, where the table has several."""
    labels = {_label(_bare(row.cells[0])) for row in rows if _is_labelled(row)}
    if len(labels) > 1 and labels.intersection((*_HOW, *_GOAL)):
        return [_line(row) for row in rows]
    return [piece for row in rows for piece in _side_by_side(row)]


def _is_labelled(row: Line) -> bool:
    return (
        row.kind is Kind.ROW and len(row.cells) == 2 and bool(row.cells[1]) and _label(_bare(row.cells[0])) is not None
    )


def _line(row: Line) -> Line:
    cells = [cell for cell in row.cells if cell]
    if row.kind is not Kind.ROW:
        return row
    if _is_labelled(row) or (len(cells) == 2 and _NAMES.fullmatch(_bare(cells[0]))):
        return _text(row, f"{_bare(cells[0])}: {cells[1]}")
    return _text(row, cells[0]) if len(cells) == 1 else row


def _side_by_side(row: Line) -> list[Line]:
    if row.kind is not Kind.ROW:
        return [row]
    pieces = [_text(row, cell) for cell in row.cells if cell]
    parts = [part for piece in pieces if (part := part_of(piece)) and part.rest]
    return pieces if len({part.label for part in parts}) > 1 else [row]


def _label(cell: str) -> Label | None:
    if _DESCRIBES.fullmatch(cell):
        return Label.HOW
    part = part_of(Line(0, Kind.TEXT, f"{cell}:")) if cell else None
    return part.label if part and not part.rest else None


def _bare(cell: str) -> str:
    return Line(0, Kind.TEXT, cell).words.rstrip(" :–-")


def _text(row: Line, text: str) -> Line:
    return row._replace(kind=Kind.TEXT, text=text, cells=(), header=False, indent=0)
