"""Who may review: the register clerk's page of one clinician."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import rules
from articles.admin.access import RuledAdmin, person
from articles.leaving import change_status
from articles.roles import Person
from reviewers.models import Regulator, Reviewer


class RegulatorChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # as below
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code}: {obj.name}"


class ReviewerForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no argument when it runs
    """Checks the number against its regulator's pattern; a change of status needs a reason and a right to make it."""

    by: Person  # who fills the form in; the admin says
    regulator = RegulatorChoice(Regulator.objects.none(), label=gettext_lazy("Regulator"))
    status_reason = forms.CharField(
        label=gettext_lazy("Why the status changes"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For the house only: it is kept with the day and your name, and never published."),
    )

    class Meta:
        model = Reviewer
        fields = (
            "user",
            "name",
            "slug",
            "job_title",
            "regulator",
            "registration_number",
            "specialties",
            "biography",
            "status",
        )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields.get("regulator")
        if isinstance(field, RegulatorChoice):
            field.queryset = Regulator.objects.filter(Q(active=True) | Q(pk=self.instance.regulator_id))

    def clean_registration_number(self) -> str:
        """As registers print it: in capitals, without spaces."""
        return "".join(str(self.cleaned_data["registration_number"]).split()).upper()

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        self._check_number(answers)
        if self.instance.pk and "status" in self.changed_data and "status" in answers:
            self._check_status(answers["status"], answers.get("status_reason", ""))
        return answers

    def _check_number(self, answers: dict[str, Any]) -> None:
        """Only one that is new: a pattern that became stricter is no reason to refuse a change of status."""
        if not {"regulator", "registration_number"} & set(self.changed_data):
            return
        regulator = answers.get("regulator") or (self.instance.regulator if self.instance.regulator_id else None)
        number = answers.get("registration_number")
        if regulator and number and not regulator.accepts(number):
            sentence = _("This is not how the %(regulator)s writes its numbers. One looks like this: %(example)s.")
            words = {"regulator": regulator.name, "example": regulator.number_example}
            self.add_error("registration_number", ValidationError(sentence % words))

    def _check_status(self, status: str, reason: str) -> None:
        refusal = rules.refusal_to_change_status(self.by, self.instance, status)
        if refusal:
            self.add_error("status", refusal)
        if not reason:
            self.add_error("status_reason", _("Say why the status changes."))


@admin.register(Reviewer)
class ReviewerAdmin(RuledAdmin):
    sees = adds = changes = staticmethod(rules.may_keep_register)

    form = ReviewerForm
    list_display = ("name", "job_title", "regulator", "registration_number", "status", "last_check")
    list_filter = ("status", "specialties", "regulator")
    search_fields = ("name", "registration_number")
    new = (
        None,
        {
            "fields": (
                "user",
                ("name", "slug"),
                "job_title",
                ("regulator", "registration_number"),
                "specialties",
                "biography",
            )
        },
    )
    status_now = (gettext_lazy("Status"), {"fields": ("status", "status_reason", "status_history")})
    evidence = (gettext_lazy("What stands behind it"), {"fields": ("register_checks", "vouched_for")})

    def get_fieldsets(self, request: HttpRequest, obj: Reviewer | None = None) -> Any:
        """A new reviewer is active."""
        return (self.new, self.status_now, self.evidence) if obj else (self.new,)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"by": request.user})

    def get_readonly_fields(self, request: HttpRequest, obj: Reviewer | None = None) -> Any:
        """Signatures are tied to the account, the address and the regulator, so these stay."""
        if obj is None:
            return ()
        signed = ("regulator",) if obj.reviews.exists() else ()
        return ("user", "slug", *signed, "status_history", "register_checks", "vouched_for")

    def get_prepopulated_fields(self, request: HttpRequest, obj: Reviewer | None = None) -> Any:
        return {} if obj else {"slug": ("name",)}

    def save_model(self, request: HttpRequest, obj: Reviewer, form: Any, change: bool) -> None:
        """The status moves by its own verb, which keeps a record of it."""
        status = Reviewer.Status(obj.status)
        if not change or "status" not in form.changed_data:
            super().save_model(request, obj, form, change)
            return
        obj.status = form.initial["status"]
        super().save_model(request, obj, form, change)
        change_status(obj, status, person(request), reason=form.cleaned_data["status_reason"])
        if status != Reviewer.Status.ACTIVE:
            messages.info(request, _("Whatever waited for them in person now waits for anyone of the specialty."))

    @admin.display(description=gettext_lazy("register last checked"))
    def last_check(self, reviewer: Reviewer) -> str:
        check = reviewer.latest_check()
        return str(check.checked_on) if check else _("never")

    @admin.display(description=gettext_lazy("Earlier changes"))
    def status_history(self, reviewer: Reviewer) -> SafeString:
        changes = reviewer.status_changes.select_related("by")
        return _lines((each.on, each.by, f"{each.get_status_display()}. {each.reason}") for each in changes)

    @admin.display(description=gettext_lazy("Looks at the register"))
    def register_checks(self, reviewer: Reviewer) -> SafeString:
        found = {True: _("on the register"), False: _("not on the register")}
        checks = reviewer.register_checks.select_related("checked_by")
        lines = _lines(
            (each.checked_on, each.checked_by, f"{found[each.registered]}. {each.evidence}") for each in checks
        )
        address = reverse("admin:reviewers_registercheck_add", query={"reviewer": reviewer.pk})
        return format_html('{} <a href="{}">{}</a>', lines, address, _("Record another look"))

    @admin.display(description=gettext_lazy("Who vouched for the account"))
    def vouched_for(self, reviewer: Reviewer) -> SafeString:
        checks = reviewer.user.identity_checks.select_related("checked_by")
        return _lines(
            (each.checked_at, each.checked_by, f"{each.get_purpose_display()}. {each.how}") for each in checks
        )


def _lines(records: Iterable[tuple[Any, Any, str]]) -> SafeString:
    """One record a line: day, person, words; the newest first, as the records come."""
    lines = format_html_join("", "<li>{}, {}: {}</li>", ((date_format(day), by, words) for day, by, words in records))
    return format_html_join("", "<ul>{}</ul>", [(lines,)]) if lines else SafeString(_("None yet."))
