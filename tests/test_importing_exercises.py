"""Exercises in every shape that a document gives them, as the lines of any of its forms."""

import pytest

from articles.content import Section, SectionKind
from articles.importing.document import import_document
from articles.importing.lines import Document, Kind, Line
from articles.importing.read import read_file
from articles.importing.result import Imported


def imported(*facts: tuple[Kind, str] | tuple[Kind, str, dict[str, object]]) -> Imported:
    """A document of these lines below a lead and the heading of a section."""
    rows = [
        (Kind.TEXT, "A lead that says something."),
        (Kind.HEADING, "Exercises to try at home", {"level": 2}),
        *facts,
    ]
    lines = []
    for number, (kind, text, *more) in enumerate(rows, start=1):
        fields = more[0] if more else {}
        lines.append(Line(number, kind, text)._replace(**fields))
    return import_document(
        Document([*lines, Line(99, Kind.HEADING, "Conclusion", level=2), Line(100, Kind.TEXT, "End.")])
    )


def exercises(found: Imported) -> Section:
    return next(part for part in found.content.sections if part.kind is SectionKind.EXERCISES)


H3: dict[str, object] = {"level": 3}
GOAL = (Kind.TEXT, "Goal: Strengthens the calf.")
HOW = (Kind.TEXT, "How: Rise on your toes. Repeat 10 times.")


@pytest.mark.parametrize(
    "facts",
    [
        [(Kind.HEADING, "Exercise 1: Heel raise", H3), GOAL, HOW],
        [(Kind.HEADING, "Heel raise"), GOAL, HOW],
        [(Kind.HEADING, "Heel raise", {"level": 2}), GOAL, HOW],
        [(Kind.NUMBERED, "Heel raise", {"marker": "1"}), GOAL, HOW],
        [(Kind.TEXT, "#3 Heel raise:"), GOAL, HOW],
        [(Kind.TEXT, "**Exercise 2 – Heel raise**"), GOAL, HOW],
        [(Kind.BULLET, "**Heel raise**"), (Kind.BULLET, f"**Goal:** {GOAL[1][6:]}", {"indent": 2}), HOW],
        [(Kind.TEXT, "**Heel raise** – Strengthens the calf."), HOW],
        [(Kind.TEXT, "**Heel raise** – Goal: Strengthens the calf."), HOW],
        [(Kind.HEADING, "Heel raise", H3), (Kind.TEXT, f"**Goal:** {GOAL[1][6:]} **How:** {HOW[1][5:]}")],
        [(Kind.TEXT, f"**Heel raise.** {GOAL[1]} {HOW[1]}")],
        [
            *[(Kind.HEADING, "Heel raise", H3), (Kind.HEADING, "Goal"), (Kind.TEXT, GOAL[1][6:])],
            *[(Kind.HEADING, "How to do it"), (Kind.TEXT, HOW[1][5:])],
        ],
        [
            (Kind.HEADING, "Heel raise", H3),
            (Kind.TEXT, f"Why it helps – {GOAL[1][6:]}"),
            (Kind.TEXT, f"WHAT TO DO: {HOW[1][5:]}"),
        ],
    ],
)
def test_one_exercise_in_many_shapes(facts: list[tuple[Kind, str]]) -> None:
    (found,) = exercises(imported(*facts)).exercises
    assert (found.name, found.goal, found.how) == (
        "Heel raise",
        "Strengthens the calf.",
        "Rise on your toes. Repeat 10 times.",
    )
    assert found.dose.repetitions_from == 10


@pytest.mark.parametrize(
    "facts",
    [
        [
            (Kind.HEADING, "Bridge", H3),
            (Kind.TEXT, "Lift. Repeat 5 times."),
            (Kind.HEADING, "Plank", H3),
            (Kind.TEXT, "Hold for 20 seconds."),
        ],
        [
            (Kind.NUMBERED, "Bridge"),
            (Kind.TEXT, "Lift. Repeat 5 times."),
            (Kind.NUMBERED, "Plank"),
            (Kind.TEXT, "Hold for 20 seconds."),
        ],
        [(Kind.BULLET, "**Bridge:** Lift. Repeat 5 times."), (Kind.BULLET, "**Plank:** Hold for 20 seconds.")],
    ],
)
def test_exercises_without_labels_are_taken_and_told(facts: list[tuple[Kind, str]]) -> None:
    found = imported(*facts)
    bridge, plank = exercises(found).exercises
    assert (bridge.name, bridge.dose.repetitions_from, plank.name, plank.dose.hold_seconds) == (
        "Bridge",
        5,
        "Plank",
        20,
    )
    assert sum("no “Goal” or “How”" in item.reason for item in found.unplaced) == 2


def test_a_heading_of_its_sections_level_ends_the_exercises() -> None:
    found = imported(
        (Kind.HEADING, "Bridge", H3), HOW, (Kind.HEADING, "At work", {"level": 2}), (Kind.TEXT, "Sit well.")
    )
    assert [part.heading for part in found.content.sections][1:] == ["At work", "Conclusion"]


def test_what_labels_other_things_makes_no_exercise() -> None:
    found = imported(
        (Kind.HEADING, "Ultrasound", H3), (Kind.TEXT, "What it does: It warms."), (Kind.TEXT, "It may help.")
    )
    assert all(part.kind is not SectionKind.EXERCISES for part in found.content.sections)


def test_steps_and_the_line_of_the_dose_stay_in_the_how_and_stop_rules_apart() -> None:
    found = imported(
        (Kind.HEADING, "Heel raise", H3),
        (Kind.TEXT, "Instructions:"),
        (Kind.NUMBERED, "Stand.", {"marker": "1"}),
        (Kind.BULLET, "![feet](media:abc)", {"indent": 4}),
        (Kind.NUMBERED, "Rise.", {"marker": "2"}),
        (Kind.TEXT, "**Dose** – 3 × 10, twice a day"),
        (Kind.TEXT, "Easier: hold a chair."),
        (Kind.BULLET, "Stop if pain lasts more than 30 seconds."),
        (Kind.TEXT, "These exercises should not hurt."),
    )
    section = exercises(found)
    (raise_,) = section.exercises
    assert raise_.how == "1. Stand.\n    - ![feet](media:abc)\n2. Rise.\n\nDose: 3 × 10, twice a day"
    assert (raise_.dose.sets, raise_.dose.repetitions_from, raise_.dose.hold_seconds) == (3, 10, None)
    assert (raise_.progression, raise_.stop.removeprefix("- ")) == (
        "- **Easier:** hold a chair.",
        "Stop if pain lasts more than 30 seconds.",
    )
    assert section.body == "These exercises should not hurt."
    assert {item.line: item.text for item in found.unplaced}[8] == "Heel raise: twice a day"


TWO = "## Home exercises\n\nWarm up first.\n\n"
SHAPES = {
    "a row each": "| No. | Exercise | What to do | Dose |\n|---|---|---|---|\n"
    "| 1 | Heel raise | Rise. | 3 x 10 |\n| 2 | Wall sit | Slide. | 2 x 5 |",
    "columns of numbers": "| Exercise | Description | Sets | Reps |\n|---|---|---|---|\n"
    "| Heel raise | Rise. | 3 | 10 |\n| Wall sit | Slide. | 2 | 5 |",
    "a table each": "### Heel raise\n\n| Goal | Calf. |\n|---|---|\n| How | Rise. 3 x 10 |\n\n"
    "### Wall sit\n\n| Goal | Thigh. |\n|---|---|\n| How | Slide. 2 x 5 |",
    "letters": "### A. Heel raise\n\nObjective: Calf.\n\nTechnique: Rise. 3 x 10\n\n"
    "### B) Wall sit\n\nObjective: Thigh.\n\nTechnique: Slide. 2 x 5",
    "counted two ways": "### Step 1 – Heel raise\n\nWhat it's for: Calf.\n\nTry it: Rise.\n\nYour dose: 3 x 10\n\n"
    "### Stretch no. 2: Wall sit\n\nDoes what: Thigh.\n\nTry it: Slide.\n\nAmount: 2 x 5",
    "the number alone": "### Exercise 1\n\n**Heel raise**\n\nGoal: Calf.\n\nHow: Rise. 3 x 10\n\n"
    "### Exercise 2\n\n**Wall sit**\n\nGoal: Thigh.\n\nHow: Slide. 2 x 5",
    "side by side": "### Heel raise\n\nGoal: Calf | How: Rise | Dose: 3 x 10\n\n"
    "### Wall sit\n\nGoal: Thigh / How: Slide / Dose: 2 x 5",
    "labels alone": "### Heel raise\n\nPURPOSE\n\nCalf.\n\nHOW TO DO IT\n\nRise.\n\nREPS\n\n3 x 10\n\n"
    "### Wall sit\n\nPURPOSE\n\nThigh.\n\nHOW TO DO IT\n\nSlide.\n\nREPS\n\n2 x 5",
    "a line each": "Heel raise: Rise. Do 3 sets of 10.\n\nWall sit: Slide. Do 2 sets of 5.",
    "bold begins": "**Heel raise.** Rise. Do 3 sets of 10.\n\n**Wall sit.** Slide. Do 2 sets of 5.",
    "a label in the name's line": "**1. Heel raise** *Goal:* Calf. *How:* Rise. 3 x 10\n\n"
    "**2. Wall sit** *Goal:* Thigh. *How:* Slide. 2 x 5",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_two_exercises_however_they_are_laid_out(shape: str) -> None:
    text = f"# Knees\n\nA lead that says something.\n\n{TWO}{SHAPES[shape]}\n\n## Conclusion\n\nEnd.\n"
    section = exercises(import_document(read_file("knees.md", text.encode())))
    assert section.body == "Warm up first."
    found = [(item.name, item.dose.sets, item.dose.repetitions_from) for item in section.exercises]
    assert found == [("Heel raise", 3, 10), ("Wall sit", 2, 5)]
    goals = [item.goal.rstrip(".") for item in section.exercises]
    assert goals in (["Calf", "Thigh"], ["", ""])
    assert [item.how[:4] for item in section.exercises] == ["Rise", "Slid"]
