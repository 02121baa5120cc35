"""Somebody's own account: their second factors, added, removed and printed, and what to do without one."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import check_rate_limit, post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, clear_totp_secret, get_totp_secret, validate_totp_code
from allauth.mfa.utils import encrypt
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.mfa.webauthn.internal.auth import WebAuthn, begin_registration
from django import forms
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from articles import authentication, invitations
from medgo2u.confirming import who_is_here
from medgo2u.sign_in import NONSENSE, home_of

Params = ParamSpec("Params")
View = Callable[Concatenate[HttpRequest, User, Params], HttpResponse]


def own_page(view: View[Params]) -> Callable[Concatenate[HttpRequest, Params], HttpResponse]:
    """Gives the view the person who is signed in, with a second factor or on the way to one. Nothing is cached."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponse:
        assert isinstance(request.user, User)  # noqa: S101 - for the types: login_required saw to it
        return view(request, request.user, *args, **kwargs)

    return never_cache(login_required(wrapped))


def who_may_add(view: View[Params]) -> View[Params]:
    """Leads back to the account's page, which says why, whoever may not add a second factor in this session."""

    @wraps(view)
    def wrapped(request: HttpRequest, person: User, /, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponse:
        if not authentication.may_add_factor(request, person):
            return redirect("account")
        return view(request, person, *args, **kwargs)

    return wrapped


def who_passed(view: View[Params]) -> View[Params]:
    """As above, for what needs a second factor in this session."""

    @wraps(view)
    def wrapped(request: HttpRequest, person: User, /, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponse:
        if not authentication.has_passed_second_factor(request, person):
            return redirect("account")
        return view(request, person, *args, **kwargs)

    return wrapped


@own_page
def account(request: HttpRequest, person: User) -> HttpResponse:
    has_passed = authentication.has_passed_second_factor(request, person)
    codes = _recovery_codes_of(person)
    context = {
        "person": person,
        "has_passed": has_passed,
        "may_add": authentication.may_add_factor(request, person),
        "has_factor": authentication.factors_of(person).exists(),
        "app": authentication.code_app_of(person),
        "passkeys": authentication.passkeys_of(person),
        "codes_left": len(codes.get_unused_codes()) if codes else 0,
        "codes_kept": codes is not None and codes.did_view,
        "removable": _removable(request, person),
        "home": home_of(person),
    }
    return render(request, "registration/own_account.html", context)


class AppForm(forms.Form):
    """The first code of a new authenticator app, which shows that the app has the secret."""

    code = forms.CharField(
        label=gettext_lazy("The six figures that the app shows now"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, person: User, secret: str, *args: Any) -> None:
        super().__init__(*args)
        self.person, self.secret = person, secret

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        forget_failures = check_rate_limit(self.person)
        if not (validate_totp_code(self.secret, code) and authentication.is_first_use(self.person, code)):
            raise get_adapter().validation_error("incorrect_code")
        forget_failures()
        return code


@own_page
@who_may_add
@who_is_here
def add_app(request: HttpRequest, person: User) -> HttpResponse:
    """Show the secret, and take the app once it shows a right code. A second app takes the place of the first."""
    secret = get_totp_secret()
    form = AppForm(person, secret, request.POST or None)
    if request.method == "POST" and form.is_valid():
        clear_totp_secret(request)
        return _added(request, person, lambda: _new_app(person, secret), _("An authenticator app was added."))
    groups = [secret[start : start + 4] for start in range(0, len(secret), 4)]
    context = {"form": form, "secret": " ".join(groups), "has_app": authentication.has_code_app(person)}
    return render(request, "registration/add_app.html", context)


def _new_app(person: User, secret: str) -> Authenticator:
    authentication.factors_of(person).filter(type=Authenticator.Type.TOTP).delete()
    return TOTP.activate(person, secret).instance


@own_page
@who_may_add
@who_is_here
def app_picture(_request: HttpRequest, person: User) -> HttpResponse:
    """The secret as a picture for the app's camera."""
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(person, get_totp_secret()))
    return HttpResponse(picture, content_type="image/svg+xml")


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    name = forms.CharField(
        label=gettext_lazy("A name for it"),
        help_text=gettext_lazy("So that you know it again, such as “My phone” or “Key on my key ring”."),
        max_length=60,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except NONSENSE as error:
            raise get_adapter().validation_error("incorrect_code") from error
        return cleaned


@own_page
@who_may_add
@who_is_here
def add_passkey(request: HttpRequest, person: User) -> HttpResponse:
    """A passkey or a hardware key: the browser makes it, and a script of ours brings its public part here."""
    form = PasskeyForm(request.POST or None, user=person)
    if request.method == "POST" and form.is_valid():
        name, credential = form.cleaned_data["name"], form.cleaned_data["credential"]
        return _added(
            request,
            person,
            lambda: WebAuthn.add(person, name, credential).instance,
            _("The passkey or hardware key “%(name)s” was added.") % {"name": name},
        )
    context = {"form": form, "options": json.dumps(begin_registration(person, passwordless=False), default=dict)}
    return render(request, "registration/add_passkey.html", context)


def _added(request: HttpRequest, person: User, make: Callable[[], Authenticator], what: str) -> HttpResponse:
    """The new factor opens this session, so the session gets a new key. Recovery codes come with the first factor."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)  # two first factors at once: the second one is refused
        if not authentication.may_add_factor(request, person):
            return redirect("account")
        factor = make()
        codes = RecoveryCodes.activate(person)
        post_authentication(request, factor)
    request.session.cycle_key()
    invitations.tell_of_change(person, what)
    return redirect("account" if codes.did_view else "recovery-codes")


def _removable(request: HttpRequest, person: User) -> list[int]:
    """All but the last one and the one that this session was opened with: what is left is known to work."""
    factors = authentication.factors_of(person).exclude(type=Authenticator.Type.RECOVERY_CODES)
    used = authentication.factors_used_in(request, person)
    pks = list(factors.values_list("pk", flat=True))
    return [pk for pk in pks if pk not in used] if len(pks) > 1 else []


@own_page
@who_passed
@who_is_here
def remove(request: HttpRequest, person: User, pk: int) -> HttpResponse:
    factor = get_object_or_404(authentication.factors_of(person), pk=pk)
    if pk not in _removable(request, person):
        return redirect("account")
    if request.method != "POST":
        return render(request, "registration/remove_factor.html", {"name": _name_of(factor)})
    what = _("“%(name)s” was removed.") % {"name": _name_of(factor)}
    factor.delete()
    invitations.tell_of_change(person, what)
    return redirect("account")


def _name_of(factor: Authenticator) -> str:
    return _("Authenticator app") if factor.type == Authenticator.Type.TOTP else str(factor)


@own_page
@who_passed
@who_is_here
def recovery_codes(request: HttpRequest, person: User) -> HttpResponse:
    """Shown until the person says that they are kept, and never again. New ones make the old ones void."""
    codes = _recovery_codes_of(person)
    if request.method == "POST" and "new" in request.POST:
        codes = codes or RecoveryCodes.activate(person)
        codes.instance.data = {"seed": encrypt(RecoveryCodes.generate_seed()), "used_mask": 0}
        codes.instance.save()
        invitations.tell_of_change(person, _("There are new recovery codes. The old ones no longer work."))
        return redirect("recovery-codes")
    if request.method == "POST" and codes:
        codes.mark_as_viewed()
        return redirect(home_of(person))
    shown = codes.get_unused_codes() if codes and not codes.did_view else []
    return render(request, "registration/recovery_codes.html", {"person": person, "codes": shown})


def _recovery_codes_of(person: User) -> RecoveryCodes | None:
    found = authentication.factors_of(person).filter(type=Authenticator.Type.RECOVERY_CODES).first()
    return found.wrap() if found else None
