"""What search engines are told of: the published articles and the standing pages."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from articles.listing import Listed, all_listed


class ArticleSitemap(Sitemap):  # type: ignore[type-arg]  # generic in the stubs only
    def items(self) -> list[Listed]:
        return all_listed()

    def location(self, item: Listed) -> str:
        return reverse("article", args=[item.slug])

    def lastmod(self, item: Listed) -> datetime | None:
        return item.published_at


class StandingPages(Sitemap):  # type: ignore[type-arg]  # generic in the stubs only
    def items(self) -> list[str]:
        return ["articles", "how-we-review", "proof", "funding", "accessibility", "privacy"]

    def location(self, item: str) -> str:
        return reverse(item)
