"""Comments as people read them: each with its notes, at its block, and with what this person may do about it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

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
    may_answer: bool
    may_resolve: bool
    may_take_over: bool

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


def thread_of(comment: Comment, content: Content, person: User) -> Thread:
    text_place = anchored_text(comment, content)
    return Thread(
        comment=comment,
        notes=tuple(comment.notes.all()),
        anchor=anchored(comment, content),
        difference=_difference(comment) if comment.field else None,
        text_place=text_place,
        now=None if text_place is None else text_at(content, text_place),
        may_answer=comment.is_open and rules.may_answer(person, comment),
        may_resolve=rules.may_resolve(person, comment),
        may_take_over=comment.is_open and bool(comment.field) and rules.may_take_over(person, comment),
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


def _conversation(shown: list[Comment], history: Iterable[Comment], content: Content, person: User) -> Conversation:
    groups = arranged(shown, content)
    return Conversation(
        groups=tuple(
            (anchor, tuple(thread_of(comment, content, person) for comment in held)) for anchor, held in groups
        ),
        history=tuple(thread_of(comment, content, person) for comment in history),
        own_open=sum(comment.is_open and comment.author_id == person.pk for comment in shown),
    )
