"""Asks for the password once more before something changes that outlasts the session: second factors, recovery codes.

Whoever finds a browser that somebody left signed in could otherwise enrol a device of their own, and sign with it.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.authentication import get_authentication_records
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from articles import authentication

Params = ParamSpec("Params")
View = Callable[Concatenate[HttpRequest, User, Params], HttpResponse]

_FRESH_FOR = 600  # seconds since the person signed in, or confirmed the password
_CONFIRMED_AT = "confirmed_at"


def who_is_here(view: View[Params]) -> View[Params]:
    """Leads to the question for the password, and back, unless the person signed in or answered it just now.

    The very first factor comes right after the sign-in or the mailed link.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, person: User, /, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponse:
        times = [record["at"] for record in get_authentication_records(request, person)]
        is_fresh = time.time() - max([*times, request.session.get(_CONFIRMED_AT, 0)]) <= _FRESH_FOR
        if authentication.factors_of(person).exists() and not is_fresh:
            query = QueryDict(mutable=True)
            query["next"] = request.path
            return redirect(f"{reverse('confirm')}?{query.urlencode()}")
        return view(request, person, *args, **kwargs)

    return wrapped


class ConfirmForm(forms.Form):
    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@never_cache
@login_required
def confirm(request: HttpRequest) -> HttpResponse:
    """Takes the password; wrong ones count towards the lock-out."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    leads_to = request.POST.get("next") or request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(leads_to, allowed_hosts=None):
        leads_to = reverse("account")
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, password = request.user.get_username(), form.cleaned_data["password"]
        if authenticate(request, username=name, password=password) == request.user:
            request.session[_CONFIRMED_AT] = time.time()
            return redirect(leads_to)
        form.add_error("password", _("The password is not right. Nothing was changed."))
    return render(request, "registration/confirm.html", {"form": form, "next": leads_to})
