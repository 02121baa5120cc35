"""What a phone far from its mast has to fetch before somebody in pain can read: a whole article of the usual length."""

import gzip
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from django.contrib.auth.models import User
from django.contrib.staticfiles import finders
from django.test import Client

from articles.demo.articles import PUBLISHED
from articles.importing.document import import_text
from articles.importing.plain_text import read_text
from articles.importing.save import save_draft
from references.models import Reference
from reviewers.models import Specialty
from tests.showcase import Cast

LEAST_WORDS = 1000
MOST_HTML, MOST_IN_ALL = 14 * 1024, 30 * 1024  # bytes, compressed


@pytest.fixture
def address(editor: User, clinician: User, publisher: User, physiotherapy: Specialty, reference: Reference) -> str:
    """A whole article of the demo, published."""
    text = PUBLISHED.document.read_text(encoding="utf-8")
    found = save_draft(
        import_text(text, PUBLISHED.title),
        slug=PUBLISHED.slug,
        owner=editor,
        source_name="x.txt",
        document=read_text(text),
        specialties=[physiotherapy],
    )
    Cast(editor, clinician, publisher, physiotherapy).publish(found.article)
    return found.article.get_absolute_url()


def test_the_first_view_is_light(client: Client, address: str) -> None:
    answer = client.get(address, headers={"accept-encoding": "gzip"})
    page = gzip.decompress(answer.content).decode()
    assert answer.status_code == 200
    assert len(page.split()) > LEAST_WORDS
    loaded = _loaded_by(page)
    assert "css/readers.css" in loaded
    weights = {name: len(gzip.compress(_static(name))) for name in loaded}
    weights["html"] = len(answer.content)
    assert weights["html"] <= MOST_HTML, weights
    assert sum(weights.values()) <= MOST_IN_ALL, weights


def _loaded_by(page: str) -> list[str]:
    """The names of the static files that a browser fetches with the page, pictures in the text apart."""
    root: Any = lxml.html.document_fromstring(page)  # its stubs don't know what a path finds
    addresses = root.xpath("//link[contains(@rel, 'stylesheet') or contains(@rel, 'icon')]/@href | //script/@src")
    return [str(address).removeprefix("/static/") for address in addresses]


def _static(name: str) -> bytes:
    path = finders.find(name)
    assert path, name
    return Path(path).read_bytes()
