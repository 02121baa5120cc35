"""Comments as people read them: each with its notes, at its block, and with what this person may do about it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from articles import comments, rules
from articles.anchors import Anchor, anchored, anchored_text, arranged, content_then
from articles.compare import Difference, Kind, Subject
from articles.content import Content
from articles.models import Article, Comment, CommentNote, Edition
from articles.places import label
from articles.refusal import Refused
from articles.segments import segments
from articles.spots import text_at

_VERBS = {"answer": comments.answer, "resolve": comments.resolve, "reopen": comments.reopen}


class Rights(NamedTuple):
    """What a person may do about a comment, by the rules."""

    answer: bool
    resolve: bool
    take_over: bool


@dataclass(frozen=True)
class Thread:
    """One comment with its notes. `difference` is its suggestion beside the wording that the clinician read.

    `text_place` is where that text stands in the content at hand, `now` what stands there; None if it is gone.
    """

    comment: Comment
    notes: tuple[CommentNote, ...]
    anchor: Anchor
    difference: Difference | None
    text_place: str | None
    now: str | None
    rights: Rights

    @property
    def may_answer(self) -> bool:
        return self.comment.is_open and self.rights.answer

    @property
    def may_resolve(self) -> bool:
        """Resolve it, or open it again."""
        return self.rights.resolve

    @property
    def may_take_over(self) -> bool:
        return self.comment.is_open and bool(self.comment.field) and self.rights.take_over

    @property
    def is_as_it_was(self) -> bool:
        """Whether the text still says what the clinician read."""
        return self.now == self.comment.wording

    @property
    def waits_for_next_edition(self) -> bool:
        """Whether an editor took the wording over, but the content at hand does not have it."""
        taken = any(note.kind == CommentNote.Kind.TAKE_OVER for note in self.notes)
        return taken and not self.comment.is_open and self.is_as_it_was


@dataclass(frozen=True)
class Conversation:
    """The comments beside one content: by block in reading order, those of no block first; then the settled ones."""

    groups: tuple[tuple[Anchor, tuple[Thread, ...]], ...]
    history: tuple[Thread, ...]
    own_open: int
    may_comment: bool = False

    @property
    def open(self) -> int:
        return sum(thread.comment.is_open for _anchor, threads in self.groups for thread in threads)


def on_edition(edition: Edition, content: Content, person: User) -> Conversation:
    """What was said on this edition, and what earlier ones left open. Their resolved comments are history."""
    known = _known(edition.article).filter(edition__number__lte=edition.number)
    shown = [comment for comment in known if comment.is_open or comment.edition_id == edition.pk]
    history = [comment for comment in known if not comment.is_open and comment.edition_id != edition.pk]
    conversation = _conversation(shown, history, content, person)
    return replace(conversation, may_comment=rules.may_comment(person, edition))


def on_draft(article: Article, draft: Content, person: User) -> Conversation:
    """Every open comment on any edition of the article; the resolved ones are history."""
    known = list(_known(article))
    shown = [comment for comment in known if comment.is_open]
    return _conversation(shown, [comment for comment in known if not comment.is_open], draft, person)


def thread_of(comment: Comment, content: Content, person: User, rights: Rights | None = None) -> Thread:
    text_place = anchored_text(comment, content)
    return Thread(
        comment=comment,
        notes=tuple(comment.notes.all()),
        anchor=anchored(comment, content),
        difference=_difference(comment) if comment.field else None,
        text_place=text_place,
        now=None if text_place is None else text_at(content, text_place),
        rights=rights or _rights(comment, person),
    )


def _difference(comment: Comment) -> Difference:
    name = label(content_then(comment), comment.field)
    return Difference(Kind.CHANGED, Subject.OTHER, comment.field, name, segments(comment.wording, comment.suggestion))


def act(comment: Comment, by: User, what: str, text: str) -> CommentNote:
    """Do what a button of the thread says. Raises Refused."""
    verb = _VERBS.get(what)
    if verb is None:
        raise Refused(_("Choose what to do with this comment."))
    return verb(comment, by, text)


def _known(article: Article) -> QuerySet[Comment]:
    notes = Prefetch("notes", CommentNote.objects.select_related("by__reviewer"))
    known = article.comments.select_related("article", "edition", "author__reviewer").defer("edition__html")
    return known.prefetch_related(notes)


def _rights(comment: Comment, person: User) -> Rights:
    return Rights(
        rules.may_answer(person, comment), rules.may_resolve(person, comment), rules.may_take_over(person, comment)
    )


def _conversation(shown: list[Comment], history: Iterable[Comment], content: Content, person: User) -> Conversation:
    asked: dict[tuple[int, int], Rights] = {}

    def thread(comment: Comment) -> Thread:
        """The rules answer alike for all comments of one author on one edition, so they are asked once."""
        key = comment.author_id, comment.edition_id
        if key not in asked:
            asked[key] = _rights(comment, person)
        return thread_of(comment, content, person, asked[key])

    return Conversation(
        groups=tuple((anchor, tuple(map(thread, held))) for anchor, held in arranged(shown, content)),
        history=tuple(map(thread, history)),
        own_open=sum(comment.is_open and comment.author_id == person.pk for comment in shown),
    )
