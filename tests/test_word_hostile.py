"""Word documents that are none, that hide something, or that would exhaust the machine: one sentence, nothing kept."""

import io
import zipfile

import pytest
from pytest_django.fixtures import Settings

from articles.importing import word_html
from articles.importing.lines import UnreadableDocument
from articles.importing.read import read_file
from tests.word_files import MAIN, p, word, word_files, zipped

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTITY = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]><w>&a;</w>'
GOOD = word_files(p("Words."))


def without(name: str) -> bytes:
    return zipped({each: data for each, data in GOOD.items() if each != name})


def with_part(name: str, data: bytes) -> bytes:
    return zipped({**GOOD, name: data})


def tampered() -> bytes:
    """A document whose main part has other bytes than its checksum says."""
    data = bytearray(zipped_plainly(GOOD))
    data[data.index(b"Words.")] ^= 1
    return bytes(data)


def zipped_plainly(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as pack:
        for name, data in files.items():
            pack.writestr(name, data)
    return held.getvalue()


def lying() -> bytes:
    """A part of 40 MB that declares 10 bytes."""
    data = bytearray(with_part("word/styles.xml", b" " * 40_000_000))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.index(b"word/styles.xml") if mark == b"PK\x03\x04" else data.rindex(b"word/styles.xml")
        header = data.rindex(mark, 0, start)
        data[header + offset : header + offset + 4] = (10).to_bytes(4, "little")
    return bytes(data)


FILES = {
    "an old one": ("a.doc", _OLE + b"\0" * 600, "before 2007"),
    "an old one under the new name": ("a.docx", _OLE + b"\0" * 600, "before 2007"),
    "with a password": ("a.docx", _OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "rich text": ("a.docx", b"{\\rtf1 x}", ".rtf"),
    "rich text by name": ("a.rtf", b"{\\rtf1 x}", ".rtf"),
    "macros by name": ("a.docm", word(p("x")), "macros"),
    "macros by type": (
        "a.docx",
        zipped(word_files(p("x"), main=MAIN.replace("document.main", "macroEnabled.main"))),
        "macros",
    ),
    "macros inside": ("a.docx", with_part("word/vbaProject.bin", b"x"), "macros"),
    "OpenDocument": (
        "a.docx",
        zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
        ".odt",
    ),
    "OpenDocument by name": ("a.odt", b"PK", ".odt"),
    "Pages": ("a.pages", b"PK", "Pages"),
    "Pages under the name of Word": ("a.docx", zipped({"Index/Document.iwa": b"x"}), "Pages"),
    "a spreadsheet": ("a.docx", with_part("xl/workbook.xml", b"<a/>"), "spreadsheet"),
    "a PDF": ("a.docx", b"%PDF-1.7", "PDF"),
    "nothing at all": ("a.docx", b"", "not a Word document"),
    "text": ("a.docx", b"Ankle pain", "not a Word document"),
    "half a ZIP": ("a.docx", word(p("x"))[:300], "damaged"),
    "other bytes than its checksum says": ("a.docx", tampered(), "damaged"),
    "no types": ("a.docx", without("[Content_Types].xml"), "no Word document"),
    "no main part": ("a.docx", without("word/document.xml"), "damaged"),
    "no XML": ("a.docx", with_part("word/document.xml", b"<w:document"), "damaged"),
    "deep XML": ("a.docx", with_part("word/document.xml", b"<a>" * 5000 + b"</a>" * 5000), "damaged"),
    "no body": ("a.docx", with_part("word/document.xml", b"<a/>"), "no text"),
    "entities": ("a.docx", with_part("word/document.xml", _ENTITY), "entities"),
    "entities where nobody looks": ("a.docx", with_part("customXml/item1.xml", _ENTITY), "entities"),
    "entities in UTF-16": ("a.docx", with_part("customXml/item1.xml", _ENTITY.decode().encode("utf-16")), "entities"),
    "a bomb": ("a.docx", with_part("word/media/a.png", b"\0" * 50_000_000), "far more"),
    "a bomb of XML": ("a.docx", with_part("word/styles.xml", b" " * 40_000_000), "more text"),
    "a bomb that lies": ("a.docx", lying(), "damaged"),
    "too many files": ("a.docx", zipped({**GOOD, **{f"word/{i}.bin": b"" for i in range(2100)}}), "too many files"),
    "names that lead out": ("a.docx", with_part("../../etc/x.xml", b"<a/>"), "lead out"),
}


@pytest.mark.parametrize("what", FILES)
def test_it_is_refused_in_one_sentence(what: str) -> None:
    name, data, words = FILES[what]
    with pytest.raises(UnreadableDocument) as refused:
        read_file(name, data)
    assert words in str(refused.value)
    assert "Nothing was imported." in str(refused.value)


def test_a_huge_table_and_a_huge_file_are_refused(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    cells = f"<w:tc>{p('x')}</w:tc>" * 10
    table = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    monkeypatch.setattr(word_html, "_MOST_PARAGRAPHS", 19)
    with pytest.raises(UnreadableDocument, match="too many paragraphs or table cells"):
        read_file("a.docx", word(table))
    settings.IMPORT_MAX_WORD_HTML = 100
    with pytest.raises(UnreadableDocument, match="more text than an article"):
        read_file("a.docx", word(p("x" * 100)))
    settings.IMPORT_MAX_WORD_BYTES = 100
    with pytest.raises(UnreadableDocument, match="larger than 100"):
        read_file("a.docx", word(p("x")))
