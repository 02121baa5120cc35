"""Where a line break inside a paragraph parts it in two, and where it only wraps a sentence."""

import re
from collections.abc import Sequence

from articles.importing.html_inline import Run, all_bold, words_in

_OWN_LINE = re.compile(
    r"(?:[^\W_][^:.!?]{0,40}|Q|A)\s*[:–—]\s*\S"  # a label
    r"|[-*+•‣▪◦●·–—]\s+\S|[0-9]{1,3}[.)]\s+\S|[QA][:.)]"
    r"|(?:medically |clinically |last |first |date )*(?:written|reviewed|published|updated|modified)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?:;][\"'”’)\]]*$|https?://\S+$")
_LONGEST_NAME = 60


def with_own_lines(parts: Sequence[Sequence[Run]]) -> list[list[Run]]:
    """The parts between line breaks: each a line of its own if it looks like one, else joined with the one before."""
    lines: list[list[Run]] = []
    for index, part in enumerate(parts):
        if index and not _is_apart(parts[index - 1], part):
            lines[-1] += [Run(" "), *part]
        else:
            lines.append(list(part))
    return lines


def _is_apart(before: Sequence[Run], after: Sequence[Run]) -> bool:
    above, below = words_in(before), words_in(after)
    if _OWN_LINE.match(below) or all_bold(after):
        return True
    if _OWN_LINE.match(above) or above.endswith(",") or below[:1].islower():
        return all_bold(before) and len(above) <= _LONGEST_NAME
    return bool(_ENDED.search(above)) or (all_bold(before) and len(above) <= _LONGEST_NAME)
