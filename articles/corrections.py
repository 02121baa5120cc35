"""Corrections: what was wrong in an article that readers have seen, and what was done. Public at once, and for good."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles import concern_rules, proof
from articles.checks.reviews import claimed_review
from articles.models import Article, Concern, ConcernEvent, Correction, Edition
from articles.refusal import Refused, require
from articles.standing import published_standing


@dataclass(frozen=True)
class Told:
    """A correction as readers see it. Without a title the article is not there to be read, and is not named."""

    correction: Correction
    title: str


@transaction.atomic
def publish(
    article: Article,
    by: User,
    *,
    was_wrong: str,
    put_right: str,
    edition: Edition | None = None,
    concern: Concern | None = None,
) -> Correction:
    """Tell readers of it. Raises Refused with a sentence if it can't be told."""
    require(concern_rules.may_correct(by), _("Only a publisher can publish a correction."))
    was_wrong, put_right = was_wrong.strip(), put_right.strip()
    require(was_wrong, _("Write what was wrong."))
    require(put_right, _("Write what we did about it."))
    require(
        article.editions.filter(state__in=Edition.PUBLIC).exists(),
        _("Readers have never seen this article, so there is nothing to correct in public."),
    )
    if edition is not None:
        require(
            edition.article_id == article.pk and edition.state in Edition.PUBLIC,
            _("Choose an edition of this article that readers have seen."),
        )
    if concern is not None:
        require(concern.article_id == article.pk, _("That concern is not about this article."))
    for text in (was_wrong, put_right):
        _refuse_claim(text)
    correction = Correction.objects.create(
        article=article, edition=edition, was_wrong=was_wrong, put_right=put_right, concern=concern, made_by=by
    )
    if concern is not None:
        ConcernEvent.objects.create(concern=concern, what=_("A correction was published"), by=by)
    return correction


def told() -> list[Told]:
    """Every correction of an article that readers have seen, the newest first."""
    seen = Edition.objects.filter(state__in=Edition.PUBLIC).values("article")
    corrections = Correction.objects.filter(article__in=seen).select_related("article", "edition")
    titles = _titles({correction.article_id for correction in corrections})
    return [Told(correction, titles.get(correction.article_id, "")) for correction in corrections]


def corrections_of(article: Article) -> tuple[Correction, ...]:
    """Those of one article, the newest first."""
    return tuple(article.corrections.select_related("edition"))


def _titles(articles: set[int]) -> dict[int, str]:
    """The titles of those articles that can be read now, and that verify."""
    titles = {}
    readable = Edition.objects.readable().values("pk")
    for edition in Edition.objects.current().filter(article__in=articles, pk__in=readable).select_related("article"):
        try:
            published_standing(edition)
        except proof.ProofError:
            continue  # the article's page logs it for the publisher, and shows nothing either
        titles[edition.article_id] = edition.get_content().title
    return titles


def _refuse_claim(text: str) -> None:
    """Corrections stand on reviewed pages, so they can't claim a review either."""
    claim = claimed_review(text)
    if claim:
        sentence = _("“%(claim)s” claims a review. Remove it: reviews are shown from records and cannot be typed.")
        raise Refused(sentence % {"claim": claim})
