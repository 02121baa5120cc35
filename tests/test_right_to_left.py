"""Readers' pages turn round with the language: their styles name starts and ends, never left and right."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from articles.templatetags.languages import direction, language_name, locale

CSS = Path(__file__).resolve().parent.parent / "static"
READERS = [*settings.STYLE_BUNDLES["css/readers.css"], "css/differences.css"]

_SIDES = re.compile(
    r"(?:margin|padding|border)-(?:left|right)"
    r"|border-(?:top|bottom)-(?:left|right)-radius"
    r"|(?:text-align|float|clear):\s*(?:left|right)"
    r"|(?<![\w-])(?:left|right)\s*:"
)


def sides_in(css: str) -> list[str]:
    return [found[0] for found in _SIDES.finditer(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))]


@pytest.mark.parametrize("name", READERS)
def test_styles_name_no_side(name: str) -> None:
    path = CSS / (name if name.startswith("css/") else f"css/{name}")
    assert sides_in(path.read_text(encoding="utf-8")) == []


def test_sides_are_found() -> None:
    css = (
        "/* left: */ a { left: 0; margin-left: 1px; text-align: right; inset-inline-start: 0; border-left-width: 1px }"
    )
    assert sides_in(css) == ["left:", "margin-left", "text-align: right", "border-left"]


def test_the_page_says_which_way_its_language_is_written() -> None:
    assert [direction(language) for language in ("ar", "he", "fa-IR", "ur")] == ["rtl"] * 4
    assert [direction(language) for language in ("en-GB", "pl", "xx-unknown")] == ["ltr"] * 3
    assert (language_name("en-GB"), language_name("ur"), language_name("xx")) == ("British English", "Urdu", "xx")
    assert locale("en-GB") == "en_GB"
