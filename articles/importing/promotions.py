"""Calls to book, to join or to sign up, taken out of the text: what a clinician reviews holds no advertising."""

import re
from collections.abc import Sequence

from articles.importing.lines import Kind, Line
from articles.importing.outline import Block
from articles.importing.result import Promotion, PromotionKind
from articles.importing.vocabulary import Mark

_OFFER = (
    r"(?:appointment|consultation|session|visit|assessment|call|slot|class|programme|plan|check[- ]?up|screening)s?"
)
_BOOKING = re.compile(
    rf"\b(?:book|schedule|reserve|request) (?:now|online|today|(?:an?|your|the) (?:[\w-]+ ){{0,4}}{_OFFER})\b"
    r"|\bbook with (?:us|one of)\b|\b(?:to|and) book (?:your|an?) (?:[\w-]+ )?" + _OFFER,
    re.IGNORECASE,
)
_SIGNING_UP = re.compile(
    r"\b(?:download|get|try|install) (?:our|the) (?:free )?(?:[\w-]+ )?(?:app|guide|e-?book"
    r"|brochure)\b|\bsubscribe (?:to|now|today|for)\b|^subscribe\b"
    r"|\bsign up (?:to|for|now|today)\b|\bjoin our (?:mailing list|newsletter|community)\b|\bfollow us\b"
    r"|\bfind (?:a|your) (?:\w+ )?(?:physio(?:therapist)?|therapist|clinic|clinician|practitioner) near (?:you|me)\b"
    r"|(?:^|[?!] )(?:contact|call|ring|phone|email|message) (?:us|our team)\b|\bget in touch with (?:us|our)\b"
    r"|\bour (?:prices|packages|special offer)\b",
    re.IGNORECASE,
)
# Advice, not advertising: "book an appointment with your GP".
_CARE = re.compile(r"\b(?:GP|doctor|nurse|NHS|999|111|A&E|surgery|midwife|health visitor|pharmacist)\b", re.IGNORECASE)
_ADVICE = re.compile(
    r"\bwith (?:your|an?|the)\b|\b(?:if|unless|when|whether)\b|\b(?:may|might|can|could|should|will)\b", re.IGNORECASE
)
_SELLS = re.compile(
    r"\b(?:today|online|near you|our|us|ready to|looking for|video|home visit|free|click|link|below|above)\b"
    r"|\bwould you like\b|\bwith (?-i:[A-Z])(?!P\b)|\]\(http|^(?:need|want)\b",
    re.IGNORECASE,
)
_JOINING = re.compile(
    r"\b[Jj]oin (?:us\b|our\b|[A-Z])|\b[Aa]pply (?:now|today|to join|to work)\b|\bare (?:hiring"
    r"|recruiting)\b|\bwork with us\b|[Ww]anted:"
    r"|\b[Bb]ecome an? (?:[\w-]+ ){0,3}partner\b|\bwe have vacanc|\b[Ss]end us your CV\b"
)
_WORKING = re.compile(
    r"\b(?:work|career|vacanc|hiring|recruit|qualified|registered|role|flexible|network|therapists?\b"
    r"|timetable|are you an?\b|do you treat|partner|\bCV\b)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"\b(?:join|work (?:with|for)|book|find an?|careers?|vacanc(?:y|ies)|hiring|subscribe|newsletter"
    r"|contact us|get in touch|app|ready to"
    r"|need (?:help|support)|get started)\b",
    re.IGNORECASE,
)
_RECRUITS = re.compile(r"\b(?:join|work (?:with|for)|careers?|vacanc(?:y|ies)|hiring)\b", re.IGNORECASE)
_PROMOTING_BLOCKS = (Mark.FRONT, Mark.SECTION, Mark.FAQ, Mark.DISCLAIMER, Mark.REFERENCES)
_LONGEST_HEADING = 200
_BETWEEN = " – "


def take_promotions(blocks: Sequence[Block]) -> tuple[list[Block], list[Promotion]]:
    """The blocks without their promotions, and the promotions."""
    kept: list[Block] = []
    promotions = []
    for block in blocks:
        calls = _calls(block)
        kind = _kind(block.heading) if block.heading and block.mark is Mark.SECTION else None
        if calls and block.heading and _promotes(block.heading, len(calls) * 2 >= len(block.lines)):
            kind = kind or next(iter(calls.values()))
            promotions.append(_promotion(kind, [*_take_headings(kept, block.heading), block.heading], block.lines))
            continue
        promotions += [_promotion(called, [], [line]) for line, called in calls.items()]
        rest = [line for line in block.lines if line not in calls]
        if kind and block.heading and not rest:
            promotions.append(_promotion(kind, [], [block.heading]))
        else:
            kept.append(Block(block.mark, block.heading, rest))
    return kept, promotions


def _calls(block: Block) -> dict[Line, PromotionKind]:
    if block.mark not in _PROMOTING_BLOCKS:
        return {}
    return {line: kind for line in block.lines if (kind := _kind(line))}


def _kind(line: Line) -> PromotionKind | None:
    words = line.words
    if line.kind not in (Kind.TEXT, Kind.HEADING) or words.endswith("?") or len(words) > _LONGEST_CALL:
        return None
    if _JOINING.search(words) and _WORKING.search(words):
        return PromotionKind.RECRUITING
    is_offer = _BOOKING.search(words) and (_SELLS.search(words) or not _ADVICE.search(words))
    if (is_offer or _SIGNING_UP.search(words)) and not _CARE.search(words):
        return PromotionKind.BOOKING
    return None


_LONGEST_CALL = 400


def _promotes(heading: Line, mostly_calls: bool = True) -> bool:
    """Whether a heading calls too: what stands under it goes with it, unless the heading might be about anything."""
    return _RECRUITS.search(heading.text) is not None or (mostly_calls and _HEADING.search(heading.text) is not None)


def _take_headings(kept: list[Block], below: Line) -> list[Line]:
    """The headings just above that call for the same and have nothing under them, taken from the kept blocks."""
    headings: list[Line] = []
    room = _LONGEST_HEADING - len(below.text)
    while kept and kept[-1].mark is Mark.SECTION and not kept[-1].lines:
        heading = kept[-1].heading
        if not heading or not _promotes(heading) or len(heading.text) + len(_BETWEEN) > room:
            break
        room -= len(heading.text) + len(_BETWEEN)
        headings.insert(0, heading)
        kept.pop()
    return headings


def _promotion(kind: PromotionKind, headings: list[Line], lines: list[Line]) -> Promotion:
    return Promotion(
        kind=kind,
        heading=_BETWEEN.join(line.text for line in headings),
        text="\n\n".join(line.text for line in lines),
        lines=tuple(line.number for line in (*headings, *lines)),
    )
