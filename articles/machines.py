"""Answers for programs: JSON whatever happens, the same for everybody, and open to scripts of other sites."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from pydantic import BaseModel

from articles.views import public

MachineView = Callable[..., HttpResponse]


def for_machines(view: MachineView) -> Callable[..., HttpResponseBase]:
    """As `public`; what is not there is said in JSON. Any site's script may read it, for no cookie changes it."""

    @public
    def in_json(request: HttpRequest, **rest: Any) -> HttpResponse:
        try:
            return view(request, **rest)
        except Http404:
            return refused(HTTPStatus.NOT_FOUND, _("There is no such article, or readers have never seen it."))

    @wraps(view)
    def wrapped(request: HttpRequest, **rest: Any) -> HttpResponseBase:
        response = in_json(request, **rest)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return wrapped


def answer(data: BaseModel) -> HttpResponse:
    return HttpResponse(data.model_dump_json().encode("utf-8"), content_type="application/json")


def refused(status: HTTPStatus, sentence: str, **more: object) -> JsonResponse:
    """Why there is no answer, as a sentence under `error`."""
    return JsonResponse({"error": sentence, **more}, status=status)
