"""The edition to read before deciding: as readers will see it, or with what changed marked where it stands."""

from collections.abc import Callable
from typing import Any

import lxml.html
import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import drafting, workflow
from articles.models import Article, Edition
from reviewers.models import Specialty
from tests.conftest import make_clinician, save_content, unguarded
from tests.desking import at, page, with_exercise, with_section
from tests.reading import ADDRESS, words_of

TABLE = "\n\n| Day | Minutes |\n|---|---|\n| 1 | {minutes} |\n\nAsk [your surgery](https://example.org/{path})."


@pytest.fixture
def desk(client: Client, clinician: User) -> Client:
    client.force_login(clinician)
    return client


@pytest.fixture
def second(article: Article, editor: User, publish_next: Callable[..., Edition], published: Edition) -> Edition:
    """An edition in review in which a dose, a cell and a link target changed, and a red flag is gone."""
    before = drafting.content_of(article).model_copy(update={"lead": "Rest." + TABLE.format(minutes=5, path="a")})
    publish_next(lead=before.lead)
    dose = before.sections[2].exercises[0].dose.model_copy(update={"hold_seconds": 30})
    new = with_exercise(before, dose=dose)
    notes = new.sections[3].safety_notes
    new = with_section(new, 3, safety_notes=(notes[0], notes[1].model_copy(update={"text": "It looks bent."})))
    changes = {"lead": "Rest." + TABLE.format(minutes=50, path="b"), "change_note": "Clearer."}
    save_content(article, new.model_copy(update=changes), editor)
    return workflow.submit(article, editor)


def found(html: bytes | str | lxml.html.HtmlElement, path: str) -> list[lxml.html.HtmlElement]:
    root = html if isinstance(html, lxml.html.HtmlElement) else lxml.html.document_fromstring(html)
    elements: Any = root.xpath(path)
    return list(elements)


def in_place(client: Client, edition: Edition) -> lxml.html.HtmlElement:
    answer = client.get(at(edition), {"view": "changes"})
    assert answer.status_code == 200
    return found(answer.content, "//article")[0]


def marked(article: lxml.html.HtmlElement, path: str) -> list[tuple[str, str]]:
    for label in found(article, ".//*[@class='visually-hidden']"):
        label.drop_tree()
    marks = found(article, f".{path}//*[self::ins or self::del]")
    return [(str(mark.tag), " ".join(str(mark.text_content()).split())) for mark in marks]


class TestTheSwitch:
    def test_first_the_edition_as_readers_will_see_it(self, desk: Client, second: Edition) -> None:
        answer = desk.get(at(second)).content.decode()
        assert second.html in answer
        current = found(answer, "//nav[@class='switch']//a[@aria-current]")
        assert [link.text_content() for link in current] == ["As readers will see it"]

    def test_a_link_leads_to_what_changed_and_back(self, desk: Client, second: Edition) -> None:
        answer = desk.get(at(second), {"view": "changes"}).content
        links = found(answer, "//nav[@class='switch']//a")
        assert [(link.get("href"), link.get("aria-current")) for link in links] == [
            (f"{at(second)}#desk-article", None),
            (f"{at(second)}?view=changes#desk-article", "page"),
        ]

    @pytest.mark.parametrize("view", ["", "x", "changes' or 1", "CHANGES"])
    def test_nonsense_shows_the_edition(self, desk: Client, second: Edition, view: str) -> None:
        assert second.html in desk.get(at(second), {"view": view}).content.decode()

    def test_a_first_edition_has_nothing_to_be_compared_with(self, desk: Client, edition: Edition) -> None:
        answer = desk.get(at(edition), {"view": "changes"}).content.decode()
        assert 'class="switch"' not in answer
        assert edition.html in answer


class TestInPlace:
    def test_dose_cell_link_and_red_flag_are_marked_where_they_stand(self, desk: Client, second: Edition) -> None:
        article = in_place(desk, second)
        assert marked(article, "//*[@class='dose']") == [("del", "3"), ("ins", "30")]
        assert marked(article, "//td") == [("del", "5"), ("ins", "50")]
        assert marked(article, "//*[@class='lead']/p") == [
            ("del", "[leads to https://example.org/a]"),
            ("ins", "[leads to https://example.org/b]"),
        ]
        assert ("ins", "Deformity: It looks bent.") in marked(article, "//*[@id='get-help']")
        assert "Mild discomfort is normal." in article.text_content()

    def test_what_changed_comes_first_in_short(self, desk: Client, second: Edition) -> None:
        text = page(desk, at(second) + "?view=changes")
        order = [
            text.index(f"<h3>{name}</h3>") for name in ("Exercises and their doses", "Red flags", "Everything else")
        ]
        assert order == sorted(order)


class TestWhoSeesIt:
    @pytest.mark.parametrize("who", ["editor", "publisher", "superuser"])
    def test_nobody_but_clinicians(
        self, client: Client, second: Edition, who: str, request: pytest.FixtureRequest
    ) -> None:
        client.force_login(request.getfixturevalue(who))
        assert "bent" not in page(client, at(second) + "?view=changes", 403)

    def test_no_stranger(self, client: Client, second: Edition) -> None:
        assert client.get(at(second), {"view": "changes"}).status_code == 302

    def test_no_clinician_of_another_specialty(self, client: Client, second: Edition, podiatry: Specialty) -> None:
        client.force_login(make_clinician("podiatrist", "PH000002", podiatry).user)
        page(client, at(second) + "?view=changes", 404)

    @pytest.mark.parametrize("number", [2, 3])
    def test_what_fails_to_verify_is_not_compared(self, desk: Client, second: Edition, number: int) -> None:
        with unguarded():
            Edition.objects.filter(number=number).update(html="<p>Forged.</p>")
        answer = desk.get(at(second), {"view": "changes"})
        assert answer.status_code == 503
        assert "Forged" not in answer.content.decode()


class TestOnThePublicRecord:
    def test_says_word_for_word_what_was_added_and_removed(
        self, client: Client, published: Edition, publish_next: Callable[..., Edition]
    ) -> None:
        publish_next(lead="A sprained ankle usually gets better at home.")
        text = words_of(client, f"{ADDRESS}review/")
        assert "Word for word, compared with version 1" in text
        assert "Removed: often End of removal. Added: usually End of addition." in text.replace(
            "removal.Added", "removal. Added"
        )
        assert text.count("Word for word") == 1

    def test_says_nothing_of_an_edition_that_readers_never_saw(
        self, client: Client, second: Edition, clinician: User
    ) -> None:
        assert "bent" not in words_of(client, f"{ADDRESS}review/")
        workflow.return_(second, clinician, digest=second.digest, note="No.")
        assert "bent" not in words_of(client, f"{ADDRESS}review/")

    def test_what_was_unsafe_is_compared_with_nothing(
        self, client: Client, published: Edition, publish_next: Callable[..., Edition], editor: User
    ) -> None:
        unsafe = publish_next(lead="Run at once.")
        workflow.withdraw(unsafe, editor, as_="unsafe", reason="It harms.")
        publish_next(lead="Rest at first.")
        answer = words_of(client, f"{ADDRESS}review/")
        assert "Version 3" in answer
        assert "Word for word" not in answer
        assert "Run at once" not in answer

    def test_what_fails_to_verify_is_not_shown(
        self, client: Client, published: Edition, publish_next: Callable[..., Edition]
    ) -> None:
        publish_next()
        with unguarded():
            Edition.objects.filter(number=1).update(html="<p>Forged.</p>")
        assert client.get(f"{ADDRESS}review/").status_code == 503
