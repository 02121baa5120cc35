"""The owner's example page, read to the last line. Its sentences are its owner's: they are not repeated here."""

import pytest

from articles.content import NoteKind, SectionKind, Urgency, cited_keys
from articles.importing.document import import_text
from articles.importing.result import Imported


@pytest.fixture(scope="module")
def knee_pain(seed_text: str) -> Imported:
    return import_text(seed_text, "Knee pain")


def test_nothing_is_left_unplaced(knee_pain: Imported) -> None:
    assert knee_pain.unplaced == ()


def test_the_sections_and_their_rows(knee_pain: Imported) -> None:
    sections = knee_pain.content.sections
    assert [part.kind.value for part in sections] == ["text", "text", "benefits", "exercises", "safety", "conclusion"]
    benefits, exercises, safety, conclusion = sections[2:]
    assert (len(benefits.benefits), benefits.benefit_label) == (4, "Benefit")
    assert benefits.how_label.startswith("How ")
    assert benefits.insight.endswith("[@bcmj-2024].")
    assert exercises.precaution.endswith("if you feel sharp pain.")
    assert [note.kind for note in safety.safety_notes] == [NoteKind.TIP] * 3 + [NoteKind.RED_FLAG]
    assert all(note.urgency is Urgency.UNSET for note in safety.safety_notes)
    assert (sections[0].body.count("\n- **"), sections[1].body.count("\n- **")) == (3, 3)
    assert len(conclusion.body.split(". ")) == 3


def test_the_four_doses(knee_pain: Imported) -> None:
    exercises = next(part for part in knee_pain.content.sections if part.kind is SectionKind.EXERCISES)
    doses = [exercise.dose for exercise in exercises.exercises]
    assert [
        (dose.hold_seconds, dose.repetitions_from, dose.repetitions_to, dose.sets, dose.per_side) for dose in doses
    ] == [(5, 10, 15, None, False), (3, 10, None, None, False), (2, 15, 20, None, True), (30, 3, None, None, True)]
    assert all(exercise.goal and exercise.how for exercise in exercises.exercises)


def test_seven_references_each_of_them_cited(knee_pain: Imported) -> None:
    items = [source.csl for source in knee_pain.content.references]
    assert [item["issued"]["date-parts"][0][0] for item in items] == [2023, 2024, 2024, 2025, 2025, 2024, 2022]
    assert all(item["title"] and item["author"][0]["literal"] for item in items)
    assert set(cited_keys(knee_pain.content)) == {source.key for source in knee_pain.content.references}
    assert len(items) == 7


def test_the_faq_and_the_disclaimer(knee_pain: Imported) -> None:
    assert len(knee_pain.content.faq) == 3
    assert all(entry.question.endswith("?") and entry.answer for entry in knee_pain.content.faq)
    assert len(knee_pain.content.disclaimer.split()) == 14


def test_claims_and_promotions_stand_beside_the_content(knee_pain: Imported) -> None:
    assert [(claim.line, claim.kind.value) for claim in knee_pain.claims] == [
        (2, "byline"),
        (4, "reviewer"),
        (5, "reviewed on"),
        (6, "published"),
        (7, "modified"),
        (70, "biography"),
        (73, "last reviewed"),
    ]
    assert {claim.date.isoformat() for claim in knee_pain.claims if claim.date} == {"2025-12-01"}
    assert [(promotion.kind.value, promotion.lines) for promotion in knee_pain.promotions] == [
        ("booking", (50,)),
        ("recruiting", (58, 59, 60)),
    ]
    reviewer = knee_pain.claims[1].text
    assert reviewer not in knee_pain.content.model_dump_json()
