"""Promotions: live on readers' pages at once, apart from what was reviewed, and never a claim of a review."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Edition, Promotion
from tests.conftest import make_person, signed_in

ADD = "/admin/articles/promotion/add/"
BOOKING = {"kind": "booking", "text": "Book a visit.", "link_label": "Book", "url": "https://example.org/book"}


def test_one_that_is_switched_on_shows_at_once(published: Edition, editor: User) -> None:
    answers = {**BOOKING, "active": "on", "articles": [published.article_id]}
    assert signed_in(editor).post(ADD, answers).status_code == 302
    page = Client().get(published.article.get_absolute_url()).content.decode()
    assert "Book a visit." in page
    assert "Book a visit." not in published.html


def test_one_that_is_switched_off_does_not(published: Edition, editor: User) -> None:
    signed_in(editor).post(ADD, {**BOOKING, "articles": [published.article_id]})
    assert Promotion.objects.count() == 1
    assert "Book a visit." not in Client().get(published.article.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("heading", "Medically reviewed by Dr Nobody"),
        ("text", "This article was reviewed by Dr Nobody."),
        ("url", "javascript:alert(1)"),
        ("url", ""),
        ("kind", "other"),
    ],
)
def test_refused(editor: User, field: str, value: str) -> None:
    answer = signed_in(editor).post(ADD, {**BOOKING, field: value})
    assert answer.status_code == 200
    assert "Book a visit." in answer.content.decode() or field == "text"
    assert not Promotion.objects.exists()


@pytest.mark.parametrize("role", ["contributor", "register clerk", "administrator"])
def test_refused_without_the_role(db: None, role: str) -> None:
    assert signed_in(make_person("other", role)).post(ADD, BOOKING).status_code == 403
    assert not Promotion.objects.exists()
