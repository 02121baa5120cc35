"""Shows a difference. The list of differences carries the promise that nothing that changed stays invisible."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.compare import Difference, Kind
from articles.rendering.marks import mark, marked_text
from articles.rendering.unseen import in_changed
from articles.segments import Op

register = template.Library()


@register.filter
def what_happened(difference: Difference) -> str:
    return {
        Kind.ADDED: _("added"),
        Kind.REMOVED: _("removed"),
        Kind.CHANGED: _("changed"),
        Kind.MOVED: _("order changed"),
    }[difference.kind]


@register.filter
def name_of(difference: Difference) -> SafeString:
    """What the place is called, without characters that could hide or turn around what stands beside it."""
    return in_changed(difference.label)


@register.filter
def marked(difference: Difference) -> SafeString:
    """The words of a difference as <ins> and <del>: from what a person sees, before and after can be told exactly.

    What eyes miss is named; unchanged text far from a change is left out, changed text never.
    """
    if not difference.segments:
        empty = format_html('<span class="unseen">{}</span>', _("[without words]"))
        return mark(Op.REMOVED if difference.kind == Kind.REMOVED else Op.ADDED, empty)
    return marked_text(difference.segments)
