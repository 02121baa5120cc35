"""Writes the .docx of this folder from their Markdown, as Word and Google Docs would.

Three hands: "styles" uses heading styles, real lists, a page header and footer; "bold" makes headings of bold lines and
types some bullets by hand; "google" is what Google Docs exports. The same Markdown gives the same bytes.
Run it as `python -m tests.documents.make_word` after a change.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from tests.documents.word_parts import FIXED_PARTS, FURNITURE, NUMBERING_END, NUMBERING_START, RELATIONS, WORD

HERE = Path(__file__).parent
MADE = {
    "rotator-cuff": "styles",
    "pelvic-floor": "bold",
    "knee-replacement": "google",
    "balance-and-falls": "styles",
    "hamstring-strain": "google",
}


class Block(NamedTuple):
    """A heading (level 1 to 3), a list item (level from 0), a paragraph, or a table with its rows."""

    kind: str
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()
    list_number: int = 0


_ITEM = re.compile(r"(?P<indent> *)(?P<marker>-|[0-9]+\.) (?P<text>.*)")
_INLINE = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|\*(?P<italic>[^*]+)\*|!\[(?P<alt>.*?)\]\(\)|\[(?P<link>[^\]]+)\]\((?P<to>[^)]+)\)"
)


def blocks(markdown: str) -> Iterator[Block]:
    """The few shapes of Markdown that these articles use; a line that ends in a backslash goes on in the next."""
    lines = markdown.replace("\\\n", "\v").splitlines()
    rows: list[tuple[str, ...]] = []
    number, in_list = 0, False
    for line in [*lines, ""]:
        if line.startswith("|"):
            if not re.fullmatch(r"[|\s:-]+", line):
                rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
            continue
        if rows:
            yield Block("table", rows=tuple(rows))
            rows = []
        if found := _ITEM.fullmatch(line):
            number += 0 if in_list else 1
            in_list = True
            kind = "bullet" if found["marker"] == "-" else "number"
            yield Block(kind, found["text"], len(found["indent"]) // 4, list_number=number)
        elif line.strip():
            in_list = False
            hashes = len(line) - len(line.lstrip("#"))
            yield Block("heading" if hashes else "paragraph", line[hashes:].strip(), hashes)


class Hand:
    """Writes one document the way that `style` names; collects its links and numbered lists."""

    def __init__(self, style: str) -> None:
        self.style = style
        self.links: list[str] = []
        self.numbered: list[int] = []

    def body(self, markdown: str) -> str:
        return "".join(self._block(block) for block in blocks(markdown))

    def _block(self, block: Block) -> str:
        if block.kind == "table":
            return self._table(block.rows)
        if block.kind == "heading":
            return self._heading(block)
        if block.kind in ("bullet", "number"):
            return self._item(block)
        return self._paragraph(self.runs(block.text))

    def _paragraph(self, runs: str, properties: str = "") -> str:
        if self.style == "google":
            properties += "<w:rPr/>"
        return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"

    def _heading(self, block: Block) -> str:
        if self.style == "bold":
            size = '<w:sz w:val="28"/>' if block.level < 3 else ""
            return self._paragraph(self._run(block.text, f"<w:b/><w:bCs/>{size}"))
        name = "Title" if block.level == 1 else f"Heading{block.level - 1}"
        mark = '<w:bookmarkStart w:id="0" w:name="_heading=h.gjdgxs"/><w:bookmarkEnd w:id="0"/>'
        return self._paragraph(mark + self.runs(block.text), f'<w:pStyle w:val="{name}"/>')

    def _item(self, block: Block) -> str:
        if self.style == "bold" and block.kind == "bullet":
            return self._paragraph(self._run("•") + "<w:r><w:tab/></w:r>" + self.runs(block.text))
        number = 1
        if block.kind == "number" and block.list_number not in self.numbered:
            self.numbered.append(block.list_number)
        if block.kind == "number":
            number = 2 + self.numbered.index(block.list_number)
        listed = f'<w:numPr><w:ilvl w:val="{block.level}"/><w:numId w:val="{number}"/></w:numPr>'
        style = '<w:pStyle w:val="ListParagraph"/>' if self.style != "google" else ""
        return self._paragraph(self.runs(block.text), style + listed)

    def _table(self, rows: tuple[tuple[str, ...], ...]) -> str:
        grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="6000"/></w:tblGrid>'
        parts = [f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>{grid}']
        for index, row in enumerate(rows):
            head = index == 0
            mark = "<w:trPr><w:tblHeader/></w:trPr>" if head and self.style == "styles" else ""
            cells = (self._paragraph(self.runs(f"**{cell}**" if head else cell)) for cell in row)
            width = '<w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>'
            parts.append(f"<w:tr>{mark}{''.join(f'<w:tc>{width}{cell}</w:tc>' for cell in cells)}</w:tr>")
        return "".join(parts) + "</w:tbl>" + self._paragraph("")

    def runs(self, text: str) -> str:
        """Marked-up text as runs; plain stretches break where Word's spelling checker breaks them."""
        made, at = [], 0
        for found in _INLINE.finditer(text):
            made += [self._plain(text[at : found.start()]), self._marked(found)]
            at = found.end()
        return "".join([*made, self._plain(text[at:])])

    def _marked(self, found: re.Match[str]) -> str:
        if found["bold"]:
            return self._run(found["bold"], "<w:b/><w:bCs/>")
        if found["italic"]:
            return self._run(found["italic"], "<w:i/><w:iCs/>")
        if found["link"]:
            self.links.append(found["to"])
            run = self._run(found["link"], '<w:rStyle w:val="Hyperlink"/>')
            return f'<w:hyperlink r:id="link{len(self.links)}" w:history="1">{run}</w:hyperlink>'
        return f"<w:r>{drawing(found['alt'] or '')}</w:r>"

    def _plain(self, text: str) -> str:
        words = text.split(" ")
        if len(words) < 12 or self.style == "google":
            return self._run(text)
        middle = len(words) // 2
        checked = '<w:proofErr w:type="spellStart"/>' + self._run(words[middle]) + '<w:proofErr w:type="spellEnd"/>'
        return self._run(" ".join(words[:middle]) + " ") + checked + self._run(" " + " ".join(words[middle + 1 :]))

    def _run(self, text: str, properties: str = "") -> str:
        if not text:
            return ""
        extra = '<w:rtl w:val="0"/>' if self.style == "google" else '<w:lang w:val="en-GB"/>'
        inside = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part, False)}</w:t>' for part in text.split("\v"))
        return f"<w:r><w:rPr>{properties}{extra}</w:rPr>{inside}</w:r>"


def drawing(alt: str) -> str:
    name = escape(alt)
    picture = (
        '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
        f'<pic:cNvPr id="1" name="image1.png" descr="{name}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        '<a:blip r:embed="image1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic>"
    )
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="914400" cy="914400"/>'
        f'<wp:docPr id="1" name="Picture 1" descr="{name}"/><a:graphic><a:graphicData uri='
        f'"http://schemas.openxmlformats.org/drawingml/2006/picture">{picture}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def png() -> bytes:
    """A grey square of 8 by 8 pixels."""
    rows = b"".join(b"\0" + b"\x99" * 8 for _row in range(8))
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def word(markdown: str, style: str) -> dict[str, bytes]:
    """The parts of the .docx by their names."""
    hand = Hand(style)
    body = hand.body(markdown)
    furnished = style != "google"
    section = FURNITURE if furnished else ""
    numbered = "".join(
        f'<w:num w:numId="{2 + index}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for index in range(len(hand.numbered))
    )
    links = "".join(
        f'<Relationship Id="link{index}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"'
        f' Target="{escape(to)}" TargetMode="External"/>'
        for index, to in enumerate(hand.links, 1)
    )
    parts = FIXED_PARTS | {
        "word/document.xml": f"{WORD}<w:body>{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>",
        "word/numbering.xml": NUMBERING_START + numbered + NUMBERING_END,
        "word/_rels/document.xml.rels": RELATIONS.format(links=links),
    }
    return {name: text.encode() for name, text in parts.items()} | {"word/media/image1.png": png()}


def write(path: Path, parts: dict[str, bytes]) -> None:
    """A zip without the time of its making."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in sorted(parts.items(), key=lambda part: part[0] != "[Content_Types].xml"):
            packed.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)


def main() -> None:
    for name, style in MADE.items():
        own = HERE / "word" / f"{name}.md"
        source = own if own.exists() else HERE / f"{name}.md"
        if source.exists():
            write(HERE / f"{name}.docx", word(source.read_text(), style))


if __name__ == "__main__":
    main()
