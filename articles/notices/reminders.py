"""Reminders of what is due: reviews that were asked for, reviews that lapse, looks at the register that run out.

Each is written once; its key names the occasion. A run that comes late writes the reminder of the nearest threshold
only. Days are the publisher's.
"""

import logging
from collections.abc import Iterable
from datetime import date, timedelta

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import concern_rules, proof, roles, standing
from articles.models import Concern, Edition, Review, ReviewRequest
from articles.notices.telling import askable, concern_message, draft_address
from articles.notices.writing import Message, remind
from reviewers.models import Reviewer
from reviewers.register import DueForCheck, due_for_check

logger = logging.getLogger(__name__)

BEFORE_DUE = timedelta(days=2)
BEFORE_LAPSE = (30, 14, 1)
"""Days before a published review lapses on which its owner and reviewers are reminded."""
_APPROVING = (Review.Decision.APPROVE, Review.Decision.RENEW)


def of_requests() -> None:
    """Reviews that are asked for: two days before they are due, the day after, then each week."""
    today = timezone.localdate()
    open_ones = ReviewRequest.objects.filter(
        edition__state=Edition.State.IN_REVIEW, due_on__lte=today + BEFORE_DUE
    ).select_related("edition__article__owner", "specialty", "asked__user", "claimed_by__user")
    for request in open_ones:
        if request.specialty.slug in _answered(request.edition):
            continue
        if today > request.due_on:
            _remind_of_overdue(request, weeks=((today - request.due_on).days - 1) // 7)
        elif timezone.localdate(request.asked_at) < today:
            _remind_of_request(request, "before", _whoever_has_it(request))


def _remind_of_overdue(request: ReviewRequest, weeks: int) -> None:
    owner = request.edition.article.owner
    others = {person for person in _whoever_has_it(request) if person != owner}
    _remind_of_request(request, f"overdue {weeks}", others)
    _remind_of_request(request, f"overdue {weeks}", [owner], draft_address(request.edition))


def _remind_of_request(request: ReviewRequest, when: str, people: Iterable[User], path: str = "") -> None:
    edition = request.edition
    words = {
        "title": edition.get_content().title,
        "number": edition.number,
        "specialty": request.specialty,
        "due": date_format(request.due_on, "j F Y"),
    }
    if when == "before":
        subject, said = _("Due on %(due)s: %(title)s"), _("The review is due on %(due)s")
    else:
        subject, said = _("Overdue: %(title)s"), _("The review was due on %(due)s")
    message = Message(
        kind="review due",
        subject=subject % words,
        said=(said + _(": “%(title)s”, edition %(number)s, %(specialty)s.")) % words,
        link=_("The draft and its history:") if path else _("Read it on your desk and decide there:"),
        path=path or reverse("desk:edition", args=[edition.pk]),
    )
    remind(message, people, f"request {request.pk}, due {request.due_on}, {when}")


def _whoever_has_it(request: ReviewRequest) -> Iterable[User]:
    return [request.claimed_by.user] if request.claimed_by else askable(request)


def _answered(edition: Edition) -> set[str]:
    """The slugs of the specialties that have approved."""
    approving = edition.reviews.filter(decision__in=_APPROVING)
    return {slug for review in approving for slug in review.stated()["reviewer"]["approves_for"]}


def of_lapses() -> None:
    """Reviews of published articles: 30, 14 and 1 days before they lapse, and the day after."""
    today = timezone.localdate()
    for edition in Edition.objects.filter(state=Edition.State.PUBLISHED).select_related("article__owner"):
        if not _might_lapse(edition, today + timedelta(days=BEFORE_LAPSE[0])):
            continue
        try:
            _remind_of_lapse(standing.published_standing(edition), today)
        except proof.ProofError as error:
            logger.warning("Nobody is reminded of a review that does not verify: %s", error)


def _might_lapse(edition: Edition, until: date) -> bool:
    """A quick look at what statements say, unverified, so that a run verifies only those that may be near their end."""
    reviews = Review.objects.filter(edition__article=edition.article_id, decision__in=_APPROVING)
    return any(date.fromisoformat(review.stated()["valid_until"]) <= until for review in reviews)


def _remind_of_lapse(stands: standing.Standing, today: date) -> None:
    until = stands.valid_until
    if until is None:
        return
    left = (until - today).days
    threshold = min((days for days in BEFORE_LAPSE if left <= days), default=None)
    if threshold is None or (left >= 0 and until - timedelta(days=threshold) <= max(c.on for c in stands.whole)):
        return  # the last: a review of one month is not announced to lapse on the day on which it was signed
    when = str(threshold) if left >= 0 else "lapsed"
    reviewers = {check.review.reviewer for check in stands.whole}
    readers = {each.user for each in reviewers if each.status == Reviewer.Status.ACTIVE}
    owner = stands.edition.article.owner
    key = f"edition {stands.edition.pk}, valid until {until}, {when}"
    renew = reverse("desk:edition", args=[stands.edition.pk])
    remind(_lapse(stands.edition, until, left, _("Read it again on your desk:"), renew), readers - {owner}, key)
    draft = draft_address(stands.edition)
    remind(_lapse(stands.edition, until, left, _("The draft and its history:"), draft), [owner], key)


def _lapse(edition: Edition, until: date, left: int, link: str, path: str) -> Message:
    words = {"title": edition.get_content().title, "until": date_format(until, "j F Y")}
    if left < 0:
        subject = _("The review has lapsed: %(title)s")
        said = _("The review of “%(title)s” was valid until %(until)s. Readers are told so on its page.")
    else:
        subject = _("Valid until %(until)s: %(title)s")
        said = _("The review of “%(title)s” is valid until %(until)s. It has to be read again before then.")
    return Message(kind="review lapse", subject=subject % words, said=said % words, link=link, path=path)


def of_register_checks() -> None:
    """Looks at the register that run out within seven days, or have run out: for every register clerk."""
    clerks = set(User.objects.filter(groups__name=roles.REGISTER_CLERK, is_active=True))
    today = timezone.localdate()
    for due in due_for_check(today):
        if due.last_day is None:
            continue  # never found on the register: the clerk who looked, or has yet to look, knows
        when = "before" if due.last_day >= today else "after"
        key = f"reviewer {due.reviewer.pk}, until {due.last_day}, {when}"
        remind(_register_check(due, due.last_day, today), clerks - {due.reviewer.user}, key)


def _register_check(due: DueForCheck, last_day: date, today: date) -> Message:
    words = {"name": due.reviewer.name, "day": date_format(last_day, "j F Y")}
    if last_day >= today:
        subject, said = (
            _("Check the register by %(day)s: %(name)s"),
            _("The last look at the register lets %(name)s sign until %(day)s."),
        )
    else:
        subject, said = (
            _("Check the register: %(name)s"),
            _("The last look at the register let %(name)s sign until %(day)s, and not any more."),
        )
    return Message(
        kind="register check",
        subject=subject % words,
        said=said % words,
        link=_("Add a look at the register:"),
        path=reverse("admin:reviewers_registercheck_add"),
    )


def of_concerns() -> None:
    """Concerns of readers that are overdue: once, to the owner, or to everybody if there is none any more."""
    late = Concern.objects.filter(outcome=Concern.Outcome.OPEN, due_at__lt=timezone.now()).select_related("owner")
    for concern in late:
        owner = concern.owner if concern.owner and concern.owner.is_active else None
        people = [owner] if owner else concern_rules.told_of_concerns()
        remind(concern_message(concern, "concern overdue"), people, f"concern {concern.pk}, overdue")
