"""Settings from the environment: nonsense stops the start with a sentence that names the variable."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from medgo2u import environment

ROOT = Path(__file__).resolve().parent.parent
GOOD = {
    "SECRET_KEY": "Zr9" * 20,
    "ALLOWED_HOSTS": "articles.example.org",
    "SITE_URL": "https://articles.example.org",
    "DATABASE_URL": "sqlite://:memory:",
}


@pytest.mark.parametrize(("text", "value"), [("true", True), ("ON", True), (" 1 ", True), ("no", False), ("", False)])
def test_a_flag(monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    monkeypatch.setenv("SOME_FLAG", text)
    assert environment.flag("SOME_FLAG", default=False) is value


@pytest.mark.parametrize("text", ["treu", "2", "yes!", "None", "t", "-1"])
def test_a_flag_that_is_neither(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("SOME_FLAG", text)
    with pytest.raises(ImproperlyConfigured, match="SOME_FLAG must be true or false"):
        environment.flag("SOME_FLAG", default=False)


@pytest.mark.parametrize(("text", "value"), [("1", 1), ("36", 36), (" 7 ", 7), ("", 12)])
def test_a_number(monkeypatch: pytest.MonkeyPatch, text: str, value: int) -> None:
    monkeypatch.setenv("SOME_NUMBER", text)
    assert environment.number("SOME_NUMBER", 12, 1, 36) == value


@pytest.mark.parametrize("text", ["0", "37", "-3", "1.5", "ten", "1e1", "٣", "1_0", "0x10", "³"])
def test_a_number_out_of_bounds_or_none(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("SOME_NUMBER", text)
    with pytest.raises(ImproperlyConfigured, match="SOME_NUMBER must be a whole number from 1 to 36"):
        environment.number("SOME_NUMBER", 12, 1, 36)


@pytest.mark.parametrize("text", ["", "  "])
def test_a_text_that_is_needed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("SOME_TEXT", text)
    assert environment.text("SOME_TEXT", "default") == "default"
    with pytest.raises(ImproperlyConfigured, match="Set SOME_TEXT"):
        environment.text("SOME_TEXT")


def test_words_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_WORDS", " a.example , b.example,, ")
    assert environment.words("SOME_WORDS") == ["a.example", "b.example"]


@pytest.fixture
def start() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Starts Django in production as GOOD says, but for what is given, and prints what is to be told of it."""

    def run(tell: str = "", **changes: str) -> subprocess.CompletedProcess[str]:
        inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        code = f"import django; django.setup(); from django.conf import settings; print({tell})"
        command = [sys.executable, "-c", code]
        variables = {**inherited, **GOOD, **changes, "DJANGO_SETTINGS_MODULE": "medgo2u.settings"}
        return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)  # noqa: S603 - our own interpreter

    return run


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "", "Set SECRET_KEY"),
        ("SECRET_KEY", "x" * 49, "SECRET_KEY must be at least 50 characters"),
        ("ALLOWED_HOSTS", "", "Set ALLOWED_HOSTS"),
        ("SITE_URL", "", "Set SITE_URL"),
        ("DATABASE_URL", "", "Set DATABASE_URL"),
        ("DEMO", "maybe", "DEMO must be true or false"),
        ("NATION", "France", "NATION must be one of england, scotland, wales, northern-ireland"),
        ("REVIEW_VALID_MONTHS", "37", "REVIEW_VALID_MONTHS must be a whole number from 1 to 36"),
        ("LOGIN_FAILURE_LIMIT", "0", "LOGIN_FAILURE_LIMIT must be a whole number"),
    ],
)
def test_production_does_not_start_with(
    start: Callable[..., subprocess.CompletedProcess[str]], name: str, value: str, sentence: str
) -> None:
    failed = start(**{name: value})
    assert failed.returncode != 0
    assert sentence in failed.stderr


def test_production_is_strict_about_what_it_was_not_told(
    start: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    names = ("DEBUG", "DEMO", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    told = start(", ".join(f"settings.{name}" for name in names))
    assert (told.returncode, told.stdout.strip()) == (0, "False False True True True"), told.stderr


def test_a_proxy_is_believed_only_where_there_is_one(
    start: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    tell = "settings.SECURE_PROXY_SSL_HEADER, settings.AXES_CLIENT_IP_CALLABLE"
    assert start(tell).stdout.strip() == "None None"
    assert "X_FORWARDED_PROTO" in start(tell, BEHIND_PROXY="true").stdout
    assert "behind_proxy" in start(tell, BEHIND_PROXY="true").stdout
