"""Claim, release, decline: what a clinician does with a request before deciding. Opening the address does nothing."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from articles import requests, rules
from articles.desk.access import for_clinicians
from articles.desk.attempting import Problem, attempt, key_of_kept
from articles.desk.forms import DeclineForm
from articles.desk.queue import waiting_of
from articles.desk.views import asked_and_done
from articles.models import ReviewRequest
from articles.refusal import Refused
from reviewers.models import Reviewer


def request_for(reviewer: Reviewer, pk: int) -> ReviewRequest:
    """The request, if this clinician's desk shows its edition. Raises Http404 otherwise."""
    found = ReviewRequest.objects.select_related("edition", "specialty", "asked", "claimed_by").filter(pk=pk).first()
    if found is None or not rules.may_see_for_review(reviewer.user, found.edition):
        raise Http404
    return found


@for_clinicians
@asked_and_done
def claim(request: HttpRequest, reviewer: Reviewer, pk: int) -> HttpResponse:
    found = request_for(reviewer, pk)
    if request.method != "POST":
        return redirect("desk:edition", found.edition_id)
    done = _("It is yours now: nobody else can decide on it until you release it.")
    answer = _do(request, reviewer, lambda: requests.claim(found, reviewer.user), done)
    return answer or redirect("desk:edition", found.edition_id)


@for_clinicians
@asked_and_done
def release(request: HttpRequest, reviewer: Reviewer, pk: int) -> HttpResponse:
    found = request_for(reviewer, pk)
    if request.method != "POST":
        return redirect("desk:edition", found.edition_id)
    done = _("Released. Anyone of the specialty may claim it now.")
    return _do(request, reviewer, lambda: requests.release(found, reviewer.user), done) or redirect("desk:queue")


@for_clinicians
@asked_and_done
def decline(request: HttpRequest, reviewer: Reviewer, pk: int) -> HttpResponse:
    """Ask for the reason; a form that can't be taken comes back with what was typed."""
    found = request_for(reviewer, pk)
    form = DeclineForm(request.POST if request.method == "POST" else None, auto_id="decline-%s")
    problem = None
    if request.method == "POST":
        done = attempt(form, lambda: requests.decline(found, reviewer.user, form.cleaned_data["reason"]))
        if not isinstance(done, Problem):
            sentence = _("Declined. The editors have your reason, and you will not be offered it again.")
            messages.success(request, sentence, extra_tags=key_of_kept(request, found.edition))
            return redirect("desk:queue")
        problem = done
    context = {"item": waiting_of(found, reviewer), "form": form, "reviewer": reviewer, "problem": problem}
    return render(request, "desk/decline.html", context, status=problem.status if problem else 200)


def _do(request: HttpRequest, reviewer: Reviewer, deed: Callable[[], object], done: str) -> HttpResponse | None:
    """Do what a button says. None if it was done; otherwise a page that says why not."""
    try:
        deed()
    except Refused as refused:
        return render(request, "desk/refused.html", {"reviewer": reviewer, "sentence": str(refused)}, status=409)
    messages.success(request, done)
    return None
