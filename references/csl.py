"""References printed in an author-year style: the words of a citation, and the entry of a reference list.

The Citation Style Language processor (citeproc-py) escapes nothing, knows no 2024a and 2024b, and raises on items that
lack something. So items are tidied before, the letters after the year are computed here, its output is escaped after,
and what it can't print is printed plainly.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from textwrap import shorten
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.source.json import CiteProcJSON
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from references.csl_items import Csl, address, tidy

_STYLES = Path(__file__).parent / "styles"

# Private characters (which tidied items can't hold) that stand for <i> and </i> until the words are escaped.
_ITALIC, _UPRIGHT = "\ue000", "\ue001"

_ABBREVIATED = re.compile(r".+ [(\[](?=[^()\[\]]*[A-Z][^()\[\]]*[A-Z])([\w&./-]{2,15})[)\]]")
"""A group author that ends in its abbreviation: "British Columbia Medical Journal (BCMJ)"."""

_LONGEST_CITED_NAME = 80


class Style(StrEnum):
    """The author-year styles that are vendored. Numbered styles can't be offered: each source is printed by itself."""

    APA = "apa"
    HARVARD = "harvard-cite-them-right"


@dataclass(frozen=True)
class Printed:
    """One source as a page prints it.

    `citation` is plain text without brackets ("NHS, 2024"); `printed` is HTML that may hold `<i>` and nothing else, and
    no address; `url` is where the source can be read (http or https), or empty.
    """

    citation: str
    printed: str
    url: str


def print_items(items: Mapping[str, Mapping[str, Any]], style: Style = Style.APA) -> dict[str, Printed]:
    """Each CSL-JSON item by its key, printed. Never raises: an odd item is printed as far as it is understood.

    Sources that would be cited alike get letters after the year, in the order given: 2024a, 2024b.
    """
    return dict(_printed(json.dumps(items), style, get_language()))


@lru_cache(maxsize=256)
def _printed(spelt: str, style: Style, _language: str | None) -> dict[str, Printed]:
    """Remembered, for a list is printed at every save and check of a draft, and it takes 10 ms a source."""
    items: dict[str, dict[str, Any]] = json.loads(spelt)
    # Parsed anew each time: the processor keeps state in the style, and threads must not share it.
    processor = CitationStylesStyle(str(_STYLES / f"{style}.csl"), locale="en-GB", validate=False)
    tidied = {key: _led_by_name(tidy(item)) for key, item in items.items()}
    cited = {key: _cite(processor, item) for key, item in tidied.items()}
    printed = {}
    for key, suffix in _year_suffixes(cited).items():
        item = tidied[key] | ({"year-suffix": suffix} if suffix else {})
        citation = _cite(processor, item) if suffix else cited[key]
        printed[key] = Printed(citation, _enter(processor, item), address(items[key]))
    return printed


def _year_suffixes(citations: Mapping[str, str]) -> dict[str, str]:
    """The letter for each key whose citation another key shares, else nothing."""
    total, seen = Counter(citations.values()), Counter[str]()
    suffixes = {}
    for key, citation in citations.items():
        suffixes[key] = _letters(seen[citation]) if total[citation] > 1 else ""
        seen[citation] += 1
    return suffixes


def _letters(index: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    rest, letter = divmod(index, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("a") + letter)


def _led_by_name(item: Csl) -> Csl:
    """The item with an author to lead it: or else its editor or its title, which then stands nowhere else.

    The styles say so too, but the processor prints twice what steps in for an author.
    """
    title = item.get("title") or _("[Untitled]")
    if item.get("author"):
        return item | {"title": title}
    rest = {name: value for name, value in item.items() if name not in ("editor", "title")}
    if item.get("editor"):
        return rest | {"author": item["editor"], "title": title}
    return rest | {"author": [{"literal": title}]}


def _as_cited(item: Csl) -> Csl:
    """The item with names as short as a citation wants them: their abbreviation where they give one, titles cut."""
    return item | {"author": [_short(name) for name in item["author"]]}


def _short(name: dict[str, str]) -> dict[str, str]:
    if "literal" not in name:
        return name
    abbreviated = _ABBREVIATED.fullmatch(name["literal"])
    return {
        "literal": abbreviated[1] if abbreviated else shorten(name["literal"], _LONGEST_CITED_NAME, placeholder="…")
    }


def _cite(processor: CitationStylesStyle, item: Csl) -> str:
    """The citation, as plain text, of an item that an author leads."""
    if _has_worded_date(item):
        return _plain_citation(item)
    bibliography, citation = _prepare(processor, _as_cited(item))
    try:
        return _words(str(bibliography.cite(citation, None))).removeprefix("(").removesuffix(")")
    except Exception:  # the processor raises whatever comes along on items that lack something
        return _plain_citation(item)


def _enter(processor: CitationStylesStyle, item: Csl) -> str:
    """The entry of the reference list, as HTML, of an item that an author leads."""
    entry = ""
    if not _has_worded_date(item):
        bibliography, _citation = _prepare(processor, item)
        with suppress(Exception):  # as above
            entry = str(bibliography.bibliography()[0])
    return _as_html(entry if _holds_all(entry, item) else _plain_entry(item))


def _has_worded_date(item: Csl) -> bool:
    """Whether the date is words ("in press"): the processor prints those twice, and letters straight after them."""
    return "literal" in item.get("issued", {})


class _Marked:
    """An output format for the processor: words as they are, italics between two private characters."""

    preformat = staticmethod(str)
    Bold = Light = Underline = Superscript = Subscript = SmallCaps = str

    @staticmethod
    def Italic(text: object) -> str:  # noqa: N802 - the processor's name for it
        return f"{_ITALIC}{text}{_UPRIGHT}"

    Oblique = Italic


def _prepare(processor: CitationStylesStyle, item: Csl) -> tuple[CitationStylesBibliography, Citation]:
    """A bibliography of this one item, and a citation of it."""
    bibliography = CitationStylesBibliography(processor, CiteProcJSON([item | {"id": "item"}]), _Marked)
    citation = Citation([CitationItem("item")])
    bibliography.register(citation)
    return bibliography, citation


def _plain_citation(item: Csl) -> str:
    first = _short(item["author"][0])
    return f"{first.get('literal') or first.get('family')}, {_plain_year(item)}"


def _plain_entry(item: Csl) -> str:
    """The entry without the processor: "Name. (2024). Title. Container. Publisher."."""
    names = [name.get("literal") or f"{name['family']}, {name.get('given', '')}".strip(", ") for name in item["author"]]
    rest = [item[field] for field in ("title", "container-title", "publisher") if field in item]
    return ". ".join([", ".join(names), f"({_plain_year(item)})", *rest]) + "."


def _plain_year(item: Csl) -> str:
    issued, suffix = item.get("issued", {}), item.get("year-suffix", "")
    if "date-parts" in issued:
        return f"{issued['date-parts'][0][0]}{suffix}"
    return "-".join(filter(None, (issued.get("literal", _("n.d.")), suffix)))


def _holds_all(entry: str, item: Csl) -> bool:
    """Whether the entry names what no entry may lose: its title, its first name and its year."""
    first = item["author"][0]
    wanted = [item.get("title", ""), first.get("literal") or first["family"]]
    wanted += [str(date[0]) for date in item.get("issued", {}).get("date-parts", [])[:1]]
    words = _words(entry).casefold()
    return all(text.casefold() in words for text in wanted)


def _words(marked: str) -> str:
    return marked.replace(_ITALIC, "").replace(_UPRIGHT, "")


def _as_html(marked: str) -> str:
    """Escaped, with <i>. A title that ends in ? or ! takes no full stop after it."""
    once = re.sub(rf"([?!…]{_UPRIGHT}?)\.(?!\.)", r"\1", marked)
    return html.escape(once, quote=False).replace(_ITALIC, "<i>").replace(_UPRIGHT, "</i>")
