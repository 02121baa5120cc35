"""The import screen: a pasted document, or a file, becomes a draft; then what was found beside the content is shown."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextInputWidget
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import rules
from articles.admin.access import RuledAdmin
from articles.importing.document import import_document
from articles.importing.files import decode, refuse_size
from articles.importing.lines import UnreadableDocument
from articles.importing.plain_text import read_text
from articles.importing.save import SlugRefused, save_draft
from articles.models import Article, Import
from reviewers.models import Specialty


class ImportForm(forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        widget=AdminTextInputWidget,
        help_text=gettext_lazy("It is never guessed from the document."),
    )
    slug = forms.SlugField(
        label=gettext_lazy("Address"),
        max_length=120,
        required=False,
        widget=AdminTextInputWidget,
        help_text=gettext_lazy("Such as knee-pain. Leave it empty for one made of the title."),
        error_messages={"invalid": gettext_lazy("Use letters, figures, - and _ only, such as knee-pain.")},
    )
    specialties = forms.ModelMultipleChoiceField(
        Specialty.objects.all(),
        label=gettext_lazy("Required specialties"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("A clinician of each of these has to approve. You can choose later."),
    )
    document = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".txt,.text,text/plain"}),
        help_text=gettext_lazy("Plain text in UTF-8. Choose it, or drop it here."),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    source_name = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)

    def clean_document(self) -> str:
        """The words of the file, or nothing."""
        file = self.cleaned_data["document"]
        if not file:
            return ""
        try:
            refuse_size(file.size)
            return decode(file.read())
        except UnreadableDocument as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        """Read the document; `imported` joins the cleaned data."""
        cleaned: dict[str, Any] = super().clean() or {}
        if "document" in self.errors or "text" in self.errors:
            return cleaned
        if cleaned["document"]:
            self._keep(cleaned["document"])
        text = cleaned["text"] = cleaned["document"] or cleaned["text"]
        if not text.strip():
            raise ValidationError(_("There is no text to import. Choose a file, or paste the document."))
        try:
            refuse_size(len(text.encode()))
            cleaned["read"] = read_text(text)
            cleaned["imported"] = import_document(cleaned["read"], " ".join(cleaned.get("title", "").split()))
        except UnreadableDocument as error:
            self.add_error("text", str(error))
        return cleaned

    def _keep(self, text: str) -> None:
        """Browsers forget a chosen file: should another field be wrong, the file's words come back as pasted text."""
        name = str(getattr(self.files["document"], "name", ""))
        kept = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, which the stubs call a mapping
        kept["text"], kept["source_name"] = text, name
        self.data = kept
        self.cleaned_data["source_name"] = name


def urls(model_admin: RuledAdmin) -> list[URLPattern]:
    """The addresses of the screen and of its outcome, to stand before the admin's own."""

    def screen(request: HttpRequest) -> HttpResponse:
        return _screen(request, model_admin)

    def outcome(request: HttpRequest, pk: int, number: int) -> HttpResponse:
        return _outcome(request, model_admin, pk, number)

    wrap = model_admin.admin_site.admin_view
    return [
        path("import/", wrap(screen), name="articles_article_import"),
        path("<int:pk>/import/<int:number>/", wrap(outcome), name="articles_article_imported"),
    ]


def _screen(request: HttpRequest, model_admin: RuledAdmin) -> HttpResponse:
    person = request.user
    if not isinstance(person, User) or not rules.may_start_draft(person):
        raise PermissionDenied(_("Your role does not allow this."))
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        try:
            saved = _save(form.cleaned_data, person)
        except SlugRefused as refused:
            form.add_error("slug", str(refused))
        else:
            messages.success(request, _("The document is now a draft. Look at what was found beside it."))
            return redirect("admin:articles_article_imported", saved.article.pk, saved.pk)
    context = {**model_admin.admin_site.each_context(request), "title": _("Import a document"), "form": form}
    return render(
        request,
        "admin/articles/import.html",
        {**context, "opts": Article._meta},
        status=400 if form.errors else 200,
    )


def _save(answers: dict[str, Any], person: User) -> Import:
    return save_draft(
        answers["imported"],
        slug=answers["slug"],
        owner=person,
        source_name=answers["source_name"] or _("Pasted text"),
        document=answers["read"],
        specialties=answers["specialties"],
    )


def _outcome(request: HttpRequest, model_admin: RuledAdmin, pk: int, number: int) -> HttpResponse:
    if not rules.may_see_drafts(request.user):
        raise PermissionDenied(_("Your role does not allow this."))
    found = get_object_or_404(Import.objects.select_related("article", "imported_by"), pk=number, article=pk)
    context = {**model_admin.admin_site.each_context(request), "title": _("What the import found"), "found": found}
    return render(request, "admin/articles/imported.html", {**context, "opts": Article._meta})
