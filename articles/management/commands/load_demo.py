"""manage.py load_demo: fill an empty demo with its people and articles, and print how to use it."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from articles import keys
from articles.demo import articles as cast
from articles.demo import people, story
from articles.models import Article


class Command(BaseCommand):
    help = "Fills an empty demo with its people and articles, through the real screens. Does nothing to a full one."

    def handle(self, *args: str, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("The demo's people have a public password. They are loaded only where DEMO=true is set.")
        if not settings.SIGNING_KEY_FILE.exists():
            keys.make_signing_key()
        if not Article.objects.exists():
            self.stdout.write("Loading the demo through its own screens; this takes about twenty seconds ...")
            with transaction.atomic():
                story.tell()
        self.stdout.write(self._directions())

    def _directions(self) -> str:
        site, admin, desk = settings.SITE_URL, reverse("admin:index"), reverse("desk:queue")
        return f"""
The demo is at {site}

  Read     {site}/
           {site}{reverse("article", args=[cast.PUBLISHED.slug])}  (published in its second edition)
           {site}{reverse("review-record", args=[cast.PUBLISHED.slug])}  (who checked it, and how to verify)
  Edit     {site}{admin}  sign in as {people.ADA.username} or {people.EDWIN.username} (editors)
  Review   {site}{desk}  sign in as {people.SAM.person.username} or {people.MORGAN.person.username} (clinicians)
  Publish  {site}{admin}  sign in as {people.PRIYA.username} (publisher)
  Manage   {site}{admin}  sign in as {people.ADMIN.username}, or {people.CLARA.username} (register clerk)

  Everybody's password: {people.PASSWORD}
  Then a code is asked for. This prints the current ones:  make demo-codes  (or manage.py demo_codes)
  People from before there were codes add a second factor when they sign in; make demo-reset starts over.
  E-mails are written to {settings.EMAIL_FILE_PATH}. Everybody here is invented. Stop with Ctrl+C.
"""
