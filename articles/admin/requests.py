"""Who is asked to review an article, on its page; and the page on which an editor asks somebody else or gives time."""

from dataclasses import dataclass
from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import places, requests, rules, turns
from articles.admin.access import RuledAdmin, person
from articles.models import Article, Edition, RequestEvent, ReviewRequest
from articles.refusal import Refused, require
from reviewers.models import Reviewer

ANYONE = "anyone"


@dataclass(frozen=True)
class Asked:
    """One request as an editor has to know it: who has it or is asked, by when, and what happened to it."""

    request: ReviewRequest
    holder: Reviewer | None
    parts: tuple[str, ...]
    events: tuple[RequestEvent, ...]

    @property
    def is_overdue(self) -> bool:
        return self.request.due_on < timezone.localdate()


def asked_about(article: Article) -> list[Asked]:
    """The requests of the edition in review, by due date."""
    found = ReviewRequest.objects.filter(edition__article=article, edition__state=Edition.State.IN_REVIEW)
    return [_asked(request) for request in found.select_related("edition", "specialty", "asked", "claimed_by")]


def _asked(request: ReviewRequest) -> Asked:
    content = request.edition.get_content() if request.parts else None
    return Asked(
        request=request,
        holder=turns.holder_of(request),
        parts=tuple(places.label(content, place) for place in request.parts) if content else (),
        events=tuple(request.events.select_related("reviewer", "by")),
    )


class SeenForm(forms.Form):
    """Carries who had the request when the page was opened, so that nobody takes it away unawares."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, sent: QueryDict | None, *, request: ReviewRequest, prefix: str) -> None:
        self.request = request
        super().__init__(sent, initial={"seen": _spelt(request)}, prefix=prefix)

    def require_as_seen(self) -> None:
        """Raises Refused if somebody else has the request by now, or it is due on another day."""
        require(
            self.cleaned_data["seen"] == _spelt(self.request),
            _("This changed while the page was open. Nothing was done: see below how it stands now, and choose again."),
        )


class ReassignForm(SeenForm):
    reviewer = forms.ChoiceField(label=gettext_lazy("Ask"))

    def __init__(self, sent: QueryDict | None, *, request: ReviewRequest) -> None:
        super().__init__(sent, request=request, prefix="ask")
        holder = turns.holder_of(request)
        contributors = request.edition.contributors
        self.people = {str(each.pk): each for each in rules.askable(request.specialty, contributors)}
        named = [(pk, str(each)) for pk, each in self.people.items() if each != holder]
        anyone = [(ANYONE, _("Anyone of the specialty"))] if holder else []
        cast("forms.ChoiceField", self.fields["reviewer"]).choices = [("", _("Choose…")), *anyone, *named]

    def do(self, by: User) -> str:
        """Ask, and say what was done. Raises Refused."""
        self.require_as_seen()
        reviewer = self.people.get(self.cleaned_data["reviewer"])
        requests.reassign(self.request, by, reviewer)
        if reviewer is None:
            return _("It is open to anyone of the specialty now. They have been told.")
        return _("%(name)s is asked now, and has been told.") % {"name": reviewer.name}


class DueForm(SeenForm):
    due_on = forms.DateField(
        label=gettext_lazy("Due by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, sent: QueryDict | None, *, request: ReviewRequest) -> None:
        super().__init__(sent, request=request, prefix="due")
        self.fields["due_on"].initial = request.due_on

    def do(self, by: User) -> str:
        """Change the day, and say what was done. Raises Refused."""
        self.require_as_seen()
        requests.change_due(self.request, by, self.cleaned_data["due_on"])
        return _("The due date is changed.")


def urls(model_admin: RuledAdmin) -> list[URLPattern]:
    """The address of one request, to stand before the admin's own."""

    def view(request: HttpRequest, pk: int, request_pk: int) -> HttpResponse:
        return _page(request, model_admin, pk, request_pk)

    wrapped = model_admin.admin_site.admin_view(view)
    return [path("<int:pk>/requests/<int:request_pk>/", wrapped, name="articles_article_request")]


def _page(request: HttpRequest, model_admin: RuledAdmin, pk: int, request_pk: int) -> HttpResponse:
    """Two forms, told apart by the button: one asks somebody else, the other changes the due date."""
    if not rules.may_ask(request.user):
        raise PermissionDenied(_("Your role does not allow this."))
    asked = _request_at(pk, request_pk)
    kinds: dict[str, type[ReassignForm | DueForm]] = {"ask": ReassignForm, "due": DueForm}
    button = "due" if "due" in request.POST else "ask"
    problem, status, sent = "", 200, None
    if request.method == "POST":
        form = kinds[button](request.POST, request=asked)
        status = 422
        if form.is_valid():
            try:
                messages.success(request, form.do(person(request)))
                return redirect("admin:articles_article_change", pk)
            except Refused as refused:
                problem, status = str(refused), 409
        asked = _request_at(pk, request_pk)
        sent = request.POST.copy()
        sent[f"{button}-seen"] = _spelt(asked)  # what this page shows is what is seen now
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Ask somebody else, or change the due date"),
        "article": asked.edition.article,
        "item": _asked(asked),
        "is_open": asked.edition.state == Edition.State.IN_REVIEW,
        "problem": problem,
        "opts": Article._meta,
        **{name: kind(sent if name == button else None, request=asked) for name, kind in kinds.items()},
    }
    return render(request, "admin/articles/article/request.html", context, status=status)


def _request_at(pk: int, request_pk: int) -> ReviewRequest:
    found = ReviewRequest.objects.select_related("edition__article", "specialty", "asked", "claimed_by")
    return get_object_or_404(found, pk=request_pk, edition__article=pk)


def _spelt(request: ReviewRequest) -> str:
    return f"{request.asked_id or 0} {request.claimed_by_id or 0} {request.due_on}"
