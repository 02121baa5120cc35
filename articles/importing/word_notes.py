"""Footnotes and endnotes: the reference list where a document has no other, else words in brackets where they stand."""

import re
from html import escape

from django.utils.translation import gettext as _
from lxml import etree

from articles.importing.word_told import Told
from articles.importing.word_xml import W, attr, words_of

_SOURCE = re.compile(r"\b(?:19|20)[0-9]{2}[a-z]?\b|https?://|doi\b|n\.d\.", re.IGNORECASE)
_NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")


class Notes:
    """The notes by kind and id, and which have been cited. `as_list`: they become the list of references."""

    def __init__(
        self, footnotes: etree._Element | None, endnotes: etree._Element | None, told: Told, *, may_list: bool
    ) -> None:
        self._told = told
        self._words = {**_read("footnote", footnotes), **_read("endnote", endnotes)}
        self._numbers: dict[tuple[str, str], int] = {}
        self.as_list = may_list and bool(self._words) and all(map(_SOURCE.search, self._words.values()))

    def cited(self, reference: etree._Element, kind: str) -> str:
        """What stands in the text in place of the note's number."""
        name = (kind, attr(reference, "id"))
        words = self._words.get(name, "")
        if not words:
            return ""
        number = self._numbers.setdefault(name, len(self._numbers) + 1)
        if self.as_list:
            return f"<sup>{number}</sup>"
        self._told.tell(words, _("This note stands in brackets in the text now. Check that it reads well there."))
        return f" ({escape(words.rstrip('.'), quote=False)})"

    def listed(self) -> str:
        """The list of references that the notes make, with its heading; empty where they stand in the text."""
        if not self.as_list or not self._numbers:
            return ""
        self._told.tell(_("Footnotes"), _("The footnotes became the list of references. Check that each is a source."))
        items = "".join(
            f'<li value="{number}">{escape(self._words[name], quote=False)}</li>'
            for name, number in self._numbers.items()
        )
        return f"<h1>References</h1><ol>{items}</ol>"

    def tell_uncited(self) -> None:
        for name, words in self._words.items():
            if name not in self._numbers:
                self._told.tell(words, _("Nothing in the text leads to this note, so it was left out."))


def _read(kind: str, root: etree._Element | None) -> dict[tuple[str, str], str]:
    notes = root.iter(W + kind) if root is not None else ()
    found = {(kind, attr(note, "id")): words_of(note) for note in notes if attr(note, "type") not in _NO_NOTES}
    return {name: words for name, words in found.items() if words}
