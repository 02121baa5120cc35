"""Who may open the desk: people whose account a reviewer record names, whatever its status."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from articles import rules
from articles.models import Edition
from articles.proof import ProofError
from reviewers.models import Reviewer

logger = logging.getLogger(__name__)

Params = ParamSpec("Params")


def for_clinicians(
    view: Callable[Concatenate[HttpRequest, Reviewer, Params], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Params], HttpResponse]:
    """Give the view the clinician who asks; tell everybody else what they lack.

    What fails to verify is not shown. No answer is kept in a cache.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponse:
        reviewer = rules.reviewer_of(request.user)
        if reviewer is None:
            return render(request, "desk/not_a_clinician.html", status=403)
        try:
            return _in_short(request, view(request, reviewer, *args, **kwargs))
        except ProofError as error:
            logger.exception("The desk does not show what fails to verify.")
            return render(request, "desk/unproved.html", {"error": error}, status=503)

    return never_cache(login_required(guarded))


def _in_short(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """For static/js/desk/keep.js, which sends a form by itself: where the browser goes next, empty if it was refused.

    Following a redirect itself, the script would use up the message of success before anybody saw it.
    """
    if "X-Kept" not in request.headers:
        return response
    return HttpResponse(status=204, headers={"X-Kept-To": response.headers.get("Location", "")})


def edition_for(reviewer: Reviewer, pk: int) -> Edition:
    """The edition, if this clinician's desk shows it. Raises Http404 otherwise."""
    edition = Edition.objects.select_related("article", "submitted_by").filter(pk=pk).first()
    if edition is None or not rules.may_see_for_review(reviewer.user, edition):
        raise Http404
    return edition
