"""The clinician's desk: what waits, one edition to read and decide on, and what can be done later.

Opening any of these addresses decides nothing. Only a form that is sent does, and it carries the digest that was seen.
"""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from articles import preparing, rules, threads, workflow
from articles.desk.access import edition_for, for_clinicians
from articles.desk.attempting import Problem, attempt, key_of_kept
from articles.desk.declaring import ApproveForm, RenewForm
from articles.desk.forms import DeskForm, ReturnForm, RevokeForm, WithdrawForm
from articles.desk.queue import decided, decisions_of, queue_of, requests_of, standing_approval
from articles.desk.reading import reading_of
from articles.listing import all_listed
from articles.models import Edition
from reviewers.models import Reviewer

_DECISIONS_A_PAGE = 20

asked_and_done = require_http_methods(["GET", "HEAD", "POST"])


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _done(request: HttpRequest, sentence: str, seen: Edition) -> HttpResponse:
    messages.success(request, sentence, extra_tags=key_of_kept(request, seen))
    return redirect("desk:queue")


@for_clinicians
@require_safe
def queue(request: HttpRequest, reviewer: Reviewer) -> HttpResponse:
    page = Paginator(decisions_of(reviewer), _DECISIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "refusal": rules.refusal_to_sign(reviewer.user),
        "queue": queue_of(reviewer),
        "page": page,
        "decisions": [decided(review) for review in page],
    }
    return _page(request, reviewer, "desk/queue.html", context)


@for_clinicians
@require_safe
def published(request: HttpRequest, reviewer: Reviewer) -> HttpResponse:
    """Every published article: any active clinician may withdraw one, those of its specialties may renew it."""
    listed = [(item, bool(rules.specialties_for(reviewer.user, item.edition))) for item in all_listed()]
    context = {"listed": listed, "may_withdraw": rules.may_withdraw(reviewer.user)}
    return _page(request, reviewer, "desk/published.html", context)


@for_clinicians
@require_safe
def edition(request: HttpRequest, reviewer: Reviewer, pk: int) -> HttpResponse:
    return _edition_page(request, reviewer, edition_for(reviewer, pk))


@for_clinicians
@asked_and_done
def approve(request: HttpRequest, reviewer: Reviewer, pk: int) -> HttpResponse:
    seen = edition_for(reviewer, pk)
    if request.method != "POST":
        return redirect("desk:edition", pk)
    form = ApproveForm(request.POST, edition=seen, reviewer=reviewer, auto_id="approve-%s")
    begun = attempt(
        form,
        lambda: preparing.begin_approval(
            seen,
            reviewer.user,
            digest=form.cleaned_data["digest"],
            scope=form.cleaned_data["scope"],
            interests=form.declared(),
            **form.whole_reading(),
        ),
    )
    if isinstance(begun, Problem):
        return _edition_page(request, reviewer, seen, begun, approve_form=form)
    return redirect("desk:sign", begun.pk)


@for_clinicians
@asked_and_done
def return_(request: HttpRequest, reviewer: Reviewer, pk: int) -> HttpResponse:
    seen = edition_for(reviewer, pk)
    if request.method != "POST":
        return redirect("desk:edition", pk)
    form = ReturnForm(request.POST, auto_id="return-%s")
    problem = attempt(
        form,
        lambda: workflow.return_(
            seen, reviewer.user, digest=form.cleaned_data["digest"], note=form.cleaned_data["note"]
        ),
    )
    if isinstance(problem, Problem):
        return _edition_page(request, reviewer, seen, problem, return_form=form)
    return _done(request, _("Returned. The editors have your note."), seen)


def _edition_page(
    request: HttpRequest, reviewer: Reviewer, seen: Edition, problem: Problem | None = None, **forms: DeskForm
) -> HttpResponse:
    """The edition to read, with both forms; one that was sent comes back as it was filled in."""
    seen.refresh_from_db()
    saw = {"digest": seen.digest}
    reading = reading_of(seen, reviewer, shows_changes=request.GET.get("view") == "changes")
    context = {
        "reading": reading,
        "conversation": threads.on_edition(seen, reading.content, reviewer.user),
        "approve_form": ApproveForm(initial=saw, edition=seen, reviewer=reviewer, auto_id="approve-%s"),
        "return_form": ReturnForm(initial=saw, auto_id="return-%s"),
        "may_decide": reading.is_open or bool(forms),
        "own_approval": standing_approval(reviewer, seen),
        "asked": requests_of(seen, reviewer),
        "may_withdraw": rules.may_withdraw(reviewer.user),
        **forms,
    }
    return _page(request, reviewer, "desk/edition.html", context, problem)


@for_clinicians
@asked_and_done
def renew(request: HttpRequest, reviewer: Reviewer, pk: int) -> HttpResponse:
    """Read a published edition again and sign that it needs no change."""
    seen = edition_for(reviewer, pk)
    saw = {"digest": seen.digest}
    form = RenewForm(_sent(request), initial=saw, edition=seen, reviewer=reviewer, auto_id="renew-%s")
    problem = None
    if request.method == "POST":
        begun = attempt(
            form,
            lambda: preparing.begin_renewal(
                seen,
                reviewer.user,
                digest=form.cleaned_data["digest"],
                interests=form.declared(),
                **form.whole_reading(),
            ),
        )
        if not isinstance(begun, Problem):
            return redirect("desk:sign", begun.pk)
        problem = begun
    context = {
        "reading": reading_of(seen, reviewer),
        "form": form,
        "refusal": rules.refusal_to_decide(reviewer.user, seen),
    }
    return _page(request, reviewer, "desk/renew.html", context, problem)


@for_clinicians
@asked_and_done
def revoke(request: HttpRequest, reviewer: Reviewer, pk: int) -> HttpResponse:
    """Take one's own approval back."""
    seen = edition_for(reviewer, pk)
    form = RevokeForm(_sent(request), auto_id="revoke-%s")
    problem = None
    if request.method == "POST":
        begun = attempt(form, lambda: preparing.begin_revocation(seen, reviewer.user, **form.cleaned_data))
        if not isinstance(begun, Problem):
            return redirect("desk:sign", begun.pk)
        problem = begun
    context = {"edition": seen, "form": form, "own_approval": standing_approval(reviewer, seen)}
    return _page(request, reviewer, "desk/revoke.html", context, problem)


@for_clinicians
@asked_and_done
def withdraw(request: HttpRequest, reviewer: Reviewer, pk: int) -> HttpResponse:
    """Take a published article away from readers; it need not be of the clinician's own specialty."""
    seen = get_object_or_404(Edition.objects.filter(state__in=Edition.PUBLIC).select_related("article"), pk=pk)
    form = WithdrawForm(_sent(request), edition=seen, auto_id="withdraw-%s")
    problem = None
    if request.method == "POST":
        done = attempt(form, lambda: workflow.withdraw(seen, reviewer.user, **form.cleaned_data))
        if not isinstance(done, Problem):
            return _done(request, _("Withdrawn. Readers see your reason, and the publishers have been told."), seen)
        problem = done
    refusal = None if rules.may_withdraw(reviewer.user) else rules.refusal_to_sign(reviewer.user)
    return _page(request, reviewer, "desk/withdraw.html", {"edition": seen, "form": form, "refusal": refusal}, problem)


def _page(
    request: HttpRequest, reviewer: Reviewer, template: str, context: dict[str, Any], problem: Problem | None = None
) -> HttpResponse:
    context |= {"reviewer": reviewer, "problem": problem, "valid_months": settings.REVIEW_VALID_MONTHS}
    return render(request, template, context, status=problem.status if problem else 200)
