"""How the tests' people sign in: their password, their authenticator apps, and sessions with and without a code."""

import time

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from articles import authentication

PASSWORD = "correct horse battery"


def code_app(person: User) -> Authenticator:
    """The person's authenticator app, made if it is missing."""
    app = authentication.code_app_of(person)
    return app or TOTP.activate(person, generate_totp_secret()).instance


def totp_code(person: User) -> str:
    """The code that the person's app shows now, as if it had not been used yet."""
    code, _seconds = authentication.current_code(authentication.secret_of(code_app(person)))
    cache.delete_many([f"used-code:{person.pk}:{code}", f"allauth.mfa.totp.used?user={person.pk}&code={code}"])
    return code


_force_login = Client.force_login


def _with_second_factor(client: Client, user: User, backend: str | None = None) -> None:
    """What Django's `force_login` does, and the record of a recovery code in the session.

    Recovery codes sign nothing, so what somebody can sign with is left to the test. Tests of the second factor itself
    use `with_password_only` or the real pages.
    """
    _force_login(client, user, backend)
    session = client.session
    used = {"method": "mfa", "at": time.time(), "id": RecoveryCodes.activate(user).instance.pk}
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [used]
    session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(user.pk)
    session.save()


Client.force_login = _with_second_factor  # type: ignore[method-assign, assignment]  # used all over the tests


def with_password_only(person: User) -> Client:
    """A browser with a session that never saw a second factor."""
    client = Client()
    _force_login(client, person, "django.contrib.auth.backends.ModelBackend")
    return client


def login(client: Client, person: User, next_: str = "", password: str = PASSWORD) -> str:
    """Sign in on the real pages, with password and code. Returns where it led."""
    code_app(person)
    asked = client.post("/sign-in/", {"username": person.get_username(), "password": password, "next": next_})
    assert asked.headers["Location"] == reverse("mfa_authenticate")
    answer = client.post(reverse("mfa_authenticate"), {"code": totp_code(person)})
    assert answer.status_code == 302
    return str(answer.headers["Location"])
