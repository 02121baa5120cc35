"""Calls to action: live the moment they are switched on, and never part of what a clinician reviews."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Field
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles import rules
from articles.admin.access import RuledAdmin
from articles.checks.reviews import claimed_review
from articles.models import Promotion

_WORDS = ("heading", "text", "link_label")


class PromotionForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no argument when it runs
    def clean(self) -> dict[str, Any]:
        """Promotions stand on reviewed pages, so they can't claim a review either."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in _WORDS:
            claim = claimed_review(cleaned.get(name, ""))
            if claim:
                sentence = _(
                    "“%(claim)s” claims a review. Remove it: reviews are shown from records and cannot be typed."
                )
                self.add_error(name, ValidationError(sentence % {"claim": claim}))
        return cleaned


@admin.register(Promotion)
class PromotionAdmin(RuledAdmin):
    sees = adds = changes = deletes = staticmethod(rules.may_promote)

    form = PromotionForm
    list_display = ("__str__", "kind", "active")
    list_filter = ("kind", "active")
    search_fields = ("heading", "text")
    autocomplete_fields = ("articles",)
    fields = ("kind", "heading", "text", ("link_label", "url"), "articles", "active")

    def formfield_for_dbfield(self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any) -> Any:
        """An address typed without its scheme means https."""
        if db_field.name == "url":
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)
