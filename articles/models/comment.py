"""Comments on a frozen edition, anchored to a block of it, and everything that was said and done about them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.draft import Article
from articles.models.edition import Edition


class Comment(models.Model):
    """One comment, never reworded. It belongs to the article and is carried from edition to edition while open.

    `place` is a path in the edition's content, such as `sections[3].exercises[0]`; `label` what it was called then.
    With a suggestion, `field` is the path of a text below or at `place`, `wording` that text in the edition, and
    `suggestion` what should stand there instead.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="comments")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="comments")
    place = models.CharField(max_length=200)
    label = models.CharField(max_length=300)
    text = models.TextField(_("comment"))
    field = models.CharField(max_length=200, blank=True, default="")
    wording = models.TextField(blank=True, default="")
    suggestion = models.TextField(blank=True, default="")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ("at", "pk")
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.article.slug}, {self.label}"


class CommentNote(models.Model):
    """One answer to a comment, or one thing done about it: insert-only."""

    class Kind(models.TextChoices):
        ANSWER = "answer", _("Answered")
        TAKE_OVER = "take over", _("Wording taken over")
        RESOLVE = "resolve", _("Resolved")
        REOPEN = "reopen", _("Opened again")

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField(blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("at", "pk")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.comment}: {self.get_kind_display()}"
