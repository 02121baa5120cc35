"""Whose turn a request for review is: who has it, and who declined it. What follows from that, the rules say."""

from django.db.models import OuterRef, Q, QuerySet, Subquery

from articles.models import RequestEvent, ReviewRequest
from reviewers.models import Reviewer


def holder_of(request: ReviewRequest) -> Reviewer | None:
    """Who has the request: the clinician who claimed it, or the one who was asked by name. None: it is open."""
    return request.claimed_by or request.asked


def decliners_of(request: ReviewRequest) -> QuerySet[Reviewer]:
    """Clinicians who declined the request and were not asked by name, nor claimed it, since: not to be offered it."""
    turn = _turns().filter(request=request, reviewer=OuterRef("pk"))[:1]
    return Reviewer.objects.annotate(turn=Subquery(turn)).filter(turn=RequestEvent.Kind.DECLINED)


def not_declined(requests: QuerySet[ReviewRequest], reviewer: Reviewer) -> QuerySet[ReviewRequest]:
    """Those of the requests of which this clinician is no decliner."""
    turn = _turns().filter(request=OuterRef("pk"), reviewer=reviewer)[:1]
    return requests.annotate(turn=Subquery(turn)).filter(Q(turn=None) | ~Q(turn=RequestEvent.Kind.DECLINED))


def _turns() -> QuerySet[RequestEvent, str]:
    """Kinds of events by which a clinician says no or has it after all, the newest first."""
    turns = (RequestEvent.Kind.DECLINED, RequestEvent.Kind.CLAIMED, RequestEvent.Kind.REASSIGNED)
    return RequestEvent.objects.filter(kind__in=turns).order_by("-pk").values_list("kind", flat=True)
