"""The reference list: its lines → sources with unique citation keys, and the names a text may cite them by."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from articles.content import Source
from articles.importing.cited_names import plain_name
from articles.importing.lines import LISTED, Kind, Line
from articles.importing.listings import Listing, join_wrapped
from articles.importing.reading import Reading
from articles.importing.reference_lines import Entry, read_entry
from references.matching import plain_doi, plain_title

_LONGEST_STEM = 60
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_TOLD_APART = ("PMID", "volume", "issue", "page", "edition", "container-title")
_PART_OF_LIST = re.compile(
    r"(?:clinical )?guidelines?|(?:journal |research |other )?(?:articles|papers|sources|references)"
    r"|books?(?: and chapters)?|further reading"
    r"|(?:web ?sites|web pages|online|internet)(?: sources)?"
    r"|systematic reviews|reports|studies|trials|patient information|resources",
    re.IGNORECASE,
)


def read_references(lines: Sequence[Line], reading: Reading) -> tuple[Source, ...]:
    """The sources in the order of the list. Fills what `reading` knows of them; what is not understood is reported."""
    listings = join_wrapped(lines)
    works = _entries(listings, reading)
    sources: list[Source] = []
    key_of: dict[str, str] = {}
    for key, work in zip(_keys([_stem(work[0][1]) for work in works]), works, strict=True):
        listing, entry = work[0]
        with reading.at(f"references[{len(sources)}]"):
            for number in listing.numbers:
                reading.stands(number)
        sources.append(_source(key, entry, listing.text))
        for each, its_entry in work:
            _remember(key, its_entry, reading)
            key_of[each.words] = key
        reading.listed[key] = (listing.numbers[0], listing.text)
    _remember_numbers(listings, key_of, reading)
    reading.rounds = not any(entry.year_first for work in works for _listing, entry in work)
    return tuple(sources)


def is_part_of_list(heading: str) -> bool:
    """Whether a heading inside a reference list only groups what stands below it: "Guidelines", "Journal articles"."""
    return _PART_OF_LIST.fullmatch(heading.rstrip(" :")) is not None


def report_never_cited(reading: Reading) -> None:
    """Tell about each source that no text cites: a citation may be missing, or the source may be one too many."""
    for key, (number, text) in reading.listed.items():
        if key not in reading.used:
            reading.report(number, text, _("Nothing in the text cites this reference. Cite it, or take it out."))


def _entries(listings: Sequence[Listing], reading: Reading) -> list[list[tuple[Listing, Entry]]]:
    """Each work with its listings and their entries: one that stands twice counts once, and a heading is none."""
    listed = any(listing.kind in LISTED for listing in listings)
    works: list[list[tuple[Listing, Entry]]] = []
    by_words: dict[str, list[tuple[Listing, Entry]]] = {}
    by_title: dict[tuple[str, str], list[list[tuple[Listing, Entry]]]] = {}
    for listing in listings:
        number, entry = listing.numbers[0], read_entry(listing.text)
        alike = by_title.setdefault((plain_title(entry.csl["title"]), entry.year), [])
        before = by_words.get(listing.words) or next((work for work in alike if _is_same(work[0][1], entry)), None)
        if before:
            reason = _("The same reference stands on line %(line)s, so this one was left out.")
            reading.report(number, listing.text, reason % {"line": before[0][0].numbers[0]})
            before.append((listing, entry))
            continue
        if _is_no_source(listing, entry, listed):
            reading.report(number, listing.text, _("This stands in the reference list, but is no reference."))
            continue
        if not entry.understood:
            reason = _("This reference was not understood as a whole. Complete its details in the library.")
            reading.report(number, listing.text, reason)
        works.append([(listing, entry)])
        by_words[listing.words] = works[-1]
        alike.append(works[-1])
    return works


def _is_same(one: Entry, other: Entry) -> bool:
    """Whether two entries of one title and year are one work: the same DOI or first maker, and nothing tells apart."""
    mine, theirs = one.csl, other.csl
    if mine.get("DOI") and theirs.get("DOI"):
        return plain_doi(mine["DOI"]) == plain_doi(theirs["DOI"])
    apart = any(mine[name] != theirs[name] for name in _TOLD_APART if name in mine and name in theirs)
    return bool(one.year) and not apart and one.names[-1] == other.names[-1] and "author" in mine


def _is_no_source(listing: Listing, entry: Entry, listed: bool) -> bool:
    """A heading inside the list ("Guidelines"), or a sentence between its items."""
    if {"DOI", "PMID", "URL"} & entry.csl.keys():
        return False
    if listing.kind is Kind.HEADING or _PART_OF_LIST.fullmatch(listing.text):
        return not entry.year
    by_people = any("family" in name for name in entry.csl.get("author", []))
    may_be = by_people or entry.year or _YEAR.search(listing.text)
    return listed and listing.kind not in LISTED and not entry.understood and not may_be


def _remember_numbers(listings: Sequence[Listing], keys: Mapping[str, str], reading: Reading) -> None:
    """What each printed number means, if every source of the list is numbered, from 1 on without a gap."""
    sources = [listing for listing in listings if listing.words in keys]
    numbers = [listing.marker for listing in sources]
    if numbers == [str(number) for number in range(1, len(numbers) + 1)]:
        reading.numbers.update({listing.marker: keys[listing.words] for listing in sources})


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
    url = entry.csl.get("URL", "")
    if "DOI" in entry.csl or not url.startswith(("http://", "https://")):
        url = f"https://doi.org/{entry.csl['DOI']}" if "DOI" in entry.csl else ""
    citation = ", ".join(filter(None, (entry.names[0], entry.year)))
    return Source(key=key, csl=entry.csl, citation=citation, printed=html.escape(printed, quote=False), url=url)


def _remember(key: str, entry: Entry, reading: Reading) -> None:
    for name in map(plain_name, entry.names):
        reading.years.setdefault(name, set()).add(entry.year)
        for year in {entry.year, re.sub(r"(?<=[0-9])[a-z]$|(?<=n\.d\.)-?[a-z]$", "", entry.year)} - {""}:
            reading.cited.setdefault((name, year), set()).add(key)
