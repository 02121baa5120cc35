"""Doses as numbers: read where the words leave no doubt, unset and reported everywhere else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.content import Dose, DoseKind
from articles.importing.dose import read_dose


def numbers(**fields: object) -> Dose:
    return Dose.model_validate({"kind": DoseKind.NUMBERS, **fields})


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        (
            "Hold for 5 seconds and lower. Repeat 10-15 times.",
            {"hold_seconds": 5, "repetitions_from": 10, "repetitions_to": 15},
        ),
        ("Repeat 10–12 times on each side.", {"repetitions_from": 10, "repetitions_to": 12, "per_side": True}),
        ("Repeat ten to fifteen times.", {"repetitions_from": 10, "repetitions_to": 15}),
        ("Hold for 30 seconds. Repeat 3 times per leg.", {"hold_seconds": 30, "repetitions_from": 3, "per_side": True}),
        ("Do three sets of ten.", {"sets": 3, "repetitions_from": 10}),
        ("3 sets of 10 to 15 reps.", {"sets": 3, "repetitions_from": 10, "repetitions_to": 15}),
        ("Sets: 2. Reps: 8.", {"sets": 2, "repetitions_from": 8}),
        ("Hold this position for one minute.", {"hold_seconds": 60}),
        ("Finish with a 20-second hold.", {"hold_seconds": 20}),
        ("Hold for twenty-five seconds.", {"hold_seconds": 25}),
        ("Repeat 10 times, then repeat with the other leg.", {"repetitions_from": 10, "per_side": True}),
        ("Hold for 5 seconds, rest for 10 seconds.", {"hold_seconds": 5}),
        ("Bend both knees 10 times.", {"repetitions_from": 10}),
        ("Keep your back straight at all times. Repeat 4 times.", {"repetitions_from": 4}),
    ],
)
def test_a_clear_dose_is_read_as_numbers(text: str, dose: dict[str, object]) -> None:
    assert read_dose(text) == (numbers(**dose), [])


@pytest.mark.parametrize(
    "text",
    [
        "Hold for up to 30 seconds.",
        "Hold for 20 to 30 seconds.",
        "Hold for 5 seconds, or 10 seconds if you can.",
        "Hold for 10 seconds. Next week, hold for 20 seconds.",
        "Hold for 1 minute 30 seconds.",
        "Hold for 2.5 seconds.",
        "Hold for a minute.",
        "Hold for a count of five.",
        "Never hold for 30 seconds.",
        "Squeeze for 5 seconds.",
        "Repeat 10 or more times.",
        "Repeat 8 or 10 times.",
        "Repeat between 5 and 10 times.",
        "Repeat 10 times. Repeat 12 times.",
        "Repeat 15-10 times.",
        "Repeat a few times.",
        "Repeat twice.",
        "Repeat 0 times.",
        "Repeat 12345 times.",
        "Do 10 x 3.",
        "Hold for 200 minutes.",
    ],
)
def test_a_dose_in_doubt_stays_unset_and_is_reported(text: str) -> None:
    dose, doubts = read_dose(text)
    assert dose == Dose()
    assert doubts
    assert all(doubt.text in text or ", " in doubt.text for doubt in doubts)


def test_a_clear_part_survives_a_doubtful_one() -> None:
    dose, doubts = read_dose("Slowly lift over 3 seconds, hold for 5 seconds. Repeat about 10 times.")
    assert dose == numbers(hold_seconds=5)
    assert [doubt.text for doubt in doubts] == ["about 10 times", "over 3 seconds"]


def test_no_dose_is_no_doubt() -> None:
    assert read_dose("Hold a towel with both hands, 45 degrees apart.") == (Dose(), [])


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("3 x 12", {"sets": 3, "repetitions_from": 12}),
        ("Do 3 × 10–12 reps", {"sets": 3, "repetitions_from": 10, "repetitions_to": 12}),
        ("10 reps x 3 sets", {"sets": 3, "repetitions_from": 10}),
        ("Hold: 5 s\nReps: 10\nSets: 3", {"hold_seconds": 5, "repetitions_from": 10, "sets": 3}),
        ("Sets: 3\nReps: 10", {"repetitions_from": 10, "sets": 3}),
        ("Hold for half a minute", {"hold_seconds": 30}),
        ("Hold the stretch for 30s, then switch sides.", {"hold_seconds": 30, "per_side": True}),
        ("10 to 12 on both sides", {"repetitions_from": 10, "repetitions_to": 12, "per_side": True}),
        ("8\u2009–\u200912\u00a0reps", {"repetitions_from": 8, "repetitions_to": 12}),
        ("Do two sets of eight, with a pause of 30 seconds between the sets.", {"sets": 2, "repetitions_from": 8}),
        ("Do 3 sets of 10 with 30 seconds’ rest.", {"sets": 3, "repetitions_from": 10}),
        ("Repeat 5 times on the left and 5 times on the right.", {"repetitions_from": 5, "per_side": True}),
        ("Repeat 10 times. Stop if you can't hold for 30 seconds.", {"repetitions_from": 10}),
        ("When you feel the stretch, hold for 20 seconds.", {"hold_seconds": 20}),
        ("Perform 15 slow and controlled repetitions.", {"repetitions_from": 15}),
        ("6 slow openings, 3 rounds", {"repetitions_from": 6, "sets": 3}),
        ("5 × each way, hold 4 seconds", {"repetitions_from": 5, "hold_seconds": 4, "per_side": True}),
        ("10 per hand, three sets", {"repetitions_from": 10, "sets": 3, "per_side": True}),
        ("three lots of 8", {"repetitions_from": 8, "sets": 3}),
        ("repeat x3", {"repetitions_from": 3}),
        ("hold 45 secs; 5 reps; 3 sets", {"hold_seconds": 45, "repetitions_from": 5, "sets": 3}),
        ("Bend slowly, counting to three. Repeat 8–10 times.", {"repetitions_from": 8, "repetitions_to": 10}),
        ("Hold for 2 seconds and lower slowly, counting to three.", {"hold_seconds": 2}),
        ("3 x 12. Tempo: 3-1-3", {"sets": 3, "repetitions_from": 12}),
    ],
)
def test_wordings_that_leave_no_doubt(text: str, dose: dict[str, object]) -> None:
    assert read_dose(text) == (numbers(**dose), [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Do 2–3 sets.", "2–3 sets"),
        ("30 seconds x 3", "x 3"),
        ("Take five breaths.", "five breaths"),
        ("Squeeze for a count of five.", "count of five"),
        ("Then 5 squeezes.", "5 squeezes"),
        ("Pause for 2 seconds at the top.", "2 seconds"),
        ("Lower over 3 seconds.", "over 3 seconds"),
        ("Walk for 5 minutes.", "5 minutes"),
        ("Do 10, rest, do 10 more.", "Do 10, 10 more"),
        ("Up to 10.", "Up to 10"),
        ("Repeat 10 times. Build up to 20.", "10 times, Build up to 20"),
        ("10 reps (5 if sore)", "10 reps"),
        ("Start with 2 x 8. Build up to 3 x 12.", "Start with 2 x 8, Build up to 3 x 12"),
        ("Week 1: 10 reps", "10 reps"),
        ("Hold a chair and balance for 30 seconds.", "30 seconds"),
        ("Hold for 1½ minutes.", "Hold for 1½ minutes"),
        ("Do 20 repetitions every hour.", "20 repetitions every hour"),
        ("Repeat 10 times throughout the day.", "10 times throughout the day"),
        ("Repeat 10 times with eyes open and 10 times with eyes closed.", "10 times"),
        ("Once you can do 15 repetitions, add a weight.", "15 repetitions"),
    ],
)
def test_wordings_that_an_editor_decides(text: str, words: str) -> None:
    dose, doubts = read_dose(text)
    assert (dose, [doubt.text for doubt in doubts][:1]) == (Dose(), [words])


def test_how_often_a_day_is_told_and_sets_nothing() -> None:
    dose, doubts = read_dose("Repeat 5 times, three times a day.")
    assert (dose, [doubt.text for doubt in doubts]) == (numbers(repetitions_from=5), ["three times a day"])
    _dose, doubts = read_dose("Repeat 5 times, twice a day, 3 times a week.")
    assert [doubt.text for doubt in doubts] == ["twice a day, 3 times a week"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Do as many as comfortable.", DoseKind.AS_COMFORTABLE),
        ("Repeat as often as your physiotherapist advises.", DoseKind.AS_ADVISED),
        ("Bend as far as is comfortable.", DoseKind.UNSET),
        ("Do 10, or as many as comfortable.", DoseKind.UNSET),
    ],
)
def test_a_dose_without_numbers_takes_its_words_as_the_reason(text: str, kind: DoseKind) -> None:
    dose, _doubts = read_dose(text)
    assert (dose.kind, dose.reason in text, bool(dose.reason)) == (kind, True, kind is not DoseKind.UNSET)


_WORDS = [
    *("hold", "rest", "pause", "relax", "lower", "over", "between", "for", "3", "x", "10", "12", "-", "to", "sets"),
    *("of", "reps", "times", "seconds", "each side", "a day", "or", "if", ".", ",", "and", "up to", "then", "the"),
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join))
def test_no_number_is_invented(text: str) -> None:
    dose, _doubts = read_dose(text)
    named = {int(number) for number in re.findall("[0-9]+", text)}
    assert {dose.hold_seconds, dose.repetitions_from, dose.repetitions_to, dose.sets} <= named | {None}


@pytest.mark.parametrize(
    "verb", ["rest", "pause", "relax", "lower", "wait between sets", "lift over", "hold, then rest"]
)
@pytest.mark.parametrize("time", ["5 seconds", "for 5 seconds", "for about ten seconds", "5s", "half a minute"])
def test_a_time_of_another_action_is_no_hold(verb: str, time: str) -> None:
    for text in (f"{verb} {time}", f"Hold the chair and {verb} {time}.", f"Hold. {verb} {time}, then lift."):
        assert read_dose(text)[0].hold_seconds is None
