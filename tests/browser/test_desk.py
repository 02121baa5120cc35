"""The desk in a real browser: on a phone, by keyboard alone, and as axe sees it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles import drafting, workflow
from articles.models import Article, Edition, Review
from tests.browser.access import follow
from tests.codes import totp_code
from tests.conftest import PASSWORD, save_content
from tests.desking import QUESTIONS, at, in_review

SignIn = Callable[[User], None]
PHONE = {"width": 360, "height": 740}
WARD_PC = {"width": 1280, "height": 800}
LEAST_TARGET = 44  # CSS pixels, WCAG 2.2 (2.5.5)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": PHONE}


@pytest.fixture
def second(published: Edition, article: Article, editor: User) -> Edition:
    """A second edition in review, with something to compare, returned once before."""
    changed = {"lead": "A sprained ankle usually gets better at home.", "change_note": "Said more clearly."}
    save_content(article, drafting.content_of(article).model_copy(update=changed), editor)
    return workflow.submit(article, editor)


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the element of this name has the focus, and see that every stop on the way shows it."""
    for _press in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            """() => {
                const element = document.activeElement;
                const label = element.labels && element.labels.length ? element.labels[0] : element;
                const style = getComputedStyle(element);
                const [outline, kind] = [parseFloat(style.outlineWidth), style.outlineStyle];
                return {name: label.innerText.trim(), outline, kind};
            }"""
        )
        assert focused["kind"] != "none"
        assert focused["outline"] >= 2
        if focused["name"] == name:
            return
    pytest.fail(f"“{name}” can't be reached with the Tab key")


def test_a_whole_approval_by_keyboard_on_a_phone(
    page: Page, sign_in: SignIn, live_server: LiveServer, second: Edition, clinician: User
) -> None:
    sign_in(clinician)
    code = totp_code(clinician)
    page.goto(live_server.url + reverse("desk:queue"))
    tab_to(page, "Ankle sprain")
    page.keyboard.press("Enter")
    page.wait_for_url(live_server.url + at(second))
    tab_to(page, "Your decision")
    page.keyboard.press("Enter")
    tab_to(page, "The whole article")
    page.keyboard.press("Space")
    tab_to(page, "All of this is within my competence")
    page.keyboard.press("Space")
    for _question in QUESTIONS:
        tab_to(page, "Yes")
        page.keyboard.press("Space")
    tab_to(page, "No, nothing")
    page.keyboard.press("ArrowDown")
    tab_to(page, "What readers should know")
    page.keyboard.type("They send me bookings.")
    tab_to(page, "Go on to sign")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/signatures/*/")
    tab_to(page, "Your password")
    page.keyboard.type(PASSWORD)
    tab_to(page, "The code that your authenticator app shows now")
    page.keyboard.type(code)
    tab_to(page, "Sign with the code")
    page.keyboard.press("Enter")
    page.wait_for_url(live_server.url + reverse("desk:queue"))
    assert page.get_by_role("status").inner_text() == "Approved and signed. The editors have been told."
    review = Review.objects.get(edition=second)
    assert (review.scope, review.interests, review.digest) == ("whole", "They send me bookings.", second.digest)


def test_a_link_in_the_summary_leads_to_what_is_missing(
    page: Page, sign_in: SignIn, live_server: LiveServer, second: Edition, clinician: User
) -> None:
    sign_in(clinician)
    page.goto(live_server.url + at(second))
    page.get_by_label("What readers should know").fill("They send me bookings.")
    page.get_by_label("The changes only").check()
    follow(page.get_by_role("button", name="Go on to sign"))
    expect(page).to_have_title(re.compile("^Problem: Review: Ankle sprain"))
    page.get_by_role("alert").get_by_role("link", name="Declare your interests").click()
    expect(page.locator("#approve-has_interests")).to_be_focused()
    assert page.get_by_label("What readers should know").input_value() == "They send me bookings."
    assert page.get_by_label("The changes only").is_checked()


@pytest.fixture
def addresses(second: Edition, published: Edition, editor: User, clinician: User, physiotherapy: Any) -> list[str]:
    """Every kind of page of the desk."""
    own = in_review("Knee pain", editor, physiotherapy, owner=clinician)
    pages = [at(edition) for edition in (second, published, own)]
    later = [at(published, verb) for verb in ("renew", "revoke", "withdraw")]
    return [reverse("desk:queue"), reverse("desk:published"), *pages, *later]


@pytest.mark.parametrize("size", [PHONE, WARD_PC], ids=["phone", "ward PC"])
def test_every_page_fits_can_be_hit_and_passes_axe(
    page: Page, sign_in: SignIn, live_server: LiveServer, addresses: list[str], clinician: User, size: Any
) -> None:
    page.set_viewport_size(size)
    sign_in(clinician)
    for address in addresses:
        page.goto(live_server.url + address)
        assert_usable(page)


def test_the_pages_of_refusals_pass_too(
    page: Page, sign_in: SignIn, live_server: LiveServer, second: Edition, clinician: User, editor: User
) -> None:
    sign_in(clinician)
    page.goto(live_server.url + at(second))
    follow(page.get_by_role("button", name="Go on to sign"))
    expect(page).to_have_title(re.compile("^Problem: "))
    assert_usable(page)
    workflow.recall(second, editor)
    page.get_by_label("What should be different?").fill("Say when to stop.")
    follow(page.get_by_role("button", name="Return with this note"))
    expect(page.get_by_role("alert")).to_contain_text("taken back by now")
    assert page.get_by_label("What should be different?").input_value() == "Say when to stop."
    assert_usable(page)
    sign_in(editor)
    page.goto(live_server.url + reverse("desk:queue"))
    assert_usable(page)


def assert_usable(page: Page) -> None:
    """Nothing scrolls sideways, controls are large enough for a thumb, axe finds nothing."""
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
    small = page.evaluate(
        """least => [...document.querySelectorAll(
            "button, select, textarea, summary, label, .desk-actions a, .desk-parts a, .desk-list :is(h2, h3) a, nav a"
        )].filter(element => element.checkVisibility() && !element.closest(".visually-hidden")
            && element.getBoundingClientRect().height < least
            && !element.closest("label:has(~ textarea, ~ select, ~ input)"))
        .map(element => element.outerHTML)""",
        LEAST_TARGET,
    )
    assert small == []
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
