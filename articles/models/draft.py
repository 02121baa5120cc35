"""The draft: Article and the rows an editor edits.

Public pages never read these rows; they read editions. `articles.drafting` turns rows into content and back.
"""

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles import content as typed
from articles.models.checklist import ArticleKind
from references.models import Reference
from reviewers.models import Specialty


class Article(models.Model):
    """The working draft of an article, and its address."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(
        _("address"),
        max_length=120,
        unique=True,
        help_text=_("The last part of the page's address, such as knee-pain."),
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    byline = models.CharField(
        _("byline"), max_length=200, blank=True, default="MedGo2U editorial team", help_text=_("Who wrote it.")
    )
    description = models.CharField(
        _("description"),
        max_length=300,
        blank=True,
        help_text=_("What search engines and shared links say of the article. Empty: its opening words."),
    )
    lead = models.TextField(_("lead"), blank=True, help_text=_("What the reader gets, in a few sentences."))
    disclaimer = models.TextField(_("medical disclaimer"), blank=True)
    change_note = models.CharField(
        _("change note"),
        max_length=500,
        blank=True,
        help_text=_(
            "What is different from the last published edition, in words for readers. Needed from edition 2 on."
        ),
    )
    language = models.CharField(_("language"), max_length=10, default="en-GB", editable=False)
    specialties = models.ManyToManyField(
        Specialty,
        related_name="articles",
        verbose_name=_("required specialties"),
        help_text=_("A clinician of each of these has to approve."),
    )
    kind = models.ForeignKey(
        ArticleKind,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kind of article"),
        help_text=_("It decides which questions the reviewer is asked."),
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("owner"))
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("title", "slug")
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def __str__(self) -> str:
        return self.title or self.slug

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.slug])


class FormerSlug(models.Model):
    """An address that a published article had before: it leads to the present one."""

    slug = models.SlugField(max_length=120, unique=True)
    article = models.ForeignKey(Article, models.CASCADE, related_name="former_slugs")

    def __str__(self) -> str:
        return self.slug


# SQLite would take a larger number than PostgreSQL, and fail on a larger one still.
_LAST_PLACE = 1_000_000


class Row(models.Model):
    """A row of the draft with its place. A row saved without one goes to the end."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="%(class)ss")
    order = models.PositiveIntegerField(_("order"), null=True, blank=True, validators=[MaxValueValidator(_LAST_PLACE)])

    class Meta:
        abstract = True
        ordering = ("order", "pk")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.order is None:
            rows = type(self)._default_manager.filter(article=self.article)
            self.order = (rows.aggregate(last=Max("order"))["last"] or 0) + 1
        super().save(*args, **kwargs)


class Section(Row):
    """One section under its heading."""

    class Kind(models.TextChoices):
        TEXT = typed.SectionKind.TEXT.value, _("Text")
        BENEFITS = typed.SectionKind.BENEFITS.value, _("Benefits")
        EXERCISES = typed.SectionKind.EXERCISES.value, _("Exercises")
        SAFETY = typed.SectionKind.SAFETY.value, _("Safety")
        CONCLUSION = typed.SectionKind.CONCLUSION.value, _("Conclusion")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.TEXT)
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    body = models.TextField(_("text"), blank=True)
    benefit_label = models.CharField(_("first column"), max_length=100, default="Benefit")
    how_label = models.CharField(_("second column"), max_length=100, default="How it helps")
    insight = models.TextField(_("research insight"), blank=True)
    precaution = models.TextField(
        _("precaution"), blank=True, help_text=_("What to know before the first exercise of this section.")
    )

    class Meta(Row.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self) -> str:
        return self.heading or self.get_kind_display()


class SectionRow(Row):
    """A row inside a section; it carries its article too, so that the admin can edit it on the article's page."""

    section = models.ForeignKey(Section, models.CASCADE, verbose_name=_("section"))

    class Meta(Row.Meta):
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.section_id and self.section.article_id != self.article_id:
            raise ValidationError({"section": _("Choose a section of this article.")})


class Benefit(SectionRow):
    """One row of a benefits table."""

    name = models.CharField(_("benefit"), max_length=200)
    how = models.TextField(_("how"), blank=True)

    class Meta(SectionRow.Meta):
        verbose_name = _("benefit")
        verbose_name_plural = _("benefits")

    def __str__(self) -> str:
        return self.name


def _count(label: Any) -> "models.PositiveSmallIntegerField[int | None, int | None]":
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(typed.MOST)]
    )


class Exercise(SectionRow):
    """One exercise with its dose as numbers, or as words with a reason."""

    class DoseKind(models.TextChoices):
        UNSET = typed.DoseKind.UNSET.value, _("Not set")
        NUMBERS = typed.DoseKind.NUMBERS.value, _("In numbers")
        AS_ADVISED = typed.DoseKind.AS_ADVISED.value, _("As your physiotherapist advised")
        AS_COMFORTABLE = typed.DoseKind.AS_COMFORTABLE.value, _("As comfortable")

    name = models.CharField(_("name"), max_length=200)
    goal = models.TextField(_("goal"), blank=True)
    how = models.TextField(_("how"), blank=True)
    progression = models.TextField(
        _("easier or harder"), blank=True, help_text=_("How to make it easier, and when and how to make it harder.")
    )
    stop = models.TextField(_("when to stop"), blank=True, help_text=_("What should make somebody stop this exercise."))
    dose_kind = models.CharField(_("dose"), max_length=20, choices=DoseKind, blank=True, default="")
    hold_seconds = _count(_("hold (seconds)"))
    repetitions_from = _count(_("repetitions, from"))
    repetitions_to = _count(_("repetitions, to"))
    sets = _count(_("sets"))
    per_side = models.BooleanField(_("on each side"), default=False)
    dose_reason = models.CharField(
        _("reason for no numbers"), max_length=300, blank=True, help_text=_("The reviewer and readers see it.")
    )

    class Meta(SectionRow.Meta):
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        constraints = [
            models.CheckConstraint(
                name="exercise_repetitions_ascend",
                condition=Q(repetitions_to__isnull=True)
                | Q(repetitions_from__isnull=False, repetitions_to__gte=F("repetitions_from")),
                violation_error_message=_("Repetitions must run from a smaller number to a larger one."),
            ),
            *(
                models.CheckConstraint(
                    name=f"exercise_{name}_in_range",
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__range": (1, typed.MOST)}),
                )
                for name in ("hold_seconds", "repetitions_from", "repetitions_to", "sets")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SafetyNote(SectionRow):
    """A safety tip, a thing to do or not to do, or a red flag with its urgency."""

    class Kind(models.TextChoices):
        TIP = typed.NoteKind.TIP.value, _("Safety tip")
        DO = typed.NoteKind.DO.value, _("Do")
        DO_NOT = typed.NoteKind.DO_NOT.value, _("Don’t")
        RED_FLAG = typed.NoteKind.RED_FLAG.value, _("Red flag")

    class Urgency(models.TextChoices):
        UNSET = typed.Urgency.UNSET.value, _("Not set")
        EMERGENCY = typed.Urgency.EMERGENCY.value, _("999 or A&E now")
        URGENT = typed.Urgency.URGENT.value, _("Same day: NHS 111 or GP")
        SOON = typed.Urgency.SOON.value, _("See a GP soon")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.TIP)
    label = models.CharField(_("label"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)
    urgency = models.CharField(
        _("urgency"), max_length=20, choices=Urgency, blank=True, default="", help_text=_("For red flags.")
    )

    class Meta(SectionRow.Meta):
        verbose_name = _("safety note")
        verbose_name_plural = _("safety notes")

    def __str__(self) -> str:
        return self.label or self.get_kind_display()


class FAQ(Row):
    """One frequently asked question with its answer."""

    question = models.CharField(_("question"), max_length=300)
    answer = models.TextField(_("answer"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("frequently asked questions")

    def __str__(self) -> str:
        return self.question


class ArticleReference(Row):
    """A reference of the library in this article's reference list."""

    reference = models.ForeignKey(
        Reference, models.PROTECT, related_name="article_references", verbose_name=_("reference")
    )

    class Meta(Row.Meta):
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        constraints = [models.UniqueConstraint(fields=("article", "reference"), name="reference_once_an_article")]

    def __str__(self) -> str:
        return self.reference.key
