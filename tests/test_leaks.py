"""Nothing unpublished or unsafe leaks, by whichever address. Every test first sees its secret where it may be seen."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import drafting, workflow
from articles.models import Article, Edition, FormerSlug, Promotion, Topic
from tests import sign
from tests.conftest import complete_content, save_content

PublishNext = Callable[..., Edition]

SECRET = "zanzibar"
PAGE = {f"/articles/ankle-sprain{rest}" for rest in ("/", ".json", "/exercises/", "/review/")}
LISTS = {"/", "/articles/", "/feed/", "/reviewers/clinician/", "/topics/joints/", "/topics/joints/feed/"}
EDITIONS = {f"/articles/ankle-sprain/editions/{number}.{kind}" for number in (1, 2, 3) for kind in ("json", "html")}
OTHERS = {
    "/sitemap.xml",
    "/log.json",
    "/changes.json",
    "/schemas/article.json",
    "/schemas/content-1.json",
    "/about/funding/",
    "/articles/old-address.json",
    "/robots.txt",
    "/how-we-review/",
    "/how-we-review/proof/",
    "/articles/ankle-sprain/review.json",
    "/articles/old-address/",
    "/articles/no-such-page/",
    "/articles/ankle-sprain/editions/99.json",
    "/.well-known/jwks.json",
}


@pytest.fixture(autouse=True)
def _filed(article: Article) -> None:
    Topic.objects.create(name="Joints", slug="joints").articles.add(article)


def shown_at(client: Client) -> set[str]:
    """The addresses that tell the secret, with and without questions that might tickle it out."""
    addresses = PAGE | LISTS | EDITIONS | OTHERS
    tickled = {f"{address}?preview=1&edition=2&format=json&q={SECRET[:4]}" for address in addresses}
    found = {address for address in addresses | tickled if SECRET in client.get(address).content.decode().lower()}
    return {address.partition("?")[0] for address in found}


def secret(**changes: object) -> dict[str, object]:
    content = complete_content()
    sections = (content.sections[0].model_copy(update={"body": f"{SECRET} in the text."}), *content.sections[1:])
    return {
        "title": f"{SECRET} in the title",
        "lead": f"{SECRET} in the lead.",
        "sections": sections,
        "change_note": f"{SECRET} in the change note.",
        **changes,
    }


@pytest.fixture
def secret_draft(article: Article, editor: User) -> Article:
    save_content(article, complete_content(**secret()), editor)
    FormerSlug.objects.create(slug="old-address", article=article)
    return article


def advance(article: Article, editor: User, clinician: User, publisher: User, *, to: str) -> None:
    """Bring the draft this far on its way."""
    if to == "draft":
        return
    edition = workflow.submit(article, editor)
    if to == "returned":
        workflow.return_(edition, clinician, digest=edition.digest, note=f"{SECRET} in the note.")
    elif to == "recalled":
        workflow.recall(edition, editor)
    elif to in ("approved", "published"):
        sign.approve(edition, clinician, digest=edition.digest, scope="whole", interests="none")
    if to == "published":
        workflow.publish(edition, publisher)


def test_what_is_published_is_shown(
    client: Client, secret_draft: Article, editor: User, clinician: User, publisher: User
) -> None:
    """The other tests of this file are worth something only because this one finds the secret."""
    advance(secret_draft, editor, clinician, publisher, to="published")
    first = {"/articles/ankle-sprain/editions/1.json", "/articles/ankle-sprain/editions/1.html"}
    assert shown_at(client) == PAGE | LISTS | first


@pytest.mark.parametrize("state", ["draft", "in review", "returned", "recalled", "approved"])
def test_a_first_edition_on_its_way_is_not_shown(
    client: Client, secret_draft: Article, editor: User, clinician: User, publisher: User, state: str
) -> None:
    advance(secret_draft, editor, clinician, publisher, to=state)
    assert shown_at(client) == set()
    assert client.get("/articles/ankle-sprain/").status_code == 404
    assert client.get("/articles/old-address/").status_code == 404
    assert b"ankle-sprain" not in client.get("/sitemap.xml").content


@pytest.mark.parametrize("state", ["draft", "in review", "returned", "recalled", "approved"])
def test_a_later_edition_on_its_way_is_not_shown(
    client: Client,
    published: Edition,
    secret_draft: Article,
    editor: User,
    clinician: User,
    publisher: User,
    state: str,
) -> None:
    advance(secret_draft, editor, clinician, publisher, to=state)
    assert shown_at(client) == set()
    assert client.get("/articles/ankle-sprain/").status_code == 200
    assert client.get("/articles/ankle-sprain/editions/2.json").status_code == 404


def test_an_unsafe_article_is_gone_from_everywhere(
    client: Client, published: Edition, publish_next: PublishNext, editor: User
) -> None:
    edition = publish_next(**secret())
    assert shown_at(client) >= PAGE | LISTS
    workflow.withdraw(edition, editor, as_="unsafe", reason="Harm.")
    assert shown_at(client) == set()
    for address in (*PAGE, *(address for address in EDITIONS if "/3." not in address)):
        assert client.get(address).status_code == 410, address
    assert b"ankle-sprain" not in client.get("/sitemap.xml").content


def test_earlier_editions_go_with_an_unsafe_one_and_stay_gone(
    client: Client, secret_draft: Article, editor: User, clinician: User, publisher: User, publish_next: PublishNext
) -> None:
    advance(secret_draft, editor, clinician, publisher, to="published")
    second = publish_next(**{name: getattr(complete_content(), name) for name in ("title", "lead", "sections")})
    first_files = {"/articles/ankle-sprain/editions/1.json", "/articles/ankle-sprain/editions/1.html"}
    assert shown_at(client) == first_files | {"/articles/ankle-sprain/review/"}
    workflow.withdraw(second, editor, as_="unsafe", reason="Harm.")
    assert shown_at(client) == set()
    publish_next(lead="Safe again.")
    assert shown_at(client) == set()
    assert client.get("/articles/ankle-sprain/").status_code == 200


def test_a_feed_reader_with_an_old_copy_is_told_of_a_withdrawal(
    client: Client, published: Edition, editor: User
) -> None:
    for address in ("/feed/", "/sitemap.xml"):
        assert "Last-Modified" not in client.get(address).headers
        assert b"ankle-sprain" in client.get(address).content
    workflow.withdraw(published, editor, as_="unsafe", reason="Harm.")
    for address in ("/feed/", "/sitemap.xml"):
        answer = client.get(address, headers={"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"})
        assert (answer.status_code, b"ankle-sprain" in answer.content) == (200, False)


def test_articles_that_are_out_of_date_are_named_by_no_list(client: Client, published: Edition, editor: User) -> None:
    assert all(b"nkle" in client.get(address).content for address in LISTS)
    workflow.withdraw(published, editor, as_="out of date", reason="Old.")
    lists = [address for address in LISTS if address != "/reviewers/clinician/"]  # which says what they checked before
    assert not [address for address in lists if b"nkle" in client.get(address).content]
    assert b'href="/articles/ankle-sprain/"' not in client.get("/reviewers/clinician/").content


def test_private_notes_and_sleeping_promotions_stay_private(
    client: Client, edition: Edition, article: Article, editor: User, clinician: User, publisher: User
) -> None:
    workflow.return_(edition, clinician, digest=edition.digest, note=f"{SECRET} in the note.")
    save_content(article, drafting.content_of(article).model_copy(update={"lead": "Better."}), editor)
    again = workflow.submit(article, editor)
    sign.approve(again, clinician, digest=again.digest, scope="whole", interests="none")
    workflow.publish(again, publisher)
    promotion = Promotion.objects.create(kind="booking", text=f"{SECRET} offer", active=False)
    promotion.articles.add(article)
    assert shown_at(client) == set()
    Promotion.objects.update(active=True)
    assert shown_at(client) == {"/articles/ankle-sprain/", "/about/funding/"}


def test_a_clinician_who_approved_nothing_public_has_no_page(
    client: Client, approved: Edition, publisher: User
) -> None:
    assert client.get("/reviewers/clinician/").status_code == 404
    workflow.publish(approved, publisher)
    assert client.get("/reviewers/clinician/").status_code == 200


@pytest.mark.parametrize("role", ["editor", "clinician", "publisher"])
def test_signing_in_shows_no_more_at_public_addresses(
    client: Client, secret_draft: Article, editor: User, clinician: User, publisher: User, role: str
) -> None:
    advance(secret_draft, editor, clinician, publisher, to="approved")
    client.force_login({"editor": editor, "clinician": clinician, "publisher": publisher}[role])
    assert shown_at(client) == set()
