"""Words in any language: read from right to left, nothing scrolls sideways on the narrowest phone."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.showcase import PUBLIC_PAGES

pytestmark = pytest.mark.django_db(transaction=True)

READ = ("second edition", "record", "how we review", "funding", "accessibility", "privacy")


def test_nothing_scrolls_sideways_from_right_to_left(page: Page, live_server: LiveServer, showcase: None) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    for name in READ:
        page.goto(live_server.url + PUBLIC_PAGES[name])
        for direction in ("ltr", "rtl"):
            page.evaluate("direction => { document.documentElement.dir = direction }", direction)
            sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert sideways == 0, (name, direction)
