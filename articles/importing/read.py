"""A file or a pasted text → a Document: the one place that knows the forms a document may come in."""

from collections.abc import Callable
from pathlib import PurePath
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from articles.importing.exported_markdown import is_exact, read_exact
from articles.importing.files import decode, refuse_size
from articles.importing.lines import Document, UnreadableDocument
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


FORMS = (
    Form((".txt", ".text", ""), _read_plain_text),
    Form((".md", ".markdown"), _read_plain_text),
    Form((".docx",), read_word, "IMPORT_MAX_WORD_BYTES"),
)
"""A new form is a reader of bytes and a line here. Without an ending (standard input, a paste), it is plain text."""

ENDINGS = tuple(ending for form in FORMS for ending in form.endings if ending)


def most_bytes(name: str) -> int:
    """How large a file of this name may be."""
    form = _form_of(name)
    most: int = getattr(settings, form.limit if form else "IMPORT_MAX_BYTES")
    return most


def read_file(name: str, data: bytes) -> Document:
    """What the file says. Raises UnreadableDocument, with a sentence, for what is too large, broken or unknown."""
    refuse_size(len(data), most_bytes(name))
    if form := _form_of(name):
        return form.read(data)
    ending = PurePath(name).suffix.lower()
    for endings, refuse in REFUSED:
        if ending in endings:
            return refuse(data)
    raise UnreadableDocument(
        _("Files that end in “%(ending)s” can't be read. Nothing was imported. These can: %(endings)s.")
        % {"ending": ending, "endings": ", ".join(ENDINGS)}
    )


def _form_of(name: str) -> Form | None:
    ending = PurePath(name).suffix.lower()
    return next((form for form in FORMS if ending in form.endings), None)
