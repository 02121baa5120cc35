"""What every save of a draft leaves behind."""

from django.conf import settings
from django.db import models

from articles.content import Content, parse
from articles.models.draft import Article


class Revision(models.Model):
    """The whole content as it stood at one save, by whom: insert-only, for it says who contributed."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.TextField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now_add=True)
    restored_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=("article", "number"), name="revision_number_once")]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.article.slug}, revision {self.number}"

    def get_content(self) -> Content:
        return parse(self.content)
