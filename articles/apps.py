"""The articles room: the draft, the edition, the review, the page."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from articles import guards


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Articles")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # SQLite drops triggers silently when a table is rebuilt: put them back after every migration.
        post_migrate.connect(guards.reinstall, sender=self)
