"""What the tests of comments share: the places of the complete content, and a comment with a suggestion."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles import comments, drafting, workflow
from articles.models import Article, Comment, Edition
from articles.refusal import Refused
from tests.conftest import save_content

EXERCISE = "sections[2].exercises[0]"
HOW = f"{EXERCISE}.how"
BEFORE = "Stand behind a chair. Lift both heels slowly."
AFTER = "Stand behind a chair. Lift both heels slowly, and hold on."


def comment_on(edition: Edition, by: User, place: str = EXERCISE, text: str = "Say what to hold.") -> Comment:
    return comments.comment(edition, by, place, text, digest=edition.digest)


def suggest(edition: Edition, by: User, field: str = HOW, suggestion: str = AFTER, place: str = EXERCISE) -> Comment:
    return comments.comment(
        edition, by, place, "Nobody should fall.", digest=edition.digest, field=field, suggestion=suggestion
    )


def counted() -> tuple[int, int, int]:
    """Comments, those that are open, and notes."""
    notes = sum(comment.notes.count() for comment in Comment.objects.all())
    return Comment.objects.count(), Comment.objects.filter(is_open=True).count(), notes


def refused(deed: Callable[[], object]) -> str:
    """Do it, see it refused, and see that nothing came of it."""
    before = counted()
    with pytest.raises(Refused) as caught:
        deed()
    assert counted() == before
    return str(caught.value)


def thread_of(comment: Comment, edition: Edition | None = None) -> str:
    return reverse("desk:thread", args=[(edition or comment.edition).pk, comment.pk])


def later(edition: Edition, editor: User, **changes: object) -> Edition:
    """The article as its next edition in review."""
    workflow.recall(edition, editor)
    article = Article.objects.get(pk=edition.article_id)
    save_content(article, drafting.content_of(article).model_copy(update=changes), editor)
    return workflow.submit(article, editor)
