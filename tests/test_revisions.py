"""Revisions and the state of a draft: every save can come back, and the editor sees what the reviewer will not."""

from django.contrib.auth.models import User

from articles import drafting, workflow
from articles.models import Article, Edition
from articles.rendering.body import render_body
from tests.conftest import complete_content, make_person, save_content, signed_in

UNSEEN = "The reviewer will not see these changes. Take the edition back to include them."


def restore(person: User, article: Article, number: int, version: int | None = None) -> int:
    address = f"/admin/articles/article/{article.pk}/revisions/{number}/restore/"
    present = Article.objects.get(pk=article.pk).version if version is None else version
    return signed_in(person).post(address, {"version": present}).status_code


def test_a_revision_comes_back_with_its_rows_in_place(article: Article, editor: User) -> None:
    before = drafting.content_of(article)
    rows = list(article.exercises.values_list("pk", flat=True))
    save_content(article, complete_content(lead="Something else."), editor)
    assert restore(editor, article, 1) == 302
    fresh = Article.objects.get(pk=article.pk)
    assert drafting.content_of(fresh) == before
    assert list(article.exercises.values_list("pk", flat=True)) == rows
    assert article.revisions.get(number=3).restored_from == article.revisions.get(number=1)


def test_a_stale_page_restores_nothing(article: Article, editor: User) -> None:
    save_content(article, complete_content(lead="Something else."), editor)
    restore(editor, article, 1, version=1)
    assert Article.objects.get(pk=article.pk).lead == "Something else."


def test_looking_restores_nothing(article: Article, editor: User) -> None:
    save_content(article, complete_content(lead="Something else."), editor)
    address = f"/admin/articles/article/{article.pk}/revisions/1/restore/"
    assert signed_in(editor).get(address).status_code == 405
    assert Article.objects.get(pk=article.pk).lead == "Something else."


def test_not_without_the_right(article: Article, editor: User) -> None:
    save_content(article, complete_content(lead="Something else."), editor)
    for role in ("contributor", "publisher", "register clerk"):
        assert restore(make_person(role.replace(" ", ""), role), article, 1) == 403
    assert Article.objects.get(pk=article.pk).lead == "Something else."


def draft_page(person: User, article: Article) -> str:
    return signed_in(person).get(f"/admin/articles/article/{article.pk}/change/").content.decode()


def test_the_editor_is_warned_when_and_only_when_the_draft_differs(edition: Edition, editor: User) -> None:
    article = edition.article
    assert UNSEEN not in draft_page(editor, article)
    save_content(article, complete_content(lead="Something else."), editor)
    assert UNSEEN in draft_page(editor, article)
    workflow.recall(edition, editor)
    assert UNSEEN not in draft_page(editor, article)


def test_a_returned_edition_shows_its_note(edition: Edition, editor: User, clinician: User) -> None:
    workflow.return_(edition, clinician, digest=edition.digest, note="The dose is too high.")
    assert "The dose is too high." in draft_page(editor, edition.article)


def test_the_preview_is_the_page_that_a_submission_freezes(article: Article, editor: User) -> None:
    answer = signed_in(editor).get(f"/admin/articles/article/{article.pk}/preview/")
    frozen = workflow.submit(article, editor).html
    assert frozen == render_body(drafting.content_of(article))
    assert frozen in answer.content.decode()
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer.headers["Cache-Control"]
