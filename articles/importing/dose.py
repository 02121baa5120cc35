"""The dose of an exercise as numbers. What is not beyond doubt stays unset and is told: a dose is never guessed."""

import re
from itertools import combinations
from typing import NamedTuple

from django.utils.translation import gettext as _

from articles.content import Dose, DoseKind
from articles.importing.amount_words import EACH_SIDE, PART
from articles.importing.amounts import Amount, Measure, read_amounts

_HIGHEST = 9999
_LONGEST = 10_000  # characters that say how one exercise is done
_COUNTED = (Measure.HOLD, Measure.REPETITIONS, Measure.SETS)

_BY_WHOM = (
    r"(?:physio(?:therapist)?|clinician|doctor|gp|therapist|professional|surgeon|health ?care (?:team|professional))"
)
_ADVISED = re.compile(
    r"\b(?:do|repeat\w*|perform|hold|dose|reps|repetitions|sets|often|many|times)\b[^.;!?\n]{0,60}?"
    rf"(?P<words>\bas (?:often as |many (?:times )?as |long as )?(?:your |the |a )?{_BY_WHOM} (?:has |have )?"
    rf"(?:advise|suggest|recommend|tell|told|prescribe)\w*(?: you)?|\bas (?:advised|prescribed|recommended)"
    rf"(?: by (?:your |the |a )?{_BY_WHOM})?)\b",
    re.IGNORECASE,
)
_COMFORTABLE = re.compile(
    r"(?P<words>\bas (?:many|often)(?: times| reps| repetitions)? as(?: it| you)?(?: is| are| feels?| can| manage)?"
    r" ?(?:comfortabl[ey]|ok(?:ay)?|good|right|manage comfortably|can|like|want|manage)"
    r"(?: for you| comfortably| manage)?)\b",
    re.IGNORECASE,
)
_OTHER_SIDE = re.compile(
    rf"\b(?:repeat|then|(?:do )?the same)\b[^.;!?\n]{{0,30}}\b(?:other|opposite)\s+{PART}\b"
    rf"|\brepeat (?:(?:this|it|all) )?(?:on|with|for) (?:the|your) (?:left|right)\b"
    rf"|\b(?:then|the same)\b[^.;!?\n]{{0,30}}\b(?:left|right)\s+{PART}\b"
    rf"|\b(?:swap|switch|change)(?:ing)? (?:to the other )?(?:sides?|legs?|arms?|feet|hands?)\b"
    rf"|\b(?:times|twice|once|reps|repetitions|seconds|repeat|do (?:it|this|these))"
    rf"(?:,| of this| it| this| these| all| (?:on|for|with|to))*\s+{EACH_SIDE}",
    re.IGNORECASE,
)
_LEFT_OR_RIGHT = re.compile(r",?\s*(?:on|to|with|for)\s+(?:the|your)\s+(?P<side>left|right)\b", re.IGNORECASE)


class Doubt(NamedTuple):
    """Words of a dose that set no number, and why, as a sentence. `at` is where they begin in the text."""

    text: str
    reason: str
    at: int = 0


class _Doubtful(ValueError):
    """The amounts of one measure don't give one number; the message is a sentence."""


def read_dose(text: str) -> tuple[Dose, list[Doubt]]:
    """The dose that the text states, and what an editor has to decide."""
    if len(text) > _LONGEST:
        return Dose(), [Doubt(text[:60], _("This is too long for one exercise. Set the dose by hand."))]
    amounts, left_over = read_amounts(text)
    reason = _("This part of the dose was not understood. Set the dose by hand.")
    doubts = [Doubt(words.words, reason, words.at) for words in left_over]
    sides = _sides(text, amounts)
    hold = _settle(Measure.HOLD, amounts, sides, doubts)
    repetitions = _settle(Measure.REPETITIONS, amounts, sides, doubts)
    sets = _settle(Measure.SETS, amounts, sides, doubts)
    _settle(Measure.OTHER_TIME, amounts, sides, doubts)
    settled = [amount for amount in (hold, repetitions, sets) if amount]
    dose = Dose() if doubts or settled else _without_numbers(text)
    _tell_frequency(amounts, doubts)
    if settled:
        dose = Dose(
            kind=DoseKind.NUMBERS,
            hold_seconds=hold.low if hold else None,
            repetitions_from=repetitions.low if repetitions else None,
            repetitions_to=repetitions.high if repetitions else None,
            sets=sets.low if sets else None,
            per_side=bool(sides),
        )
    return dose, list(dict.fromkeys(doubts))


def counts(text: str) -> bool:
    """Whether the text names repetitions, sets or a hold: no other text than that of an exercise does."""
    return any(amount.measure in _COUNTED for amount in read_amounts(text[:_LONGEST])[0])


def says_how_much(text: str) -> bool:
    """Whether the text counts, or says whose advice or comfort decides how much to do."""
    return counts(text) or bool(_without_numbers(text[:_LONGEST]).kind)


def _without_numbers(text: str) -> Dose:
    """ "As many as comfortable" or "as your physiotherapist advises", where nothing else is said."""
    found = {
        DoseKind.AS_ADVISED: _ADVISED.search(text),
        DoseKind.AS_COMFORTABLE: _COMFORTABLE.search(text),
    }
    said = [(kind, match["words"].strip()) for kind, match in found.items() if match]
    return Dose(kind=said[0][0], reason=said[0][1]) if len(said) == 1 else Dose()


def _tell_frequency(amounts: list[Amount], doubts: list[Doubt]) -> None:
    """Tells once how often a day."""
    found = [amount for amount in amounts if amount.measure is Measure.FREQUENCY]
    if found:
        words = ", ".join(dict.fromkeys(amount.words for amount in found))
        doubts.append(Doubt(words, _("How often stays in the text: the dose has no field for it."), found[0].at))


def _sides(text: str, amounts: list[Amount]) -> str:
    """How the text says that the dose is for each side: "each", "left and right", or not at all."""
    counted = [amount for amount in amounts if amount.measure in _COUNTED]
    if any(amount.per_side for amount in counted) or _OTHER_SIDE.search(text):
        return "each"
    named = [
        (amount.measure, match["side"].lower())
        for amount in counted
        if (match := _LEFT_OR_RIGHT.match(text, amount.at + len(amount.words)))
    ]
    both = any({("left"), ("right")} <= {side for of, side in named if of is measure} for measure in Measure)
    return "left and right" if both else ""


def _settle(measure: Measure, amounts: list[Amount], sides: str, doubts: list[Doubt]) -> Amount | None:
    """The one amount of this measure, or None. Adds a doubt where there are amounts but not one to be sure of."""
    found = [amount for amount in amounts if amount.measure is measure]
    if not found:
        return None
    try:
        return _only(measure, found, sides)
    except _Doubtful as doubt:
        words = ", ".join(dict.fromkeys(amount.words for amount in found))
        doubts.append(Doubt(words, str(doubt), found[0].at))
        return None


def _only(measure: Measure, found: list[Amount], sides: str) -> Amount:
    first = found[0]
    if measure is Measure.OTHER_TIME:
        raise _Doubtful(_("This time is not said to be a hold. Set the dose by hand."))
    if not all(amount.clear for amount in found):
        raise _Doubtful(_("This amount is not exact, so it was left unset. Set the dose by hand."))
    if len({(amount.low, amount.high) for amount in found}) > 1:
        raise _Doubtful(_("These amounts contradict each other, so none was set. Set the dose by hand."))
    if sides != "left and right" and any(one.sentence == other.sentence for one, other in combinations(found[:9], 2)):
        raise _Doubtful(_("This amount is named twice in a sentence, so it may add up. Set the dose by hand."))
    if first.high is not None and (measure is not Measure.REPETITIONS or first.high < first.low):
        raise _Doubtful(_("This range can't be kept as one number, so it was left unset. Set the dose by hand."))
    if not 1 <= first.low <= _HIGHEST:
        raise _Doubtful(_("This number can't be a dose, so it was left unset. Set the dose by hand."))
    return first
