"""The grammar of the benefits table: two columns, what is gained and how."""

from collections.abc import Sequence
from itertools import groupby

from django.utils.translation import gettext as _

from articles.content import Benefit
from articles.importing.citations import cite, plain
from articles.importing.flags import needs_help
from articles.importing.lines import Kind, Line
from articles.importing.reading import Reading
from articles.importing.recognising import is_benefits_header

_LONGEST_LABEL = 100
_LONGEST_NAME = 200


def split_table(lines: Sequence[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """The lines before the first table of two columns, its rows, and the lines after it."""
    start = 0
    for is_row, run in groupby(lines, key=lambda line: line.kind is Kind.ROW):
        rows = list(run)
        if is_row and len(rows[0].cells) == 2:
            return list(lines[:start]), rows, list(lines[start + len(rows) :])
        start += len(rows)
    return list(lines), [], []


def split_header(rows: list[Line]) -> tuple[Line | None, list[Line]]:
    """The row that heads the columns, if there is one, and the others."""
    first = rows[0]
    heads = first.header or is_benefits_header(first.cells) or _stands_apart(first, rows[1:])
    if heads and max(map(len, first.cells)) <= _LONGEST_LABEL:
        return first, rows[1:]
    return None, rows


def _stands_apart(first: Line, others: Sequence[Line]) -> bool:
    """A first row of a few words above rows of sentences."""
    cells = [row.cells[-1] for row in others]
    return bool(cells) and not first.text.endswith((".", "!")) and all(cell.endswith((".", "]", ")")) for cell in cells)


def read_benefits(rows: Sequence[Line], reading: Reading) -> tuple[Benefit, ...]:
    benefits: list[Benefit] = []
    for row in rows:
        if len(row.cells) != 2 or len(row.cells[0]) > _LONGEST_NAME:
            reading.report(row.number, row.text, _("This row does not fit the two columns of its table."))
            continue
        name, how = row.cells
        if needs_help(row.text):
            reading.report(row.number, row.text, _("This row speaks of help. Make it a red flag if it is one."))
        with reading.at(f"benefits[{len(benefits)}]"):
            benefits.append(Benefit(name=plain(name, row.number, reading), how=cite(how, row.number, reading)))
    return tuple(benefits)
