"""The draft as a download, for those who may see drafts, in each form that content goes out in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import drafting, rules
from articles.exporting.forms import FORMS
from articles.models import Article


def urls(model_admin: Any) -> list[URLPattern]:
    view = model_admin.admin_site.admin_view(download)
    return [path("<int:pk>/export/<str:ending>/", view, name="articles_article_export")]


def offered(article: Article) -> list[dict[str, object]]:
    """The links of the article's page."""
    return [
        {"label": form.label, "url": reverse("admin:articles_article_export", args=[article.pk, ending])}
        for ending, form in FORMS.items()
    ]


@never_cache
@require_safe
def download(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The draft as it is saved. For others there is nothing here, nor in a form that is none."""
    if ending not in FORMS or not (rules.may_use_admin(request.user) and rules.may_see_drafts(request.user)):
        raise Http404
    article = get_object_or_404(Article, pk=pk)
    form = FORMS[ending]
    written = form.write(drafting.content_of(article), article.slug)
    response = HttpResponse(written, content_type=form.content_type)
    response["Content-Disposition"] = f'attachment; filename="{article.slug}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
