"""An article as JSON for programs: what was approved, who stands behind it now, and where the rest is.

The models below are the one definition of the answer; its JSON Schema is made of them.
"""

import logging
from collections.abc import Iterator
from datetime import date
from http import HTTPStatus
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from articles import proof
from articles.content import Content
from articles.exporting import as_json
from articles.machines import answer, for_machines, refused
from articles.models import Edition
from articles.page import dates_of
from articles.standing import Check, Standing, Status, published_standing
from articles.views import current_edition, moved, successor_of

logger = logging.getLogger(__name__)


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, serialize_by_alias=True)


class Reviewer(_Told):
    """A clinician whose approval stands behind the article, with their details as they signed.

    `version` is the one that they read. `only` and `outside` are parts by name: nothing but these, or all but these.
    """

    name: str
    job_title: str
    regulator: str
    registration_number: str
    profile: str
    at: AwareDatetime
    scope: Literal["whole", "changes only"]
    version: int
    only: tuple[str, ...]
    outside: tuple[str, ...]
    interests: str


class StandingReview(_Told):
    """What stands behind the article at this moment.

    `reviewed_on` is when every word was last read, `valid_until` the last day on which that counts. Neither they nor
    reviewers are named while no approval counts: after a revocation, or while a reviewer is off the register.
    """

    status: Status
    reviewed_on: date | None
    valid_until: date | None
    reviewers: tuple[Reviewer, ...]


class Withdrawal(_Told):
    """Why the article is out of date. `successor` is the address of the article to read instead."""

    reason: str
    successor: str | None


class Links(_Told):
    """Absolute addresses: the page, its record, what is needed to check the signatures, and this answer's schema.

    `exercises` is the sheet of exercises to print, if there are any.
    """

    page: str
    record: str
    review: str
    edition_json: str
    edition_html: str
    exercises: str | None
    log: str
    keys: str
    schema_: str = Field(alias="schema")


class ArticleAnswer(_Told):
    """`digest` is SHA-256 in hexadecimal over the frozen content and html of this version (see the proof page)."""

    format: Literal["medgo2u.article/1"] = "medgo2u.article/1"
    article: str
    slug: str
    version: int
    language: str
    digest: str = Field(pattern="^[0-9a-f]{64}$")
    published_on: date
    updated_on: date | None
    withdrawn: Withdrawal | None
    review: StandingReview
    links: Links
    content: Content


@for_machines
def article_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest version, as its page shows it; moved, gone or unproved where the page is."""
    edition = current_edition(article__slug=slug)
    if edition is None:
        return moved(request, slug, {})
    successor = successor_of(edition)
    instead = _address("article", successor.article.slug) if successor else None
    if edition.withdrawn_as == Edition.WithdrawnAs.UNSAFE:
        sentence = _("This article was withdrawn because following it might not be safe. Delete your copies.")
        return refused(HTTPStatus.GONE, sentence, reason=edition.withdrawal_reason, successor=instead)
    try:
        return answer(_told(edition, published_standing(edition), instead))
    except proof.ProofError:
        logger.exception("%s is not given out: its proof fails.", edition)
        sentence = _("What we hold is not what was approved, so we give nothing out. The publisher has been told.")
        return refused(HTTPStatus.SERVICE_UNAVAILABLE, sentence)


@for_machines
def article_schema(_request: HttpRequest) -> HttpResponse:
    return JsonResponse(schema(), content_type="application/schema+json")


@for_machines
def content_schema(_request: HttpRequest) -> HttpResponse:
    return JsonResponse(as_json.schema(), content_type="application/schema+json")


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of an article's answer."""
    made = ArticleAnswer.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": _address("article-schema"), **made}


def _told(edition: Edition, standing: Standing, instead: str | None) -> ArticleAnswer:
    content, (published_on, updated_on) = edition.get_content(), dates_of(edition)
    is_withdrawn = edition.state == Edition.State.WITHDRAWN
    return ArticleAnswer(
        article=str(edition.article.uid),
        slug=edition.article.slug,
        version=edition.number,
        language=edition.language,
        digest=edition.digest,
        published_on=published_on,
        updated_on=updated_on,
        withdrawn=Withdrawal(reason=edition.withdrawal_reason, successor=instead) if is_withdrawn else None,
        review=_review(standing),
        links=_links(edition, content),
        content=content,
    )


def _review(standing: Standing) -> StandingReview:
    counts = standing.status in (Status.CHECKED, Status.OVERDUE)
    return StandingReview(
        status=standing.status,
        reviewed_on=standing.reviewed_on if counts else None,
        valid_until=standing.valid_until if counts else None,
        reviewers=tuple(_reviewers(standing)) if counts else (),
    )


def _reviewers(standing: Standing) -> Iterator[Reviewer]:
    small = (check for check in standing.checks if not check.is_whole)
    for check in (*standing.whole, *small):
        yield _reviewer(check)


def _reviewer(check: Check) -> Reviewer:
    return Reviewer(
        **{name: check.reviewer[name] for name in ("name", "job_title", "regulator", "registration_number")},
        profile=_address("reviewer", check.review.reviewer.slug),
        at=check.at,
        scope="whole" if check.is_whole else "changes only",
        version=check.edition_number,
        only=check.only,
        outside=check.outside,
        interests=check.interests,
    )


def _links(edition: Edition, content: Content) -> Links:
    slug, has_exercises = edition.article.slug, any(section.exercises for section in content.sections)
    return Links(
        page=_address("article", slug),
        record=_address("review-record", slug),
        review=_address("review-json", slug),
        edition_json=_address("edition-json", slug, edition.number),
        edition_html=_address("edition-html", slug, edition.number),
        exercises=_address("exercises", slug) if has_exercises else None,
        log=_address("log"),
        keys=_address("jwks"),
        schema=_address("article-schema"),
    )


def _address(name: str, *parts: str | int) -> str:
    return settings.SITE_URL + reverse(name, args=parts)
