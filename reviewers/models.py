"""Clinicians who review: who they are, what they may judge, and when the register was last checked."""

import re
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
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


def compiles(pattern: str) -> None:
    """Raises ValidationError unless the pattern is a regular expression."""
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValidationError(_("This is not a regular expression: %(error)s."), params={"error": error}) from error


class Regulator(models.Model):
    """A statutory regulator of health professions, and how the numbers on its public register are written."""

    code = models.CharField(
        _("short name"),
        max_length=10,
        primary_key=True,
        validators=[RegexValidator(r"^[A-Za-z]+\Z", _("Use letters only, for example HCPC."))],
        help_text=_("It is signed with every review, so it never changes."),
    )
    name = models.CharField(_("name"), max_length=150, unique=True)
    number_pattern = models.CharField(
        _("pattern of its numbers"),
        max_length=200,
        validators=[compiles],
        help_text=_("A regular expression that the whole registration number has to match."),
    )
    number_example = models.CharField(_("example of a number"), max_length=20)
    register_url = models.URLField(_("address of its public register"))
    active = models.BooleanField(_("offered for new reviewers"), default=True)

    class Meta:
        ordering = ("code",)
        verbose_name = _("regulator")
        verbose_name_plural = _("regulators")

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        try:
            fits = self.accepts(self.number_example)
        except re.error:  # the pattern's own validator says so
            return
        if not fits:
            raise ValidationError({"number_example": _("The example does not match the pattern.")})

    def accepts(self, number: str) -> bool:
        """Whether a registration number is written as this regulator writes them."""
        return re.fullmatch(self.number_pattern, number, re.ASCII) is not None


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
    regulator = models.ForeignKey(Regulator, models.PROTECT, related_name="reviewers", verbose_name=_("regulator"))
    registration_number = models.CharField(
        _("registration number"),
        max_length=20,
        validators=[RegexValidator(r"^[A-Z0-9/-]+\Z", _("Use capital letters, figures, hyphens and slashes only."))],
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
        return next(iter(self.register_checks.all()), None)  # the model's own order, so that lists can prefetch them

    @property
    def is_off_register(self) -> bool:
        """Whether no review of theirs counts now.

        Somebody who retired or left in good standing is not off the register, whatever later checks find: that they
        give their registration up says nothing about what they approved before.
        """
        if self.status in (self.Status.SUSPENDED, self.Status.REMOVED):
            return True
        check = self.latest_check() if self.status == self.Status.ACTIVE else None
        return check is not None and not check.registered

    def not_found_on(self) -> date | None:
        """The newest day on which a check did not find them on the register: all that readers are told."""
        return next((check.checked_on for check in self.register_checks.all() if not check.registered), None)


class StatusChange(models.Model):
    """One change of a reviewer's status: when, by whom and why. Never changed; a new one is added."""

    reviewer = models.ForeignKey(Reviewer, models.PROTECT, related_name="status_changes", verbose_name=_("reviewer"))
    status = models.CharField(_("status"), max_length=10, choices=Reviewer.Status)
    on = models.DateField(_("on"), default=timezone.localdate)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        ordering = ("-on", "-pk")
        verbose_name = _("change of status")
        verbose_name_plural = _("changes of status")

    def __str__(self) -> str:
        return f"{self.reviewer.name}, {self.get_status_display()}, {self.on}"


class RegisterCheck(models.Model):
    """One look at the regulator's public register: when, by whom, what it said. Never changed; a new one is added."""

    reviewer = models.ForeignKey(Reviewer, models.PROTECT, related_name="register_checks", verbose_name=_("reviewer"))
    checked_on = models.DateField(_("checked on"), default=timezone.localdate)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("checked by")
    )
    registered = models.BooleanField(_("on the register"), help_text=_("Was the person registered on that day?"))
    registered_until = models.DateField(
        _("registered until"),
        null=True,
        blank=True,
        help_text=_("The last day of the registration, if the register names one."),
    )
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
