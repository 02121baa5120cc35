"""Markdown → paragraphs, lists and tables of a .docx, with citations as printed words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import lxml.html
from lxml.html import HtmlElement

from articles.content import Source
from articles.exporting.word_parts import attribute, image_id, text
from articles.rendering.citations import Citing
from articles.rendering.markdown import render_blocks, render_inline

_PER_PIXEL = 9525
_WIDEST = 5_400_000
"""The width of a page without its margins, in the units of drawings: 914,400 an inch."""
_LOOKS = {"strong": "<w:b/>", "b": "<w:b/>", "em": "<w:i/>", "i": "<w:i/>"}
_HEADINGS = {f"h{level}": f"Heading{min(level, 4)}" for level in range(1, 7)}
_DEEPEST = 5


class Picture(NamedTuple):
    """The bytes of an image as JPEG or PNG, the ending of its file, and its size in pixels."""

    data: bytes
    ending: str
    width: int
    height: int


@dataclass
class Writer:
    """Writes texts, and keeps what the package needs beside them: addresses of links, images, where numbered lists begin."""

    sources: Mapping[str, Source]
    picture: Callable[[str], Picture | None]
    links: list[str] = field(default_factory=list)
    images: dict[str, bytes] = field(default_factory=dict)
    lists: list[int] = field(default_factory=list)
    drawings: int = 0

    def blocks(self, markdown: str, lead_in: str = "") -> str:
        """The text as blocks. A lead-in such as "Goal:" begins its first paragraph, or stands above its list."""
        tree = lxml.html.fragment_fromstring(str(render_blocks(markdown, Citing(self.sources))), create_parent="div")
        written = list(self._blocks(tree))
        if not lead_in:
            return "".join(written)
        label = run(f"{lead_in} ", "<w:b/>")
        first = tree[0] if len(tree) else None
        if first is not None and first.tag == "p":
            return "".join([paragraph(label + "".join(self._inline(first))), *written[1:]])
        return "".join([paragraph(run(lead_in, "<w:b/>")), *written])

    def inline(self, markdown: str) -> str:
        """The text as runs, for an item or a cell."""
        html = str(render_inline(markdown, Citing(self.sources)))
        return self.html(html)

    def html(self, html: str) -> str:
        """HTML of a single paragraph as runs."""
        return "".join(self._inline(lxml.html.fragment_fromstring(html, create_parent="p")))

    def _blocks(self, parent: HtmlElement) -> Iterator[str]:
        for block in parent:
            if block.tag in ("ul", "ol"):
                yield "".join(self._items(block, 0))
            elif block.tag == "div":
                yield from self._blocks(block)
            elif block.tag == "table":
                cells = [["".join(self._inline(cell)) for cell in row.iter("th", "td")] for row in block.iter("tr")]
                yield table(cells)
            elif block.tag == "blockquote":
                yield "".join(paragraph("".join(self._inline(inner)), "Quote") for inner in block)
            elif block.tag == "hr":
                continue
            else:
                yield paragraph("".join(self._inline(block)), _HEADINGS.get(block.tag, ""))

    def _items(self, items: HtmlElement, depth: int) -> Iterator[str]:
        number, style = 1, "ListBullet"
        if items.tag == "ol":
            self.lists.append(int(items.get("start", "1")))
            number, style = len(self.lists) + 1, "ListNumber"
        for item in items:
            yield item_paragraph("".join(self._inline(item)), style, number, depth)
            for block in item:
                if block.tag in ("ul", "ol"):
                    yield from self._items(block, min(depth + 1, _DEEPEST))

    def _inline(self, element: HtmlElement, looks: str = "") -> Iterator[str]:
        """The words of an element as runs; lists inside it are blocks of their own."""
        if element.text:
            yield from _words(element.text, looks)
        for child in element:
            if child.tag == "br":
                yield "<w:r><w:br/></w:r>"
            elif child.tag == "img":
                yield self._image(child)
            elif child.tag == "a" and "://" in child.get("href", ""):
                yield self._link(child, looks)
            elif child.tag not in ("ul", "ol"):
                if child.tag == "p" and child.getprevious() is not None:
                    yield "<w:r><w:br/></w:r>"
                yield from self._inline(child, looks + _LOOKS.get(str(child.tag), ""))
            if child.tail and not (child.tag in ("ul", "ol", "p") and not child.tail.strip()):
                yield from _words(child.tail, looks)

    def _link(self, link: HtmlElement, looks: str) -> str:
        self.links.append(link.get("href", ""))
        words = "".join(self._inline(link, f'<w:rStyle w:val="Hyperlink"/>{looks}'))
        return f'<w:hyperlink r:id="link{len(self.links)}">{words}</w:hyperlink>'

    def _image(self, image: HtmlElement) -> str:
        """The image in the line. One that isn't kept here leaves its alternative text."""
        sha256, alt = image.get("src", "").rpartition("/")[2].removeprefix("media:"), image.get("alt", "")
        found = self.picture(sha256)
        if found is None:
            return run(f"[Image: {alt}]")
        name = f"{sha256}.{found.ending}"
        self.images[name] = found.data
        self.drawings += 1
        return _drawing(self.drawings, image_id(name), alt, found)


def paragraph(runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"


def item_paragraph(runs: str, style: str = "ListBullet", number: int = 1, depth: int = 0) -> str:
    """A list's item. The list numbered 1 has bullets."""
    level = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{level}</w:pPr>{runs}</w:p>'


def run(words: str, looks: str = "") -> str:
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text(words)}</w:t></w:r>'


def table(rows: list[list[str]]) -> str:
    """A table of cells of runs, the first row its head."""
    width = max(map(len, rows), default=1)
    columns = f'<w:gridCol w:w="{9026 // width}"/>' * width
    written = []
    for index, cells in enumerate(rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if index == 0 else ""
        size = f'<w:tcPr><w:tcW w:w="{9026 // width}" w:type="dxa"/></w:tcPr>'
        filled = [*cells, *[""] * (width - len(cells))]
        written.append(f"<w:tr>{head}{''.join(f'<w:tc>{size}{paragraph(cell)}</w:tc>' for cell in filled)}</w:tr>")
    properties = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="9026" w:type="dxa"/></w:tblPr>'
    # Word joins tables that nothing stands between, and wants a paragraph behind the last.
    return f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{''.join(written)}</w:tbl><w:p/>"


def _words(words: str, looks: str) -> Iterator[str]:
    spaced = " ".join(words.split())
    if words[:1].isspace() and spaced:
        spaced = f" {spaced}"
    if words[-1:].isspace():
        spaced = f"{spaced} "
    yield run(spaced, looks)


def _drawing(number: int, relationship: str, alt: str, picture: Picture) -> str:
    scale = min(1.0, _WIDEST / (picture.width * _PER_PIXEL))
    width, height = (int(side * _PER_PIXEL * scale) for side in (picture.width, picture.height))
    described = f'id="{number}" name="Picture {number}" descr={attribute(alt)}'
    kind = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr {described}/><a:graphic><a:graphicData uri="{kind}"><pic:pic><pic:nvPicPr><pic:cNvPr {described}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
