"""Evidence: how a clinician showed that it was them who signed. Kept with the review, in a form that others can check.

A passkey or hardware key signs by itself: its WebAuthn challenge is the SHA-256 of the statement (W3C Web
Authentication, section 7.2 says how an assertion is verified). Otherwise the site vouches that it asked for the
password and a one-time code just then.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey

FORMAT = "medgo2u.evidence/1"
_USER_PRESENT_AND_VERIFIED = 0x01 | 0x04


class Method(StrEnum):
    PASSKEY = "passkey"
    CODE = "password and one-time code"
    SIGNED_IN = "signed in"


class EvidenceError(ValueError):
    """The evidence does not show what it says. The message says why."""


def of_code() -> str:
    """The site asked for the password and a one-time code, and both were right."""
    return _spell({"method": Method.CODE})


def of_sign_in() -> str:
    """The person was signed in, with a second factor; nothing more was asked. Enough to return an edition."""
    return _spell({"method": Method.SIGNED_IN})


def of_passkey(public_key: Mapping[int, Any], response: Mapping[str, str], rp_id: str) -> str:
    """What the device answered, with the public key (a COSE map) that it enrolled with.

    `response` holds clientDataJSON, authenticatorData and signature in base64url. Raises EvidenceError for a kind of
    key that can't be written as a JWK.
    """
    return _spell(
        {
            "method": Method.PASSKEY,
            "rp_id": rp_id,
            "public_key": _jwk(public_key),
            "client_data": response["clientDataJSON"],
            "authenticator_data": response["authenticatorData"],
            "signature": response["signature"],
        }
    )


def challenge_of(statement: str) -> str:
    """What the device is asked to sign: the SHA-256 of the statement's UTF-8 bytes, in base64url."""
    return encode(hashlib.sha256(statement.encode()).digest())


def check(evidence: str, statement: str) -> Method:
    """How the statement was signed. Raises EvidenceError unless the evidence holds for exactly this statement."""
    try:
        shown = json.loads(evidence)
        method = Method(shown["method"])
        if shown["format"] != FORMAT or _spell(shown) != evidence:
            raise EvidenceError("its evidence is not spelt as it should be")
        if method == Method.PASSKEY:
            _check_assertion(shown, statement)
    except EvidenceError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, InvalidSignature, JoseError) as error:
        raise EvidenceError("its evidence does not verify") from error
    return method


def encode(data: bytes) -> str:
    """Base64url without padding (RFC 7515, section 2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(text: str) -> bytes:
    """The bytes of base64url without padding. Raises EvidenceError for anything else."""
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError) as error:
        raise EvidenceError("its evidence is not in base64url") from error
    if encode(data) != text:
        raise EvidenceError("its evidence is not in base64url")
    return data


def _check_assertion(shown: Mapping[str, Any], statement: str) -> None:
    client_data, data = decode(shown["client_data"]), decode(shown["authenticator_data"])
    client = json.loads(client_data)
    if (client["type"], client["challenge"]) != ("webauthn.get", challenge_of(statement)):
        raise EvidenceError("the device signed another statement")
    if data[:32] != hashlib.sha256(shown["rp_id"].encode()).digest():
        raise EvidenceError("the device signed for another site")
    if data[32] & _USER_PRESENT_AND_VERIFIED != _USER_PRESENT_AND_VERIFIED:
        raise EvidenceError("the device did not make sure who held it")
    _verify(shown["public_key"], decode(shown["signature"]), data + hashlib.sha256(client_data).digest())


def _verify(jwk: dict[str, str | list[str]], signature: bytes, signed: bytes) -> None:
    """Raises InvalidSignature, or EvidenceError for another kind of key."""
    kinds: dict[str, type[ECKey] | type[OKPKey] | type[RSAKey]] = {"EC": ECKey, "OKP": OKPKey, "RSA": RSAKey}
    key = kinds[str(jwk["kty"])].import_key(jwk).public_key
    if isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, signed, ec.ECDSA(SHA256()))
    elif isinstance(key, ed25519.Ed25519PublicKey):
        key.verify(signature, signed)
    elif isinstance(key, rsa.RSAPublicKey):
        key.verify(signature, signed, padding.PKCS1v15(), SHA256())
    else:
        raise EvidenceError("its key is of a kind that is not used here")


def _jwk(cose: Mapping[int, Any]) -> dict[str, str]:
    """A COSE key (RFC 9053) as a JWK: ES256, Ed25519 and RS256, the kinds that browsers make."""
    match (cose.get(1), cose.get(3), cose.get(-1)):
        case (2, -7, 1):
            return {"kty": "EC", "crv": "P-256", "x": encode(cose[-2]), "y": encode(cose[-3])}
        case (1, -8, 6):
            return {"kty": "OKP", "crv": "Ed25519", "x": encode(cose[-2])}
        case (3, -257, _):
            return {"kty": "RSA", "n": encode(cose[-1]), "e": encode(cose[-2])}
    raise EvidenceError("its key is of a kind that is not used here")


def _spell(shown: Mapping[str, Any]) -> str:
    return rfc8785.dumps({"format": FORMAT, **shown}).decode("utf-8")
