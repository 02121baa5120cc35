"""One place to sign in, whichever desk people are bound for; who is where they belong is decided by the rules."""

import math
from datetime import timedelta

from axes.helpers import get_cool_off
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url

from articles import rules


class SignIn(LoginView):
    """Signs in and leads editors to the admin, clinicians to their desk."""

    template_name = "registration/sign_in.html"
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        person = self.request.user
        if isinstance(person, User) and not rules.may_use_admin(person) and rules.reviewer_of(person):
            return resolve_url("desk:queue")
        return resolve_url("admin:index")


def address_behind_proxy(request: HttpRequest) -> str:
    """Who asks, where one proxy stands in front: it adds the last address of the header; those before are hearsay."""
    forwarded: str = request.META.get("HTTP_X_FORWARDED_FOR", "")
    return forwarded.rpartition(",")[2].strip() or request.META["REMOTE_ADDR"]


def locked_out(request: HttpRequest, *_credentials: object) -> HttpResponse:
    """The answer to the first attempt too many, and to all until the wait is over: it says how long that is."""
    wait: timedelta = get_cool_off(request)
    context = {"minutes": math.ceil(wait.total_seconds() / 60)}
    response = render(request, "registration/locked_out.html", context, status=429)
    response["Retry-After"] = str(int(wait.total_seconds()))
    return response
