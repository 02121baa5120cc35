"""Keeps every room shut until the second factor was used: until then nobody is signed in but on their own account."""

from collections.abc import Callable
from functools import partial

from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from articles.authentication import has_passed_second_factor

OWN_PAGES = ("/account/", "/sign-in/", "/sign-out/")
"""Where somebody signs in, signs out and adds a first second factor. Each of these views looks for itself."""


def required(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a session without a second factor is nobody's, in every view there is or will be.

    It asks only when a view wants to know who is there, so readers' pages stay without a cookie and a query.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(OWN_PAGES):
            request.user = SimpleLazyObject(partial(_who_passed, request))  # type: ignore[assignment]  # stands for either
        return get_response(request)

    return middleware


def _who_passed(request: HttpRequest) -> User | AnonymousUser:
    person = get_user(request)
    if isinstance(person, User) and not has_passed_second_factor(request, person):
        return AnonymousUser()
    return person
