"""Second factors: who has which, and whether a password and a code are right."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext as _


def passkeys_of(person: User) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN))


def has_code_app(person: User) -> bool:
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists())


def check_password_and_code(_request: HttpRequest, person: User, password: str, code: str) -> str | None:
    """None if both are right and the code was not used before, else a sentence."""
    app = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    if app and person.check_password(password) and app.wrap().validate_code(code):
        return None
    return _("The password or the code is wrong. Nothing was signed.")
