"""The page where readers search. What they type is answered and forgotten: it is neither stored nor logged."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.search.asking import search
from articles.views import public


@public
def search_page(request: HttpRequest) -> HttpResponse:
    """The form, and below it what was found for `?q=`."""
    return render(request, "articles/search.html", {"results": search(request.GET.get("q", ""))})
