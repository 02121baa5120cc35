"""manage.py verify_reviews: check every digest, signature and link of the log."""

from django.core.management.base import BaseCommand, CommandError

from articles import verifying
from articles.models import Edition, LogEntry, Review


class Command(BaseCommand):
    help = "Checks every digest, signature and link of the log. Names each place that fails and exits non-zero."

    def handle(self, *args: str, **options: object) -> None:
        found = list(dict.fromkeys(verifying.problems()))
        for sentence in found:
            self.stderr.write(sentence)
        if found:
            raise CommandError(f"{len(found)} things do not match what was signed.")
        self.stdout.write(
            f"All is as it was signed: {Edition.objects.count()} editions, {Review.objects.count()} reviews, "
            f"{LogEntry.objects.count()} log entries."
        )
