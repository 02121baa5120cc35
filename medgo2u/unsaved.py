"""Gives back what somebody typed when a form can't be taken: they were signed out, or signed in anew, meanwhile."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.cache import add_never_cache_headers

from medgo2u.second_factor import OWN_PAGES

_NOT_TYPED = "csrfmiddlewaretoken"
_SECRET = "password"  # noqa: S105 - a part of field names, not a password


def keep_what_was_typed(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a form that would be answered with the sign-in page is given back to whoever filled it in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        asks_to_sign_in = (resolve_url(settings.LOGIN_URL), resolve_url("admin:login"))  # the admin leads on by its own
        leads_there = urlsplit(response.get("Location", "")).path in asks_to_sign_in
        was_writing = request.method == "POST" and not request.path_info.startswith(OWN_PAGES)  # a code is no writing
        if was_writing and leads_there and not request.user.is_authenticated:
            response = give_back(request)
            add_never_cache_headers(response)
        return response

    return middleware


def give_back(request: HttpRequest) -> HttpResponse:
    """A page with everything that was sent, to copy or to send once more after signing in."""
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        if name != _NOT_TYPED and _SECRET not in name
        for value in values
    ]
    text = "\n\n".join(f"{name}:\n{value}" for name, value in sent if value and not name.startswith("_"))
    context = {"sent": sent, "text": text, "has_files": bool(request.FILES)}
    return render(request, "registration/not_saved.html", context, status=403)


def csrf_failure(request: HttpRequest, **_reason: str) -> HttpResponse:
    """Signing in makes forms that were opened before it invalid. What came from another site is not shown back."""
    own_origin = f"{request.scheme}://{request.get_host()}"
    if request.user.is_authenticated and request.headers.get("Origin") == own_origin:
        return give_back(request)
    return render(request, "registration/not_taken.html", status=403)
