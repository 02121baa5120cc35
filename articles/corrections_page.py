"""The readers' page of corrections: how we correct, and the list."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles import corrections
from articles.views import public


@public
def corrections_list(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/corrections.html", {"corrections": corrections.told()})
