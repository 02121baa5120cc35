"""The standing pages about us: how we review, who pays, accessibility, privacy."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.listing import Listed, all_listed
from articles.models import Promotion
from articles.policy import house_rules, sooner_than_usual
from articles.views import public

TESTED_ON = date(2026, 11, 25)
"""When the pages were last tried as the accessibility statement says; a new trial changes it."""


@dataclass(frozen=True)
class Running:
    """A promotion that readers can meet now, and the published articles beside which it stands."""

    promotion: Promotion
    articles: tuple[Listed, ...]


@public
def how_we_review(request: HttpRequest) -> HttpResponse:
    context = {
        "review_months": settings.REVIEW_VALID_MONTHS,
        "register_days": settings.REGISTER_CHECK_VALID_DAYS,
        "rules": house_rules(),
        "sooner": sooner_than_usual(),
    }
    return render(request, "articles/how_we_review.html", context)


@public
def funding(request: HttpRequest) -> HttpResponse:
    return render(request, "about/funding.html", {"funding": settings.PUBLISHER_FUNDING, "running": running()})


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    context = {"tested_on": TESTED_ON, "again_by": TESTED_ON.replace(year=TESTED_ON.year + 1)}
    return render(request, "about/accessibility.html", context)


@public
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "about/privacy.html", {"concern_days": getattr(settings, "CONCERN_KEPT_DAYS", None)})


def running() -> list[Running]:
    """Promotions switched on beside articles that are published and proven; of other articles nothing is told."""
    listed = {item.edition.article_id: item for item in all_listed()}
    found = []
    for promotion in Promotion.objects.filter(active=True).prefetch_related("articles"):
        beside = [listed[article.pk] for article in promotion.articles.all() if article.pk in listed]
        if beside:
            found.append(Running(promotion, tuple(sorted(beside, key=lambda item: item.title.casefold()))))
    return found
