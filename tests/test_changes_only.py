"""When an approval of the changes only is refused: whatever may change what a patient does needs a whole review."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings

from articles.compare import needs_whole
from articles.content import CITATION, Content, NoteKind, SafetyNote, canonical, citations_in, passages
from articles.figures import figures
from tests.checking import exercise
from tests.conftest import complete_content
from tests.contents import neighbours
from tests.test_compare import WHOLE, with_part


def what_can_harm(content: Content) -> list[object]:
    """Told independently of the code: exercises, red flags, dos and don’ts, citations, images, language and numbers."""
    told = [passage for passage in passages(content) if passage.place not in ("byline", "change_note")]
    groups = [group["items"] for passage in told for group in CITATION.finditer(passage.text)]
    return [
        [
            (
                section.kind,
                section.precaution,
                [(item.name, item.how, item.dose, item.progression, item.stop) for item in section.exercises],
            )
            for section in content.sections
            if section.exercises or section.precaution
        ],
        [note for section in content.sections for note in section.safety_notes if note.kind != NoteKind.TIP],
        canonical(Content(references=content.references, images=content.images, language=content.language)),
        Counter((citation.key, citation.locator) for group in groups for citation in citations_in(group)),
        Counter(re.findall(r"\d+", " ".join(passage.text for passage in told))),
    ]


@settings(deadline=None, max_examples=300)
@given(neighbours())
def test_no_change_that_can_harm_passes(pair: tuple[Content, Content]) -> None:
    old, new = pair
    if what_can_harm(old) != what_can_harm(new):
        assert needs_whole(old, new)


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        ("sections.2.exercises.0", {"how": "Stand behind a chair. Lift both heels quickly."}),
        ("sections.2.exercises.0", {"name": "Toe raise"}),
        ("sections.2.exercises.0", {"progression": "When this is easy, lift one heel."}),
        ("sections.2.exercises.0", {"stop": "The pain is sharp."}),
        ("sections.2.exercises.0", {"goal": "Makes the calf stronger in 2 weeks."}),
        ("sections.2.exercises.0.dose", {"reason": "If it does not hurt."}),
        ("sections.2.exercises.0.dose", {"per_side": True}),
        ("sections.2", {"precaution": "Ask a clinician before you begin. Stop if the pain is sharp."}),
        ("sections.2", {"kind": "text"}),
        ("sections.2", {"exercises": ()}),
        ("sections.2", {"exercises": (exercise(), *WHOLE.sections[2].exercises)}),
        ("sections.3.safety_notes.1", {"urgency": "soon"}),
        ("sections.3.safety_notes.1", {"label": "Shape"}),
        ("sections.3.safety_notes.1", {"text": "The ankle has a changed shape."}),
        ("sections.3.safety_notes.1", {"kind": "tip"}),
        ("sections.3", {"safety_notes": WHOLE.sections[3].safety_notes[:1]}),
        ("sections.3", {"safety_notes": WHOLE.sections[3].safety_notes[::-1]}),
        ("sections.3", {"kind": "text"}),
        ("sections.0", {"body": "A sprain is a stretched ligament."}),
        ("sections.0", {"body": "A sprain is a stretched ligament [@nhs-2024, p. 3]."}),
        ("sections.0", {"body": "A sprain [@nhs-2024] is a stretched ligament."}),
        ("references.0", {"url": "https://example.org"}),
        ("references.0", {"printed": "NHS. (2024). Ankle <i>pain</i>."}),
        ("faq.0", {"answer": "No, as comfortable."}),
        ("faq.0", {"answer": "Yes, twice a day."}),
        ("", {"lead": f"A sprained ankle often gets better at home. ![Ankle](media:{'ab' * 32})"}),
        ("", {"language": "cy"}),
    ],
)
def test_a_change_that_needs_a_whole_review(path: str, changes: dict[str, object]) -> None:
    assert needs_whole(WHOLE, with_part(path, **changes))
    assert needs_whole(with_part(path, **changes), WHOLE)


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        (
            "",
            {"title": "Ankle sprains", "lead": "A sprained ankle often gets *better* at home.", "byline": "Two of us"},
        ),
        ("", {"change_note": "Corrected 2 spelling mistakes."}),
        ("sections.0", {"body": "A sprain is a streched ligament [@nhs-2024]."}),
        ("sections.2", {"heading": "Ankle exercises"}),
        ("sections.2.exercises.0", {"goal": "Makes the calf strong."}),
        ("sections.3.safety_notes.0", {"text": "Mild discomfort is usual."}),
    ],
)
def test_a_slip_of_the_pen_does_not(path: str, changes: dict[str, object]) -> None:
    assert needs_whole(WHOLE, with_part(path, **changes)) == []
    assert needs_whole(WHOLE, WHOLE) == []


def test_a_new_section_without_figures_does_not_but_one_with_a_red_flag_does() -> None:
    def with_new(**rows: object) -> Content:
        section = WHOLE.sections[4].model_copy(update={"heading": "Resting", "body": "Rest is good.", **rows})
        return complete_content(sections=(section, *WHOLE.sections))

    assert needs_whole(WHOLE, with_new()) == []
    assert needs_whole(WHOLE, with_new(safety_notes=(SafetyNote(kind=NoteKind.RED_FLAG, text="Fever."),)))


def test_a_precaution_that_no_exercise_follows_needs_it_too() -> None:
    alone = with_part("sections.2", exercises=())
    assert needs_whole(alone, with_part("sections.2", exercises=(), kind="text"))


@pytest.mark.parametrize("kind", [NoteKind.DO, NoteKind.DO_NOT])
def test_things_to_do_and_not_to_do_need_a_whole_review(kind: NoteKind) -> None:
    def noted(*notes: SafetyNote) -> Content:
        section = WHOLE.sections[3].model_copy(update={"safety_notes": (*WHOLE.sections[3].safety_notes, *notes)})
        return complete_content(sections=(*WHOLE.sections[:3], section, WHOLE.sections[4]))

    note = SafetyNote(kind=kind, text="Rest in bed.")
    turned = note.model_copy(update={"kind": NoteKind.DO if kind == NoteKind.DO_NOT else NoteKind.DO_NOT})
    reworded = note.model_copy(update={"text": "Rest in a chair."})
    for other in (noted(), noted(turned), noted(reworded), noted(note.model_copy(update={"kind": NoteKind.TIP}))):
        assert needs_whole(noted(note), other)
        assert needs_whole(other, noted(note))


def test_the_reasons_name_the_place_once() -> None:
    assert needs_whole(WHOLE, with_part("sections.2.exercises.0", how="Sit.")) == [
        "a changed exercise or dose (Exercise ‘Heel raise’, how)"
    ]
    stop = {"progression": "Lift one heel.", "stop": "The pain is sharp."}
    assert needs_whole(with_part("sections.2.exercises.0", **stop), WHOLE) == [
        "a changed exercise or dose (Exercise ‘Heel raise’, easier or harder)",
        "a changed exercise or dose (Exercise ‘Heel raise’, when to stop)",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("5 seconds", "50 seconds"), ("5 seconds", "5 minutes"), ("1.5 ml", "15 ml"), ("5 mg", "5 mcg"),
        ("5mg", "5mcg"),
        ("ten times", "two times"), ("Do not run", "Do run"), ("Don't run", "Do run"), ("½ a tablet", "¼ a tablet"),
        ("less than 5", "more than 5"), ("<5", ">5"), ("Rest for a day", "Rest for a week"), ("10-15", "10, 15"),
        ("Take 2 tablets", "Take 2 capsules"), ("-5 degrees", "5 degrees"), ("the left leg", "the right leg"),
        ("5 days, 10 weeks", "10 days, 5 weeks"), ("once daily", "once weekly"), ("[ring](tel:111)", "[ring](tel:999)"),
        ("never", "often"), ("60%", "60"), ("1/2", "1 2"), ("with food", "without food"), ("don’t", "do"),
    ],
)  # fmt: skip
def test_figures_tell_changed_meanings_apart(old: str, new: str) -> None:
    assert figures(old) != figures(new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("10-15 times", "10 to 15 times"), ("10-15 times", "10–15 times"), ("don't run", "don’t run"),
        ("5 seconds", "**5** seconds"), ("Rest teh foot", "Rest the foot"), ("Hold 5 seconds", "hold 5 seconds"),
    ],
)  # fmt: skip
def test_figures_do_not_mind_how_it_is_written(old: str, new: str) -> None:
    assert figures(old) == figures(new)
