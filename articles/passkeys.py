"""Signing with a passkey or hardware key: what the browser is asked, and what is made of its answer.

The keys are those that the person enrolled as a second factor (django-allauth). The challenge is the hash of the
statement, so the device signs the statement itself.
"""

import json
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles import authentication, evidence
from articles.refusal import Refused

_TIMEOUT = 300_000  # milliseconds: time to fetch a key


def options(request: HttpRequest, person: User, statement: str) -> dict[str, Any]:
    """The options of `navigator.credentials.get`, with bytes in base64url."""
    return {
        "challenge": evidence.challenge_of(statement),
        "rpId": _site(request),
        "allowCredentials": [{"type": "public-key", "id": evidence.encode(each)} for each in _keys_of(person)],
        "userVerification": "required",
        "timeout": _TIMEOUT,
    }


def evidence_of(request: HttpRequest, person: User, sent: str, statement: str) -> str:
    """The evidence, verified. `sent` is the browser's answer as JSON, bytes in base64url.

    Raises Refused for an answer that is garbled, of another's key, of another site or over another statement.
    """
    try:
        answer = json.loads(sent)
        key = _keys_of(person)[evidence.decode(answer["id"])]
        response = {name: str(answer["response"][name]) for name in _ANSWERED}
        origin = json.loads(evidence.decode(response["clientDataJSON"]))["origin"]
        if origin != f"{request.scheme}://{request.get_host()}":
            raise evidence.EvidenceError("the device signed for another site")
        shown = evidence.of_passkey(key, response, _site(request))
        evidence.check(shown, statement)
    except (ValueError, KeyError, TypeError) as error:
        sentence = _("Your passkey's signature could not be verified, so nothing was signed. Try again.")
        raise Refused(sentence) from error
    return shown


_ANSWERED = ("clientDataJSON", "authenticatorData", "signature")


def _keys_of(person: User) -> dict[bytes, dict[int, Any]]:
    """The public keys (COSE maps) of this person's passkeys, by the id of the credential."""
    held = [each.wrap().authenticator_data.credential_data for each in authentication.passkeys_of(person)]
    return {bytes(credential.credential_id): dict(credential.public_key) for credential in held if credential}


def _site(request: HttpRequest) -> str:
    """The relying party's id: the host without its port."""
    return request.get_host().partition(":")[0]
