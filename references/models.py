"""The library of sources. Each is held as one CSL-JSON item; the rest is derived from it or said about it."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Reference(models.Model):
    """One source with the key that texts cite it by, such as `nhs-2024`."""

    class Evidence(models.TextChoices):
        UNSTATED = "", _("Not stated")
        GUIDELINE = "guideline", _("Guideline")
        SYSTEMATIC_REVIEW = "systematic review", _("Systematic review")
        TRIAL = "trial", _("Trial")
        OTHER_STUDY = "other study", _("Other study")
        PATIENT_INFORMATION = "patient information", _("Patient information")
        WEBSITE = "website", _("Website")

    class Retraction(models.TextChoices):
        NONE = "", _("Not retracted")
        CONCERN = "expression of concern", _("Expression of concern")
        RETRACTED = "retracted", _("Retracted")

    key = models.CharField(
        _("citation key"),
        max_length=80,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9][a-z0-9_:.-]*\Z", _("Use small letters, figures and - only, such as nhs-2024."))
        ],
    )
    csl = models.JSONField(_("CSL-JSON"))
    # Copied from the CSL item on save, so that the library can be searched and sorted.
    title = models.CharField(_("title"), max_length=500, editable=False)
    authors = models.CharField(_("authors"), max_length=500, editable=False, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, editable=False)
    evidence = models.CharField(_("kind of evidence"), max_length=30, choices=Evidence, blank=True, default="")
    retraction = models.CharField(_("retraction"), max_length=30, choices=Retraction, blank=True, default="")

    class Meta:
        ordering = ("key",)
        verbose_name = _("reference")
        verbose_name_plural = _("references")

    def __str__(self) -> str:
        return f"{self.key}: {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.title = str(self.csl.get("title", ""))[:500]
        self.authors = "; ".join(_printed_names(self.csl))[:500]
        self.year = _year(self.csl)
        super().save(*args, **kwargs)


def _printed_names(csl: dict[str, Any]) -> list[str]:
    return [
        name.get("literal") or " ".join(part for part in (name.get("given"), name.get("family")) if part)
        for name in csl.get("author", [])
    ]


def _year(csl: dict[str, Any]) -> int | None:
    try:
        return int(csl["issued"]["date-parts"][0][0])
    except (KeyError, IndexError, TypeError, ValueError):
        return None
