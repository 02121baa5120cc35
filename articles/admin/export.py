"""A draft as a file to take away, for those who may see drafts: each row of `articles.exporting.forms` is one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import drafting, rules
from articles.admin.access import RuledAdmin
from articles.exporting.forms import FORMS
from articles.models import Article


@never_cache
@require_safe
def download(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The saved draft as a file; for others there is nothing here."""
    if ending not in FORMS or not (rules.may_use_admin(request.user) and rules.may_see_drafts(request.user)):
        raise Http404
    article, form = get_object_or_404(Article, pk=pk), FORMS[ending]
    answer = HttpResponse(form.write(drafting.content_of(article), article.slug, False), content_type=form.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{article.slug}.{ending}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def links(article: Article) -> list[tuple[str, str | Promise]]:
    """Where each form of the draft is to be had, and what the link says."""
    name = "admin:articles_article_export"
    return [(reverse(name, args=[article.pk, ending]), form.label) for ending, form in FORMS.items()]


def urls(model_admin: RuledAdmin) -> list[URLPattern]:
    """The address of the downloads, to stand before the admin's own."""
    wrapped = model_admin.admin_site.admin_view(download)
    return [path("<int:pk>/export/<str:ending>/", wrapped, name="articles_article_export")]
