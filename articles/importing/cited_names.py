"""The names and years inside the brackets of a citation: "(Smith & Jones, 2019; NHS, 2024, p. 3)"."""

import re
import unicodedata
from typing import NamedTuple

_YEAR = r"(?:(?:19|20)[0-9]{2}[a-z]?|n\.d\.(?:-?[a-z])?|in press)"
_ITEM = re.compile(
    rf"(?P<name>\S.{{0,200}}?)(?:,\s*|\s+)[(\[]?(?P<years>{_YEAR}(?:(?:,\s*|\s*&\s*|\s+and\s+)(?:{_YEAR}|[a-z](?![\w.]))){{0,5}})[)\]]?"
    r"(?:[,:]\s*(?P<locator>(?:pp?|paras?|chap(?:ter)?|ch|section|sec|fig|table)\b\.?\s*[^\[\];]+))?",
    re.IGNORECASE,
)
_LED_IN = re.compile(
    r"(?:(?:see|see also|also|e\.g\.|eg|i\.e\.|cf\.?|for example|for instance|such as|adapted from|based on|source:"
    r"|from|reviewed in"
    r"|as in|according to|cited in|following|after|by),?\s+){1,2}",
    re.IGNORECASE,
)
_NEXT_WORK = re.compile(
    rf"(?P<year>\b{_YEAR})(?:,|\s+and|\s*&)\s+(?=[A-Z][^;]{{1,150}}\b(?:(?:19|20)[0-9]{{2}}|n\.d\.))"
)
_WITH_SHORT = re.compile(r"(?P<name>[^()\[\]]{3,})\s*[(\[](?P<short>[^()\[\]]{2,20})[)\]]")


class Item(NamedTuple):
    """One author's works: `led_in` are words before the name ("see "), `years` one or more."""

    led_in: str
    name: str
    years: tuple[str, ...]
    locator: str


def plain_name(name: str) -> str:
    """A name as it is compared: "The Smith & Jones" and "smith and jones" are one."""
    folded = unicodedata.normalize("NFKC", name).casefold().replace("’", "'").replace("&", " and ")
    return " ".join(re.sub(r"[^\w' ]+", " ", folded).split()).removeprefix("the ")


def stand_alone(name: str) -> tuple[str, ...]:
    """The long and the short name of "Royal College of Invented Therapists [RCIT]", or nothing."""
    found = _WITH_SHORT.fullmatch(name)
    return (found["name"].strip(), found["short"].strip()) if found else ()


def items_of(inner: str) -> list[Item | None]:
    """What each part between semicolons cites; None for one that cites nothing."""
    return [_item(part) for part in _parted(inner)]


def _parted(inner: str) -> list[str]:
    return _NEXT_WORK.sub(r"\g<year>;", inner).split(";")


def _item(part: str) -> Item | None:
    part = re.sub(r"(?<!\\)(?:\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))", "", part.strip())
    found = _ITEM.fullmatch(part)
    if not found:
        return None
    led_in = _LED_IN.match(found["name"])
    name = found["name"][led_in.end() :] if led_in else found["name"]
    if not name:
        return None
    return Item(led_in[0] if led_in else "", name, _years(found["years"]), (found["locator"] or "").strip())


def _years(printed: str) -> tuple[str, ...]:
    """ "2023a, b" as 2023a and 2023b."""
    years: list[str] = []
    for part in re.split(r"\s*(?:,|&|\band\b)\s*", printed):
        part = part.casefold()
        if len(part) == 1 and years:
            part = years[-1].rstrip("abcdefghijklmnopqrstuvwxyz") + part
        years.append(part)
    return tuple(years)
