"""The pages by which readers find an article: home, A to Z, topics, reviewers; and what search engines may visit."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from articles.alphabet import by_letter, sort_key
from articles.listing import Listed, all_listed, listed_in, newest_first
from articles.models import Edition, Topic
from articles.profile import Looked, has_stopped, looked_at, profiled
from articles.signposts import NOT_FOR_ROBOTS
from articles.topics import topics_of
from articles.views import public
from reviewers.models import Reviewer

_NEWEST = 6


@dataclass(frozen=True)
class News:
    """An article in its newest version: when that came, and whether readers knew an earlier one."""

    item: Listed
    on: date
    is_update: bool


@dataclass(frozen=True)
class Profiled:
    """A clinician in the list: the facts of their profile, and how many published articles rest on them."""

    reviewer: Reviewer
    specialties: tuple[str, ...]
    looked: Looked | None
    stopped: bool
    articles: int


@public
def home(request: HttpRequest) -> HttpResponse:
    listed = all_listed()
    news = _news(listed)
    context = {
        "topics": topics_of(listed),
        "news": news,
        "example": news[0].item if news else None,
        "nothing_yet": not listed,
    }
    return render(request, "articles/home.html", context)


def _news(listed: list[Listed]) -> list[News]:
    """The newest of those that are checked: no place for an article that nobody should rely on."""
    checked = (item for item in newest_first(listed) if item.standing.is_checked)
    newest = list(islice(checked, _NEWEST))
    earlier = Edition.objects.filter(state__in=Edition.PUBLIC).exclude(pk__in=[item.edition.pk for item in newest])
    known = set(earlier.values_list("article_id", flat=True))
    return [News(item, timezone.localdate(item.published_at), item.edition.article_id in known) for item in newest]


@public
def a_to_z(request: HttpRequest) -> HttpResponse:
    letters = by_letter(all_listed(), lambda item: item.title)
    return render(request, "articles/a_to_z.html", {"letters": letters})


@public
def topics(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/topics.html", {"topics": topics_of(all_listed())})


@public
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic that lists nothing has no page: what is filed under it may be secret yet."""
    found = get_object_or_404(Topic, slug=slug)
    articles = listed_in(found)
    if not articles:
        raise Http404
    return render(request, "articles/topic.html", {"topic": found, "articles": articles})


@public
def reviewers(request: HttpRequest) -> HttpResponse:
    """Every clinician who has a public page, with the same facts as there."""
    listed = all_listed()
    known = sorted(
        profiled().prefetch_related("specialties", "register_checks"),
        key=lambda reviewer: (sort_key(reviewer.name), reviewer.pk),
    )
    people = [
        Profiled(
            reviewer=reviewer,
            specialties=tuple(specialty.name for specialty in reviewer.specialties.all()),
            looked=looked_at(reviewer),
            stopped=has_stopped(reviewer),
            articles=sum(item.is_checked_by(reviewer) for item in listed),
        )
        for reviewer in known
    ]
    return render(request, "reviewers/list.html", {"people": people})


@public
def robots(_request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: {beginning}" for beginning in NOT_FOR_ROBOTS),
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
