"""The bytes of a document → its text."""

import codecs

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from articles.importing.lines import UnreadableDocument

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BINARY = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")
"""How files begin that are no text, whatever their names end with."""


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 that says so. Raises UnreadableDocument for all others."""
    refuse_size(len(data))
    refuse_binary(data)
    try:
        return data.decode("utf-16" if data.startswith(_WIDE) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            _("This file is not plain text in UTF-8. Nothing was imported. Save it as text in UTF-8, or paste it.")
        ) from error


def refuse_binary(data: bytes) -> None:
    """Raise UnreadableDocument for what is no text by its first bytes, and for NUL bytes in what isn't UTF-16."""
    if data.startswith(_BINARY) or (b"\x00" in data and not data.startswith(_WIDE)):
        raise UnreadableDocument(
            _(
                "This file is no text, whatever its name ends with. Nothing was imported. "
                "Check that it is the right file."
            )
        )


def refuse_size(size: int, most: int | None = None) -> None:
    """Raise UnreadableDocument for a document of more bytes than that, by itself settings.IMPORT_MAX_BYTES."""
    limit = settings.IMPORT_MAX_BYTES if most is None else most
    if size > limit:
        raise UnreadableDocument(
            _("This document is larger than %(limit)s. Nothing was imported. Import it in parts.")
            % {"limit": filesizeformat(limit)}
        )
