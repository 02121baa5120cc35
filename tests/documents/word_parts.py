"""The parts of a .docx that are the same in every one of them."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

WORD = (
    f"{_HEAD}<w:document {_W} {_R}"
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
)
FURNITURE = (
    '<w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
)
RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="styles" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="numbering" Type="{_OFFICE}/numbering" Target="numbering.xml"/>'
    f'<Relationship Id="header1" Type="{_OFFICE}/header" Target="header1.xml"/>'
    f'<Relationship Id="footer1" Type="{_OFFICE}/footer" Target="footer1.xml"/>'
    f'<Relationship Id="image1" Type="{_OFFICE}/image" Target="media/image1.png"/>'
    "{links}</Relationships>"
)


def _levels(form: str, text: str) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text.format(level + 1)}"/><w:lvlJc w:val="left"/></w:lvl>'
        for level in range(3)
    )


NUMBERING_START = (
    f"{_HEAD}<w:numbering {_W}>"
    f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>{_levels("bullet", "•")}'
    f'</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/>'
    f'{_levels("decimal", "%{}.")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
NUMBERING_END = "</w:numbering>"


def _style(name: str, title: str, properties: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/><w:basedOn w:val="Normal"/>'
        f"{properties}</w:style>"
    )


def _furniture(tag: str, text: str) -> str:
    return f'{_HEAD}<w:{tag} {_W}><w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:{tag}>'


def _content_type(part: str, kind: str) -> str:
    return f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>'


FIXED_PARTS = {
    "[Content_Types].xml": (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        + _content_type("document", "document.main")
        + _content_type("styles", "styles")
        + _content_type("numbering", "numbering")
        + _content_type("header1", "header")
        + _content_type("footer1", "footer")
        + "</Types>"
    ),
    "_rels/.rels": (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="document" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    "word/styles.xml": (
        f"{_HEAD}<w:styles {_W}>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        + _style("Title", "Title")
        + _style("Heading1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>')
        + _style("Heading2", "heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/></w:rPr>')
        + _style("ListParagraph", "List Paragraph")
        + '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/></w:style></w:styles>'
    ),
    "word/header1.xml": _furniture("hdr", "Larkfield Health – house copy, not for circulation"),
    "word/footer1.xml": _furniture("ftr", "Page footer: printed copies go out of date"),
}
