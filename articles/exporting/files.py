"""Articles → files in a folder, each written whole or not at all."""

import os
from collections.abc import Iterator
from pathlib import Path

from articles import drafting
from articles.content import Content
from articles.exporting.forms import FORMS
from articles.models import Article, Edition
from articles.proof import ProofError
from articles.standing import published_standing


class FileThere(ValueError):
    """There is a file of that name already; the message is a sentence."""


def drafts() -> Iterator[tuple[str, Content]]:
    """Slug and content of every draft, one at a time."""
    for article in Article.objects.order_by("slug").iterator():
        yield article.slug, drafting.content_of(article)


def published() -> Iterator[tuple[str, Content | None]]:
    """Slug and content of every published edition; without the content, where its proof fails."""
    editions = Edition.objects.filter(state=Edition.State.PUBLISHED).select_related("article")
    for edition in editions.order_by("article__slug").iterator(chunk_size=20):
        try:
            published_standing(edition)
        except ProofError:
            yield edition.article.slug, None
        else:
            yield edition.article.slug, edition.get_content()


def write(place: Path, slug: str, content: Content, *, ending: str, replace: bool, published: bool = False) -> Path:
    """Write the file into the folder. Raises FileThere, or OSError."""
    path = place / f"{slug}.{ending}"
    beside = place / f".{slug}.{ending}.part"
    beside.write_bytes(FORMS[ending].write(content, slug, published))
    try:
        if replace:
            beside.replace(path)
        else:
            os.link(beside, path)  # fails where there is a file, however late it came
    except FileExistsError as error:
        raise FileThere(f"There is a file {path} already. It was left alone; --replace writes over it.") from error
    finally:
        beside.unlink(missing_ok=True)
    return path
