"""Images, stored under the hash of their bytes."""

from django.conf import settings
from django.db import models


class Image(models.Model):
    """One uploaded image, re-encoded by us: `media:SHA256` in Markdown names it."""

    sha256 = models.CharField(max_length=64, unique=True)
    file = models.FileField(upload_to="images")
    content_type = models.CharField(max_length=20)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.sha256[:12]
