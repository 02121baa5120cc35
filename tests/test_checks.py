"""The checks as a whole: what they say of a good draft and of the owner's example, in what order, and how fast."""

import re
import time
from pathlib import Path

import pytest

from articles.checks import Context, Level, errors, run_checks
from articles.content import Content, Question, Section
from articles.importing.document import import_text
from tests.checking import FIRST_EDITION, found, places
from tests.conftest import complete_content

ROOT = Path(__file__).resolve().parent.parent


def test_a_complete_draft_has_no_finding() -> None:
    assert run_checks(complete_content(), FIRST_EDITION) == []


def test_an_empty_draft_is_told_what_it_needs() -> None:
    codes = [finding.code for finding in run_checks(Content(), FIRST_EDITION)]
    assert codes == ["no-title", "no-lead", "no-red-flags", "no-disclaimer"]


def test_errors_come_first_and_then_the_order_of_reading() -> None:
    whole = complete_content(title="", lead="It always works.", disclaimer="It never fails.")
    untitled = whole.model_copy(update={"sections": (*whole.sections, Section(body="Text [@unknown-2020]."))})
    findings = run_checks(untitled, FIRST_EDITION)
    assert [finding.place for finding in findings] == [
        "title", "sections[5].heading", "sections[5].body", "lead", "disclaimer",
    ]  # fmt: skip
    assert errors(findings) == [finding for finding in findings if finding.level == Level.ERROR] == findings[:3]


def test_a_change_note_is_needed_from_the_second_edition_on() -> None:
    content = complete_content(change_note=" ")
    assert not found(content, "no-change-note", Context(edition=1))
    assert found(content, "no-change-note", Context(edition=2))
    assert not found(complete_content(change_note="New advice on rest."), "no-change-note", Context(edition=2))


def test_a_finding_says_in_words_where_it_is_and_what_to_do() -> None:
    (finding,) = found(complete_content(faq=(Question(question="May I walk?"),)), "no-answer")
    assert finding.place == "faq[0].answer"
    assert finding.label == "Question ‘May I walk?’, answer"
    assert finding.message.endswith(".")
    assert finding.advice.endswith(".")


def test_every_code_is_explained_to_editors() -> None:
    source = "".join(path.read_text() for path in (ROOT / "articles" / "checks").glob("*.py"))
    levels = {code: level for level, code in re.findall(r'\b(error|warning)\(\s*content,\s*"([a-z-]+)"', source)}
    explained = re.findall(r"^\| `([a-z-]+)` \| (error|warning) \|", (ROOT / "docs" / "checks.md").read_text(), re.M)
    assert len(levels) > 30
    assert dict(explained) == levels


@pytest.mark.parametrize(("name", "wrong"), [("heel-pain.txt", "no-urgency"), ("stiff-neck.txt", "no-dose")])
def test_an_imported_document_is_told_what_it_lacks(name: str, wrong: str) -> None:
    text = (ROOT / "tests" / "documents" / name).read_text(encoding="utf-8")
    content = import_text(text, "A title").content
    assert {finding.code for finding in errors(run_checks(content, FIRST_EDITION))} == {wrong}
    assert found(content, "benefit-without-citation")
    assert found(content, "reference-without-link")


def test_the_example_gets_what_is_truly_wrong_there(seed_text: str) -> None:
    content = import_text(seed_text, "Knee pain").content
    assert {finding.code for finding in errors(run_checks(content, FIRST_EDITION))} == {"no-urgency"}
    assert [place.split(".")[-2:] for place in places(content, "benefit-without-citation")] == [
        ["benefits[2]", "how"],
        ["benefits[3]", "how"],
    ]
    assert len(found(content, "reference-without-link")) == 7
    promised = " ".join(finding.message for finding in found(content, "absolute-promise"))
    assert all(words in promised for words in ("complete and lasting", "indispensable", "pain-free life"))
    mixed = " ".join(finding.message for finding in found(content, "mixed-spellings"))
    assert all(words in mixed for words in ("centered", "programs", "customised"))
    assert places(content, "claim-without-citation") == ["sections[2].heading", "faq[0].answer"]
    assert len(found(content, "long-sentence")) == 16
    assert not found(content, "reference-never-cited")
    assert not found(content, "wrong-count")


def test_a_long_article_is_checked_in_well_under_a_second() -> None:
    paragraph = "Studies of 1,200 people show that 40% got better. Customised programs may cure [@nhs-2024]. " * 5
    sections = tuple(Section(heading=f"Part {number}", body=f"{paragraph}\n\n" * 10) for number in range(10))
    content = complete_content(sections=sections)
    start = time.process_time()
    run_checks(content, FIRST_EDITION)
    assert time.process_time() - start < 0.5  # 48 kB take 0.05 s on a slow machine


@pytest.mark.parametrize(
    "text", ["[@" * 8000, "a " * 20000, "![" * 4000, "word. " * 8000, "no " * 15000 + "cure", "." * 40000]
)
def test_text_made_to_be_slow_is_not(text: str) -> None:
    start = time.process_time()
    run_checks(complete_content(lead=text), FIRST_EDITION)
    assert time.process_time() - start < 3
