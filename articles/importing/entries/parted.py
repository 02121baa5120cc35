"""A line as other styles would part it: marks of lists taken off, and stops where only dashes or semicolons stood."""

import re

from articles.importing.entries.names import read_people
from articles.importing.entries.years import YEAR

_BULLET = re.compile(r"[•·▪◦‣●*–-]\s+(?=\S)")
_DASH = re.compile(r"\s+[–—-]\s+")
_SEMICOLON = re.compile(r";\s+")
_SENTENCE = re.compile(r"[^\W\d_]{3}[.?!]\s+[^\W_]")
_TIGHT_STOP = re.compile(rf"(?<=[^\W_)\]][.?!])(?=[A-Z][a-z]|{YEAR}[;:\s])")
_REMARK = re.compile(
    r"\s\((?P<remark>(?![^()]*[0-9])[a-z][^()]{3,100})\)\.?$|\s[–—]\s(?P<said>[a-z][^.;:()0-9]{5,100})\.?$"
)
_NOTICE = re.compile(
    r"(?<=[.\s])(?:Erratum|Comment|Update|Retraction|Republished|Expression of concern|Correction"
    r"|Summary for patients) (?:in|on|of|for|from):?\s.*"
)
_YEAR_AT_END = re.compile(rf"(?P<rest>.*[^\W_][)\]”’\"]?[.,;]?)\s*\((?P<year>{YEAR})\)\.?")
_PLACED = re.compile(r"(?:[0-9]\)?|\.)$")
_FEWEST, _MOST = 3, 40


def without_bullet(line: str) -> str:
    return _BULLET.sub("", line, count=1) if _BULLET.match(line) else line


def with_stops_between(text: str) -> str:
    """The text parted by stops, where its writer parted it by dashes or semicolons, or left out the spaces."""
    if not _SENTENCE.search(text):
        tight = _TIGHT_STOP.sub(" ", text)
        if tight != text and not re.search(r"[^\W\d_]{3}\.\s+[^\W_]", text):
            text = tight
    for between in (_DASH, _SEMICOLON):
        parts = between.split(text)
        if _FEWEST < len(parts) < _MOST and not _SENTENCE.search(text):
            count = next((n for n in range(len(parts) - 2, 0, -1) if read_people("; ".join(parts[:n]))), 0)
            if count:
                who, title, *place = ("; ".join(parts[:count]), *parts[count:])
                stop = "" if title[-1:] in ".?!" else "."
                return f"{who.rstrip('.')}. {title}{stop} {', '.join(place)}"
    return text


def without_remark(text: str) -> tuple[str, str]:
    """The text without what its writer said of the source at its end, "(good review)"; and that."""
    if found := _NOTICE.search(text):
        return text[: found.start()].rstrip(), found[0]
    found = _REMARK.search(text)
    if not found or not _PLACED.search(text[: found.start()]):
        return text, ""
    return text[: found.start()], found["remark"] or found["said"]


def without_year(text: str) -> tuple[str, str]:
    """The text without a year in brackets that ends it, and that year."""
    found = _YEAR_AT_END.fullmatch(text)
    return (found["rest"], found["year"]) if found else (text, "")
