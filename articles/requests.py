"""Who is asked to review an edition, verb by verb: ask, claim, release, decline, ask anew, change the due date.

Each verb locks the edition, asks the rules, changes one row if nobody changed it meanwhile, writes what happened as a
RequestEvent, and tells people after commit. A verb that can't be done raises Refused with a sentence.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import notices, rules, turns
from articles.models import Edition, RequestEvent, Review, ReviewRequest
from articles.refusal import Refused, require
from reviewers.models import Reviewer, Specialty

Kind = RequestEvent.Kind

FURTHEST = timedelta(days=366)
"""How far ahead a due date may be."""


def ask(
    edition: Edition, specialties: Iterable[Specialty], asked: Mapping[str, Reviewer], due_on: date | None
) -> list[ReviewRequest]:
    """The requests of an edition that was just submitted. The workflow calls it, within its transaction."""
    specialties = list(specialties)
    due_on = due_on or timezone.localdate() + timedelta(days=settings.REVIEW_DUE_DAYS)
    _require_day(due_on)
    require(
        {specialty.slug for specialty in specialties} >= set(asked),
        _("Somebody was asked for a specialty that this article does not need. Nothing was submitted."),
    )
    for specialty in specialties:
        _require_askable(asked.get(specialty.slug), specialty, edition)
    requests = ReviewRequest.objects.bulk_create(
        ReviewRequest(edition=edition, specialty=specialty, asked=asked.get(specialty.slug), due_on=due_on)
        for specialty in specialties
    )
    if asked:
        for request in requests:
            notices.tell_of_request(request)
    else:
        notices.tell_of_submission(edition)
    return requests


@transaction.atomic
def claim(request: ReviewRequest, by: User) -> ReviewRequest:
    """Take the request: nobody else can decide on it until it is released. Claiming one's own again changes nothing."""
    request = _open(request)
    sentence = rules.refusal_to_claim(by, request)
    if sentence:
        raise Refused(sentence)
    reviewer = rules.reviewer_of(by)
    if request.claimed_by != reviewer:
        _change(request, claimed_by=reviewer)
        _tell(_event(request, Kind.CLAIMED, by, reviewer))
    return request


def take(edition: Edition, by: User) -> None:
    """Claim what this clinician is about to decide on. The workflow calls it, with the edition locked."""
    reviewer = rules.reviewer_of(by)
    own = rules.specialties_for(by, edition)
    for request in edition.requests.filter(specialty__slug__in=own, claimed_by=None):
        _change(request, claimed_by=reviewer)
        _event(request, Kind.CLAIMED, by, reviewer)  # the decision that follows is what people are told


@transaction.atomic
def release(request: ReviewRequest, by: User) -> ReviewRequest:
    """Give the request back, so that anyone of the specialty may claim it. By who has it, or an editor."""
    request = _open(request)
    holder = turns.holder_of(request)
    if holder is None:
        raise Refused(
            _("Nobody has this review, so there is nothing to release. Anyone of the specialty may claim it.")
        )
    require(
        holder == rules.reviewer_of(by) or rules.may_ask(by),
        _("Only the clinician who has this review, or an editor, can release it."),
    )
    _require_undecided(request, holder)
    was_named = request.asked is not None
    _change(request, claimed_by=None, asked=None)
    _tell(_event(request, Kind.RELEASED, by, holder))
    if was_named:
        _tell_askable(request)
    return request


@transaction.atomic
def decline(request: ReviewRequest, by: User, reason: str) -> ReviewRequest:
    """Say no, with a reason. It is open to anyone then, but not offered again to this clinician unless by name."""
    request = _open(request)
    reviewer, holder = rules.reviewer_of(by), turns.holder_of(request)
    if reviewer is None or not rules.may_see_for_review(by, request.edition):
        raise Refused(_("You are not asked about this, so there is nothing to decline."))
    if holder not in (None, reviewer):
        raise Refused(rules.somebody_has_it(request))
    _require_undecided(request, reviewer)
    reason = reason.strip()
    require(reason, _("Write a sentence that says why."))
    require(
        not turns.decliners_of(request).filter(pk=reviewer.pk).exists(), _("You have already declined this review.")
    )
    was_named = request.asked is not None
    _change(request, claimed_by=None, asked=None)
    _tell(_event(request, Kind.DECLINED, by, reviewer, reason))
    if was_named:
        _tell_askable(request)
    return request


@transaction.atomic
def reassign(request: ReviewRequest, by: User, reviewer: Reviewer | None) -> ReviewRequest:
    """Ask a named clinician instead of whoever had it, or anyone of the specialty."""
    require(rules.may_ask(by), _("Only an editor can ask somebody else."))
    request = _open(request)
    if reviewer == turns.holder_of(request):
        raise Refused(_("That is who is asked already. Nothing was changed."))
    _require_undecided(request, turns.holder_of(request))
    _require_askable(reviewer, request.specialty, request.edition)
    _change(request, claimed_by=None, asked=reviewer, asked_at=timezone.now())
    _tell(_event(request, Kind.REASSIGNED, by, reviewer))
    _tell_askable(request)
    return request


@transaction.atomic
def change_due(request: ReviewRequest, by: User, day: date) -> ReviewRequest:
    """Give more time, or less: a day from today on, at most a year ahead."""
    require(rules.may_ask(by), _("Only an editor can change the due date."))
    request = _open(request)
    require(day != request.due_on, _("It is due on that day already. Nothing was changed."))
    _require_day(day)
    was = request.due_on
    _change(request, due_on=day)
    words = _("Due by %(new)s instead of %(old)s.") % {"new": _day(day), "old": _day(was)}
    _tell(_event(request, Kind.DUE, by, turns.holder_of(request), words))
    return request


def _open(request: ReviewRequest) -> ReviewRequest:
    """The request as it is now, with its edition locked. Raises Refused unless that is still in review."""
    edition = Edition.objects.select_for_update().get(pk=request.edition_id)
    if edition.state != Edition.State.IN_REVIEW:
        raise Refused(
            _("Edition %(number)s is %(state)s by now, so nothing was changed.")
            % {"number": edition.number, "state": edition.get_state_display().lower()}
        )
    fresh = ReviewRequest.objects.select_related("specialty", "asked", "claimed_by").get(pk=request.pk)
    fresh.edition = edition
    return fresh


def _change(request: ReviewRequest, **fields: object) -> None:
    """Compare and set: whoever comes second changes nothing."""
    as_it_was = ReviewRequest.objects.filter(
        pk=request.pk, asked=request.asked_id, claimed_by=request.claimed_by_id, due_on=request.due_on
    )
    require(as_it_was.update(**fields), _("Somebody else changed this meanwhile. Nothing was done: look at it again."))
    for name, value in fields.items():
        setattr(request, name, value)


def _event(
    request: ReviewRequest, kind: RequestEvent.Kind, by: User, reviewer: Reviewer | None, reason: str = ""
) -> RequestEvent:
    return RequestEvent.objects.create(request=request, kind=kind, by=by, reviewer=reviewer, reason=reason)


def _tell(event: RequestEvent) -> None:
    notices.tell_of_request_event(event)


def _tell_askable(request: ReviewRequest) -> None:
    notices.tell_of_request(request)


def _require_undecided(request: ReviewRequest, holder: Reviewer | None) -> None:
    last = request.edition.reviews.filter(reviewer=holder).order_by("-pk").first() if holder else None
    require(
        last is None or last.decision != Review.Decision.APPROVE,
        _("%(name)s has approved this edition already, so this review is done.") % {"name": holder and holder.name},
    )


def _require_askable(reviewer: Reviewer | None, specialty: Specialty, edition: Edition) -> None:
    if reviewer and not rules.askable(specialty, edition.contributors).filter(pk=reviewer.pk).exists():
        raise Refused(
            _(
                "%(name)s can't be asked: a reviewer has to be active, of %(specialty)s, and none who contributed to "
                "this edition."
            )
            % {"name": reviewer.name, "specialty": specialty}
        )


def _require_day(day: date) -> None:
    today = timezone.localdate()
    require(day >= today, _("A due date can't be in the past. Choose today or a later day."))
    require(day <= today + FURTHEST, _("A due date can be at most one year ahead."))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
