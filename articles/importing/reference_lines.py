"""One line of a reference list → one CSL-JSON item, as far as the line is understood."""

import re
from typing import NamedTuple

from articles.importing.dates import month_number
from articles.texts import Csl

_ENTRY = re.compile(
    r"(?P<who>\S.*?)\s*\((?P<year>(?:19|20)[0-9]{2}|n\.d\.)(?P<suffix>[a-z])?(?:,\s*(?P<day>[^()]{1,40}))?\)"
    r"[.,:]?\s*(?P<rest>.*)"
)
_ADDRESS = re.compile(r"(?:(?:Available (?:at|from)|Retrieved from):?\s*)?(?P<url>https?://\S+)$", re.IGNORECASE)
_DOI = re.compile(r"(?:\bdoi:\s*|https?://(?:dx\.)?doi\.org/)(?P<doi>10\.[0-9]{4,9}/\S+)$", re.IGNORECASE)
_CONTAINER = re.compile(
    r"(?P<container>[^,]+),\s*(?P<volume>[0-9]{1,5})\s*(?:\((?P<issue>[^()]{1,20})\))?"
    r"(?:,\s*(?:pp?\.\s*)?(?P<page>[\w]{1,12}(?:[–-][\w]{1,12})?))?"
)
_TITLE_END = re.compile(r"(?<=[.?!])\s+")
_AUTHOR_BREAK = re.compile(r"\s*(?:,\s*(?:&|and\b)|,|&|\band\b)\s*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?){1,6}")
_ABBREVIATION = re.compile(r"(?P<name>.+?)\s*[(\[](?P<short>[^()\[\]]{2,20})[)\]]")
_ET_AL = re.compile(r",?\s*et al\.?$")
_LONGEST_AUTHORS = 2000


class Entry(NamedTuple):
    """One source as its line gives it.

    `names` are the ways in which a text may name it, the preferred one first; `year` is printed ("2024", "2024a",
    "n.d." or nothing). `understood` is False where the whole line had to stay as the title.
    """

    csl: Csl
    names: tuple[str, ...]
    year: str
    understood: bool


def read_entry(text: str) -> Entry:
    found = _ENTRY.fullmatch(text)
    if not found:
        return Entry({"type": "document", "title": text}, (text,), "", understood=False)
    body, access = _split_address(found["rest"])
    work = _work(body)
    authors, names = _authors(found["who"].strip().rstrip(".,"))
    csl: Csl = {"type": "article-journal" if work and "volume" in work else "webpage", "author": authors}
    if found["year"] != "n.d.":
        csl["issued"] = {"date-parts": [_date_parts(int(found["year"]), found["day"])]}
    csl |= (work or {"title": body or text}) | access
    understood = bool(work) and not _ET_AL.search(found["who"])
    return Entry(csl, names, found["year"] + (found["suffix"] or ""), understood)


def _split_address(rest: str) -> tuple[str, Csl]:
    """The rest of the line without its address, and the address as CSL fields."""
    rest = rest.strip()
    if found := _DOI.search(rest):
        return rest[: found.start()].strip(), {"DOI": found["doi"].rstrip(".,;")}
    if found := _ADDRESS.search(rest):
        return rest[: found.start()].strip(), {"URL": found["url"].rstrip(".,;")}
    return rest, {}


def _work(body: str) -> Csl | None:
    """Title and container, or None where more than one reading is possible."""
    parts = [part for part in _TITLE_END.split(body.strip()) if part]
    if not parts:
        return None
    *titles, last = parts
    journal = _CONTAINER.fullmatch(last.rstrip("."))
    if titles and journal:
        fields = {name: value for name, value in journal.groupdict().items() if value}
        return {"title": _without_stop(" ".join(titles)), "container-title": fields.pop("container")} | fields
    if len(parts) > 2:
        return None
    work = {"title": _without_stop(parts[0])}
    return work | {"container-title": _without_stop(last)} if titles else work


def _without_stop(text: str) -> str:
    return text.strip().rstrip(".") or text


def _date_parts(year: int, day: str | None) -> list[int]:
    words = (day or "").replace(",", " ").split()
    month = next((month_number(word) for word in words if month_number(word)), 0)
    number = next((int(word) for word in words if word.isascii() and word.isdigit() and 1 <= int(word[:3]) <= 31), 0)
    if not month:
        return [year]
    return [year, month, number] if number else [year, month]


def _authors(who: str) -> tuple[list[dict[str, str]], tuple[str, ...]]:
    """People with their initials, or one organisation; and the names a citation may use."""
    people = _people(_ET_AL.sub("", who))
    if not people:
        return [{"literal": who}], _names_of_organisation(who)
    families = [person["family"] for person in people]
    first = families[0]
    et_al = f"{first} et al."
    everybody = " & ".join(filter(None, (", ".join(families[:-1]), families[-1])))
    preferred = et_al if _ET_AL.search(who) or len(people) > 2 else everybody
    return people, tuple(dict.fromkeys((preferred, everybody, et_al, first)))


def _people(who: str) -> list[dict[str, str]]:
    """ "Surname, A. B., & Surname, C." as names, or nothing where a part doesn't fit."""
    tokens = [token for token in _AUTHOR_BREAK.split(who) if token] if len(who) <= _LONGEST_AUTHORS else []
    pairs = list(zip(tokens[::2], tokens[1::2], strict=False))
    if not pairs or len(tokens) % 2 or not all(_is_initials(given) for _family, given in pairs):
        return []
    return [{"family": family, "given": _with_stop(given)} for family, given in pairs]


def _is_initials(text: str) -> bool:
    return _INITIALS.fullmatch(_with_stop(text)) is not None


def _with_stop(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _names_of_organisation(who: str) -> tuple[str, ...]:
    found = _ABBREVIATION.fullmatch(who)
    return (found["short"], found["name"], who) if found else (who,)
