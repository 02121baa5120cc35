"""The whole page as readers would get it, of the draft, a revision or an edition, for the house only."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from articles import drafting, proof, rules
from articles.content import Content
from articles.models import Article, Edition, Revision
from articles.page import Banner, Page
from articles.rendering.body import render_body


@never_cache
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    article = _article(request, pk)
    banner = Banner(
        _("Preview of the draft"),
        _("It shows the draft as it was last saved. Nobody has checked it, and readers can't see it."),
    )
    content = drafting.content_of(article)
    return _draw(request, article, content, render_body(content), banner)


@never_cache
def revision(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    article = _article(request, pk)
    kept = get_object_or_404(Revision.objects.select_related("saved_by"), article=article, number=number)
    banner = Banner(
        _("Preview of revision %(number)d") % {"number": kept.number},
        _("%(person)s saved it on %(time)s. Readers can't see it.")
        % {"person": kept.saved_by, "time": date_format(localtime(kept.saved_at), "DATETIME_FORMAT")},
    )
    content = kept.get_content()
    return _draw(request, article, content, render_body(content), banner)


@never_cache
def edition(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The frozen html itself, so that a publisher sees what the clinician approved."""
    article = _article(request, pk)
    frozen = get_object_or_404(Edition, article=article, number=number)
    try:
        proof.check_edition(frozen)
    except proof.ProofError:
        return render(request, "articles/unproved.html", status=503)
    banner = Banner(
        _("Edition %(number)d") % {"number": frozen.number},
        _("It is %(state)s. This is the article as it was frozen; nothing of it can change.")
        % {"state": frozen.get_state_display().lower()},
    )
    return _draw(request, article, frozen.get_content(), frozen.html, banner)


def _article(request: HttpRequest, pk: int) -> Article:
    """The article, for those who may see drafts; for others there is nothing here."""
    if not (rules.may_use_admin(request.user) and rules.may_see_drafts(request.user)):
        raise Http404
    return get_object_or_404(Article, pk=pk)


def _draw(request: HttpRequest, article: Article, content: Content, html: str, banner: Banner) -> HttpResponse:
    page = Page(
        slug=article.slug,
        title=content.title or _("No title yet"),
        byline=content.byline,
        html=html,
        banners=(banner,),
        promotions=tuple(article.promotions.filter(active=True)),
    )
    response = render(request, "articles/page.html", {"page": page, "language": content.language})
    response["X-Robots-Tag"] = "noindex"
    return response
