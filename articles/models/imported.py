"""What an import found beside the content: unverified history, for editors only."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.draft import Article


class Import(models.Model):
    """One imported document: its own words, and what was found in them. Claims never become reviews."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="imports")
    source_name = models.CharField(max_length=200)
    text = models.TextField()
    claims = models.JSONField(default=list)
    promotions = models.JSONField(default=list)
    unplaced = models.JSONField(default=list)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-imported_at",)
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.source_name}, {self.imported_at:%Y-%m-%d}"
