"""Tracked changes and comments in a Word document: while any is open, nobody knows which words its writers mean."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _
from lxml import etree

from articles.importing.lines import UnreadableDocument
from articles.importing.word_xml import W, attr, words_of

_MOST_LISTED = 20
_LONGEST = 80
_INSERTED, _DELETED, _MOVED_FROM, _MOVED_TO = W + "ins", W + "del", W + "moveFrom", W + "moveTo"
_KINDS = (_INSERTED, _DELETED, _MOVED_FROM, _MOVED_TO)
_CELLS = {W + "cellIns", W + "cellDel", W + "cellMerge"}


class Open(NamedTuple):
    """A tracked change or a comment: what was done, by whom, when (as the file says it), and to which words."""

    kind: str
    who: str
    when: str
    words: str


def refuse_open(body: etree._Element, others: Iterable[etree._Element], comments: etree._Element | None) -> None:
    """Raise UnreadableDocument that lists the tracked changes and comments, if there are any.

    `others` are the footnotes and endnotes. A comment counts whether it is resolved or not: it may hold a doubt.
    """
    changes = [element for root in (body, *others) for element in root.iter(etree.Element) if _is_change(element)]
    said = list(comments.iter(W + "comment")) if comments is not None else []
    found = len(changes) + len(said)
    if not found:
        return
    shown = [_change(element) for element in changes[:_MOST_LISTED]]
    shown += [_open(_("Comment"), comment, words_of(comment)) for comment in said[: _MOST_LISTED - len(shown)]]
    listed = [_told(each) for each in shown]
    if found > len(shown):
        listed.append(_("and %(number)d more.") % {"number": found - len(shown)})
    raise UnreadableDocument("\n".join([_("Accept or reject these first"), *(f"– {each}" for each in listed)]))


def _told(each: Open) -> str:
    """E.g. "Deleted by A. Editor, 2026-11-02: “three times a day”"."""
    who = _("%(kind)s by %(who)s") % {"kind": each.kind, "who": each.who} if each.who else each.kind
    told = ", ".join(filter(None, (who, each.when)))
    return f"{told}: “{each.words}”" if each.words else told


def _is_change(element: etree._Element) -> bool:
    tag = str(element.tag)
    return tag in _KINDS or tag in _CELLS or (tag.startswith(W) and tag.endswith("Change"))


def _change(element: etree._Element) -> Open:
    if element.tag in _KINDS:
        return _open(_run_kind(element), element, _affected(element))
    kind = _("Table cell changed") if element.tag in _CELLS else _("Formatting changed")
    return _open(kind, element, _affected(element))


def _run_kind(element: etree._Element) -> str:
    """What was done, and to what: words, the end of a paragraph, or a row of a table."""
    parent = element.getparent()
    inside = parent.tag if parent is not None else ""
    if inside == W + "trPr":
        return _("Table row added") if element.tag == _INSERTED else _("Table row deleted")
    if inside == W + "rPr" and not len(element):
        return _("Paragraph added") if element.tag in (_INSERTED, _MOVED_TO) else _("Paragraph mark deleted")
    return {
        _INSERTED: _("Added"),
        _DELETED: _("Deleted"),
        _MOVED_FROM: _("Moved from here"),
        _MOVED_TO: _("Moved to here"),
    }[element.tag]


def _affected(element: etree._Element) -> str:
    """The words that the change holds, or else those of the run, row or paragraph that it marks."""
    holder: etree._Element | None = element
    while holder is not None:
        if words := words_of(holder, with_deleted=True):
            return words
        if holder.tag in (W + "p", W + "tr", W + "tbl", W + "body"):
            return ""
        holder = holder.getparent()
    return ""


def _open(kind: str, element: etree._Element, words: str) -> Open:
    who = " ".join(attr(element, "author").split())[:_LONGEST]
    short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
    return Open(kind, who, attr(element, "date")[:10], short)
