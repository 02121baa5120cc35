"""The readers' pages in a real browser: on a phone, magnified, by keyboard, on paper, without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Edition, Promotion, Topic
from tests.reading import ADDRESS

LEAST_TARGET = 44  # CSS pixels, WCAG 2.2 (2.5.5)
PHONE, NARROWEST, DESK = ({"width": width, "height": 800} for width in (360, 320, 1280))
PAGES = (
    *("/", "/articles/", "/topics/ankle/", "/reviewers/", ADDRESS, f"{ADDRESS}review/", "/reviewers/clinician/"),
    *("/how-we-review/", "/how-we-review/proof/", "/articles/nothing/"),
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server: LiveServer, published: Edition, publish_next: Callable[..., Edition]) -> str:
    """The address of a site with an article in its second edition, and a promotion beside it."""
    publish_next(lead="A sprained ankle often gets better at home [@nhs-2024].")
    promotion = Promotion.objects.create(
        kind="booking", heading="See somebody", text="Book a visit.", url="https://x.example/", link_label="Book"
    )
    promotion.active = True
    promotion.save()
    promotion.articles.add(published.article)
    topic = Topic.objects.create(name="Ankle", slug="ankle", summary="Sore ankles, and how to keep them strong.")
    topic.articles.add(published.article)
    return live_server.url


@pytest.mark.parametrize("magnified", [False, True], ids=["plain", "twice the text size"])
def test_nothing_scrolls_sideways_on_the_narrowest_phone(page: Page, site: str, magnified: bool) -> None:
    page.set_viewport_size(NARROWEST)  # type: ignore[arg-type]
    for address in PAGES:
        page.goto(site + address)
        if magnified:
            page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST["width"], address


def test_lines_are_neither_long_nor_short(page: Page, site: str) -> None:
    """45 to 75 characters, counted in a paragraph that is long enough to break."""
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(site + "/how-we-review/")
    characters = page.evaluate(
        """() => {
            const text = document.querySelector("main p");
            text.textContent = "Sphinx of black quartz, judge my vow and rest for a while. ".repeat(20);
            const lines = text.getBoundingClientRect().height / parseFloat(getComputedStyle(text).lineHeight);
            return text.textContent.length / Math.round(lines);
        }"""
    )
    assert 45 <= characters <= 75


def test_what_can_be_touched_is_large_enough(page: Page, site: str) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    for address in PAGES:
        page.goto(site + address)
        small = page.evaluate(
            """least => [...document.querySelectorAll(
                ".site-header a, nav a, footer li a, .review-block li a, .article-list a, .topics a, .onward a, "
                + ".button, .backlinks a"
            )].filter(link => link.getBoundingClientRect().height < least).map(link => link.outerHTML)""",
            LEAST_TARGET,
        )
        assert small == []


def test_the_keyboard_skips_to_the_text_and_shows_where_it_is(page: Page, site: str) -> None:
    page.goto(site + ADDRESS)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to the text"
    assert page.get_by_role("link", name="Skip to the text").bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2


def test_a_citation_leads_to_its_source_and_back(page: Page, site: str) -> None:
    page.goto(site + ADDRESS)
    page.locator(".lead .citation a").click()
    expect(page).to_have_url(site + ADDRESS + "#ref-nhs-2024")
    page.locator("#ref-nhs-2024 .backlinks a").first.click()
    expect(page).to_have_url(site + ADDRESS + "#cite-nhs-2024-1")


def test_emergency_and_urgent_help_differ_without_colour(page: Page, site: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(site + ADDRESS)
    card = page.locator(".care-card-emergency")
    assert card.get_by_role("heading").inner_text() == "Call 999 or go to A&E now if:"
    assert float(card.evaluate("card => parseFloat(getComputedStyle(card).borderTopWidth)")) >= 8


def test_paper_shows_the_article_and_sells_nothing(page: Page, site: str) -> None:
    page.goto(site + ADDRESS)
    assert page.get_by_text("See somebody").is_visible()
    page.emulate_media(media="print")
    for gone in (".promotions", ".site-nav", ".contents", ".backlinks"):
        assert not page.locator(gone).first.is_visible(), gone
    for kept in (".care-card-emergency", ".review-block", ".dose", "#references", "#disclaimer"):
        assert page.locator(kept).first.is_visible(), kept
    assert page.get_by_text("Printed from http://localhost:8000/articles/ankle-sprain/, version 2.").is_visible()


def test_works_without_javascript_cookies_and_third_parties(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for address in PAGES[:-1]:
        page.goto(site + address)
        assert page.locator("h1").is_visible()
    assert len(asked) > len(PAGES)
    assert [url for url in asked if not url.startswith(site)] == []
    assert [url for url in asked if url.endswith(".js")] == []
    assert complaints == []
    assert context.cookies() == []
    context.close()
