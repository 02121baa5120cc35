"""Suggested wording in the draft: exactly that text, by an editor, over nobody's work."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from articles import comments, drafting, workflow
from articles.content import Section
from articles.models import Article, Comment, Edition, Exercise
from articles.spots import spots, text_at, texts_of
from tests import sign
from tests.commenting import AFTER, EXERCISE, comment_on, later, refused, suggest
from tests.conftest import complete_content, make_person, save_content
from tests.desking import with_exercise, with_section

Sql = Callable[..., None]


@pytest.fixture
def said(edition: Edition, clinician: User) -> Comment:
    return comment_on(edition, clinician)


@pytest.fixture
def suggested(edition: Edition, clinician: User) -> Comment:
    return suggest(edition, clinician)


class TestTakingOver:
    def test_exactly_that_text_changes(self, suggested: Comment, article: Article, editor: User) -> None:
        article.refresh_from_db()
        before, rows = drafting.content_of(article), list(Exercise.objects.values_list("pk", flat=True))
        comments.take_over(suggested, editor, article.version)
        article.refresh_from_db()
        suggested.refresh_from_db()
        assert drafting.content_of(article) == with_exercise(before, how=AFTER)
        assert list(Exercise.objects.values_list("pk", flat=True)) == rows
        assert not suggested.is_open
        assert list(suggested.notes.values_list("kind", "by__username")) == [("take over", "editor")]
        newest = article.revisions.first()
        assert newest is not None
        assert (newest.number, newest.saved_by, newest.get_content()) == (2, editor, drafting.content_of(article))

    def test_every_text_of_the_article_can_be(self, edition: Edition, clinician: User, editor: User) -> None:
        whole = with_exercise(edition.get_content(), progression="Lift one heel.", stop="The pain is sharp.")
        edition = later(edition, editor, sections=whole.sections)
        content = edition.get_content()
        assert {"progression", "stop"} <= {text.place.rpartition(".")[2] for text in texts_of(content, EXERCISE)}
        for block in spots(content):
            for passage in texts_of(content, block.place):
                made = suggest(edition, clinician, passage.place, "Other words", block.place)
                comments.take_over(made, editor, Article.objects.get().version)
                assert text_at(drafting.content_of(Article.objects.get()), passage.place) == "Other words"

    def test_the_clinician_does_not_contribute_by_it(
        self, suggested: Comment, article: Article, editor: User, clinician: User
    ) -> None:
        saver = make_person("second-editor", "editor")
        comments.take_over(suggested, saver, Article.objects.get().version)
        workflow.recall(suggested.edition, editor)
        later = workflow.submit(article, editor)
        assert saver.pk in later.contributors
        assert clinician.pk not in later.contributors
        sign.approve(later, clinician, digest=later.digest, scope="whole", interests="none")
        later.refresh_from_db()
        assert later.state == "approved"

    def test_who_may_not(self, suggested: Comment, article: Article, publisher: User, clinician: User) -> None:
        stranger = make_person("contributor", "contributor")
        for person in (publisher, clinician, stranger):
            deed = lambda: comments.take_over(suggested, person, Article.objects.get().version)  # noqa: B023, E731
            assert "Only those who edit" in refused(deed)

    def test_a_stale_draft(self, suggested: Comment, article: Article, editor: User) -> None:
        seen = Article.objects.get().version
        save_content(article, drafting.content_of(article).model_copy(update={"lead": "Other."}), editor)
        assert "Somebody saved" in refused(lambda: comments.take_over(suggested, editor, seen))
        assert "Somebody saved" in refused(lambda: comments.take_over(suggested, editor, "x"))

    def test_a_text_that_changed_meanwhile(self, suggested: Comment, article: Article, editor: User) -> None:
        save_content(article, with_exercise(drafting.content_of(article), how="Sit down."), editor)
        saved = article.revisions.count()
        deed = lambda: comments.take_over(suggested, editor, Article.objects.get().version)  # noqa: E731
        assert "something else by now" in refused(deed)
        assert Exercise.objects.get().how == "Sit down."
        assert article.revisions.count() == saved

    def test_a_block_that_moved(self, suggested: Comment, article: Article, editor: User) -> None:
        draft = drafting.content_of(article)
        new = Section(heading="Before you begin", body="Warm up.")
        save_content(article, draft.model_copy(update={"sections": (new, *draft.sections)}), editor)
        comments.take_over(suggested, editor, Article.objects.get().version)
        assert text_at(drafting.content_of(article), "sections[3].exercises[0].how") == AFTER

    def test_a_block_that_is_gone(self, suggested: Comment, article: Article, editor: User) -> None:
        save_content(article, with_section(drafting.content_of(article), 2, exercises=()), editor)
        deed = lambda: comments.take_over(suggested, editor, Article.objects.get().version)  # noqa: E731
        assert "not in the draft any more" in refused(deed)

    def test_a_comment_without_wording(self, said: Comment, editor: User) -> None:
        assert "suggests no wording" in refused(lambda: comments.take_over(said, editor, Article.objects.get().version))

    def test_only_once(self, suggested: Comment, editor: User) -> None:
        comments.take_over(suggested, editor, Article.objects.get().version)
        save_content(Article.objects.get(), complete_content(), editor)  # as it was: only the comment is in the way
        version = Article.objects.get().version
        assert "resolved already" in refused(lambda: comments.take_over(suggested, editor, version))
