"""manage.py make_signing_key: make the site's signing key, or replace it."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles import keys


class Command(BaseCommand):
    help = "Makes the key that signs reviews and the log. With --replace, the old one stays good for verifying."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--replace", action="store_true", help="replace the present key, keeping its public part")

    def handle(self, *args: str, replace: bool, **options: object) -> None:
        if settings.SIGNING_KEY_FILE.exists() and not replace:
            raise CommandError(
                f"There is a key at {settings.SIGNING_KEY_FILE} already. Nothing was changed; see --replace."
            )
        self.stdout.write(
            f"New signing key {keys.make_signing_key()} in {settings.SIGNING_KEY_FILE}. Keep a copy safe."
        )
