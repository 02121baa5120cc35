"""Addresses of a publisher's earlier site: readers who come by one are sent on to the article that stood there.

Only what would be "not found" is looked up, so no page of ours can be hidden; and only published articles are found,
so an old address of a draft answers as one that nobody ever heard of.
"""

import unicodedata
from collections.abc import Callable
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from articles.models import Edition, FormerAddress

LONGEST = 500

_TRACKING = ("utm_", "fbclid", "gclid", "mc_")


def one_spelling(address: str) -> str:
    """The path of an address, or of a path, as it is kept: "/Blog/Knee%20Pain/" and "/blog/knee pain" are one.

    A query that chose the page (`?p=12`) belongs to it, sorted; what only tracks readers does not.
    """
    parts = urlsplit(address)
    return _spelt(unquote(parts.path), parts.query)


def _spelt(path: str, query: str) -> str:
    path = unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold()).rstrip("/") or "/"
    pairs = [pair for pair in parse_qsl(query, keep_blank_values=True) if not pair[0].startswith(_TRACKING)]
    return f"{path}?{urlencode(sorted(pairs)).casefold()}" if pairs else path


def leads_on(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: an answer of 404 becomes a redirect, where the address is a former one of a published article."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        return _redirect(request) or response

    return middleware


def _redirect(request: HttpRequest) -> HttpResponse | None:
    bare = _spelt(request.path_info, "")
    if len(bare) > LONGEST or "\x00" in bare:
        return None
    whole = _spelt(request.path_info, request.META.get("QUERY_STRING", "")[: LONGEST * 3])
    found = FormerAddress.objects.filter(
        path__in={whole, bare}, article__editions__state=Edition.State.PUBLISHED
    ).values_list("path", "article__slug")
    slugs = dict(found)
    slug = slugs.get(whole) or slugs.get(bare)
    if slug is None:
        return None
    response = HttpResponsePermanentRedirect(reverse("article", args=[slug]))
    response["Cache-Control"] = "no-cache"  # so that no browser keeps it beyond a withdrawal
    return response
