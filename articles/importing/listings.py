"""The items of a reference list: its lines, with those that a wrap parted joined again."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from articles.importing.lines import LISTED, Kind, Line
from articles.importing.reference_lines import number_of, read_entry

_SHORTEST_WRAPPED = 40
_CONTINUES = re.compile(
    r"[0-9]{1,5}\s?[(;:,–-]|(?:19|20)[0-9]{2}(?:[;:]|[.;:]?\s?(?:\[|$))|[(\[]?(?:pp?\.\s?[0-9]|doi\b|https?:|www\.|PMID\b|PMCID\b"
    r"|available (?:at|from|online)|retrieved\b|accessed\b|cited\b)",
    re.IGNORECASE,
)
_PARTICLE = re.compile(r"(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|el|al|bin|ter|ten|d['’])\b")
_ENDED = re.compile(
    r"(?:[.!?)\]>*_”\"]|/\S*|10\.[0-9]{4,9}/\S+|[0-9)][:;,]\s?[A-Za-z]?[0-9]+(?:[-–][A-Za-z]?[0-9]+)?)$"
)


class Listing(NamedTuple):
    """One item of the list, with the numbers of its lines. `marker` is the number that it prints, or empty."""

    numbers: tuple[int, ...]
    kind: Kind
    text: str
    marker: str
    indent: int

    @property
    def words(self) -> str:
        """What tells two items apart: the words without their number, marks and case."""
        text = self.text if self.kind is Kind.NUMBERED else re.sub(r"^[\[(]?[0-9]{1,3}[\]).]+\s+", "", self.text)
        return " ".join(re.findall(r"\w+", text.casefold()))


def join_wrapped(lines: Sequence[Line]) -> list[Listing]:
    """Each item once, however many lines it was wrapped over."""
    listings: list[Listing] = []
    for line in lines:
        before = listings[-1] if listings else None
        if before and _continues(line, before):
            text = f"{before.text} {line.text}"
            listings[-1] = before._replace(text=text, numbers=(*before.numbers, line.number))
        else:
            marker = line.marker or number_of(line.text)
            listings.append(Listing((line.number,), line.kind, line.text, marker, line.indent))
    return listings


def _continues(line: Line, before: Listing) -> bool:
    if line.kind in (*LISTED, Kind.ROW) or before.kind is Kind.HEADING or number_of(line.text):
        return False
    if _CONTINUES.match(line.text) or (line.text[:1].islower() and not _leads(line.text)):
        return True
    if before.indent < line.indent and before.kind not in LISTED:
        return True
    parted = len(before.text) >= _SHORTEST_WRAPPED and not _ENDED.search(before.text)
    return parted and line.kind is Kind.TEXT and not read_entry(line.text).year


def _leads(text: str) -> bool:
    """Whether a line that begins with a small letter names somebody: "van der Berg, H. (2021)."."""
    return _PARTICLE.match(text) is not None and bool(read_entry(text).year)
