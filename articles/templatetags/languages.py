"""What templates say of a language: its name, which way it is written, and how social cards spell it."""

from typing import Any

from django import template
from django.utils.translation import get_language_info

register = template.Library()


@register.filter
def direction(language: str) -> str:
    """`rtl` or `ltr`, for the `dir` of an element in this language (BCP 47, such as "en-GB")."""
    return "rtl" if _known(language).get("bidi") else "ltr"


@register.filter
def language_name(language: str) -> str:
    """What the language is called: "en-GB" → "British English"; the code itself if nobody knows it."""
    return str(_known(language).get("name_translated", language))


@register.filter
def locale(language: str) -> str:
    """The language as Open Graph spells it: "en-GB" → "en_GB"."""
    return language.replace("-", "_")


def _known(language: str) -> dict[str, Any]:
    try:
        return dict(get_language_info(language.lower()))
    except KeyError:
        return {}
