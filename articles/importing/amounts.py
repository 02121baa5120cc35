"""Amounts in the sentences that say how an exercise is done: "10-15 times", "three sets of ten", "for 30 seconds"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from articles.importing.amount_words import (
    ADJECTIVES,
    AMOUNT,
    CONDITION,
    EACH_SIDE,
    MOVEMENTS,
    NUMBER,
    OPEN_AFTER,
    RATE,
    REPETITIONS,
    SETS,
    STOP_RULE,
    TIME,
    TIMES_OF_ALL_KINDS,
    UNITS,
    VAGUE_BEFORE,
    value,
)
from articles.importing.held import is_held, is_rest

_SPELLINGS = str.maketrans(
    dict.fromkeys("\t\u00a0\u2002\u2003\u2007\u2009\u200a\u202f", " ") | dict.fromkeys("\u2010\u2011\u2212", "-")
)
_FAR = 300  # characters; so that a text of a thousand amounts takes no longer than a thousand texts


class Measure(Enum):
    """What an amount measures."""

    HOLD = auto()
    REPETITIONS = auto()
    SETS = auto()
    OTHER_TIME = auto()
    FREQUENCY = auto()  # how often a day: the dose has no number for it
    ASIDE = auto()  # how long a rest


class Meaning(Enum):
    """What a phrase with amounts says, before its sentence is looked at."""

    FREQUENCY = auto()
    MINUTES_AND_SECONDS = auto()
    HALF_A_MINUTE = auto()
    SETS_OF = auto()
    SETS_BY_REPETITIONS = auto()
    BY_UNIT = auto()
    REPETITIONS = auto()
    SETS = auto()
    TEMPO = auto()  # "counting to three": how slowly, unless it is a hold
    CHANGE = auto()  # "build up to 20": it says that another amount is not the whole truth
    LEFT_OVER = auto()


_TWO = AMOUNT.replace("low", "first").replace("high", "last").partition(")")[2]  # "3x10": no space in front
_NO_MORE = rf"(?![\w½])(?!\.[0-9])(?! ?[/x×–—-] ?[0-9])(?!,? (?:to|or|and)? ?{NUMBER} ?(?:[.,;)]|\Z))"
_NOT_COUNTED = rf"(?! ?(?:to|or|{UNITS}|more|[x×])\b)"
_DOING = r"(?:do|repeat|perform|complete|try)(?: (?:it|this|these|for))?"
_ENDED = rf"(?= ?(?:[.,;)!\n]|\Z)|,? \(?(?:(?:on|for|with|to) )?{EACH_SIDE})"

PHRASES: list[tuple[Meaning, str]] = [
    (
        Meaning.TEMPO,
        (
            r"\b(?:tempo:? ?[0-9]{1,2}(?:[ /–-]{1,2}[0-9x]{1,2}){1,3}"
            rf"|count(?:ing|s)? (?:slowly )?(?:to|of) {NUMBER})"
            rf"(?!,? ?(?:or|to|x|×|–|-) ?(?:{NUMBER}|more)|,? (?:or|then|and) {NUMBER})\b"
        ),
    ),
    (Meaning.FREQUENCY, rf"{VAGUE_BEFORE}?{AMOUNT}[ -]{{0,3}}(?:{UNITS}|[x×]|sessions?|days?)?{RATE}"),
    (Meaning.FREQUENCY, rf"\b(?:once|twice|thrice|hourly|several times|a few times){RATE}|\bhourly\b"),
    (Meaning.FREQUENCY, rf"\bevery (?:(?:other|second|few) )?(?:{NUMBER}[ -])?{TIMES_OF_ALL_KINDS}\b"),
    (
        Meaning.MINUTES_AND_SECONDS,
        rf"{VAGUE_BEFORE}?{AMOUNT}[ -]?(?:minutes?|mins?)(?:,? (?:and )?){NUMBER}[ -]?(?:seconds?|secs?)\b",
    ),
    (Meaning.HALF_A_MINUTE, rf"{VAGUE_BEFORE}?(?<![\w.,½])(?:half(?: a|-a)?|½(?: a)?)[ -](?:minute|min)\b"),
    (
        Meaning.SETS_OF,
        (
            rf"{VAGUE_BEFORE}?{AMOUNT} (?:{SETS}) ?(?:of|x|×) ?{_TWO}{_NO_MORE}"
            rf"(?:[ -]{{0,2}}{ADJECTIVES}(?P<unit>{UNITS})\b)?(?! ?(?:to|or)\b)"
        ),
    ),
    (
        Meaning.SETS_BY_REPETITIONS,
        (
            rf"{VAGUE_BEFORE}?(?<![x×] )(?<![x×]){AMOUNT} ?[x×] ?{_TWO}{_NO_MORE}"
            rf"(?: {ADJECTIVES}(?:{REPETITIONS})\b)?(?! ?(?:to|or|a|per|{TIME}|sets?|[x×])\b)(?! ?[x×])"
        ),
    ),
    (Meaning.BY_UNIT, rf"{VAGUE_BEFORE}?{AMOUNT}[ -]{{0,3}}(?P<unit>{UNITS})\b"),
    (Meaning.BY_UNIT, rf"{VAGUE_BEFORE}?{AMOUNT} {ADJECTIVES}(?P<unit>{REPETITIONS})\b"),
    (Meaning.REPETITIONS, rf"(?:(?<=[.;:,!?\n] )|(?<=\n)|\A|(?<=\bdo )){AMOUNT} {ADJECTIVES}{MOVEMENTS}\b"),
    # No unit behind the number: "sets of 10", "Reps: 10", "Repeat 10 on each side", "Repeat x 10", "10x".
    (
        Meaning.REPETITIONS,
        rf"\b(?:sets? ?(?:of|x|×)|rep(?:etition)?s?:|repeat(?:ed)?:) ?{AMOUNT}{_NO_MORE}{_NOT_COUNTED}",
    ),
    (Meaning.SETS, rf"\bsets?: ?{AMOUNT}{_NO_MORE}{_NOT_COUNTED}"),
    (Meaning.REPETITIONS, rf"\b{_DOING}:? (?:[x×] ?)?{AMOUNT}{_NO_MORE}{_NOT_COUNTED}{_ENDED}"),
    (Meaning.REPETITIONS, rf"\brepeat(?: it| this)? ?[x×] ?{_TWO}{_NO_MORE}{_NOT_COUNTED}{_ENDED}"),
    (Meaning.REPETITIONS, rf"(?:(?<=[.;:,!?\n] )|(?<=\n)|\A){AMOUNT}(?= \(?(?:on |for |with )?{EACH_SIDE})"),
    (Meaning.REPETITIONS, rf"{AMOUNT} ?[x×]{_ENDED}"),
    (Meaning.CHANGE, rf"{VAGUE_BEFORE}{AMOUNT}(?= ?(?:[.,;)!\n]|\Z|as |when |over |if |each |on ))"),
    (Meaning.CHANGE, rf"{AMOUNT} more\b"),
    # Words of a dose that were part of no amount: "a few times", "10 or more times", "1 x 2 x 3", "ten steps".
    (
        Meaning.LEFT_OVER,
        (
            r"(?:\b[\w-]{1,30} ){0,3}(?<!at all )(?<!between )(?<!between the )(?<!between your )(?<!at other )"
            r"\b(?:seconds|secs|minutes?|mins|times|repetitions|reps|sets|counts? (?:of|to))\b(?!: ?•)"
        ),
    ),
    (Meaning.LEFT_OVER, r"[0-9]{1,4} ?[x×] ?[0-9]{1,4}(?: (?:seconds?|secs?|minutes?|sets?|reps?)\b)?"),
    (Meaning.LEFT_OVER, r"\b[0-9]{1,4} ?[x×](?= ?•)|(?<=•) ?[x×] ?[0-9]{1,4}\b|\b[x×] ?[0-9]{1,4}\b"),
    (
        Meaning.LEFT_OVER,
        (
            r"\b(?:repeat|do) (?:this |it |these |all )?(?:once|twice|thrice)\b"
            r"|(?<=, )(?:once|twice)\b(?= (?:on |for )?each)"
        ),
    ),
    (
        Meaning.LEFT_OVER,
        (
            rf"{AMOUNT} (?:(?:slow|deep|small|big|full|heel|toe|leg) )?"
            rf"(?:breaths?|steps|circles|lengths|laps|rounds|cycles|holds|lifts|raises|squats|presses|lunges|curls|rotations|{MOVEMENTS})\b"
        ),
    ),
    (Meaning.LEFT_OVER, r"\bhold: ?[0-9]{1,4}(?![\w½])|\b(?:10|20|30|[0-9]{1,3}) ?(?:[\"”″]|'')"),
]
"""The grammar of amounts, in order: a phrase that one row has read is hidden from the rows below it."""

_PATTERNS = [(meaning, re.compile(phrase, re.IGNORECASE)) for meaning, phrase in PHRASES]

_MAY_COUNT = re.compile(
    rf"[0-9½]|\b(?:{NUMBER}|half|once|twice|thrice|hourly|daily|every|times?|seconds|secs|minutes?|mins|counts?|counting"
    r"|repetitions|reps|sets)\b",
    re.IGNORECASE,
)
"""Without one of these a text names no amount, so that the many that don't are passed over quickly."""
_MOVES = re.compile(
    r"\b(?:slow(?:ly)?|lower\w*|lift\w*|ris(?:e|ing)|rais(?:e|ing)|bend\w*|straighten\w*|slid(?:e|ing)|tempo|down|up)\b",
    re.IGNORECASE,
)
_STAYS = re.compile(r"\b(?:hold|squeez|tighten|keep|stay|stretch|tens|press|push|pause|rest|relax|wait)", re.IGNORECASE)

_SIDE_AFTER = re.compile(rf",?\s*\(?(?:(?:on|for|with|to)\s+)?{EACH_SIDE}", re.IGNORECASE)
_SIDE_BEFORE = re.compile(rf"\A\s*(?:on|for|with)\s+{EACH_SIDE}|\b{EACH_SIDE}[,:]?\s*\Z", re.IGNORECASE)
_STOP_RULE = re.compile(STOP_RULE, re.IGNORECASE)
_RATE = re.compile(RATE, re.IGNORECASE)
_GROWS = re.compile(r"build|work|progress|increas|go", re.IGNORECASE)
_CONDITION = re.compile(CONDITION, re.IGNORECASE)
_OPEN_AFTER = re.compile(OPEN_AFTER, re.IGNORECASE)


@dataclass(frozen=True)
class Amount:
    """A number, or a range, with what it measures, times in seconds. `clear` is False for "about", "up to", "or".

    `at` is where it begins in the text, `sentence` where its sentence does.
    """

    measure: Measure
    low: int
    high: int | None
    clear: bool
    per_side: bool
    words: str
    at: int
    sentence: int


@dataclass(frozen=True)
class LeftOver:
    """Words of a dose that belong to no amount."""

    words: str
    at: int


def read_amounts(text: str) -> tuple[list[Amount], list[LeftOver]]:
    """The amounts in the order of the text, and the words of a dose that belong to none."""
    if not _MAY_COUNT.search(text):
        return [], []
    text = text.translate(_SPELLINGS)
    hidden = text
    phrases: list[tuple[Meaning, re.Match[str]]] = []
    for meaning, pattern in _PATTERNS:
        found = list(pattern.finditer(hidden))
        phrases += [(meaning, match) for match in found]
        hidden = _without(hidden, found)
    phrases.sort(key=lambda phrase: phrase[1].start())
    amounts: list[Amount] = []
    left_over: list[LeftOver] = []
    for meaning, match in phrases:
        if meaning is Meaning.LEFT_OVER:
            left_over.append(LeftOver(match[0].strip(), match.start()))
        else:
            amounts.extend(_amounts(meaning, match, text, amounts[-1] if amounts else None))
    return amounts, left_over


def _without(text: str, found: list[re.Match[str]]) -> str:
    pieces, end = [], 0
    for match in found:
        pieces += [text[end : match.start()], "•" * (match.end() - match.start())]
        end = match.end()
    return "".join([*pieces, text[end:]])


def _amounts(  # noqa: C901 - a table of what each phrase gives, a case a meaning
    meaning: Meaning, found: re.Match[str], text: str, last: Amount | None
) -> Iterator[Amount]:
    """The amounts of one phrase: two in "3 sets of 12"."""
    groups = found.groupdict()
    far = max(found.start() - _FAR, 0)
    sentence = max(far, *(text.rfind(stop, far, found.start()) + 1 for stop in ".;!?\n"))
    before, after = text[sentence : found.start()], text[found.end() : found.end() + _FAR]
    if _STOP_RULE.search(before):
        return
    side = _SIDE_AFTER.match(after)
    open_behind = _OPEN_AFTER.match(after, side.end() if side else 0)
    per_day = side and _RATE.match(after, side.end())
    clear = not (groups.get("vague") or open_behind or per_day or _CONDITION.search(before))
    per_side = bool(side or _SIDE_BEFORE.search(before))
    words = found[0].strip().removeprefix("or ")

    def amount(measure: Measure, low: str, high: str | None = None, clear: bool = clear, factor: int = 1) -> Amount:
        high_value = value(high) * factor if high else None
        return Amount(measure, value(low) * factor, high_value, clear, per_side, words, found.start(), sentence)

    low, high, unit = groups.get("low"), groups.get("high"), groups.get("unit") or ""
    if not low:
        low, high = groups.get("first") or "1", groups.get("last")
    governed = before + (groups.get("vague") or "")
    match meaning:
        case Meaning.FREQUENCY | Meaning.REPETITIONS | Meaning.SETS:
            yield amount(Measure[meaning.name], low, high)
        case Meaning.HALF_A_MINUTE:
            yield amount(_time(governed, after), "30")
        case Meaning.MINUTES_AND_SECONDS:
            yield amount(_time(governed, after), low, high, clear=False, factor=60)
        case Meaning.SETS_OF:
            yield amount(Measure.SETS, low, high)
            is_time = unit and not re.fullmatch(REPETITIONS, unit, re.IGNORECASE)
            measure = _time(governed, after) if is_time else Measure.REPETITIONS
            yield amount(measure, groups["first"], groups["last"], factor=_factor(unit))
        case Meaning.SETS_BY_REPETITIONS:
            # "10 x 3" may mean ten sets of three or three sets of ten.
            sure = clear and not high and value(low) <= value(groups["first"])
            yield amount(Measure.SETS, low, high, clear=sure)
            yield amount(Measure.REPETITIONS, groups["first"], groups["last"], clear=sure)
        case Meaning.BY_UNIT:
            measure = _of_unit(unit, governed, after)
            grows = last and measure is Measure.OTHER_TIME and _GROWS.match(groups.get("vague") or "")
            yield amount(last.measure if last and grows else measure, low, high, factor=_factor(unit))
        case Meaning.TEMPO:
            yield amount(_counted(governed, after, words), "1", clear=False)
        case Meaning.CHANGE:
            yield amount(last.measure if last else Measure.REPETITIONS, low, high, clear=False)


def _of_unit(unit: str, before: str, after: str) -> Measure:
    if re.fullmatch(REPETITIONS, unit, re.IGNORECASE):
        return Measure.REPETITIONS
    return Measure.SETS if re.fullmatch(SETS, unit, re.IGNORECASE) else _time(before, after)


def _time(before: str, after: str) -> Measure:
    if is_held(before, after):
        return Measure.HOLD
    return Measure.ASIDE if is_rest(before, after) else Measure.OTHER_TIME


def _counted(before: str, after: str, words: str) -> Measure:
    """What counting to a number measures: how slowly to move is aside, a hold or something else is for the editor."""
    if is_held(before, after):
        return Measure.HOLD
    clause = re.split(r",(?= ?\w+ )|\b(?:and|then)\b", before.rstrip(" ,"))[-1]
    moves = _MOVES.search(clause + words) and not _STAYS.search(clause)
    return Measure.ASIDE if moves else Measure.OTHER_TIME


def _factor(unit: str) -> int:
    unit = unit.lower()
    return 3600 if unit.startswith("h") else 60 if unit.startswith("min") else 1
