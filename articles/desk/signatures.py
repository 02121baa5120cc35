"""The last step of a decision: the statement as it will be signed, and the clinician's own signature.

Opening the page signs nothing. Signing asks for a passkey, or for the password and a one-time code, just then.
"""

import json
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles import authentication, evidence, passkeys, workflow
from articles.desk.access import for_clinicians
from articles.desk.attempting import Problem, attempt, key_of_kept
from articles.desk.forms import DeskForm
from articles.models import PendingSignature, Review
from articles.refusal import Refused
from reviewers.models import Reviewer

_VERBS: dict[str, tuple[Callable[..., Review], str | Promise]] = {
    Review.Decision.APPROVE: (
        workflow.approve,
        gettext_lazy("Approved and signed. The editors have been told."),
    ),
    Review.Decision.RENEW: (
        workflow.renew,
        gettext_lazy("Signed: you read it again, and it needs no change. Its date of review has moved."),
    ),
    Review.Decision.REVOKE: (
        workflow.revoke,
        gettext_lazy("Your approval is revoked. The editors and publishers have been told."),
    ),
}


class PasskeyForm(DeskForm):
    """The device's answer, filled in by the page's script."""

    credential = forms.CharField(widget=forms.HiddenInput, max_length=20_000)


class CodeForm(DeskForm):
    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": gettext_lazy("Type your password.")},
    )
    code = forms.CharField(
        label=gettext_lazy("The code that your authenticator app shows now"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("Type the code that your authenticator app shows now.")},
    )


@for_clinicians
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, reviewer: Reviewer, pk: int) -> HttpResponse:
    """Show the statement that was fixed, and sign it. Another's statement is not found."""
    prepared = PendingSignature.objects.filter(reviewer=reviewer).select_related("edition__article", "reviewer__user")
    pending = get_object_or_404(prepared, pk=pk)
    stated = json.loads(pending.statement)
    problem = None
    code_form = CodeForm(auto_id="sign-%s")
    if request.method == "POST":
        form: DeskForm = PasskeyForm(request.POST) if "credential" in request.POST else CodeForm(request.POST)
        verb, told = _VERBS[stated["decision"]]
        done = attempt(form, lambda: verb(pending, reviewer.user, _evidence(request, form, pending)))
        if not isinstance(done, Problem):
            messages.success(request, str(told), extra_tags=key_of_kept(request, pending.edition))
            return redirect("desk:queue")
        problem = done
        if isinstance(form, CodeForm):
            form.auto_id = "sign-%s"
            code_form = form
    context = {
        "reviewer": reviewer,
        "problem": problem,
        "pending": pending,
        "stated": stated,
        "is_open": pending.used_at is None and pending.expires_at > timezone.now(),
        "code_form": code_form,
        **_ways(request, reviewer, pending),
    }
    return render(request, "desk/sign.html", context, status=problem.status if problem else 200)


def _ways(request: HttpRequest, reviewer: Reviewer, pending: PendingSignature) -> dict[str, Any]:
    """The ways in which this clinician can sign: options for the browser if by passkey, and whether by code."""
    has_passkey = bool(authentication.passkeys_of(reviewer.user))
    return {
        "passkey_options": passkeys.options(request, reviewer.user, pending.statement) if has_passkey else None,
        "passkey_form": PasskeyForm(auto_id="sign-%s"),
        "has_code_app": authentication.has_code_app(reviewer.user),
    }


def _evidence(request: HttpRequest, form: DeskForm, pending: PendingSignature) -> str:
    """How the clinician showed that it is them. Raises Refused if they did not."""
    person, answers = pending.reviewer.user, form.cleaned_data
    if isinstance(form, PasskeyForm):
        return passkeys.evidence_of(request, person, answers["credential"], pending.statement)
    sentence = authentication.check_password_and_code(request, person, answers["password"], answers["code"])
    if sentence:
        raise Refused(sentence)
    return evidence.of_code()
