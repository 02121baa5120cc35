"""From a plain-text document to typed content: two invented documents, read to the last line."""

import re
from pathlib import Path

import pytest

from articles.content import DoseKind, NoteKind, Section, SectionKind, Urgency, cited_keys
from articles.importing.document import import_text
from articles.importing.lines import UnreadableDocument
from articles.importing.result import Claim, ClaimKind, Imported

DOCUMENTS = Path(__file__).parent / "documents"


@pytest.fixture(scope="module")
def heel_pain() -> Imported:
    """Closely set, as word processors paste: no blank lines, tables with pipes."""
    return import_text((DOCUMENTS / "heel-pain.txt").read_text(encoding="utf-8"), "Heel pain")


@pytest.fixture(scope="module")
def stiff_neck() -> Imported:
    """Loosely set: blank lines, wrapped sentences, round bullets, a table with tabs, and things in doubt."""
    return import_text((DOCUMENTS / "stiff-neck.txt").read_text(encoding="utf-8"), "Stiff neck")


def section(imported: Imported, kind: SectionKind) -> Section:
    return next(part for part in imported.content.sections if part.kind is kind)


def reported(imported: Imported) -> dict[int, str]:
    return {item.line: item.text for item in imported.unplaced}


def claim(imported: Imported, kind: ClaimKind) -> Claim:
    return next(found for found in imported.claims if found.kind is kind)


def test_sections_in_order_each_of_its_kind(heel_pain: Imported) -> None:
    assert [(part.kind.value, part.heading) for part in heel_pain.content.sections] == [
        ("text", "What is heel pain?"),
        ("benefits", "How physiotherapy may help"),
        ("exercises", "3 gentle exercises for the heel"),
        ("safety", "Safety & tips for your heel"),
        ("conclusion", "Conclusion"),
    ]


def test_a_complete_document_leaves_nothing_unplaced(heel_pain: Imported) -> None:
    assert heel_pain.unplaced == ()
    assert heel_pain.content.lead.startswith("Heel pain can make the first steps of the day hard.")
    assert heel_pain.content.disclaimer.startswith("This page is an invented example.")
    assert section(heel_pain, SectionKind.CONCLUSION).body.endswith("return to longer walks.")


def test_lists_stay_lists_with_their_citations(heel_pain: Imported) -> None:
    _paragraph, introduction, items = heel_pain.content.sections[0].body.split("\n\n")
    assert introduction == "Care often combines:"
    assert items.split("\n") == [
        "- **Load management:** Doing a little less of what hurts, for a while.",
        "- **Exercise:** Stretching and strengthening the calf and foot [@ehl-2024].",
    ]


def test_benefits_table_with_its_column_labels_and_insight(heel_pain: Imported) -> None:
    benefits = section(heel_pain, SectionKind.BENEFITS)
    assert (benefits.benefit_label, benefits.how_label) == ("Benefit", "How physiotherapy may help")
    assert [row.name for row in benefits.benefits] == ["Easier first steps", "Stronger calf & foot", "Fewer flare-ups"]
    assert benefits.benefits[0].how.endswith("ease morning stiffness [@sample-placeholder-2021].")
    assert benefits.insight.startswith("A small invented trial")
    assert "A small invented trial" not in benefits.body


def test_exercises_with_goal_how_and_dose_in_numbers(heel_pain: Imported) -> None:
    exercises = section(heel_pain, SectionKind.EXERCISES)
    assert exercises.precaution.startswith("Ask a physiotherapist to show you")
    assert [exercise.name for exercise in exercises.exercises] == [
        "Calf Stretch (Wall)",
        "Towel Scrunches",
        "Heel Raises",
    ]
    calf, towel, heel = (exercise.dose for exercise in exercises.exercises)
    assert (calf.hold_seconds, calf.repetitions_from, calf.repetitions_to, calf.per_side) == (30, 3, None, True)
    assert (towel.hold_seconds, towel.repetitions_from, towel.repetitions_to, towel.per_side) == (2, 10, 15, False)
    assert (heel.hold_seconds, heel.repetitions_from, heel.sets) == (None, 10, 3)
    assert exercises.exercises[0].goal == "Loosens the calf, which pulls on the heel."
    assert exercises.exercises[0].how.endswith("Hold for 30 seconds. Repeat 3 times per leg.")


def test_red_flags_apart_from_tips_with_no_urgency_guessed(heel_pain: Imported) -> None:
    notes = section(heel_pain, SectionKind.SAFETY).safety_notes
    assert [(note.label, note.kind, note.urgency) for note in notes] == [
        ("Start slowly", NoteKind.TIP, Urgency.UNSET),
        ("Wear supportive shoes", NoteKind.TIP, Urgency.UNSET),
        ("Call 999 if", NoteKind.RED_FLAG, Urgency.EMERGENCY),
        ("Seek help the same day if", NoteKind.RED_FLAG, Urgency.URGENT),
        ("Seek medical help if", NoteKind.RED_FLAG, Urgency.UNSET),
    ]


def test_faq_and_references(heel_pain: Imported) -> None:
    assert [entry.question for entry in heel_pain.content.faq] == [
        "Can I keep walking with heel pain?",
        "How long does it take to settle?",
    ]
    assert heel_pain.content.faq[1].answer == "It varies. Many people notice a change within some months."
    keys = [source.key for source in heel_pain.content.references]
    assert keys == ["ehl-2024", "sample-placeholder-2021", "invented-society-of-feet-2023"]
    assert set(cited_keys(heel_pain.content)) == set(keys)


def test_claims_are_kept_with_line_and_date_and_never_as_content(heel_pain: Imported) -> None:
    assert claim(heel_pain, ClaimKind.REVIEWER).text == "Casey Placeholder"
    dates = {found.kind.value: found.date.isoformat() for found in heel_pain.claims if found.date}
    assert dates == {
        "reviewed on": "2026-01-05",
        "published": "2026-01-07",
        "modified": "2026-01-09",
        "last reviewed": "2026-01-05",
    }
    assert claim(heel_pain, ClaimKind.LAST_REVIEWED).line == 58
    assert claim(heel_pain, ClaimKind.BIOGRAPHY).text.startswith("Casey Placeholder is not a real person.")
    assert heel_pain.content.byline == "Sample Editorial Team"
    assert "Casey Placeholder" not in heel_pain.content.model_dump_json()


def test_promotions_leave_the_text_that_is_reviewed(heel_pain: Imported) -> None:
    booking, recruiting = heel_pain.promotions
    assert (booking.kind.value, booking.lines) == ("booking", (41,))
    assert (recruiting.kind.value, recruiting.lines) == ("recruiting", (47, 48, 49))
    assert recruiting.heading == "Join a team that does not exist – WORK WITH SAMPLE PHYSIO"
    assert "Sample Physio" not in heel_pain.content.model_dump_json()


def test_advice_to_book_with_a_gp_is_no_promotion() -> None:
    advice = "Book an appointment with your GP if the pain lasts."
    imported = import_text(f"Lead.\n\nNext steps\n{advice}")
    assert imported.promotions == ()
    assert imported.content.sections[0].body == advice


def test_a_title_is_asked_for_and_never_guessed(stiff_neck: Imported) -> None:
    assert stiff_neck.content.title == "Stiff neck"
    assert reported(stiff_neck)[1] == "Moving a stiff neck gently"
    text = (DOCUMENTS / "stiff-neck.txt").read_text(encoding="utf-8")
    with_its_title = import_text(text, "Moving a stiff neck  gently")
    assert 1 not in reported(with_its_title)
    assert import_text("One sentence is the lead.").content.title == ""


def test_wrapped_sentences_are_whole_again(stiff_neck: Imported) -> None:
    assert stiff_neck.content.lead == (
        "A stiff neck is common after a night in an odd position or a long day at a desk. "
        "It usually settles within some days, and gentle movement can help [@muc-2022a]."
    )


def test_nested_lists_keep_their_depth(stiff_neck: Imported) -> None:
    assert "- **Movement:** turning the head within comfort\n    - little and often\n" in (
        stiff_neck.content.sections[0].body
    )


def test_citations_with_pages_and_several_in_one_bracket(stiff_neck: Imported) -> None:
    assert "[@nobody-2020, p. 7; @muc-2022b]" in stiff_neck.content.sections[0].body


def test_what_is_in_doubt_is_reported_with_its_line(stiff_neck: Imported) -> None:
    assert reported(stiff_neck) == {
        1: "Moving a stiff neck gently",
        7: "03/04/2026",
        23: "(Unknown Office, 2019)",
        29: "These numbers are made up.",
        37: "Chin tuck: 5 seconds, 10 seconds",
        44: "Head turn: three times a day",
        47: "Shoulder roll: backwards a few times",
        49: "Keep breathing calmly throughout.",
        63: "Some answers in short.",
        73: "Somebody's blog about necks",
    }
    assert "(Unknown Office, 2019)" in section(stiff_neck, SectionKind.BENEFITS).benefits[0].how


def test_progression_and_stop_rule_stay_apart_from_how_and_dose() -> None:
    text = (
        "Lead.\nTwo exercises\nAsk first.\nBridge:\n- Goal: Strength.\n- How: Lift. Repeat 5 times.\n"
        "- Easier: Lift less high.\n- Harder: Repeat 8 times.\n- Stop if: The pain is sharp.\n"
        "Plank:\n1. How:\n2. Lie down.\n3. Lift up.\nProgression: Stay up longer.\nWhen to stop:\n- You feel dizzy.\n"
        "- You are in pain.\n"
    )
    imported = import_text(text)
    bridge, plank = imported.content.sections[0].exercises
    assert (bridge.how, bridge.dose.repetitions_from) == ("Lift. Repeat 5 times.", 5)
    assert bridge.progression == "- **Easier:** Lift less high.\n- **Harder:** Repeat 8 times."
    assert bridge.stop == "The pain is sharp."
    assert (plank.how, plank.progression) == ("2. Lie down.\n3. Lift up.", "Stay up longer.")
    assert plank.stop == "- You feel dizzy.\n- You are in pain."
    assert not imported.unplaced


def test_a_paragraph_after_a_stop_rule_belongs_to_the_section() -> None:
    text = "Lead.\nOne exercise\nBridge:\nHow: Lift.\nStop if: The pain is sharp.\nBoth help.\n"
    (section,) = import_text(text).content.sections
    assert (section.exercises[0].stop, section.body) == ("The pain is sharp.", "Both help.")


def test_numbered_exercises_and_a_how_in_steps(stiff_neck: Imported) -> None:
    chin, head, shoulder = section(stiff_neck, SectionKind.EXERCISES).exercises
    assert (chin.name, chin.dose.hold_seconds, chin.dose.repetitions_to) == ("Chin tuck", None, 10)
    assert head.how.startswith("- Turn your head slowly to one side.\n- Hold for two seconds.")
    assert (head.dose.hold_seconds, head.dose.repetitions_from, head.dose.per_side) == (2, 5, True)
    assert shoulder.dose.kind is DoseKind.UNSET


def test_signs_below_an_introduction_take_its_urgency(stiff_neck: Imported) -> None:
    safety = section(stiff_neck, SectionKind.SAFETY)
    assert [note.urgency for note in safety.safety_notes] == [Urgency.EMERGENCY] * 2 + [Urgency.URGENT] * 2
    assert all(note.kind is NoteKind.RED_FLAG for note in safety.safety_notes)
    assert safety.safety_notes[0].label == "Call 999 or go to A&E now if"
    assert safety.body == ""


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("See a GP soon if it lasts", Urgency.SOON),
        ("Call your doctor soon", Urgency.SOON),
        ("See a GP if it lasts", Urgency.UNSET),
        ("See a GP soon, or call NHS 111", Urgency.UNSET),
    ],
)
def test_soon_is_taken_only_where_the_text_says_soon(text: str, urgency: Urgency) -> None:
    found = import_text(f"Lead.\n\nSafety tips\n- {text}: a sign.\n\nConclusion\nEnd.\n")
    (note,) = section(found, SectionKind.SAFETY).safety_notes
    assert (note.kind, note.urgency) == (NoteKind.RED_FLAG, urgency)


def test_lists_of_what_to_do_and_not_to_do() -> None:
    safety = "Do:\n- Heat: Use a heat pack.\n- Walk.\n\nDon’t:\n- Rest in bed.\n- Wait: Call 999 if you feel faint."
    imported = import_text(f"Lead.\n\nSafety tips\n{safety}\n\nConclusion\nEnd.\n")
    notes = section(imported, SectionKind.SAFETY).safety_notes
    assert [(note.kind, note.label, note.text) for note in notes] == [
        (NoteKind.DO, "Heat", "Use a heat pack."),
        (NoteKind.DO, "", "Walk."),
        (NoteKind.DO_NOT, "", "Rest in bed."),
        (NoteKind.RED_FLAG, "Wait", "Call 999 if you feel faint."),
    ]
    assert not imported.unplaced


@pytest.mark.parametrize("text", ["Call 111, or 999 if it is worse.", "Get help soon if you feel unwell."])
def test_urgency_stays_unset_where_the_text_names_both_or_none(text: str) -> None:
    imported = import_text(f"Lead.\nSafety tips\n- Help: {text}\n")
    (note,) = imported.content.sections[0].safety_notes
    assert (note.kind, note.urgency) == (NoteKind.RED_FLAG, Urgency.UNSET)


def test_an_introduction_is_no_precaution() -> None:
    introduction = "These exercises may make daily life easier."
    text = f"Lead.\nThree exercises\n{introduction}\nBridge:\n- How: Lie down. Repeat 5 times.\n"
    (exercises,) = import_text(text).content.sections
    assert exercises.body == introduction
    assert exercises.precaution == ""


def test_two_sections_of_one_kind_stay_two() -> None:
    exercise = "{0} exercises\nStop if it hurts.\n{0}:\n- How: Move. Repeat 5 times.\n"
    imported = import_text("Lead.\n" + exercise.format("Stretching") + exercise.format("Strengthening"))
    assert [part.exercises[0].name for part in imported.content.sections] == ["Stretching", "Strengthening"]


@pytest.mark.parametrize("date", ["03/04/2025", "soon", "31 February 2025"])
def test_a_date_in_doubt_stays_as_printed(date: str) -> None:
    (found,) = import_text(f"Lead.\nReviewed on: {date}").claims
    assert (found.text, found.date) == (date, None)


def _as_word_pastes(text: str) -> str:
    return text.replace("\n", "   \r\n").replace("- ", "•\t").replace(" calf", "\N{NO-BREAK SPACE}calf")


def _without_outer_pipes(text: str) -> str:
    return re.sub(r"^\| ?(.*?) ?\|$", r"\1", text, flags=re.MULTILINE)


@pytest.mark.parametrize(
    "disguise",
    [
        _as_word_pastes,
        _without_outer_pipes,
        lambda text: "\N{ZERO WIDTH NO-BREAK SPACE}" + text,
        lambda text: text.replace("\n", "\n\n").replace("|\n\n|", "|\n|"),
        lambda text: text.replace("\n", "\r"),
        lambda text: text.replace("- Goal:", "Goal :").replace("- How:", "How:"),
        lambda text: text.replace("10-15", "10 to 15").replace("(Sample & P", "(Sample and P"),
    ],
    ids=["word", "bare table", "byte order mark", "blank lines", "old Mac", "no bullets", "spelt otherwise"],
)
def test_the_same_document_typed_otherwise_gives_the_same_content(heel_pain: Imported, disguise: object) -> None:
    text = (DOCUMENTS / "heel-pain.txt").read_text(encoding="utf-8")
    assert callable(disguise)
    disguised = import_text(disguise(text), "Heel pain")
    assert disguised.unplaced == ()
    shown = disguised.content.model_dump_json().replace("10 to 15", "10-15")
    assert shown.replace("Sample &amp; P", "Sample and P") == heel_pain.content.model_dump_json()


def test_the_parts_of_an_imports_json(heel_pain: Imported) -> None:
    dumped = heel_pain.model_dump(mode="json")
    assert list(dumped) == ["content", "claims", "promotions", "unplaced", "placed", "left_out"]
    assert Imported.model_validate(dumped) == heel_pain


@pytest.mark.parametrize("text", ["", "\n \n", "\ufeff", "---\n***\n"])
def test_an_empty_document_is_empty_content(text: str) -> None:
    imported = import_text(text, "A title")
    assert imported.content.title == "A title"
    assert (imported.content.lead, imported.content.sections, imported.unplaced) == ("", (), ())


@pytest.mark.parametrize("text", ["A\x00B", "A \ud800 B", "A\n" * 60_000], ids=["NUL", "surrogate", "lines"])
def test_what_is_no_article_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"Nothing was imported\."):
        import_text(text)
