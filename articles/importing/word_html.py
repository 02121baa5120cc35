"""The body of a Word document → HTML of headings, paragraphs, lists and tables, for the reader that all HTML has."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from django.utils.translation import gettext as _
from lxml import etree

from articles.importing.lines import UnreadableDocument
from articles.importing.word_numbering import Numbering, Place, listed
from articles.importing.word_runs import Runs
from articles.importing.word_styles import Style, Styles, left_of
from articles.importing.word_told import tell_contents
from articles.importing.word_xml import W, attr, switch, val, words_of

_MOST_PARAGRAPHS = 10_000
_MOST_RUNS = 100_000
_NEARLY = 200
"""Twentieths of a point by which items of one level may differ in their indents."""
_LOWEST = 6
_CONTAINERS = {W + each for each in ("sdtContent", "ins", "moveTo", "smartTag", "customXml", "body")}


def refuse_huge(root: etree._Element) -> None:
    """Raise UnreadableDocument for more paragraphs, cells or pieces of text than an article can have."""
    paragraphs = sum(1 for _each in root.iter(W + "p", W + "tc"))
    if paragraphs > _MOST_PARAGRAPHS or sum(1 for _each in root.iter(W + "r")) > _MOST_RUNS:
        raise UnreadableDocument(
            _("This document has too many paragraphs or table cells to be an article. Nothing was imported.")
        )


@dataclass
class Body:
    """Reads the blocks in order. `heads` are the headings met, as (level, words)."""

    runs: Runs
    styles: Styles
    numbering: Numbering
    title: str = ""
    heads: list[tuple[int, str]] = field(default_factory=list)
    _lefts: list[int] = field(default_factory=list)
    _at: dict[tuple[str, int], int] = field(default_factory=dict)

    def html(self, parent: etree._Element) -> Iterator[str]:
        """The blocks inside, each as HTML."""
        for child in parent:
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                self._lefts.clear()
                yield self._table(child)
            elif child.tag == W + "sdt":
                yield from self._content_control(child)
            elif child.tag == W + "altChunk":
                self.runs.told.tell(
                    _("An embedded document"),
                    _("Files inside a document are not read. Copy its text into the document."),
                )
            elif child.tag in _CONTAINERS:
                yield from self.html(child)

    def _content_control(self, control: etree._Element) -> Iterator[str]:
        properties = control.find(W + "sdtPr")
        gallery = next(control.iter(W + "docPartGallery"), None)
        if gallery is not None and attr(gallery, "val") == "Table of Contents":
            tell_contents(self.runs.told)
        elif switch(properties, "showingPlcHdr"):
            self.runs.told.tell(
                words_of(control), _("Nothing was filled in here: this is what Word shows until somebody does.")
            )
        else:
            for inside in control.findall(W + "sdtContent"):
                yield from self.html(inside)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        properties = paragraph.find(W + "pPr")
        style = self.styles[val(properties, "pStyle")]
        level = val(properties, "outlineLvl")
        if level.isdigit() and not style.level:
            style = style._replace(level=int(level) + 1 if int(level) < _LOWEST else 0)
        place = self._place(properties, style)
        words = self.runs.html(paragraph, style)
        if style.contents:
            if words_of(paragraph):
                tell_contents(self.runs.told)
        elif words.strip():
            yield self._block(words, words_of(paragraph), style, place)
        boxes, self.runs.boxes = self.runs.boxes, []
        for box in boxes:
            yield from self.html(box)

    def _place(self, properties: etree._Element | None, style: Style) -> Place | None:
        found = listed(properties, style)
        left = left_of(properties)
        if found:
            place = self.numbering.place(*found, left)
            return place and place._replace(left=self._at.setdefault(found, place.left))
        removed = properties is not None and properties.find(W + "numPr") is not None
        if removed or style.number or not style.name.startswith(("list bullet", "list number")):
            return None
        counts = style.name.startswith("list number")
        return self.numbering.by_style(style.name, counts, style.left if left is None else left)

    def _block(self, html: str, words: str, style: Style, place: Place | None) -> str:
        if style.title and not self.title:
            self.title = words
            return f"<h1>{html}</h1>"
        lead = f"{escape(place.lead.rstrip())} " if place and place.lead else ""
        if style.level:
            self._lefts.clear()
            self.heads.append((style.level, words))
            if place and place.number and not lead:
                self.runs.told.tell(_("The numbers of headings"), _("Word counts the headings. The page does without."))
            return f"<h{style.level}>{lead}{html}</h{style.level}>"
        if place and not lead:
            return self._item(html, place)
        self._lefts.clear()
        block = "blockquote" if style.quote else "p"
        return f"<{block}>{lead}{html}</{block}>"

    def _item(self, html: str, place: Place) -> str:
        """An item as a list of its own that says how deep it stands and which number it has."""
        while self._lefts and place.left < self._lefts[-1] - _NEARLY:
            self._lefts.pop()
        if not self._lefts or place.left > self._lefts[-1] + _NEARLY:
            self._lefts.append(place.left)
        depth = len(self._lefts)
        if place.number:
            return f'<ol><li aria-level="{depth}" value="{place.number}">{html}</li></ol>'
        return f'<ul><li aria-level="{depth}">{html}</li></ul>'

    def _table(self, table: etree._Element) -> str:
        rows = [row for row in table.iter(W + "tr") if next(row.iterancestors(W + "tbl")) is table]
        heading = [bool(switch(row.find(W + "trPr"), "tblHeader")) for row in rows]
        heads = heading.index(False) if not all(heading) else min(len(rows), 1)
        written = ["".join(self._row(row)) for row in rows]
        return f"<table><thead>{''.join(written[:heads])}</thead><tbody>{''.join(written[heads:])}</tbody></table>"

    def _row(self, row: etree._Element) -> Iterator[str]:
        yield "<tr>"
        for cell in row.iter(W + "tc"):
            if next(cell.iterancestors(W + "tr")) is not row:
                continue
            properties = cell.find(W + "tcPr")
            span = val(properties, "gridSpan")
            wide = f' colspan="{span}"' if span.isdigit() and len(span) < 3 else ""
            self._lefts.clear()
            yield f"<td{wide}>{''.join(self.html(cell))}</td>"
        yield "</tr>"
