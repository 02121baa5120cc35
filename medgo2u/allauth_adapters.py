"""What we say to django-allauth: its stages of signing in, its words, and none of its messages."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from axes.helpers import get_client_ip_address
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import authentication


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": gettext_lazy("Codes were wrong too often. Wait five minutes, then try a new one."),
        "incorrect_code": gettext_lazy(
            "The code is not right, or it was used already. Wait until the app shows the next one, and type that."
        ),
    }

    def get_login_stages(self) -> list[str]:
        """After the password comes the second factor, and nothing else."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def add_message(self, *_args: Any, **_more: Any) -> None:
        """Our pages say what happened."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same address that the lock-out goes by."""
        return get_client_ip_address(request) or ""

    def respond_user_inactive(self, _request: HttpRequest, _user: User) -> HttpResponse:
        return redirect("sign-in")


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # as above
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def get_totp_label(self, user: User) -> str:
        return user.get_username()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        number = len(authentication.passkeys_of(user)) + 1
        return _("Passkey") if number == 1 else _("Passkey %(number)s") % {"number": number}

    def _get_site_name(self) -> str:
        return settings.PUBLISHER_NAME

    def _get_user_identifier(self, user: User) -> str:
        return user.get_username()
