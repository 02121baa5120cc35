"""The rows of an article as the editor meets them: one group a kind, each row folded away under its name."""

from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet, TextField
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.access import RowsOfArticle
from articles.admin.markdown import MarkdownWidget
from articles.models import FAQ, ArticleReference, Benefit, Exercise, SafetyNote, Section
from articles.nation import nation, urgency_labels


class SectionRowFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # Django's class takes no argument when it runs
    """Rows that belong to a section of this article. A new row is offered the section that fits its kind."""

    fitting: str = Section.Kind.TEXT

    @cached_property
    def sections(self) -> list[Section]:
        return list(Section.objects.filter(article=self.instance)) if self.instance.pk else []

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        field = form.fields.get("section")
        if not isinstance(field, forms.ModelChoiceField):
            return
        field.queryset = Section.objects.filter(article=self.instance)
        field.choices = [("", "---------"), *((section.pk, str(section)) for section in self.sections)]
        if form.instance.pk is None:
            field.initial = next((section.pk for section in self.sections if section.kind == self.fitting), None)

    def clean(self) -> None:
        """Refuse to let rows vanish with their section."""
        super().clean()
        for form in self.forms:
            section = getattr(form, "cleaned_data", {}).get("section")
            if section and section.pk in self._going and form not in self.deleted_forms:
                form.add_error(
                    "section",
                    ValidationError(
                        _("This section is about to be removed. Choose another section for this row, or remove it too.")
                    ),
                )

    @cached_property
    def _going(self) -> set[int]:
        """Ids of the sections that the same save would remove."""
        total = self.data.get("sections-TOTAL_FORMS", "0")
        indexes = range(min(int(total), self.absolute_max)) if total.isascii() and total.isdigit() else ()
        ids = [self.data.get(f"sections-{i}-id", "") for i in indexes if self.data.get(f"sections-{i}-DELETE")]
        return {int(each) for each in ids if each.isascii() and each.isdigit()}


class Rows(RowsOfArticle):
    """`group` is the article's name for these rows, and begins the names of their fields in the form.

    `name_field` is what a row is called by; `explanation` stands under the heading of the group.
    """

    template = "admin/articles/article/rows.html"
    extra = 0
    group: str
    name_field: str
    fields: ClassVar[tuple[str | tuple[str, ...], ...]]
    explanation: Any = ""
    formfield_overrides = {TextField: {"widget": MarkdownWidget}}


class SectionRows(Rows):
    model = Section
    group = "sections"
    name_field = "heading"
    explanation = gettext_lazy(
        "The page in its order. Save a new section before you put benefits, exercises or safety notes into it."
    )
    fields = (
        ("heading", "kind", "order"),
        "body",
        "precaution",
        "insight",
        ("benefit_label", "how_label"),
    )


class RowsOfSection(Rows):
    formset = SectionRowFormSet

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("section")


class BenefitFormSet(SectionRowFormSet):
    fitting = Section.Kind.BENEFITS


class BenefitRows(RowsOfSection):
    model = Benefit
    formset = BenefitFormSet
    group = "benefits"
    name_field = "name"
    explanation = gettext_lazy("The rows of a section's table.")
    fields = (("name", "section", "order"), "how")


class ExerciseFormSet(SectionRowFormSet):
    fitting = Section.Kind.EXERCISES


class ExerciseRows(RowsOfSection):
    model = Exercise
    formset = ExerciseFormSet
    group = "exercises"
    name_field = "name"
    explanation = gettext_lazy("Write the dose in its own fields, not in the text: the page says it in words.")
    fields = (
        ("name", "section", "order"),
        "goal",
        "how",
        "dose_kind",
        ("hold_seconds", "repetitions_from", "repetitions_to", "sets", "per_side"),
        "dose_reason",
        "progression",
        "stop",
    )


class SafetyNoteFormSet(SectionRowFormSet):
    fitting = Section.Kind.SAFETY


class SafetyNoteRows(RowsOfSection):
    model = SafetyNote
    formset = SafetyNoteFormSet
    group = "safetynotes"
    name_field = "label"
    explanation = gettext_lazy(
        "Tips stand in their section. Red flags stand together near the top of the page, by their urgency."
    )
    fields = (("kind", "urgency"), ("label", "section", "order"), "text")

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        """Urgencies are named by the numbers of the readers' nation."""
        if db_field.name == "urgency":
            named = urgency_labels(nation())
            options["choices"] = [(value, named.get(value, label)) for value, label in db_field.choices]
        return super().formfield_for_choice_field(db_field, request, **options)


class QuestionRows(Rows):
    model = FAQ
    group = "faqs"
    name_field = "question"
    fields = (("question", "order"), "answer")


class ReferenceRows(Rows):
    model = ArticleReference
    group = "articlereferences"
    name_field = "reference"
    explanation = gettext_lazy("Cite a source in any text by its key: [@nhs-2024] or [@nhs-2024, p. 3; @bcmj-2024].")
    autocomplete_fields = ("reference",)
    fields = (("reference", "order"),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("reference")


ROWS: tuple[type[Rows], ...] = (SectionRows, BenefitRows, ExerciseRows, SafetyNoteRows, QuestionRows, ReferenceRows)
