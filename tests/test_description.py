"""What search engines and shared links say: written by editors, seen by whoever approves it, compared like any text."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import drafting, workflow
from articles.blocks import blocks
from articles.compare import differences, needs_whole
from articles.content import canonical
from articles.models import Article, Edition
from articles.spots import find, spots
from tests import sign
from tests.checking import places
from tests.conftest import complete_content, save_content, signed_in
from tests.desking import at, page
from tests.editing import draft_form, save
from tests.editing import words as words_on
from tests.reading import page as reader_page

SAID = "How to look after a sprained ankle, and when to get help."
WITH = complete_content(description=SAID)


def test_an_editor_writes_it_and_a_late_save_shows_it(article: Article, editor: User) -> None:
    desk = signed_in(editor)
    values = draft_form(desk, article)
    assert save(desk, article, values, description=SAID).status_code == 302
    assert drafting.content_of(Article.objects.get()).description == SAID
    late = save(desk, article, values, description="Other words about ankles.")
    assert late.status_code == 409
    assert "Other words about ankles." in words_on(late)
    assert SAID in words_on(late)


def test_the_clinician_sees_it_and_readers_only_once_it_is_published(
    article: Article, editor: User, clinician: User, publisher: User, publish_next: Callable[..., Edition]
) -> None:
    save_content(article, WITH, editor)
    first = workflow.submit(article, editor)
    shown = f"Search engines and shared links say: {SAID}"
    assert shown in page(signed_in(clinician), at(first))
    reader = Client()
    assert SAID not in reader.get("/feed/").content.decode()
    sign.approve(first, clinician, digest=first.digest, scope="whole", interests="none")
    first.refresh_from_db()
    workflow.publish(first, publisher)
    for meta in ("@name='description'", "@property='og:description'"):
        assert reader_page(reader).xpath(f"//meta[{meta}]/@content") == [SAID]
    assert SAID in reader.get("/feed/").content.decode()
    assert SAID in reader_page(reader).xpath("//script[@type='application/ld+json']")[0].text
    save_content(article, WITH.model_copy(update={"description": "Short words.", "change_note": "Shorter."}), editor)
    second = workflow.submit(article, editor)
    desk = page(signed_in(clinician), f"{at(second)}?view=changes")
    assert "<strong>Description for search engines</strong>" in desk
    _before, _label, marked = desk.partition("Search engines and shared links say:")
    assert "<ins>" in marked.partition("</p>")[0]
    assert "Short words." not in reader.get("/articles/ankle-sprain/").content.decode()


def test_changing_it_is_a_small_change_unless_it_holds_a_number() -> None:
    changed = complete_content(description="How to look after an ankle.")
    (difference,) = differences(WITH, changed)
    assert (difference.place, difference.label) == ("description", "Description for search engines")
    assert needs_whole(WITH, changed) == []
    assert needs_whole(WITH, complete_content(description="Better in 2 weeks.")) != []


def test_without_one_nothing_is_different_from_before() -> None:
    plain = complete_content()
    assert "description" not in canonical(plain)
    assert "description" not in [spot.place for spot in spots(plain)]
    assert find("description", WITH, WITH) == "description"
    assert "description" not in [block.place for block in blocks(WITH)]


@pytest.mark.parametrize(
    ("description", "code"),
    [
        ("x" * 161, "long-description"),
        ("This article was medically reviewed by Dr Jo Bloggs.", "typed-review"),
        ("See [@nhs-2024].", "citation-not-allowed"),
    ],
)
def test_the_checks_look_at_it(description: str, code: str) -> None:
    assert places(complete_content(description=description), code) == ["description"]
    assert places(WITH, code) == []
