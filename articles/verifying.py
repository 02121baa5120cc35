"""Verifies everything that was ever frozen, signed or logged, and names each place where something is wrong."""

import hashlib
from collections.abc import Callable, Iterator

from django.db import connection
from pydantic import ValidationError

from articles import guards, proof, standing
from articles.content import canonical
from articles.models import Edition, Image, LogEntry, Review


def problems() -> Iterator[str]:
    """One sentence for each thing that fails. No sentence: every digest, signature and link of the log holds."""
    for name in guards.missing(connection):
        yield f"database: the trigger {name} is missing"
    yield from _problems_of_editions()
    yield from _problems_of_reviews()
    yield from _problems_of_log()
    yield from _problems_of_images()


def _problems_of_editions() -> Iterator[str]:
    for edition in Edition.objects.select_related("article").order_by("pk").iterator():
        yield from _failing(proof.check_edition, edition)
        yield from _failing(_check_spelling, edition)
        entries = list(edition.log_entries.order_by("seq"))
        yield from _failing(proof.check_state, edition, entries)
        if edition.state in (Edition.State.APPROVED, *Edition.PUBLIC):
            yield from _failing(standing.standing_of, edition)


def _check_spelling(edition: Edition) -> None:
    try:
        canonical_text = canonical(edition.get_content())
    except ValidationError as error:
        raise proof.ProofError(f"{edition}: its content is not an article's") from error
    if canonical_text != edition.content:
        raise proof.ProofError(f"{edition}: its content is not spelt canonically")


def _problems_of_reviews() -> Iterator[str]:
    for review in Review.objects.select_related("edition__article", "reviewer", "log_entry").order_by("pk").iterator():
        yield from _failing(proof.check_review, review)
        if not hasattr(review, "log_entry"):
            yield f"{review}, review {review.pk}: it is not in the log"


def _problems_of_log() -> Iterator[str]:
    seq, previous = 0, proof.NO_ENTRY
    for entry in LogEntry.objects.select_related("edition__article", "review").order_by("seq").iterator():
        if (entry.seq, entry.previous) != (seq + 1, previous):
            yield f"log entry {entry.seq}: it does not follow entry {seq}"
        yield from _failing(proof.check_log_entry, entry)
        seq, previous = entry.seq, entry.entry_hash


def _problems_of_images() -> Iterator[str]:
    for image in Image.objects.filter(edition_images__isnull=False).distinct().order_by("pk").iterator():
        try:
            with image.file.open() as file:
                found = hashlib.sha256(file.read()).hexdigest()
        except OSError:
            found = ""
        if found != image.sha256:
            yield f"image {image.sha256}: its file is missing or changed"


def _failing(check: Callable[..., object], *of: object) -> Iterator[str]:
    try:
        check(*of)
    except proof.ProofError as error:
        yield str(error)
