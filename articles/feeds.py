"""The feed of new and changed articles."""

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from articles.listing import Listed, all_listed

_MOST = 30


class ArticleFeed(Feed):  # type: ignore[type-arg]  # generic in the stubs only
    """Published articles, the latest edition first."""

    feed_type = Atom1Feed
    title = _("New and updated articles")
    subtitle = _("Health articles that a registered clinician has checked, word for word.")

    def link(self) -> str:
        return reverse("articles")

    def items(self) -> list[Listed]:
        dated = [item for item in all_listed() if item.published_at]
        return sorted(dated, key=_moment, reverse=True)[:_MOST]

    def item_title(self, item: Listed) -> str:
        return item.title

    def item_description(self, item: Listed) -> str:
        """Escaped, because feed readers take a summary for HTML."""
        return escape(item.summary)

    def item_link(self, item: Listed) -> str:
        return reverse("article", args=[item.slug])

    def item_guid(self, item: Listed) -> str:
        return f"{settings.SITE_URL}/articles/{item.edition.article.uid}/{item.edition.number}"

    def item_updateddate(self, item: Listed) -> datetime | None:
        return item.published_at


def _moment(item: Listed) -> datetime:
    return item.published_at or item.edition.submitted_at
