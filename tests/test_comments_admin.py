"""Comments on the editors' screens: where they are, and what an editor does about them."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from lxml import html

from articles import comments, drafting, workflow
from articles.models import Article, Comment, Edition, Exercise
from articles.spots import text_at
from tests.commenting import AFTER, BEFORE, EXERCISE, HOW, comment_on, counted, suggest
from tests.conftest import make_person, save_content, signed_in
from tests.desking import page, with_exercise, with_section, words
from tests.editing import change_address, draft_form
from tests.editing import save as save_form


@pytest.fixture
def desk(editor: User) -> Client:
    """The editor's browser."""
    return signed_in(editor)


@pytest.fixture
def suggested(edition: Edition, clinician: User) -> Comment:
    return suggest(edition, clinician)


def address(comment: Comment, name: str = "comment") -> str:
    return reverse(f"admin:articles_article_{name}", args=[comment.article_id, comment.pk])


def click(client: Client, comment: Comment) -> Any:
    """Press “Take over this wording” on the article's page, as it stands there."""
    document: Any = html.document_fromstring(client.get(change_address(comment.article)).content.decode())
    (form,) = [form for form in document.forms if form.action == address(comment, "take_over")]
    return client.post(form.action, dict(form.form_values()))


class TestOnTheArticlesPage:
    def test_an_open_comment_leads_to_its_field(self, desk: Client, suggested: Comment, article: Article) -> None:
        text = page(desk, change_address(article))
        assert "Open comments (1)" in text
        assert '<a href="#id_exercises-0-how">Exercise ‘Heel raise’</a>' in text
        assert "Clinician on edition 1" in text
        assert "<ins>" in text
        assert 'id="id_exercises-0-how"' in text

    def test_it_stands_outside_the_form(self, desk: Client, suggested: Comment, article: Article) -> None:
        assert "Take over this wording" in page(desk, change_address(article))
        assert save_form(desk, article, draft_form(desk, article), title="Other").status_code == 302
        assert counted() == (1, 1, 0)

    def test_those_of_a_returned_edition_are_there(
        self, desk: Client, suggested: Comment, article: Article, clinician: User
    ) -> None:
        workflow.return_(suggested.edition, clinician, digest=suggested.edition.digest, note="Mend it.")
        assert "Open comments (1)" in page(desk, change_address(article))

    def test_resolved_ones_are_folded_away(
        self, desk: Client, suggested: Comment, article: Article, clinician: User
    ) -> None:
        comments.resolve(suggested, clinician, "Done with.")
        text = page(desk, change_address(article))
        assert "Open comments (0)" in text
        assert "Resolved comments (1)" in text
        assert "Take over this wording" not in text

    def test_none_at_all(self, desk: Client, article: Article) -> None:
        assert "comments" not in page(desk, change_address(article)).lower().replace("css/conversation", "")

    def test_one_of_no_part_any_more(self, desk: Client, suggested: Comment, article: Article, editor: User) -> None:
        save_content(article, with_section(drafting.content_of(article), 2, exercises=()), editor)
        text = page(desk, change_address(article))
        assert "this part is not in the draft any more" in text
        assert "The text that it is about is not in the draft any more." in text
        assert "Take over this wording" not in text


class TestTakingOver:
    def test_in_one_click(self, desk: Client, suggested: Comment, article: Article) -> None:
        answer = click(desk, suggested)
        assert answer.headers["Location"] == change_address(article)
        assert Exercise.objects.get().how == AFTER
        suggested.refresh_from_db()
        assert not suggested.is_open
        text = page(desk, change_address(article))
        assert "Taken over: the draft now has the suggested wording" in text
        assert "Wording taken over" in text

    def test_two_one_after_the_other(self, desk: Client, suggested: Comment, clinician: User) -> None:
        other = suggest(suggested.edition, clinician, "lead", "Another lead.", "lead")
        click(desk, suggested)
        click(desk, other)
        draft = drafting.content_of(Article.objects.get())
        assert (text_at(draft, HOW), draft.lead) == (AFTER, "Another lead.")

    def test_a_draft_that_was_saved_meanwhile(
        self, desk: Client, suggested: Comment, article: Article, editor: User
    ) -> None:
        seen = Article.objects.get().version
        save_content(article, drafting.content_of(article).model_copy(update={"lead": "Other."}), editor)
        answer = desk.post(address(suggested, "take_over"), {"version": seen})
        assert answer.status_code == 409
        assert "Somebody saved this article meanwhile, so nothing was taken over" in words(answer)
        assert "Take over this wording" in words(answer)  # of the draft as it is now
        assert Exercise.objects.get().how == BEFORE

    def test_another_text_is_shown_beside_both_wordings(
        self, desk: Client, suggested: Comment, article: Article, editor: User
    ) -> None:
        save_content(article, with_exercise(drafting.content_of(article), how="Sit down."), editor)
        assert "The draft says something else by now" in page(desk, change_address(article))
        answer = desk.post(address(suggested, "take_over"), {"version": Article.objects.get().version})
        assert (answer.status_code, counted()) == (409, (1, 1, 0))
        document: Any = html.document_fromstring(answer.content.decode())
        shown = [document.get_element_by_id(f"wording-{name}").value for name in ("read", "now", "suggested")]
        assert [text.strip() for text in shown] == [BEFORE, "Sit down.", AFTER]
        assert Exercise.objects.get().how == "Sit down."

    def test_looking_does_nothing(self, desk: Client, suggested: Comment) -> None:
        assert desk.get(address(suggested, "take_over")).status_code == 405
        page(desk, address(suggested))
        assert counted() == (1, 1, 0)

    @pytest.mark.parametrize("role", ["contributor", "publisher", "register clerk"])
    def test_who_may_not(self, suggested: Comment, role: str) -> None:
        person = signed_in(make_person("somebody", role))
        sent = {"version": Article.objects.get().version}
        assert person.post(address(suggested, "take_over"), sent).status_code == 403
        assert counted() == (1, 1, 0)
        if role != "register clerk":
            assert "Take over this wording" not in page(person, change_address(suggested.article))

    def test_the_owner_may_as_a_contributor(self, suggested: Comment) -> None:
        owner = make_person("owner", "contributor")
        Article.objects.update(owner=owner)
        click(signed_in(owner), suggested)
        assert Exercise.objects.get().how == AFTER

    def test_without_signing_in(self, suggested: Comment) -> None:
        assert Client().post(address(suggested, "take_over"), {"version": 1}).status_code in (302, 403)
        assert counted() == (1, 1, 0)


class TestThread:
    def test_answering(self, desk: Client, suggested: Comment, article: Article) -> None:
        answer = desk.post(address(suggested), {"do": "answer", "text": "Is there a source?"})
        assert answer.headers["Location"] == change_address(article)
        assert "Is there a source?" in page(desk, change_address(article))

    def test_resolving_needs_a_reason(self, desk: Client, suggested: Comment) -> None:
        answer = desk.post(address(suggested), {"do": "resolve", "text": " "})
        assert (answer.status_code, counted()) == (409, (1, 1, 0))
        assert "Write a sentence that says why" in words(answer)
        assert desk.post(address(suggested), {"do": "resolve", "text": "It is there."}).status_code == 302
        assert desk.post(address(suggested), {"do": "reopen", "text": ""}).status_code == 302
        assert counted() == (1, 1, 2)

    def test_what_was_typed_is_kept(self, desk: Client, suggested: Comment, clinician: User) -> None:
        comments.resolve(suggested, clinician)
        answer = desk.post(address(suggested), {"do": "answer", "text": "My words."})
        assert answer.status_code == 409
        assert "My words." in words(answer)
        answer = desk.post(address(suggested), {"do": "reopen", "text": "My words." + "x" * 5000})
        assert (answer.status_code, counted()) == (422, (1, 0, 1))
        assert "My words." in words(answer)

    def test_a_comment_of_another_article(self, desk: Client, suggested: Comment, editor: User) -> None:
        other = Article.objects.create(slug="other", owner=editor)
        for name in ("comment", "take_over"):
            wrong = reverse(f"admin:articles_article_{name}", args=[other.pk, suggested.pk])
            assert desk.post(wrong, {"do": "resolve", "text": "x"}).status_code == 404

    @pytest.mark.parametrize("role", ["register clerk", "administrator"])
    def test_roles_that_see_no_drafts(self, suggested: Comment, role: str) -> None:
        assert signed_in(make_person("somebody", role)).get(address(suggested)).status_code == 403

    def test_a_clinician_is_led_to_the_sign_in_page(self, suggested: Comment, clinician: User) -> None:
        assert signed_in(clinician).get(address(suggested)).status_code in (302, 403)

    def test_a_comment_without_wording(self, desk: Client, edition: Edition, clinician: User) -> None:
        said = comment_on(edition, clinician, EXERCISE)
        assert "Take over" not in page(desk, address(said))
