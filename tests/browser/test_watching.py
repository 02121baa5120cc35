"""The watch of these tests does complain: each of these would be a hole in the site, opened on purpose."""

import re

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.watching import watch

pytestmark = pytest.mark.django_db(transaction=True)

INTO_THE_PAGE = "document.body.insertAdjacentHTML('beforeend', {!r})"


DEEDS = (
    ("alert(1)", "dialog: alert 1"),
    ("console.error('oh')", "console: oh"),
    ("setTimeout(() => nothingOfThatName())", "error: .*nothingOfThatName"),
    (INTO_THE_PAGE.format("<img src=x onerror=alert(1)>"), "console: .*Content Security Policy"),
    (INTO_THE_PAGE.format("<p style=color:red>x</p>"), "console: .*Content Security Policy"),
    (INTO_THE_PAGE.format("<img src=https://evil.example/x>"), "console: .*Content Security Policy"),
    (INTO_THE_PAGE.format("<iframe src=//evil.example></iframe>"), "console: .*Content Security Policy"),
    (INTO_THE_PAGE.format("<img src=/no-such-image>"), "404: .*/no-such-image"),
    ("fetch('https://evil.example/').catch(() => 0)", "console: .*Content Security Policy"),
    ("location = 'https://evil.example/'", "request: https://evil.example/"),
)


def test_it_complains(browser: Browser, live_server: LiveServer) -> None:
    for deed, complaint in DEEDS:
        context = browser.new_context()
        complaints = watch(context, live_server.url)
        page = context.new_page()
        page.goto(f"{live_server.url}/how-we-review/")
        assert complaints == []
        page.evaluate(f"setTimeout(() => {{ {deed} }}); 0")
        for _look in range(60):
            page.wait_for_timeout(50)
            if any(re.match(complaint, heard, re.DOTALL) for heard in complaints):
                break
        else:
            pytest.fail(f"{deed}: {complaints}")
        context.close()
