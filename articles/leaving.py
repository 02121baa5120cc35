"""A clinician's status changes: the record of it, and what becomes of the work that lay with them."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles import notices, rules
from articles.listing import Listed, listed_of
from articles.models import Edition, RequestEvent, ReviewRequest
from articles.refusal import Refused
from articles.standing import Status
from reviewers.models import Reviewer, StatusChange


@transaction.atomic
def change_status(reviewer: Reviewer, status: Reviewer.Status, by: User, *, reason: str) -> StatusChange:
    """Record the change, and pass open work on unless they are active. Raises Refused.

    What they signed before stays as it is; `articles.standing` says what it is worth now.
    """
    Reviewer.objects.select_for_update().get(pk=reviewer.pk)  # so that the last record is the status that stays
    refusal = rules.refusal_to_change_status(by, reviewer, status)
    if refusal:
        raise Refused(refusal)
    Reviewer.objects.filter(pk=reviewer.pk).update(status=status)
    reviewer.status = status
    change = StatusChange.objects.create(reviewer=reviewer, status=status, by=by, reason=reason)
    if status != Reviewer.Status.ACTIVE:
        release_work_of(reviewer, by)
    return change


@transaction.atomic
def release_work_of(reviewer: Reviewer, by: User) -> list[RequestEvent]:
    """Ask anyone of the specialty instead, wherever this clinician was asked by name or had claimed a review.

    The request's history tells of it; the editors are told, and so is whoever may claim it now.
    """
    theirs = ReviewRequest.objects.filter(Q(asked=reviewer) | Q(claimed_by=reviewer))
    open_requests = theirs.filter(edition__state=Edition.State.IN_REVIEW).select_for_update(of=("self",))
    return [_release(request, reviewer, by) for request in open_requests]


def published_off_register() -> list[Listed]:
    """The published articles that have no badge because a clinician behind them is off the register."""
    off = [
        reviewer for reviewer in Reviewer.objects.filter(reviews__isnull=False).distinct() if reviewer.is_off_register
    ]
    items = {item.edition.pk: item for reviewer in off for item in listed_of(reviewer)}
    return [item for item in items.values() if item.standing.status == Status.OFF_REGISTER]


def _release(request: ReviewRequest, reviewer: Reviewer, by: User) -> RequestEvent:
    if request.asked == reviewer:
        request.asked = None
    if request.claimed_by == reviewer:
        request.claimed_by = None
    request.save(update_fields=["asked", "claimed_by"])
    event = RequestEvent.objects.create(
        request=request,
        kind=RequestEvent.Kind.REASSIGNED,
        reviewer=reviewer,
        by=by,
        reason=_("%(name)s does not review for us at the moment.") % {"name": reviewer.name},
    )
    notices.tell_of_request_event(event)
    if request.claimed_by is None:
        notices.tell_of_request(request)
    return event
