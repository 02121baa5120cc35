"""Markdown fields: the widget, and the two views behind it that show a preview and take an image in.

The widget is django-markdownx's, with our own script: its script traps the Tab key, is dead in rows that are added
later, and asks for the preview of every field when a page opens. Its views take anyone and anything, so they and its
addresses are left out; ours have the names that it looks for.
"""

from typing import Any

from django.contrib.auth.models import User
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from markdownx.widgets import AdminMarkdownxWidget

from articles import images, rules
from articles.admin.access import Rule
from articles.content import Content, cited_keys
from articles.drafting import sources
from articles.rendering.body import render_fragment
from references.models import Reference


class MarkdownWidget(AdminMarkdownxWidget):  # type: ignore[misc]  # the package has no types
    """A text area with a preview that opens on demand, and a button that brings an image in."""

    template_name = "admin/widgets/markdown.html"

    class Media:
        extend = False
        js = ("js/admin/markdown.js",)

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 4, **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Browsers send CRLF; a text that nobody touched must not look changed."""
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if isinstance(value, str) else value

    @staticmethod
    def add_markdownx_attrs(attrs: dict[str, Any]) -> dict[str, Any]:
        """The attributes that the package's widget gives, with the addresses of our views."""
        return {
            **attrs,
            "class": f"{attrs.get('class', '')} markdownx-editor".strip(),
            "data-markdownx-urls-path": reverse_lazy("markdownx_preview"),
            "data-markdownx-upload-urls-path": reverse_lazy("markdownx_upload"),
        }


@never_cache
def preview(request: HttpRequest) -> HttpResponse:
    """The field's text as the page would show it, citations printed from the library."""
    refusal = _refusal(request, rules.may_see_drafts)
    if refusal:
        return refusal
    text = request.POST.get("content", "")
    keys = cited_keys(Content(lead=text.replace("\x00", "")))
    printed = {source.key: source for source in sources(Reference.objects.filter(key__in=keys))}
    return HttpResponse(render_fragment(text, printed))


@never_cache
def upload(request: HttpRequest) -> JsonResponse:
    """Takes an image in and answers with the Markdown that shows it; its words are left to the editor."""
    refusal = _refusal(request, rules.may_start_draft)
    if refusal:
        return refusal
    file = request.FILES.get("image")
    if not isinstance(file, UploadedFile) or not isinstance(request.user, User):
        return _error(_("No image was sent. Choose a file and try again."), 400)
    try:
        image = images.store(file, request.user)
    except images.ImageRefused as refused:
        return _error(str(refused), 400)
    return JsonResponse({"image_code": f"![](media:{image.sha256})"})


def _refusal(request: HttpRequest, may: Rule) -> JsonResponse | None:
    if not (rules.may_use_admin(request.user) and may(request.user)):
        return _error(_("You are signed out, or your role does not allow this. Sign in in another tab."), 403)
    if request.method != "POST":
        response = _error(_("This address takes what the editor sends, and shows no page."), 405)
        response["Allow"] = "POST"
        return response
    return None


def _error(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)
