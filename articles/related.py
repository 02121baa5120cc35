"""What else a reader of an article may want to read: of its topics first, then of its field, then the newest."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django.db.models import OuterRef, Subquery

from articles.listing import Listed, proven
from articles.models import Edition, LogEntry, Topic

_MOST = 3


@dataclass(frozen=True)
class Related:
    """Articles under one heading: those of `topic`, or without one some others."""

    articles: tuple[Listed, ...]
    topic: Topic | None = None


def related_to(edition: Edition, topics: Iterable[Topic]) -> tuple[Related, ...]:
    """At most three published articles in all, the most closely related first; no empty groups."""
    found = _first_proven(_ranked(edition))
    shared = Topic.articles.through.objects.filter(article__in=[item.edition.article_id for item in found])
    filed = set(shared.values_list("topic_id", "article_id"))
    by_topic = [
        Related(tuple(item for item in found if (topic.pk, item.edition.article_id) in filed), topic)
        for topic in topics
    ]
    most = max(by_topic, key=lambda group: len(group.articles), default=Related(()))
    others = Related(tuple(item for item in found if item not in most.articles))
    return tuple(group for group in (most, others) if group.articles)


def _ranked(edition: Edition) -> list[int]:
    """The ids of all other published editions, the most closely related first."""
    entries = LogEntry.objects.filter(edition=OuterRef("pk"), kind=LogEntry.Kind.PUBLISH).order_by("seq")
    others = (
        Edition.objects.listed()
        .exclude(article=edition.article_id)
        .annotate(published=Subquery(entries.values("at")[:1]))
        .order_by("-published", "-pk")
        .values_list("pk", "article_id", "required_specialties")
    )
    through = Topic.articles.through.objects
    own = through.filter(article=edition.article_id).values("topic_id")
    near = list(through.filter(topic__in=own).values_list("article_id", flat=True))
    field = set(edition.required_specialties)
    ranked = sorted(others, key=lambda row: (-near.count(row[1]), not field.intersection(row[2])))
    return [pk for pk, _article, _specialties in ranked]


def _first_proven(ranked: list[int]) -> list[Listed]:
    """A few at a time, so that not every article is verified for three links."""
    found: list[Listed] = []
    for start in range(0, len(ranked), _MOST):
        some = ranked[start : start + _MOST]
        listed = sorted(proven(Edition.objects.filter(pk__in=some)), key=lambda item: some.index(item.edition.pk))
        found += islice(listed, _MOST - len(found))
        if len(found) == _MOST:
            break
    return found
