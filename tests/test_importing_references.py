"""Reference lists and the citations that point into them."""

import re

import pytest

from articles.content import CITATION_KEY, passages
from articles.importing.document import import_text
from articles.importing.reference_lines import read_entry
from articles.importing.result import Imported, Unplaced


def imported(references: str, text: str = "Words.") -> Imported:
    return import_text(f"Lead.\nA heading\n{text}\nReferences\n{references}\n")


def told(result: Imported) -> list[Unplaced]:
    """What is reported, but for the sources that nothing cites."""
    return [item for item in result.unplaced if not item.reason.startswith("Nothing in the text cites")]


def body(references: str, text: str) -> str:
    return imported(references, text).content.sections[0].body


NHS = "- NHS. (2024). Knee pain."
TRIAL = (
    "- Smith, A. B., Jones, C., & Brown, D. (2021). Knees. Journal of Knees, 12(3), 4–5. https://doi.org/10.1000/kn.1"
)
DEPARTMENT = "- Department of Health and Social Care. (2020). Keeping active."


def test_an_article_of_a_journal_becomes_csl() -> None:
    (source,) = imported(TRIAL).content.references
    assert source.csl == {
        "type": "article-journal",
        "author": [
            {"family": "Smith", "given": "A. B."},
            {"family": "Jones", "given": "C."},
            {"family": "Brown", "given": "D."},
        ],
        "issued": {"date-parts": [[2021]]},
        "title": "Knees",
        "container-title": "Journal of Knees",
        "volume": "12",
        "issue": "3",
        "page": "4–5",
        "DOI": "10.1000/kn.1",
    }
    assert (source.key, source.url) == ("smith-2021", "https://doi.org/10.1000/kn.1")


def test_an_organisation_with_an_and_in_its_name_is_one() -> None:
    (source,) = imported(DEPARTMENT).content.references
    assert source.csl["author"] == [{"literal": "Department of Health and Social Care"}]


def test_a_web_page_with_day_and_address() -> None:
    line = "- NHS. (2024, 5 March). Is it safe to run? Retrieved from https://www.example.org/run."
    (source,) = imported(line).content.references
    assert source.csl["issued"] == {"date-parts": [[2024, 3, 5]]}
    assert (source.csl["title"], source.csl["URL"]) == ("Is it safe to run?", "https://www.example.org/run")


@pytest.mark.parametrize(
    "line",
    ["- NHS. (2024). Knee pain. Updated. Online.", "- A friend told me"],
)
def test_what_is_not_understood_stays_whole_and_is_reported(line: str) -> None:
    result = imported(line)
    (source,) = result.content.references
    assert source.csl["title"] in line
    assert source.printed == line[2:]
    assert [(item.line, item.text) for item in told(result)] == [(5, line[2:])]


def test_keys_are_unique_and_fit_for_citing() -> None:
    lines = [NHS, "- NHS. (2024). Hip pain.", "- Ñandú & Ünal. (2020). X.", "- 知識. (2021). 膝.", "- NHS. (2024a). Y."]
    keys = [source.key for source in imported("\n".join(lines)).content.references]
    assert keys == ["nhs-2024b", "nhs-2024c", "nandu-unal-2020", "source-2021", "nhs-2024a"]
    assert all(CITATION_KEY.fullmatch(key) for key in keys)


def test_the_same_reference_twice_counts_once() -> None:
    result = imported(f"{NHS}\n{NHS}", "Words (NHS, 2024).")
    assert [source.key for source in result.content.references] == ["nhs-2024"]
    assert [item.line for item in told(result)] == [6]
    assert result.content.sections[0].body == "Words [@nhs-2024]."


@pytest.mark.parametrize(
    ("written", "cited"),
    [
        ("(NHS, 2024)", "[@nhs-2024]"),
        ("(The NHS 2024)", "[@nhs-2024]"),
        ("(Smith et al., 2021, p. 4)", "[@smith-2021, p. 4]"),
        ("(Smith, 2021)", "[@smith-2021]"),
        ("(Smith, Jones & Brown, 2021)", "[@smith-2021]"),
        ("(NHS, 2024; Smith et al., 2021, pp. 4–5)", "[@nhs-2024; @smith-2021, pp. 4–5]"),
        ("(Department of Health and Social Care, 2020)", "[@department-of-health-and-social-care-2020]"),
    ],
)
def test_a_citation_finds_its_reference(written: str, cited: str) -> None:
    result = imported(f"{NHS}\n{TRIAL}\n{DEPARTMENT}", f"Words {written}.")
    assert result.content.sections[0].body == f"Words {cited}."
    assert told(result) == []


@pytest.mark.parametrize("written", ["(NHS, 2019)", "(Other, 2024)", "(NHS, 2024; Other, 2024)", "[1]", "[2, 3]"])
def test_a_citation_of_nothing_stays_and_is_reported(written: str) -> None:
    result = imported(NHS, f"Words {written}.")
    assert result.content.sections[0].body == f"Words {written}."
    assert [(item.line, item.text) for item in told(result)] == [(3, written)]


@pytest.mark.parametrize("words", ["(front of the thigh)", "(since 2024)", "(Dec 01, 2025)", "(May, 2024)", "(OA)"])
def test_other_brackets_are_left_in_peace(words: str) -> None:
    result = imported(NHS, f"Words {words}.")
    assert result.content.sections[0].body == f"Words {words}."
    assert told(result) == []


def test_a_citation_that_fits_two_references_is_not_guessed() -> None:
    result = imported(f"{NHS}\n- NHS. (2024). Hip pain.", "Words (NHS, 2024).")
    assert result.content.sections[0].body == "Words (NHS, 2024)."
    assert "more than one" in told(result)[0].reason


@pytest.mark.parametrize(
    ("written", "cited"),
    [
        ("(see NHS, 2024)", "(see NHS [-@nhs-2024])"),
        ("(65% of adults; NHS, 2024)", "(65% of adults; NHS [-@nhs-2024])"),
        ("[NHS, 2024]", "[@nhs-2024]"),
        ("the NHS (2024, p. 3) advises", "the NHS [-@nhs-2024, p. 3] advises"),
        ("as Smith et al. (2021) found", "as Smith et al. [-@smith-2021] found"),
        ("(NHS, 2024, Smith, 2021)", "[@nhs-2024; @smith-2021]"),
        ("25 kg/m^2^", "25 kg/m²"),
        ("as Jones and Smith (2021) found", None),
        ("as Mary Smith (2021) found", None),
        ("(Smith, 2019)", None),
    ],
)
def test_a_citation_among_words_keeps_them_and_is_never_guessed(written: str, cited: str | None) -> None:
    result = imported(f"{NHS}\n{TRIAL}", f"Words {written}.")
    assert result.content.sections[0].body == f"Words {cited or written}."
    assert bool(told(result)) is (cited is None)


NUMBERED = "1. Mock A. One thing. Fict Med. 2019;41(2):80-5.\n2. Sample B. Another thing. Fict Med. 2020;7(4):e112."


@pytest.mark.parametrize(
    ("written", "cited"),
    [
        ("Words [1, 2].", "Words [@mock-2019; @sample-2020]."),
        ("Words.^1-2^ More.", "Words [@mock-2019; @sample-2020]. More."),
        ("Words (2).", "Words [@sample-2020]."),
        ("Stand (1) up and (2) down.", "Stand (1) up and (2) down."),
        ("Words [1, 9].", "Words [1, 9]."),
    ],
)
def test_numbers_cite_where_the_list_is_numbered(written: str, cited: str) -> None:
    assert body(NUMBERED, written) == cited


def test_a_source_that_nothing_cites_is_told_and_kept() -> None:
    result = imported(f"{NHS}\n{DEPARTMENT}", "Words (NHS, 2024).")
    assert [(item.line, item.text, item.kept) for item in result.unplaced] == [(6, DEPARTMENT[2:], True)]


def test_a_citation_in_a_heading_is_reported() -> None:
    result = import_text(f"Lead.\nWhat helps (NHS, 2024)\nWords.\nReferences\n{NHS}")
    assert [(item.line, item.text) for item in told(result)] == [(2, "What helps (NHS, 2024)")]


def test_a_printed_reference_is_html_that_cannot_act() -> None:
    (source,) = imported("- <b>Us</b> & them. (2024). <script>.").content.references
    assert source.printed == "&lt;b&gt;Us&lt;/b&gt; &amp; them. (2024). &lt;script&gt;."
    assert not re.search(r"<(?!i>|/i>)", source.printed)


def test_a_key_that_no_reference_has_is_no_citation() -> None:
    imported = import_text(
        "A title\n\nAbout it\nSo they say [@nobody-2001, p. 3; @mock-2019]. And so [@mock-2019]. Or [see @mock-2019].\n"
        "\nReferences\nMock, A. (2019). Calves. Leg Letters, 2(1), 3–9."
    )
    body = "\n".join(passage.text for passage in passages(imported.content))
    assert "[@nobody-2001, p. 3; @mock-2019]. And so [@mock-2019]." in body
    assert {item.text for item in imported.unplaced} >= {"[@nobody-2001, p. 3; @mock-2019]", "[see @mock-2019]"}


def test_a_repeated_citation_of_nothing_is_told_once() -> None:
    imported = import_text(
        "A title\n\nAbout it\nOne (Nobody, 2001).\nTwo (Nobody, 2001).\nThree (Nobody, 2001).\n"
        "\nReferences\nMock, A. (2019). Calves. Leg Letters, 2(1), 3–9."
    )
    told = [item for item in imported.unplaced if item.text == "(Nobody, 2001)"]
    assert len(told) == 1
    assert (told[0].line, "3 lines" in told[0].reason) == (4, True)


def test_one_work_printed_in_two_ways_counts_once() -> None:
    imported = import_text(
        "A title\n\nAbout it\nFirst [1], then [2], last [3].\n\nReferences\n"
        "1. Mock A, Sample B. Loading the calf. Leg Lett. 2019;2(1):3-9. doi:10.5555/leg.2\n"
        "2. Quill C. Ankles and stairs. Leg Lett. 2020;3(1):1-2.\n"
        "3. Mock, A., & Sample, B. (2019). Loading the calf. Leg Letters, 2(1), 3–9. https://doi.org/10.5555/LEG.2"
    )
    first, second = (source.key for source in imported.content.references)
    body = "\n".join(passage.text for passage in passages(imported.content))
    assert f"First [@{first}], then [@{second}], last [@{first}]." in body


@pytest.mark.parametrize(
    "line",
    [
        "Hoy D. Backs. Best Fict. 2010;24(6):769-81. doi: 10.5555/j.berh. 2010.10.002.",
        "Hoy D. Backs. Best Fict. 2010;24(6):769-81. https://doi.org/10.5555/best- 2010-002",
        "Hoy D. Backs. Best Fict. 2010;24(6):769-81. doi:10.5555/S0140(12",
        "Hoy D. Backs. Best Fict. 2010;24(6):769-81. doi:10.5555/j.berh.2010 .10.002",
        "Hoy D. Backs. Best Fict. 2010;24(6):769-81. doi:10.5555/x<1:y",
        "Hoy D. Backs. Best Fict. 2010;24(6):769-81. PMID: 12 345 678",
    ],
)
def test_a_number_that_is_not_whole_is_left_out_and_told(line: str) -> None:
    entry = read_entry(line)
    assert not {"DOI", "PMID", "URL"} & entry.csl.keys()
    assert not entry.understood
