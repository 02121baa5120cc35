"""One place to sign in, whichever desk people are bound for; who is where they belong is decided by the rules."""

import json
import math
from datetime import timedelta
from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm
from axes.helpers import get_cool_off
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext_lazy

from articles import authentication, rules
from articles.roles import Person

NONSENSE = (AttributeError, KeyError, TypeError, ValueError)
"""What the WebAuthn library raises at an answer that no browser gives."""


class SignIn(LoginView):
    """Asks for the password, then for the second factor; leads editors to the admin, clinicians to their desk."""

    template_name = "registration/sign_in.html"
    redirect_authenticated_user = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = request.user
        if isinstance(person, User) and not authentication.has_passed_second_factor(request, person):
            return redirect("account")
        return super().dispatch(request, *args, **kwargs)

    def get_default_redirect_url(self) -> str:
        return home_of(self.request.user)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        person = form.get_user()
        self.request.session.cycle_key()  # whoever knew the session before must not be there for the second step
        bound_for = self.get_redirect_url() or home_of(person)
        if not authentication.factors_of(person).exists():
            bound_for = resolve_url("account")
        login = Login(user=person, redirect_url=bound_for)
        return _answer(perform_password_login(self.request, {"username": person.get_username()}, login))


def home_of(person: Person) -> str:
    """Where somebody belongs who was bound for nowhere else."""
    if isinstance(person, User) and not rules.may_use_admin(person) and rules.reviewer_of(person):
        return resolve_url("desk:queue")
    return resolve_url("admin:index")


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """A code of the app, or a recovery code. A wrong one counts like a wrong password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = gettext_lazy("Code from your app, or one of your recovery codes")
        field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}

    def clean_code(self) -> str:
        code: str = super().clean_code()
        if not authentication.is_first_use(self.user, code):
            raise get_adapter().validation_error("incorrect_code")
        return code

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        super()._emit_authentication_failed(authenticator)
        authentication.count_failure(context.request, self.user)


class PasskeyAnswerForm(AuthenticateWebAuthnForm):  # type: ignore[misc]  # as above
    """What a passkey or hardware key answered. allauth expects a browser's answer, so nonsense is caught here."""

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except NONSENSE as error:
            raise get_adapter().validation_error("incorrect_code") from error


class SecondStep(AuthenticateView):  # type: ignore[misc]  # as above
    """The second factor, for somebody whose password was right a moment ago."""

    template_name = "registration/second_step.html"

    def get_form_class(self) -> type[CodeForm]:
        return CodeForm

    def get_webauthn_form_class(self) -> type[PasskeyAnswerForm]:
        return PasskeyAnswerForm

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        if getattr(self.request, "axes_locked_out", False):
            clear_login(self.request)
        return _answer(super().form_invalid(form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        person = self.stage.login.user
        return {
            **shown,
            "person": person,
            "has_passkey": bool(authentication.passkeys_of(person)),
            "options": json.dumps(shown["js_data"]["request_options"], default=dict),
        }


def _answer(response: Any) -> HttpResponse:
    """allauth has no types: an answer is an answer."""
    assert isinstance(response, HttpResponse)  # noqa: S101 - for the types
    return response


def locked_out(request: HttpRequest, *_credentials: object) -> HttpResponse:
    """The answer to the first attempt too many, and to all until the wait is over: it says how long that is."""
    wait: timedelta = get_cool_off(request)
    context = {"minutes": math.ceil(wait.total_seconds() / 60)}
    response = render(request, "registration/locked_out.html", context, status=429)
    response["Retry-After"] = str(int(wait.total_seconds()))
    return response
