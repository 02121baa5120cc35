"""Comments go along to the next edition while they are open, and stand in the way of their author's approval."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml import html

from articles import comments, workflow
from articles.models import Article, Edition
from tests.commenting import comment_on, later, suggest, thread_of
from tests.conftest import save_content, signed_in
from tests.desking import WHOLE, at, page, seen, signed, words

Values = dict[str, str]


@pytest.fixture
def desk(clinician: User) -> Client:
    return signed_in(clinician)


def found(client: Client, address: str, name: str) -> list[Any]:
    """The elements of this class on the page."""
    document: Any = html.document_fromstring(client.get(address).content.decode())
    elements: list[Any] = document.find_class(name)
    return elements


class TestLaterEditions:
    def test_an_open_comment_is_carried_to_its_block(
        self, desk: Client, edition: Edition, clinician: User, editor: User
    ) -> None:
        comment_on(edition, clinician)
        newer = later(edition, editor, lead="Another lead.")
        (block,) = found(desk, at(newer), "desk-block")
        assert block.find("h3").text_content() == "Exercise ‘Heel raise’"
        assert "Written on edition 1" in block.text_content()
        assert "Say what to hold." in block.text_content()

    def test_one_whose_block_is_gone_stands_at_the_top(
        self, desk: Client, edition: Edition, clinician: User, editor: User
    ) -> None:
        comment_on(edition, clinician, "lead")
        comment_on(edition, clinician, "faq[0]", "Gone soon.")
        newer = later(edition, editor, faq=())
        first, second = found(desk, at(newer), "desk-block")
        assert "This part is not in the article any more." in first.text_content()
        assert "Gone soon." in first.text_content()
        assert "not in the article" not in second.text_content()

    def test_a_resolved_one_is_history(self, desk: Client, edition: Edition, clinician: User, editor: User) -> None:
        comments.resolve(comment_on(edition, clinician), clinician)
        assert "Resolved on earlier editions" not in page(desk, at(edition))
        text = page(desk, at(later(edition, editor)))
        assert "Resolved on earlier editions (1)" in text
        assert text.count("Say what to hold.") == 1

    def test_it_can_be_resolved_there(self, desk: Client, edition: Edition, clinician: User, editor: User) -> None:
        made = comment_on(edition, clinician)
        newer = later(edition, editor)
        answer = desk.post(thread_of(made, newer), {"do": "resolve", "text": ""})
        assert answer.headers["Location"] == at(newer) + "#desk-comments"
        made.refresh_from_db()
        assert not made.is_open

    def test_an_earlier_edition_does_not_show_what_was_said_later(
        self, desk: Client, published: Edition, clinician: User, editor: User, article: Article
    ) -> None:
        save_content(article, article.editions.get().get_content().model_copy(update={"change_note": "New."}), editor)
        comment_on(workflow.submit(article, editor), clinician, text="About the second.")
        assert "About the second." not in page(desk, at(published))

    def test_wording_that_was_taken_over_says_where_it_is(
        self, desk: Client, edition: Edition, clinician: User, editor: User
    ) -> None:
        made = suggest(edition, clinician)
        comments.take_over(made, editor, Article.objects.get().version)
        assert "This edition still has the words as they were" in page(desk, at(edition))
        assert "still has the words" not in page(desk, at(later(edition, editor)))


class TestApproving:
    def test_the_page_refuses_and_says_why(self, desk: Client, edition: Edition, clinician: User) -> None:
        made = comment_on(edition, clinician)
        sent = seen(edition, WHOLE)
        answer = desk.post(at(edition, "approve"), sent)
        assert answer.status_code == 409
        assert "You have 1 open comment on this article. Resolve it, or return the edition." in words(answer)
        desk.post(thread_of(made), {"do": "resolve"})
        signed(desk, at(edition, "approve"), sent)
        edition.refresh_from_db()
        assert edition.state == "approved"
