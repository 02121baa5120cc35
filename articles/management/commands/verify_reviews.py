"""manage.py verify_reviews: check every digest, signature and link of the log."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles import verifying, witness
from articles.models import Edition, LogEntry, Review


class Command(BaseCommand):
    help = "Checks every digest, signature and link of the log. Names each place that fails and exits non-zero."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--witness",
            type=Path,
            dest="kept",
            metavar="FILE",
            help="heads of the log that a witness kept, or e-mails with them",
        )

    def handle(self, *args: str, kept: Path | None = None, **options: object) -> None:
        found = list(dict.fromkeys([*verifying.problems(), *(_problems_of_witness(kept) if kept else ())]))
        for sentence in found:
            self.stderr.write(sentence)
        if found:
            raise CommandError(f"{len(found)} things do not match what was signed.")
        self.stdout.write(
            f"All is as it was signed: {Edition.objects.count()} editions, {Review.objects.count()} reviews, "
            f"{LogEntry.objects.count()} log entries."
        )
        if kept:
            self.stdout.write("The log holds every head that the witness kept.")


def _problems_of_witness(file: Path) -> list[str]:
    try:
        kept = file.read_bytes()
    except OSError as error:
        raise CommandError(f"What the witness kept can't be read: {error}") from error
    return list(witness.problems(kept))
