"""The title of an article: the caller's, else the form's own, else a first line that is shaped like one."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from articles.importing.lines import Kind, Line
from articles.importing.reading import Reading
from articles.importing.recognising import mark_of


def take_title(lines: Sequence[Line], given: str, own: str, reading: Reading) -> tuple[str, list[Line]]:
    """The title, and the lines without it. `given` is the caller's, `own` what the form itself says."""
    title = " ".join((given or own).split())
    if not lines or lines[0].kind is not Kind.HEADING or mark_of(lines[0]):
        return given or own, list(lines)
    first, *others = lines
    words = first.words
    if words.casefold() in (title.casefold(), " ".join(own.split()).casefold()):
        _stands(first, reading)
        return given or own, others
    if not title:
        _stands(first, reading)
        reading.report(first.number, first.text, _("Taken as the title. Check it."))
        return words, others
    if own and first.level != 1:
        return given or own, list(lines)
    reason = _("This looks like a title, so it was left out: the article has another one.")
    reading.report(first.number, first.text, reason)
    return given or own, others


def _stands(line: Line, reading: Reading) -> None:
    with reading.at("title"):
        reading.stands(line.number)
