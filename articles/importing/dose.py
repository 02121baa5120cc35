"""The dose of an exercise as numbers. What is not beyond doubt stays unset and is told: a dose is never guessed."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from articles.content import Dose, DoseKind
from articles.importing.amounts import Amount, Measure, names_other_side, read_amounts

_HIGHEST = 9999


class Doubt(NamedTuple):
    """Words of a dose that set no number, and why, as a sentence."""

    text: str
    reason: str


class _Doubtful(ValueError):
    """The amounts of one measure don't give one number; the message is a sentence."""


def read_dose(text: str) -> tuple[Dose, list[Doubt]]:
    """The dose that the text states, and what an editor has to decide."""
    amounts, left_over = read_amounts(text)
    doubts = [Doubt(words, _("This part of the dose was not understood. Set the dose by hand.")) for words in left_over]
    hold = _settle(Measure.HOLD, amounts, doubts)
    repetitions = _settle(Measure.REPETITIONS, amounts, doubts)
    sets = _settle(Measure.SETS, amounts, doubts)
    _settle(Measure.OTHER_TIME, amounts, doubts)
    settled = [amount for amount in (hold, repetitions, sets) if amount]
    if not settled:
        return Dose(), doubts
    dose = Dose(
        kind=DoseKind.NUMBERS,
        hold_seconds=hold.low if hold else None,
        repetitions_from=repetitions.low if repetitions else None,
        repetitions_to=repetitions.high if repetitions else None,
        sets=sets.low if sets else None,
        per_side=any(amount.per_side for amount in amounts) or names_other_side(text),
    )
    return dose, doubts


def _settle(measure: Measure, amounts: list[Amount], doubts: list[Doubt]) -> Amount | None:
    """The one amount of this measure, or None. Adds a doubt where there are amounts but not one to be sure of."""
    found = [amount for amount in amounts if amount.measure is measure]
    if not found:
        return None
    try:
        return _only(measure, found)
    except _Doubtful as doubt:
        doubts.append(Doubt(", ".join(amount.words for amount in found), str(doubt)))
        return None


def _only(measure: Measure, found: list[Amount]) -> Amount:
    first = found[0]
    if measure is Measure.OTHER_TIME:
        raise _Doubtful(_("This time is not said to be a hold. Set the dose by hand."))
    if not all(amount.clear for amount in found):
        raise _Doubtful(_("This amount is not exact, so it was left unset. Set the dose by hand."))
    if len({(amount.low, amount.high) for amount in found}) > 1:
        raise _Doubtful(_("These amounts contradict each other, so none was set. Set the dose by hand."))
    if first.high is not None and (measure is not Measure.REPETITIONS or first.high < first.low):
        raise _Doubtful(_("This range can't be kept as one number, so it was left unset. Set the dose by hand."))
    if not 1 <= first.low <= _HIGHEST:
        raise _Doubtful(_("This number can't be a dose, so it was left unset. Set the dose by hand."))
    return first
