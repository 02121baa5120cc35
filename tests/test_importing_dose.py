"""Doses as numbers: read where the words leave no doubt, unset and reported everywhere else."""

import pytest

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
