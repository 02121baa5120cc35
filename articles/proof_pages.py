"""For readers who want to check us: what the proof proves, the script that checks it, and the list it begins with."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from articles import evidence_pack
from articles.evidence_pack import SCRIPT, as_download
from articles.models import Edition
from articles.record import listed
from articles.views import of_current_edition, public


@public
def proof(request: HttpRequest) -> HttpResponse:
    """What the proof proves and what it does not, in plain words, with the script shown."""
    return render(request, "articles/proof.html", {"script": SCRIPT.read_text(encoding="utf-8")})


@public
def script(_request: HttpRequest) -> HttpResponse:
    """The very file that the tests run; as plain text, so that it can be read before it is run."""
    return HttpResponse(SCRIPT.read_bytes(), content_type="text/plain; charset=utf-8")


@of_current_edition
def review_json(_request: HttpRequest, current: Edition) -> HttpResponse:
    """What readers may fetch of the article, the oldest first: each as the log's statements name it."""
    return JsonResponse({"editions": listed(current.article)})


@of_current_edition
def review_zip(_request: HttpRequest, current: Edition) -> HttpResponse:
    """The evidence pack of what readers may see."""
    return as_download(current.article, evidence_pack.for_readers(current.article))
