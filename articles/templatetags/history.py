"""What an imported document claims about its past, in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template

from articles.importing.history import worded

register = template.Library()


@register.filter
def in_words(claims: Iterable[Mapping[str, Any]]) -> list[str]:
    return worded(claims)
