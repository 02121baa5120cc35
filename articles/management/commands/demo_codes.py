"""manage.py demo_codes: the code that each person's authenticator app would show now, where the demo is loaded."""

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from articles.authentication import code_app_of, current_code, secret_of
from articles.demo import people


class Command(BaseCommand):
    help = "Prints the current one-time code of each of the demo's people, and for how long it is shown."

    def handle(self, *args: str, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("Codes are printed only where DEMO=true is set: only the demo's people are invented.")
        for person in people.EVERYONE:
            account = User.objects.filter(username=person.username).first()
            app = account and code_app_of(account)
            if app is None:
                self.stdout.write(f"  {person.username:<8} no authenticator app: add one when you sign in")
                continue
            code, seconds = current_code(secret_of(app))
            self.stdout.write(f"  {person.username:<8} {code}  (another {seconds} s; each code works once)")
