"""Articles as other writers build them: headings, blocks, notes and claims of every wording, each in a few lines."""

from datetime import date

import pytest

from articles.content import NoteKind, SectionKind, Urgency
from articles.importing import sections, vocabulary
from articles.importing.document import import_document, import_text
from articles.importing.lines import Document, Kind, Line
from articles.importing.people import split_people
from articles.importing.recognising import mark_of
from articles.importing.result import ClaimKind, Imported
from articles.importing.vocabulary import HEADINGS, Mark

FLAG, TIP, DO, DO_NOT = NoteKind.RED_FLAG, NoteKind.TIP, NoteKind.DO, NoteKind.DO_NOT


def article(text: str, title: str = "A title") -> Imported:
    return import_text(text, title)


def under(heading: str, text: str) -> Imported:
    """An article with these lines under this heading."""
    return article(f"A lead.\n\n{heading}\n{text}\n\nConclusion\nThe end.\n")


def typed(*lines: tuple[object, ...]) -> Imported:
    """An article of typed lines: ("h2", "A heading"), ("-", "An item") or (" ", "A paragraph")."""
    made = []
    for number, (shape, *texts) in enumerate(lines, start=1):
        kind = {"-": Kind.BULLET, " ": Kind.TEXT, "|": Kind.ROW}.get(str(shape), Kind.HEADING)
        level = int(str(shape)[1]) if kind is Kind.HEADING else 0
        cells = tuple(map(str, texts)) if kind is Kind.ROW else ()
        made.append(Line(number, kind, " | ".join(map(str, texts)), cells=cells, level=level))
    return import_document(Document(made), "A title")


def shape(imported: Imported) -> list[tuple[str, str]]:
    return [(section.kind.value, section.heading) for section in imported.content.sections]


def notes(imported: Imported) -> list[tuple[NoteKind, Urgency, str]]:
    return [
        (note.kind, note.urgency, note.text) for section in imported.content.sections for note in section.safety_notes
    ]


def reasons(imported: Imported) -> str:
    return " ".join(item.reason for item in imported.unplaced)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        *[
            (words, "conclusion")
            for words in ("Key takeaways", "THE BOTTOM LINE", "In short", "Summary:", "Wrapping up")
        ],
        *[(words, "conclusion") for words in ("Final thoughts", "To sum up", "Take-home message", "Summing up")],
        *[(words, "safety") for words in ("Precautions", "Before you start", "Staying safe while you recover")],
        *[
            (words, "safety")
            for words in ("When to get help", "When should I see a doctor?", "Red flags", "Warning signs")
        ],
        *[(words, "safety") for words in ("Call 999 if", "Do and don’t", "Dos and don'ts", "Good habits")],
        *[
            (words, "text")
            for words in ("Why physiotherapy helps", "What are the benefits of rest?", "Is it safe to run?")
        ],
    ],
)
def test_what_a_heading_is_about(heading: str, kind: str) -> None:
    assert (kind, heading.rstrip(":")) in shape(article(f"A lead.\n\n{heading}\nSome words.\n\nAnother part\nMore.\n"))


@pytest.mark.parametrize(
    ("mark", "headings"),
    [
        (Mark.FAQ, ["FAQs", "Your questions answered", "People also ask", "Common questions about knees", "Q&A"]),
        (Mark.REFERENCES, ["References and further reading", "Sources", "Works cited", "8. Bibliography"]),
        (Mark.REVIEWER, ["About the author", "Meet the reviewers", "The reviewers", "Who checked this page"]),
        (Mark.DISCLAIMER, ["Disclaimer:", "Medical disclaimer", "Legal notice"]),
        (None, ["Evidence", "Please note", "Questions to ask your physiotherapist", "About the knee"]),
    ],
)
def test_headings_that_mark_a_part(mark: Mark | None, headings: list[str]) -> None:
    assert [mark_of(Line(1, Kind.HEADING, heading)) for heading in headings] == [mark] * len(headings)


def test_doubtful_headings_mark_a_part_only_if_the_words_below_agree() -> None:
    marked = article("A lead.\n\nEvidence\n- NHS. (2024). Knees.\n\nPlease note\nThis is general information only.\n")
    assert (len(marked.content.references), marked.content.disclaimer) == (1, "This is general information only.")
    told = article("A lead.\n\nEvidence\nAs Nobody (2020) shows, it helps.\n\nPlease note\nBring shoes.\n")
    assert shape(told) == [("text", "Evidence"), ("text", "Please note")]


def test_a_synonym_is_a_phrase_and_a_kind_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "A lead.\n\nThings you wondered\nDoes it hurt?\nNo.\n\nIn one line\nMove.\n"
    assert article(text).content.faq == ()
    monkeypatch.setitem(HEADINGS, Mark.FAQ, [*HEADINGS[Mark.FAQ], "things you wondered"])

    def is_one_liner(heading: str, lines: object) -> bool:
        return heading == "In one line"

    row = sections.KindOfSection(SectionKind.CONCLUSION, is_one_liner, sections.read_body)
    monkeypatch.setattr(sections, "KINDS", [row, *sections.KINDS])
    imported = article(text)
    assert [entry.question for entry in imported.content.faq] == ["Does it hurt?"]
    assert shape(imported) == [("conclusion", "In one line")]
    assert vocabulary.HEADINGS is HEADINGS


def test_a_heading_inside_a_section_stays_there_unless_it_begins_something_of_its_own() -> None:
    imported = typed(
        (" ", "A lead."),
        ("h2", "What is it?"),
        ("h3", "How common is it?"),
        (" ", "Very."),
        ("h3", "Red flags"),
        ("-", "Sudden weakness"),
        ("h2", "Exercises"),
        ("h3", "Stretching"),
        ("h4", "Calf"),
        (" ", "Goal: Length."),
        (" ", "How: Lean."),
        ("h2", "You asked"),
        ("h3", "How long does it take"),
        (" ", "Weeks."),
        ("h3", "Is it bad?"),
        ("h0", "No!"),
        ("-", "Or is it?"),
    )
    assert shape(imported) == [("text", "What is it?"), ("safety", "Red flags"), ("exercises", "Stretching")]
    assert imported.content.sections[0].body == "### How common is it?\n\nVery."
    assert [entry.question for entry in imported.content.faq] == ["How long does it take", "Is it bad?"]
    assert imported.content.faq[1].answer.endswith("- Or is it?")
    assert [item.text for item in imported.unplaced] == ["Exercises"]


def test_an_introduction_is_the_lead_and_its_parts_are_sections() -> None:
    imported = typed(
        ("h1", "Overview"),
        (" ", "A lead."),
        ("h2", "What is it?"),
        (" ", "A pain."),
        ("h1", "Conclusion"),
        (" ", "End."),
    )
    assert imported.content.lead == "A lead."
    assert shape(imported) == [("text", "What is it?"), ("conclusion", "Conclusion")]


def test_numbered_headings_are_headings_and_numbered_lists_are_lists() -> None:
    imported = article(
        "A lead.\n\n1. What is it?\nA pain.\n\n2. Safety tips\n- Warm up.\n\n"
        "3. Steps\n1. One\n2. Two\n\n4. Conclusion\nEnd.\n"
    )
    assert shape(imported) == [
        ("text", "What is it?"),
        ("safety", "Safety tips"),
        ("text", "Steps"),
        ("conclusion", "Conclusion"),
    ]
    assert imported.content.sections[2].body == "1. One\n2. Two"


@pytest.mark.parametrize(
    ("text", "given", "title"),
    [("Sore knees\n\nA lead.", "", "Sore knees"), ("Sore knees\n\nA lead.", "Knees", "Knees"), ("A lead.", "", "")],
)
def test_the_first_heading_is_the_title_unless_the_caller_gives_one(text: str, given: str, title: str) -> None:
    imported = article(text, given)
    assert (imported.content.title, imported.content.lead) == (title, "A lead.")
    assert len(imported.unplaced) == (text != "A lead.")


def test_a_date_and_a_disclaimer_at_the_top_are_no_lead() -> None:
    imported = article(
        "Last reviewed on 3 March 2025\nDisclaimer\nThis page does not replace medical advice.\n"
        "A lead, of some words.\n",
        "",
    )
    assert imported.content.disclaimer == "This page does not replace medical advice."
    assert imported.content.lead == "A lead, of some words."
    assert imported.claims[0].date == date(2025, 3, 3)


@pytest.mark.parametrize(
    ("note", "kind", "urgency", "told"),
    [
        ("Ask your doctor about supplements.", TIP, Urgency.UNSET, True),
        ("If unsure, check with your GP before starting.", TIP, Urgency.UNSET, True),
        ("Put ice on straight away.", TIP, Urgency.UNSET, False),
        ("Your doctor may have told you to rest.", TIP, Urgency.UNSET, False),
        ("Rest. If you lose control of your bladder, do not wait.", FLAG, Urgency.UNSET, True),
        ("Stop at once if you feel dizzy.", FLAG, Urgency.UNSET, True),
        ("Heat helps. If it is red and you shiver, get medical help straight away.", FLAG, Urgency.UNSET, False),
        ("Contact your surgery the same day if the calf is hot.", FLAG, Urgency.URGENT, False),
        ("If you have fallen on your head, go to A&E.", FLAG, Urgency.EMERGENCY, False),
        ("Do not wait too long: see your GP soon.", FLAG, Urgency.SOON, False),
        ("Call 111, or 999 if you faint.", FLAG, Urgency.UNSET, False),
    ],
)
def test_a_note_is_a_red_flag_by_its_words(note: str, kind: NoteKind, urgency: Urgency, told: bool) -> None:
    imported = under("Tips", f"- {note}\n- Walk a little.")
    assert [found[:2] for found in notes(imported)] == [(kind, urgency), (TIP, Urgency.UNSET)]
    assert bool(imported.unplaced) == told


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        (
            "What is it?",
            "A pain.\nSee a doctor if:\n- it lasts\n- it grows",
            [(FLAG, "", "it lasts"), (FLAG, "", "it grows")],
        ),
        (
            "What is it?",
            "A pain.\n\nCall 999 if you have chest pain.",
            [(FLAG, "emergency", "Call 999 if you have chest pain.")],
        ),
        ("Ask for an urgent GP appointment if", "- you feel very unwell", [(FLAG, "urgent", "you feel very unwell")]),
        ("Get help from NHS 111 if", "- it swells", [(FLAG, "urgent", "it swells")]),
        ("Red flags", "Ring 999 if you fall.\n\nBe calm.", [(FLAG, "emergency", "Ring 999 if you fall.")]),
        ("Red flags", "| Sign | Do |\n|---|---|\n| Chest pain | Call 999 |", [(FLAG, "emergency", "Call 999")]),
        ("What now?", "| Sign | Do |\n|---|---|\n| Chest pain | Call 999 |", [(FLAG, "emergency", "Call 999")]),
        ("Signs", "Seek medical help if you notice the following.\n- weakness", [(FLAG, "", "weakness")]),
        (
            "Bad days",
            "- Rest.\n- If you faint, call 999.",
            [(TIP, "", "Rest."), (FLAG, "emergency", "If you faint, call 999.")],
        ),
        ("Do and don't", "| Do | Don't |\n|---|---|\n| Walk | Kneel |", [(DO, "", "Walk"), (DO_NOT, "", "Kneel")]),
        ("Don't", "- Kneel", [(DO_NOT, "", "Kneel")]),
        ("Do and don't", "Do\n- Walk\n\nDon’t\n- Kneel", [(DO, "", "Walk"), (DO_NOT, "", "Kneel")]),
    ],
)
def test_signs_are_found_wherever_they_stand(
    heading: str, text: str, expected: list[tuple[NoteKind, str, str]]
) -> None:
    imported = under(heading, text)
    assert [(kind, urgency.value, words) for kind, urgency, words in notes(imported)] == expected


def test_a_call_for_help_in_a_long_paragraph_stays_and_is_told() -> None:
    told = "This tells readers to get help, inside running text."
    paragraph = "If you cannot walk, call 999. " + "There is much more to say about it, and all of it matters. " * 4
    imported = under("What is it?", paragraph)
    assert (notes(imported), told in reasons(imported)) == ([], True)
    assert told in reasons(article("A lead. Call 999 if you have chest pain.\n\nFAQ\nIs it bad?\nIf it is, call 999."))
    alone = under("Getting worse?", "If you cannot walk, call 999.")
    assert [kind for kind, *_words in notes(alone)] == [FLAG]


def test_signs_in_a_text_leave_it_whole_and_an_exercise_alone() -> None:
    text = under("What is it?", "A pain.\nSee a doctor if:\n- it lasts\nIt mostly goes.")
    assert [section.body for section in text.content.sections] == ["A pain.\n\nIt mostly goes.", "", "The end."]
    assert "These signs stood inside the section above." in reasons(text)
    exercise = under("An exercise", "Bridge\nGoal: Strength.\nHow: Lift.\nStop and call 999 if:\n- you faint")
    assert shape(exercise)[:2] == [("exercises", "An exercise"), ("safety", "Stop and call 999 if")]
    assert exercise.content.sections[0].exercises[0].how == "Lift."


@pytest.mark.parametrize(
    "rows",
    [
        "Gain\tWhy\nSleep\tIt calms you.\nSpeed\tIt trains you.",
        "Gain | Why\nSleep | It calms you.\nSpeed | It trains you.",
        "Gain      Why\n-----     ---\nSleep     It calms you.\nSpeed     It trains you.",
    ],
)
def test_a_table_of_benefits_however_drawn(rows: str) -> None:
    section = under("What you gain", rows).content.sections[0]
    assert (section.kind, section.benefit_label, section.how_label) == (SectionKind.BENEFITS, "Gain", "Why")
    assert [(row.name, row.how) for row in section.benefits] == [
        ("Sleep", "It calms you."),
        ("Speed", "It trains you."),
    ]


def test_three_columns_and_a_labelled_list_stay_in_the_text() -> None:
    assert (
        "| 1 | Pain | Rest |"
        in under("Weeks", "Week | Feel | Do\n1 | Pain | Rest\n2 | Less | Walk").content.sections[0].body
    )
    listed = under("Benefits of rest", "- Sleep: it calms.\n- Speed: it trains.").content.sections[0]
    assert (listed.kind, listed.body) == (SectionKind.TEXT, "- **Sleep:** it calms.\n- **Speed:** it trains.")


@pytest.mark.parametrize(
    "insight",
    [
        "Research insight: It helps.",
        "**What the research says:** It helps.",
        "Evidence: It helps.",
        "Did you know? It helps.",
        "Insight – It helps.",
        "**Research insight** It helps.",
        "> Research insight: It helps.",
        "Did you know?\nIt helps.",
        "Research insight\nIt helps.",
    ],
)
def test_a_research_insight_under_other_labels(insight: str) -> None:
    section = under("What is it?", f"A pain.\n\n{insight}").content.sections[0]
    assert (section.body, section.insight) == ("A pain.", "It helps.")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Medically reviewed by: Jo Bloggs, MSc, HCPC PH123456 and Dr Ann Other, MBBS",
         "reviewer Jo Bloggs, MSc, HCPC PH123456; reviewer Dr Ann Other, MBBS"),
        ("Reviewed by Dr Jo Bloggs on 3 March 2025", "reviewer Dr Jo Bloggs; reviewed on 2025-03-03"),
        ("Clinically reviewed: Jo Bloggs | 3 March 2025 | Published 1 May 2024 | Updated 2025-03-03",
         "reviewer Jo Bloggs; reviewed on 2025-03-03; published 2024-05-01; modified 2025-03-03"),
        ("Written by Jo Bloggs; reviewed by Ann Other, MCSP (20/06/2024)",
         "byline Jo Bloggs; reviewer Ann Other, MCSP; reviewed on 2024-06-20"),
        ("Written by Jo Bloggs, Ann Other and Bea Two", "byline Jo Bloggs, Ann Other and Bea Two"),
        ("Words by Jo Bloggs", "byline Jo Bloggs"),
        ("Last updated 2025-03-03", "modified 2025-03-03"),
        ("Published: 13/04/2025", "published 2025-04-13"),
        ("Updated: Dec 01, 2025", "modified 2025-12-01"),
        ("First published 1st Dec 2025", "published 2025-12-01"),
        ("Published: December 2025", "published December 2025"),
        ("Published: 2019", "published 2019"),
        ("Reviewed by\nDr Jo Bloggs MBBS",
         "reviewer Dr Jo Bloggs MBBS"),
        ("Reviewed by a physiotherapist every week", ""),
        ("Your plan is reviewed by a physiotherapist", ""),
        ("Review: the exercises of this page", ""),
    ],
)  # fmt: skip
def test_who_and_when_in_any_wording(line: str, expected: str) -> None:
    imported = article(f"A lead.\n\n{line}\n\nSome more words, and an end.\n")
    found = [f"{claim.kind.value} {claim.date or claim.text}" for claim in imported.claims]
    assert "; ".join(found) == expected
    shown = imported.content.model_copy(update={"byline": ""}).model_dump_json()
    assert ("Bloggs" in shown, imported.unplaced) == (False, ())


@pytest.mark.parametrize(
    ("line", "text"),
    [("Published: 03/04/2025", "03/04/2025"), ("Reviewed by: Jo Bloggs, of Leeds", "Jo Bloggs, of Leeds")],
)
def test_a_date_or_people_in_doubt_are_kept_as_printed_and_told(line: str, text: str) -> None:
    imported = article(f"A lead.\n\n{line}\n")
    (found,) = imported.claims
    assert (found.text, found.date, imported.unplaced[0].text) == (text, None, text)


def test_credentials_stay_with_their_person() -> None:
    assert split_people("Jo Bloggs (MCSP, HCPC PH1), & Ann Other PhD") == [
        "Jo Bloggs (MCSP, HCPC PH1)",
        "Ann Other PhD",
    ]
    assert split_people("Jo Bloggs, Consultant in Pain and Rehabilitation Medicine") == [
        "Jo Bloggs, Consultant in Pain and Rehabilitation Medicine"
    ]
    assert split_people("somebody and her team") is None


def test_a_block_about_people_is_no_content() -> None:
    imported = typed(
        (" ", "A lead."),
        ("h2", "About the author and reviewer"),
        ("h3", "Jo Bloggs"),
        (" ", "Jo walks."),
        ("h2", "Next"),
        (" ", "End."),
    )
    assert [(claim.kind, claim.text) for claim in imported.claims] == [
        (ClaimKind.BIOGRAPHY, "Jo Bloggs"),
        (ClaimKind.BIOGRAPHY, "Jo walks."),
    ]
    assert "Jo" not in imported.content.model_dump_json()


@pytest.mark.parametrize(
    "faq",
    [
        "Q: Can I run?\nA: Yes.\nA little.\n\nQ: For long?\nA: No.",
        "Q. Can I run? A. Yes.\nA little.\nQ. For long?\nA. No.",
        "Question: Can I run?\nAnswer: Yes.\nA little.\nQuestion: For long?\nAnswer: No.",
        "1. Can I run?\nYes.\nA little.\n2. For long?\nNo.",
        "Can I run?\nYes.\nA little.\nFor long?\nNo.",
        "**Can I run?** Yes.\nA little.\n**For long?** No.",
    ],
)
def test_questions_and_answers_in_any_shape(faq: str) -> None:
    imported = article(f"A lead.\n\nFAQs\n{faq}\n\nSummary\nEnd.\n")
    assert [(entry.question, entry.answer) for entry in imported.content.faq] == [
        ("Can I run?", "Yes.\n\nA little."),
        ("For long?", "No."),
    ]
    assert shape(imported) == [("conclusion", "Summary")]


@pytest.mark.parametrize(
    ("call", "is_promotion"),
    [
        ("Ready to feel better? Schedule your session today.", True),
        ("Book a home visit with a physiotherapist near you.", True),
        ("Find a physiotherapist near you.", True),
        ("Download our app to keep count.", True),
        ("Subscribe to our newsletter.", True),
        ("Therapists wanted: join our team.", True),
        ("Book an appointment with your GP if it lasts.", False),
        ("You can book an appointment with a physiotherapist.", False),
        ("Start a walking programme slowly.", False),
    ],
)
def test_advertising_leaves_and_advice_stays(call: str, is_promotion: bool) -> None:
    imported = under("What next?", f"Walk on.\n\n{call}")
    assert bool(imported.promotions) == is_promotion
    assert (call in imported.content.sections[0].body) != is_promotion


def test_a_reference_that_begins_small_is_no_rest_of_the_one_above() -> None:
    entries = "Office of Backs (2020) Low backs, read at https://backs.example/low\n"
    entries += "van der Berg, H. (2021). A kitchen table.\n"
    assert len(article(f"A lead.\n\nReferences\n{entries}").content.references) == 2


def test_a_heading_below_the_longest_line_is_a_heading() -> None:
    line = "A paragraph of one line that is about as long as all the others of it are."
    imported = article(f"{line}\n\nWhat is it?\n{line}\n\nMore of it\n{line}\nConclusion\nThe end.\n")
    assert [heading for _kind, heading in shape(imported)] == ["What is it?", "More of it", "Conclusion"]


def test_plain_text_as_programs_wrap_and_mark_it() -> None:
    text = (
        "What helps\n==========\n\n"
        "The first paragraph of this part is wrapped where the next word would\n"
        "not fit any more. Its second line ends with the full stop of a sentence.\n"
        "NHS advice begins the third line, which belongs to the same paragraph.\n\n"
        "– An en dash\n\t– deeper\n\n"
        "a) first\nb) second\n\n"
        "(1) one\n(2) two\n\n"
        "Soft\N{SOFT HYPHEN}ened words\N{NO-BREAK SPACE}here.\n"
    )
    (section,) = article(f"A lead of the article.\n\n{text}").content.sections
    paragraph, dashes, *others = section.body.split("\n\n")
    assert section.heading == "What helps"
    assert paragraph.endswith("of a sentence. NHS advice begins the third line, which belongs to the same paragraph.")
    assert (dashes, others[-1]) == (
        "- An en dash\n    - deeper\n1. first\n2. second\n1. one\n2. two",
        "Softened words here.",
    )
