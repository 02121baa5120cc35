"""Where a comment belongs in another edition or in the draft."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from articles.content import Content, parse
from articles.models import Comment
from articles.places import label, reading_order
from articles.spots import block_of, find


@dataclass(frozen=True)
class Anchor:
    """Where the comment's block is in a content, and what it is called there. Gone: None, and what it was called."""

    place: str | None
    label: str


def content_then(comment: Comment) -> Content:
    """The content of the edition that the comment was written on."""
    return _parsed(comment.edition.content)


@lru_cache(maxsize=16)
def _parsed(content: str) -> Content:
    """Kept, because one page asks for the same few editions again and again."""
    return parse(content)


def anchored(comment: Comment, content: Content) -> Anchor:
    place = find(comment.place, content_then(comment), content)
    return Anchor(place, label(content, place) if place else comment.label)


def anchored_text(comment: Comment, content: Content) -> str | None:
    """The place in the content of the text that the comment words otherwise; None if its block is gone, or no text."""
    if not comment.field:
        return None
    block = block_of(comment.field)
    place = find(block, content_then(comment), content)
    return None if place is None else place + comment.field.removeprefix(block)


def arranged(comments: Iterable[Comment], content: Content) -> list[tuple[Anchor, list[Comment]]]:
    """Each comment exactly once, under its block: first those whose block is gone, then in reading order."""
    groups: dict[Anchor, list[Comment]] = {}
    for comment in comments:
        groups.setdefault(anchored(comment, content), []).append(comment)
    return sorted(groups.items(), key=lambda group: reading_order(content, group[0].place) if group[0].place else ())
