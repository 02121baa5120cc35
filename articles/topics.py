"""Topics as readers meet them: with the published articles that they list, and not at all while they list none."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.listing import Listed
from articles.models import Edition, Topic


@dataclass(frozen=True)
class Filed:
    """A topic and its published articles, by title; at least one."""

    topic: Topic
    articles: tuple[Listed, ...]


def topics_of(listed: Iterable[Listed]) -> list[Filed]:
    """The topics of these published articles, in the publisher's order."""
    filed: dict[int, set[int]] = {}
    for topic_id, article_id in Topic.articles.through.objects.values_list("topic_id", "article_id"):
        filed.setdefault(topic_id, set()).add(article_id)
    listed = list(listed)
    topics = (
        Filed(topic, tuple(item for item in listed if item.edition.article_id in filed.get(topic.pk, ())))
        for topic in Topic.objects.all()
    )
    return [each for each in topics if each.articles]


def topics_above(edition: Edition) -> tuple[Topic, ...]:
    """The topics that an article's page leads up to, in order.

    Only from an article that they list: another one may be their only one, and then they have no page.
    """
    if edition.state != Edition.State.PUBLISHED:
        return ()
    return tuple(edition.article.topics.all())
