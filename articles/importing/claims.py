"""Lines in which a document says who wrote and reviewed it, and when."""

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from articles.importing.dates import is_date_like, is_in_doubt, read_date, split_date
from articles.importing.lines import LISTED, Kind, Line
from articles.importing.people import is_person, split_people
from articles.importing.reading import Reading
from articles.importing.result import Claim, ClaimKind
from articles.importing.vocabulary import CLAIM_LABELS

_PERSONS = (ClaimKind.BYLINE, ClaimKind.REVIEWER)
_ANY = {kind: f"(?:{'|'.join(labels)})" for kind, labels in CLAIM_LABELS.items()}
_WITH_COLON = {
    kind: re.compile(rf"(?P<label>{label})\s*:\s*(?P<text>.*)", re.IGNORECASE) for kind, label in _ANY.items()
}
_WITHOUT_COLON = {
    kind: re.compile(rf"(?P<label>{label})(?:\s*[–—-])?\s+(?P<text>\S.*)", re.IGNORECASE)
    for kind, label in _ANY.items()
}
_ALONE = {kind: re.compile(rf"{label}\s*:?", re.IGNORECASE) for kind, label in _ANY.items()}
_NAMED_WITHOUT_COLON = re.compile(r"(?:medically|clinically) reviewed by |(?:written|words) by ", re.IGNORECASE)
_BY_SOMEBODY = re.compile(r"[Bb]y (?:[Tt]he )?[A-Z]")
_LED_IN = re.compile(r"(?:this|our) (?:article|page|guide|content) (?:was|is|has been) (?=\w+ )", re.IGNORECASE)
_DRAWN = re.compile(r"\s*[|·•]\s*|[.;,]?\s+(?=(?:next|future) (?:\w+ )?review|review due)", re.IGNORECASE)
_BEFORE_LABEL = re.compile(
    rf"\s*(?:[;,.]\s|\s[–—-]\s|\sand\s)\s*(?=(?:{'|'.join(label for kind, label in _ANY.items())})\b\W*\w)"
    rf"|\s+(?=(?-i:(?=[A-Z]))(?:{'|'.join(label for kind, label in _ANY.items())})\s*:)",
    re.IGNORECASE,
)
_NEXT_REVIEW = re.compile(r"(?:next|future) (?:medical |clinical )?review\b.{0,60}|review due\b.{0,60}", re.IGNORECASE)
_TRAILING = re.compile(r"[\s,;–—-]*(?:\b(?:reviewed|checked|dated))?[\s,;–—-]*(?:\bon)?$")
_SAYS_LITTLE = re.compile(r"(?:review|update|text|words|story)$", re.IGNORECASE)
"""Labels that may begin any sentence."""
_LONGEST = 200
_LONGEST_DRAWN = 400
_TOP_LINES = 8


def take_claims(lines: Sequence[Line], reading: Reading) -> tuple[list[Claim], list[Line]]:
    """The claims found anywhere in the document, and the lines that are none."""
    claims: list[Claim] = []
    others: list[Line] = []
    label: ClaimKind | None = None
    named = ""
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if label:
            claims += _valued(label, lines[index - 1].words, line.words, line, reading)
            named, label = line.words.split(",")[0], None
        elif _is_label(line, after):
            label = _label_alone(line)
        elif found := list(_claims_of(line, index < _TOP_LINES, reading)):
            claims += found
            named = ""
        elif named and line.kind is Kind.TEXT and line.words.startswith(named):
            claims += biography([line])
        elif line.kind in (Kind.TEXT, Kind.HEADING) and _NEXT_REVIEW.fullmatch(line.words):
            reading.report(line.number, line.text, _("This says when a review is due. That is no part of the article."))
        else:
            others.append(line)
            named = ""
    return claims, others


def biography(lines: Sequence[Line]) -> list[Claim]:
    """What stands under "About the reviewer", line by line."""
    return [Claim(line=line.number, kind=ClaimKind.BIOGRAPHY, label="", text=line.text) for line in lines]


def _is_label(line: Line, after: Line | None) -> bool:
    """A label on a line of its own, above a name or a date."""
    kind = _label_alone(line) if line.kind in (Kind.TEXT, Kind.HEADING) else None
    if not kind or not after or after.kind not in (Kind.TEXT, Kind.HEADING) or len(after.words) > _LONGEST:
        return False
    if kind in _PERSONS:
        return is_person(after.words.split(",")[0]) and not after.words.endswith((".", "?", "!"))
    return is_date_like(after.words)


def _label_alone(line: Line) -> ClaimKind | None:
    words = line.words
    return next((kind for kind, label in _ALONE.items() if len(words) < 60 and label.fullmatch(words)), None)


def _claims_of(line: Line, near_top: bool, reading: Reading) -> Iterator[Claim]:
    words = line.words
    if len(words) > _LONGEST_DRAWN or (line.kind in (*LISTED, Kind.ROW) and not near_top):
        return
    drawn = _cells(line) if line.kind is Kind.ROW else [part for part in _DRAWN.split(words) if part]
    if len(drawn) == 1 and len(words) > _LONGEST:
        return
    parts = [found for part in drawn for found in _parts(part, near_top, line.kind in LISTED)]
    if not parts or not parts[0][0] or (len(drawn) == 1 and not all(kind for kind, *_rest in parts)):
        return
    before: ClaimKind | None = None
    for kind, label, text in parts:
        if not kind and before is ClaimKind.REVIEWER and is_date_like(text):
            kind = ClaimKind.REVIEWED_ON
        if kind:
            yield from _valued(kind, label, text, line, reading)
        else:
            reason = _("This stands beside the names and dates, but was not understood.")
            reading.report(line.number, text, reason)
        before = kind


def _cells(row: Line) -> list[str]:
    """The cells of a row, each a claim; those of "Author | Jo Bloggs" are one."""
    if len(row.cells) == 2 and any(label.fullmatch(row.cells[0].rstrip(" :")) for label in _ALONE.values()):
        return [f"{row.cells[0].rstrip(' :')}: {row.cells[1]}"]
    return list(row.cells)


def _parts(text: str, near_top: bool, listed: bool) -> list[tuple[ClaimKind | None, str, str]]:
    """The claims of a line, each as kind, label and text; parts that are none have no kind."""
    sentence = _LED_IN.match(text)
    text = text[sentence.end() :].rstrip(".") if sentence else text
    whole = _part(text, near_top, listed)
    pieces = [piece for piece in _BEFORE_LABEL.split(text) if piece]
    if len(pieces) > 1:
        parts = [_part(piece, near_top or index > 0, listed) for index, piece in enumerate(pieces)]
        if near_top and not parts[0][0] and split_people(pieces[0]) is not None:
            parts[0] = (ClaimKind.BYLINE, "", pieces[0])  # "A. Bell, C. Dunn Reviewed by: E. Fox"
        if all(kind for kind, *_rest in parts):
            return parts
    return [whole]


def _part(text: str, near_top: bool, listed: bool) -> tuple[ClaimKind | None, str, str]:
    for kind in CLAIM_LABELS:
        found = _WITH_COLON[kind].fullmatch(text)
        if found and _SAYS_LITTLE.search(found["label"]) and not _is_value(found["text"]):
            return None, "", text
        if not found and not listed:
            found = _match_without_colon(kind, text, near_top)
        if found:
            own = kind
            if kind is ClaimKind.REVIEWED_ON and is_person(split_date(found["text"])[0].split(",")[0].strip()):
                own = ClaimKind.REVIEWER
            return own, found["label"], found["text"]
    return None, "", text


def _is_value(text: str) -> bool:
    return is_date_like(text) or is_person(split_date(text)[0].split(",")[0].strip())


def _match_without_colon(kind: ClaimKind, text: str, near_top: bool) -> re.Match[str] | None:
    """Without a colon a claim must be unmistakable: a date and nothing else, or a name on a line of its own."""
    found = _WITHOUT_COLON[kind].fullmatch(text)
    if not found or kind not in _PERSONS:
        return found if found and is_date_like(found["text"]) else None
    if text.endswith((".", "?", "!")):
        return None
    is_named = split_people(_without_date(found["text"])[0]) is not None
    if text[:3].casefold() == "by ":
        return found if near_top and _BY_SOMEBODY.match(text) else None
    return found if is_named or _NAMED_WITHOUT_COLON.match(text) else None


def _without_date(text: str) -> tuple[str, str]:
    before, printed = split_date(text)
    return (_TRAILING.sub("", before), printed) if printed else (text, "")


def _valued(kind: ClaimKind, label: str, text: str, line: Line, reading: Reading) -> Iterator[Claim]:
    """The claims that one label with its text makes: a reviewer may come with others, and with a date."""
    label = label.rstrip(" :")
    if kind not in _PERSONS:
        yield _dated(kind, label, text, line, reading)
        return
    names, printed = _without_date(text)
    people = [names] if kind is ClaimKind.BYLINE else split_people(names)
    if not people:
        reading.report(line.number, text, _("It is in doubt how many people this names, so it was kept as one."))
    for person in people or [names]:
        yield Claim(line=line.number, kind=kind, label=label, text=person)
    if printed and kind is ClaimKind.REVIEWER:
        yield _dated(ClaimKind.REVIEWED_ON, label, printed, line, reading)
    elif printed:
        reading.report(line.number, printed, _("This date stands beside the author, and does not say what it dates."))


def _dated(kind: ClaimKind, label: str, text: str, line: Line, reading: Reading) -> Claim:
    if is_in_doubt(text):
        reading.report(
            line.number, text, _("Day and month of this date can be confused, so no date was taken from it.")
        )
    return Claim(line=line.number, kind=kind, label=label, text=text, date=read_date(text))
