"""A file or a pasted text → a Document: the one place that knows the forms a document may come in."""

import re
from collections.abc import Callable
from pathlib import PurePath
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from articles.importing.exported_markdown import is_exact, read_exact
from articles.importing.files import decode, refuse_binary, refuse_size
from articles.importing.html_page import read_page
from articles.importing.html_tree import decode_html
from articles.importing.lines import Document, UnreadableDocument
from articles.importing.markdown_text import read_markdown
from articles.importing.pasted import read_clipboard
from articles.importing.plain_text import read_text
from articles.importing.word import read_word
from articles.importing.word_other import REFUSED


class Form(NamedTuple):
    """A form that documents come in: how files of it end, the reader of their bytes, the setting that limits them."""

    endings: tuple[str, ...]
    read: Callable[[bytes], Document]
    limit: str = "IMPORT_MAX_BYTES"


def _read_plain_text(data: bytes) -> Document:
    """Pasted text may be an exported article, whose form says so in its first lines."""
    text = decode(data)
    return read_exact(text) if is_exact(text) else read_text(text)


def _read_markdown(data: bytes) -> Document:
    text = decode(data)
    return read_exact(text) if is_exact(text) else read_markdown(text)


def _read_page(data: bytes) -> Document:
    refuse_binary(data)
    return read_page(decode_html(data))


FORMS = (
    Form((".txt", ".text", ""), _read_plain_text),
    Form((".md", ".markdown"), _read_markdown),
    Form((".html", ".htm", ".xhtml"), _read_page),
    Form((".docx",), read_word, "IMPORT_MAX_WORD_BYTES"),
)
"""A new form is a reader of bytes and a line here. Without an ending (standard input, a paste), it is plain text."""

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?<(?:!doctype\s+html|html)\b", re.IGNORECASE
)

ENDINGS = tuple(ending for form in FORMS for ending in form.endings if ending)


def most_bytes(name: str) -> int:
    """How large a file of this name may be. One of no known form is told what it is, whatever its size."""
    form = _form_of(name)
    most: int = getattr(settings, form.limit if form else "IMPORT_MAX_WORD_BYTES")
    return most


def read_file(name: str, data: bytes) -> Document:
    """What the file says. Raises UnreadableDocument, with a sentence, for what is too large, broken or unknown."""
    ending = PurePath(name).suffix.lower()
    for endings, refuse in REFUSED:
        if ending in endings:
            return refuse(data)
    refuse_size(len(data), most_bytes(name))
    if form := _form_of(name):
        return form.read(data)
    raise UnreadableDocument(
        _("Files that end in “%(ending)s” can't be read. Nothing was imported. These can: %(endings)s.")
        % {"ending": ending, "endings": ", ".join(ENDINGS)}
    )


def ending_of(data: bytes) -> str:
    """How a file of these bytes would end, as far as its first bytes tell: ".docx", ".html", or nothing."""
    if data.startswith(b"PK\x03\x04"):
        return ".docx"
    return ".html" if _PAGE.match(data) else ""


def read_pasted(text: str, html: str = "") -> Document:
    """What was pasted: the clipboard's HTML where it has one that says as much as its text.

    Raises UnreadableDocument, with a sentence, for what is too large or broken.
    """
    refuse_size(len(text.encode("utf-8", "surrogatepass")))
    if len(html.encode("utf-8", "surrogatepass")) > settings.IMPORT_MAX_BYTES:
        html = ""  # the words are in the text; what Word adds to them may be many times as long
    return read_exact(text) if is_exact(text) else read_clipboard(text, html)


def _form_of(name: str) -> Form | None:
    ending = PurePath(name).suffix.lower()
    return next((form for form in FORMS if ending in form.endings), None)
