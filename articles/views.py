"""The readers' pages. They read editions, reviews and the log, never the draft, and show only what verifies."""

import hashlib
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

from articles import images, keys, rules
from articles.models import Article, Edition, FormerSlug, Image, LogEntry
from articles.page import page_of
from articles.profile import profile_of, profiled
from articles.proof import ProofError
from articles.public_log import told
from articles.record import record_of
from articles.standing import published_standing

logger = logging.getLogger(__name__)

_LOG_PAGE = 1000


def public(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """GET and HEAD only; every copy is asked for anew (`no-cache`), and an unchanged one is answered with 304.

    Answers are compressed: nothing secret is in them, and Django adds bytes of chance against BREACH all the same.

    "Unchanged" goes by the content alone: after a withdrawal the newest date of a feed lies before the reader's copy.
    """

    @wraps(view)
    def undated(request: HttpRequest, *args: Any, **rest: Any) -> HttpResponseBase:
        response = view(request, *args, **rest)
        del response["Last-Modified"]
        return response

    return require_safe(gzip_page(cache_control(no_cache=True)(conditional_page(undated))))


def of_current_edition(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Gives the view the newest edition of the article at `slug`.

    Moved addresses are redirected, unsafe articles answered with 410, and what fails to verify is not shown.
    """

    @public
    @wraps(view)
    def wrapped(request: HttpRequest, slug: str, **rest: Any) -> HttpResponse:
        edition = current_edition(article__slug=slug)
        if edition is None:
            return moved(request, slug, rest)
        if edition.withdrawn_as == Edition.WithdrawnAs.UNSAFE:
            return _gone(request, edition)
        try:
            return view(request, edition, **rest)
        except ProofError:
            logger.exception("%s is not shown: its proof fails.", edition)
            return render(request, "articles/unproved.html", status=503)

    return wrapped


def current_edition(**which: object) -> Edition | None:
    """The newest edition of one article that readers have seen, whether or not it may still be read."""
    return Edition.objects.current().filter(**which).select_related("article", "successor").first()


def moved(request: HttpRequest, slug: str, rest: dict[str, Any]) -> HttpResponse:
    """To the article's address of now. Raises Http404 if none ever had this slug, or there is nothing to read."""
    former = FormerSlug.objects.filter(slug=slug).select_related("article").first()
    if former is None or current_edition(article=former.article) is None or request.resolver_match is None:
        raise Http404
    address = reverse(str(request.resolver_match.url_name), kwargs={"slug": former.article.slug, **rest})
    query = request.META.get("QUERY_STRING")
    return redirect(f"{address}?{query}" if query else address, permanent=True)


def _gone(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The page of an article that was withdrawn as unsafe: why, what to do now, what to read instead."""
    successor = successor_of(edition)
    context = {
        "reason": edition.withdrawal_reason,
        "successor": {"slug": successor.article.slug, "title": successor.get_content().title} if successor else None,
    }
    return render(request, "articles/withdrawn.html", context, status=410)


def successor_of(edition: Edition) -> Edition | None:
    """What readers of a withdrawn edition are sent to, if it is there to be read."""
    return current_edition(article=edition.successor, state=Edition.State.PUBLISHED) if edition.successor else None


@of_current_edition
def article(request: HttpRequest, edition: Edition) -> HttpResponse:
    return render(request, "articles/page.html", {"page": page_of(edition), "language": edition.language})


@of_current_edition
def review_record(request: HttpRequest, edition: Edition) -> HttpResponse:
    context = {
        "slug": edition.article.slug,
        "title": edition.get_content().title,
        "editions": record_of(edition.article),
        "corrections": edition.article.corrections.all(),
    }
    return render(request, "articles/review_record.html", context)


@of_current_edition
def edition_json(request: HttpRequest, current: Edition, number: int) -> HttpResponse:
    """The canonical content, byte for byte as it was digested."""
    edition = _readable(request, current.article, number)
    if isinstance(edition, HttpResponse):
        return edition
    return HttpResponse(edition.content.encode("utf-8"), content_type="application/json")


@of_current_edition
def edition_html(request: HttpRequest, current: Edition, number: int) -> HttpResponse:
    """The frozen html, byte for byte as it was digested; as plain text, for it is evidence and not a page."""
    edition = _readable(request, current.article, number)
    if isinstance(edition, HttpResponse):
        return edition
    return HttpResponse(edition.html.encode("utf-8"), content_type="text/plain; charset=utf-8")


def _readable(request: HttpRequest, article: Article, number: int) -> Edition | HttpResponse:
    """The verified edition; 410 if it was taken away; Http404 if readers never saw one of that number.

    Later editions are verified too, for one of them may have been withdrawn as unsafe and take this one with it.
    """
    seen = article.editions.filter(state__in=Edition.PUBLIC)
    edition = get_object_or_404(seen, number=number)
    if not Edition.objects.readable().filter(pk=edition.pk).exists():
        return render(request, "410.html", status=410)
    for each in seen.filter(number__gte=number):
        published_standing(each)
    return edition


@public
def reviewer_profile(request: HttpRequest, slug: str) -> HttpResponse:
    """A clinician who approved something that readers have seen; nobody else has a page."""
    reviewer = get_object_or_404(profiled(), slug=slug)
    return render(request, "reviewers/profile.html", {"profile": profile_of(reviewer)})


@public
def media(request: HttpRequest, sha256: str) -> HttpResponse:
    """An image by the hash of its bytes: for everybody while a readable edition shows it, for the house before."""
    image = get_object_or_404(Image, sha256=sha256)
    shown_in = Edition.objects.filter(edition_images__image=image)
    is_public = shown_in.readable().exists()
    if not is_public and not (rules.may_see_drafts(request.user) or rules.is_active_clinician(request.user)):
        if shown_in.filter(state__in=Edition.PUBLIC).exists():
            return render(request, "410.html", status=410)
        raise Http404
    with image.file.open("rb") as file:
        data = file.read()
    if hashlib.sha256(data).hexdigest() != sha256:
        logger.error("Image %s is not shown: its bytes are not those that were approved.", sha256)
        return render(request, "articles/unproved.html", status=503)
    response = HttpResponse(data, content_type=image.content_type)
    if image.content_type == images.DRAWING:
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if not is_public:
        response["Cache-Control"] = "private, no-store"
    return response


@public
def public_keys(_request: HttpRequest) -> HttpResponse:
    """The keys that verify our signatures, as a JSON Web Key Set (RFC 7517)."""
    return JsonResponse({"keys": keys.public_keys()}, content_type="application/jwk-set+json")


@public
def log(request: HttpRequest) -> HttpResponse:
    """The chained log after entry `?after=`, a thousand entries at most."""
    after = request.GET.get("after", "0")
    if not after.isascii() or not after.isdigit() or len(after) > 18:
        return JsonResponse({"error": "after must be a whole number"}, status=400)
    entries = (
        LogEntry.objects.filter(seq__gt=int(after)).order_by("seq").select_related("edition", "review")[:_LOG_PAGE]
    )
    return JsonResponse({"entries": [told(entry) for entry in entries]})
