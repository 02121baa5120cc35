"""Records that nobody changes: to be looked at, as plain text."""

from django.contrib import admin

from articles import rules
from articles.admin.access import RuledAdmin
from articles.models import Edition, FormerAddress, Import, LogEntry, Review, Revision


class RecordAdmin(RuledAdmin):
    """Every field, read-only: seeing is all there is."""

    sees = staticmethod(rules.may_see_drafts)


@admin.register(Edition)
class EditionAdmin(RecordAdmin):
    list_display = ("__str__", "state", "submitted_by", "submitted_at")
    list_filter = ("state",)
    search_fields = ("article__title", "article__slug")
    list_select_related = (
        "article",
        "submitted_by",
    )


@admin.register(Review)
class ReviewAdmin(RecordAdmin):
    list_display = ("__str__", "reviewer", "scope", "at")
    list_filter = ("decision",)
    search_fields = ("edition__article__title", "reviewer__name")
    list_select_related = (
        "edition__article",
        "reviewer",
    )


@admin.register(LogEntry)
class LogEntryAdmin(RecordAdmin):
    list_display = ("seq", "kind", "edition", "by", "at")
    list_filter = ("kind",)
    list_select_related = (
        "edition__article",
        "by",
    )


@admin.register(Revision)
class RevisionAdmin(RecordAdmin):
    list_display = ("__str__", "saved_by", "saved_at")
    search_fields = ("article__title", "article__slug")
    list_select_related = (
        "article",
        "saved_by",
    )


@admin.register(Import)
class ImportAdmin(RecordAdmin):
    list_display = ("source_name", "article", "imported_by", "imported_at")
    search_fields = ("article__title", "source_name")
    list_select_related = (
        "article",
        "imported_by",
    )


@admin.register(FormerAddress)
class FormerAddressAdmin(RecordAdmin):
    list_display = ("path", "article")
    search_fields = ("path", "article__title", "article__slug")
    list_select_related = ("article",)
