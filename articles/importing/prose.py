"""Lines → Markdown, words verbatim, citations resolved."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from articles.importing.citations import cite
from articles.importing.lines import LISTED, Kind, Line
from articles.importing.reading import Reading

_LABEL = re.compile(r"(?P<label>[^\W_][^:*_.!?\[\]<>`]{0,59}):\s+(?=\S)")
_LINK_DEFINITION = re.compile(r"\[[^\]]+\]:")
_DEEPEST = 5


def split_label(text: str) -> tuple[str, str]:
    """ "Label: words" as its two parts; a text without a label has an empty one."""
    found = _LABEL.match(text)
    return (found["label"], text[found.end() :]) if found else ("", text)


def markdown(lines: Sequence[Line], reading: Reading) -> str:
    """Paragraphs, lists and tables as Markdown, apart from each other by blank lines."""
    blocks: list[str] = []
    for shape, run in groupby(lines, key=_shape):
        if shape == "list":
            blocks.append("\n".join(_list_items(run, reading)))
        elif shape == "table":
            blocks.append("\n".join(_table_rows(list(run), reading)))
        else:
            blocks.extend(_paragraph(line, reading) for line in run)
    return "\n\n".join(blocks)


def _shape(line: Line) -> str:
    if line.kind in LISTED:
        return "list"
    return "table" if line.kind is Kind.ROW else "paragraph"


def _paragraph(line: Line, reading: Reading) -> str:
    text = cite(line.text, line.number, reading)
    if line.kind is Kind.HEADING and line.level > 2:
        return f"{'#' * min(line.level, 6)} {text}"
    # "[1]: words" would define a link and print nothing.
    return f"\\{text}" if _LINK_DEFINITION.match(text) else text


def _list_items(lines: Iterator[Line], reading: Reading) -> Iterator[str]:
    indents: list[int] = []
    for line in lines:
        while indents and line.indent < indents[-1]:
            indents.pop()
        if not indents or line.indent > indents[-1]:
            indents.append(line.indent)
        depth = min(len(indents), _DEEPEST) - 1
        marker = f"{line.marker}." if line.kind is Kind.NUMBERED else "-"
        yield f"{'    ' * depth}{marker} {cite(_with_bold_label(line.text), line.number, reading)}"


def _with_bold_label(text: str) -> str:
    label, words = split_label(text)
    return f"**{label}:** {words}" if label else text


def _table_rows(rows: list[Line], reading: Reading) -> Iterator[str]:
    """Every row as wide as the widest: a Markdown table would not print the cells of a longer one."""
    width = max(len(row.cells) for row in rows)
    for index, row in enumerate(rows):
        cells = [cite(cell, row.number, reading).replace("|", "\\|") for cell in row.cells]
        yield f"| {' | '.join(cells + [''] * (width - len(cells)))} |"
        if index == 0:
            yield "|" + " --- |" * width
