"""What a plain text draws with spaces and line ends: tables in aligned columns, and paragraphs wrapped at a width."""

import re

_COLUMNS = re.compile(r"\s{2,}")
_MARKED = re.compile(r"\s*(?:[-*+•‣▪◦●·–—#>]|[0-9]{1,3}[.)])")
_COLUMN_RULE = re.compile(r"\s*[-=]{2,}(?:\s{2,}[-=]{2,})+\s*")
_LONGEST_ROW = 300
_WIDEST_WRAP = 100
_NARROWEST_WRAP = 50
_SHARE_BLANK = 0.08
_FEWEST_FULL = 3
_SHARE_FULL = 0.2


def with_aligned(columns: list[tuple[str, ...]], raw: list[str]) -> list[tuple[str, ...]]:
    """The cells of each line, and those of lines that stand in columns as their neighbours do."""
    aligned = [_split(line) if not cells else None for cells, line in zip(columns, raw, strict=True)]
    result = list(columns)
    for index, own in enumerate(aligned):
        for other in (index - 1, index + 1):
            near = aligned[other] if 0 <= other < len(aligned) else None
            if own and near and own[0] == near[0]:
                result[index] = own[1]
    return result


def _split(line: str) -> tuple[tuple[int, ...], tuple[str, ...]] | None:
    """Where the further columns of a line begin, and its cells; None for a line of one column, or with a marker."""
    text = line.rstrip()
    is_marked = _MARKED.match(text) and not is_column_rule(text)
    if "  " not in text.strip() or "\t" in text or is_marked or len(text) > _LONGEST_ROW:
        return None
    lead = len(text) - len(text.lstrip())
    gaps = list(_COLUMNS.finditer(text, lead))
    cells = tuple(" ".join(cell.split()) for cell in _COLUMNS.split(text.strip()))
    if cells[0].endswith((".", "!", "?", ":", ";", ",")):
        return None
    return tuple(gap.end() for gap in gaps), cells


def is_column_rule(line: str) -> bool:
    """Whether this rule is drawn under the heads of columns: "-------    -----"."""
    return _COLUMN_RULE.fullmatch(line) is not None


def wrap_width(raw: list[str]) -> int:
    """The width at which the paragraphs of a text are wrapped, 0 where each paragraph is a line of its own."""
    lengths = [len(line.rstrip()) for line in raw]
    written = [length for length in lengths if length]
    if not written or max(written) > _WIDEST_WRAP or max(written) < _NARROWEST_WRAP:
        return 0
    width = max(written)
    has_paragraphs = len(lengths) - len(written) >= len(lengths) * _SHARE_BLANK
    full = sum(length > width * 0.8 for length in written)
    return width if has_paragraphs and full >= max(_FEWEST_FULL, len(written) * _SHARE_FULL) else 0
