"""What an import found beside the content: unverified history, for editors only."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.draft import Article
from reviewers.models import Specialty


class Import(models.Model):
    """One imported document: its own words, and what was found in them. Claims never become reviews."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="imports")
    source_name = models.CharField(max_length=200)
    text = models.TextField()
    claims = models.JSONField(default=list)
    promotions = models.JSONField(default=list)
    unplaced = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64, blank=True, default="", db_index=True)  # of the bytes that were imported
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-imported_at",)
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.source_name}, {self.imported_at:%Y-%m-%d}"


class IncomingDocument(models.Model):
    """A document on the import screen: it was read, and waits for its editor to look at it. It is no draft yet.

    `document` is the Document as its reader made it, without the bytes of pictures. `choices` are the editor's: the
    number of a line → the place in the content it is given, or "" where it was dismissed. With `article`, it will go
    into that draft. It is deleted once it is saved, given up, or too old (articles.importing.incoming).
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    source_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    document = models.JSONField()
    title = models.CharField(max_length=200, blank=True)
    slug = models.CharField(max_length=120, blank=True)
    specialties = models.ManyToManyField(Specialty, blank=True, related_name="+")
    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="incoming_documents")
    choices = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("incoming document")
        verbose_name_plural = _("incoming documents")
        default_permissions = ()

    def __str__(self) -> str:
        return self.source_name


class FormerAddress(models.Model):
    """Where an article stood on a publisher's earlier site, e.g. "/blog/knee-pain/": readers are sent on from there."""

    path = models.CharField(max_length=500, unique=True)
    article = models.ForeignKey(Article, models.CASCADE, related_name="former_addresses")

    class Meta:
        ordering = ("path",)
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.path
