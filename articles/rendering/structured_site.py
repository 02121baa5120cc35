"""Structured data of the pages that are no article: the home page, and a clinician's profile."""

from dataclasses import dataclass

from articles.rendering.structured_data import Node, ReviewerFacts, person


@dataclass(frozen=True)
class SiteFacts:
    """The site as its home page shows it. `url` is absolute; `principles_url` leads to how we review."""

    url: str
    name: str
    language: str
    principles_url: str


def home_page(site: SiteFacts) -> Node:
    """The site and who publishes it. No search action: search engines retired it."""
    publisher = {"@id": f"{site.url}#publisher"}
    website = {"@type": "WebSite", "@id": f"{site.url}#site", "url": site.url, "name": site.name}
    organisation = {"@type": "Organization", **publisher, "name": site.name, "url": site.url}
    return {
        "@context": "https://schema.org",
        "@graph": [
            website | {"inLanguage": site.language, "publisher": publisher},
            organisation | {"publishingPrinciples": site.principles_url},
        ],
    }


def profile_page(reviewer: ReviewerFacts, language: str) -> Node:
    """The page about a clinician. `reviewer.url` is its address."""
    return {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "@id": reviewer.url,
        "url": reviewer.url,
        "name": reviewer.name,
        "inLanguage": language,
        "mainEntity": person(reviewer),
    }
