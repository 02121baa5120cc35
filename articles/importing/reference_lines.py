"""One line of a reference list → one CSL-JSON item, as far as the line is understood."""

import re
from typing import NamedTuple

from articles.importing.entries.addresses import take_addresses
from articles.importing.entries.leads import read_lead
from articles.importing.entries.names import Makers
from articles.importing.entries.parted import with_stops_between, without_bullet, without_remark, without_year
from articles.importing.entries.reviewed import take_reviewed
from articles.importing.entries.works import read_work
from articles.texts import Csl

_PREFIX = re.compile(
    r"(?:\[(?P<square>[0-9]{1,3})\]\s*|\((?P<round>[0-9]{1,3})\)\s+|(?P<plain>[0-9]{1,3})[.)]\s+"
    r"|(?P<bare>[0-9]{1,3})\s+(?=[A-Z][\w’'-]+,?\s(?:[A-Z]{1,3}[,.]|[A-Z]\.))|(?P<tight>[0-9]{1,3})\.(?=[^\W\d_]{2}))(?=[^\s(\[])"
)
_EMPHASIS = re.compile(r"(?<!\\)(?:\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_LEFT_OUT = re.compile(r"(?<=,)\s*\.\s?\.\s?\.\s*(?=(?:&\s*)?[A-Z])")
_LONGEST = 3000


class Entry(NamedTuple):
    """One source as its line gives it.

    `names` are the ways in which a text may name it, the preferred one first; `year` is printed ("2024", "2024a",
    "n.d." or nothing). `understood` is False where a part of the line had to stay out of its field. `year_first` tells
    that the year follows the names, as in lists that texts cite by name and year.
    """

    csl: Csl
    names: tuple[str, ...]
    year: str
    understood: bool
    year_first: bool = False


def number_of(text: str) -> str:
    """The number that a line prints before its words ("[3] Smith", "3. Smith"), or nothing."""
    found = _PREFIX.match(text)
    return next(filter(None, found.groups()), "") if found else ""


def read_entry(text: str) -> Entry:
    line = without_bullet(text.strip())
    line = line[found.end() :] if (found := _PREFIX.match(line)) else line
    if len(line) > _LONGEST:
        return _as_it_is(text)
    line = _LEFT_OUT.sub(" … ", _ESCAPE.sub("", line))
    rest, addresses, sure = take_addresses(line)
    rest = re.sub(r"(?<=[.?!])(?:\s*\.)+(?=\s|$)", "", " ".join(_EMPHASIS.sub("", rest).split()))
    rest, remark = without_remark(rest)
    rest, reviewed = take_reviewed(with_stops_between(rest))
    lead = read_lead(rest)
    body, late_year = (lead.body, "") if lead.year else without_year(lead.body)
    work, understood = read_work(body, lead.makers is not None, bool(lead.year), addresses)
    if not work.get("title"):
        return _as_it_is(text) if not addresses else _as_it_is(text, addresses)
    if late_year and "issued" not in work:
        work["issued"] = {"date-parts": [[int(late_year)]]}
    if reviewed and "issued" not in work:
        work["issued"] = {"date-parts": [reviewed]}
    csl = _with_makers(work, lead.makers) | addresses
    if lead.issued:
        csl["issued"] = lead.issued
    makers = lead.makers
    complete = makers is not None and makers.complete
    year = lead.year or _year_of(csl)
    names = makers.cited if makers else (work["title"],)
    return Entry(csl, names, year, understood and sure and complete and not remark, bool(lead.year))


def _as_it_is(text: str, addresses: Csl | None = None) -> Entry:
    return Entry({"type": "document", "title": text} | (addresses or {}), (text[:200],), "", understood=False)


def _with_makers(work: Csl, makers: Makers | None) -> Csl:
    if not makers:
        return work
    field = "editor" if makers.editors and work["type"] != "chapter" else "author"
    work = dict(work)
    return {"type": work.pop("type"), field: makers.names} | work


def _year_of(csl: Csl) -> str:
    parts = csl.get("issued", {}).get("date-parts")
    return str(parts[0][0]) if parts else ""
