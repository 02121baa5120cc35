"""Files that are no .docx though their names may say so: each has a sentence of its own that says what to do."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from articles.importing.lines import Document, UnreadableDocument

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refuse_other_file(data: bytes) -> None:
    """Raise UnreadableDocument for what the first bytes show to be something else than a ZIP file."""
    if data.startswith(_OLE):
        protected = "EncryptedPackage".encode("utf-16-le") in data
        raise UnreadableDocument(_protected() if protected else _old_word())
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        raise UnreadableDocument(_rich_text())
    if data.startswith(b"%PDF"):
        raise UnreadableDocument(
            _(
                "This is a PDF file, not a Word document. Nothing was imported. Import the document that it was made from."
            )
        )
    if not data.startswith(b"PK"):
        raise UnreadableDocument(
            _("This is not a Word document, whatever its name. Nothing was imported. Save it as .docx in Word first.")
        )


def refuse_other_package(names: Sequence[str]) -> None:
    """Raise UnreadableDocument for a ZIP file that is the document of another program."""
    lowered = [name.lower() for name in names]
    if "content.xml" in lowered or ("mimetype" in lowered and "[content_types].xml" not in lowered):
        raise UnreadableDocument(_open_document())
    if any(name.endswith(".iwa") or name == "index.zip" for name in lowered):
        raise UnreadableDocument(_pages())
    if any(name.startswith(("xl/", "ppt/")) for name in lowered):
        raise UnreadableDocument(
            _(
                "This is a spreadsheet or slides, not a Word document. Nothing was imported. Copy its text into Word first."
            )
        )


def _refusing(sentence: Callable[[], str]) -> Callable[[bytes], Document]:
    def read(_data: bytes) -> Document:
        raise UnreadableDocument(sentence())

    return read


def _old(data: bytes) -> Document:
    """A file named .doc: whatever it is, it is not read. What it really is gets the better sentence."""
    refuse_other_file(data)
    raise UnreadableDocument(_old_word())


def _protected() -> str:
    return _("This document is protected with a password. Nothing was imported. Save it without a password first.")


def _old_word() -> str:
    return _("This is a Word document of before 2007 (.doc). Nothing was imported. Open it and save it as .docx.")


def _macros() -> str:
    return _("This Word document may hold macros (.docm). Nothing was imported. Save it as .docx without macros.")


def _rich_text() -> str:
    return _("This is a rich text file (.rtf). Nothing was imported. Open it in Word and save it as .docx.")


def _open_document() -> str:
    return _("This is an OpenDocument file (.odt). Nothing was imported. Open it and save it as Word (.docx).")


def _pages() -> str:
    return _("This is a Pages document. Nothing was imported. In Pages, choose Export to Word, and import that file.")


REFUSED = (
    ((".doc", ".dot"), _old),
    ((".docm", ".dotm"), _refusing(_macros)),
    ((".odt", ".fodt"), _refusing(_open_document)),
    ((".pages",), _refusing(_pages)),
    ((".rtf",), _refusing(_rich_text)),
)
"""Endings of documents that are not read, each with what says so."""
