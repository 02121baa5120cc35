"""Second factors: what a person has, whether a session was opened with one, and fresh authentication for signing.

The work is django-allauth's: its Authenticator rows, its codes, its limit on guesses. What is ours is said here once.
"""

import time

from allauth.account.authentication import get_authentication_records
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_login_failed
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from reviewers.models import IdentityCheck

MAILED_LINK = "mailed link"
"""The record in a session that a link sent by e-mail opened."""


def has_passed_second_factor(request: HttpRequest, person: User) -> bool:
    """Whether this session was opened with a second factor which the person still has."""
    used = factors_used_in(request, person)
    return bool(used) and factors_of(person).filter(pk__in=used).exists()


def factors_used_in(request: HttpRequest, person: User) -> set[int]:
    """The keys of the factors that this session was opened with, whether or not they are still there."""
    records = get_authentication_records(request, person)
    return {record["id"] for record in records if record["method"] == "mfa"}


def may_add_factor(request: HttpRequest, person: User) -> bool:
    """Who passed the second factor may add another. The first one is added in a session that a mailed link opened.

    A password alone is enough only for an account for which nobody ever vouched: one that `createsuperuser` made, or
    one from before second factors. Whoever vouches (invitation, lost device) sends a link.
    """
    if has_passed_second_factor(request, person):
        return True
    if factors_of(person).exists():
        return False
    came_by_mail = any(record["method"] == MAILED_LINK for record in get_authentication_records(request, person))
    return came_by_mail or not IdentityCheck.objects.filter(person=person).exists()


def factors_of(person: User) -> QuerySet[Authenticator]:
    factors: QuerySet[Authenticator] = Authenticator.objects.filter(user=person).order_by("created_at", "pk")
    return factors


def passkeys_of(person: User) -> list[Authenticator]:
    """Passkeys and hardware keys, the oldest first."""
    return list(factors_of(person).filter(type=Authenticator.Type.WEBAUTHN))


def code_app_of(person: User) -> Authenticator | None:
    return factors_of(person).filter(type=Authenticator.Type.TOTP).first()


def has_code_app(person: User) -> bool:
    """Whether the person has an authenticator app that shows one-time codes."""
    return code_app_of(person) is not None


def check_password_and_code(request: HttpRequest, person: User, password: str, code: str) -> str | None:
    """None if both are this person's and the code is fresh, otherwise a sentence that says what to do.

    Failures count towards the lock-out, whose page then takes the place of the answer. Recovery codes are for signing
    in only: they are printed, so one of them does not show that the person is here.
    """
    app = code_app_of(person)
    if app is None:
        return _("This needs an authenticator app, and your account has none. Add one on the page of your account.")
    if authenticate(request, username=person.get_username(), password=password) != person:
        return _("The password is not right. Type it again, with a new code.")
    try:
        forget_failures = check_rate_limit(person)
    except ValidationError:
        return _("Codes were wrong too often. Wait five minutes, then type your password and a new code.")
    if not (app.wrap().validate_code(code) and is_first_use(person, code)):
        count_failure(request, person)
        return _("The code is not right, or it was used already. Wait until the app shows the next one, and type that.")
    forget_failures()
    app.record_usage()
    return None


def is_first_use(person: User, code: str) -> bool:
    """Marks a right code as used. False if it was used before, as long as it would still be taken.

    allauth remembers a code for one period only, but takes it for as long as the tolerance for slow clocks says.
    """
    periods = 2 * app_settings.TOTP_TOLERANCE + 1
    key = f"used-code:{person.pk}:{normalize_user_code(code)}"
    return cache.add(key, True, timeout=periods * app_settings.TOTP_PERIOD)


def count_failure(request: HttpRequest, person: User) -> None:
    """A wrong code counts like a wrong password: too many of them lock this name out at this address."""
    user_login_failed.send(sender=__name__, credentials={"username": person.get_username()}, request=request)


def current_code(secret: str, later: int = 0) -> tuple[str, int]:
    """The code that an authenticator app with this secret shows now, and for how many seconds it goes on showing it.

    With `later` the code of so many periods on (or back, if negative), for programs that can't wait for it.
    """
    now, period = int(time.time()), app_settings.TOTP_PERIOD
    return format_hotp_value(hotp_value(secret, now // period + later)), period - now % period


def secret_of(app: Authenticator) -> str:
    secret: str = decrypt(app.data["secret"])
    return secret
