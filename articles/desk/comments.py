"""The desk's pages of comments: choose a part of an edition, comment on it, and go on with a thread."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import comments, proof, rules, threads
from articles.blocks import value_at
from articles.content import Content, Exercise, ImageUse, Passage, Source
from articles.desk.access import edition_for, for_clinicians
from articles.desk.attempting import Problem, attempt
from articles.desk.comment_forms import CommentForm, NoteForm
from articles.models import Comment, CommentNote, Edition
from articles.places import label
from articles.rendering.dose import dose_sentence
from articles.spots import spots, texts_of
from reviewers.models import Reviewer

asked_and_done = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class PartOfEdition:
    """A block to comment on: its texts with what each is called, and what else there is to read in it."""

    place: str
    label: str
    texts: tuple[tuple[Passage, str], ...]
    facts: tuple[str, ...]
    is_inside: bool

    @property
    def is_there(self) -> bool:
        return bool(self.texts or self.facts)


@for_clinicians
@asked_and_done
def write(request: HttpRequest, reviewer: Reviewer, pk: int) -> HttpResponse:
    """Choose a part by its link, then comment on it. Whatever is refused comes back as it was typed."""
    edition = edition_for(reviewer, pk)
    proof.check_edition(edition)
    content = edition.get_content()
    sent = request.POST if request.method == "POST" else None
    place = (request.GET if sent is None else sent).get("place", "")
    part = next((_part(content, block.place) for block in spots(content) if block.place == place), None)
    form = CommentForm(
        sent, texts=part.texts if part else (), initial={"digest": edition.digest, "place": place}, auto_id="comment-%s"
    )
    problem = None
    if sent is not None:
        outcome = attempt(form, lambda: _kept(form, edition, reviewer))
        if isinstance(outcome, Comment):
            messages.success(request, _("Your comment is kept, and the editors have been told."))
            return _back(edition)
        problem = outcome
    context = {
        "edition": edition,
        "title": content.title,
        "part": part,
        "parts": [] if part or sent is not None else list(_parts(content)),
        "form": form,
        "may_comment": rules.may_comment(reviewer.user, edition),
    }
    return _page(request, reviewer, "desk/comment.html", context, problem)


def _kept(form: CommentForm, edition: Edition, reviewer: Reviewer) -> Comment:
    answers = form.cleaned_data
    return comments.comment(
        edition, reviewer.user, answers["place"], answers["text"], digest=answers["digest"], **form.suggested()
    )


@for_clinicians
@asked_and_done
def thread(request: HttpRequest, reviewer: Reviewer, pk: int, comment: int) -> HttpResponse:
    """One comment beside an edition, its own or a later one: answer it, resolve it, open it again."""
    edition = edition_for(reviewer, pk)
    proof.check_edition(edition)
    known = Comment.objects.select_related("article", "edition", "author")
    found = get_object_or_404(known, pk=comment, article=edition.article_id, edition__number__lte=edition.number)
    content = edition.get_content()
    form = NoteForm(request.POST or None, auto_id=f"thread-{found.pk}-%s")
    problem = None
    if request.method == "POST":
        what = request.POST.get("do", "")
        outcome = attempt(form, lambda: threads.act(found, reviewer.user, what, form.cleaned_data["text"]))
        if isinstance(outcome, CommentNote):
            messages.success(request, _("Kept. Those who take part have been told."))
            return _back(edition)
        problem = outcome
        found.refresh_from_db()
    context = {
        "edition": edition,
        "title": content.title,
        "thread": threads.thread_of(found, content, reviewer.user),
        "form": form,
    }
    return _page(request, reviewer, "desk/thread.html", context, problem)


def _parts(content: Content) -> Iterator[PartOfEdition]:
    """Every part that has words, in reading order."""
    for block in spots(content):
        part = _part(content, block.place)
        if part.is_there:
            yield part


def _part(content: Content, place: str) -> PartOfEdition:
    name = label(content, place)
    texts = ((passage, _short(label(content, passage.place), name)) for passage in texts_of(content, place))
    return PartOfEdition(place, name, tuple(texts), tuple(filter(None, _facts(content, place))), is_inside="." in place)


def _short(name: str, block: str) -> str:
    """What a text is called inside its block: "Exercise ‘Heel raise’, how" → "How"."""
    short = name.removeprefix(block).strip(", ") or name
    return short[:1].upper() + short[1:]


def _facts(content: Content, place: str) -> Iterator[str]:
    """What a block says to readers that is no text of the draft's: a dose, a printed reference, a picture's words."""
    value = value_at(content, place)
    if isinstance(value, Exercise):
        yield dose_sentence(value.dose)
    elif isinstance(value, Source):
        yield strip_tags(value.printed)
        yield value.url
    elif isinstance(value, ImageUse):
        yield value.alt


def _back(edition: Edition) -> HttpResponse:
    return redirect(reverse("desk:edition", args=[edition.pk]) + "#desk-comments")


def _page(
    request: HttpRequest, reviewer: Reviewer, template: str, context: dict[str, object], problem: Problem | None
) -> HttpResponse:
    context |= {"reviewer": reviewer, "problem": problem}
    return render(request, template, context, status=problem.status if problem else 200)
