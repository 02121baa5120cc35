"""What the tests of comments share: the places of the complete content, and a comment with a suggestion."""

from django.contrib.auth.models import User

from articles import comments
from articles.models import Comment, Edition

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
