"""Works that say of which kind they are: theses, papers of meetings, episodes, pages after their site."""

import re

from articles.importing.entries.books import read_publisher, year_at_end
from articles.texts import Csl

_DEGREE = (
    r"(?:(?:unpublished|published)\s)?(?:ph\.?\s?d\.?|d\.?\s?phil\.?|m\.?\s?phil\.?|m\.?sc\.?|m\.?a\.?|doctoral"
    r"|doctorate|master['’]?s?|"
    r"bachelor['’]?s?|undergraduate|honours|b\.?sc\.?|professional doctorate)?\s?(?:thesis|dissertation)"
)
_THESIS = re.compile(
    rf"\s*[(\[]\s*(?P<bracketed>{_DEGREE})(?:[,:]\s*(?P<inside>[^()\[\]]{{3,120}}))?\s*[)\]][.,;:]*(?:\s+(?P<after>.*))?"
    rf"|(?<=[.?!])\s+(?P<loose>{_DEGREE})[.,:;]+\s+(?P<rest>.*)",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"(?P<title>.+?[.?!])\s+In:?\s+(?P<container>[A-Z“\"‘][^.]{2,120})(?:\.\s*(?P<publisher>[^.]{2,100}))?\.?"
)
_SITE_FIRST = re.compile(
    r"(?P<publisher>[^.]{3,120}:\s[^.]{2,80}[;,]\s?c?(?:19|20)[0-9]{2})\.\s+(?P<title>[^.]{3,200})\.?"
)
_MEETING = re.compile(r"\b(?:proceedings|conference|congress|symposium|workshop)\b", re.IGNORECASE)
_OF_MEETING = re.compile(r"(?P<name>.+?);\s(?:19|20)[0-9]{2}\s[^\W\d_]{3,9}[^;]{0,20}(?:;.*)?")


def read_thesis(body: str) -> Csl | None:
    """Title, genre, university and perhaps year of a body that says it is a thesis."""
    found = _THESIS.search(body)
    title = body[: found.start()].strip(' .,;“”"') if found else ""
    if not found or not title:
        return None
    where = found["inside"] or found["after"] or found["rest"] or ""
    where, year = year_at_end(where)
    placed = read_publisher(where) or ({"publisher": where.strip(" .,;:")} if where.strip(" .,;:") else {})
    return {"type": "thesis", "title": title, "genre": found["bracketed"] or found["loose"]} | placed | year


def read_inside(body: str) -> Csl | None:
    """ "Title. In Podcast. Maker": what stands in something that has neither pages nor editors."""
    found = _INSIDE.fullmatch(body)
    if not found:
        return None
    container, year = year_at_end(found["container"])
    work: Csl = {"type": "document", "title": found["title"].rstrip("."), "container-title": container.strip(" ,")}
    return work | ({"publisher": found["publisher"].strip()} if found["publisher"] else {}) | year


def read_site_first(body: str) -> Csl | None:
    """ "Place: Publisher; c2020. Title": a page after the site that it stands in, as Vancouver lists print it."""
    found = _SITE_FIRST.fullmatch(body)
    published = read_publisher(found["publisher"]) if found else None
    return {"type": "webpage", "title": found["title"].strip(" ;,")} | published if found and published else None


def of_meeting(work: Csl) -> Csl:
    """A chapter of proceedings as a conference's paper, its container without day and place of the meeting."""
    container = str(work.get("container-title", ""))
    if work["type"] != "chapter" or not _MEETING.search(container):
        return work
    found = _OF_MEETING.fullmatch(container)
    return work | {"type": "paper-conference", "container-title": found["name"] if found else container}
