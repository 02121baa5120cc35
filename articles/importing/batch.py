"""A folder of documents → drafts, one file at a time. No file can stop the others, and none is imported by half."""

import hashlib
import logging
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import reset_queries
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.importing.document import import_document
from articles.importing.files import refuse_size
from articles.importing.history import worded
from articles.importing.lines import UnreadableDocument
from articles.importing.read import ENDINGS, most_bytes, read_file
from articles.importing.result import Imported
from articles.importing.save import SlugRefused, save_draft, with_library_keys
from articles.importing.word_other import REFUSED
from articles.models import Article, FormerSlug, Import
from references.models import Reference

logger = logging.getLogger(__name__)

_DOCUMENTS = {*ENDINGS, *(ending for endings, _refuse in REFUSED for ending in endings)}
"""What is a document by its name: those that can't be read fail with a sentence on what to do."""

_LONGEST_NAME = 200
_LONGEST_TITLE = 200
_LONGEST_SLUG = 120
_LONGEST_QUOTE = 200


class Outcome(StrEnum):
    IMPORTED = "imported"
    WOULD_BE = "would be imported"
    ALREADY = "already imported"
    CHANGED = "changed, skipped"
    PASSED_OVER = "passed over"
    FAILED = "failed"


class Look(NamedTuple):
    """A line that an editor must look at, or what the document claims about itself (line 0)."""

    line: int
    text: str
    reason: str


class Told(NamedTuple):
    """What became of one file. Without an import, `sentence` says why."""

    file: str
    outcome: Outcome
    slug: str = ""
    sentence: str = ""
    sections: int = 0
    exercises: int = 0
    references: int = 0
    new_references: int = 0
    looks: tuple[Look, ...] = ()
    history: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.outcome in (Outcome.IMPORTED, Outcome.WOULD_BE):
            return f"{self.file} → {self.slug}: {self._counts()}"
        return f"{self.file}: {self.sentence}"

    def _counts(self) -> str:
        references = ngettext("%d reference", "%d references", self.references) % self.references
        return ", ".join(
            (
                ngettext("%d section", "%d sections", self.sections) % self.sections,
                ngettext("%d exercise", "%d exercises", self.exercises) % self.exercises,
                references + (_(" (%d new)") % self.new_references if self.new_references else ""),
                ngettext("%d line to look at", "%d lines to look at", len(self.looks)) % len(self.looks),
            )
        )


class _Refused(ValueError):
    """The file can't become a draft; the message is a sentence."""


class _Skipped(Exception):
    """The file was dealt with before."""

    def __init__(self, told: Told) -> None:
        super().__init__(told.sentence)
        self.told = told


def files_below(folder: Path) -> list[Path]:
    """Every file below the folder, sorted by name; hidden folders stand for all that is in them."""
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        hidden = [name for name in folders if name.startswith(".")]
        folders[:] = [name for name in folders if name not in hidden]
        found += [Path(place, name) for name in (*names, *hidden)]
    return sorted(found, key=lambda path: os.fsencode(path))


def coming_slugs(files: Iterable[Path], named: Mapping[str, set[str]], wanted: Collection[str]) -> set[str]:
    """The slugs that the files will get. Files are only opened if their names don't give all that are wanted."""
    documents = [path for path in files if not _passed_over(path)]
    found = {slug for path in documents for slug in named.get(_stem(path), {_made_slug(path)})}
    if not set(wanted) <= found:
        for path in documents:
            try:
                found.add(read_file(path.name, _bytes(path)).slug)
            except Exception:  # noqa: S112 # what can't be read is told when its turn comes
                continue
    return found


def import_files(
    folder: Path, files: Iterable[Path], named: Mapping[str, set[str]], owner: User, *, dry_run: bool
) -> Iterator[Told]:
    """Import each, and tell what became of it. `named`: the end of an old address → the slugs it leads to."""
    for path in files:
        name = os.fsencode(path.relative_to(folder)).decode("utf-8", "replace")
        if reason := _passed_over(path):
            yield Told(name, Outcome.PASSED_OVER, sentence=reason)
            continue
        yield _told(path, name, named, owner, dry_run=dry_run)
        reset_queries()


def _told(path: Path, name: str, named: Mapping[str, set[str]], owner: User, *, dry_run: bool) -> Told:
    try:
        return _import(path, name, named, owner, dry_run=dry_run)
    except _Skipped as skipped:
        return skipped.told
    except (UnreadableDocument, SlugRefused, _Refused) as refused:
        return Told(name, Outcome.FAILED, sentence=str(refused))
    except OSError as error:
        return Told(name, Outcome.FAILED, sentence=_("It can't be read: %s. Nothing was imported.") % error.strerror)
    except Exception as error:  # a hostile or unforeseen file must not stop the others
        logger.exception("The import of %s failed.", name)
        sentence = _("This is a defect of the import (%s). Nothing of the file was saved. Please report it.")
        return Told(name, Outcome.FAILED, sentence=sentence % type(error).__name__)


def _import(path: Path, name: str, named: Mapping[str, set[str]], owner: User, *, dry_run: bool) -> Told:
    data = _bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    _skip_known(name, digest)
    document = read_file(path.name, data)
    imported = import_document(document)
    title = imported.content.title
    if not title:
        raise _Refused(_("It has no title, and the name of a file is none. Nothing was imported. Add a title."))
    if len(title) > _LONGEST_TITLE:
        raise _Refused(_("Its title has more than %d characters. Nothing was imported.") % _LONGEST_TITLE)
    slug = document.slug or _slug(path, named)
    _skip_changed(name, slug)
    told = _counted(name, slug, imported, dry_run=dry_run)
    if dry_run:
        return told
    try:
        save_draft(
            imported, slug=slug, owner=owner, source_name=name[-_LONGEST_NAME:], document=document, sha256=digest
        )
    except SlugRefused:
        _skip_known(name, digest)  # another run was quicker
        raise
    return told


def _skip_known(name: str, digest: str) -> None:
    before = Import.objects.filter(sha256=digest).select_related("article").first()
    if before:
        slug = before.article.slug
        raise _Skipped(Told(name, Outcome.ALREADY, slug, _("already imported as %s") % slug))


def _skip_changed(name: str, slug: str) -> None:
    """Nothing is ever written over: neither a draft of this file's earlier words, nor another's."""
    if not Article.objects.filter(slug=slug).exists():
        if FormerSlug.objects.filter(slug=slug).exists():
            raise _Refused(_("The address “%s” led to another article before. Nothing was imported.") % slug)
        return
    if Import.objects.filter(article__slug=slug, source_name=name[-_LONGEST_NAME:]).exists():
        sentence = _("It has changed since it became %s. The draft was not touched: import it there yourself.") % slug
        raise _Skipped(Told(name, Outcome.CHANGED, slug, sentence))
    raise _Refused(_("Another article has the address “%s”. Nothing was imported. Name another slug.") % slug)


def _counted(name: str, slug: str, imported: Imported, *, dry_run: bool) -> Told:
    content = with_library_keys(imported.content)
    keys = {source.key for source in content.references}
    held = set(Reference.objects.filter(key__in=keys).values_list("key", flat=True))
    return Told(
        name,
        Outcome.WOULD_BE if dry_run else Outcome.IMPORTED,
        slug,
        sections=len(content.sections),
        exercises=sum(len(section.exercises) for section in content.sections),
        references=len(keys),
        new_references=len(keys - held),
        looks=tuple(
            Look(item.line, " ".join(item.text.split())[:_LONGEST_QUOTE], item.reason) for item in imported.unplaced
        ),
        history=tuple(worded(claim.model_dump(mode="json") for claim in imported.claims)),
    )


def _slug(path: Path, named: Mapping[str, set[str]]) -> str:
    slugs = named.get(_stem(path), set())
    if len(slugs) > 1:
        choices = ", ".join(sorted(slugs))
        raise _Refused(_("The table of redirects leads to several slugs from this name: %s. Rename it.") % choices)
    slug = next(iter(slugs), "") or _made_slug(path)
    if not slug:
        raise _Refused(_("Its name gives no address. Nothing was imported. Rename it, such as knee-pain."))
    return slug


def _stem(path: Path) -> str:
    """The name that tells files apart: of a page saved as knee-pain/index.html, that of its folder."""
    stem = path.stem.casefold()
    return path.parent.name.casefold() if stem in ("index", "default") else stem


def _made_slug(path: Path) -> str:
    return slugify(_stem(path))[:_LONGEST_SLUG].strip("-")


def _passed_over(path: Path) -> str:
    """Why this is no document to import, or nothing."""
    if path.name.startswith("."):
        return _("hidden, passed over")
    if path.is_symlink():
        return _("a link to somewhere else, passed over")
    if not path.is_file():
        return _("not a file, passed over")
    return "" if path.suffix.lower() in _DOCUMENTS else _("not a form that can be imported, passed over")


def _bytes(path: Path) -> bytes:
    refuse_size(path.stat().st_size, most_bytes(path.name))
    return path.read_bytes()
