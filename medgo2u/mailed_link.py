"""The link that an invitation, a lost device or a forgotten password brings: it sets a password and opens a session."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django import forms
from django.contrib.auth import logout
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import User
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext_lazy

from articles import authentication, invitations
from medgo2u.sign_in import home_of


class SetPassword(PasswordResetConfirmView):
    """Sets the password, then asks for the second factor where there is one, and otherwise leads to adding one."""

    template_name = "registration/set_password.html"
    reset_url_token = "open"  # noqa: S105 - a part of the address, not a password

    def form_valid(self, form: "SetPasswordForm[User]") -> HttpResponse:
        person = form.save()
        logout(self.request)  # somebody else may be signed in here
        record_authentication(self.request, person, authentication.MAILED_LINK)
        bound_for = home_of(person) if authentication.factors_of(person).exists() else resolve_url("account")
        answer: HttpResponse = perform_login(self.request, Login(user=person, redirect_url=bound_for))
        return answer


class ForgottenForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        super().__init__(*args)
        self.request = request

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if not ratelimit.consume(self.request, action="reset_password", key=email.lower()):
            raise forms.ValidationError(gettext_lazy("That was asked for too often. Wait a minute, then try again."))
        return email


def forgotten(request: HttpRequest) -> HttpResponse:
    """Sends a link. The answer is the same whether or not there is such an address."""
    form = ForgottenForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        for person in User.objects.filter(email__iexact=form.cleaned_data["email"], is_active=True):
            invitations.send_password_link(person)
        return redirect("forgotten-password-sent")
    return render(request, "registration/forgotten_password.html", {"form": form})


def forgotten_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "registration/forgotten_password_sent.html")
