"""Hostile names, notes, addresses and files: whatever people type beside the article's own text."""

import io
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import etree, html
from PIL import Image as Pillow

from articles import workflow
from articles.models import Article, Edition, Image, Import, IncomingDocument, Promotion
from references.models import Reference
from reviewers.models import Reviewer, Specialty
from tests import sign
from tests.conftest import complete_content
from tests.editing import form_of
from tests.inline import inline_faults
from tests.showcase import PUBLIC_PAGES, Cast, every_address, set_up

NASTY = """'"></title></textarea></script><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7|add:7 }}]]>"""
ADDRESSES = ("javascript:alert(1)", " javascript:alert(1)", "data:text/html,<script>alert(1)</script>", '//x"onload=x')
SLUGS = (NASTY, "../admin", "a/b", "a b", "javascript:x", "é", "", ".", "%2e%2e")


@pytest.fixture
def cast(editor: User, clinician: User, publisher: User, physiotherapy: Specialty, reference: Reference) -> Cast:
    return Cast(editor, clinician, publisher, physiotherapy)


@pytest.fixture
def house(client: Client, superuser: User) -> Client:
    client.force_login(superuser)
    return client


def fill_in(client: Client, screen: str, **answers: str) -> int:
    """Send the form of an admin screen with these answers. Returns the status."""
    form_id = f"{screen.strip('/').split('/')[2]}_form"
    values = form_of(client, screen, form_id) | {name: [answer] for name, answer in answers.items()}
    return int(client.post(screen, values).status_code)


def test_wherever_they_are_shown(client: Client, cast: Cast, superuser: User) -> None:
    """Everything that is stored beside articles is hostile; then every address of the site is opened."""
    set_up(cast)
    spoil_everything(cast)
    seen = 0
    for person in (None, superuser, cast.clinician):
        if person:
            client.force_login(person)
        for address in (*dict(every_address()).values(), *PUBLIC_PAGES.values(), "/articles/knee-pain/review/"):
            answer = client.get(address)
            text = answer.content.decode(errors="replace")
            if answer.headers.get("Content-Type", "").startswith("text/html"):
                assert inline_faults(text) == [], address
                seen += "alert(1)" in text
            assert "14]]" not in text, address
    assert seen > 30


def spoil_everything(cast: Cast) -> None:
    """As somebody would who may type anything that the tables hold."""
    ankle = Article.objects.get(slug="ankle-sprain")
    short = NASTY[:100]
    User.objects.update(first_name=short, last_name=short, email=f"{short[:50]}@x.example")
    Reviewer.objects.update(name=short, job_title=short, biography=NASTY)
    Specialty.objects.update(name=short)
    Promotion.objects.update(heading=NASTY, text=NASTY, link_label=short)
    Import.objects.update(source_name=NASTY, text=NASTY, unplaced=[[1, NASTY, NASTY]])
    Reference.objects.update(title=NASTY, authors=NASTY)
    workflow.recall(Edition.objects.in_flight().get(article=ankle), cast.editor)
    cast.change(ankle, title=NASTY, byline=NASTY, change_note=NASTY, lead=f"Words. {NASTY}")
    edition = workflow.submit(ankle, cast.editor)
    workflow.return_(edition, cast.clinician, digest=edition.digest, note=NASTY)
    edition = workflow.submit(ankle, cast.editor)
    sign.approve(edition, cast.clinician, digest=edition.digest, scope="whole", interests=NASTY)
    workflow.publish(edition, cast.publisher)
    sign.renew(edition, cast.clinician, digest=edition.digest, interests=NASTY)
    knee = Edition.objects.get(article__slug="knee-pain")
    sign.revoke(knee, cast.clinician, note=NASTY)
    workflow.withdraw(knee, cast.editor, as_="out of date", reason=NASTY, successor=ankle)
    workflow.submit(Article.objects.get(slug="weak-grip"), cast.editor)


def test_the_feed_and_the_sitemap_stay_xml(client: Client, cast: Cast) -> None:
    set_up(cast)
    spoil_everything(cast)
    client.logout()
    feed = etree.fromstring(client.get("/feed/").content)
    told = [element.text or "" for element in feed.iter("{*}title", "{*}summary")]
    assert any("alert(1)" in text for text in told)
    assert {etree.QName(element).localname for element in feed.iter()} >= {"feed", "entry"}
    assert not feed.findall(".//{*}script")
    for summary in feed.iter("{*}summary"):
        assert inline_faults(summary.text or "") == []
    etree.fromstring(client.get("/sitemap.xml").content)


@pytest.mark.parametrize("slug", SLUGS)
def test_addresses_of_articles_are_refused(house: Client, physiotherapy: Specialty, slug: str) -> None:
    sent = {"title": "T", "slug": slug, "specialties": str(physiotherapy.pk)}
    assert fill_in(house, "/admin/articles/article/add/", **sent) == 200
    if slug:
        imported = {"title": "T", "slug": slug, "text": "Lead."}
        look = house.post("/admin/articles/article/import/", imported).headers["Location"]
        assert house.post(look, {**imported, "do": "save"}).status_code == 400
    assert not Article.objects.exists()


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_of_promotions_and_references_are_refused(house: Client, address: str) -> None:
    offer = {"kind": "booking", "text": "Words.", "link_label": "Go"}
    assert fill_in(house, "/admin/articles/promotion/add/", **offer, url=address) == 200
    source = {"type": "webpage", "title": "A source"}
    assert fill_in(house, "/admin/references/reference/add/", **source, url=address) == 200
    assert fill_in(house, "/admin/references/reference/add/", **source, doi=address) == 200
    assert not Promotion.objects.exists()
    assert not Reference.objects.exists()
    assert fill_in(house, "/admin/articles/promotion/add/", **offer, url="https://x.example/") == 302
    assert fill_in(house, "/admin/references/reference/add/", **source, url="https://x.example/") == 302


def test_addresses_of_sources_that_the_form_never_saw_are_not_linked(client: Client, cast: Cast) -> None:
    """CSL-JSON can come from elsewhere than the form."""
    reference = Reference.objects.get()
    reference.csl |= {"URL": "javascript:alert(1)", "DOI": '"><img src=x onerror=alert(1)>', "title": NASTY}
    reference.save()
    article = cast.draft("ankle-sprain", complete_content())
    cast.publish(article)
    text = client.get("/articles/ankle-sprain/").content.decode()
    assert inline_faults(text) == []
    page: Any = html.document_fromstring(text)  # lxml's stubs don't know its HTML elements
    (source,) = page.xpath("//section[@id='references']//li")
    assert "alert(1)" in source.text_content()
    assert [link for link in source.xpath(".//a/@href") if not link.startswith("#cite-")] == []


class TestFiles:
    @pytest.mark.parametrize("name", [NASTY, "../../../etc/passwd", "a\r\nSet-Cookie: x=1.txt", "x" * 300 + ".txt"])
    def test_an_imported_ones_name_is_only_words(self, house: Client, name: str) -> None:
        file = SimpleUploadedFile("x.txt", b"Lead.\nHelp\nWords.", "text/plain")
        file.name = name
        answer = house.post("/admin/articles/article/import/", {"title": "T", "document": file}, follow=True)
        assert answer.status_code == 200
        assert inline_faults(answer.content.decode()) == []
        assert "/" not in IncomingDocument.objects.get().source_name.replace("</", "")
        assert answer.cookies.keys() <= {"messages", "csrftoken", "sessionid"}

    @pytest.mark.parametrize(
        ("name", "kind", "data"),
        [
            ("x.png", "image/png", b"<html><script>alert(1)</script></html>"),
            ("x.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
            ("x.gif", "image/gif", b"GIF89a/*<svg/onload=alert(1)>*/=alert(1)//;"),
            ("x.html", "text/html", b"<script>alert(1)</script>"),
            ("x.png", "image/png", b"\x89PNG\r\n\x1a\n<script>alert(1)</script>"),
            ("x.png", "image/png", b""),
        ],
    )
    def test_what_is_no_image_is_refused(self, house: Client, name: str, kind: str, data: bytes) -> None:
        answer = house.post("/admin/markdown/upload/", {"image": SimpleUploadedFile(name, data, kind)})
        assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/json")
        assert not Image.objects.exists()

    def test_an_image_brings_nothing_with_it_but_its_pixels(self, house: Client) -> None:
        drawn = io.BytesIO()
        comment = b"<script>alert(1)</script>"
        Pillow.new("RGB", (9, 9), "red").save(drawn, format="JPEG", comment=comment)
        assert comment in drawn.getvalue()
        polyglot = SimpleUploadedFile(NASTY[:90], drawn.getvalue() + comment, "text/html")
        code = house.post("/admin/markdown/upload/", {"image": polyglot}).json()["image_code"]
        image = Image.objects.get()
        assert code == f"![](media:{image.sha256})"
        answer = house.get(f"/media/{image.sha256}")
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert b"alert" not in answer.content
