"""The library of sources."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles import rules
from articles.admin.access import RuledAdmin
from articles.admin.reference_form import ReferenceForm
from references.models import Reference


@admin.register(Reference)
class ReferenceAdmin(RuledAdmin):
    sees = adds = changes = staticmethod(rules.may_edit_library)

    form = ReferenceForm
    list_display = ("key", "title", "authors", "year", "evidence", "retraction")
    list_filter = ("evidence", "retraction")
    search_fields = ("key", "title", "authors", "year")
    fieldsets = (
        (None, {"fields": ("type", "authors", "year", "title", "container")}),
        (_("Where it can be found"), {"fields": ("url", "doi", ("volume", "issue", "pages"), "publisher")}),
        (_("In our library"), {"fields": ("key", "evidence", "retraction")}),
    )

    def get_form(self, request: HttpRequest, obj: Reference | None = None, change: bool = False, **kwargs: Any) -> Any:
        """The form brings its own fields; only those of the table are Django's to make."""
        return super().get_form(request, obj, change, **{**kwargs, "fields": ReferenceForm.Meta.fields})

    def get_readonly_fields(self, request: HttpRequest, obj: Reference | None = None) -> Any:
        """A key that texts may cite by now stays what it is."""
        return ("key",) if obj else ()
