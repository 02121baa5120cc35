"""Published articles as lists, the feed and the sitemap name them: out of their editions, and only while proven."""

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import lxml.html

from articles import proof
from articles.models import Edition, Review
from articles.standing import Standing, published_at, published_standing
from reviewers.models import Reviewer

logger = logging.getLogger(__name__)

_SUMMARY_LENGTH = 300


@dataclass(frozen=True)
class Listed:
    """One published article."""

    edition: Edition
    slug: str
    title: str
    summary: str
    standing: Standing

    @property
    def published_at(self) -> datetime | None:
        return published_at(self.edition)

    def is_checked_by(self, reviewer: Reviewer) -> bool:
        checks = (*self.standing.checks, *self.standing.whole)
        return any(check.review.reviewer_id == reviewer.pk for check in checks)


def all_listed() -> list[Listed]:
    """Every published article, by title."""
    return _by_title(_proven(Edition.objects.listed()))


def listed_beside(edition: Edition, most: int) -> list[Listed]:
    """A few other published articles."""
    others = Edition.objects.listed().exclude(article=edition.article).order_by("-submitted_at")[:most]
    return _by_title(_proven(others))


def listed_of(reviewer: Reviewer) -> list[Listed]:
    """The published articles that this clinician's approval stands behind."""
    approving = Review.objects.filter(reviewer=reviewer, decision__in=(Review.Decision.APPROVE, Review.Decision.RENEW))
    editions = Edition.objects.listed().filter(article__in=approving.values("edition__article"))
    return _by_title(item for item in _proven(editions) if item.is_checked_by(reviewer))


def summary_of(html: str) -> str:
    """The lead of the frozen html as one line of plain text, without its citations."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    leads = root.find_class("lead")
    if not leads:
        return ""
    for citation in leads[0].find_class("citation"):
        citation.drop_tree()
    blocks = [leads[0].text or "", *(block.text_content() + (block.tail or "") for block in leads[0])]
    words = " ".join(" ".join(blocks).split())
    return _shortened(re.sub(r" (?=[.,;:!?])", "", words))


def _proven(editions: Iterable[Edition]) -> Iterator[Listed]:
    """What fails to verify is left out, and logged for the publisher."""
    for edition in editions:
        try:
            standing = published_standing(edition)
        except proof.ProofError:
            logger.exception("%s is published but not listed: its proof fails.", edition)
            continue
        content = edition.get_content()
        summary = content.description or summary_of(edition.html)
        yield Listed(edition, edition.article.slug, content.title, summary, standing)


def _by_title(items: Iterable[Listed]) -> list[Listed]:
    return sorted(items, key=lambda item: item.title.casefold())


def _shortened(text: str) -> str:
    if len(text) <= _SUMMARY_LENGTH:
        return text
    return text[:_SUMMARY_LENGTH].rsplit(" ", 1)[0] + " …"
