"""A patient takes two exercises along: on a narrow phone, without JavaScript, in large print."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from articles.models import Edition
from tests.browser.access import faults, follow
from tests.paper import pages, read, smallest_print
from tests.reading import ADDRESS
from tests.test_sheet import with_three_exercises

NARROWEST = {"width": 320, "height": 640}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(live_server: LiveServer, published: Edition, publish_next: Callable[..., Edition]) -> str:
    publish_next(sections=with_three_exercises().sections)
    return live_server.url


def test_two_exercises_are_printed_with_their_warnings(page: Page, browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=NARROWEST)  # type: ignore[arg-type]
    reader = context.new_page()
    reader.goto(site + ADDRESS)
    follow(reader.get_by_role("link", name="Print my exercises"))
    for control in reader.locator("form label, form button").all():
        assert control.bounding_box()["height"] >= 44  # type: ignore[index]  # it is drawn
    reader.get_by_label("Knee bend").uncheck()
    follow(reader.get_by_role("button", name="Make my sheet"))
    assert not reader.get_by_role("button", name="Print", exact=True).is_visible()  # that needs JavaScript
    assert reader.get_by_text("choose “Print” in the menu of your browser").is_visible()
    paper = read(reader.pdf(format="A4"))
    address = reader.url
    context.close()

    leaves = pages(paper)
    text = " ".join(leaves)
    for kept in ("Heel raise", "Ankle circles", "Hold on to a chair", "Call 999 or go to A&E now if:", "Use a mat."):
        assert kept in text
    for gone in ("Knee bend", "Choose again", "Back to the article", "All articles"):
        assert gone not in text
    assert all("Ankle sprain, version 2. Checked by Clinician on" in leaf for leaf in leaves)
    assert smallest_print(paper) >= 16

    for shown in (f"{site}{ADDRESS}exercises/", address):
        page.goto(shown)
        assert faults(page) == []
        page.set_viewport_size(NARROWEST)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST["width"]
    assert page.get_by_role("button", name="Print", exact=True).is_visible()
