"""Editions: what was frozen at submission. Content, html, digest, number and article never change.

Only `articles.workflow` creates or moves an Edition; `articles.guards` makes the database refuse the rest.
"""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.content import Content, parse
from articles.models.draft import Article
from articles.models.image import Image
from references.models import Reference


class EditionQuerySet(models.QuerySet["Edition"]):
    """What readers may see is decided here and nowhere else."""

    def in_flight(self) -> "EditionQuerySet":
        return self.filter(state__in=Edition.IN_FLIGHT)

    def ever_approved(self) -> "EditionQuerySet":
        """Fully approved and not taken back before readers saw them: what a later edition is compared with."""
        return self.filter(state__in=(Edition.State.APPROVED, *Edition.PUBLIC))

    def listed(self) -> "EditionQuerySet":
        """The editions that lists, search, feed and sitemap name: published ones."""
        return self.filter(state=Edition.State.PUBLISHED)

    def readable(self) -> "EditionQuerySet":
        """Every edition whose text the public may fetch.

        Published now or before, or withdrawn as out of date. An edition withdrawn as unsafe takes itself and every
        earlier edition of its article away, for they are likely to hold the same fault.
        """
        unsafe_since = Edition.objects.filter(
            article=OuterRef("article"), withdrawn_as=Edition.WithdrawnAs.UNSAFE, number__gte=OuterRef("number")
        )
        return self.filter(state__in=Edition.PUBLIC).exclude(Exists(unsafe_since))

    def current(self) -> "EditionQuerySet":
        """For each article the newest edition that was ever published, whether or not it may still be read."""
        newer = Edition.objects.filter(
            article=OuterRef("article"), state__in=Edition.PUBLIC, number__gt=OuterRef("number")
        )
        return self.filter(state__in=Edition.PUBLIC).exclude(Exists(newer))


class Edition(models.Model):
    """One numbered, frozen edition of an article."""

    class State(models.TextChoices):
        IN_REVIEW = "in review", _("In review")
        RETURNED = "returned", _("Returned")
        RECALLED = "recalled", _("Taken back")
        APPROVED = "approved", _("Approved")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Superseded")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class WithdrawnAs(models.TextChoices):
        NOT = "", _("Not withdrawn")
        OUT_OF_DATE = "out of date", _("Out of date: readable, with a banner")
        UNSAFE = "unsafe", _("Unsafe: the text is gone at once")

    IN_FLIGHT = (State.IN_REVIEW, State.APPROVED)
    PUBLIC = (State.PUBLISHED, State.SUPERSEDED, State.WITHDRAWN)

    article = models.ForeignKey(Article, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    content = models.TextField()
    html = models.TextField()
    digest = models.CharField(max_length=64)
    language = models.CharField(max_length=10)
    required_specialties = models.JSONField()
    revision_number = models.PositiveIntegerField()
    contributors = models.JSONField()
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=State, default=State.IN_REVIEW)
    withdrawn_as = models.CharField(max_length=20, choices=WithdrawnAs, blank=True, default="")
    withdrawal_reason = models.TextField(blank=True, default="")
    successor = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="+")

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ("article", "-number")
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=("article", "number"), name="edition_number_once"),
            models.UniqueConstraint(
                fields=("article",), condition=Q(state__in=("in review", "approved")), name="edition_one_in_flight"
            ),
            models.UniqueConstraint(fields=("article",), condition=Q(state="published"), name="edition_one_published"),
            models.CheckConstraint(
                condition=Q(
                    state__in=("in review", "returned", "recalled", "approved", "published", "superseded", "withdrawn")
                ),
                name="edition_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_as__in=("out of date", "unsafe"))
                | (~Q(state="withdrawn") & Q(withdrawn_as="")),
                name="edition_withdrawn_says_as_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article.slug}, edition {self.number}"

    def get_content(self) -> Content:
        return parse(self.content)


class EditionReference(models.Model):
    """Ties an edition to the library entries it printed, so that a retraction finds every page."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="edition_references")
    reference = models.ForeignKey(Reference, models.PROTECT, related_name="edition_references")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("edition", "reference"), name="reference_once_an_edition")]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.edition}: {self.reference.key}"


class EditionImage(models.Model):
    """Ties an edition to the images it shows: an image can be fetched by readers while one of these is readable."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="edition_images")
    image = models.ForeignKey(Image, models.PROTECT, related_name="edition_images")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("edition", "image"), name="image_once_an_edition")]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.edition}: {self.image}"
