"""Signs in softer words, in running text and beside other calls; lines that a printed page broke; credits anywhere."""

import pytest

from articles.content import NoteKind, SafetyNote, Urgency, cited_keys
from articles.importing.document import import_text
from articles.importing.lines import Kind, Line
from articles.importing.missed import tell_lost
from articles.importing.reading import Reading
from articles.importing.result import ClaimKind, Imported

TIPS = "Lead.\n\nSafety tips\n- {}\n- Rest well.\n\nConclusion\nEnd.\n"


def first_note(text: str) -> SafetyNote:
    imported = import_text(TIPS.format(text))
    return next(note for section in imported.content.sections for note in section.safety_notes)


def reasons(imported: Imported, text: str) -> list[str]:
    return [item.reason for item in imported.unplaced if text in item.text]


@pytest.mark.parametrize(
    "text",
    [
        "If you notice numbness or weakness, speak to a health professional.",
        "Warning signs include fever, redness and severe swelling.",
        "Be alert to fever and night sweats.",
        "A lump that grows should be looked at by a doctor.",
        "Get checked if the lump grows.",
        "Medical review is needed for fever.",
        "Sudden swelling needs urgent attention.",
        "See a nurse if the wound weeps.",
    ],
)
def test_a_sign_in_softer_words_is_a_red_flag_without_urgency(text: str) -> None:
    note = first_note(text)
    assert (note.kind, note.urgency) == (NoteKind.RED_FLAG, Urgency.UNSET)


@pytest.mark.parametrize("text", ["Talk to a nurse about shoes.", "Stop if your foot goes numb.", "See a dentist."])
def test_what_may_be_a_tip_is_told(text: str) -> None:
    imported = import_text(TIPS.format(text))
    assert first_note(text).kind == NoteKind.TIP
    assert reasons(imported, text) == ["This speaks of help. It was not taken as a red flag: check that."]


@pytest.mark.parametrize(
    ("heading", "sign"),
    [
        ("Do not ignore", "Today: your calf is hot and swollen."),
        ("Red flags", "Ring 999: the leg is cold and white."),
        ("About the calf", "Ring 999: the leg is cold and white."),
        ("About the calf", "Emergency department – you cannot bear weight at all."),
    ],
)
def test_whom_to_call_or_how_soon_as_a_label_makes_a_red_flag(heading: str, sign: str) -> None:
    imported = import_text(f"Lead.\n\n{heading}\nThis may happen to anybody.\n{sign}\n\nConclusion\nEnd.\n")
    notes = [note for section in imported.content.sections for note in section.safety_notes]
    assert [note.kind for note in notes] == [NoteKind.RED_FLAG]


def test_a_heading_that_announces_signs_of_which_none_is_recognised_is_told() -> None:
    imported = import_text("Lead.\n\nRed flags\nThe calf is big and shiny.\n\nConclusion\nEnd.\n")
    (reason,) = reasons(imported, "Red flags")
    assert reason.startswith("This announces signs that need help")
    elsewhere = import_text("Lead.\n\nThe plan\nToday: rest and walk a little.\n\nConclusion\nEnd.\n")
    assert reasons(elsewhere, "Today:")


def test_two_calls_in_one_note_leave_its_urgency_to_the_editor() -> None:
    assert first_note("Call 999 if you can't breathe. See your GP if the pain stays.").urgency == Urgency.UNSET
    assert first_note("Call 999 or go to A&E if you can't breathe. Do not drive.").urgency == Urgency.EMERGENCY


def test_a_sign_in_running_text_or_an_answer_is_told() -> None:
    sign = "Rarely. However, a hot joint or fever needs urgent attention."
    text = f"Lead.\n\nWhat is it?\nWords that say so.\n\nFAQ\nIs it serious?\n{sign}\n"
    assert any("Make it a red flag" in reason for reason in reasons(import_text(text), sign))
    under_its_heading = import_text(f"Lead.\n\nWhen to seek help\n{sign}\n\nConclusion\nEnd.\n")
    assert [note.kind for section in under_its_heading.content.sections for note in section.safety_notes] == [
        NoteKind.RED_FLAG
    ]


def test_a_line_that_stands_nowhere_is_told_and_one_that_does_is_not() -> None:
    reading = Reading()
    lines = [Line(1, Kind.TEXT, "Rest well."), Line(2, Kind.TEXT, "Lost words."), Line(3, Kind.TEXT, "Goal:")]
    tell_lost(lines, [], {"content": ["Rest well."]}, reading)
    assert [(item.line, item.text) for item in reading.unplaced] == [(2, "Lost words.")]


def test_a_printed_page_s_running_head_is_left_out_and_told() -> None:
    imported = import_text("Lead.\n\nHelp\nWords that go on.\nPatient guides      Page 1 of 3\nMore words here.\n")
    assert [item.text for item in imported.left_out] == ["Patient guides Page 1 of 3"]
    assert [section.heading for section in imported.content.sections] == ["Help"]


def test_questions_are_known_by_their_labels_under_any_heading() -> None:
    text = "Lead.\n\nOver to you\nQ1. Does it heal?\nA1. Yes.\nQ2. How long?\nAns: Six weeks.\n"
    assert [(each.question, each.answer) for each in import_text(text).content.faq] == [
        ("Does it heal?", "Yes."),
        ("How long?", "Six weeks."),
    ]


def test_a_numbered_reference_goes_on_to_the_next_number() -> None:
    text = (
        "Lead (1). More (2).\n\nReferences\n"
        "1. Dunleavy P, Asante K. Distance and shin pain in military recruits. J Invent Mil Med. 2018;164(2):\n"
        "90-6. doi:10.5555/jimm-2017-0099\n"
        "2. Radcliffe E, Moreau S. Exercise for medial tibial stress syndrome: a review.\n"
        "Sports Med Fict. 2021;11(4):205-19.\n"
    )
    content = import_text(text).content
    assert [source.csl.get("page") for source in content.references] == ["90-6", "205-19"]
    assert cited_keys(content) == [source.key for source in content.references]


def test_a_heading_inside_the_reference_list_stays_in_it() -> None:
    text = (
        "Lead (Fox, 2019).\n\nReferences\nGuidelines\nNHS. (2024). Knee pain.\n"
        "Journal articles\nFox, A. (2019). Knees. Journal of Knees, 2(3), 4-5.\n\nDisclaimer\nNo advice.\n"
    )
    content = import_text(text).content
    assert content.sections == ()
    assert [source.csl["title"] for source in content.references] == ["Knee pain", "Knees"]
    assert cited_keys(content) == ["fox-2019"]


def test_credits_in_rows_and_on_one_line() -> None:
    rows = import_text("Lead.\n\n| Author | Jo Bloggs |\n| Reviewed by | Al Other, MCSP |\n\nHelp\nWords.\n")
    line = import_text("Lead.\n\nAuthors: Jo Bloggs, Ed Itor Reviewed by: Al Other, MCSP\n\nHelp\nWords.\n")
    bare = import_text("Title of it\n\nJo Bloggs, A. Dunn Reviewed by: Al Other, MCSP\n\nHelp\nWords.\n")
    for imported in (rows, line, bare):
        named = {claim.kind: claim.text for claim in imported.claims}
        assert named[ClaimKind.REVIEWER] == "Al Other, MCSP"
        assert named[ClaimKind.BYLINE].startswith("Jo Bloggs")
        assert "Al Other" not in imported.content.byline
