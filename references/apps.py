"""The references room: the library of sources and how they are printed."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferencesConfig(AppConfig):
    name = "references"
    verbose_name = _("References")
    default_auto_field = "django.db.models.BigAutoField"
