"""What leads a reference: its makers and, where the style puts it there, its year."""

import re
from typing import NamedTuple

from articles.importing.entries.names import Makers, read_makers, read_people, without_others
from articles.importing.entries.years import NO_DATE, UNPRINTED, YEAR, date_parts
from articles.texts import Csl

_STATED = (
    rf"(?P<when>[^()\[\]]{{0,30}}?(?<![0-9])(?P<year>{YEAR})(?P<suffix>[a-z])?(?![0-9a-z])(?P<after>[^()\[\]]{{0,40}})"
    rf"|(?P<none>{NO_DATE})(?:[-\s]?(?P<letter>[a-z]))?|(?P<words>{UNPRINTED})(?:-?[a-z])?)"
)
_IN_BRACKETS = re.compile(rf"(?P<who>\S.*?)[\s.,]*[(\[]\s*{_STATED}\s*[)\]][.,:;]*\s*(?P<rest>.*)", re.IGNORECASE)
_AFTER_STOP = re.compile(
    rf"(?P<who>\S.{{1,400}}?)[.,]\s+(?P<when>(?P<year>{YEAR})(?P<suffix>[a-z])?|(?P<none>{NO_DATE})"
    rf"|(?P<words>{UNPRINTED}))[.,:]\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"(?P<quoted>“[^”]{3,400}”|\"[^\"]{3,400}\")[.,]?\s*(?P<rest>\S.*)")
_BEFORE_QUOTE = re.compile(r"(?P<who>[^“\"‘]{2,400}?)[.,]?\s+(?=[“\"‘])(?P<rest>.*)")
_STOP = re.compile(r"(?:(?<=\bet al)|[.:])\s+")
_SENTENCE = re.compile(r"[^\W\d_]{4,}[.?!]\s+\S")
_EDITED = re.compile(
    r"(?P<who>[^()\[\]]{3,300}?),?\s*[(\[](?:eds?|editors?)\.?[)\]][.,:]?\s+(?P<rest>[^\W_(\[“‘\"].*)", re.IGNORECASE
)
_SPOKEN = re.compile(r"(?P<who>(?:[A-Z]\.[ -]?){1,3}[A-Z][a-z][\w’'-]*),\s+(?P<rest>[A-Z][^,.]{8,200}[,.].*)")
_COLON = re.compile(
    r"(?P<who>(?:[A-Z][\w’'&-]*\s|(?:of|for|and|the|at|in|&)\s){1,12}(?:[A-Z][\w’'-]*|(?P<short>\([A-Z]{2,8}\)))):\s+(?P<rest>[A-Z0-9].{3,400})"
)
_LONGEST_ORGANISATION = 160
_SHORTEST_TITLE = 4


class Lead(NamedTuple):
    """`year` is printed ("2024a", "n.d."), or empty where it stands elsewhere; `body` is the rest of the line."""

    makers: Makers | None
    year: str
    issued: Csl
    body: str


def read_lead(text: str) -> Lead:
    found = _QUOTED.fullmatch(text)
    if found and (lead := _with_year(found["rest"])) and lead.makers and "family" in lead.makers.names[0]:
        return lead._replace(body=f"{found['quoted']} {lead.body}")
    return _with_year(text) or _of_editors(text) or _without_year(text)


def _of_editors(text: str) -> Lead | None:
    """ "Smith J (ed.) Title": the mark of editors ends their names, without a stop."""
    found = _EDITED.fullmatch(text)
    if not found or not read_people(found["who"]):
        return None
    return Lead(read_makers(f"{found['who']} (eds)"), "", {}, found["rest"])


def _with_year(text: str) -> Lead | None:
    found = _IN_BRACKETS.fullmatch(text)
    if found and _may_lead(found["who"]) and (makers := read_makers(_closed(found["who"]))):
        return Lead(makers, _year(found), _issued(found), found["rest"].strip())
    found = _AFTER_STOP.fullmatch(text)
    if (
        found
        and (read_people(without_others(found["who"])) or not re.search(r"[.?!]\s", found["who"]))
        and (makers := read_makers(found["who"]))
    ):
        return Lead(makers, _year(found), _issued(found), found["rest"].strip())
    return None


def _closed(who: str) -> str:
    """A name with the stop of its last initial, which the year's bracket was parted from."""
    return who.strip().rstrip(",")


def _may_lead(who: str) -> bool:
    """Whether these words can be names: no sentence ends inside them, unless they are people with initials."""
    if len(who) > 2000 or who[:1] in "‘'" or re.search(r"[“”\"]", who):
        return False
    return not _SENTENCE.search(re.sub(r"\bet al\.", "", who)) and (
        len(who) <= _LONGEST_ORGANISATION or bool(read_people(who))
    )


def _year(found: re.Match[str]) -> str:
    groups = found.groupdict()
    if groups["year"]:
        return groups["year"] + (groups["suffix"] or "")
    if groups["none"]:
        return "n.d." + (f"-{groups['letter']}" if groups.get("letter") else "")
    return groups["words"].casefold()


def _issued(found: re.Match[str]) -> Csl:
    groups = found.groupdict()
    if groups["words"]:
        return {"literal": groups["words"].casefold()}
    if not groups["year"]:
        return {}
    when = (
        found["when"]
        if not groups["suffix"]
        else found["when"].replace(groups["year"] + groups["suffix"], groups["year"])
    )
    parts = date_parts(when)
    return {"date-parts": [parts or [int(groups["year"])]]}


def _without_year(text: str) -> Lead:
    """People before the first stop that ends their names, or words before the first stop, as an organisation."""
    quote = _BEFORE_QUOTE.fullmatch(text)
    if quote and read_people(quote["who"]):
        return Lead(read_makers(quote["who"]), "", {}, quote["rest"])
    stops = [found for found, _index in zip(_STOP.finditer(text), range(60), strict=False)]
    best = None
    for stop in stops:
        who = text[: stop.start()]
        if read_people(who + ".") or read_people(who) or re.search(r"\bet al$", who):
            best = stop
        elif best:
            break
    if best and _is_more_than_initials(text[: best.start()]):
        return Lead(read_makers(text[: best.start() + 1].rstrip(":")), "", {}, text[best.end() :])
    if found := _SPOKEN.fullmatch(text):
        return Lead(read_makers(found["who"]), "", {}, found["rest"])
    if lead := _after_title(text, stops):
        return lead
    if (found := _COLON.fullmatch(text)) and (found["short"] or not stops[1:]):
        return Lead(read_makers(found["who"]), "", {}, found["rest"])
    stops = [stop for stop in stops if stop[0][0] == "."]
    if stops and len(stops[0].string[: stops[0].start()]) <= _LONGEST_ORGANISATION and text[stops[0].end() :].strip():
        return Lead(read_makers(text[: stops[0].start()]), "", {}, text[stops[0].end() :])
    return Lead(None, "", {}, text)


def _after_title(text: str, stops: list[re.Match[str]]) -> Lead | None:
    """ "Title. Smith J, Jones A. Journal": people who stand after the title, as in lists copied from PubMed."""
    for stop in stops[:3]:
        title, rest = text[: stop.end()].strip(), text[stop.end() :]
        if len(title.split()) < _SHORTEST_TITLE or stop[0][0] == ":" or "," in rest[:2]:
            continue
        lead = _with_year(rest)
        if not lead:
            ends = [end for end in stops if end.start() > stop.end() and end[0][0] != ":"]
            end = next((end for end in ends if read_people(rest[: end.start() - stop.end()])), None)
            lead = Lead(read_makers(text[stop.end() : end.start()]), "", {}, text[end.end() :]) if end else None
        if lead and lead.makers and "family" in lead.makers.names[0] and lead.body:
            return lead._replace(body=f"{title} {lead.body}")
    return None


def _is_more_than_initials(who: str) -> bool:
    return len(who) > 2
