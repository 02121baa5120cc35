"""The bytes of a Word document → its parts as XML, or a sentence why not: nothing that can harm is unpacked or parsed."""

import io
import posixpath
import re
import zipfile
import zlib
from typing import NamedTuple

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from lxml import etree

from articles.importing.lines import UnreadableDocument
from articles.importing.word_other import refuse_other_file, refuse_other_package

_MOST_ENTRIES = 2000
_MOST_RATIO = 200
"""Times that an entry may grow; XML of real documents grows up to about 40 times."""
_RATIO_COUNTS_FROM = 1024 * 1024
_PIECE = 64 * 1024
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""The names of strict OOXML, and those that Word uses unless told otherwise."""
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Link(NamedTuple):
    """A relationship: what kind, e.g. "image", and the part it leads to, or the address if it leads out of the file."""

    kind: str
    target: str
    outside: bool


class Package(NamedTuple):
    """What a .docx holds: its files by name, the name of the main part, and that part's relationships by their ids."""

    files: zipfile.ZipFile
    main: str
    links: dict[str, Link]

    def part(self, kind: str) -> etree._Element | None:
        """The root of the part that the main part names for this purpose, e.g. "styles", or None."""
        target = next((link.target for link in self.links.values() if link.kind == kind and not link.outside), "")
        return self.named(target)

    def named(self, name: str) -> etree._Element | None:
        """The root of the part of this name, or None if there is none."""
        return read_xml(self.files, name) if name in self.files.NameToInfo else None

    def body(self) -> etree._Element:
        return read_xml(self.files, self.main)

    def image(self, name: str) -> bytes:
        """The bytes of a file inside; none where it is missing or larger than an image may be."""
        info = self.files.NameToInfo.get(name)
        if info is None or info.file_size > settings.IMAGE_MAX_BYTES:
            return b""
        return _unpacked(self.files, info, settings.IMAGE_MAX_BYTES)


def open_package(data: bytes) -> Package:
    """The document's parts. Raises UnreadableDocument, with a sentence, for all that is none or may harm."""
    if len(data) > settings.IMPORT_MAX_WORD_BYTES:
        raise _too_large(settings.IMPORT_MAX_WORD_BYTES)
    refuse_other_file(data)
    try:
        files = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise _damaged() from error
    _refuse_bombs(files)
    refuse_other_package(files.namelist())
    _refuse_declarations(files)
    _refuse_types(files)
    main = _main_part(files)
    folder, name = posixpath.split(main)
    return Package(files, main, _links(files, f"{folder}/_rels/{name}.rels".lstrip("/"), folder))


def _refuse_bombs(files: zipfile.ZipFile) -> None:
    """By what the file declares of itself; what it is really is counted while it is unpacked."""
    entries = files.infolist()
    names = [info.filename for info in entries]
    if len(entries) > _MOST_ENTRIES or len(set(names)) != len(names):
        raise UnreadableDocument(
            _(
                "This Word document holds too many files, or the same one twice. Nothing was imported. Save it anew in Word."
            )
        )
    if any(_leads_out(name) for name in names):
        raise UnreadableDocument(
            _("This Word document holds files whose names lead out of it. Nothing was imported. Save it anew in Word.")
        )
    if any(info.flag_bits & 0x1 for info in entries):
        raise UnreadableDocument(
            _("This document is protected with a password. Nothing was imported. Save it without a password first.")
        )
    if sum(info.file_size for info in entries if _is_xml(info.filename)) > settings.IMPORT_MAX_WORD_XML_BYTES:
        raise _too_much_text()
    if any(_grows_too_much(info) for info in entries):
        raise UnreadableDocument(
            _("This file unpacks to far more than a document holds. Nothing was imported. Save it anew in Word.")
        )


def _refuse_declarations(files: zipfile.ZipFile) -> None:
    """No part may declare a document type or entities, whether it is read later or not."""
    left = settings.IMPORT_MAX_WORD_XML_BYTES
    for info in files.infolist():
        if not _is_xml(info.filename):
            continue
        data = _unpacked(files, info, left)
        left -= len(data)
        # UTF-16 puts a NUL beside every letter; nothing else in XML holds one.
        if _DECLARES.search(data if b"\0" not in data[:200] else data.replace(b"\0", b"")):
            raise UnreadableDocument(
                _("This Word document defines entities of its own, which Word never does. Nothing was imported.")
            )


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _grows_too_much(info: zipfile.ZipInfo) -> bool:
    return info.file_size > _RATIO_COUNTS_FROM and info.file_size > _MOST_RATIO * max(info.compress_size, 1)


def _refuse_types(files: zipfile.ZipFile) -> None:
    if "[Content_Types].xml" not in files.NameToInfo:
        raise UnreadableDocument(
            _("This is a ZIP file, but no Word document. Nothing was imported. Unpack it, and import what is in it.")
        )
    types = read_xml(files, "[Content_Types].xml")
    told = " ".join(each.get("ContentType") or "" for each in types.iter("{*}Default", "{*}Override")).lower()
    held = any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in files.namelist())
    if held or "macroenabled" in told or "vbaproject" in told:
        raise UnreadableDocument(
            _(
                "This Word document holds macros, which are programs. Nothing was imported. Save it as .docx without macros."
            )
        )


def _main_part(files: zipfile.ZipFile) -> str:
    """The part that the package names as its document, wherever it stands."""
    for link in _links(files, "_rels/.rels", "").values():
        if link.kind == "officeDocument" and not link.outside and link.target in files.NameToInfo:
            return link.target
    if "word/document.xml" in files.NameToInfo:
        return "word/document.xml"
    raise _damaged()


def _links(files: zipfile.ZipFile, name: str, folder: str) -> dict[str, Link]:
    if name not in files.NameToInfo:
        return {}
    links = {}
    for each in read_xml(files, name).iter("{*}Relationship"):
        target, outside = each.get("Target") or "", each.get("TargetMode") == "External"
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        links[each.get("Id") or ""] = Link((each.get("Type") or "").rpartition("/")[2], target, outside)
    return links


def read_xml(files: zipfile.ZipFile, name: str) -> etree._Element:
    """The root of one part. No entity is resolved, nothing is fetched, and what declares any is refused."""
    data = _unpacked(files, files.getinfo(name), settings.IMPORT_MAX_WORD_XML_BYTES)
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _damaged() from error
    return root


def _unpacked(files: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """The bytes of one entry, piece by piece: what it declares of its size may be a lie."""
    pieces: list[bytes] = []
    size = 0
    try:
        with files.open(info) as opened:
            while piece := opened.read(_PIECE):
                size += len(piece)
                if size > most:
                    raise _too_much_text()
                pieces.append(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise _damaged() from error
    return b"".join(pieces)


def _damaged() -> UnreadableDocument:
    return UnreadableDocument(
        _("This Word document is damaged and can't be read. Nothing was imported. Open it in Word and save it anew.")
    )


def _too_large(limit: int) -> UnreadableDocument:
    return UnreadableDocument(
        _(
            "This document is larger than %(limit)s. Nothing was imported. Make its pictures smaller, or import it in parts."
        )
        % {"limit": filesizeformat(limit)}
    )


def _too_much_text() -> UnreadableDocument:
    return UnreadableDocument(
        _("This Word document holds more text than an article can have. Nothing was imported. Import it in parts.")
    )
