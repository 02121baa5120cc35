"""Strict readers of environment variables: nonsense stops the start with a sentence that says what to set."""

import os
from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}


def text(name: str, default: str | None = None) -> str:
    """The variable's text. Raises ImproperlyConfigured if it is unset or blank and there is no default."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"Set {name}: it has no default in production (see docs/deploy.md).")
    return default


def flag(name: str, default: bool) -> bool:
    """True or False. Raises ImproperlyConfigured for any other word."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")


def number(name: str, default: int, least: int, most: int) -> int:
    """A whole number within bounds. Raises ImproperlyConfigured outside them."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} must be a whole number from {least} to {most}, not {value!r}.")
    return int(value)


def one_of(name: str, default: str, choices: Collection[str]) -> str:
    """One of the choices. Raises ImproperlyConfigured for any other word."""
    value = text(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}, not {value!r}.")
    return value


def words(name: str, default: str | None = None) -> list[str]:
    """A list, from text separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def web_address(name: str, schemes: tuple[str, ...] = ("https",)) -> str:
    """An address of the web, or empty text. Raises ImproperlyConfigured for anything else, or another scheme."""
    value = os.environ.get(name, "").strip()
    parts = urlsplit(value)
    if value and (parts.scheme not in schemes or not parts.hostname):
        raise ImproperlyConfigured(f"{name} must begin with {schemes[0]}:// and name a host, not {value!r}.")
    return value


def path(name: str, default: Path) -> Path:
    """A path of the file system; a relative one is taken from the working directory."""
    value = os.environ.get(name, "").strip()
    return Path(value).resolve() if value else default
