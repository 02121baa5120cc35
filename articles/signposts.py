"""The standing pages: what the foot of every page links to, and the sitemap names.

A new page for readers that is always there gets a line here, and is in both.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Signpost:
    """The name of the page's address, and the words of the link."""

    name: str
    words: Words
    in_sitemap: bool = True


@dataclass(frozen=True)
class Group:
    heading: Words
    signposts: tuple[Signpost, ...]


GROUPS = (
    Group(
        _("Find an article"),
        (
            Signpost("topics", _("Topics")),
            Signpost("articles", _("A to Z")),
            Signpost("reviewers", _("Clinicians who check")),
        ),
    ),
    Group(
        _("Why you can trust it"),
        (
            Signpost("how-we-review", _("How we review")),
            Signpost("proof", _("Check the proof yourself")),
            Signpost("corrections", _("Corrections")),
            Signpost("funding", _("Who pays for this site")),
            Signpost("accessibility", _("Accessibility")),
            Signpost("privacy", _("Privacy")),
        ),
    ),
    Group(
        _("For machines"),
        (
            Signpost("feed", _("Feed of changes"), in_sitemap=False),
            Signpost("sitemap", _("Sitemap"), in_sitemap=False),
            Signpost("changes", _("Changes as JSON"), in_sitemap=False),
            Signpost("log", _("Log of reviews"), in_sitemap=False),
        ),
    ),
)

NOT_FOR_ROBOTS = ("/admin/", "/desk/", "/account/", "/sign-in/", "/search/", "/concern")
"""What search engines are asked to leave alone: beginnings of addresses, as robots.txt names them."""


def in_sitemap() -> list[str]:
    """The names of the addresses of all standing pages that search engines are told of, the home page first."""
    return ["home", *(post.name for group in GROUPS for post in group.signposts if post.in_sitemap)]
