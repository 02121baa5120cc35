"""What every page for readers has in common: their words and not ours, one canonical address, a card when shared."""

import re
from collections.abc import Iterator

import lxml.html
import pytest
from django.contrib.auth.models import User
from django.test import Client

from references.models import Reference
from reviewers.models import Specialty
from tests.showcase import PUBLIC_PAGES, Cast, set_up

OUR_WORDS = re.compile(r"\b(?:editions?|digests?|lapse[sd]?)\b", re.IGNORECASE)
EXPLAINS_THEM = {"proof"}  # it says once what our files and the script call a version and its fingerprint
READ_OUT = ("alt", "aria-label", "title", "placeholder", "content")


def seen(page: lxml.html.HtmlElement) -> Iterator[str]:
    """Every text that somebody may see or hear, in the head of the page too."""
    for element in page.iter():
        if element.tag in ("script", "style", "code") or not isinstance(element.tag, str):
            yield element.tail or ""
            continue
        yield from (element.text or "", element.tail or "")
        yield from (element.get(name, "") for name in READ_OUT)


def of(page: lxml.html.HtmlElement, name: str) -> list[str]:
    found: list[str] = page.xpath(f"//meta[@property='{name}' or @name='{name}']/@content")
    return found


def card_faults(page: lxml.html.HtmlElement) -> Iterator[str]:
    """What is missing or twice for search engines and for those who share the page."""
    canonical = page.xpath("//link[@rel='canonical']/@href")
    if len(canonical) != 1 or not canonical[0].startswith("http://localhost:8000/"):
        yield f"canonical {canonical}"
    if canonical != of(page, "og:url"):
        yield f"og:url {of(page, 'og:url')} beside {canonical}"
    if of(page, "description") != of(page, "og:description"):
        yield "two descriptions"
    for name in ("og:title", "og:description", "og:type", "og:site_name", "og:locale", "og:image", "twitter:card"):
        if len(of(page, name)) != 1 or not of(page, name)[0].strip():
            yield f"{name} {of(page, name)}"


@pytest.mark.django_db
def test_every_page_speaks_to_readers(
    client: Client, editor: User, clinician: User, publisher: User, physiotherapy: Specialty, reference: Reference
) -> None:
    set_up(Cast(editor, clinician, publisher, physiotherapy))
    faults, cards = [], 0
    for name, address in PUBLIC_PAGES.items():
        answer = client.get(address)
        page = lxml.html.document_fromstring(answer.content)
        assert (page.get("lang"), page.get("dir")) == ("en-GB", "ltr"), name
        text = " ".join(" ".join(seen(page)).split())
        if name not in EXPLAINS_THEM:
            faults += [
                f"{name}: “{text[max(found.start() - 40, 0) : found.end() + 20]}”" for found in OUR_WORDS.finditer(text)
            ]
        is_offered = of(page, "robots") != ["noindex"] or page.xpath("//link[@rel='canonical']")
        if answer.status_code == 200 and name != "sign-in" and is_offered:
            cards += 1
            faults += [f"{name}: {fault}" for fault in card_faults(page)]
    assert not faults, "\n".join(faults)
    assert cards > 10


def test_our_words_are_found_wherever_they_stand() -> None:
    page = lxml.html.document_fromstring(
        "<title>Edition 1</title><p aria-label='The digest'>It lapsed <code>editions/1</code> on <b>no</b> edition</p>"
    )
    assert len(OUR_WORDS.findall(" ".join(seen(page)))) == 4
