"""The parts of a .docx that hold no words of the article: types, styles, numbering, header, footer, and the package."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SPACES = (
    f'{_W} xmlns:r="{_OFFICE}/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_PARTS = {
    "document": "document.main",
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "header1": "header",
    "footer1": "footer",
}
_THE_SAME_EVERY_TIME = (1980, 1, 1, 0, 0, 0)
_LEVELS = 6

IMAGE_TYPES = {"png": "image/png", "jpg": "image/jpeg"}
"""Images that every word processor shows, by how their files end."""


def text(words: str) -> str:
    """Words as they may stand between tags."""
    return escape(_NOT_IN_XML.sub("", words))


def attribute(words: str) -> str:
    """Words as an attribute's value, with its quotation marks."""
    return quoteattr(_NOT_IN_XML.sub("", words))


def package(
    body: str,
    *,
    title: str,
    running: str,
    language: str,
    links: Sequence[str],
    images: Mapping[str, bytes],
    lists: Sequence[int],
) -> bytes:
    """The .docx. Links are `link1`, `link2`, ... in the body, images have the names of their files.

    `lists` are the numbers at which the numbered lists begin.
    """
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            _relationship("document", f"{_OFFICE}/relationships/officeDocument", "word/document.xml")
            + _relationship("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
        ),
        "docProps/core.xml": _core(title, language),
        "word/document.xml": f"{_HEAD}<w:document {_SPACES}><w:body>{body}{_SECTION}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(_document_relationships(links, images)),
        "word/styles.xml": _styles(language),
        "word/numbering.xml": _numbering(lists),
        "word/settings.xml": f'{_HEAD}<w:settings {_W}><w:defaultTabStop w:val="720"/></w:settings>',
        "word/header1.xml": f"{_HEAD}<w:hdr {_W}>{_paragraph('Header', text(running))}</w:hdr>",
        "word/footer1.xml": f"{_HEAD}<w:ftr {_W}>{_PAGE_NUMBER}</w:ftr>",
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, written in files.items():
            _put(pack, name, written.encode("utf-8"))
        for name, data in images.items():
            _put(pack, f"word/media/{name}", data)
    return held.getvalue()


def _put(pack: zipfile.ZipFile, name: str, data: bytes) -> None:
    about = zipfile.ZipInfo(name, _THE_SAME_EVERY_TIME)
    about.compress_type = zipfile.ZIP_DEFLATED
    pack.writestr(about, data)


def _content_types() -> str:
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    spelt = "".join(
        f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in (defaults | IMAGE_TYPES).items()
    )
    spelt += "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in _PARTS.items()
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    spelt += f'<Override PartName="/docProps/core.xml" ContentType="{core}"/>'
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{spelt}</Types>'


def _relationships(inside: str) -> str:
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _relationship(name: str, kind: str, target: str, mode: str = "") -> str:
    outside = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{name}" Type="{kind}" Target={attribute(target)}{outside}/>'


def _document_relationships(links: Sequence[str], images: Mapping[str, bytes]) -> str:
    parts = [
        _relationship(part, f"{_OFFICE}/relationships/{part.rstrip('1')}", f"{part}.xml")
        for part in _PARTS
        if part != "document"
    ]
    parts += [
        _relationship(f"link{number}", f"{_OFFICE}/relationships/hyperlink", link, "External")
        for number, link in enumerate(links, 1)
    ]
    parts += [_relationship(image_id(name), f"{_OFFICE}/relationships/image", f"media/{name}") for name in images]
    return "".join(parts)


def image_id(name: str) -> str:
    return f"image-{name.partition('.')[0]}"


def _core(title: str, language: str) -> str:
    spaces = f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    words = f"<dc:title>{text(title)}</dc:title><dc:language>{text(language)}</dc:language>"
    return f"{_HEAD}<cp:coreProperties {spaces}>{words}</cp:coreProperties>"


_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/>'
    "</w:sectPr>"
)


def _paragraph(style: str, words: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


_PAGE_NUMBER = (
    '<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r>'
    "</w:fldSimple></w:p>"
)


def _style(name: str, title: str, properties: str = "", *, based: str = "Normal", after: str = "Normal") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/><w:basedOn w:val="{based}"/>'
        f'<w:next w:val="{after}"/><w:qFormat/>{properties}</w:style>'
    )


def _heading(level: int, size: int) -> str:
    properties = (
        f'<w:pPr><w:keepNext/><w:spacing w:before="{360 - 80 * (level - 1)}" w:after="80"/>'
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr>'
    )
    return _style(f"Heading{level}", f"heading {level}", properties)


def _list_style(name: str, title: str) -> str:
    return _style(name, title, '<w:pPr><w:spacing w:after="60"/></w:pPr>', after=name)


def _styles(language: str) -> str:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f"{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/>'
        f"<w:lang w:val={attribute(language)}/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="140" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        + _style("Title", "Title", '<w:rPr><w:b/><w:sz w:val="44"/></w:rPr>')
        + "".join(_heading(level, size) for level, size in ((1, 32), (2, 26), (3, 24), (4, 22)))
        + _list_style("ListBullet", "List Bullet")
        + _list_style("ListNumber", "List Number")
        + _list_style("ListContinue", "List Continue")
        + _style("Quote", "Quote", '<w:pPr><w:ind w:left="720" w:right="720"/></w:pPr><w:rPr><w:i/></w:rPr>')
        + _style("Bibliography", "Bibliography", '<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr>')
        + _style("Header", "header", '<w:pPr><w:jc w:val="right"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr>')
        + _style("Footer", "footer", '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr>')
        + '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>'
        '<w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr></w:style></w:styles>"
    )


def _numbering(lists: Sequence[int]) -> str:
    """List 1 has bullets; the numbered ones, from 2 on, each begin at a number of their own."""
    levels = range(_LEVELS)
    numbers = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>{"".join(_begin(level, start) for level in levels)}</w:num>'
        for number, start in enumerate(lists, 2)
    )
    return (
        f"{_HEAD}<w:numbering {_W}>{_abstract(0, 'bullet', '•')}{_abstract(1, 'decimal', '%{}.')}"
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{numbers}</w:numbering>'
    )


def _begin(level: int, start: int) -> str:
    """Without this, Word goes on counting where the list before ended."""
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def _abstract(number: int, form: str, mark: str) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{mark.format(level + 1)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{360 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for level in range(_LEVELS)
    )
    kind = '<w:multiLevelType w:val="hybridMultilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{number}">{kind}{levels}</w:abstractNum>'
