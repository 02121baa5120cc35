"""What an article must have, and what counts as nothing."""

import pytest

from articles.content import Benefit, ImageUse, Question, Section, SectionKind
from tests.checking import exercise, found, places, with_exercises, with_section
from tests.conftest import complete_content

IMAGE = "media:" + "ab" * 32


@pytest.mark.parametrize("nothing", ["", "  \n", "\u200b", "---", "**", "[@nhs-2024]", "[](https://example.org)"])
def test_text_that_shows_no_word_is_no_text(nothing: str) -> None:
    assert found(complete_content(lead=nothing), "no-lead")
    assert found(complete_content(disclaimer=nothing), "no-disclaimer")
    assert found(complete_content(faq=(Question(question="May I walk?", answer=nothing),)), "no-answer")


@pytest.mark.parametrize("something", ["Yes.", "- yes", "7", f"![A foot]({IMAGE})", "`yes`"])
def test_one_word_or_an_image_is_text(something: str) -> None:
    assert not found(complete_content(lead=something), "no-lead")


def test_a_title_of_spaces_is_no_title() -> None:
    assert places(complete_content(title=" \u00a0"), "no-title") == ["title"]


def test_a_question_without_words() -> None:
    assert places(complete_content(faq=(Question(question=" ", answer="Yes."),)), "no-question") == ["faq[0].question"]


def test_a_section_without_a_heading() -> None:
    assert places(with_section(Section(body="Text.")), "no-heading") == ["sections[5].heading"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (SectionKind.TEXT, "empty-section"),
        (SectionKind.CONCLUSION, "empty-section"),
        (SectionKind.SAFETY, "empty-section"),
        (SectionKind.BENEFITS, "no-benefits"),
        (SectionKind.EXERCISES, "no-exercises"),
    ],
)
def test_a_heading_with_nothing_under_it(kind: SectionKind, code: str) -> None:
    section = Section(kind=kind, heading="Heading")
    assert places(with_section(section), code) == ["sections[5]"]


def test_a_section_with_any_part_is_not_empty() -> None:
    assert not found(with_section(Section(heading="Insight", insight="Moving helps.")), "empty-section")


def test_a_benefits_row_needs_both_cells() -> None:
    section = Section(
        kind=SectionKind.BENEFITS,
        heading="Benefits",
        benefits=(Benefit(name="Strength", how="By training."), Benefit(name="Balance"), Benefit(name="", how="Text.")),
    )
    assert places(with_section(section), "empty-benefit") == ["sections[5].benefits[1]", "sections[5].benefits[2]"]


def test_an_image_needs_alternative_text() -> None:
    assert places(complete_content(lead=f"Text. ![]({IMAGE})"), "no-alternative-text") == ["lead"]
    assert places(complete_content(lead=f"[![ ** ]({IMAGE})](https://example.org)"), "no-alternative-text") == ["lead"]
    assert places(with_exercises(exercise(how=f"Look: ![]({IMAGE})")), "no-alternative-text")
    good = complete_content(lead=f"![A person on one leg]({IMAGE})", images=(ImageUse(sha256="ab" * 32, alt="x"),))
    assert not found(good, "no-alternative-text")
    assert not found(complete_content(lead="No image!\\[]"), "no-alternative-text")


@pytest.mark.parametrize("alt", ["IMG_2034", "knee.JPG", "photo", "final-knee-2.webp", "Screenshot 3"])
def test_a_file_name_is_no_alternative_text(alt: str) -> None:
    assert found(complete_content(lead=f"![{alt}]({IMAGE})"), "alternative-text-file-name")


@pytest.mark.parametrize("alt", ["Photo of a knee", "A picture", "Bend the knee. Then stretch it"])
def test_words_are_alternative_text(alt: str) -> None:
    assert not found(complete_content(lead=f"![{alt}]({IMAGE})"), "alternative-text-file-name")


def test_an_image_from_elsewhere_is_not_shown_and_said_so() -> None:
    assert found(complete_content(lead="![A knee](https://example.org/knee.jpg)"), "image-not-stored")
    assert not found(complete_content(lead=f"![A knee]({IMAGE})"), "image-not-stored")
