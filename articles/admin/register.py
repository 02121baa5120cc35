"""Who may review: clinicians, their specialties, and the looks at the public register that stand behind them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import rules
from articles.admin.access import RuledAdmin, person
from reviewers.models import RegisterCheck, Reviewer, Specialty


@admin.register(Specialty)
class SpecialtyAdmin(RuledAdmin):
    sees = adds = changes = staticmethod(rules.may_keep_register)

    list_display = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}

    def get_readonly_fields(self, request: HttpRequest, obj: Specialty | None = None) -> Any:
        """Editions name their specialties by address for ever."""
        return ("slug",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Specialty | None = None) -> Any:
        return {} if obj else self.prepopulated_fields


@admin.register(Reviewer)
class ReviewerAdmin(RuledAdmin):
    sees = adds = changes = staticmethod(rules.may_keep_register)

    list_display = ("name", "job_title", "regulator", "registration_number", "status", "last_check")
    list_filter = ("status", "specialties")
    search_fields = ("name", "registration_number")
    fields = (
        "user",
        ("name", "slug"),
        "job_title",
        ("regulator", "registration_number"),
        "specialties",
        "biography",
        "status",
    )

    @admin.display(description=gettext_lazy("register last checked"))
    def last_check(self, reviewer: Reviewer) -> str:
        check = reviewer.latest_check()
        return str(check.checked_on) if check else _("never")

    def get_readonly_fields(self, request: HttpRequest, obj: Reviewer | None = None) -> Any:
        """Signatures are tied to the account and the address, so these stay."""
        return ("user", "slug") if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Reviewer | None = None) -> Any:
        return {} if obj else {"slug": ("name",)}


class RegisterCheckForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no argument when it runs
    class Meta:
        model = RegisterCheck
        fields = ("reviewer", "checked_on", "registered", "evidence")

    def clean_checked_on(self) -> Any:
        day = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise ValidationError(_("The day is in the future. Enter the day on which you looked at the register."))
        return day


@admin.register(RegisterCheck)
class RegisterCheckAdmin(RuledAdmin):
    """One look at the register: added, never changed. The clerk who adds it is the one who looked."""

    sees = adds = staticmethod(rules.may_keep_register)

    form = RegisterCheckForm
    list_display = ("reviewer", "checked_on", "registered", "checked_by")
    list_filter = ("registered",)
    list_select_related = ("reviewer", "checked_by")
    search_fields = ("reviewer__name", "reviewer__registration_number")

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Nobody vouches for their own registration."""
        if db_field.name == "reviewer":
            kwargs["queryset"] = Reviewer.objects.exclude(user=request.user.pk)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: RegisterCheck, form: Any, change: bool) -> None:
        obj.checked_by = person(request)
        super().save_model(request, obj, form, change)
