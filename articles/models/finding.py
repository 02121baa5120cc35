"""What helps readers find an article: topics, and words that mean the same. Live records, drawn around articles."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.draft import Article


class Topic(models.Model):
    """A subject with a page that lists its articles, such as "Knee"."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    summary = models.CharField(_("summary"), max_length=300, blank=True, help_text=_("One sentence for readers."))
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Smaller numbers come first."))
    articles = models.ManyToManyField(Article, related_name="topics", blank=True, verbose_name=_("articles"))

    class Meta:
        ordering = ("order", "name")
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name


class Synonyms(models.Model):
    """Words and phrases that mean the same to somebody who searches, one a line: "jumper's knee"."""

    phrases = models.TextField(
        _("words and phrases"), help_text=_("One a line. Whoever searches for one of them finds the others too.")
    )

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return ", ".join(self.phrases.splitlines())[:80]
