"""Readers report a concern here, and see what became of it. No account, no cookie; a code is all they need."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles import concerns, flood
from articles.concern_codes import read_code
from articles.concern_form import ConcernForm
from articles.concern_page import About, about
from articles.models import Concern
from articles.same_origin import same_origin_only

_HOUR = timedelta(hours=1)
_WRONG_CODES_AN_HOUR = 20


@csrf_exempt  # the token would need a cookie, and readers get none: `same_origin_only` refuses forms of other sites
@require_http_methods(["GET", "HEAD", "POST"])
@same_origin_only
@cache_control(no_cache=True)
def concern(request: HttpRequest) -> HttpResponse:
    """The form; what is wrong with it is said beside it, and everything typed stays."""
    if request.method != "POST":
        return _form(request, ConcernForm(), about(request.GET.get("page", "")))
    form = ConcernForm(request.POST)
    page = about(request.POST.get("page", ""))
    if not form.is_valid():
        return _form(request, form, page, status=422)
    if _too_many() or not flood.take_place("concern", request, settings.CONCERNS_AN_HOUR):
        response = _form(request, form, page, status=429)
        response["Retry-After"] = str(flood.HOUR)
        return response
    words = form.cleaned_data
    kept = concerns.report(page, words["kind"], words["text"], words["contact"])
    return redirect("concern-progress", kept.code)


@require_safe
@never_cache
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """What became of one concern, for whoever has its code."""
    if flood.is_full("code", request, _WRONG_CODES_AN_HOUR):
        return _lookup(request, code, status=429)
    kept = read_code(code)
    found = Concern.objects.filter(code=kept).first() if kept else None
    if found is None:
        flood.take_place("code", request, _WRONG_CODES_AN_HOUR)
        return _lookup(request, code, status=404)
    if code != found.code:
        return redirect("concern-progress", found.code)
    context = {"concern": found, "is_late": not found.outcome and found.due_at < timezone.now()}
    return render(request, "articles/concern_progress.html", context)


@require_safe
@never_cache
def lookup(request: HttpRequest) -> HttpResponse:
    """Asks for a code, and leads to its page."""
    typed = request.GET.get("code", "").strip()
    kept = read_code(typed)
    if kept:
        return redirect("concern-progress", kept)
    return _lookup(request, typed, status=404 if typed else 200)


def _too_many() -> bool:
    """Whether so many came within the last hour that nobody could read them. What came before is kept as ever."""
    lately = Concern.objects.filter(received_at__gt=timezone.now() - _HOUR)
    return lately.count() >= settings.CONCERNS_AN_HOUR_IN_ALL


def _form(request: HttpRequest, form: ConcernForm, page: About, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "page": page,
        "status": status,
        "contact_email": settings.PUBLISHER_CONTACT,
        "kept_days": settings.CONCERN_KEPT_DAYS,
    }
    return render(request, "articles/concern.html", context, status=status)


def _lookup(request: HttpRequest, typed: str, status: int) -> HttpResponse:
    context = {"typed": typed[:40], "status": status, "contact_email": settings.PUBLISHER_CONTACT}
    response = render(request, "articles/concern_lookup.html", context, status=status)
    if status == 429:
        response["Retry-After"] = str(flood.HOUR)
    return response
