"""Books, chapters, reports and web pages: what stands after their title."""

import re

from articles.importing.entries.names import read_people, spoken_names
from articles.importing.entries.years import YEAR, date_parts
from articles.texts import Csl

_MONTH = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|spring|summer|autumn|winter)[a-z]*\.?"
_EDITION = re.compile(
    r"[(\[]?\b(?P<edition>(?:[0-9]{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth"
    r"|ninth|tenth|revised"
    r"|rev\.?|new|international)(?:\s(?:revised|rev\.|updated|expanded|international))?)\s+(?:edn|ed"
    r"|edition)\b\.?[)\]]?[.,]?",
    re.IGNORECASE,
)
_PAGES = re.compile(
    r"[(\[]?\b(?:pp?\.?"
    r"|pages?)\s?(?P<page>[A-Za-z]?[0-9ivxl]{1,7}(?:\s?[-–—]\s?[A-Za-z]?[0-9ivxl]{1,7})?)\b[)\]]?[.,]?",
    re.IGNORECASE,
)
_YEAR_PAGES = re.compile(rf"{YEAR}(?P<colon>:)\s?(?P<page>[0-9]{{1,5}}(?:[-–][0-9]{{1,5}})?)(?=[.;,]?$)")
_VOLUME = re.compile(r"[(\[,]\s?Vol\.?\s(?P<volume>[0-9]{1,3})[)\]]?[.,]?", re.IGNORECASE)
_IN = re.compile(r"(?:^|(?<=[.?!’'”\",]\s)|(?<=[.?!]))In:?\s+(?=[\w“\"‘'(])")
_IN_SMALL = re.compile(r"(?:^|(?<=[,’'”\"]\s))in\s+(?=[A-Z][^()]{1,200}\(eds?\.?\))")
_EDITED_BY = re.compile(
    r"(?P<book>[^.]{3,200}?),\s(?:edited by"
    r"|eds?\.)\s(?P<who>[^.]{3,200}?),\s(?P<page>[0-9]{1,4}[-–][0-9]{1,4})\.?(?:\s+(?P<rest>.*))?"
)
_EDITORS = re.compile(
    r"(?P<who>[^()]{3,300}?)[\s,]*(?:[(\[]\s?(?:eds?|editors?)\.?\s?[)\]]|,\s*(?:eds?\.|editors?))[.,:]?\s*",
    re.IGNORECASE,
)
_PLACE = re.compile(
    rf"(?P<place>[A-Z][\w .,'’()-]{{1,60}}?)\s?:\s+(?P<publisher>[^:;]{{2,120}}?)"
    rf"(?:[;,]\s*(?:{_MONTH}\s)?c?(?P<year>{YEAR})(?::\s?(?P<page>[0-9]{{1,5}}(?:[-–][0-9]{{1,5}})?))?)?[.,;]?"
)
_YEAR_AT_END = re.compile(
    rf"(?P<before>.*?)[,;.:]?\s*\(?\b(?P<date>(?:[0-9]{{1,2}}(?:st|nd|rd|th)?\s)?{_MONTH},?\s(?:[0-9]{{1,2}},\s)?{YEAR}"
    rf"|{YEAR}\s{_MONTH}(?:\s[0-9]{{1,2}})?|c?(?P<year>{YEAR}))\)?[.,;:]*",
    re.IGNORECASE,
)
_PUBLISHER = re.compile(
    r"\b(?:press|publish\w*|publications|books?|house|springer|elsevier|wiley|routledge|blackwell|saunders"
    r"|mosby|kluwer|lippincott"
    r"|churchill|livingstone|mcgraw|penguin|sage|thieme|macmillan|stationery|hmso|tso|pearson|human kinetics|verlag)\b",
    re.IGNORECASE,
)


def is_published(text: str) -> bool:
    """Whether the text is surely a place and a publisher, "London: Invented Books, 2005:112-30", and no journal."""
    found = _PLACE.fullmatch(text.strip())
    return bool(found and found["year"] and _PUBLISHER.search(found["publisher"]))


def take(pattern: re.Pattern[str], text: str, field: str) -> tuple[str, Csl]:
    """The text without what the pattern finds, and that as the field of its name."""
    found = pattern.search(text)
    if not found:
        return text, {}
    rest = f"{text[: found.start()].rstrip(' ,')}. {text[found.end() :].strip()}"
    return re.sub(r"(?<=[.?!])\s?\.(?=\s|$)", "", rest).strip(), {field: found[field]}


def take_edition(text: str) -> tuple[str, Csl]:
    return take(_EDITION, text, "edition")


def read_chapter(body: str) -> tuple[str, str, Csl] | None:
    """Title, the rest with the book, and the pages and editors of "Title. In Editor (Ed.), Book"; None for others."""
    found = _IN.search(body) or _IN_SMALL.search(body)
    if not found or not body[: found.start()].strip():
        return None
    title, rest = body[: found.start()].strip(), body[found.end() :].strip()
    if edited := _EDITED_BY.fullmatch(rest):
        people = spoken_names(edited["who"])
        known: Csl = {"page": edited["page"]} | ({"editor": people} if people else {})
        return title, f"{edited['book']}. {edited['rest'] or ''}".strip(), known
    rest, edition = take_edition(re.sub(r"(?<=[0-9]):\s?chap(?:ter)?\.?\s?[0-9]+", "", rest))
    rest, page = take(_PAGES, rest, "page")
    if not page and (found := _YEAR_PAGES.search(rest)):
        page, rest = {"page": found["page"]}, rest[: found.start("colon")] + rest[found.end() :]
    rest, volume = take(_VOLUME, rest, "volume")
    editors = _EDITORS.match(rest)
    csl = edition | page | volume
    if editors:
        people = read_people(editors["who"].strip())
        rest = rest[editors.end() :].strip()
        csl |= {"editor": people} if people else {}
    return (title, rest, csl) if editors or page or edition else None


def read_publisher(text: str) -> Csl | None:
    """Place, publisher and perhaps year of "Bristol: Harbour Light; 2017." or of a name that says it publishes."""
    text = text.strip()
    found = _PLACE.fullmatch(text)
    if (
        found
        and found["place"].count(" ") < 5
        and not re.search(r"(?<!\bSt)[.]\s|[0-9]|\b(?:No|Vol)\.?$|[Pp]ublish", found["place"])
    ):
        csl: Csl = {"publisher-place": found["place"].strip(), "publisher": found["publisher"].strip()}
        csl |= {"page": found["page"]} if found["page"] else {}
        return csl | ({"issued": {"date-parts": [[int(found["year"])]]}} if found["year"] else {})
    bare, year = year_at_end(text)
    if _PUBLISHER.search(bare) and len(bare) <= 100 and not re.search(r"[:;?!]", bare):
        return {"publisher": bare.strip(" .,;")} | year
    return None


def year_at_end(text: str) -> tuple[str, Csl]:
    found = _YEAR_AT_END.fullmatch(text.strip())
    if not found:
        return text, {}
    parts = [int(found["year"])] if found["year"] else date_parts(found["date"])
    return (found["before"].strip(" ,;"), {"issued": {"date-parts": [parts]}}) if parts else (text, {})
