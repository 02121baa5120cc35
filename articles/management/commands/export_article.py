"""manage.py export_article: one draft as a file, which `import_article` takes in again."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles import drafting
from articles.exporting.files import FileThere, write
from articles.exporting.forms import FORMS
from articles.models import Article


class Command(BaseCommand):
    help = "Writes the draft of an article into a file named after its address, such as knee-pain.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the last part of the article's address")
        parser.add_argument("--format", choices=sorted(FORMS), default="md", dest="ending")
        parser.add_argument("--into", type=Path, default=Path(), help="the folder to write into, else this one")
        parser.add_argument("--replace", action="store_true", help="write over a file that is there")

    def handle(self, *args: Any, **options: Any) -> None:
        article = Article.objects.filter(slug=options["slug"]).first()
        if article is None:
            raise CommandError(f"There is no article “{options['slug']}”. Nothing was written.")
        content, ending = drafting.content_of(article), options["ending"]
        try:
            path = write(options["into"], article.slug, content, ending=ending, replace=options["replace"])
        except FileThere as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"The file can't be written: {error.strerror}.") from error
        self.stdout.write(f"Written to {path}.")
