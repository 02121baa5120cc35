"""Print my exercises: what was chosen, with every warning, and who checked it when; and clear answers to nonsense."""

from collections.abc import Callable

import lxml.html
import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles import workflow
from articles.content import Content, Dose, DoseKind, Exercise, NoteKind, SafetyNote, Section, SectionKind
from articles.models import Edition, FormerSlug
from articles.page import Page
from articles.rendering.body import render_body
from articles.sheet import choice_of, exercises_in, sections_of, sheet_of
from references.models import Reference
from reviewers.models import Reviewer
from tests import sign
from tests.conftest import complete_content
from tests.reading import ADDRESS, page, words

SHEET = f"{ADDRESS}exercises/"
CHOSEN = f"{SHEET}?exercise=1&exercise=3&size=large"


DOSE = Dose(kind=DoseKind.NUMBERS, repetitions_from=5)


def with_three_exercises() -> Content:
    """The complete content with exercises in two sections, and advice in a third that has none."""
    content = complete_content()
    standing = Section(
        kind=SectionKind.EXERCISES,
        heading="On two legs",
        precaution="Hold on to a chair [@nhs-2024].",
        exercises=(
            Exercise(
                name="Heel raise",
                goal="Strength [@nhs-2024].",
                how="Lift both heels.",
                dose=DOSE,
                stop="The calf cramps.",
            ),
            Exercise(name="Knee bend", how="Bend both knees.", dose=DOSE),
        ),
        safety_notes=(
            SafetyNote(label="Shoes", text="Wear firm shoes."),
            SafetyNote(kind=NoteKind.DO_NOT, text="Do not bounce."),
        ),
    )
    lying = Section(
        kind=SectionKind.EXERCISES,
        heading="On the floor",
        precaution="Use a mat.",
        exercises=(Exercise(name="Ankle circles", how="Draw a circle. [More](https://example.org/)", dose=DOSE),),
    )
    others = [section for section in content.sections if section.kind != SectionKind.EXERCISES]
    return content.model_copy(update={"sections": (others[0], standing, lying, *others[1:])})


HTML = str(render_body(with_three_exercises()))
PAGE = Page(slug="ankle-sprain", title="Ankle sprain", byline="", html=HTML, number=2)
SECTIONS = sections_of(HTML)


def asked(query: str) -> tuple[set[int], str]:
    choice = choice_of(QueryDict(query), PAGE, exercises_in(SECTIONS))
    return set(choice.positions), choice.problem


def test_exercises_are_counted_in_reading_order_over_the_whole_article() -> None:
    assert [(each.position, each.name) for each in exercises_in(SECTIONS)] == [
        (1, "Heel raise"),
        (2, "Knee bend"),
        (3, "Ankle circles"),
    ]


@pytest.mark.parametrize(
    ("query", "positions", "problem"),
    [
        ("", {1, 2, 3}, ""),
        ("utm_source=letter", {1, 2, 3}, ""),
        ("exercise=1&exercise=3", {1, 3}, ""),
        ("exercise=3&exercise=3&size=normal&version=2", {3}, ""),
        ("size=large", set(), "You have not chosen an exercise yet."),
        ("exercise=2&exercise=4", {2}, "You asked for an exercise that is not in this article."),
        ("exercise=0", set(), "You asked for an exercise that is not in this article."),
        ("exercise=01", set(), "You asked for an exercise that is not in this article."),
        ("exercise=%D9%A1", set(), "You asked for an exercise that is not in this article."),
        (f"exercise={'9' * 5000}", set(), "You asked for an exercise that is not in this article."),
        ("exercise=<script>", set(), "You asked for an exercise that is not in this article."),
        ("exercise=1&size=huge", {1}, "The size of print can be large or normal."),
        ("exercise=1&version=1", {1}, "The article has changed since you chose."),
        ("exercise=1&version=two", {1}, "The article has changed since you chose."),
    ],
)
def test_a_choice_is_read_and_nonsense_is_named(query: str, positions: set[int], problem: str) -> None:
    found, named = asked(query)
    assert found == positions
    assert named.startswith(problem)
    assert bool(named) is bool(problem)


def test_the_sheet_holds_what_was_chosen_and_all_that_keeps_it_safe() -> None:
    sheet = sheet_of(PAGE, SECTIONS, choice_of(QueryDict("exercise=2"), PAGE, exercises_in(SECTIONS)))
    first, last = sheet.sections
    assert (first.heading, first.offered, [each.name for each in first.exercises]) == ("On two legs", 2, ["Knee bend"])
    assert "Hold on to a chair (NHS, 2024)." in words(lxml.html.document_fromstring(first.precaution), "//body")
    assert words(lxml.html.document_fromstring(first.tips), "//body") == "Shoes: Wear firm shoes. Don’t Do not bounce."
    assert (last.heading, last.exercises) == ("Stay safe", ())  # advice of the article stays
    assert "Mild discomfort is normal." in last.tips
    assert "The ankle has changed shape." in sheet.care_cards
    assert "Use a mat." not in str(sheet.sections)  # for exercises that were not chosen


def test_pieces_keep_the_words_that_were_approved_without_ids_and_links_into_the_article() -> None:
    pieces = "".join(section.precaution + "".join(each.html for each in section.exercises) for section in SECTIONS)
    sheet, article = lxml.html.document_fromstring(pieces), lxml.html.document_fromstring(HTML)
    assert not sheet.xpath("//@id | //@href[starts-with(., '#')]")
    assert sheet.xpath("//a/@href") == ["https://example.org/"]
    for part in ("//li[@class='exercise']", "//div[@class='precaution']"):
        assert words(sheet, part) == words(article, part)


def test_pieces_go_through_the_sanitiser_once_more() -> None:
    """Nothing of this could be frozen; were it, the sheet would not repeat it."""
    evil = '<li class="exercise"><h3>Jump<script>alert(1)</script></h3><p onclick="x" style="y">Up</p></li>'
    (section,) = sections_of(f'<section class="section section-exercises"><ol class="exercises">{evil}</ol></section>')
    assert "<p>Up</p>" in section.exercises[0].html
    assert "<script" not in section.exercises[0].html


@pytest.fixture
def on_paper(published: Edition, publish_next: Callable[..., Edition]) -> Edition:
    """Version 2, with three exercises."""
    return publish_next(sections=with_three_exercises().sections)


def test_from_the_article_over_the_form_to_the_sheet(client: Client, on_paper: Edition, settings: Settings) -> None:
    (link,) = page(client).xpath("//p[@class='take-along']/a")
    assert (link.text, link.get("href")) == ("Print my exercises", SHEET)
    form = page(client, SHEET)
    assert form.xpath("//form/@method") == ["get"]
    assert len(form.xpath("//input[@name='exercise'][@checked]")) == 3
    assert form.xpath("//input[@name='size'][@checked]/@value") == ["large"]
    assert form.xpath("//input[@name='version']/@value") == ["2"]

    sheet = page(client, f"{CHOSEN}&version=2")
    assert sheet.xpath("//li[@class='exercise']/h3/text()") == ["Heel raise", "Ankle circles"]
    today = timezone.localdate()
    on = f"{today.day} {today:%B} {today.year}"
    text = words(sheet, "//div[@class='sheet-body']")
    for part in (
        "My exercises Ankle sprain",
        f"Checked by Clinician, Physiotherapist (HCPC PH000001, fictional), on {on}.",
        f"Next check by {today.day} {today:%B} {today.year + 3}.",
        f"From MedGo2U, version 2, printed on {on}. Check localhost:8000{ADDRESS} for changes.",
        "Call 999 or go to A&E now if: Deformity: The ankle has changed shape.",
        "Hold on to a chair",
        "Use a mat.",
        "You chose 1 of 2 exercises.",
        "Stop if The calf cramps.",
        "Don’t Do not bounce.",
    ):
        assert part in text
    assert text.index("Call 999") < text.index("Before you start") < text.index("Heel raise")
    foot = words(sheet, "//div[@class='sheet-foot']")
    assert f"Ankle sprain, version 2. Checked by Clinician on {on}. Printed on {on}." in foot
    assert "In an emergency call 999." in foot
    assert sheet.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert sheet.xpath("//input[@name='exercise'][@checked]/@value") == ["1", "3"]  # to choose again
    assert "sheet-large" not in str(client.get(f"{SHEET}?exercise=1&size=normal").content)


def test_a_wrong_choice_keeps_the_form_as_it_was_filled_in(client: Client, on_paper: Edition) -> None:
    answer = client.get(f"{SHEET}?exercise=2&exercise=<b>&size=normal")
    assert answer.status_code == 422
    form = lxml.html.document_fromstring(answer.content)
    assert "You asked for an exercise that is not in this article." in words(form, "//p[@role='alert']")
    assert form.xpath("//input[@checked]/@value") == ["2", "normal"]
    assert not form.xpath("//div[starts-with(@class, 'sheet ')] | //b")


def test_an_old_choice_is_not_taken_for_another_exercise(
    client: Client, on_paper: Edition, publish_next: Callable[..., Edition]
) -> None:
    assert client.get(f"{CHOSEN}&version=2").status_code == 200
    publish_next(sections=complete_content().sections)
    answer = client.get(f"{SHEET}?exercise=1&version=2")
    assert answer.status_code == 422
    assert "The article has changed since you chose." in answer.content.decode()


def test_whoever_hangs_it_up_is_told_what_is_wrong(
    client: Client, on_paper: Edition, reference: Reference, reviewer: Reviewer, editor: User, clinician: User
) -> None:
    Reference.objects.filter(pk=reference.pk).update(retraction=Reference.Retraction.RETRACTED)
    assert "“Ankle pain” was taken back by its publisher" in words(page(client, CHOSEN), "//div[@class='banner']")
    sign.revoke(on_paper, clinician, note="I overlooked something.")
    sheet = words(page(client, CHOSEN))
    assert "No clinician stands behind this article now" in sheet
    assert "No clinician’s check counts for this article now." in sheet
    assert "Checked by" not in sheet
    workflow.withdraw(on_paper, editor, as_="out of date", reason="New guidance came out.")
    assert "Why: New guidance came out." in words(page(client, CHOSEN), "//div[@class='banner']")


def test_addresses_behave_as_those_of_the_article(client: Client, on_paper: Edition, editor: User) -> None:
    FormerSlug.objects.create(slug="twisted-ankle", article=on_paper.article)
    moved = client.get("/articles/twisted-ankle/exercises/?exercise=3&size=large")
    assert (moved.status_code, moved.headers["Location"]) == (301, f"{SHEET}?exercise=3&size=large")
    assert client.get("/articles/nothing/exercises/").status_code == 404
    assert client.post(SHEET).status_code == 405
    first = client.get(CHOSEN)
    assert (first.headers["Cache-Control"], first.cookies.output()) == ("no-cache", "")
    assert client.get(CHOSEN, headers={"if-none-match": first.headers["ETag"]}).status_code == 304
    workflow.withdraw(on_paper, editor, as_="unsafe", reason="One exercise may do harm.")
    gone = client.get(CHOSEN, headers={"if-none-match": first.headers["ETag"]})
    assert gone.status_code == 410
    assert b"Ankle circles" in first.content
    assert b"Ankle circles" not in gone.content


def test_an_article_without_exercises_has_no_sheet(
    client: Client, published: Edition, publish_next: Callable[..., Edition]
) -> None:
    assert client.get(SHEET).status_code == 200
    publish_next(sections=tuple(each for each in complete_content().sections if not each.exercises))
    assert client.get(SHEET).status_code == 404
    assert not page(client).xpath("//p[@class='take-along']")
