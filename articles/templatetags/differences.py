"""Shows a difference: what was added and removed, told apart by words, by elements and by looks."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.compare import Difference, Kind
from articles.segments import Op, Segment

register = template.Library()

_AROUND = 120
"""Characters of unchanged text that are kept on each side of a change; the whole text is in the article anyway."""


@register.filter
def what_happened(difference: Difference) -> str:
    return {
        Kind.ADDED: _("added"),
        Kind.REMOVED: _("removed"),
        Kind.CHANGED: _("changed"),
        Kind.MOVED: _("order changed"),
    }[difference.kind]


@register.filter
def marked(difference: Difference) -> SafeString:
    """The words of a difference as <ins> and <del>, with labels for those who hear and don't see them.

    A text that was replaced stands on two lines, before and now: a dose “3” struck out beside “5” could be read as 35.
    """
    segments = difference.segments
    if len(segments) > 1 and all(segment.op != Op.EQUAL for segment in segments):
        lines = '<span class="desk-line">{} <del>{}</del></span><span class="desk-line">{} <ins>{}</ins></span>'
        return format_html(lines, _("Before:"), difference.before, _("Now:"), difference.after)
    last = len(segments) - 1
    parts = ((_marked(segment, is_first=index == 0, is_last=index == last),) for index, segment in enumerate(segments))
    return format_html_join("", "{}", parts)


def _marked(segment: Segment, *, is_first: bool, is_last: bool) -> str:
    if segment.op == Op.EQUAL:
        return _shortened(segment.text, is_first=is_first, is_last=is_last)
    start, end, element = (
        (_("Added:"), _("End of addition."), "ins")
        if segment.op == Op.ADDED
        else (_("Removed:"), _("End of removal."), "del")
    )
    html = (
        '<{element}><span class="visually-hidden">{start} </span>{text}<span class="visually-hidden"> {end}</span>'
        "</{element}>"
    )
    return format_html(html, element=element, start=start, text=segment.text, end=end)


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    """Unchanged text without its middle, or without the end that no change touches; cut between words."""
    head = "" if is_first else text[:_AROUND].rpartition(" ")[0]
    tail = "" if is_last else text[-_AROUND:].partition(" ")[2]
    return f"{head} […] {tail}" if len(text) > 3 * _AROUND else text
