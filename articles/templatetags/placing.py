"""Where a line of a document that waits can go."""

from collections.abc import Sequence

from django import template

from articles.importing.choices import Choice, Places

register = template.Library()


@register.filter
def of_line(places: Places, line: int) -> Sequence[Choice]:
    return places.of(line)
