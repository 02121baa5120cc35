"""Topics: lists of articles under one name, on readers' pages the moment they are saved."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles import rules
from articles.admin.access import RuledAdmin
from articles.checks.reviews import claimed_review
from articles.models import Topic


class TopicForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no argument when it runs
    def clean(self) -> dict[str, Any]:
        """A topic is no reviewed text, so it can't claim a review."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("name", "summary"):
            claim = claimed_review(cleaned.get(name, ""))
            if claim:
                sentence = _(
                    "“%(claim)s” claims a review. Remove it: reviews are shown from records and cannot be typed."
                )
                self.add_error(name, ValidationError(sentence % {"claim": claim}))
        return cleaned


@admin.register(Topic)
class TopicAdmin(RuledAdmin):
    sees = adds = changes = deletes = staticmethod(rules.may_file)

    form = TopicForm
    list_display = ("name", "summary", "order")
    search_fields = ("name", "summary")
    autocomplete_fields = ("articles",)
    prepopulated_fields = {"slug": ("name",)}
    fields = ("name", "slug", "summary", "articles", "order")
