"""Amounts in the sentences that say how an exercise is done: "10-15 times", "three sets of ten", "for 30 seconds"."""

import re
from dataclasses import dataclass
from enum import Enum, auto

_SMALL = [
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {word: value for value, word in enumerate(_SMALL, 1)} | {
    word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)
}
# "seventeen" before "seven", or the shorter word would match first.
_NUMBER = rf"(?:[0-9]{{1,4}}|(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_SMALL[:9])}))?|{'|'.join(reversed(_SMALL))})"
_AMOUNT = rf"(?<![\w.,/–-])(?P<low>{_NUMBER})(?:\s*(?:-|–|—|\bto\b)\s*(?P<high>{_NUMBER}))?"
_UNITS = r"seconds?|secs?|minutes?|mins?|times|repetitions?|reps?|sets?"
_VAGUE_BEFORE = (
    r"\b(?:up to|at (?:least|most)|(?:more|less|fewer) than|about|around|roughly|approximately|nearly|almost"
    r"|maximum of|minimum of|and|or|over|under|another|further|extra|to)\s+"
)
_VAGUE_AFTER = r",?\s+(?:or|if|at (?:least|most)|maximum|minimum)\b"
_RATE = r"\s*\b(?:(?:a|per|each|every)\s+(?:day|week|hour)|daily|weekly)\b"
_MENTION = re.compile(
    rf"(?P<vague>{_VAGUE_BEFORE})?{_AMOUNT}[\s-]*(?P<unit>{_UNITS})\b(?P<rate>{_RATE})?(?P<open>{_VAGUE_AFTER})?",
    re.IGNORECASE,
)
# No unit behind the number: "3 sets of 10", "Reps: 10". The end makes sure that the amount is read whole.
_BARE = re.compile(
    rf"\b(?P<before>sets? of|rep(?:etition)?s:|sets:)\s*{_AMOUNT}"
    rf"(?!\w)(?!\s*[/–—-])(?!\.[0-9])(?!\s*(?:to|or|{_UNITS})\b)",
    re.IGNORECASE,
)
# Words of a dose that were part of no amount: "a few times", "10 or more times", "3 x 10".
_LEFT_OVER = re.compile(
    r"(?:\b[\w-]{1,30}\s){0,3}(?<!at all )(?<!between )"
    r"\b(?:seconds|secs|minutes?|mins|times|repetitions|reps|sets|count of)\b"
    r"|[0-9]\s*[x×]\s*[0-9]+|\brepeat (?:this |it )?(?:once|twice)\b",
    re.IGNORECASE,
)

_PART = r"(?:side|leg|arm|foot|knee|hand|shoulder|hip|ankle|elbow|wrist|heel|calf|thumb)"
_EACH_SIDE = rf"(?:(?:per|each|every)\s+{_PART}\b|both sides\b)"
_SIDE_AFTER = re.compile(rf",?\s*\(?(?:(?:on|for|with)\s+)?{_EACH_SIDE}", re.IGNORECASE)
_SIDE_BEFORE = re.compile(rf"\A\s*(?:on|for|with)\s+{_EACH_SIDE}|\beach\s+{_PART},?\s*\Z", re.IGNORECASE)
_OTHER_SIDE = re.compile(
    rf"\b(?:repeat|then|the same)\b[^.;!?\n]{{0,30}}\b(?:other|opposite)\s+{_PART}\b"
    r"|\b(?:swap|switch|change) (?:sides|legs|arms)\b",
    re.IGNORECASE,
)

_HOLD = re.compile(r"\bhold(?:ing)?\b", re.IGNORECASE)
_HOLD_BEHIND = re.compile(r"[\s-]*hold\b", re.IGNORECASE)
_NO_HOLD = re.compile(r"\b(?:not|never|avoid|without)\s+(?:\w+\s+)?hold|n['’]t\s+hold", re.IGNORECASE)
_OTHER_ACTION = re.compile(
    r"\b(?:rest|relax|pause|wait|lower|release|lift|raise|breathe|walk|return|over|every)\w*\b", re.IGNORECASE
)
_RESTING = re.compile(r"\b(?:rest|relax|pause|wait)\w*\b[^.;!?\n]*\Z", re.IGNORECASE)

_FAR = 300  # characters; so that a text of a thousand amounts takes no longer than a thousand texts


class Measure(Enum):
    """What an amount measures."""

    HOLD = auto()
    REPETITIONS = auto()
    SETS = auto()
    OTHER_TIME = auto()
    ASIDE = auto()  # how often a day, how long a rest: the dose has no number for it


@dataclass(frozen=True)
class Amount:
    """A number, or a range, with what it measures, times in seconds. `clear` is False for "about", "up to", "or"."""

    measure: Measure
    low: int
    high: int | None
    clear: bool
    per_side: bool
    words: str


def read_amounts(text: str) -> tuple[list[Amount], list[str]]:
    """The amounts in the order found, and the words of a dose that belong to none."""
    matches = [*_MENTION.finditer(text), *_BARE.finditer(text)]
    rest = list(text)
    for found in matches:
        rest[found.start() : found.end()] = "." * (found.end() - found.start())
    return [_amount(found) for found in matches], [found[0] for found in _LEFT_OVER.finditer("".join(rest))]


def names_other_side(text: str) -> bool:
    """Whether the whole is to be repeated on the other side."""
    return _OTHER_SIDE.search(text) is not None


def _amount(found: re.Match[str]) -> Amount:
    groups = found.groupdict()
    before, after = _sentence_before(found), _just_after(found)
    factor = 60 if (groups.get("unit") or "").lower().startswith("min") else 1
    return Amount(
        measure=_measure(found, before),
        low=_value(found["low"]) * factor,
        high=_value(found["high"]) * factor if found["high"] else None,
        clear=not groups.get("vague") and not groups.get("open"),
        per_side=bool(_SIDE_AFTER.match(after) or _SIDE_BEFORE.search(before)),
        words=found[0].removesuffix(groups.get("open") or "").strip(),
    )


def _measure(found: re.Match[str], before: str) -> Measure:
    groups = found.groupdict()
    if groups.get("rate"):
        return Measure.ASIDE
    unit = (groups.get("unit") or ("reps" if groups["before"].lower() != "sets:" else "sets")).lower()
    if unit.startswith(("rep", "time")):
        return Measure.REPETITIONS
    if unit.startswith("set"):
        return Measure.SETS
    if _is_held(before, _just_after(found)):
        return Measure.HOLD
    return Measure.ASIDE if _RESTING.search(before) else Measure.OTHER_TIME


def _is_held(before: str, after: str) -> bool:
    """Whether "hold" governs the time: before it in the sentence with nothing else to do between, or just behind."""
    if _NO_HOLD.search(before):
        return False
    if _HOLD_BEHIND.match(after):
        return True
    *_earlier, last = [None, *_HOLD.finditer(before)]
    return last is not None and not _OTHER_ACTION.search(before, last.end())


def _sentence_before(found: re.Match[str]) -> str:
    text = found.string[max(found.start() - _FAR, 0) : found.start()]
    return text[max(text.rfind(stop) for stop in ".;!?\n") + 1 :]


def _just_after(found: re.Match[str]) -> str:
    return found.string[found.end() : found.end() + _FAR]


def _value(words: str) -> int:
    if words.isdigit():
        return int(words)
    return sum(_VALUES[word] for word in re.split(r"[ -]", words.lower()))
