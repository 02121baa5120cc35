"""Where an article stands, as an editor has to know it: what readers see, what a clinician has, what came back."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from articles.content import Content
from articles.models import Article, Edition, Review
from articles.standing import published_at

_SHOWN_IN_LIST = (
    Edition.State.IN_REVIEW,
    Edition.State.APPROVED,
    Edition.State.RETURNED,
    Edition.State.PUBLISHED,
    Edition.State.WITHDRAWN,
)


@dataclass(frozen=True)
class ArticleState:
    """`differs`: the draft says something else than the edition in flight. `back` is the newest edition, if it came
    back from review or was taken back, with `returned`, the decision that sent it back, if a clinician did."""

    in_flight: Edition | None
    differs: bool
    back: Edition | None
    returned: Review | None
    public: Edition | None
    published_at: datetime | None


def state_of(article: Article, draft: Content) -> ArticleState:
    newest = article.editions.order_by("-number").select_related("submitted_by").first()
    in_flight = newest if newest and newest.state in Edition.IN_FLIGHT else None
    back = newest if newest and newest.state in (Edition.State.RETURNED, Edition.State.RECALLED) else None
    public = article.editions.current().select_related("successor").first()
    return ArticleState(
        in_flight=in_flight,
        differs=in_flight is not None and in_flight.get_content() != draft,
        back=back,
        returned=back.reviews.filter(decision=Review.Decision.RETURN).last() if back else None,
        public=public,
        published_at=published_at(public) if public else None,
    )


def in_short(article: Article) -> str:
    """One line for the list of articles: what is newest, and what readers see if that is an older edition."""
    editions = sorted(article.editions.all(), key=lambda edition: -edition.number)
    public = next((edition for edition in editions if edition.state in Edition.PUBLIC), None)
    told = [edition for edition in editions[:1] if edition.state in _SHOWN_IN_LIST]
    if public and public not in told:
        told.append(public)
    return "; ".join(_edition_in_words(edition) for edition in told) or _("Draft")


def _edition_in_words(edition: Edition) -> str:
    return _("Edition %(number)d: %(state)s") % {
        "number": edition.number,
        "state": edition.get_state_display().lower(),
    }
