"""Corrections: the list of them, and the page on which a publisher tells readers of one."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import concern_rules, corrections
from articles.admin.access import RuledAdmin, person
from articles.admin.records import RecordAdmin
from articles.models import Article, Concern, Correction, Edition
from articles.refusal import Refused
from articles.roles import Person


@admin.register(Correction)
class CorrectionAdmin(RecordAdmin):
    """Every field, read-only: readers were told, and that stays."""

    sees = staticmethod(concern_rules.may_triage)
    list_display = ("__str__", "article", "edition", "made_by", "made_at")
    list_select_related = ("article", "edition__article", "made_by")
    search_fields = ("was_wrong", "put_right", "article__slug")


class EditionChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    def label_from_instance(self, obj: Any) -> str:
        return _("Edition %(number)s") % {"number": obj.number}


class CorrectionForm(forms.Form):
    was_wrong = forms.CharField(
        label=gettext_lazy("What was wrong"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Say it so that a reader who followed it knows. Do not quote the person who reported it."
        ),
    )
    put_right = forms.CharField(label=gettext_lazy("What we did"), widget=forms.Textarea(attrs={"rows": 3}))
    edition = EditionChoice(
        Edition.objects.none(),
        label=gettext_lazy("Put right in"),
        required=False,
        empty_label=gettext_lazy("No new edition: the article was withdrawn, or will be mended"),
    )

    def __init__(self, sent: QueryDict | None, article: Article) -> None:
        super().__init__(sent)
        seen = article.editions.filter(state__in=Edition.PUBLIC)
        self.fields["edition"].queryset = seen  # type: ignore[attr-defined]  # it is a field of choices


def urls(model_admin: RuledAdmin) -> list[URLPattern]:
    """The address of the page, to stand before the admin's own."""

    def view(request: HttpRequest, pk: int) -> HttpResponse:
        return _page(request, model_admin, get_object_or_404(Article, pk=pk))

    wrapped = model_admin.admin_site.admin_view(view)
    return [path("<int:pk>/correction/", wrapped, name="articles_article_correction")]


def possible(person: Person, article: Article) -> list[dict[str, Any]]:
    """The link to the page, if this person can tell readers of a correction of this article."""
    if not concern_rules.may_correct(person) or not article.editions.filter(state__in=Edition.PUBLIC).exists():
        return []
    address = reverse("admin:articles_article_correction", args=[article.pk])
    return [{"label": _("Publish a correction"), "url": address}]


def _page(request: HttpRequest, model_admin: RuledAdmin, article: Article) -> HttpResponse:
    """Publish one, perhaps because of a concern (`?concern=`), to which it leads back."""
    if not concern_rules.may_correct(request.user):
        raise PermissionDenied(_("Your role does not allow this."))
    asked = request.GET.get("concern", "")
    concern = Concern.objects.filter(article=article, code=asked).first() if asked else None
    form = CorrectionForm(request.POST or None, article)
    problem, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                corrections.publish(article, person(request), concern=concern, **form.cleaned_data)
            except Refused as refused:
                problem, status = str(refused), 409
            else:
                messages.success(request, _("Published. Readers see it on the article's page and in the list."))
                if concern:
                    return redirect("admin:articles_concern_change", concern.pk)
                return redirect("admin:articles_article_change", article.pk)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Publish a correction"),
        "article": article,
        "concern": concern,
        "form": form,
        "problem": problem,
        "opts": Article._meta,
    }
    return render(request, "admin/articles/article/correction.html", context, status=status)
