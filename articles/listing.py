"""Published articles as lists, the feed and the sitemap name them: out of their editions, and only while proven."""

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import lxml.html
from django.db.models import QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext

from articles import proof
from articles.alphabet import sort_key
from articles.models import Edition, Review, Topic
from articles.standing import Standing, Status, log_of, published_at, published_standing, with_proof
from reviewers.models import Reviewer

logger = logging.getLogger(__name__)

_SUMMARY_LENGTH = 300
_FIRST_SENTENCE = re.compile(r".{30,}?[.!?](?=\s+[^\W\d_a-z])", re.DOTALL)


@dataclass(frozen=True)
class Listed:
    """One published article. `summary` is the description that was approved with it, or its lead."""

    edition: Edition
    slug: str
    title: str
    summary: str
    standing: Standing

    @property
    def one_line(self) -> str:
        """The first sentence of the summary."""
        sentence = _FIRST_SENTENCE.match(self.summary)
        return sentence[0] if sentence else self.summary

    @property
    def published_at(self) -> datetime | None:
        return published_at(self.edition)

    @property
    def changed_at(self) -> datetime:
        """When its page last changed by the log: published, checked again, an approval taken back, reinstated."""
        return max(entry.at for entry in log_of(self.edition))

    @property
    def shows_checks(self) -> bool:
        """Whether readers are told who checked it: not while that counts for nothing."""
        return self.standing.status not in (Status.REVOKED, Status.OFF_REGISTER)

    @property
    def checked_by(self) -> str:
        """The clinicians who read every word of it, as they signed: "Sam Sample (Physiotherapist)"."""
        people = [f"{check.reviewer['name']} ({check.reviewer['job_title']})" for check in self.standing.whole]
        return get_text_list(people, last_word=gettext("and"))

    def is_checked_by(self, reviewer: Reviewer) -> bool:
        checks = (*self.standing.checks, *self.standing.whole)
        return any(check.review.reviewer_id == reviewer.pk for check in checks)


def all_listed() -> list[Listed]:
    """Every published article, by title."""
    return by_title(proven(Edition.objects.listed()))


def listed_in(topic: Topic) -> list[Listed]:
    """The published articles of the topic, by title."""
    return by_title(proven(Edition.objects.listed().filter(article__topics=topic)))


def listed_of(reviewer: Reviewer) -> list[Listed]:
    """The published articles that this clinician's approval stands behind."""
    approving = Review.objects.filter(reviewer=reviewer, decision__in=(Review.Decision.APPROVE, Review.Decision.RENEW))
    editions = Edition.objects.listed().filter(article__in=approving.values("edition__article"))
    return by_title(item for item in proven(editions) if item.is_checked_by(reviewer))


def newest_first(items: Iterable[Listed]) -> list[Listed]:
    """By the moment in which this version was published."""
    dated = [(item.published_at, item) for item in items]
    known = [(moment, item) for moment, item in dated if moment]
    return [item for _moment, item in sorted(known, key=lambda pair: pair[0], reverse=True)]


def by_title(items: Iterable[Listed]) -> list[Listed]:
    return sorted(items, key=lambda item: sort_key(item.title))


def proven(editions: QuerySet[Edition]) -> Iterator[Listed]:
    """What fails to verify is left out, and logged for the publisher."""
    for edition in with_proof(editions):
        try:
            standing = published_standing(edition)
        except proof.ProofError:
            logger.exception("%s is published but not listed: its proof fails.", edition)
            continue
        content = edition.get_content()
        summary = content.description or summary_of(edition.html)
        yield Listed(edition, edition.article.slug, content.title, summary, standing)


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


def _shortened(text: str) -> str:
    if len(text) <= _SUMMARY_LENGTH:
        return text
    return text[:_SUMMARY_LENGTH].rsplit(" ", 1)[0] + " …"
