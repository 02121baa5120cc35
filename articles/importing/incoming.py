"""Documents that wait on the import screen: kept with their editor's choices, read again at every look, deleted."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.images import keep
from articles.importing.document import import_document
from articles.importing.lines import Document, Exact, Kind, LeftOut, Line
from articles.importing.result import Imported
from articles.models import Article, IncomingDocument
from reviewers.models import Specialty

KEPT_FOR = timedelta(days=30)

_LONGEST_NAME = 200


def to_json(document: Document) -> dict[str, Any]:
    """The document without the bytes of its pictures, which are kept apart from it."""
    return {
        "lines": [
            [line.number, line.kind, line.text, line.indent, line.marker, line.cells, line.header, line.level]
            for line in document.lines
        ],
        "text": document.text,
        "title": document.title,
        "language": document.language,
        "slug": document.slug,
        "left_out": [[item.text, item.reason] for item in document.left_out],
        "exact": document.exact.model_dump(mode="json") if document.exact else None,
    }


def from_json(kept: dict[str, Any]) -> Document:
    return Document(
        lines=[
            Line(number, Kind(kind), text, indent, marker, tuple(cells), header, level)
            for number, kind, text, indent, marker, cells, header, level in kept["lines"]
        ],
        text=kept["text"],
        title=kept["title"],
        language=kept["language"],
        slug=kept["slug"],
        left_out=tuple(LeftOut(*item) for item in kept["left_out"]),
        exact=Exact.model_validate(kept["exact"]) if kept.get("exact") else None,
    )


@transaction.atomic
def take_in(
    document: Document,
    owner: User,
    *,
    source_name: str,
    sha256: str,
    title: str = "",
    slug: str = "",
    specialties: Iterable[Specialty] = (),
    article: Article | None = None,
) -> IncomingDocument:
    """Keep a document that was read until its editor has looked at it. Its pictures are kept too, shown by nothing."""
    for picture in document.pictures:
        keep(picture, owner)
    incoming = IncomingDocument.objects.create(
        owner=owner,
        source_name=source_name[:_LONGEST_NAME],
        sha256=sha256,
        document=to_json(document),
        title=title,
        slug=slug or document.slug[:120],
        article=article,
    )
    incoming.specialties.set(specialties)
    return incoming


def read_again(incoming: IncomingDocument) -> Imported:
    """What the grammar makes of it, before any choice of its editor."""
    return import_document(from_json(incoming.document), " ".join(incoming.title.split()))


def choose(incoming: IncomingDocument, line: int, place: str | None) -> None:
    """Give a line a place, dismiss it with "", or take the choice back with None."""
    with transaction.atomic():
        held = IncomingDocument.objects.select_for_update().get(pk=incoming.pk)
        others = {number: chosen for number, chosen in held.choices.items() if number != str(line)}
        held.choices = others if place is None else {**others, str(line): place}
        held.save(update_fields=["choices"])


def forget_old() -> None:
    """Delete incoming documents that nobody saved for a month."""
    IncomingDocument.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
