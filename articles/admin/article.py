"""The article's screens: a list, a form that asks little to begin with, and one page with everything on it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Prefetch, QuerySet, TextField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import drafting, roles, rules
from articles.admin import (
    comments,
    corrections,
    evidence,
    export,
    findings,
    import_screen,
    lifecycle,
    preview,
    requests,
    revisions,
    stale,
)
from articles.admin.access import RuledAdmin, person
from articles.admin.markdown import MarkdownWidget
from articles.admin.rows import ROWS
from articles.admin.skeleton import house_sections
from articles.admin.state import in_short, state_of
from articles.models import Article, Edition, FormerSlug


class ArticleForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no argument when it runs
    class Meta:
        model = Article
        fields = stale.ARTICLE_FIELDS

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if FormerSlug.objects.filter(slug=slug).exclude(article=self.instance.pk).exists():
            raise ValidationError(_("This address led to another article before. Choose another one."))
        return slug


@admin.register(Article)
class ArticleAdmin(RuledAdmin):
    sees = staticmethod(rules.may_see_drafts)
    adds = staticmethod(rules.may_start_draft)

    form = ArticleForm
    change_form_template = "admin/articles/article/form.html"
    formfield_overrides = {**RuledAdmin.formfield_overrides, TextField: {"widget": MarkdownWidget}}
    list_display = ("__str__", "where_it_stands", "owner")
    search_fields = ("title", "slug")
    list_per_page = 50
    fieldsets_to_add = (
        (
            None,
            {
                "fields": ("title", "slug", "specialties"),
                "description": gettext_lazy("You can change all of this later. The next page has the whole article."),
            },
        ),
    )
    fieldsets = (
        (None, {"fields": ("title", "lead", "byline", "description")}),
        (gettext_lazy("Change note and disclaimer"), {"fields": ("change_note", "disclaimer")}),
        (
            gettext_lazy("Address, specialties, kind and owner"),
            {"fields": ("slug", "specialties", "kind", "owner"), "classes": ("collapse",)},
        ),
    )

    @admin.display(description=gettext_lazy("where it stands"))
    def where_it_stands(self, article: Article) -> str:
        return in_short(article)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return rules.may_edit(request.user, obj) if obj else rules.may_start_draft(request.user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        editions = Edition.objects.defer("content", "html")
        return super().get_queryset(request).select_related("owner").prefetch_related(Prefetch("editions", editions))

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        return super().get_fieldsets(request, obj) if obj else self.fieldsets_to_add

    def get_inlines(self, request: HttpRequest, obj: Article | None) -> Any:
        return ROWS if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Article | None = None) -> dict[str, Any]:
        return {} if obj else {"slug": ("title",)}

    def get_readonly_fields(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Only an editor hands an article to another owner."""
        return () if roles.has_role(request.user, roles.EDITOR) else ("owner",)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/preview/", wrap(preview.draft), name="articles_article_preview"),
            path("<int:pk>/revisions/<int:number>/", wrap(preview.revision), name="articles_article_revision"),
            path("<int:pk>/editions/<int:number>/", wrap(preview.edition), name="articles_article_edition"),
            path("<int:pk>/evidence/", wrap(evidence.pack), name="articles_article_evidence"),
            path("<int:pk>/revisions/<int:number>/restore/", wrap(revisions.restore), name="articles_article_restore"),
        ]
        more = (comments, corrections, export, import_screen, lifecycle, requests)
        return [*own, *(url for each in more for url in each.urls(self)), *super().get_urls()]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Before anything that was sent is looked at, the draft must still be the one that the editor saw."""
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            article = self._locked(request, object_id)
            if not self.has_change_permission(request, article):
                raise PermissionDenied
            if request.POST.get("version") != str(article.version):
                return stale.refuse(request, article, self._context(request))
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        if not change:
            obj.owner = person(request)
        elif "slug" in form.changed_data:
            _keep_former_slug(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Keep the whole as a revision, once every row is saved; a save that changes nothing keeps none."""
        super().save_related(request, form, formsets, change)
        article: Article = form.instance
        if not change:
            drafting.fill(article, drafting.content_of(article).model_copy(update={"sections": house_sections()}))
        if not change or form.has_changed() or any(formset.has_changed() for formset in formsets):
            drafting.save_revision(article, person(request))

    def response_post_save_add(self, request: HttpRequest, obj: Article) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[obj.pk]))

    def response_post_save_change(self, request: HttpRequest, obj: Article) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[obj.pk]))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Tell above the form where the article stands, what the checks find, and what can be done with it."""
        context |= {"show_save_and_continue": False, "show_save_and_add_another": False}
        if kwargs.get("obj"):
            article = Article.objects.get(pk=kwargs["obj"].pk)  # as it is saved: a refused form has changed the other
            draft = drafting.content_of(article)
            placed = findings.place(article, drafting.findings_of(article, draft))
            context |= {
                "title": str(article),
                "subtitle": None,
                "state": state_of(article, draft),
                "findings": placed,
                "findings_in_short": findings.in_short(placed),
                "requests": requests.asked_about(article),
                "downloads": export.links(article),
                "may_ask": rules.may_ask(request.user),
                "comments": comments.on_page(article, draft, person(request)),
                "verbs": [
                    *lifecycle.possible(person(request), article),
                    *corrections.possible(person(request), article),
                ],
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        article = self.get_object(request, unquote(object_id))
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return revisions.listed(request, article, self._context(request))

    def _locked(self, request: HttpRequest, object_id: str) -> Article:
        found = self.get_object(request, unquote(object_id))
        if found is None:
            raise Http404
        return Article.objects.select_for_update().get(pk=found.pk)

    def _context(self, request: HttpRequest) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "opts": Article._meta}


def _keep_former_slug(article: Article) -> None:
    """Readers who kept the old address of a published article are led on from it."""
    old = Article.objects.get(pk=article.pk).slug
    if article.editions.filter(state__in=Edition.PUBLIC).exists():
        FormerSlug.objects.get_or_create(slug=old, defaults={"article": article})
    FormerSlug.objects.filter(slug=article.slug).delete()
