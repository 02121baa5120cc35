"""The reviewers room: clinicians, their specialties and register checks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewersConfig(AppConfig):
    name = "reviewers"
    verbose_name = _("Reviewers")
    default_auto_field = "django.db.models.BigAutoField"
