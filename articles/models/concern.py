"""Concerns that readers report, what is done about them, and the corrections that readers are told of."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.draft import Article
from articles.models.edition import Edition


class Concern(models.Model):
    """One report of a reader, who may stay unknown. `code` is all that is needed to see what became of it.

    `page` is the address within the site. `text` and `contact` are emptied on schedule: `forgotten_at` says when.
    """

    class Kind(models.TextChoices):
        HARM = "harm", _("Somebody could come to harm")
        WRONG = "wrong", _("Something is wrong")
        OUT_OF_DATE = "out of date", _("Something is out of date")
        UNCLEAR = "unclear", _("Something is hard to understand")
        ACCESS = "access", _("I cannot read or use the page")
        OTHER = "other", _("Something else")

    class Severity(models.TextChoices):
        HIGH = "high", _("High: could harm somebody")
        MEDIUM = "medium", _("Medium: wrong or misleading")
        LOW = "low", _("Low: everything else")

    class Outcome(models.TextChoices):
        OPEN = "", _("Open")
        CORRECTED = "corrected", _("Corrected")
        WITHDRAWN = "withdrawn", _("The article was withdrawn")
        NO_CHANGE = "no change", _("Looked at; nothing had to change")
        ELSEWHERE = "elsewhere", _("Not about our articles")

    code = models.CharField(_("reference code"), max_length=20, unique=True, editable=False)
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="concerns", verbose_name=_("article")
    )
    edition_number = models.PositiveIntegerField(_("edition"), null=True, blank=True)
    page = models.CharField(_("page"), max_length=500, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    text = models.TextField(_("what the reader wrote"), blank=True)
    contact = models.EmailField(_("e-mail address"), blank=True)
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    severity = models.CharField(_("severity"), max_length=20, choices=Severity)
    due_at = models.DateTimeField(_("answer by"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True, default=Outcome.OPEN)
    answer = models.TextField(
        _("answer"), blank=True, help_text=_("Whoever has the reference code reads it. Name nobody.")
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("words deleted"), null=True, blank=True)

    class Meta:
        ordering = ("due_at", "pk")
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return self.code


class ConcernEvent(models.Model):
    """One thing that was done about a concern, by whom: insert-only. Nobody did what the schedule did."""

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="events")
    what = models.CharField(_("what"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.what


class Correction(models.Model):
    """What was wrong in an article that readers have seen, and what was done: public from the moment it is saved.

    `edition` is the edition that put it right, if one did.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="corrections", verbose_name=_("article"))
    edition = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("put right in")
    )
    was_wrong = models.TextField(_("what was wrong"))
    put_right = models.TextField(_("what we did"))
    concern = models.ForeignKey(Concern, models.PROTECT, null=True, blank=True, related_name="corrections")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    made_at = models.DateTimeField(_("published"), auto_now_add=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        default_permissions = ("add", "view")

    def __str__(self) -> str:
        return self.was_wrong[:80]
