"""Exercises and safety notes: what a patient would do wrong without."""

import pytest

from articles.content import Dose, DoseKind, Exercise, NoteKind, SafetyNote, Section, SectionKind, Urgency
from tests.checking import exercise, found, places, with_exercises, with_section
from tests.conftest import complete_content


def test_exercises_need_a_precaution_before_them() -> None:
    assert places(with_exercises(exercise(), precaution=" "), "no-precaution") == ["sections[5].precaution"]
    assert not found(with_exercises(exercise()), "no-precaution")
    text = Section(kind=SectionKind.TEXT, heading="Mixed", exercises=(exercise(),))
    assert found(with_section(text), "no-precaution")


def test_an_exercise_needs_a_name_and_a_how() -> None:
    content = with_exercises(exercise(name=""), exercise(how="[@nhs-2024]"))
    assert places(content, "no-exercise-name") == ["sections[5].exercises[0].name"]
    assert places(content, "no-how") == ["sections[5].exercises[1].how"]


@pytest.mark.parametrize("dose", [Dose(), Dose(kind=DoseKind.NUMBERS), Dose(kind=DoseKind.NUMBERS, per_side=True)])
def test_a_dose_without_a_number_is_none(dose: Dose) -> None:
    assert places(with_exercises(exercise(dose=dose)), "no-dose") == ["sections[5].exercises[0].dose"]


@pytest.mark.parametrize("number", ["hold_seconds", "repetitions_from", "sets"])
def test_one_number_makes_a_dose(number: str) -> None:
    dose = Dose.model_validate({"kind": "numbers", number: 5})
    assert not found(with_exercises(exercise(dose=dose)), "no-dose")


@pytest.mark.parametrize("kind", [DoseKind.AS_ADVISED, DoseKind.AS_COMFORTABLE])
def test_a_dose_without_numbers_needs_its_reason(kind: DoseKind) -> None:
    without = with_exercises(exercise(dose=Dose(kind=kind, reason=" ")))
    assert places(without, "no-dose-reason") == ["sections[5].exercises[0].dose.reason"]
    assert not found(without, "no-dose")
    given = with_exercises(exercise(dose=Dose(kind=kind, reason="It depends on the operation.")))
    assert not found(given, "no-dose-reason")


def test_when_to_stop_is_said_by_the_exercise_or_the_precaution() -> None:
    content = with_exercises(exercise(), exercise(stop="The pain is sharp."))
    assert places(content, "no-stop-rule") == ["sections[5].exercises[0].stop"]
    assert not found(with_exercises(exercise(), precaution="Stop if it hurts."), "no-stop-rule")


FIVE = [exercise(name=f"Exercise {number}") for number in range(5)]


@pytest.mark.parametrize(
    "heading",
    [
        "4 exercises", "Four effective at-home exercises for you", "4 Simple & Safe Exercises", "Top 3 stretches",
        "Twelve exercises", "One exercise for the foot", "2 stretches and 4 exercises", "The 6 best moves",
    ],
)  # fmt: skip
def test_a_heading_that_counts_wrong(heading: str) -> None:
    assert places(with_exercises(*FIVE, heading=heading), "wrong-count") == ["sections[5].heading"]


@pytest.mark.parametrize(
    "heading",
    [
        "5 exercises", "Five effective exercises", "2 stretches and 3 exercises", "Exercises for phase 2",
        "Phase 2 exercises", "4 to 6 exercises", "4–6 exercises", "10-minute exercises", "10 minutes of exercises",
        "One of the best exercises", "Exercises after 3 weeks", "Week 4 exercises", "At least 4 exercises",
        "Over 65? Exercises for you", "Exercises", "One exercise programme", "Level 1 stretches",
    ],
)  # fmt: skip
def test_a_heading_that_counts_right_or_not_at_all(heading: str) -> None:
    assert not found(with_exercises(*FIVE, heading=heading), "wrong-count")


def test_a_heading_over_text_may_count_what_it_likes() -> None:
    assert not found(with_section(Section(heading="4 exercises", body="They follow.")), "wrong-count")


def doses_agree(how: str, **numbers: int) -> bool:
    dose = Dose.model_validate({"kind": "numbers", **numbers})
    return not found(with_exercises(Exercise(name="Raise", how=how, dose=dose)), "dose-contradicts-text")


def test_numbers_in_the_text_that_contradict_the_dose() -> None:
    assert not doses_agree("Hold for 5 seconds.", hold_seconds=10)
    assert not doses_agree("Hold the stretch for **one minute**.", hold_seconds=30)
    assert not doses_agree("Repeat 10-15 times.", repetitions_from=10)
    assert not doses_agree("Repeat this ten times.", repetitions_from=12)
    assert not doses_agree("Do 3 sets.", sets=2)


def test_numbers_in_the_text_that_agree_or_mean_something_else() -> None:
    assert doses_agree(
        "Hold for 5 seconds. Repeat 10–15 times.", hold_seconds=5, repetitions_from=10, repetitions_to=15
    )
    assert doses_agree("Hold for 20 to 30 seconds.", hold_seconds=30)
    assert doses_agree("Hold for one minute.", hold_seconds=60)
    assert doses_agree("Repeat 3 times a day.", repetitions_from=10)
    assert doses_agree("Lift the leg about 45 degrees. Breathe 3 times.", hold_seconds=5, repetitions_from=10)
    assert doses_agree("Hold for 5 seconds.", repetitions_from=10)


def test_a_third_warning_on_the_page() -> None:
    warned = Section(kind=SectionKind.EXERCISES, heading="More", precaution="Stop if it hurts.")
    whole = complete_content()  # has one
    two = complete_content(sections=(*whole.sections, warned))
    three = complete_content(sections=(*whole.sections, warned, warned))
    assert places(two, "many-warnings") == []
    assert places(three, "many-warnings") == ["sections[6].precaution"]


def test_an_article_without_red_flags() -> None:
    whole = complete_content()
    tips = SafetyNote(label="Go slowly", text="Rest.")
    safety = whole.sections[3].model_copy(update={"safety_notes": (tips,)})
    content = complete_content(sections=(*whole.sections[:3], safety, whole.sections[4]))
    assert places(content, "no-red-flags") == ["sections"]
    assert not found(whole, "no-red-flags")


def with_note(**values: object) -> list[str]:
    note = SafetyNote.model_validate({"label": "Fever", "text": "You have a fever.", **values})
    content = with_section(Section(kind=SectionKind.SAFETY, heading="More", safety_notes=(note,)))
    codes = ("no-urgency", "empty-safety-note", "no-safety-label")
    return [code for code in codes if "sections[5].safety_notes[0]" in "".join(places(content, code))]


def test_a_red_flag_needs_urgency_and_a_tip_does_not() -> None:
    assert with_note(kind=NoteKind.RED_FLAG) == ["no-urgency"]
    assert with_note(kind=NoteKind.RED_FLAG, urgency=Urgency.SOON) == []
    assert with_note(kind=NoteKind.TIP) == []


def test_a_note_needs_a_text_and_a_label() -> None:
    assert with_note(text="") == ["empty-safety-note"]
    assert with_note(kind=NoteKind.RED_FLAG, urgency=Urgency.URGENT, text="…") == ["empty-safety-note"]
    assert with_note(label=" ") == ["no-safety-label"]
