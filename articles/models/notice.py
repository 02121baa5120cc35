"""What people are told by e-mail: written with the deed, sent after it, tried again until it is sent."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """One message to one person. `key` keeps a reminder from being written twice.

    `html` is a fragment; the page around it and the words at the end are added when it is sent. It is not tried before
    `due_at`: who tries it moves that on first, so that nobody else tries it meanwhile.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=30)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True, default="")
    key = models.CharField(max_length=200, unique=True, null=True)  # noqa: DJ001 - many have none, and NULLs are no twins
    written_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ("pk",)
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.recipient}: {self.subject}"


class NoticePreference(models.Model):
    """Whether a person hears at once, or once a day. Without a row: at once."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preference")
    daily = models.BooleanField(_("once a day, all in one message"), default=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.person)


class Witnessed(models.Model):
    """One head of the log that was sent to the outside witness."""

    day = models.DateField(unique=True)
    seq = models.PositiveBigIntegerField()
    entry_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-day",)
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.day}: {self.seq}"
