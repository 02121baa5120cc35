"""Calls to action: live the moment they are switched on, and never part of what a clinician reviews."""

from django.contrib import admin

from articles import rules
from articles.admin.access import RuledAdmin
from articles.models import Promotion


@admin.register(Promotion)
class PromotionAdmin(RuledAdmin):
    sees = adds = changes = deletes = staticmethod(rules.may_edit_library)

    list_display = ("__str__", "kind", "active")
    list_filter = ("kind", "active")
    search_fields = ("heading", "text")
    autocomplete_fields = ("articles",)
    fields = ("kind", "heading", "text", ("link_label", "url"), "articles", "active")
