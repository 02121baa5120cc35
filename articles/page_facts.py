"""What search engines are told of a page: the facts that it shows, for `rendering.structured_data` to spell."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import proof
from articles.models import Correction, Edition, Topic
from articles.rendering.structured_data import (
    CorrectionFacts,
    EncodingFacts,
    PageFacts,
    ReviewerFacts,
    json_ld,
    script_text,
)
from articles.standing import Check, Standing
from reviewers.models import Specialty


def structured_data(
    edition: Edition,
    standing: Standing,
    *,
    summary: str,
    published_on: date,
    updated_on: date | None,
    topics: tuple[Topic, ...] = (),
) -> SafeString:
    """The inside of the page's script element."""
    content, slug = edition.get_content(), edition.article.slug
    facts = PageFacts(
        url=_address("article", slug),
        site_url=settings.SITE_URL,
        publisher_name=settings.PUBLISHER_NAME,
        content=content,
        description=summary,
        edition=edition.number,
        published_on=published_on,
        modified_on=updated_on or published_on,
        principles_url=_address("how-we-review"),
        breadcrumbs=(
            (_("Articles"), _address("articles")),
            *((topic.name, _address("topic", topic.slug)) for topic in topics[:1]),
            (content.title, _address("article", slug)),
        ),
        encodings=(
            EncodingFacts(
                _address("edition-json", slug, edition.number), "application/json", proof.sha256(edition.content)
            ),
            EncodingFacts(_address("edition-html", slug, edition.number), "text/plain", proof.sha256(edition.html)),
        ),
        specialties=tuple(
            Specialty.objects.filter(slug__in=edition.required_specialties).values_list("name", flat=True)
        ),
        reviewed_on=standing.reviewed_on if standing.is_checked else None,
        reviewers=tuple(_reviewer(check) for check in standing.whole) if standing.is_checked else (),
        corrections=tuple(_correction(each) for each in edition.article.corrections.all()),
    )
    return script_text(json_ld(facts))


def _reviewer(check: Check) -> ReviewerFacts:
    """The reviewer as they signed."""
    who = check.reviewer
    return ReviewerFacts(
        name=who["name"],
        url=_address("reviewer", check.review.reviewer.slug),
        job_title=who["job_title"],
        regulator=who["regulator"],
        regulator_name=check.review.reviewer.regulator.name,
        registration_number=who["registration_number"],
        specialties=tuple(who["specialties"]),
    )


def _correction(correction: Correction) -> CorrectionFacts:
    text = f"{correction.was_wrong} {correction.put_right}"
    return CorrectionFacts(text, timezone.localdate(correction.made_at))


def _address(name: str, *parts: str | int) -> str:
    return settings.SITE_URL + reverse(name, args=parts)
