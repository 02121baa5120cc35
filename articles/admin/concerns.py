"""The triage of what readers report: a list by deadline, and one screen for each concern."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import concern_rules, concerns, rules
from articles.admin.access import RuledAdmin, person
from articles.models import Concern, Edition
from articles.refusal import Refused, require

Outcome = Concern.Outcome


class Standing(admin.SimpleListFilter):
    """Open ones, unless somebody asks for others: one filter, for two could contradict each other."""

    title = gettext_lazy("where it stands")
    parameter_name = "stands"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Sequence[tuple[str, str]]:
        outcomes = [(value, str(label)) for value, label in Outcome.choices if value]
        return [("overdue", _("Overdue")), ("all", _("All")), ("closed", _("Closed")), *outcomes]

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """Django calls the choice of no filter “All”; here it is “Open”."""
        unfiltered, *others = super().choices(changelist)
        yield {**unfiltered, "display": _("Open")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Concern]) -> QuerySet[Concern]:
        is_open, asked = queryset.filter(outcome=Outcome.OPEN), self.value()
        if asked in Outcome and asked:
            return queryset.filter(outcome=asked)
        return {
            "overdue": is_open.filter(due_at__lt=timezone.now()),
            "closed": queryset.exclude(outcome=Outcome.OPEN),
            "all": queryset,
        }.get(asked or "", is_open)


class SeenForm(forms.Form):
    """Carries how the concern stood when the page was opened, so that nobody overrules a colleague unawares."""

    name: ClassVar[str]
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, sent: QueryDict | None, concern: Concern) -> None:
        self.concern = concern
        super().__init__(sent, prefix=self.name, initial=self.shown() | {"seen": _spelt(concern)})

    def shown(self) -> dict[str, Any]:
        return {}

    def do(self, by: User) -> str:
        """Do it, and say what was done. Raises Refused."""
        require(
            self.cleaned_data["seen"] == _spelt(self.concern),
            _("Somebody else changed this while the page was open. Nothing was done: see below how it stands now."),
        )
        return self.deed(by)

    @abstractmethod
    def deed(self, by: User) -> str:
        """What this form is for; returns a sentence on what was done."""


class TakeForm(SeenForm):
    name = "take"

    def deed(self, by: User) -> str:
        concerns.take(self.concern, by)
        return _("You look after it now. The reader sees that somebody is looking at it.")


class SeverityForm(SeenForm):
    name = "severity"
    severity = forms.ChoiceField(label=gettext_lazy("Severity"), choices=Concern.Severity.choices)

    def shown(self) -> dict[str, Any]:
        return {"severity": self.concern.severity}

    def deed(self, by: User) -> str:
        concerns.change_severity(self.concern, by, self.cleaned_data["severity"])
        return _("The severity is changed.")


class OwnerForm(SeenForm):
    name = "owner"
    owner = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Who looks after it"))

    def __init__(self, sent: QueryDict | None, concern: Concern) -> None:
        super().__init__(sent, concern)
        self.fields["owner"] = forms.ModelChoiceField(
            concern_rules.triaging(), label=self.fields["owner"].label, empty_label=_("Choose…")
        )

    def shown(self) -> dict[str, Any]:
        return {"owner": self.concern.owner_id}

    def deed(self, by: User) -> str:
        concerns.give(self.concern, by, self.cleaned_data["owner"])
        return _("Somebody else looks after it now.")


class CloseForm(SeenForm):
    name = "close"
    outcome = forms.ChoiceField(
        label=gettext_lazy("What came of it"),
        choices=[choice for choice in Outcome.choices if choice[0]],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=gettext_lazy("Answer to the reader"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Whoever has the reference code reads it. Name nobody. Use plain words."),
    )

    def deed(self, by: User) -> str:
        concerns.close(self.concern, by, self.cleaned_data["outcome"], self.cleaned_data["answer"])
        return _("Closed. The reader can read the answer now.")


_FORMS: tuple[type[SeenForm], ...] = (TakeForm, SeverityForm, OwnerForm, CloseForm)


@admin.register(Concern)
class ConcernAdmin(RuledAdmin):
    sees = changes = staticmethod(concern_rules.may_triage)

    list_display = ("code", "how_grave", "answer_by", "kind", "about", "owner", "outcome")
    list_filter = (Standing, "severity", ("owner", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("article", "owner")
    search_fields = ("code", "page")
    ordering = ("due_at", "pk")

    @admin.display(description=gettext_lazy("severity"), ordering="severity")
    def how_grave(self, concern: Concern) -> str:
        return format_html('<span class="severity-{}">{}</span>', concern.severity, concern.get_severity_display())

    @admin.display(description=gettext_lazy("answer by"), ordering="due_at")
    def answer_by(self, concern: Concern) -> str:
        due = timezone.localtime(concern.due_at)
        when = f"{due.day} {due:%B}, {due:%H:%M}"
        if not is_overdue(concern):
            return when
        return format_html('{} <strong class="asked-overdue">{}</strong>', when, _("Overdue"))

    @admin.display(description=gettext_lazy("about"))
    def about(self, concern: Concern) -> str:
        return str(concern.article or concern.page or _("no page named"))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), "title": _("Concerns of readers")})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not concern_rules.may_triage(request.user):
            raise PermissionDenied(_("Your role does not allow this."))
        concern = self.get_object(request, unquote(object_id))
        if not isinstance(concern, Concern):
            raise Http404
        return _screen(request, self, concern)


def is_overdue(concern: Concern) -> bool:
    return not concern.outcome and concern.due_at < timezone.now()


def _screen(request: HttpRequest, model_admin: RuledAdmin, concern: Concern) -> HttpResponse:
    """One form a deed, told apart by the button's name."""
    pressed = next((form for form in _FORMS if form.name in request.POST), None)
    problem, status, sent = "", 200, None
    if pressed is not None:
        form, status = pressed(request.POST, concern), 422
        if form.is_valid():
            try:
                messages.success(request, form.do(person(request)))
                return redirect("admin:articles_concern_change", concern.pk)
            except Refused as refused:
                problem, status = str(refused), 409
        concern.refresh_from_db()
        sent = request.POST.copy()
        sent[f"{pressed.name}-seen"] = _spelt(concern)  # what this page shows is what is seen now
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Concern %(code)s") % {"code": concern.code},
        "opts": Concern._meta,
        "concern": concern,
        "is_overdue": is_overdue(concern),
        "events": concern.events.select_related("by"),
        "problem": problem,
        **_next_steps(request, concern),
        **{f"{kind.name}_form": kind(sent if kind is pressed else None, concern) for kind in _FORMS},
    }
    return render(request, "admin/articles/concern/screen.html", context, status=status)


def _next_steps(request: HttpRequest, concern: Concern) -> dict[str, Any]:
    """What this person can do about the article."""
    current = Edition.objects.current().filter(article=concern.article).first() if concern.article else None
    is_published = current is not None and current.state == Edition.State.PUBLISHED
    return {
        "current": current,
        "may_withdraw": is_published and rules.may_withdraw(request.user),
        "may_correct": current is not None and concern_rules.may_correct(request.user),
        "is_mine": concern.owner == request.user,
    }


def _spelt(concern: Concern) -> str:
    return f"{concern.owner_id or 0} {concern.severity} {concern.outcome or 'open'}"
