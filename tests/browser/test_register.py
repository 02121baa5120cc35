"""The register in a real browser: a clinician's page, an article without its badge, the clerk's screens."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from articles.models import Edition
from reviewers.models import Reviewer
from tests.conftest import make_person
from tests.registering import become, look

SignIn = Callable[[User], None]
PHONE = {"width": 360, "height": 740}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": PHONE}


def assert_fit_and_sound(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_readers_see(
    page: Page, live_server: LiveServer, published: Edition, reviewer: Reviewer, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}/reviewers/clinician/")
    assert_fit_and_sound(page)
    clerk = User.objects.get(username="clerk")
    look(reviewer, clerk, timezone.localdate(), found=False)
    become(reviewer, "suspended", clerk)
    for address in (
        "/reviewers/clinician/",
        "/articles/ankle-sprain/",
        "/articles/ankle-sprain/review/",
        "/how-we-review/",
    ):
        page.goto(live_server.url + address)
        assert_fit_and_sound(page)
    page.goto(f"{live_server.url}/articles/ankle-sprain/")
    page.get_by_role("link", name="See the full record").click()
    page.get_by_text("not on the register when checked on").wait_for()


def test_a_clerk_suspends_somebody_on_a_phone(
    page: Page, sign_in: SignIn, live_server: LiveServer, published: Edition, reviewer: Reviewer
) -> None:
    clerk = make_person("keeper", "register clerk")
    reviewer.register_checks.update(checked_on=timezone.localdate() - timedelta(days=25))
    sign_in(clerk)
    page.goto(f"{live_server.url}/admin/")
    page.get_by_role("link", name="Clinician", exact=True).click()
    page.get_by_label("Evidence").fill("No entry of this number.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Now open the reviewer, change the status and say why").wait_for()
    page.goto(f"{live_server.url}/admin/reviewers/reviewer/{reviewer.pk}/change/")
    page.get_by_label("Status:").select_option("suspended")
    page.get_by_label("Why the status changes").fill("By the regulator's notice.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("now waits for anyone of the specialty").wait_for()
    page.goto(f"{live_server.url}/admin/reviewers/reviewer/{reviewer.pk}/change/")
    page.get_by_text("keeper: Suspended. By the regulator's notice.").wait_for()
