"""Readers who come by an address of the publisher's earlier site are sent on, to published articles only."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles import workflow
from articles.former_addresses import one_spelling
from articles.models import Article, Edition, FormerAddress

ARTICLE = "/articles/ankle-sprain/"


def give(article: Article, *addresses: str) -> None:
    for address in addresses:
        FormerAddress.objects.create(path=one_spelling(address), article=article)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/blog/ankle", "/blog/ankle"),
        ("/Blog/Ankle/", "/blog/ankle"),
        ("https://old.example/blog/ankle//#top", "/blog/ankle"),
        ("/blog/caf%C3%A9", "/blog/café"),
        ("/blog/cafe\u0301", "/blog/café"),
        ("/a%20b?", "/a b"),
        ("/?p=7&a=1&utm_source=mail", "/?a=1&p=7"),
        ("https://old.example", "/"),
    ],
)
def test_one_spelling(address: str, path: str) -> None:
    assert one_spelling(address) == path


def test_old_addresses_lead_on_however_they_are_spelt(
    client: Client, published: Edition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    give(published.article, "/blog/Café ankle.html", "/index.php?p=12", "/articles/old-name/")
    same = ("/blog/caf%C3%A9%20ankle.html", "/BLOG/Caf%c3%a9 Ankle.html/", "/blog/cafe%CC%81%20ankle.html?utm_id=3")
    for address in (*same, "/index.php?p=12", "/index.php?fbclid=a&p=12", "/articles/old-name/"):
        for method in (client.get, client.head):
            answer = method(address)
            assert (answer.status_code, answer.headers.get("Location")) == (301, ARTICLE), address
            assert not answer.cookies
    with django_assert_num_queries(1):
        client.get(same[0])
    assert client.get("/index.php?p=13").status_code == 404
    assert client.post(same[0]).status_code in (403, 404)
    assert client.get(ARTICLE).status_code == 200


def test_odd_addresses_are_simply_not_found_and_a_page_of_ours_is_never_hidden(
    client: Client, published: Edition
) -> None:
    give(published.article, "/blog/ankle", "/search", "/articles")
    for address in ("/a%00b", "/x//[", "/" + "a" * 5_000, "/%ff%fe", "/x?" + "a=%00&" * 900, "/x?%ff"):
        assert client.get(address).status_code == 404, address
    assert client.get("/search/").status_code == client.get("/articles/").status_code == 200


def test_articles_that_are_not_published_leave_no_trace(
    client: Client, article: Article, approved: Edition, publisher: User
) -> None:
    give(article, "/blog/ankle")

    def is_unheard_of() -> bool:
        old, unknown = client.get("/blog/ankle"), client.get("/blog/never")
        return (old.status_code, old.content, old.headers) == (404, unknown.content, unknown.headers)

    assert is_unheard_of()
    workflow.publish(Edition.objects.get(), publisher)
    assert client.get("/blog/ankle").status_code == 301
    workflow.withdraw(Edition.objects.get(), publisher, as_="unsafe", reason="Harm.")
    assert is_unheard_of()


def test_editors_see_them(client: Client, article: Article, editor: User) -> None:
    give(article, "/blog/ankle")
    client.force_login(editor)
    page = client.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    assert "<code>/blog/ankle</code>" in page
    assert b"/blog/ankle" in client.get("/admin/articles/formeraddress/").content
