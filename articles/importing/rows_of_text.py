"""Typed lines as a text to show beside what became of them: line N of it is the Line of number N."""

from collections.abc import Iterable

from articles.importing.lines import Kind, Line


def text_of(lines: Iterable[Line]) -> str:
    return "\n".join(_shown(line) for line in lines)


def _shown(line: Line) -> str:
    if line.kind is Kind.HEADING:
        return f"{'#' * (line.level or 2)} {line.text}"
    if line.kind is Kind.ROW:
        return f"| {' | '.join(line.cells)} |"
    mark = {Kind.BULLET: "- ", Kind.NUMBERED: f"{line.marker}. "}.get(line.kind, "")
    return f"{' ' * line.indent}{mark}{line.text}"
