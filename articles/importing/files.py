"""The bytes of a document → its text."""

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from articles.importing.lines import UnreadableDocument


def decode(data: bytes) -> str:
    """The text of a file. Raises UnreadableDocument for one that is too large or not UTF-8."""
    refuse_size(len(data))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(
            _("This file is not plain text in UTF-8. Nothing was imported. Save it as text in UTF-8, or paste it.")
        ) from error


def refuse_size(size: int, most: int | None = None) -> None:
    """Raise UnreadableDocument for a document of more bytes than that, by itself settings.IMPORT_MAX_BYTES."""
    limit = settings.IMPORT_MAX_BYTES if most is None else most
    if size > limit:
        raise UnreadableDocument(
            _("This document is larger than %(limit)s. Nothing was imported. Import it in parts.")
            % {"limit": filesizeformat(limit)}
        )
