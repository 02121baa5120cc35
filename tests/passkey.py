"""A passkey in software: enrols itself with an account, and signs challenges as a device does."""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from django.contrib.auth.models import User
from fido2.cose import ES256
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

from articles.evidence import encode

PRESENT, VERIFIED, HAS_CREDENTIAL = 0x01, 0x04, 0x40


def sha256(data: bytes) -> bytes:
    hashed = Hash(SHA256())
    hashed.update(data)
    return hashed.finalize()


class SoftKey:
    """One device. `site` is the relying party's id, `origin` where the browser thinks it is."""

    def __init__(self, person: User, site: str = "testserver", origin: str = "http://testserver") -> None:
        self.site, self.origin = site, origin
        self.credential_id = sha256(f"{person.pk} {site}".encode())
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.public = ES256.from_cryptography_key(self.private.public_key())  # type: ignore[no-untyped-call]  # fido2's own
        data = AuthenticatorData.create(
            sha256(site.encode()),
            AuthenticatorData.FLAG(PRESENT | VERIFIED | HAS_CREDENTIAL),
            0,
            bytes(AttestedCredentialData.create(Aaguid.NONE, self.credential_id, self.public)),
        )
        client = {"type": "webauthn.create", "challenge": encode(b"any"), "origin": origin}
        registration = {
            "id": encode(self.credential_id),
            "rawId": encode(self.credential_id),
            "type": "public-key",
            "response": {
                "clientDataJSON": encode(json.dumps(client).encode()),
                "attestationObject": encode(bytes(AttestationObject.create("none", data, {}))),
            },
        }
        Authenticator.objects.create(
            user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Soft key", "credential": registration}
        )

    def answer(self, challenge: str, *, flags: int = PRESENT | VERIFIED, **client: str) -> dict[str, Any]:
        """What the browser would send for this challenge (base64url)."""
        said = {"type": "webauthn.get", "challenge": challenge, "origin": self.origin, **client}
        client_data = json.dumps(said).encode()
        data = bytes(AuthenticatorData.create(sha256(self.site.encode()), AuthenticatorData.FLAG(flags), 1))
        signature = self.private.sign(data + sha256(client_data), ec.ECDSA(SHA256()))
        return {
            "id": encode(self.credential_id),
            "response": {
                "clientDataJSON": encode(client_data),
                "authenticatorData": encode(data),
                "signature": encode(signature),
            },
        }
