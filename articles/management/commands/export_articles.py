"""manage.py export_articles: every draft, or every published edition, as a file of its own."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.exporting.files import FileThere, drafts, published, write
from articles.exporting.forms import FORMS


class Command(BaseCommand):
    help = "Writes every article into a folder, a file each, named after its address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--format", choices=sorted(FORMS), default="md", dest="ending")
        parser.add_argument("--published", action="store_true", help="what readers see, instead of the drafts")
        parser.add_argument("--replace", action="store_true", help="write over files that are there")

    def handle(self, *args: Any, **options: Any) -> None:
        place, written, kept = options["folder"], 0, 0
        how = {name: options[name] for name in ("ending", "replace", "published")}
        try:
            place.mkdir(parents=True, exist_ok=True)
            for slug, content in published() if options["published"] else drafts():
                if content is None:
                    kept += 1
                    self.stderr.write(f"{slug} is not written: its proof fails. Run verify_reviews.")
                    continue
                try:
                    write(place, slug, content, **how)
                    written += 1
                except FileThere as error:
                    kept += 1
                    self.stderr.write(str(error))
        except OSError as error:
            raise CommandError(f"{place} can't be written to: {error.strerror}. {written} were written.") from error
        self.stdout.write(f"{written} articles written to {place}.")
        if kept:
            raise CommandError(f"{kept} were not written.")
