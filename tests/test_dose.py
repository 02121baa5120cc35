"""Doses in words: no number may be lost, and one is not "1 times"."""

import pytest

from articles.content import Dose, DoseKind
from articles.rendering.dose import dose_figures, dose_sentence


@pytest.mark.parametrize(
    ("dose", "sentence"),
    [
        (Dose(), ""),
        (Dose(kind=DoseKind.NUMBERS, hold_seconds=1), "Hold for 1 second."),
        (Dose(kind=DoseKind.NUMBERS, hold_seconds=30, per_side=True), "Hold for 30 seconds on each side."),
        (Dose(kind=DoseKind.NUMBERS, repetitions_from=1), "Repeat 1 time."),
        (Dose(kind=DoseKind.NUMBERS, repetitions_from=10, repetitions_to=10), "Repeat 10 times."),
        (Dose(kind=DoseKind.NUMBERS, repetitions_from=15, repetitions_to=20), "Repeat 15 to 20 times."),
        (Dose(kind=DoseKind.NUMBERS, sets=1), "Do 1 set."),
        (Dose(kind=DoseKind.NUMBERS, sets=2, per_side=True), "Do 2 sets on each side."),
        (
            Dose(kind=DoseKind.NUMBERS, hold_seconds=2, repetitions_from=3, per_side=True),
            "Hold for 2 seconds. Repeat 3 times on each side.",
        ),
        (Dose(kind=DoseKind.NUMBERS, per_side=True), "Do this on each side."),
        (Dose(kind=DoseKind.NUMBERS, sets=2, reason="Rest between them"), "Do 2 sets. Rest between them."),
        (Dose(kind=DoseKind.AS_ADVISED), "As your physiotherapist advised."),
        (
            Dose(kind=DoseKind.AS_ADVISED, reason="it depends on your operation."),
            "As your physiotherapist advised: it depends on your operation.",
        ),
        (Dose(kind=DoseKind.AS_COMFORTABLE), "As comfortable."),
        (Dose(kind=DoseKind.AS_COMFORTABLE, reason=" \u200b"), "As comfortable."),
        (Dose(kind=DoseKind.AS_ADVISED, hold_seconds=7), "As your physiotherapist advised. Hold for 7 seconds."),
        (Dose(hold_seconds=7), "Hold for 7 seconds."),
    ],
)
def test_doses_in_words(dose: Dose, sentence: str) -> None:
    assert dose_sentence(dose) == sentence


@pytest.mark.parametrize(
    ("dose", "figures"),
    [
        (Dose(kind=DoseKind.AS_ADVISED, reason="It depends."), ""),
        (Dose(kind=DoseKind.NUMBERS, per_side=True), ""),
        (Dose(hold_seconds=1), '<time class="hold" datetime="PT1S">hold 1 second</time>'),
        (Dose(repetitions_from=1), '<data class="times" value="1">1 time</data>'),
        (Dose(repetitions_from=8, repetitions_to=1200), '<data class="times" value="1200">8 to 1200 times</data>'),
        (
            Dose(sets=2, per_side=True),
            '<data class="sets" value="2">2 sets</data> · <span class="side">each side</span>',
        ),
    ],
)
def test_doses_at_a_glance(dose: Dose, figures: str) -> None:
    assert dose_figures(dose) == figures
