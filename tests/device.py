"""A passkey in software: signs a statement as a clinician's own device would (W3C Web Authentication, section 7.2)."""

import hashlib
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from django.contrib.auth.models import User

from articles import evidence, preparing, workflow
from articles.models import Edition, Review
from tests.sign import yes_to_all

RP_ID = "clinic.example"
_PRESENT_AND_VERIFIED = 0x05

Key = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey


def make_key(kind: str) -> Key:
    if kind == "ES256":
        return ec.generate_private_key(ec.SECP256R1())
    if kind == "Ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def evidence_over(statement: str, key: Key, flags: int = _PRESENT_AND_VERIFIED) -> str:
    """The evidence of this device's signature over the statement."""
    client = {"type": "webauthn.get", "challenge": evidence.challenge_of(statement), "origin": f"https://{RP_ID}"}
    client_data = json.dumps(client).encode()
    data = hashlib.sha256(RP_ID.encode()).digest() + bytes([flags]) + (7).to_bytes(4, "big")
    response = {
        "clientDataJSON": evidence.encode(client_data),
        "authenticatorData": evidence.encode(data),
        "signature": evidence.encode(_signature(key, data + hashlib.sha256(client_data).digest())),
    }
    return evidence.of_passkey(_cose(key), response, RP_ID)


def approve(edition: Edition, by: User, key: Key) -> Review:
    """A whole approval, signed with this device."""
    pending = preparing.begin_approval(
        edition, by, digest=edition.digest, scope="whole", interests="They pay me.", answers=yes_to_all(edition)
    )
    return workflow.approve(pending, by, evidence_over(pending.statement, key))


def renew(edition: Edition, by: User, key: Key) -> Review:
    pending = preparing.begin_renewal(edition, by, digest=edition.digest, interests="none", answers=yes_to_all(edition))
    return workflow.renew(pending, by, evidence_over(pending.statement, key))


def _signature(key: Key, signed: bytes) -> bytes:
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.sign(signed, ec.ECDSA(SHA256()))
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(signed)
    return key.sign(signed, padding.PKCS1v15(), SHA256())


def _cose(key: Key) -> dict[int, Any]:
    """The public key as a COSE map (RFC 9053), as an authenticator enrols it."""
    if isinstance(key, ec.EllipticCurvePrivateKey):
        point = key.public_key().public_numbers()
        return {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return {1: 1, 3: -8, -1: 6, -2: key.public_key().public_bytes_raw()}
    numbers = key.public_key().public_numbers()
    return {1: 3, 3: -257, -1: numbers.n.to_bytes(256, "big"), -2: numbers.e.to_bytes(3, "big")}
