"""Tables of HTML: rows of cells, with spans flattened."""

import re
from collections.abc import Callable, Iterator

from lxml.html import HtmlElement

_WIDEST = 30
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


def is_layout(table: HtmlElement) -> bool:
    """Whether it only lays the page out: one column, headings inside, or said to be no table."""
    if table.get("role") in ("presentation", "none"):
        return True
    widest = max((len(_cells(row)) for row in _rows(table)), default=0)
    return widest < 2 or next(table.iter("h1", "h2", "h3"), None) is not None


def rows_of(table: HtmlElement, read: Callable[[HtmlElement], str]) -> list[tuple[str, ...]]:
    """The cells of each row, read once. A cell over several rows stands in each; one over columns leaves gaps."""
    rows: list[tuple[str, ...]] = []
    from_above: dict[int, tuple[int, str]] = {}
    for row in _rows(table):
        cells: list[str] = []
        for cell in _cells(row):
            _take_from_above(cells, from_above)
            text = read(cell)
            below = _span(cell, "rowspan") - 1
            if below:
                from_above[len(cells)] = (below, text)
            cells += [text, *[""] * (_span(cell, "colspan") - 1)]
        _take_from_above(cells, from_above)
        rows.append(tuple(cells))
    return rows


def header_rows(table: HtmlElement) -> list[bool]:
    """Of each row whether it heads the table: rows of its head, else a first row of header cells or in bold."""
    rows = list(_rows(table))
    heads = [row.getparent().tag == "thead" for row in rows]
    if rows and not any(heads):
        cells = _cells(rows[0])
        heads[0] = all(cell.tag == "th" for cell in cells) or (len(rows) > 1 and all(_bold(cell) for cell in cells))
    return heads


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return list(row.iterchildren("td", "th"))


def _span(cell: HtmlElement, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return max(1, min(int(text), _WIDEST)) if re.fullmatch(r"[0-9]{1,4}", text) else 1


def _take_from_above(cells: list[str], from_above: dict[int, tuple[int, str]]) -> None:
    while len(cells) in from_above:
        left, text = from_above.pop(len(cells))
        if left > 1:
            from_above[len(cells)] = (left - 1, text)
        cells.append(text)


def _bold(cell: HtmlElement) -> bool:
    """Whether all the words of a cell stand in one bold element."""
    words = "".join(cell.text_content().split())
    marked = (
        part
        for part in cell.iter("strong", "b", "span", "th")
        if part.tag != "span" or _BOLD.search(part.get("style") or "")
    )
    return bool(words) and any("".join(part.text_content().split()) == words for part in marked)
