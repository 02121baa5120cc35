"""What was added and removed, told apart by words, by elements and by looks."""

from collections.abc import Iterator, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.rendering.unseen import in_changed, in_unchanged, twins
from articles.segments import Op, Segment

_AROUND = 120
"""Characters of unchanged text that are kept on each side of a change; the whole text is in the article anyway."""


def mark(op: Op, html: SafeString) -> SafeString:
    """The html as <ins> or <del>, with labels for those who hear and don't see it."""
    start, end, element = (
        (_("Added:"), _("End of addition."), "ins") if op == Op.ADDED else (_("Removed:"), _("End of removal."), "del")
    )
    pattern = (
        '<{element}><span class="visually-hidden">{start} </span>{html}<span class="visually-hidden"> {end}</span>'
        "</{element}>"
    )
    return format_html(pattern, element=element, start=start, html=html, end=end)


def marked_text(segments: Sequence[Segment], *, whole: bool = False) -> SafeString:
    """The text of the segments with what changed marked, what eyes miss named, and far unchanged text left out.

    With `whole` nothing is left out. A text that was replaced stands on two lines, before and now: a dose “3” struck
    out beside “5” could be read as 35.
    """
    if len(segments) == 2 and segments[0].op == Op.REMOVED and segments[1].op == Op.ADDED:
        before, now = segments[0].text, segments[1].text
        alike = twins(before, now)
        lines = '<span class="line">{} <del>{}</del></span><span class="line">{} <ins>{}</ins></span>'
        shown = in_changed(before, twins=alike), in_changed(now, twins=alike)
        return format_html(lines, _("Before:"), shown[0], _("Now:"), shown[1])
    parts = list(_evened(segments))
    return format_html_join("", "{}", ((_part(parts, index, whole=whole),) for index in range(len(parts))))


def _part(parts: Sequence[Segment], index: int, *, whole: bool) -> SafeString:
    op, text = parts[index]
    if op == Op.EQUAL:
        if whole:
            return in_unchanged(text)
        return _shortened(text, is_first=index == 0, is_last=index == len(parts) - 1)
    hidden = Op.REMOVED if op == Op.ADDED else Op.ADDED
    before = "".join(part.text for part in parts[max(0, index - 2) : index] if part.op != hidden)
    after = next((part.text for part in parts[index + 1 :] if part.op != hidden), "")
    other = next((part.text for part in parts[max(0, index - 1) : index + 2] if part.op == hidden), "")
    return mark(op, in_changed(text, before, after, twins(text, other) if other else frozenset()))


def _evened(segments: Sequence[Segment]) -> Iterator[Segment]:
    """The segments; white space at the end of what was replaced, if it is the same before and now, is unchanged."""
    index = 0
    while index < len(segments):
        pair = segments[index : index + 2]
        index += 1
        if [segment.op for segment in pair] != [Op.REMOVED, Op.ADDED]:
            yield pair[0]
            continue
        index += 1
        old, new = pair[0].text, pair[1].text
        size = 0
        while size < min(len(old), len(new)) and old[-1 - size] == new[-1 - size] and old[-1 - size].isspace():
            size += 1
        ends = Segment(Op.REMOVED, old[: len(old) - size]), Segment(Op.ADDED, new[: len(new) - size])
        yield from (part for part in (*ends, Segment(Op.EQUAL, old[len(old) - size :])) if part.text)


def _shortened(text: str, *, is_first: bool, is_last: bool) -> SafeString:
    """Unchanged text without its middle, or without the end that no change touches; cut between words."""
    if len(text) <= 3 * _AROUND:
        return in_unchanged(text)
    head = "" if is_first else text[:_AROUND].rpartition(" ")[0]
    tail = "" if is_last else text[-_AROUND:].partition(" ")[2]
    return format_html('{} <span class="left-out">[…]</span> {}', in_unchanged(head), in_unchanged(tail))
