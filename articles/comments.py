"""What is done with comments, verb by verb: comment, answer, resolve, reopen, take over.

Each verb asks the guards first, then does everything in one transaction, and tells people after commit. Nothing that
was said is ever reworded or deleted: a comment only opens and closes, and notes are added to it.
"""

import secrets
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic import TypeAdapter, ValidationError

from articles import drafting, notices, rules
from articles.anchors import anchored_text
from articles.content import Content, passages
from articles.models import (
    FAQ,
    Article,
    Benefit,
    Comment,
    CommentNote,
    Edition,
    Exercise,
    SafetyNote,
    Section,
)
from articles.places import label
from articles.refusal import Refused, require
from articles.spots import block_of, spots, text_at, with_text
from articles.texts import Text

Kind = CommentNote.Kind

_TEXT: TypeAdapter[str] = TypeAdapter(Text)
_ROWS: dict[str, type[models.Model]] = {
    "sections": Section,
    "benefits": Benefit,
    "exercises": Exercise,
    "safety_notes": SafetyNote,
    "faq": FAQ,
}


@transaction.atomic
def comment(
    edition: Edition, by: User, place: str, text: str, *, digest: str, field: str = "", suggestion: str = ""
) -> Comment:
    """Comment on a block of the edition that was seen, and perhaps suggest another wording for one text of it.

    `place` is the path of a block, `field` that of a text at or below it. Raises Refused.
    """
    edition = Edition.objects.select_for_update().select_related("article").get(pk=edition.pk)
    require(rules.may_see_for_review(by, edition), _("Only a clinician who may review this edition can comment on it."))
    require(
        rules.may_comment(by, edition),
        _("Edition %(number)s is %(state)s by now, so it takes no comments.")
        % {"number": edition.number, "state": edition.get_state_display().lower()},
    )
    require(
        secrets.compare_digest(digest.encode(), edition.digest.encode()),
        _("What you read is not this edition any more. Open it again, read it, and then comment."),
    )
    content = edition.get_content()
    require(
        place in {block.place for block in spots(content)},
        _("This edition has no such part. Choose the part again."),
    )
    text = _clean(text)
    require(text, _("Write what should be different, or why."))
    wording = ""
    if field or suggestion:
        suggestion = _clean(suggestion)
        wording = _wording(content, place, field, suggestion)
    made = Comment.objects.create(
        article=edition.article,
        edition=edition,
        place=place,
        label=label(content, place),
        text=text,
        field=field,
        wording=wording,
        suggestion=suggestion,
        author=by,
    )
    notices.tell_of_comment(made)
    return made


def _wording(content: Content, place: str, field: str, suggestion: str) -> str:
    """The present wording of the text that the suggestion is for. Raises Refused if it can't stand there."""
    passage = next((passage for passage in passages(content) if passage.place == field), None)
    if passage is None or not (field == place or field.startswith(f"{place}.")):
        raise Refused(_("This part has no such text, so no other wording can be suggested for it."))
    require(suggestion, _("Write the wording that you suggest. If the text should go, say so in your comment."))
    require(
        suggestion != passage.text.strip(),
        _("The wording that you suggest is the one that is there. Change it, or leave it out."),
    )
    require(
        passage.markdown or "\n" not in suggestion,
        _("This text is one line in the article. Write your wording without line breaks."),
    )
    longest = _longest(field)
    require(
        longest is None or len(suggestion) <= longest,
        _("There is room for %(longest)s characters here, and your wording has %(written)s.")
        % {"longest": longest, "written": len(suggestion)},
    )
    return passage.text


def _longest(field: str) -> int | None:
    """How many characters the draft holds at this place; None if it has no limit."""
    block = block_of(field)
    kind, bracket, _index = block.rpartition(".")[2].partition("[")
    model: type[models.Model] = _ROWS[kind] if bracket else Article
    column: Any = model._meta.get_field(field.removeprefix(block).strip(".").replace(".", "_") or kind)
    longest: int | None = column.max_length
    return longest


@transaction.atomic
def answer(comment: Comment, by: User, text: str) -> CommentNote:
    """Say something to an open comment. Raises Refused."""
    require(rules.may_answer(by, comment), _("Only those who review or edit this article can answer."))
    text = _clean(text)
    require(text, _("Write your answer first."))
    comment = _locked(comment)
    require(comment.is_open, _("This comment is resolved by now. Open it again to go on with it."))
    return _note(comment, by, Kind.ANSWER, text)


@transaction.atomic
def resolve(comment: Comment, by: User, text: str = "") -> CommentNote:
    """Close a comment. Somebody else than its author says why; the author can open it again. Raises Refused."""
    require(
        rules.may_resolve(by, comment), _("Only the clinician who wrote this comment, or an editor, can resolve it.")
    )
    text = _clean(text)
    require(
        text or comment.author_id == by.pk,
        _("Write a sentence that says why, for the clinician who wrote the comment."),
    )
    return _close(comment, by, Kind.RESOLVE, text)


@transaction.atomic
def reopen(comment: Comment, by: User, text: str = "") -> CommentNote:
    """Open a resolved comment again. Raises Refused."""
    require(
        rules.may_resolve(by, comment), _("Only the clinician who wrote this comment, or an editor, can open it again.")
    )
    text = _clean(text)
    # An approval holds the edition's lock while it counts open comments: this one comes before it or after it.
    list(comment.article.editions.in_flight().select_for_update())
    opened = Comment.objects.filter(pk=comment.pk, is_open=False).update(is_open=True)
    require(opened, _("This comment is open already. Nothing was changed."))
    return _note(comment, by, Kind.REOPEN, text)


@transaction.atomic
def take_over(comment: Comment, by: User, version: int | str) -> CommentNote:
    """Put the suggested wording into the draft, as this person's edit, and resolve the comment. Raises Refused.

    `version` is that of the draft which they saw. The draft must say what the clinician read: whoever changed that
    text since is not overwritten.
    """
    require(rules.may_take_over(by, comment), _("Only those who edit this article can take wording over."))
    article = Article.objects.select_for_update().get(pk=comment.article_id)
    require(
        str(version) == str(article.version),
        _("Somebody saved this article meanwhile, so nothing was taken over. Look again."),
    )
    require(comment.field, _("This comment suggests no wording."))
    draft = drafting.content_of(article)
    place = anchored_text(comment, draft)
    if place is None:
        raise Refused(_("What this comment is about is not in the draft any more, so nothing was taken over."))
    require(
        text_at(draft, place) == comment.wording,
        _("The draft says something else by now than what the clinician read, so nothing was taken over."),
    )
    note = _close(comment, by, Kind.TAKE_OVER, "")
    drafting.fill(article, with_text(draft, place, comment.suggestion))
    drafting.save_revision(article, by)
    return note


def refusal_to_approve(edition: Edition, by: User) -> str | None:
    """Why this person can't approve or renew the edition before their comments are resolved, or None."""
    number = open_comments_of(by, edition.article).count()
    if not number:
        return None
    if edition.state == Edition.State.IN_REVIEW:
        sentence = ngettext(
            "You have %(number)d open comment on this article. Resolve it, or return the edition.",
            "You have %(number)d open comments on this article. Resolve them, or return the edition.",
            number,
        )
    else:
        sentence = ngettext(
            "You have %(number)d open comment on this article. Resolve it first.",
            "You have %(number)d open comments on this article. Resolve them first.",
            number,
        )
    return sentence % {"number": number}


def open_comments_of(person: User, article: Article) -> models.QuerySet[Comment]:
    """The comments of this person on any edition of the article that are still open."""
    return article.comments.filter(author=person, is_open=True)


def _close(comment: Comment, by: User, kind: Kind, text: str) -> CommentNote:
    """Compare and set: whoever comes second changes nothing."""
    closed = Comment.objects.filter(pk=comment.pk, is_open=True).update(is_open=False)
    require(closed, _("This comment is resolved already. Nothing was changed."))
    return _note(comment, by, kind, text)


def _note(comment: Comment, by: User, kind: Kind, text: str) -> CommentNote:
    comment.refresh_from_db(fields=["is_open"])
    note = CommentNote.objects.create(comment=comment, kind=kind, text=text, by=by)
    notices.tell_of_comment_note(note)
    return note


def _locked(comment: Comment) -> Comment:
    return Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)


def _clean(text: str) -> str:
    """The text in the form that contents have. Raises Refused for what no content can hold."""
    try:
        return _TEXT.validate_python(text).strip()
    except ValidationError as error:
        raise Refused(_("The text holds a character that can't be kept. Take it out, and send it again.")) from error
