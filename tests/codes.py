"""Authenticator apps of the tests' people, and what they show."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.models import User
from django.core.cache import cache

from articles import authentication


def code_app(person: User) -> Authenticator:
    """The person's authenticator app, made if it is missing."""
    app = authentication.code_app_of(person)
    return app or TOTP.activate(person, generate_totp_secret()).instance


def totp_code(person: User) -> str:
    """The code that the person's app shows now, as if it had not been used yet."""
    code, _seconds = authentication.current_code(authentication.secret_of(code_app(person)))
    cache.delete_many([f"used-code:{person.pk}:{code}", f"allauth.mfa.totp.used?user={person.pk}&code={code}"])
    return code
