"""Lines in which a document says who wrote and reviewed it, and when."""

import re
from collections.abc import Iterable

from articles.importing.dates import read_date
from articles.importing.lines import Kind, Line
from articles.importing.result import Claim, ClaimKind

_LABELS = {
    ClaimKind.BYLINE: r"by|written by|authors?",
    ClaimKind.REVIEWER: r"(?:medically |clinically )?reviewed by|(?:medical |clinical )?reviewer",
    ClaimKind.LAST_REVIEWED: r"last (?:medically |clinically )?reviewed(?: on)?",
    ClaimKind.REVIEWED_ON: r"(?:date )?(?:medically |clinically )?reviewed(?: on)?",
    ClaimKind.PUBLISHED: r"(?:date |first )?published(?: on)?|publication date",
    ClaimKind.MODIFIED: r"(?:date |last )?(?:modified|updated)(?: on)?",
}
_WITH_COLON = {
    kind: re.compile(rf"(?P<label>{label})\s*:\s*(?P<text>.*)", re.IGNORECASE) for kind, label in _LABELS.items()
}
_WITHOUT_COLON = {
    kind: re.compile(rf"(?P<label>{label})\s+(?P<text>\S.*)", re.IGNORECASE) for kind, label in _LABELS.items()
}
_NAMED_WITHOUT_COLON = re.compile(r"(?:medically|clinically) reviewed by |written by ", re.IGNORECASE)
_BY_SOMEBODY = re.compile(r"By (?:[Tt]he )?[A-Z]")
_LONGEST = 200
_TOP_LINES = 6


def take_claims(lines: Iterable[Line]) -> tuple[list[Claim], list[Line]]:
    """The claims found anywhere in the document, and the lines that are none."""
    claims, others = [], []
    for index, line in enumerate(lines):
        claim = _claim(line, near_top=index < _TOP_LINES)
        if claim:
            claims.append(claim)
        else:
            others.append(line)
    return claims, others


def biography(lines: Iterable[Line]) -> list[Claim]:
    """What stands under "About the reviewer", line by line."""
    return [Claim(line=line.number, kind=ClaimKind.BIOGRAPHY, label="", text=line.text) for line in lines]


def _claim(line: Line, near_top: bool) -> Claim | None:
    if line.kind not in (Kind.TEXT, Kind.HEADING) or len(line.text) > _LONGEST:
        return None
    for kind in _LABELS:
        if found := _WITH_COLON[kind].fullmatch(line.text) or _match_without_colon(kind, line.text, near_top):
            text = found["text"]
            return Claim(line=line.number, kind=kind, label=found["label"], text=text, date=read_date(text))
    return None


def _match_without_colon(kind: ClaimKind, text: str, near_top: bool) -> re.Match[str] | None:
    """Without a colon a claim must be unmistakable: a date and nothing else, or a name on a line of its own."""
    found = _WITHOUT_COLON[kind].fullmatch(text)
    if not found or read_date(found["text"]):
        return found
    names_somebody = _NAMED_WITHOUT_COLON.match(text) or (near_top and _BY_SOMEBODY.match(text))
    is_name = kind in (ClaimKind.BYLINE, ClaimKind.REVIEWER) and names_somebody
    return found if is_name and not text.endswith((".", "?", "!")) else None
