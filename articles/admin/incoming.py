"""One document that waits: looked at beside what it became, its loose lines placed, then saved, compared or deleted."""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import drafting, rules
from articles.admin.access import RuledAdmin, person
from articles.changes import SUBJECTS
from articles.compare import differences
from articles.content import Content
from articles.importing.choices import DISMISSED, places_for, possible, with_choices
from articles.importing.history import worded
from articles.importing.incoming import choose, from_json, read_again
from articles.importing.library import matches, tied
from articles.importing.look import beside, citations, count_citations
from articles.importing.result import Imported
from articles.importing.save import SlugRefused, Stale, replaced, save_draft, save_into, with_library_keys
from articles.models import Article, IncomingDocument
from references.matching import Match
from reviewers.models import Specialty


class DraftForm(forms.Form):
    """What the document can't say for sure about its draft."""

    title = forms.CharField(
        label=gettext_lazy("Title"), max_length=200, required=False, strip=True, widget=AdminTextInputWidget
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
    )


def look(request: HttpRequest, model_admin: RuledAdmin, number: int) -> HttpResponse:
    """The document of this person; for others there is nothing here. A POST says in `do` what is to be done."""
    if not rules.may_start_draft(request.user):
        raise PermissionDenied(_("Your role does not allow this."))
    incoming = get_object_or_404(IncomingDocument.objects.select_related("article"), pk=number, owner=person(request))
    if incoming.article and not rules.may_edit(request.user, incoming.article):
        raise PermissionDenied(_("You may not edit that draft any more."))
    if request.method != "POST":
        return _page(request, model_admin, incoming)
    deed = _DEEDS.get(request.POST.get("do", ""))
    return deed(request, model_admin, incoming) if deed else _page(request, model_admin, incoming)


def _choose(request: HttpRequest, _model_admin: RuledAdmin, incoming: IncomingDocument) -> HttpResponse:
    """Keep one choice at once, and lead back to its line."""
    line = request.POST.get("line", "")
    known = {str(item.line) for item in read_again(incoming).unplaced}
    place = request.POST.get("place", "")
    if line in known and not (request.POST["do"] == "place" and not place):
        choose(incoming, int(line), {"place": place, "dismiss": DISMISSED}.get(request.POST["do"]))
        return redirect(f"{request.path}#line-{line}")
    messages.error(request, _("Choose a place for the line first. Nothing was changed."))
    return redirect(request.path)


def _save(request: HttpRequest, model_admin: RuledAdmin, incoming: IncomingDocument) -> HttpResponse:
    form = DraftForm(request.POST)
    if not form.is_valid():
        return _page(request, model_admin, incoming, form)
    incoming.title = form.cleaned_data["title"]
    imported = with_choices(read_again(incoming), incoming.choices)
    if not imported.content.title:
        form.add_error("title", _("The document has no title of its own. Give it one."))
        return _page(request, model_admin, incoming, form)
    try:
        with transaction.atomic():
            found = save_draft(
                imported,
                slug=form.cleaned_data["slug"],
                owner=incoming.owner,
                specialties=form.cleaned_data["specialties"],
                **_source(incoming),
            )
            IncomingDocument.objects.filter(pk=incoming.pk).delete()
    except SlugRefused as refused:
        form.add_error("slug", str(refused))
        return _page(request, model_admin, incoming, form)
    return _done(request, found.article_id, found.pk, _("The document is now a draft."))


def _replace(request: HttpRequest, model_admin: RuledAdmin, incoming: IncomingDocument) -> HttpResponse:
    if incoming.article is None:
        return _page(request, model_admin, incoming)
    try:
        with transaction.atomic():
            found = save_into(
                with_choices(read_again(incoming), incoming.choices),
                incoming.article,
                version=request.POST.get("version", ""),
                by=person(request),
                **_source(incoming),
            )
            IncomingDocument.objects.filter(pk=incoming.pk).delete()
    except Stale as stale:
        return _page(request, model_admin, incoming, problem=str(stale))
    return _done(request, found.article_id, found.pk, _("The draft now has the text of the document."))


def _source(incoming: IncomingDocument) -> dict[str, Any]:
    kept = from_json(incoming.document)
    return {"source_name": incoming.source_name, "document": kept, "sha256": incoming.sha256}


def _done(request: HttpRequest, article: int, found: int, sentence: str) -> HttpResponse:
    address = reverse("admin:articles_article_imported", args=[article, found])
    link = format_html('<a href="{}">{}</a>', address, _("See what the import found"))
    messages.success(request, format_html("{} {}", sentence, link))
    return redirect("admin:articles_article_change", article)


def _delete(request: HttpRequest, _model_admin: RuledAdmin, incoming: IncomingDocument) -> HttpResponse:
    incoming.delete()
    messages.success(request, _("“%(name)s” was deleted. No article was changed.") % {"name": incoming.source_name})
    return redirect("admin:articles_article_import")


_DEEDS: dict[str, Callable[[HttpRequest, RuledAdmin, IncomingDocument], HttpResponse]] = {
    "place": _choose,
    "dismiss": _choose,
    "undo": _choose,
    "save": _save,
    "replace": _replace,
    "delete": _delete,
}


def _page(
    request: HttpRequest,
    model_admin: RuledAdmin,
    incoming: IncomingDocument,
    form: DraftForm | None = None,
    problem: str = "",
) -> HttpResponse:
    """The look page, with status 400 for a form with errors and 409 for a save that came too late."""
    first = read_again(incoming)
    imported = with_choices(first, incoming.choices)
    document = from_json(incoming.document)
    content = imported.content
    named = _in_library(content)
    initial = {"title": content.title, "slug": incoming.slug, "specialties": incoming.specialties.all()}
    context: dict[str, Any] = {
        **model_admin.admin_site.each_context(request),
        "title": (incoming.article and _("Import into this draft")) or _("Look at what was read"),
        "incoming": incoming,
        "form": None if incoming.article else form or DraftForm(initial=initial),
        "problem": problem,
        "imported": imported,
        "groups": beside(document, imported, incoming.choices, named),
        "loose": [item for item in imported.unplaced if not item.kept],
        "doubtful": [item for item in imported.unplaced if item.kept],
        "chosen": _chosen(first, incoming.choices),
        "places": places_for(first),
        "citations": citations(content),
        "sources": [(source, named[source.key]) for source in content.references],
        "counts": _counts(imported),
        "claimed": worded(claim.model_dump(mode="json") for claim in imported.claims),
        "changes": _changes(incoming.article, content, is_exact=bool(document.exact)) if incoming.article else None,
        "opts": Article._meta,
    }
    status = 409 if problem else 400 if form and form.errors else 200
    return render(request, "admin/articles/import_look.html", context, status=status)


def _chosen(first: Imported, choices: dict[str, str]) -> list[tuple[int, str, str]]:
    """What was decided already, as (line, words, what became of it)."""
    names = {choice.place: choice.name for choice in possible(first.content)}
    items = {str(item.line): item for item in first.unplaced}
    return [
        (items[line].line, items[line].text, _("Seen") if items[line].kept else names.get(place) or _("Dismissed"))
        for line, place in sorted(choices.items(), key=lambda choice: int(choice[0]))
        if line in items
    ]


def _in_library(content: Content) -> dict[str, str]:
    """What each source is to the library, in words."""
    known = matches(content)
    sure = tied(known)
    return {source.key: _matched(known.get(source.key), is_tied=source.key in sure) for source in content.references}


def _matched(match: Match | None, *, is_tied: bool) -> str:
    if match is None:
        return _("New: it joins the library.")
    if not is_tied and not match.doubt:
        return _("New, but look at %(key)s in the library: several references of this document match it.") % {
            "key": match.key
        }
    if match.doubt:
        return _("New, but look at %(key)s in the library: %(doubt)s") % {"key": match.key, "doubt": match.doubt}
    words = _("Already in the library as %(key)s (%(how)s).") % {"key": match.key, "how": match.how}
    if not match.differs:
        return words
    told = _("The document says something else about: %(fields)s. The library’s words are used.")
    return f"{words} {told % {'fields': ', '.join(match.differs)}}"


def _counts(imported: Imported) -> list[tuple[str, int]]:
    content = imported.content
    sections = content.sections
    return [
        (_("Sections"), len(sections)),
        (_("Exercises"), sum(len(section.exercises) for section in sections)),
        (_("Safety notes"), sum(len(section.safety_notes) for section in sections)),
        (_("Benefits"), sum(len(section.benefits) for section in sections)),
        (_("Questions"), len(content.faq)),
        (_("Citations"), count_citations(content)),
        (_("References"), len(content.references)),
    ]


def _changes(article: Article, content: Content, *, is_exact: bool) -> dict[str, Any]:
    draft, new = drafting.content_of(article), with_library_keys(content)
    found = differences(draft, new if is_exact else replaced(draft, new))
    grouped = groupby(found, key=lambda difference: difference.subject)
    return {"groups": [(SUBJECTS[subject], tuple(group)) for subject, group in grouped], "count": len(found)}
