"""Keeps the index: one entry for each published edition, written in the transaction that publishes it."""

import logging

from django.db import DatabaseError, connection, transaction

from articles.models import Article, Edition, SearchEntry
from articles.search.engine import engine
from articles.search.reading import indexed

logger = logging.getLogger(__name__)


def refresh(article: Article) -> None:
    """Make the index say what is published of this article now.

    Should that fail, it is logged, and whatever was done to the article stands: a withdrawal can't wait for an index.
    """
    try:
        with transaction.atomic():
            _refresh(article)
    except DatabaseError:
        logger.exception("%s: the search index could not be changed. Run manage.py reindex.", article.slug)


def _refresh(article: Article) -> None:
    gone = SearchEntry.objects.filter(edition__article=article).exclude(edition__in=Edition.objects.listed())
    _remove(list(gone.values_list("pk", flat=True)))
    for edition in Edition.objects.listed().filter(article=article):
        _write(edition)


@transaction.atomic
def rebuild() -> int:
    """Make the whole index anew, whatever is in it. Returns how many editions are in it now."""
    _remove(list(Edition.objects.values_list("pk", flat=True)))
    for edition in Edition.objects.listed().iterator(chunk_size=100):
        _write(edition)
    return SearchEntry.objects.count()


def _write(edition: Edition) -> None:
    words = indexed(edition.content, edition.html)
    SearchEntry.objects.update_or_create(edition=edition, defaults=vars(words))
    engine(connection).write(connection, edition.pk, words)


def _remove(editions: list[int]) -> None:
    SearchEntry.objects.filter(pk__in=editions).delete()
    engine(connection).remove(connection, editions)
