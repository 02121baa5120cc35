"""Comments in a real browser: other words suggested on a phone, taken over by an editor in one click."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, Comment, Edition, Exercise
from tests.browser.access import PHONE, faults, follow
from tests.browser.test_desk import assert_usable
from tests.commenting import AFTER, BEFORE, comment_on, suggest
from tests.desking import at

SignIn = Callable[[User], None]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": PHONE}


def draft_page(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def test_other_words_on_a_phone_are_taken_over_in_one_click(
    page: Page, sign_in: SignIn, live_server: LiveServer, edition: Edition, clinician: User, editor: User
) -> None:
    sign_in(clinician)
    page.goto(live_server.url + at(edition))
    assert_usable(page)
    follow(page.get_by_role("link", name="Comment on a part"))
    assert_usable(page)
    follow(page.get_by_role("link", name="Exercise ‘Heel raise’"))
    page.locator("summary", has_text="How").click()
    box = page.get_by_role("textbox", name="How")
    assert box.input_value() == BEFORE
    box.fill(AFTER)
    follow(page.get_by_role("button", name="Send the comment"))
    assert "Something is missing" in page.get_by_role("alert").inner_text()
    assert box.input_value() == AFTER
    assert_usable(page)
    page.get_by_role("textbox", name="Your comment").fill("People may fall.")
    follow(page.get_by_role("button", name="Send the comment"))
    assert page.url == f"{live_server.url}{at(edition)}#desk-comments"
    assert page.locator(".desk-suggestion ins").inner_text().split("\n")[1] == "slowly, and hold on."
    page.get_by_text("Answer or resolve").click()
    assert_usable(page)

    sign_in(editor)
    page.goto(live_server.url + draft_page(edition.article))
    follow(page.get_by_role("button", name="Take over this wording"))
    assert page.url == live_server.url + draft_page(edition.article)
    assert "Taken over" in page.locator(".messagelist").inner_text()
    assert Exercise.objects.get().how == AFTER
    assert not Comment.objects.get().is_open


def test_unsaved_text_is_asked_about_before_taking_over(
    page: Page, sign_in: SignIn, live_server: LiveServer, edition: Edition, clinician: User, editor: User
) -> None:
    suggest(edition, clinician)
    sign_in(editor)
    page.goto(live_server.url + draft_page(edition.article))
    asks = """() => {
        const leaving = new Event("beforeunload", {cancelable: true});
        document.querySelector(".thread-tools form").dispatchEvent(new Event("submit", {bubbles: true}));
        window.dispatchEvent(leaving);
        return leaving.defaultPrevented;
    }"""
    assert not page.evaluate(asks)
    page.get_by_label("Title:").press_sequentially("X")
    assert page.evaluate(asks)


def test_every_page_passes_axe(
    page: Page, sign_in: SignIn, live_server: LiveServer, edition: Edition, clinician: User, editor: User
) -> None:
    said = comment_on(edition, clinician)
    wording = suggest(edition, clinician)
    thread = reverse("desk:thread", args=[edition.pk, said.pk])
    sign_in(clinician)
    for address in (
        at(edition),
        at(edition, "comment"),
        at(edition, "comment") + "?place=sections[2].exercises[0]",
        thread,
    ):
        page.goto(live_server.url + address)
        assert_usable(page)
        assert faults(page) == []
        page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    Exercise.objects.update(how="Sit down.")
    sign_in(editor)
    for address in (
        draft_page(edition.article),
        reverse("admin:articles_article_comment", args=[edition.article_id, wording.pk]),
    ):
        page.goto(live_server.url + address)
        assert faults(page, on_phones=False) == []
