"""What is drawn around an edition for readers, from records: checks, dates, banners, promotions, other articles."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import corrections, proof
from articles.listing import summary_of
from articles.models import Correction, Edition, LogEntry, Promotion, Topic
from articles.page_facts import structured_data
from articles.related import Related, related_to
from articles.standing import Check, Standing, Status, published_standing
from articles.topics import topics_above
from references.models import Reference


@dataclass(frozen=True)
class Banner:
    """Something that a reader has to know before the first word."""

    heading: str
    text: str
    url: str = ""
    link: str = ""


@dataclass(frozen=True)
class Page:
    """A page for readers, or a preview of one. `html` is frozen; everything else is drawn around it.

    `checks` are the clinicians' readings of every word; `small_checks` those of the changes since.
    """

    slug: str
    title: str
    byline: str
    html: str
    summary: str = ""
    number: int | None = None
    canonical_url: str = ""
    checks: tuple[Check, ...] = ()
    small_checks: tuple[Check, ...] = ()
    is_checked: bool = False
    reviewed_on: date | None = None
    next_check_by: date | None = None
    banners: tuple[Banner, ...] = ()
    published_on: date | None = None
    updated_on: date | None = None
    corrections: tuple[Correction, ...] = ()
    promotions: tuple[Promotion, ...] = ()
    topics: tuple[Topic, ...] = ()
    related: tuple[Related, ...] = ()
    has_exercises: bool = False
    structured_data: str = ""


def page_of(edition: Edition) -> Page:
    """The page of an edition that may be read. Raises proof.ProofError if anything behind it fails to verify."""
    standing = published_standing(edition)
    content = edition.get_content()
    summary = content.description or summary_of(edition.html)
    published_on, updated_on = dates_of(edition)
    topics = topics_above(edition)
    counts = standing.status != Status.OFF_REGISTER
    return Page(
        slug=edition.article.slug,
        title=content.title,
        byline=content.byline,
        html=edition.html,
        summary=summary,
        number=edition.number,
        canonical_url=settings.SITE_URL + edition.article.get_absolute_url(),
        checks=standing.whole if counts else (),
        small_checks=tuple(check for check in standing.checks if counts and not check.is_whole),
        is_checked=standing.is_checked,
        reviewed_on=standing.reviewed_on if counts else None,
        next_check_by=standing.valid_until if counts else None,
        banners=tuple(_banners(edition, standing)),
        published_on=published_on,
        updated_on=updated_on,
        corrections=corrections.corrections_of(edition.article),
        promotions=_promotions(edition),
        topics=topics,
        related=related_to(edition, topics),
        has_exercises='<ol class="exercises">' in edition.html,
        structured_data=structured_data(
            edition, standing, summary=summary, published_on=published_on, updated_on=updated_on, topics=topics
        ),
    )


def _banners(edition: Edition, standing: Standing) -> Iterator[Banner]:
    if edition.state == Edition.State.WITHDRAWN:
        yield _out_of_date(edition)
    if standing.status == Status.REVOKED:
        yield Banner(
            _("No clinician stands behind this article now"),
            _("The clinician who checked it has taken the approval back. Ask a professional before you rely on it."),
        )
    if standing.status == Status.OVERDUE and standing.valid_until:
        yield Banner(
            _("This article is overdue for a check"),
            _("A clinician should have checked it again by %(date)s. Parts of it may be out of date.")
            % {"date": date_format(standing.valid_until)},
        )
    if standing.status == Status.OFF_REGISTER:
        for check in standing.off_register:
            yield _off_register(edition, check)
    for reference in _retracted(edition):
        yield Banner(
            _("A source of this article has been retracted"),
            _("“%(title)s” was taken back by its publisher. We are checking what that means for this article.")
            % {"title": reference.title},
        )


def _off_register(edition: Edition, check: Check) -> Banner:
    """That the register did not list them, and nothing about why."""
    again, day = _("We are having this article checked again."), check.review.reviewer.not_found_on()
    record = {"url": reverse("review-record", args=[edition.article.slug]), "link": _("See the full record")}
    if day is None:
        return Banner(again, "", **record)
    told = _("%(name)s was not on the register when it was checked on %(date)s.")
    return Banner(told % {"name": check.reviewer["name"], "date": date_format(day, "j F Y")}, again, **record)


def _out_of_date(edition: Edition) -> Banner:
    successor = edition.successor
    has_page = successor is not None and Edition.objects.listed().filter(article=successor).exists()
    return Banner(
        _("This article is out of date"),
        _("You can still read it, but please do not rely on it. Why: %(reason)s")
        % {"reason": edition.withdrawal_reason},
        url=successor.get_absolute_url() if successor and has_page else "",
        link=_("Read the newer article") if has_page else "",
    )


def _retracted(edition: Edition) -> list[Reference]:
    return list(
        Reference.objects.filter(edition_references__edition=edition, retraction=Reference.Retraction.RETRACTED)
    )


def dates_of(edition: Edition) -> tuple[date, date | None]:
    """When the article first appeared and, from its second edition on, when this one did: by the log, verified."""
    entries = list(
        LogEntry.objects.filter(edition__article=edition.article, kind=LogEntry.Kind.PUBLISH)
        .select_related("review", "edition__article")
        .order_by("seq")
    )
    for entry in entries:
        proof.check_log_entry(entry)
    first, own = entries[0], next(entry for entry in entries if entry.edition_id == edition.pk)
    return timezone.localdate(first.at), None if own == first else timezone.localdate(own.at)


def _promotions(edition: Edition) -> tuple[Promotion, ...]:
    """None beside an article that readers should not rely on."""
    if edition.state != Edition.State.PUBLISHED:
        return ()
    return tuple(edition.article.promotions.filter(active=True))
