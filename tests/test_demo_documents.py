"""The demo's documents: three that an editor can submit as they come, and a draft with honest mistakes."""

import pytest

from articles.checks import Context, run_checks
from articles.content import NoteKind, Urgency
from articles.demo.articles import DRAFT, IN_REVIEW, PUBLISHED, RETURNED, DemoArticle
from articles.importing.document import import_document
from articles.importing.result import Imported

FINISHED = (PUBLISHED, IN_REVIEW, RETURNED)


def imported(article: DemoArticle) -> Imported:
    return import_document(article.document.read_text(encoding="utf-8"), article.title)


@pytest.mark.parametrize("article", FINISHED, ids=lambda article: article.slug)
def test_a_finished_one_leaves_nothing_to_do(article: DemoArticle) -> None:
    found = imported(article)
    assert found.unplaced == ()
    assert [claim.kind for claim in found.claims] == ["byline"]
    assert run_checks(found.content, Context()) == []
    assert all(source.url.startswith("https://") for source in found.content.references)


@pytest.mark.parametrize("article", FINISHED, ids=lambda article: article.slug)
def test_a_finished_one_says_when_to_get_help_and_how_quickly(article: DemoArticle) -> None:
    notes = [note for section in imported(article).content.sections for note in section.safety_notes]
    flags = [note.urgency for note in notes if note.kind == NoteKind.RED_FLAG]
    assert set(flags) == {Urgency.EMERGENCY, Urgency.URGENT, Urgency.SOON}
    assert flags.count(Urgency.EMERGENCY) >= 3


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
