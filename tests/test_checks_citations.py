"""Citations and references: a reader can follow every one."""

import pytest

from articles.content import Question, Source
from tests.checking import found, places, says
from tests.conftest import complete_content


@pytest.mark.parametrize(
    "citation",
    [
        "[@]", "[@ ]", "[@NHS-2024]", "[@nhs 2024]", "[@nhs-2024; ]", "[@nhs-2024", "[@nhs-2024\n]", "[see @nhs-2024]",
        "[-@nhs-2024; @bcmj-2024]", "[@;@nhs-2024]", "[@nhs-2024; @Bcmj-2024]", "[@, p. 3]",
    ],
)  # fmt: skip
def test_a_citation_that_cannot_be_read(citation: str) -> None:
    assert says(f"Rest helps {citation}.", "malformed-citation")


@pytest.mark.parametrize(
    "text",
    [
        "[@nhs-2024]", "[@nhs-2024, p. 3; @nhs-2024]", "[@ nhs-2024]", "[@nhs-2024, p. 3–5, table 2]", "[1]",
        "[write to a@b.org](mailto:a@b.org)", "Write to a@b.org [now]", "[follow @nhs-2024](https://example.org)",
        "[a link](https://a.org)",
    ],
)  # fmt: skip
def test_a_citation_that_can_be_read_or_is_none(text: str) -> None:
    assert not says(f"Rest helps {text}.", "malformed-citation")


def test_a_citation_that_matches_no_reference() -> None:
    content = complete_content(lead="Rest helps [@nhs-2024; @who-2020] and heat too [@who-2020, p. 3].")
    (finding,) = found(content, "unknown-citation")
    assert finding.place == "lead"
    assert "who-2020" in finding.message


def test_a_malformed_key_is_not_called_unknown_too() -> None:
    assert not says("Rest helps [@WHO 2020].", "unknown-citation")


def test_a_field_without_markdown_takes_no_citation() -> None:
    assert places(complete_content(title="Ankles [@nhs-2024]"), "citation-not-allowed") == ["title"]
    asked = complete_content(faq=(Question(question="Rest [@nhs-2024]?", answer="Yes."),))
    assert places(asked, "citation-not-allowed") == ["faq[0].question"]


def source(**changes: object) -> Source:
    made = Source(key="who-2020", csl={"title": "Rest"}, citation="WHO, 2020", printed="WHO. (2020). Rest.")
    return made.model_copy(update=changes)


def test_a_reference_that_no_text_cites() -> None:
    references = (*complete_content().references, source())
    assert places(complete_content(references=references), "reference-never-cited") == ["references[1]"]
    cited = complete_content(references=references, disclaimer="Rest is good [@nhs-2024; @who-2020].")
    assert not found(cited, "reference-never-cited")


@pytest.mark.parametrize(
    "link", [{"url": "https://a.org"}, {"csl": {"DOI": "10.1000/1"}}, {"csl": {"URL": "https://a.org"}}]
)
def test_a_reference_with_any_link_can_be_followed(link: dict[str, object]) -> None:
    assert places(complete_content(references=(source(),)), "reference-without-link") == ["references[0]"]
    assert not found(complete_content(references=(source(**link),)), "reference-without-link")
