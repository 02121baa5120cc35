"""Submit, take back, publish, withdraw, reinstate: a page each in the admin, asked with GET, done with POST."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import rules, workflow
from articles.admin.access import RuledAdmin, person
from articles.models import Article, Concern, Edition
from articles.roles import Person

State = Edition.State


class VerbForm(forms.Form):
    """What every verb asks for: the edition that the person saw, so that a stale page moves nothing else."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, article: Article, by: User, **options: Any) -> None:
        super().__init__(*args, **options)


class SubmitForm(VerbForm):
    """Whom to ask for each required specialty, and by when. Nothing chosen: anyone of it, after the usual time."""

    due_on = forms.DateField(
        label=gettext_lazy("Due by"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, article: Article, by: User, **options: Any) -> None:
        super().__init__(*args, article=article, by=by, **options)
        self.fields["due_on"].initial = timezone.localdate() + timedelta(days=settings.REVIEW_DUE_DAYS)
        contributors = workflow.contributors_of_next(article, by)
        self.specialties = list(article.specialties.order_by("slug"))
        for specialty in self.specialties:
            self.fields[f"ask-{specialty.slug}"] = forms.ModelChoiceField(
                rules.askable(specialty, contributors),
                label=_("Whom to ask for %(specialty)s") % {"specialty": specialty},
                required=False,
                empty_label=_("Anyone of the specialty"),
            )
        self.order_fields(["edition", *(name for name in self.fields if name.startswith("ask-")), "due_on"])

    def clean(self) -> dict[str, Any]:
        """As the workflow takes it: the chosen clinicians by specialty."""
        answers = super().clean() or self.cleaned_data
        chosen = {each.slug: answers.pop(f"ask-{each.slug}", None) for each in self.specialties}
        return {**answers, "asked": {slug: reviewer for slug, reviewer in chosen.items() if reviewer}}


class WithdrawForm(VerbForm):
    as_ = forms.ChoiceField(
        label=gettext_lazy("Withdraw it as"),
        choices=[choice for choice in Edition.WithdrawnAs.choices if choice[0]],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Readers see it, and it stays in the public log."),
    )
    successor = forms.ModelChoiceField(
        Article.objects.filter(editions__state=State.PUBLISHED),
        label=gettext_lazy("Article to read instead"),
        required=False,
    )


@dataclass(frozen=True)
class Verb:
    """One thing that can be done with an article: by whom, from which states of its edition, and what it does."""

    name: str
    label: str | Promise
    explanation: str | Promise
    done: str | Promise
    may: Callable[[Person], bool]
    from_: tuple[State, ...]
    do: Callable[..., object]
    form: type[VerbForm] = VerbForm

    def edition_of(self, article: Article) -> Edition | None:
        """The edition that the verb would move: the newest one in a state that it starts from."""
        return article.editions.filter(state__in=self.from_).order_by("-number").first()

    def is_possible(self, person: Person, article: Article) -> bool:
        if not self.may(person):
            return False
        if self.name == "submit":
            return not article.editions.in_flight().exists()
        return self.edition_of(article) is not None


VERBS = (
    Verb(
        "submit",
        gettext_lazy("Submit for review"),
        gettext_lazy(
            "The draft as it is saved now is frozen as a new edition, and clinicians of its specialties are asked to "
            "review it. You can go on drafting; the reviewer will not see later changes."
        ),
        gettext_lazy("Submitted. The clinicians who may review it have been told."),
        rules.may_submit,
        (),
        lambda article, _edition, by, asked, due_on: workflow.submit(article, by, asked, due_on),
        SubmitForm,
    ),
    Verb(
        "recall",
        gettext_lazy("Take the edition back"),
        gettext_lazy("The edition leaves review. Nothing of your draft changes, and you can submit it again."),
        gettext_lazy("Taken back. Submit the draft again when it is ready."),
        rules.may_submit,
        (State.IN_REVIEW, State.APPROVED),
        lambda _article, edition, by: workflow.recall(edition, by),
    ),
    Verb(
        "publish",
        gettext_lazy("Publish"),
        gettext_lazy("Readers see exactly the edition that was approved, from this moment on."),
        gettext_lazy("Published."),
        rules.may_publish,
        (State.APPROVED,),
        lambda _article, edition, by: workflow.publish(edition, by),
    ),
    Verb(
        "withdraw",
        gettext_lazy("Withdraw"),
        gettext_lazy("It takes effect at once and needs nobody's approval. A publisher can reinstate it."),
        gettext_lazy("Withdrawn. Readers see the reason."),
        rules.may_withdraw,
        (State.PUBLISHED,),
        lambda _article, edition, by, as_, reason, successor: workflow.withdraw(
            edition, by, as_=as_, reason=reason, successor=successor
        ),
        WithdrawForm,
    ),
    Verb(
        "reinstate",
        gettext_lazy("Reinstate"),
        gettext_lazy("Readers see the withdrawn edition again. It is possible while its approval stands."),
        gettext_lazy("Reinstated. Readers see it again."),
        rules.may_publish,
        (State.WITHDRAWN,),
        lambda _article, edition, by: workflow.reinstate(edition, by),
    ),
)


def urls(model_admin: RuledAdmin) -> list[URLPattern]:
    """The addresses of the verbs, to stand before the admin's own."""

    def view_of(verb: Verb) -> Callable[..., HttpResponse]:
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            return _page(request, model_admin, verb, get_object_or_404(Article, pk=pk))

        return model_admin.admin_site.admin_view(view)

    return [path(f"<int:pk>/{verb.name}/", view_of(verb), name=f"articles_article_{verb.name}") for verb in VERBS]


def possible(person: Person, article: Article) -> list[dict[str, Any]]:
    """What this person can do with the article now: label and address of each verb."""
    return [
        {"label": verb.label, "url": reverse(f"admin:articles_article_{verb.name}", args=[article.pk])}
        for verb in VERBS
        if verb.is_possible(person, article)
    ]


def _page(request: HttpRequest, model_admin: RuledAdmin, verb: Verb, article: Article) -> HttpResponse:
    if not verb.may(request.user):
        raise PermissionDenied(_("Your role does not allow this."))
    seen = verb.edition_of(article)
    shown: dict[str, object] = {"edition": seen.pk if seen else None}
    concern = Concern.objects.filter(article=article, code=request.GET.get("concern", "")).first()
    if concern:
        shown["reason"] = _("A reader reported a possible problem. We are checking it.")
    form = verb.form(request.POST or None, initial=shown, article=article, by=person(request))
    problem, findings = "", []
    if request.method == "POST" and form.is_valid():
        try:
            _do(verb, article, request, dict(form.cleaned_data))
        except workflow.DraftHasErrors as refused:
            problem, findings = str(refused), refused.findings
        except workflow.Refused as refused:
            problem = str(refused)
        else:
            messages.success(request, str(verb.done))
            if concern:
                return redirect("admin:articles_concern_change", concern.pk)
            return redirect("admin:articles_article_change", article.pk)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": verb.label,
        "verb": verb,
        "article": article,
        "edition": seen,
        "form": form,
        "problem": problem,
        "findings": findings,
        "opts": Article._meta,
    }
    return render(request, "admin/articles/article/lifecycle.html", context, status=409 if problem else 200)


def _do(verb: Verb, article: Article, request: HttpRequest, answers: dict[str, Any]) -> None:
    """Do it with the edition that the person saw, not with the one that may have come since."""
    number = answers.pop("edition")
    edition = article.editions.filter(pk=number).first() if number else None
    if verb.from_ and edition is None:
        raise workflow.Refused(_("There is no edition to do this with any more. Nothing was changed."))
    verb.do(article, edition, request.user, **answers)
