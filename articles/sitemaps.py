"""What search engines are told of: the published articles, the lists of them, the clinicians and the standing pages."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from articles.listing import all_listed
from articles.profile import profiled
from articles.signposts import in_sitemap
from articles.topics import topics_of


@dataclass(frozen=True)
class Place:
    """A page. `changed_at` is when it last changed by the log, where a record tells it; otherwise nothing is said."""

    address: str
    changed_at: datetime | None = None


class ReadersPages(Sitemap):  # type: ignore[type-arg]  # generic in the stubs only
    """All of them in one list, so that every article is verified once a request."""

    def items(self) -> list[Place]:
        listed = all_listed()
        return [
            *(Place(reverse(name)) for name in in_sitemap()),
            *(Place(reverse("topic", args=[filed.topic.slug])) for filed in topics_of(listed)),
            *(Place(reverse("article", args=[item.slug]), item.changed_at) for item in listed),
            *(Place(reviewer.get_absolute_url()) for reviewer in profiled().order_by("name", "pk")),
        ]

    def location(self, item: Place) -> str:
        return item.address

    def lastmod(self, item: Place) -> datetime | None:
        return item.changed_at

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc
