"""What may not be missed, whatever the grammars made of a document: a red flag in running text, and a line lost."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from articles.importing.flags import may_be_sign
from articles.importing.lines import Kind, Line
from articles.importing.reading import Reading
from articles.importing.recognising import labelled, mark_of
from articles.importing.safety import is_do_heading

_WORD = re.compile(r"[^\W_]+")
_ADVISING = re.compile(r"^(?:lead|disclaimer|sections\[[0-9]+\]|faq\[[0-9]+\])$")


def tell_signs(lines: Sequence[Line], reading: Reading) -> None:
    """A line that speaks of getting help, and became no red flag, is told, unless it was told already."""
    told = {item.line for item in reading.unplaced}
    for line in lines:
        places = reading.places.get(line.number, {})
        is_text = line.kind is not Kind.HEADING and line.number not in told
        if is_text and any(map(_ADVISING.match, places)) and may_be_sign(line.words):
            reason = _("This tells readers to get help, inside running text. Make it a red flag if it is one.")
            reading.report(line.number, line.text, reason)


def tell_lost(lines: Sequence[Line], accounted: Iterable[int], result: Any, reading: Reading) -> None:
    """A line that no grammar gave a place, and whose words stand nowhere in the result, is told. `result` is JSON."""
    known = {*accounted, *reading.places, *(item.line for item in reading.unplaced)}
    rest = [line for line in lines if line.number not in known and not mark_of(line) and not is_do_heading(line.words)]
    found = {word for text in _texts(result) for word in _WORD.findall(text)} if rest else set()
    for line in rest:
        label = labelled(line.text)
        if not found.issuperset(_WORD.findall(label.rest if label else line.text)):
            reading.report(line.number, line.text, _("This line was given no place. Add its words where they belong."))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
