"""Which page of ours a concern is about, told from the address that came with it."""

from dataclasses import dataclass

from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from articles import proof
from articles.models import Concern, Edition, FormerSlug
from articles.standing import published_standing

_LONGEST = Concern._meta.get_field("page").max_length or 0
_OURS = "concern"
"""What the names of the concern pages begin with: nobody reports those, and one has a code in its address."""


@dataclass(frozen=True)
class About:
    """A page of ours. `edition` is the one that readers have now, if it is a page of an article; `title` is public."""

    path: str = ""
    edition: Edition | None = None
    title: str = ""


def about(address: str) -> About:
    """What the address names: its path alone. Nothing, if it is none of ours."""
    path = address.partition("?")[0].partition("#")[0]
    if not _is_local(path):
        return About()
    try:
        match = resolve(path)
    except Resolver404:
        return About(path)
    if str(match.url_name).startswith(_OURS):
        return About()
    slug = match.kwargs.get("slug")
    edition = _current(slug) if slug and match.route.startswith("articles/") else None
    return About(path, edition, _public_title(edition) if edition else "")


def _is_local(path: str) -> bool:
    """A path of this site, and nothing that a browser could take for another host."""
    local = path.startswith("/") and path.isprintable() and len(path) <= _LONGEST
    return local and url_has_allowed_host_and_scheme(path, allowed_hosts=None)


def _current(slug: str) -> Edition | None:
    """The newest edition that readers ever had of the article at this address or former address."""
    current = Edition.objects.current().select_related("article")
    moved = FormerSlug.objects.filter(slug=slug).values("article")
    return current.filter(article__slug=slug).first() or current.filter(article__in=moved).first()


def _public_title(edition: Edition) -> str:
    """The title, while the page that shows it can be read."""
    if not Edition.objects.readable().filter(pk=edition.pk).exists():
        return ""
    try:
        published_standing(edition)
    except proof.ProofError:
        return ""
    return edition.get_content().title
