"""The start of an import: files or a paste are read and kept as documents that wait. Nothing of an article is saved."""

import hashlib
from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextInputWidget
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import roles, rules
from articles.admin import incoming
from articles.admin.access import RuledAdmin, person
from articles.importing.incoming import take_in
from articles.importing.lines import Document, UnreadableDocument
from articles.importing.read import ENDINGS, read_file, read_pasted
from articles.models import Article, Import, IncomingDocument
from reviewers.models import Specialty

_MOST_FILES = 50


class ImportForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Or paste it here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Paste from Word, Google Docs or a web page. Lists, tables and emphasis come along."),
    )
    pasted_html = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    into = forms.ModelChoiceField(
        Article.objects.none(),
        label=gettext_lazy("Into which article"),
        required=False,
        empty_label=gettext_lazy("A new draft"),
        help_text=gettext_lazy("An existing draft is compared first. Nothing of it changes until you say so."),
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        required=False,
        widget=AdminTextInputWidget,
        help_text=gettext_lazy("Leave it empty to take the document’s own. You can change it on the next page."),
    )
    slug = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=120,
        required=False,
        widget=AdminTextInputWidget,
        help_text=gettext_lazy("Such as knee-pain. Leave it empty for one made of the title."),
    )
    specialties = forms.ModelMultipleChoiceField(
        Specialty.objects.all(),
        label=gettext_lazy("Required specialties"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("A clinician of each of these has to approve. You can choose later."),
    )

    def __init__(self, by: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["into"]
        field.queryset = editable(by)

    @property
    def kept(self) -> dict[str, Any]:
        """What goes along with each document; what was refused is left empty, to be given on its page."""
        answers = self.cleaned_data
        return {
            "title": answers.get("title", ""),
            "slug": answers.get("slug", ""),
            "specialties": answers.get("specialties", ()),
            "article": answers.get("into"),
        }


def editable(by: User) -> Any:
    """The articles that this person may edit, as rules.may_edit has it."""
    articles = Article.objects.only("title", "slug").order_by("title")
    return articles if roles.has_role(by, roles.EDITOR) else articles.filter(owner=by)


def urls(model_admin: RuledAdmin) -> list[URLPattern]:
    """The addresses of the screen, of a document that waits, and of what an import found."""

    def screen(request: HttpRequest) -> HttpResponse:
        return _screen(request, model_admin)

    def look(request: HttpRequest, number: int) -> HttpResponse:
        return incoming.look(request, model_admin, number)

    def outcome(request: HttpRequest, pk: int, number: int) -> HttpResponse:
        return _outcome(request, model_admin, pk, number)

    wrap = model_admin.admin_site.admin_view
    return [
        path("import/", wrap(screen), name="articles_article_import"),
        path("import/<int:number>/", wrap(look), name="articles_article_incoming"),
        path("<int:pk>/import/<int:number>/", wrap(outcome), name="articles_article_imported"),
    ]


def _screen(request: HttpRequest, model_admin: RuledAdmin) -> HttpResponse:
    by = person(request)
    if not rules.may_start_draft(by):
        raise PermissionDenied(_("Your role does not allow this."))
    if request.method != "POST":
        return _page(request, model_admin, ImportForm(by, initial={"into": request.GET.get("into")}))
    form = ImportForm(by, request.POST)
    form.is_valid()
    files = request.FILES.getlist("document")
    taken, refusals = _take_in(form, files[:_MOST_FILES], by)
    refusals += [
        _("%(name)s: More than %(most)d files at once. It was not read. Send it again.")
        % {"name": file.name, "most": _MOST_FILES}
        for file in files[_MOST_FILES:]
    ]
    for refusal in refusals:
        form.add_error(None, refusal)
    if request.headers.get("Accept") == "application/json":
        return _answer(form, taken)
    if form.errors:
        return _page(request, model_admin, form, len(taken))
    if len(taken) == 1:
        return redirect("admin:articles_article_incoming", taken[0].pk)
    messages.success(request, _told(len(taken)))
    return redirect("admin:articles_article_import")


def _told(count: int) -> str:
    sentence = ngettext(
        "%(count)d document was read. It waits for you below.",
        "%(count)d documents were read. They wait for you below.",
        count,
    )
    return sentence % {"count": count}


def _take_in(
    form: ImportForm, files: "list[UploadedFile[bytes]]", by: User
) -> tuple[list[IncomingDocument], list[str]]:
    """Read each file and keep what can be read, whatever else is wrong; a paste only if all is right."""
    taken, refusals = [], []
    for file in files:
        name = PurePath(str(file.name)).name
        try:
            data = file.read()
            document = read_file(name, data)
            taken.append(_keep(document, name, data, form, by))
        except UnreadableDocument as error:
            refusals.append(f"{name}: {error}")
    text = form.cleaned_data.get("text", "")
    if text.strip() and not form.errors and not refusals:
        try:
            document = read_pasted(text, form.cleaned_data["pasted_html"])
            taken.append(_keep(document, _("Pasted text"), text.encode(), form, by))
        except (UnreadableDocument, UnicodeEncodeError) as error:
            form.add_error("text", str(error))
    elif not files and not text.strip():
        refusals.append(_("There is nothing to read. Choose a file, or paste the document."))
    return taken, refusals


def _keep(document: Document, name: str, data: bytes, form: ImportForm, by: User) -> IncomingDocument:
    if not document.lines:
        raise UnreadableDocument(_("There is no text in it. Nothing was imported."))
    return take_in(document, by, source_name=name, sha256=hashlib.sha256(data).hexdigest(), **form.kept)


def _answer(form: ImportForm, taken: list[IncomingDocument]) -> HttpResponse:
    """For the script that sends files one by one: where the document waits, or why it was not read."""
    if form.errors:
        sentences = [str(sentence) for found in form.errors.values() for sentence in found]
        return JsonResponse({"problem": " ".join(sentences)}, status=400)
    return JsonResponse({"url": reverse("admin:articles_article_incoming", args=[taken[0].pk])})


def _page(request: HttpRequest, model_admin: RuledAdmin, form: ImportForm, read: int = 0) -> HttpResponse:
    waiting = IncomingDocument.objects.filter(owner=person(request)).defer("document").select_related("article")
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Import a document"),
        "form": form,
        "waiting": waiting,
        "read": _told(read) if read else "",
        "endings": ",".join(ENDINGS),
        "forms": ", ".join(ENDINGS),
        "opts": Article._meta,
    }
    return render(request, "admin/articles/import.html", context, status=400 if form.errors else 200)


def _outcome(request: HttpRequest, model_admin: RuledAdmin, pk: int, number: int) -> HttpResponse:
    if not rules.may_see_drafts(request.user):
        raise PermissionDenied(_("Your role does not allow this."))
    found = get_object_or_404(Import.objects.select_related("article", "imported_by"), pk=number, article=pk)
    context = {**model_admin.admin_site.each_context(request), "title": _("What the import found"), "found": found}
    return render(request, "admin/articles/imported.html", {**context, "opts": Article._meta})
