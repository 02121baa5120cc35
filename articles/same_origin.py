"""Forms of readers come from our own pages: told by what the browser says of their origin, for no cookie is set."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

_CHANGES_NOTHING = ("GET", "HEAD", "OPTIONS")
_OURS = ("same-origin", "none")
"""`none` is said of what a person did themselves, such as loading an answer again."""


def same_origin_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Refuse with 403 a form that a page of another site sent.

    `Sec-Fetch-Site` decides where a browser sends it, for no page can forge it; then `Origin`; then `Referer`. What
    has none of them is no browser of today that another site could use, and is let through: it brings no cookie.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **rest: Any) -> HttpResponseBase:
        if request.method not in _CHANGES_NOTHING and is_foreign(request):
            return render(request, "articles/foreign_form.html", status=403)
        return view(request, *args, **rest)

    return wrapped


def is_foreign(request: HttpRequest) -> bool:
    """Whether the browser says that a page of another site sent this."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in _OURS
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    return origin is not None and not _is_ours(request, origin)


def _is_ours(request: HttpRequest, address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    origin = f"{parts.scheme}://{parts.netloc}"
    return origin in (f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS)
