"""The site's signing keys: Ed25519 keys in JWK form (RFC 8037), in files that only the site can read.

A demo's keys carry an id that begins with `demo-`; production refuses to sign or verify with one.
"""

import json
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from joserfc.jwk import OKPKey

DEMO_PREFIX = "demo-"


def signing_key() -> OKPKey:
    """The private key that signs now. Raises ImproperlyConfigured if there is none, or one of a demo in production."""
    path: Path = settings.SIGNING_KEY_FILE
    try:
        jwk = json.loads(path.read_text())
        key = OKPKey.import_key(jwk)
    except FileNotFoundError as error:
        raise ImproperlyConfigured(
            f"There is no signing key at {path}. Make one: manage.py make_signing_key"
        ) from error
    except (ValueError, TypeError) as error:
        raise ImproperlyConfigured(f"The signing key at {path} can't be read: {error}") from error
    if not key.is_private or not _allowed(jwk.get("kid", "")):
        raise ImproperlyConfigured(f"The key at {path} can't sign here: it is public, has no id, or is a demo's.")
    return key


def public_keys() -> list[dict[str, Any]]:
    """The public keys, present and former, that signatures may be verified with, as JWKs."""
    present = signing_key().as_dict(private=False)
    return [_labelled(present), *(jwk for jwk in _former_keys() if _allowed(jwk.get("kid", "")))]


def make_signing_key() -> str:
    """Make a new signing key and keep the public part of the one it replaces, if any. Returns the new key's id."""
    if settings.SIGNING_KEY_FILE.exists():
        former = [_labelled(signing_key().as_dict(private=False)), *_former_keys()]
        _write(settings.FORMER_KEYS_FILE, {"keys": former})
    key = OKPKey.generate_key("Ed25519")
    kid = (DEMO_PREFIX if settings.DEMO else "") + key.thumbprint()
    _write(settings.SIGNING_KEY_FILE, {**key.as_dict(private=True), "kid": kid})
    return kid


def _former_keys() -> list[dict[str, Any]]:
    path: Path = settings.FORMER_KEYS_FILE
    if not path.exists():
        return []
    keys: list[dict[str, Any]] = json.loads(path.read_text())["keys"]
    return keys


def _allowed(kid: str) -> bool:
    return bool(kid) and (settings.DEMO or not kid.startswith(DEMO_PREFIX))


def _labelled(jwk: dict[str, Any]) -> dict[str, Any]:
    return {**jwk, "use": "sig", "alg": "Ed25519"}


def _write(path: Path, data: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_suffix(".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(data, file)
    beside.replace(path)
