"""The feeds of new and changed articles: of all, and of one topic."""

from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.listing import Listed, all_listed, listed_in, newest_first
from articles.models import Topic
from articles.topics import Filed

_MOST = 30


class _Entries(Feed):  # type: ignore[type-arg]  # generic in the stubs only
    """Published articles, the latest version first. A new version is a new entry; its moment is that of the log."""

    feed_type = Atom1Feed

    def author_name(self) -> str:
        """RFC 4287, 4.1.1: a feed names its author unless every entry does."""
        return settings.PUBLISHER_NAME

    def item_title(self, item: Listed) -> str:
        return item.title

    def item_description(self, item: Listed) -> str:
        """Escaped, because feed readers take a summary for HTML."""
        return escape(item.summary)

    def item_link(self, item: Listed) -> str:
        return settings.SITE_URL + reverse("article", args=[item.slug])

    def item_guid(self, item: Listed) -> str:
        return f"{settings.SITE_URL}/articles/{item.edition.article.uid}/{item.edition.number}"

    def item_updateddate(self, item: Listed) -> datetime | None:
        return item.published_at


class ArticleFeed(_Entries):
    title: str | Promise = gettext_lazy("New and updated articles")
    subtitle: str | Promise = gettext_lazy("Health articles that a registered clinician has checked, word for word.")

    def link(self) -> str:
        return settings.SITE_URL + reverse("articles")

    def feed_url(self) -> str:
        return settings.SITE_URL + reverse("feed")

    def items(self) -> list[Listed]:
        return newest_first(all_listed())[:_MOST]


class TopicFeed(_Entries):
    """None of a topic that lists no article: it has no page either."""

    def get_object(self, request: HttpRequest, slug: str) -> Filed:
        topic = get_object_or_404(Topic, slug=slug)
        articles = tuple(listed_in(topic))
        if not articles:
            raise Http404
        return Filed(topic, articles)

    def title(self, filed: Filed) -> str:
        return _("%(topic)s: new and updated articles") % {"topic": filed.topic.name}

    def subtitle(self, filed: Filed) -> str:
        return filed.topic.summary

    def link(self, filed: Filed) -> str:
        return settings.SITE_URL + reverse("topic", args=[filed.topic.slug])

    def feed_url(self, filed: Filed) -> str:
        return settings.SITE_URL + reverse("topic-feed", args=[filed.topic.slug])

    def items(self, filed: Filed) -> list[Listed]:
        return newest_first(filed.articles)[:_MOST]
