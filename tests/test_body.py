"""The body of an article as readers get it: every part with its name, in order, and none that is empty."""

import itertools
import re

import lxml.html
import pytest
from django.utils import translation

from articles.content import (
    Benefit,
    Content,
    Dose,
    DoseKind,
    Exercise,
    NoteKind,
    Question,
    SafetyNote,
    Section,
    SectionKind,
    Source,
    Urgency,
    canonical,
    parse,
)
from articles.rendering.body import render_body, render_fragment, used_images
from articles.rendering.sanitize import VOCABULARY

SHA = "0123456789abcdef" * 4
OTHER_SHA = "fedcba9876543210" * 4


def red_flag(urgency: Urgency, label: str, text: str = "") -> SafetyNote:
    return SafetyNote(kind=NoteKind.RED_FLAG, urgency=urgency, label=label, text=text)


ANKLES = Content(
    title="Looking after a sprained ankle",
    byline="The editors",
    lead=f"Most sprains *heal* [@nhs-2024].\n\n![A wrapped ankle](media:{SHA})",
    sections=(
        Section(
            heading="What a sprain is", body="## Ligaments\n\nThey stretch [@nhs-2024, p. 3; @aaj-2023; @nobody-1999]."
        ),
        Section(
            kind=SectionKind.BENEFITS,
            heading="What helps",
            body="| Week | Aim |\n|---|---|\n| 1 | rest |",
            benefits=(Benefit(name="Balance", how="Fewer falls [@aaj-2023]."), Benefit(name="Strength", how="a\n\nb")),
            insight="People who train do better.",
        ),
        Section(
            kind=SectionKind.EXERCISES,
            heading="Exercises",
            precaution="Ask first.",
            exercises=(
                Exercise(
                    name="Heel raise",
                    goal="Stronger *calves*",
                    how="1. Stand.\n2. Rise.",
                    dose=Dose(
                        kind=DoseKind.NUMBERS,
                        hold_seconds=5,
                        repetitions_from=10,
                        repetitions_to=15,
                        sets=3,
                        per_side=True,
                    ),
                    progression="Lift *one* heel.",
                    stop="- It hurts [@nhs-2024].",
                ),
                Exercise(name="Circles", dose=Dose(kind=DoseKind.AS_COMFORTABLE, reason="Stop when it hurts")),
            ),
        ),
        Section(
            kind=SectionKind.EXERCISES, heading="Exercises", exercises=(Exercise(name="Heel raise", how="Again."),)
        ),
        Section(
            kind=SectionKind.SAFETY,
            heading="Stay safe",
            safety_notes=(
                SafetyNote(label="Rest", text="Sleep well."),
                SafetyNote(kind=NoteKind.DO, text="Walk every day."),
                SafetyNote(kind=NoteKind.DO_NOT, label="Heat", text="Keep *hot* packs off it."),
                red_flag(Urgency.SOON, "Swelling", "that lasts"),
                red_flag(Urgency.EMERGENCY, "A bent bone"),
                red_flag(Urgency.URGENT, "", "You have a *fever*"),
                red_flag(Urgency.UNSET, "Numb toes"),
            ),
        ),
        Section(kind=SectionKind.CONCLUSION, heading="In short", body="Move early."),
    ),
    faq=(Question(question="May I run?", answer="Later [@nhs-2024]."),),
    disclaimer="Not a substitute for advice.",
    references=(
        Source(
            key="nhs-2024",
            csl={},
            citation="NHS, 2024",
            printed="NHS. (2024). <i>Sprains</i>.",
            url="https://ok.example/sprains",
        ),
        Source(
            key="aaj-2023", csl={}, citation="AAJ, 2023", printed="Ankle Journal (AAJ). (2023). Balance &amp; falls."
        ),
    ),
)


@pytest.fixture(scope="module")
def body() -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(f"<main><h1>{ANKLES.title}</h1>{render_body(ANKLES)}</main>")


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def only(body: lxml.html.HtmlElement, path: str) -> lxml.html.HtmlElement:
    (found,) = body.xpath(path)
    return found


def texts(body: lxml.html.HtmlElement, path: str) -> list[str]:
    return [words(element) for element in body.xpath(path)]


def test_the_parts_stand_in_order(body: lxml.html.HtmlElement) -> None:
    main = only(body, "//main")
    assert [(part.tag, part.get("class"), part.get("id")) for part in main][1:] == [
        ("div", "lead", None),
        ("section", "care-cards", "get-help"),
        ("nav", "contents", None),
        ("section", "section section-text", "s-1-what-a-sprain-is"),
        ("section", "section section-benefits", "s-2-what-helps"),
        ("section", "section section-exercises", "s-3-exercises"),
        ("section", "section section-exercises", "s-4-exercises"),
        ("section", "section section-safety", "s-5-stay-safe"),
        ("section", "section section-conclusion", "s-6-in-short"),
        ("section", "faq", "faq"),
        ("section", "references", "references"),
        ("section", "disclaimer", "disclaimer"),
    ]


def test_every_name_of_the_vocabulary_is_used_and_no_other(body: lxml.html.HtmlElement) -> None:
    used = {(element.tag, name) for element in body.iter("*") for name in element.get("class", "").split()}
    assert used == {(tag, name) for tag, names in VOCABULARY.items() for name in names}


def test_care_cards_come_by_urgency_and_say_what_to_do(body: lxml.html.HtmlElement) -> None:
    cards = body.xpath("//section[@id='get-help']/div")
    assert [card.get("class").split()[1] for card in cards] == [
        "care-card-emergency",
        "care-card-urgent",
        "care-card-soon",
        "care-card-unset",
    ]
    assert [words(card) for card in cards] == [
        "Call 999 or go to A&E now if: A bent bone",
        "Get help the same day – call NHS 111 or your GP surgery – if: You have a fever",
        "See a GP soon if: Swelling: that lasts",
        "Urgency not set Numb toes",
    ]


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Call 999 or go to A&E now if", "You fall."),
        ("CALL 999 or go to A&E now if", "You fall."),
        ("Call 999 if", "Call 999 if: You fall."),
        ("See a GP soon if", "See a GP soon if: You fall."),
    ],
)
def test_a_sign_does_not_repeat_the_heading_of_its_card(label: str, shown: str) -> None:
    section = Section(kind=SectionKind.SAFETY, safety_notes=(red_flag(Urgency.EMERGENCY, label, "You fall."),))
    page = lxml.html.fromstring(render_body(Content(sections=(section,))))
    assert words(only(page, "//div[contains(@class, 'care-card-emergency')]//li")) == shown


def test_red_flags_are_shown_once_and_pointed_to(body: lxml.html.HtmlElement) -> None:
    assert words(body).count("A bent bone") == 1
    reminders = body.xpath("//p[@class='help-reminder']")
    assert [reminder.getparent().get("id") for reminder in reminders] == ["s-3-exercises", "s-5-stay-safe"]
    assert {link.get("href") for reminder in reminders for link in reminder.iter("a")} == {"#get-help"}
    assert reminders[0].getnext().get("class") == "exercises"  # before the first exercise


def test_the_contents_list_leads_to_what_is_there(body: lxml.html.HtmlElement) -> None:
    links = body.xpath("//nav[@class='contents']//a")
    assert [words(link) for link in links] == [
        *("What a sprain is", "What helps", "Exercises", "Exercises", "Stay safe", "In short"),
        *("Frequently asked questions", "References"),
    ]
    assert {link.get("href")[1:] for link in links} <= set(body.xpath("//@id"))


def test_every_id_is_one_and_every_place_linked_to_exists(body: lxml.html.HtmlElement) -> None:
    names = body.xpath("//@id")
    assert len(names) == len(set(names))
    assert {str(href)[1:] for href in body.xpath("//a/@href") if href.startswith("#")} <= set(names)


def test_citations_are_linked_both_ways(body: lxml.html.HtmlElement) -> None:
    assert texts(body, "//span[@class='citation']") == [
        "(NHS, 2024)",
        "(NHS, 2024, p. 3; AAJ, 2023)",
        "(AAJ, 2023)",
        "(NHS, 2024)",
        "(NHS, 2024)",
    ]
    assert texts(body, "//span[@class='citation citation-unknown']") == ["[@nobody-1999]"]
    nhs = only(body, "//li[@id='ref-nhs-2024']")
    assert words(nhs) == "NHS. (2024). Sprains. https://ok.example/sprains ↑ 1 ↑ 2 ↑ 3 ↑ 4"
    assert nhs.xpath(".//span[@class='backlinks']/a/@href") == [f"#cite-nhs-2024-{number}" for number in (1, 2, 3, 4)]
    assert nhs.xpath(".//span[@class='backlinks']/a/@aria-label")[0] == "1: back to where NHS, 2024 is cited"
    assert words(only(body, "//li[@id='ref-aaj-2023']")) == "Ankle Journal (AAJ). (2023). Balance & falls. ↑ 1 ↑ 2"


def test_keys_that_differ_only_in_odd_characters_stay_apart() -> None:
    sources = tuple(Source(key=key, csl={}, citation=key, printed=key) for key in ("a b", "a-b", "a/b"))
    html = render_body(Content(lead="[@a b; @a-b; @a/b]", references=sources))
    names = re.findall(r' id="((?:ref|cite)-[^"]+)"', html)
    assert len(names) == len(set(names)) == 6


def test_headings_skip_no_level(body: lxml.html.HtmlElement) -> None:
    levels = [int(heading.tag[1]) for heading in body.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_an_exercise_has_its_goal_steps_and_dose(body: lxml.html.HtmlElement) -> None:
    first, second, third = body.xpath("//li[@class='exercise']")
    assert [(part.tag, part.get("class")) for part in first] == [
        ("h3", None),
        ("p", "goal"),
        ("div", "how"),
        ("p", "dose"),
        ("p", "figures"),
        ("div", "progression"),
        ("div", "stop"),
    ]
    assert words(first) == (
        "Heel raise Goal Stronger calves How Stand. Rise. "
        "Dose Hold for 5 seconds. Repeat 10 to 15 times on each side. Do 3 sets. "
        "hold 5 seconds · 10 to 15 times · 3 sets · each side "
        "Easier or harder Lift one heel. Stop if It hurts (NHS, 2024)."
    )
    assert words(second) == "Circles Dose As comfortable: Stop when it hurts."
    assert words(third) == "Heel raise How Again."


def test_the_figures_are_for_eyes_and_programs(body: lxml.html.HtmlElement) -> None:
    figures = only(body, "//p[@class='figures']")
    assert figures.get("aria-hidden") == "true"  # the sentence before says the same
    assert [(part.tag, part.get("class"), part.get("datetime") or part.get("value")) for part in figures] == [
        ("time", "hold", "PT5S"),
        ("data", "times", "15"),
        ("data", "sets", "3"),
        ("span", "side", None),
    ]


def test_tables_can_be_reached_and_told_apart(body: lxml.html.HtmlElement) -> None:
    boxes = body.xpath("//div[@class='table-scroll']")
    assert [(box.get("tabindex"), box.get("role"), box.get("aria-label")) for box in boxes] == [
        ("0", "region", "Table 1"),
        ("0", "region", "Table 2"),
    ]
    assert texts(body, "//table[@class='benefits']//th[@scope='col']") == ["Benefit", "How it helps"]
    assert texts(body, "//table[@class='benefits']//th[@scope='row']") == ["Balance", "Strength"]


def test_insight_and_precaution_have_their_label(body: lxml.html.HtmlElement) -> None:
    assert words(only(body, "//aside[@class='insight']")) == "Research insight People who train do better."
    assert words(only(body, "//div[@class='precaution']")) == "Before you start Ask first."
    assert texts(body, "//ul[@class='tips']/li[@class='tip']") == ["Rest: Sleep well."]
    assert texts(body, "//h3[.='Do']/following-sibling::*[1]/li[@class='do']") == ["Walk every day."]
    assert texts(body, "//h3[.='Don’t']/following-sibling::*[1]/li[@class='dont']") == ["Heat: Keep hot packs off it."]


def test_empty_parts_print_nothing() -> None:
    blank = Section(heading="Only a heading", body=" \n ", exercises=(), safety_notes=(SafetyNote(),))
    assert render_body(Content()) == ""
    assert render_body(Content(sections=(blank,), lead="Words.")) == '<div class="lead"><p>Words.</p></div>'


def test_a_section_without_heading_gets_the_usual_one() -> None:
    html = render_body(Content(sections=(Section(kind=SectionKind.EXERCISES, exercises=(Exercise(name="Plank"),)),)))
    assert '<section class="section section-exercises" id="s-1-exercises">\n<h2>Exercises</h2>' in html


def test_without_red_flags_nothing_points_to_help() -> None:
    html = render_body(Content(sections=(Section(heading="E", exercises=(Exercise(name="Plank"),)),)))
    assert "get-help" not in html


def test_the_same_content_gives_the_same_bytes_in_any_language_of_the_screen() -> None:
    first = render_body(ANKLES)
    with translation.override("fr"):
        assert render_body(parse(canonical(ANKLES))) == first


def test_nothing_of_this_site_is_in_it() -> None:
    addresses = re.findall(r'(?:href|src)="([^"]*)"', render_body(ANKLES))
    assert {address for address in addresses if not address.startswith("#")} == {
        f"/media/{SHA}",
        "https://ok.example/sprains",
    }


def test_a_preview_prints_one_text_without_places_to_lead_to() -> None:
    sources = {source.key: source for source in ANKLES.references}
    html = render_fragment("# Head\n\nWords [@nhs-2024] <script>alert(1)</script>", sources)
    assert html == (
        '<h3>Head</h3>\n<p>Words <span class="citation">(NHS, 2024)</span> &lt;script&gt;alert(1)&lt;/script&gt;</p>'
    )


def test_a_source_that_the_sentence_names_prints_its_year_alone() -> None:
    sources = {source.key: source for source in ANKLES.references}
    html = render_fragment("The NHS [-@nhs-2024, p. 3; @aaj-2023] says", sources)
    assert html == '<p>The NHS <span class="citation">(2024, p. 3; 2023)</span> says</p>'


def test_used_images_are_named_once_in_reading_order() -> None:
    text = f"![second](media:{OTHER_SHA}) ![A wrapped ankle](media:{SHA}) ![again](media:{SHA}) `![x](media:{SHA})`"
    content = ANKLES.model_copy(update={"disclaimer": text, "byline": f"![byline](media:{OTHER_SHA})"})
    assert used_images(content) == [(SHA, "A wrapped ankle"), (OTHER_SHA, "second"), (SHA, "again")]
