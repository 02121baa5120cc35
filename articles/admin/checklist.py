"""What reviewers are asked: the publisher's questions, and the kinds of article that have some of their own."""

from django.contrib import admin

from articles import rules
from articles.admin.access import RuledAdmin
from articles.models import ArticleKind, ChecklistQuestion


@admin.register(ArticleKind)
class ArticleKindAdmin(RuledAdmin):
    sees = adds = changes = staticmethod(rules.may_set_questions)

    list_display = ("name",)


@admin.register(ChecklistQuestion)
class ChecklistQuestionAdmin(RuledAdmin):
    """Switched off, never deleted. What was answered is kept with the reviews, whatever becomes of the question."""

    sees = adds = changes = staticmethod(rules.may_set_questions)

    list_display = ("text", "order", "active")
    list_filter = ("active", "kinds")
