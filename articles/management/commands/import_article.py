"""manage.py import_article: a document becomes a draft, or JSON that shows what a draft would be."""

import hashlib
import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from articles.importing.document import import_document
from articles.importing.files import refuse_size
from articles.importing.lines import UnreadableDocument
from articles.importing.owning import owner_named
from articles.importing.read import ENDINGS, ending_of, most_bytes, read_file
from articles.importing.save import SlugRefused, save_draft
from articles.models import Import

_LONGEST_TITLE = 200
NAMED = [ending.removeprefix(".") for ending in ENDINGS]


class Command(BaseCommand):
    help = "Imports a document as a draft. With --dry-run it prints what it found as JSON and writes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a file (plain text, Markdown, HTML or .docx), or - for standard input")
        parser.add_argument(
            "--form", choices=NAMED, help="what the file is, whatever its name; by itself, it is looked at"
        )
        parser.add_argument("--title", default="", help="the article's title, if the document has none or another one")
        parser.add_argument("--slug", default="", help="the last part of its address; without it, made of the title")
        parser.add_argument("--owner", default="", help="the account that will own the draft")
        parser.add_argument(
            "--dry-run", action="store_true", help="print {content, claims, promotions, unplaced, placed, left_out}"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        title = " ".join(options["title"].split())
        if len(title) > _LONGEST_TITLE:
            raise CommandError(f"The title has more than {_LONGEST_TITLE} characters. Nothing was imported.")
        try:
            data = _bytes(options["file"])
            document = read_file(_read_as(options["file"], options["form"], data), data)
            imported = import_document(document, title)
            if options["dry_run"]:
                self.stdout.write(json.dumps(imported.model_dump(mode="json"), ensure_ascii=False, indent=2))
                return
            if not imported.content.title:
                raise CommandError("Give the article a title with --title. Nothing was imported.")
            saved = save_draft(
                imported,
                slug=options["slug"] or document.slug,
                owner=_owner(options["owner"]),
                source_name=_name(options["file"]),
                document=document,
                sha256=hashlib.sha256(data).hexdigest(),
            )
        except (UnreadableDocument, SlugRefused) as error:
            raise CommandError(str(error)) from error
        self._tell(saved)

    def _tell(self, saved: Import) -> None:
        self.stdout.write(f"Imported as the draft “{saved.article.slug}”, owned by {saved.imported_by}.")
        for item in saved.unplaced:
            self.stdout.write(f"Line {item['line']}: {item['text']}\n    {item['reason']}")


def _read_as(file: str, form: str | None, data: bytes) -> str:
    """The name that tells the form: the file's own, or one for the form that was asked for or is seen in the bytes."""
    if form:
        return f"document.{form}"
    return f"document{ending_of(data)}" if file == "-" else _name(file)


def _name(file: str) -> str:
    return "" if file == "-" else Path(file).name


def _bytes(name: str) -> bytes:
    """The bytes of the file, or of standard input; not one more than the limit is read."""
    if name == "-":
        return sys.stdin.buffer.read(settings.IMPORT_MAX_WORD_BYTES + 1)
    path = Path(name)
    try:
        refuse_size(path.stat().st_size, most_bytes(path.name))
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{name} can't be read: {error.strerror}. Nothing was imported.") from error


def _owner(username: str) -> User:
    try:
        return owner_named(username)
    except ValueError as error:
        raise CommandError(str(error)) from error
