"""For readers who want to check us: what the proof proves, the script that checks it, and the list it begins with."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from articles.models import Edition
from articles.record import record_of
from articles.views import of_current_edition, public

SCRIPT = settings.BASE_DIR / "scripts" / "verify_article.py"


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
    uid = str(current.article.uid)
    listed = [
        {"article": uid, "edition": edition.number, "digest": edition.digest}
        for edition in reversed(record_of(current.article))
    ]
    return JsonResponse({"editions": listed})
