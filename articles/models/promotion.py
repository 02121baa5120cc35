"""Promotions: calls-to-action, drawn apart from reviewed content and never part of an edition."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.draft import Article


class Promotion(models.Model):
    """One call-to-action, live from the moment it is switched on."""

    class Kind(models.TextChoices):
        BOOKING = "booking", _("Booking")
        RECRUITING = "recruiting", _("Recruiting")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    text = models.TextField(_("text"))
    link_label = models.CharField(_("words of the link"), max_length=100, blank=True)
    url = models.URLField(_("address of the link"), blank=True)
    active = models.BooleanField(_("switched on"), default=False)
    articles = models.ManyToManyField(Article, related_name="promotions", blank=True, verbose_name=_("articles"))

    class Meta:
        ordering = ("kind", "pk")
        verbose_name = _("promotion")
        verbose_name_plural = _("promotions")

    def __str__(self) -> str:
        return self.heading or self.text[:60]

    def clean(self) -> None:
        super().clean()
        if bool(self.url) != bool(self.link_label):
            raise ValidationError(_("Give the link both words and an address, or neither."))
