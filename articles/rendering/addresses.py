"""Addresses that published text may link to, and the names of places inside it."""

import re

from markdown_it.common.normalize_url import normalizeLink

# One label after another, or an IPv6 address; no user name before an @, which makes one site look like another.
_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?"
_PATH = r"(?:[/?#](?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?"
SAFE_ADDRESS = re.compile(
    rf"https?://{_HOST}{_PATH}"
    r"|mailto:[A-Za-z0-9.!#$&'*+/=?^_{|}~-]+@[A-Za-z0-9.-]+(?:\?[A-Za-z0-9._~=&%+-]*)?"
    r"|tel:\+?[0-9().-]+"
    r"|\#(?:[A-Za-z0-9._~:!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+"
)
"""What an `href` may be, already percent-encoded: http, https, mailto, tel, or a place in the same text."""

IMAGE_ADDRESS = re.compile(r"/media/[0-9a-f]{64}")
"""What the `src` of an image may be: the hash of its bytes."""

_PLAIN_KEY_CHARACTER = re.compile(r"[A-Za-z0-9_:.-]")


def safe_address(address: str) -> str:
    """The address percent-encoded, or nothing if text may not link there. Never raises."""
    try:
        encoded: str = normalizeLink(address.strip())
    except (ValueError, IndexError):
        return ""
    scheme, colon, rest = encoded.partition(":")
    encoded = scheme.lower() + colon + rest if colon else encoded
    return encoded if SAFE_ADDRESS.fullmatch(encoded) else ""


def reference_anchor(key: str) -> str:
    """The id of a reference in the list."""
    return f"ref-{_as_name(key)}"


def citation_anchor(key: str, number: int) -> str:
    """The id of the place where a reference is cited for the number-th time."""
    return f"cite-{_as_name(key)}-{number}"


def _as_name(key: str) -> str:
    """The key in characters that an id may hold; different keys stay different."""
    return "".join(
        character if _PLAIN_KEY_CHARACTER.fullmatch(character) else f"~{ord(character):x}~" for character in key
    )
