"""Words that claim, promise, tire or mix: each rule with what it must find, and with what it must leave alone."""

import pytest

from articles.checks.prose import markdown_sentences
from articles.content import Benefit, Question, Section, SectionKind
from tests.checking import exercise, found, places, says, with_exercises, with_section
from tests.conftest import complete_content


@pytest.mark.parametrize(
    "claim",
    [
        "Research shows that rest helps.", "Studies have shown a benefit.", "A study found less pain.",
        "Research highlights its value.", "There is strong evidence for exercise.", "It is proven to help.",
        "It is clinically proven.", "It is clinically tested.", "There is no evidence that ice helps.",
        "According to recent research, ice helps.", "Half of them, 50%, got better.", "About 12.5 per cent got worse.",
        "It helps 1 in 4 people.", "It helps one in three.", "It helps 7 out of 10 people.", "A threefold gain.",
        "They healed 3 times faster.", "It is twice as likely to work.", "A trial with 240 patients was good.",
        "They asked 1,200 adults.", "It is highly effective.", "**Studies** *show* that it works.",
    ],
)  # fmt: skip
def test_a_claim_of_evidence_needs_a_source_in_its_sentence(claim: str) -> None:
    assert says(claim, "claim-without-citation")
    assert says(f"Rest helps [@nhs-2024]. {claim}", "claim-without-citation")
    assert not says(f"{claim[:-1]} [@nhs-2024].", "claim-without-citation")
    assert not says(f"{claim} [@nhs-2024]", "claim-without-citation")


@pytest.mark.parametrize(
    "text",
    [
        "Call 999 now.", "Ring NHS 111.", "Do it 10 times.", "Hold for 30 seconds.", "People over 65 can join.",
        "Work at 50% of your maximum effort.", "A 1% hydrocortisone cream can calm the skin.", "It is not proven.",
        "Take 2 in 24 hours.", "Stop if pain is above 5 out of 10.", "It began in 2020.", "Repeat 3 times a day.",
        "Is it proven to help?", "See a doctor with evidence of a fracture.", "Ask about studies at university.",
        "Bring 2 people with you.", "Clinically vulnerable people should ask first.", "It is not very effective.",
    ],
)  # fmt: skip
def test_plain_advice_claims_nothing(text: str) -> None:
    assert not says(text, "claim-without-citation")


def test_numbers_in_instructions_claim_nothing_but_words_do() -> None:
    assert not found(with_exercises(exercise(how="Put 50% more weight on 1 in 2 steps.")), "claim-without-citation")
    assert found(with_exercises(exercise(how="Studies show that this works.")), "claim-without-citation")


def test_a_claim_in_a_heading_cannot_be_cited_and_is_told_to_say_less() -> None:
    (finding,) = found(with_section(Section(heading="Proven benefits", body="Text.")), "claim-without-citation")
    assert finding.place == "sections[5].heading"
    assert finding.advice.startswith("Say less")


def test_a_benefit_without_a_source() -> None:
    rows = (
        Benefit(name="Strength", how="Muscles grow [@nhs-2024]."),
        Benefit(name="Balance", how="Studies show that nerves adapt."),
    )
    content = with_section(Section(kind=SectionKind.BENEFITS, heading="Benefits", benefits=rows))
    assert places(content, "benefit-without-citation") == ["sections[5].benefits[1].how"]
    assert not found(content, "claim-without-citation")  # said once, not twice


@pytest.mark.parametrize(
    "promise",
    [
        "This cures back pain.", "We guarantee results.", "This brings complete and lasting ease.", "It is 100% safe.",
        "It gives permanent relief.", "Enjoy a pain-free life.", "It always works.", "It never fails.",
        "It has no side effects.", "It is indispensable.", "Not only does it cure pain, it is easy.",
        "It is no drug, it cures.", "There are no needles; it guarantees relief.", "It is risk-free.",
        "A **complete** and *lasting* success.",
    ],
)  # fmt: skip
def test_a_promise_that_no_treatment_can_keep(promise: str) -> None:
    assert says(promise, "absolute-promise")


@pytest.mark.parametrize(
    "text",
    [
        "There is no cure.", "There is no known, simple cure.", "No treatment can guarantee relief.",
        "It does not cure arthritis.", "It can't be cured.", "Can exercise cure arthritis?", "Nothing is 100% safe.",
        "Nobody can promise a pain-free life.", "It is not without risks.", "Eat less cured meat.", "Secure the strap.",
        "Exercise rarely cures it.", "Be wary of anyone who guarantees results.", "It often works.",
    ],
)  # fmt: skip
def test_an_honest_sentence_promises_nothing(text: str) -> None:
    assert not says(text, "absolute-promise")


@pytest.mark.parametrize(
    "claim",
    [
        "Medically reviewed by Jane Doe", "Medically Reviewed by: Jane Doe", "Last reviewed 3 May 2025",
        "Reviewed on: Nov 30, 2024", "Reviewed by the clinical team", "Approved by Dr Jane Doe.",
        "This page was checked by Dr. Jane Doe.", "This article has been reviewed by a physiotherapist.",
        "All our articles are reviewed by experts.", "Last medically reviewed on: Nov 30, 2024", "Reviewer: Jane Doe",
        "Next review due: March 2027", "Date reviewed: 01/12/2025", "**Medically** reviewed",
        "Medically re\u00adviewed",
        "A clinically reviewed guide.", "Verified by Jane Doe, physiotherapist", "Page last reviewed: 2 June 2024",
        "About the reviewer", "It was reviewed on 1 December 2025.", "Expert-reviewed content.",
    ],
)  # fmt: skip
def test_a_typed_review_is_refused(claim: str) -> None:
    assert says(claim, "typed-review")
    assert says(f"Rest helps.\n\n- {claim}", "typed-review")


@pytest.mark.parametrize(
    "text",
    [
        "Have your plan reviewed by your physiotherapist.", "Your medicines should be reviewed every year.",
        "Ask when your medicines were last reviewed.", "Your progress is reviewed on each visit.",
        "This peer-reviewed study is small [@nhs-2024].", "The drug is approved by the MHRA.",
        "Get the lump checked by a doctor.", "We reviewed 12 trials [@nhs-2024].",
        "The programme is reviewed in week 6.",
        "Your clinician reviews your goals.", "Use a device that is approved for home use.",
        "Evidence reviewed in 2019 was weak [@nhs-2024].", "We reviewed 2000 notes.", "We reviewed 12 separate plans.",
    ],
)  # fmt: skip
def test_a_review_of_something_else_is_no_typed_review(text: str) -> None:
    assert not says(text, "typed-review")


def test_a_typed_review_is_found_wherever_it_stands() -> None:
    assert places(complete_content(byline="Jane Doe, reviewed by Jane Doe"), "typed-review") == ["byline"]
    assert places(complete_content(title="Ankles, medically reviewed"), "typed-review") == ["title"]
    assert places(complete_content(change_note="Medically reviewed again"), "typed-review") == ["change_note"]
    asked = complete_content(faq=(Question(question="Who checks?", answer="Medically reviewed by us."),))
    assert places(asked, "typed-review") == ["faq[0].answer"]
    assert places(with_section(Section(heading="About the reviewer", body="Text.")), "typed-review")
    pictured = complete_content(lead=f"Text. ![Medically reviewed](media:{'ab' * 32})")
    assert places(pictured, "typed-review") == ["lead"]


def test_a_sentence_of_more_than_twenty_words() -> None:
    twenty = "Word " * 19 + "end."
    assert not says(twenty, "long-sentence")
    assert not says(f"{twenty[:-1]} [@nhs-2024, p. 3; @nhs-2024].", "long-sentence")
    (finding,) = found(complete_content(lead=f"Short. First {twenty} Short."), "long-sentence")
    assert "21 words: “First Word Word Word Word Word …”" in finding.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eat fruit, e.g. apples. Rest.", ["Eat fruit, e.g. apples.", "Rest."]),
        ("Ask Dr. Smith. Rest.", ["Ask Dr. Smith.", "Rest."]),
        ("Ask J. Smith. Rest.", ["Ask J. Smith.", "Rest."]),
        ("Take vitamin D. Rest.", ["Take vitamin D.", "Rest."]),
        ("Walk approx. 2.5 miles. Rest.", ["Walk approx. 2.5 miles.", "Rest."]),
        ("Heat v. cold. Rest.", ["Heat v. cold.", "Rest."]),
        ("The answer is no. Rest.", ["The answer is no.", "Rest."]),
        ("See no. 5. Rest.", ["See no. 5.", "Rest."]),
        ("Come at 9 a.m. Rest first.", ["Come at 9 a.m.", "Rest first."]),
        ("Stop! Why? Rest…", ["Stop!", "Why?", "Rest…"]),
        ("Say “Stop.” Rest (a bit).", ["Say “Stop.”", "Rest (a bit)."]),
        ("Try:\n\n- Rest well\n- Sleep well\n", ["Try:", "Rest well", "Sleep well"]),
        ("One line\nruns on. Rest.", ["One line runs on.", "Rest."]),
        ("| A cell | B cell |\n|---|---|\n| C cell | D cell |", ["A cell", "B cell", "C cell", "D cell"]),
        ("A [link](https://example.org/a.b) here. Rest.", ["A link here.", "Rest."]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in markdown_sentences(text)] == expected


def test_a_citation_belongs_to_the_sentence_before_it() -> None:
    cited = [sentence.cited for sentence in markdown_sentences("Rest. [@nhs-2024] Sleep. Walk [@nhs-2024, p. 3]. Run.")]
    assert cited == [True, False, True, False]


def test_mixed_spellings_name_both_words() -> None:
    content = complete_content(
        lead="A customised plan.", disclaimer="These programs and Programs are patient-centered."
    )
    findings = found(content, "mixed-spellings")
    assert [finding.place for finding in findings] == ["disclaimer", "disclaimer"]
    assert all("“customised”" in finding.message for finding in findings)
    assert "“programs”" in findings[0].message
    assert "“programmes”" in findings[0].advice
    assert "“centred”" in findings[1].advice


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("tumor", "tumour"), ("edema", "oedema"), ("pediatric", "paediatric"), ("color", "colour"),
        ("center", "centre"),
        ("mobilization", "mobilisation"), ("physical therapist", "physiotherapist"), ("counseling", "counselling"),
        ("fiber", "fibre"), ("analyze", "analyse"), ("diarrhea", "diarrhoea"), ("behavioral", "behavioural"),
    ],
)  # fmt: skip
def test_each_pair_of_spellings(american: str, british: str) -> None:
    (finding,) = found(complete_content(lead=f"One {british} and one {american}."), "mixed-spellings")
    assert f"“{american}” is American, “{british}” is British" in finding.message
    assert says(f"One {american}.", "american-spelling")
    assert not says(f"One {british}.", "american-spelling")


@pytest.mark.parametrize(
    "text",
    [
        "Exercise, advise, rise and size a prize, otherwise seize it.", "Use a peak flow meter.",
        "The World Health Organization is organised.", "See https://example.org/programs/center or a@center.org.",
        "Your muscles tire. Analyses of humoral immunity.", "Physiotherapy helps.", "A customised programme.",
    ],
)  # fmt: skip
def test_words_that_are_right_in_britain(text: str) -> None:
    assert not says(text, "mixed-spellings")
    assert not says(text, "american-spelling")


def test_the_name_of_the_profession_alone_mixes_nothing() -> None:
    assert says("Physiotherapy at a fitness center.", "american-spelling")
