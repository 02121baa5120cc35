"""The groups of links at the foot of every page; a tag, because error pages have no context to take them from."""

from django import template

from articles.signposts import GROUPS, Group

register = template.Library()


@register.simple_tag
def signposts() -> tuple[Group, ...]:
    return GROUPS
