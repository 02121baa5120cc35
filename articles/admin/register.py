"""What stands behind a clinician: specialties, regulators, and the looks at the public register."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import URLField
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import rules
from articles.admin.access import RuledAdmin, person
from reviewers.models import RegisterCheck, Regulator, Reviewer, Specialty


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


@admin.register(Regulator)
class RegulatorAdmin(RuledAdmin):
    """Kept by the clerks, so that one more needs no programmer. Signed reviews name them for ever: none is deleted."""

    sees = adds = changes = staticmethod(rules.may_keep_register)

    list_display = ("code", "name", "number_example", "active")
    formfield_overrides = {**RuledAdmin.formfield_overrides, URLField: {"assume_scheme": "https"}}

    def get_readonly_fields(self, request: HttpRequest, obj: Regulator | None = None) -> Any:
        return ("code",) if obj else ()


class RegisterCheckForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no argument when it runs
    class Meta:
        model = RegisterCheck
        fields = ("reviewer", "checked_on", "registered", "registered_until", "evidence")

    def clean_checked_on(self) -> Any:
        day = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise ValidationError(_("The day is in the future. Enter the day on which you looked at the register."))
        return day

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        day, until = answers.get("checked_on"), answers.get("registered_until")
        if answers.get("registered") and day and until and until < day:
            self.add_error(
                "registered_until",
                _("The registration had ended by then. Untick “on the register”, or correct the day."),
            )
        return answers


@admin.register(RegisterCheck)
class RegisterCheckAdmin(RuledAdmin):
    """One look at the register: added, never changed. The clerk who adds it is the one who looked."""

    sees = adds = staticmethod(rules.may_keep_register)

    form = RegisterCheckForm
    list_display = ("reviewer", "checked_on", "registered", "registered_until", "checked_by")
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
        if not obj.registered and obj.reviewer.status == Reviewer.Status.ACTIVE:
            messages.warning(
                request,
                _(
                    "%(name)s can't sign any more, and the articles they checked have lost their badge. Now open the"
                    " reviewer, change the status and say why: their open work is passed on then."
                )
                % {"name": obj.reviewer.name},
            )
