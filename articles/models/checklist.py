"""What the publisher asks of whoever reads a whole article for review, by kind of article."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ArticleKind(models.Model):
    """A kind of article that has questions of its own, such as exercises, or a medicine."""

    name = models.CharField(_("name"), max_length=100, unique=True)

    class Meta:
        ordering = ("name",)
        verbose_name = _("kind of article")
        verbose_name_plural = _("kinds of article")

    def __str__(self) -> str:
        return self.name


class ChecklistQuestion(models.Model):
    """One question. Its words and the answer are copied into the review that answers it, so it may change later."""

    text = models.CharField(_("question"), max_length=300, unique=True)
    kinds = models.ManyToManyField(
        ArticleKind,
        blank=True,
        related_name="questions",
        verbose_name=_("kinds of article"),
        help_text=_("Without any, it is asked of every article."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    active = models.BooleanField(_("asked"), default=True)

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("checklist question")
        verbose_name_plural = _("checklist questions")

    def __str__(self) -> str:
        return self.text
