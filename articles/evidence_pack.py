"""The evidence pack: all that proves who checked an article, as one ZIP that can be read and verified without us.

There are two: readers' holds what readers may see; the house's also holds what was returned, what waits, and what the
checks say. The same records always make the same bytes.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.template.loader import render_to_string

from articles import checks, keys, proof, standing
from articles.models import Article, Edition, LogEntry, Review
from articles.public_log import told
from articles.record import how_signed, listed

SCRIPT = settings.BASE_DIR / "scripts" / "verify_article.py"
_THE_SAME_EVERY_TIME = (1980, 1, 1, 0, 0, 0)
_READABLE_BY_ALL = 0o100644 << 16

Files = dict[str, str]
"""The text of each file by its name in the pack."""


@dataclass(frozen=True)
class Packed:
    """An edition as the summary tells of it."""

    edition: Edition
    reviews: tuple[Review, ...]
    events: tuple[LogEntry, ...]
    problems: tuple[str, ...]


def for_readers(article: Article) -> bytes:
    """What readers may see. Raises proof.ProofError if anything of it fails to verify."""
    numbers = [edition["edition"] for edition in listed(article)]
    readable = article.editions.filter(number__in=numbers).order_by("number")
    editions = [_packed(edition, Review.objects.exclude(decision=Review.Decision.RETURN)) for edition in readable]
    entries = [told(entry) for entry in _whole_log()]
    return _zipped({**_files(editions), **_common(article, editions, entries, is_public=True)})


def for_the_house(article: Article) -> bytes:
    """Everything recorded of every edition. What fails to verify is named in the summary, and packed all the same."""
    editions = [_packed(edition, Review.objects.all()) for edition in article.editions.order_by("number")]
    entries = [
        _told_to_the_house(entry) if entry.edition.article_id == article.pk else told(entry) for entry in _whole_log()
    ]
    findings = {f"editions/{each.edition.number}/checks.txt": _checks(each) for each in editions}
    return _zipped({**_files(editions), **findings, **_common(article, editions, entries, is_public=False)})


def as_download(article: Article, pack: bytes) -> HttpResponse:
    response = HttpResponse(pack, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{article.slug}-evidence.zip"'
    return response


def _packed(edition: Edition, reviews: QuerySet[Review]) -> Packed:
    """The edition with those of its reviews that are among these."""
    own = (
        reviews.filter(edition=edition)
        .select_related("reviewer__regulator", "edition__article")
        .order_by("log_entry__seq")
    )
    events = edition.log_entries.filter(review=None).order_by("seq")
    return Packed(edition, tuple(own), tuple(events), tuple(_problems(edition)))


def _problems(edition: Edition) -> Iterator[str]:
    try:
        proof.check_edition(edition)
        for review in edition.reviews.select_related("reviewer__regulator", "edition__article"):
            proof.check_review(review)
        if edition.state in (Edition.State.APPROVED, *Edition.PUBLIC):
            standing.published_standing(edition)
    except proof.ProofError as error:
        yield str(error)


def _whole_log() -> Iterable[LogEntry]:
    return LogEntry.objects.select_related("review", "edition").order_by("seq").iterator()


def _told_to_the_house(entry: LogEntry) -> dict[str, str]:
    statement = entry.review.statement if entry.review else entry.statement
    return {**told(entry), "statement": statement, "evidence": entry.review.evidence if entry.review else ""}


def _files(editions: Iterable[Packed]) -> Files:
    """Each edition as it was frozen, and each review with its signature and evidence."""
    files = {}
    for each in editions:
        folder = f"editions/{each.edition.number}"
        files[f"{folder}/content.json"] = each.edition.content
        files[f"{folder}/page.html"] = each.edition.html
        for number, review in enumerate(each.reviews, 1):
            name = f"{folder}/reviews/{number}-{Review.Decision(review.decision).value}"
            files[f"{name}.statement.json"] = review.statement
            files[f"{name}.signature.txt"] = review.signature
            if review.evidence:
                files[f"{name}.evidence.json"] = review.evidence
    return files


def _common(article: Article, editions: list[Packed], entries: list[dict[str, str]], *, is_public: bool) -> Files:
    context = {
        "article": article,
        "address": settings.SITE_URL + article.get_absolute_url(),
        "title": _title(article, editions),
        "editions": [_in_words(each) for each in editions],
        "is_public": is_public,
        "entries": len(entries),
        "head": entries[-1]["hash"] if entries else proof.NO_ENTRY,
    }
    return {
        "README.txt": render_to_string("articles/evidence_pack.txt", context),
        "keys.json": _spelt({"keys": keys.public_keys()}),
        "log.json": _spelt({"entries": entries}),
        "verify_article.py": SCRIPT.read_text(encoding="utf-8"),
    }


def _title(article: Article, editions: list[Packed]) -> str:
    """That of the newest edition; the draft's where there is none, or none that can be read."""
    newest = [each.edition for each in editions[-1:] if not each.problems]
    return newest[0].get_content().title if newest else article.title


def _in_words(each: Packed) -> dict[str, Any]:
    """What the summary says of an edition."""
    return {
        "number": each.edition.number,
        "state": each.edition.get_state_display(),
        "digest": each.edition.digest,
        "problems": each.problems,
        "events": each.events,
        "reviews": [] if each.problems else [_review_in_words(review) for review in each.reviews],
    }


def _review_in_words(review: Review) -> dict[str, Any]:
    return {
        "decision": review.get_decision_display(),
        "stated": review.stated(),
        "at": review.at,
        "how": how_signed(review),
    }


def _checks(each: Packed) -> str:
    """What today's checks say of the frozen content, one finding a line."""
    edition = each.edition
    if each.problems:
        return "Not checked: the edition does not verify.\n"
    before = edition.article.editions.ever_approved().filter(number__lt=edition.number).count()
    found = checks.run_checks(edition.get_content(), checks.Context(edition=before + 1))
    lines = [f"{one.level} {one.code}: {one.label}: {one.message} {one.advice}" for one in found]
    return "".join(f"{line}\n" for line in lines or ["The checks found nothing."])


def _spelt(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _zipped(files: Files) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, text in sorted(files.items()):
            about = zipfile.ZipInfo(name, _THE_SAME_EVERY_TIME)
            about.compress_type, about.external_attr = zipfile.ZIP_DEFLATED, _READABLE_BY_ALL
            pack.writestr(about, text.encode("utf-8"))
    return held.getvalue()
