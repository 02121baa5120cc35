"""Calls to action: live the moment they are switched on, and never part of what a clinician reviews."""

from typing import Any

from django.contrib import admin
from django.db.models import Field
from django.http import HttpRequest

from articles import rules
from articles.admin.access import RuledAdmin
from articles.models import Promotion


@admin.register(Promotion)
class PromotionAdmin(RuledAdmin):
    sees = adds = changes = deletes = staticmethod(rules.may_promote)

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
