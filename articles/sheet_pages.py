"""Print my exercises: where readers choose, the sheet to print, and the same sheet as a PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles import sheet_pdf
from articles.models import Edition
from articles.page import Page, page_of
from articles.sheet import Choice, Section, choice_of, exercises_in, sections_of, sheet_of
from articles.views import of_current_edition

_WRONG_CHOICE = 422


@of_current_edition
def exercises(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The form, and under the address that it leads to the sheet."""
    return _page(request, edition, *_asked(request, edition))


@of_current_edition
def exercises_pdf(request: HttpRequest, edition: Edition) -> HttpResponse:
    if not sheet_pdf.IS_AVAILABLE:
        raise Http404
    page, sections, choice = _asked(request, edition)
    if choice.problem:
        return _page(request, edition, page, sections, choice)
    pdf = sheet_pdf.written(sheet_of(page, sections, choice), edition)
    name = f'inline; filename="{page.slug}-exercises.pdf"'
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": name, "X-Robots-Tag": "noindex"}
    )


def _asked(request: HttpRequest, edition: Edition) -> tuple[Page, tuple[Section, ...], Choice]:
    """What is there and what was chosen of it. Http404 if the article has no exercises."""
    page = page_of(edition)
    sections = sections_of(edition.html)
    offered = exercises_in(sections)
    if not offered:
        raise Http404
    return page, sections, choice_of(request.GET, page, offered)


def _page(
    request: HttpRequest, edition: Edition, page: Page, sections: tuple[Section, ...], choice: Choice
) -> HttpResponse:
    is_ready = choice.was_made and not choice.problem
    context = {
        "page": page,
        "language": edition.language,
        "exercises": exercises_in(sections),
        "choice": choice,
        "sheet": sheet_of(page, sections, choice) if is_ready else None,
        "offers_pdf": sheet_pdf.IS_AVAILABLE,
        "query": request.GET.urlencode(),
    }
    return render(request, "articles/exercises.html", context, status=_WRONG_CHOICE if choice.problem else 200)
