"""The bytes or text of an HTML page → its elements: no network, no entities of its own, no bottomless nesting."""

import codecs
import re

from django.utils.translation import gettext as _
from lxml import etree, html

from articles.importing.lines import UnreadableDocument

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{1,40})""")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HEAD = 4096
_DOCTYPE_TRICKS = re.compile(r"<!DOCTYPE[^>\[]*\[|<!ENTITY", re.IGNORECASE)
# What browsers show no glyph for: soft hyphens, zero-width characters, control characters of old files.
_INVISIBLE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b-\u200d\u2060\ufeff]")
_RULE = re.compile(r"(?<![\w)\]*>+~ ])\.([\w-]{1,60})\s{0,5}\{([^{}]{0,2000})\}")
_EMPHASIS = re.compile(r"font-(?:weight|style)\s{0,5}:\s{0,5}\w{1,20}")
_LONGEST_SHEETS = 200_000
_DEEPEST = 120
_MOST_ELEMENTS = 40_000
"""Saved pages of large sites have up to 30,000. Drawings don't count."""


def decode_html(data: bytes) -> str:
    """The page's text by its byte order mark, the encoding that it declares, else UTF-8; decoded strictly."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if not encoding:
        found = _CHARSET.search(data[:_HEAD]) or _XML_ENCODING.match(data[:_HEAD].lstrip())
        encoding = _known(found[1].decode("ascii")) if found else "utf-8"
    if encoding == "cp1252" and _is_utf8(data):
        encoding = "utf-8"  # a page saved anew keeps what its first author declared
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            _("This page has broken characters: it is not in %(encoding)s. Nothing was imported. Save it as UTF-8.")
            % {"encoding": encoding.removesuffix("-sig").upper()}
        ) from error


def _is_utf8(data: bytes) -> bool:
    """Beyond doubt: words of Windows-1252 with accents or curly quotes are no UTF-8."""
    try:
        return not data.isascii() and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _known(encoding: str) -> str:
    """The declared encoding as browsers take it: Latin-1 and ASCII mean Windows-1252."""
    try:
        name = codecs.lookup(encoding).name
        text = b"a".decode(name)  # some codecs of Python are no encodings of text
    except (LookupError, UnicodeError, ValueError) as error:
        raise UnreadableDocument(
            _(
                "This page says that it is in “%(encoding)s”, which can't be read. Nothing was imported. "
                "Save it as UTF-8."
            )
            % {"encoding": encoding}
        ) from error
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    return name if text == "a" else "utf-8"  # UTF-16 declared in ASCII letters is a mistake


def parse_html(text: str) -> html.HtmlElement:
    """The root element. Raises UnreadableDocument for what can harm or can't be read whole."""
    if "\x00" in text:
        raise UnreadableDocument(_("This document holds NUL characters, so it is no web page. Nothing was imported."))
    if _DOCTYPE_TRICKS.search(text):
        raise UnreadableDocument(
            _("This page defines entities of its own, which web pages never do. Nothing was imported.")
        )
    try:
        data = _INVISIBLE.sub("", text).encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableDocument(
            _("This document holds broken characters. Nothing was imported. Save it as UTF-8.")
        ) from error
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(b"<html><body></body></html>" if not data.strip() else data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableDocument(_("This page can't be read. Nothing was imported. Paste its text instead.")) from error
    deep = any("xcessive depth" in entry.message or "depth" in entry.message for entry in parser.error_log)
    if deep or _depth(root) > _DEEPEST:
        raise UnreadableDocument(_("This page is nested too deeply to be an article. Nothing was imported."))
    _flatten_drawings(root)
    if sum(1 for _element in root.iter()) > _MOST_ELEMENTS:
        raise UnreadableDocument(_("This page has too many parts to be an article. Nothing was imported."))
    _set_styles(root)
    return root


def _flatten_drawings(root: html.HtmlElement) -> None:
    """Drawings keep their words, without the hundreds of shapes that some hold."""
    for drawing in list(root.iter("svg")):
        words = " ".join(drawing.text_content().split())
        drawing.clear(keep_tail=True)
        drawing.text = words


def _set_styles(root: html.HtmlElement) -> None:
    """Bold and italic that a style sheet inside the page gives to a class, as Google Docs does, set on the elements."""
    sheets = "".join(style.text or "" for style in root.iter("style"))
    weights = {found[1]: ";".join(_EMPHASIS.findall(found[2])) for found in _RULE.finditer(sheets[:_LONGEST_SHEETS])}
    if not any(weights.values()):
        return
    for element in root.iter("span", "p", "li", "td"):
        given = [weights[name] for name in (element.get("class") or "").split() if weights.get(name)]
        if given:
            element.set("style", ";".join([*given, element.get("style") or ""]))


def _depth(root: html.HtmlElement) -> int:
    """How deep elements stand in each other. Stops at what is too deep."""
    depth = deepest = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
        if deepest > _DEEPEST:
            break
    return deepest
