"""Comments on the article's page and a page for each: answered, resolved, their wording taken over into the draft."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from articles import comments, drafting, rules, threads
from articles.admin import findings
from articles.admin.access import RuledAdmin, person
from articles.content import Content
from articles.models import Article, Comment
from articles.refusal import Refused
from articles.threads import Conversation, Thread

_LONGEST = 5000  # characters, as on the desk


@dataclass(frozen=True)
class OnPage:
    """The conversation about the article, and each open thread with the fragment of its field on the page."""

    conversation: Conversation
    open: tuple[tuple[Thread, str], ...]


class NoteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Your answer, or why you resolve it"),
        max_length=_LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def on_page(article: Article, draft: Content, person: User) -> OnPage:
    conversation = threads.on_draft(article, draft, person)
    held = [thread for _anchor, group in conversation.groups for thread in group]
    known = findings.fragments(article, filter(None, map(_place, held)))
    return OnPage(conversation, tuple((thread, known.get(_place(thread) or "", "")) for thread in held))


def _place(thread: Thread) -> str | None:
    return thread.text_place or thread.anchor.place


def urls(model_admin: RuledAdmin) -> Iterator[URLPattern]:
    """The addresses of the comments, to stand before the admin's own."""

    def page(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
        return _thread(request, model_admin, _found(request, pk, comment))

    def over(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
        return _take_over(request, model_admin, _found(request, pk, comment))

    views: tuple[tuple[str, str, Callable[..., HttpResponse]], ...] = (
        ("", "comment", require_http_methods(["GET", "HEAD", "POST"])(page)),
        ("take-over/", "take_over", require_POST(over)),
    )
    for rest, name, view in views:
        address = f"<int:pk>/comments/<int:comment>/{rest}"
        yield path(address, model_admin.admin_site.admin_view(view), name=f"articles_article_{name}")


def _found(request: HttpRequest, pk: int, comment: int) -> Comment:
    if not rules.may_see_drafts(request.user):
        raise PermissionDenied(_("Your role does not allow this."))
    return get_object_or_404(Comment.objects.select_related("article", "edition", "author"), pk=comment, article=pk)


def _thread(request: HttpRequest, model_admin: RuledAdmin, comment: Comment) -> HttpResponse:
    """One comment with everything said about it. A refusal keeps what was typed."""
    form = NoteForm(request.POST or None)
    if request.method != "POST":
        return _page(request, model_admin, comment, form)
    if not form.is_valid():
        return _page(request, model_admin, comment, form, status=422)
    try:
        threads.act(comment, person(request), request.POST.get("do", ""), form.cleaned_data["text"])
    except Refused as refused:
        return _page(request, model_admin, comment, form, str(refused), 409)
    messages.success(request, _("Kept. Those who take part have been told."))
    return redirect("admin:articles_article_change", comment.article_id)


def _take_over(request: HttpRequest, model_admin: RuledAdmin, comment: Comment) -> HttpResponse:
    """Put the suggested wording into the draft; if it can't be done, show every wording there is."""
    if not rules.may_take_over(request.user, comment):
        raise PermissionDenied(_("Your role does not allow this."))
    try:
        comments.take_over(comment, person(request), request.POST.get("version", ""))
    except Refused as refused:
        return _page(request, model_admin, comment, NoteForm(), str(refused), 409)
    messages.success(
        request, _("Taken over: the draft now has the suggested wording, and the comment is resolved. You saved it.")
    )
    return redirect("admin:articles_article_change", comment.article_id)


def _page(
    request: HttpRequest,
    model_admin: RuledAdmin,
    comment: Comment,
    form: NoteForm,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    comment.refresh_from_db()
    article = comment.article
    thread = threads.thread_of(comment, drafting.content_of(article), person(request))
    context: dict[str, Any] = {
        **model_admin.admin_site.each_context(request),
        "title": _("Comment: %(part)s") % {"part": thread.anchor.label},
        "article": article,
        "thread": thread,
        "form": form,
        "problem": problem,
        "opts": Article._meta,
    }
    return render(request, "admin/articles/article/comment.html", context, status=status)
