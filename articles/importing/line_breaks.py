"""Where a line break inside a paragraph parts it in two, and where it only wraps a sentence."""

import re
from collections.abc import Sequence

from articles.importing.html_inline import BREAK, WRAP, Run, all_bold, words_in
from articles.importing.recognising import labelled

_LABEL = re.compile(r"[^\W_a-z][^:.!?]{0,40}:(?:\s|$)|[QA][:.)]\s")
_CLAIM = re.compile(
    r"(?:medically |clinically |last |first |date )*(?:written|reviewed|published|updated|modified)\b", re.IGNORECASE
)
_MARKED = re.compile(r"[-*+•‣▪◦●·–—]\s+\S|[0-9]{1,3}[.)]\s+\S")
_MARKED_BY_SIGN = re.compile(r"[•‣▪◦●]\s*\S")
_ENDED = re.compile(r"[.!?:;][\"'”’)\]]*$|https?://\S+$")
_LONGEST_NAME = 60


def with_own_lines(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs parted at line breaks: each a line of its own if it looks like one, else joined with the one before."""
    lines: list[list[Run]] = []
    wrapped = False
    before: list[Run] = []
    for part, ends_wrapped in _parts(runs):
        if lines and not (_looks_apart(before, part, wrapped=wrapped)):
            lines[-1] += [Run(" "), *part]
        else:
            lines.append(list(part))
        before, wrapped = part, ends_wrapped
    return lines


def _parts(runs: Sequence[Run]) -> list[tuple[list[Run], bool]]:
    """The runs between breaks that say something, each with whether only the source ends its line there."""
    parts: list[tuple[list[Run], bool]] = []
    part: list[Run] = []
    for run in [*runs, BREAK]:
        if run not in (BREAK, WRAP):
            part.append(run)
        elif words_in(part):
            parts.append((part, run == WRAP))
            part = []
        elif parts and run == BREAK:
            parts[-1] = (parts[-1][0], False)
    return parts


def _looks_apart(before: Sequence[Run], after: Sequence[Run], *, wrapped: bool) -> bool:
    above, below = words_in(before), words_in(after)
    is_name_above = all_bold(before) and len(above) <= _LONGEST_NAME
    if _LABEL.match(below) or labelled(below) or all_bold(after) or is_name_above:
        return True
    if wrapped:
        return bool(
            (_CLAIM.match(below) and _CLAIM.match(above))
            or _MARKED_BY_SIGN.match(below)
            or (above.endswith("?") and _LABEL.match(above))
        )
    if _CLAIM.match(below) or _MARKED.match(below):
        return True
    if above.endswith(",") or below[:1].islower():
        return False
    return bool(_ENDED.search(above))
