"""The reference list: its lines → sources with unique citation keys, and the names a text may cite them by."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from articles.content import Source
from articles.importing.citations import plain_name
from articles.importing.lines import LISTED, Line
from articles.importing.reading import Reading
from articles.importing.reference_lines import Entry, read_entry

_LONGEST_STEM = 60


def read_references(lines: Sequence[Line], reading: Reading) -> tuple[Source, ...]:
    """The sources in the order of the list. Fills `reading.cited`; what is not understood is reported."""
    entries = _entries(lines, reading)
    sources: list[Source] = []
    for key, (line, entry) in zip(_keys([_stem(entry) for _line, entry in entries]), entries, strict=True):
        with reading.at(f"references[{len(sources)}]"):
            reading.stands(line.number)
        sources.append(_source(key, entry, line.text))
        _remember(key, entry, reading)
    return tuple(sources)


def _entries(lines: Sequence[Line], reading: Reading) -> list[tuple[Line, Entry]]:
    """Each line with its entry; the same line twice counts once, and a sentence between list items is no source."""
    listed = any(line.kind in LISTED for line in lines)
    first_seen: dict[str, int] = {}
    entries = []
    for line in lines:
        entry = read_entry(line.text)
        if line.text in first_seen:
            reason = _("The same reference stands on line %(line)s, so this one was left out.")
            reading.report(line.number, line.text, reason % {"line": first_seen[line.text]})
            continue
        if not entry.understood and listed and line.kind not in LISTED:
            reading.report(line.number, line.text, _("This stands in the reference list, but is no reference."))
            continue
        if not entry.understood:
            reason = _("This reference was not understood as a whole. Complete its details in the library.")
            reading.report(line.number, line.text, reason)
        first_seen[line.text] = line.number
        entries.append((line, entry))
    return entries


def _stem(entry: Entry) -> str:
    """The key before it is made unique, e.g. "mayo-clinic-2023"."""
    name = entry.names[0].removesuffix(" et al.") if entry.year else " ".join(entry.names[0].split()[:3])
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")[:_LONGEST_STEM].strip("-")
    return "-".join(filter(None, (slug or "source", entry.year.replace(".", ""))))


def _keys(stems: Sequence[str]) -> list[str]:
    """A key for each stem: the stem itself, or with a, b, ... where several share it."""
    total = Counter(stems)
    taken = {stem for stem, count in total.items() if count == 1}
    next_letter = Counter[str]()
    keys = []
    for stem in stems:
        key = stem
        while total[stem] > 1 and (key == stem or key in taken):
            key = f"{stem}{_letters(next_letter[stem])}"
            next_letter[stem] += 1
        taken.add(key)
        keys.append(key)
    return keys


def _letters(index: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    rest, letter = divmod(index, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("a") + letter)


def _source(key: str, entry: Entry, printed: str) -> Source:
    """`citation` and `printed` are the document's own words until the library prints them."""
    url = entry.csl.get("URL") or (f"https://doi.org/{entry.csl['DOI']}" if "DOI" in entry.csl else "")
    citation = ", ".join(filter(None, (entry.names[0], entry.year)))
    return Source(key=key, csl=entry.csl, citation=citation, printed=html.escape(printed, quote=False), url=url)


def _remember(key: str, entry: Entry, reading: Reading) -> None:
    for name in entry.names:
        for year in {entry.year, entry.year.rstrip("abcdefghijklmnopqrstuvwxyz")} - {""}:
            reading.cited.setdefault((plain_name(name), year), set()).add(key)
