"""What people were told, and what could not be sent: for administrators, to be looked at."""

from django.contrib import admin
from django.contrib.admin import EmptyFieldListFilter

from articles import rules
from articles.admin.records import RecordAdmin
from articles.models import Notice, Witnessed


@admin.register(Notice)
class NoticeAdmin(RecordAdmin):
    """One message to one person. Without a time of sending it waits, or failed: then the last error says why."""

    sees = staticmethod(rules.may_see_notices)
    list_display = ("subject", "recipient", "written_at", "sent_at", "attempts", "last_error")
    list_filter = (("sent_at", EmptyFieldListFilter), "kind")
    list_select_related = ("recipient",)
    search_fields = ("subject", "recipient__username")


@admin.register(Witnessed)
class WitnessedAdmin(RecordAdmin):
    sees = staticmethod(rules.may_see_notices)
    list_display = ("day", "seq", "entry_hash", "sent_at")
