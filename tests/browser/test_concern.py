"""A reader reports a concern on the narrowest phone, without JavaScript and without a cookie."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles import concerns, corrections
from articles.models import Concern, Edition
from tests.browser.access import faults, follow
from tests.browser.conftest import NewContext
from tests.reading import ADDRESS

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_an_article_to_the_answer(
    new_context: NewContext, live_server: LiveServer, published: Edition, editor: User, publisher: User, page: Page
) -> None:
    cache.clear()
    context = new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    reader: Any = context.new_page()
    reader.goto(live_server.url + ADDRESS)
    follow(reader.get_by_role("link", name="Report a concern about this page"))
    assert "Not monitored for emergencies: call 999" in reader.locator("main").inner_text()
    expect(reader.get_by_text("Page: Ankle sprain")).to_be_visible()
    assert fits(reader)
    reader.get_by_label("What is wrong?").fill("The dose is too high.")
    follow(reader.get_by_role("button", name="Send the report"))
    expect(reader.get_by_role("alert")).to_contain_text("Choose what it is about.")
    expect(reader.get_by_label("What is wrong?")).to_have_value("The dose is too high.")
    assert fits(reader)
    reader.get_by_label("Somebody could come to harm").check()
    follow(reader.get_by_role("button", name="Send the report"))
    concern = Concern.objects.get()
    expect(reader.get_by_text(concern.code)).to_be_visible()
    expect(reader.get_by_role("heading", name="Received")).to_be_visible()
    assert fits(reader)
    address = reader.url
    concerns.close(concern, editor, "corrected", "We put the dose right.")
    corrections.publish(published.article, publisher, was_wrong="The dose was too high.", put_right="It is lower now.")
    reader.reload()
    expect(reader.get_by_text("We put the dose right.")).to_be_visible()
    assert context.cookies() == []

    found = []
    for path in ("/concern/", address.removeprefix(live_server.url), "/concern/progress/", ADDRESS, "/corrections/"):
        page.goto(live_server.url + path)
        found += faults(page)
    page.goto(live_server.url + "/concern/")
    follow(page.get_by_role("button", name="Send the report"))
    found += faults(page)
    expect(page.get_by_role("alert")).to_be_focused()
    assert found == []
    assert page.context.cookies() == []


def fits(page: Page) -> bool:
    """Whether nothing scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= 320"))
