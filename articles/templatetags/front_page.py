"""What happened to a person's articles, for the admin's front page. Read from reviews; nothing is stored for it."""

from typing import Any

from django import template
from django.db.models import Q
from django.utils import timezone

from articles import concern_rules, rules
from articles.leaving import published_off_register
from articles.models import Concern, Edition, Review
from articles.roles import Person
from reviewers.register import due_for_check

register = template.Library()

_MOST = 10


@register.inclusion_tag("admin/articles/front_page.html")
def front_page(person: Person) -> dict[str, Any]:
    """What waits for this person, and the newest decisions about articles of theirs."""
    reviews = Review.objects.select_related("edition__article", "reviewer").order_by("-at", "-pk")
    mine = Q(edition__submitted_by=person.pk) | Q(edition__article__owner=person.pk)
    revoked = Q(decision=Review.Decision.REVOKE, edition__state=Edition.State.PUBLISHED)
    is_publisher = rules.may_publish(person)
    return {
        "to_publish": Edition.objects.filter(state=Edition.State.APPROVED).select_related("article")
        if is_publisher
        else (),
        "revoked": reviews.filter(revoked)[:_MOST] if is_publisher else (),
        "decisions": reviews.filter(mine)[:_MOST],
        "off_register": published_off_register() if is_publisher or rules.may_submit(person) else (),
        "concerns": _concerns() if concern_rules.may_triage(person) else {},
        "today": timezone.localdate(),
        "due_for_check": due_for_check(timezone.localdate()) if rules.may_keep_register(person) else (),
    }


def _concerns() -> dict[str, int]:
    """How many wait for an answer, and how many of them too long."""
    waiting = Concern.objects.filter(outcome=Concern.Outcome.OPEN)
    return {"open": waiting.count(), "overdue": waiting.filter(due_at__lt=timezone.now()).count()}
