"""The demo's documents: those that an editor can submit as they come, and a draft with honest mistakes."""

import re

import pytest

from articles.checks import Context, run_checks
from articles.content import NoteKind, Urgency
from articles.demo import articles as cast
from articles.demo import drawings, second_edition
from articles.demo.articles import DRAFT, PUBLISHED, DemoArticle
from articles.importing.document import import_text
from articles.importing.result import Imported

FINISHED = [article for article in cast.EVERY if article != DRAFT]
OUT = [cast.PUBLISHED, *(article for article, _clinician in cast.CHECKED_ONCE)]
"""Those that readers meet: written with steps in a list, and with ways to make each exercise easier or harder."""


def imported(article: DemoArticle) -> Imported:
    text = article.document.read_text(encoding="utf-8")
    drawn = drawings.MENTION.sub(rf" ![\g<words>](media:{'0' * 64})", text)
    return import_text(drawn, article.title)


_TO_LOOK_AT = {
    "This tells readers to get help, inside running text. Make it a red flag if it is one.",
    "How often stays in the text: the dose has no field for it.",
}
"""What an editor is shown though all is as it should be: the answers speak of signs that are red flags already."""


@pytest.mark.parametrize("article", FINISHED, ids=lambda article: article.slug)
def test_a_finished_one_leaves_nothing_to_do(article: DemoArticle) -> None:
    found = imported(article)
    assert [item for item in found.unplaced if item.reason not in _TO_LOOK_AT] == []
    assert [claim.kind for claim in found.claims] == ["byline"]
    assert run_checks(found.content, Context()) == []
    assert all(source.url.startswith("https://") for source in found.content.references)


@pytest.mark.parametrize("article", FINISHED, ids=lambda article: article.slug)
def test_a_finished_one_says_when_to_get_help_and_how_quickly(article: DemoArticle) -> None:
    notes = [note for section in imported(article).content.sections for note in section.safety_notes]
    flags = [note.urgency for note in notes if note.kind == NoteKind.RED_FLAG]
    assert set(flags) == {Urgency.EMERGENCY, Urgency.URGENT, Urgency.SOON}
    assert flags.count(Urgency.EMERGENCY) >= 3


@pytest.mark.parametrize("article", OUT, ids=lambda article: article.slug)
def test_one_that_is_out_has_all_that_a_reader_in_pain_looks_for(article: DemoArticle) -> None:
    content = imported(article).content
    exercises = [exercise for section in content.sections for exercise in section.exercises]
    assert len(exercises) == 4
    assert all(exercise.goal and exercise.dose.repetitions_from for exercise in exercises)
    assert all(exercise.progression and exercise.stop for exercise in exercises)
    assert all(re.match(r"1\. ", exercise.how) and "![" in exercise.how for exercise in exercises)
    assert sum(len(section.benefits) for section in content.sections) >= 4
    assert len(content.faq) == 3
    assert len(content.references) >= 3
    assert sum(bool(section.precaution) for section in content.sections) == 1  # at most two warnings on a page


@pytest.mark.parametrize("article", [*FINISHED, DRAFT], ids=lambda article: article.slug)
def test_every_drawing_is_there_and_has_words(article: DemoArticle) -> None:
    text = article.document.read_text(encoding="utf-8")
    named = [(found["name"], found["words"]) for found in drawings.MENTION.finditer(text)]
    assert len(named) == text.count("](drawing:")
    assert [name for name, _words in named if not drawings.file_of(name).exists()] == []
    assert all(len(words.split()) >= 4 for _name, words in named)


def test_no_two_drawings_share_their_words_and_no_words_two_drawings() -> None:
    """A drawing that two articles use is told in the same words."""
    texts = [article.document.read_text(encoding="utf-8") for article in cast.EVERY]
    named = {(found["name"], found["words"]) for text in texts for found in drawings.MENTION.finditer(text)}
    assert len({name for name, _words in named}) == len(named)


def test_the_draft_holds_the_mistakes_that_the_checks_are_for() -> None:
    found = imported(DRAFT)
    assert sorted({finding.code for finding in run_checks(found.content, Context())}) == [
        "absolute-promise",
        "benefit-without-citation",
        "claim-without-citation",
        "long-sentence",
        "no-dose",
        "no-urgency",
        "reference-never-cited",
        "reference-without-link",
        "unknown-citation",
        "wrong-count",
    ]
    assert {"reviewer", "reviewed on", "biography"} <= {claim.kind for claim in found.claims}


def test_the_second_edition_repeats_the_bridge_of_the_first_with_another_dose() -> None:
    said = {field: value for _group, _row, field, value in second_edition.CHANGES}
    first = re.search(r"^Bridge:.*?^- How:\n(.*?)^- Easier", PUBLISHED.document.read_text(), re.DOTALL | re.MULTILINE)
    assert first
    steps = [line.strip() for line in first[1].splitlines()]
    assert said["how"].splitlines()[:-1] == steps[:-1]
    assert said["how"].endswith(f"Repeat {said['repetitions_from']}-{said['repetitions_to']} times.")
