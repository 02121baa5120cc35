"""The evidence pack of an article, for those who may see drafts: everything that is recorded about its editions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import evidence_pack, rules
from articles.models import Article


@never_cache
@require_safe
def pack(request: HttpRequest, pk: int) -> HttpResponse:
    """The pack as a download; for others there is nothing here."""
    if not (rules.may_use_admin(request.user) and rules.may_see_drafts(request.user)):
        raise Http404
    article = get_object_or_404(Article, pk=pk)
    return evidence_pack.as_download(article, evidence_pack.for_the_house(article))
