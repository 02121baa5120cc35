"""Clinicians who review: who they are, what they may judge, and when the register was last checked."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Specialty(models.Model):
    """A field of practice that an article can require of its reviewer, such as musculoskeletal physiotherapy."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    valid_months = models.PositiveSmallIntegerField(
        _("a review is valid for (months)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(36)],
        help_text=_("Leave it empty for the house policy."),
    )

    class Meta:
        ordering = ("name",)
        verbose_name = _("specialty")
        verbose_name_plural = _("specialties")

    def __str__(self) -> str:
        return self.name


class Regulator(models.TextChoices):
    """The statutory regulators of health professions in the United Kingdom."""

    HCPC = "HCPC", _("Health and Care Professions Council (HCPC)")
    GMC = "GMC", _("General Medical Council (GMC)")
    NMC = "NMC", _("Nursing and Midwifery Council (NMC)")
    GPHC = "GPhC", _("General Pharmaceutical Council (GPhC)")
    GOC = "GOC", _("General Optical Council (GOC)")
    GDC = "GDC", _("General Dental Council (GDC)")
    GOSC = "GOsC", _("General Osteopathic Council (GOsC)")
    GCC = "GCC", _("General Chiropractic Council (GCC)")


class Reviewer(models.Model):
    """A clinician, tied to the one account that may decide in their name."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("Active")
        RETIRED = "retired", _("Retired")
        LEFT = "left", _("Left")
        SUSPENDED = "suspended", _("Suspended")
        REMOVED = "removed", _("Removed from the register")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviewer", verbose_name=_("account")
    )
    name = models.CharField(_("name"), max_length=150)
    slug = models.SlugField(_("address"), max_length=150, unique=True)
    job_title = models.CharField(_("job title"), max_length=150, help_text=_("For example: Physiotherapist"))
    regulator = models.CharField(_("regulator"), max_length=10, choices=Regulator)
    registration_number = models.CharField(
        _("registration number"),
        max_length=20,
        validators=[RegexValidator(r"^[A-Z0-9]+\Z", _("Use capital letters and figures only, for example PH123456."))],
    )
    specialties = models.ManyToManyField(Specialty, related_name="reviewers", verbose_name=_("specialties"))
    biography = models.TextField(_("biography"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ACTIVE)

    class Meta:
        ordering = ("name",)
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")
        constraints = [
            models.UniqueConstraint(fields=("regulator", "registration_number"), name="reviewer_registration_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.job_title}"

    def get_absolute_url(self) -> str:
        return reverse("reviewer", args=[self.slug])

    def latest_check(self) -> "RegisterCheck | None":
        """The newest look at the public register, whatever it found."""
        return self.register_checks.order_by("-checked_on", "-pk").first()


class RegisterCheck(models.Model):
    """One look at the regulator's public register: when, by whom, what it said. Never changed; a new one is added."""

    reviewer = models.ForeignKey(Reviewer, models.PROTECT, related_name="register_checks", verbose_name=_("reviewer"))
    checked_on = models.DateField(_("checked on"), default=timezone.localdate)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("checked by")
    )
    registered = models.BooleanField(_("on the register"), help_text=_("Was the person registered on that day?"))
    evidence = models.CharField(
        _("evidence"), max_length=300, help_text=_("What the register said, or the address of the entry.")
    )

    class Meta:
        ordering = ("-checked_on", "-pk")
        verbose_name = _("register check")
        verbose_name_plural = _("register checks")

    def __str__(self) -> str:
        return f"{self.reviewer.name}, {self.checked_on}"


class IdentityCheck(models.Model):
    """Who made sure that an account is the person's whom it names, how and what for. Never changed."""

    class Purpose(models.TextChoices):
        ACCOUNT = "account", _("The account was opened")
        LOST_DEVICE = "lost device", _("A lost device was replaced")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="identity_checks", verbose_name=_("person")
    )
    purpose = models.CharField(_("what for"), max_length=20, choices=Purpose, default=Purpose.ACCOUNT)
    how = models.CharField(
        _("how"), max_length=300, help_text=_("For example: passport and register entry shown in a video call.")
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("checked by")
    )
    checked_at = models.DateTimeField(_("checked at"), auto_now_add=True)

    class Meta:
        ordering = ("-checked_at", "-pk")
        verbose_name = _("identity check")
        verbose_name_plural = _("identity checks")

    def __str__(self) -> str:
        return f"{self.person}, {self.get_purpose_display()}"
