"""The library's own record of a source: found by DOI, PMID, or title and year, and never where a field objects."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from references.models import Reference

_SHORTEST_TITLE = 8
_COMPARED_START = 200  # letters of a plain title: the library's column of titles holds 500 signs
_DOI_PREFIXES = (
    "",
    "https://doi.org/",
    "http://doi.org/",
    "https://dx.doi.org/",
    "http://dx.doi.org/",
    "doi:",
    "doi: ",
)
_COMPARED = ("volume", "issue", "page", "container-title", "publisher")


@dataclass(frozen=True)
class Match:
    """A record of the library that is, or may be, this source.

    `how` says what they share ("same DOI"). `doubt` is a sentence where they share that and differ otherwise: then it
    is no match. `differs` are the fields in which the document says something else than the library.
    """

    key: str
    how: str
    doubt: str = ""
    differs: tuple[str, ...] = ()


def find(items: Sequence[Mapping[str, Any]]) -> list[Match | None]:
    """For each item the library's record of it, or one in doubt, or None; three queries, however many items.

    An unsure match is never given as sure.
    """
    numbered = _with_numbers_of(items)
    titled = _with_titles_of(items)
    return [_match(csl, _candidates(csl, numbered, titled)) for csl in items]


def _match(csl: Mapping[str, Any], found: Iterable[tuple[str, list[Reference]]]) -> Match | None:
    doubt = None
    for how, candidates in found:
        for held in candidates:
            objection = _objection(csl, held.csl)
            if not objection:
                return Match(held.key, how, differs=_differing(csl, held.csl))
            doubt = doubt or Match(held.key, how, doubt=objection)
    return doubt


def plain_doi(value: object) -> str:
    """A DOI as it is compared: without the address of its resolver, in small letters."""
    text = str(value or "").strip().casefold()
    return re.sub(r"^(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:\s*)", "", text).rstrip(".,;")


def plain_title(value: object) -> str:
    """A title as it is compared: letters and figures only."""
    folded = unicodedata.normalize("NFKD", str(value or "")).casefold()
    return " ".join(re.findall(r"\w+", "".join(sign for sign in folded if not unicodedata.combining(sign))))


def _with_numbers_of(items: Iterable[Mapping[str, Any]]) -> list[Reference]:
    """The records with the DOI or PMID of any item."""
    dois = {f"{prefix}{doi}" for csl in items if (doi := plain_doi(csl.get("DOI"))) for prefix in _DOI_PREFIXES}
    pmids = {str(csl["PMID"]) for csl in items if csl.get("PMID")}
    if not dois and not pmids:
        return []
    named = Reference.objects.annotate(doi=Lower(KeyTextTransform("DOI", "csl")), pmid=KeyTextTransform("PMID", "csl"))
    return list(named.filter(Q(doi__in=dois) | Q(pmid__in=pmids)))


def _with_titles_of(items: Iterable[Mapping[str, Any]]) -> dict[tuple[str, int | None], list[Reference]]:
    """The records with title and year of any item, by these."""
    wanted = {(plain_title(csl.get("title")), _year(csl)) for csl in items}
    years = {year for _title, year in wanted}
    of_years = Reference.objects.filter(Q(year__in=years - {None}) | (Q(year=None) if None in years else Q(pk=None)))
    starts = {(title[:_COMPARED_START], year) for title, year in wanted}
    near = [
        pk
        for pk, title, year in of_years.values_list("pk", "title", "year")
        if (plain_title(title)[:_COMPARED_START], year) in starts
    ]
    found: dict[tuple[str, int | None], list[Reference]] = {}
    for held in Reference.objects.filter(pk__in=near) if near else ():
        found.setdefault((plain_title(held.csl.get("title")), held.year), []).append(held)
    return found


def _candidates(
    csl: Mapping[str, Any], numbered: Sequence[Reference], titled: Mapping[tuple[str, int | None], Sequence[Reference]]
) -> list[tuple[str, list[Reference]]]:
    found = []
    if doi := plain_doi(csl.get("DOI")):
        found.append((_("same DOI"), [one for one in numbered if plain_doi(one.csl.get("DOI")) == doi]))
    if pmid := str(csl.get("PMID") or ""):
        found.append((_("same PMID"), [one for one in numbered if str(one.csl.get("PMID") or "") == pmid]))
    title, year = plain_title(csl.get("title")), _year(csl)
    found.append((_("same in every field"), [one for one in titled.get((title, year), ()) if one.csl == csl][:1]))
    if len(title) >= _SHORTEST_TITLE or csl.get("author"):
        same = [one for one in titled.get((title, year), ()) if _same_makers(csl, one.csl)]
        found.append((_("same title and year"), same if len(same) == 1 else []))
    return found


def _objection(csl: Mapping[str, Any], held: Mapping[str, Any]) -> str:
    """Why the two are not surely one source; empty if nothing objects."""
    if plain_title(csl.get("title")) != plain_title(held.get("title")):
        return _("The library has this number with another title: “%(title)s”.") % {"title": held.get("title", "")}
    for field, plainly in (("DOI", plain_doi), ("PMID", str)):
        if csl.get(field) and held.get(field) and plainly(csl[field]) != plainly(held[field]):
            return _("The library has this title with another %(field)s.") % {"field": field}
    if _year(csl) and _year(held) and _year(csl) != _year(held):
        return _("The library has this source with another year.")
    if _first_maker(csl) and _first_maker(held) and not _same_makers(csl, held):
        return _("The library has this source with another first author.")
    return ""


def _differing(csl: Mapping[str, Any], held: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in _COMPARED if csl.get(name) and held.get(name) and _told_apart(csl[name], held[name]))


def _told_apart(one: object, other: object) -> bool:
    return plain_title(one) != plain_title(other)


def _year(csl: Mapping[str, Any]) -> int | None:
    try:
        return int(csl["issued"]["date-parts"][0][0])
    except (KeyError, IndexError, TypeError, ValueError):
        return None


def _first_maker(csl: Mapping[str, Any]) -> str:
    for field in ("author", "editor"):
        names = csl.get(field)
        if isinstance(names, list) and names and isinstance(names[0], dict):
            return plain_title(names[0].get("family") or names[0].get("literal"))
    return ""


def _same_makers(csl: Mapping[str, Any], held: Mapping[str, Any]) -> bool:
    return _first_maker(csl) == _first_maker(held)
