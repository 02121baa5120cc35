"""What changed, in a real browser on a phone: on the desk in both views, and on the public record."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from articles import drafting, workflow
from articles.content import Content
from articles.models import Article, Edition
from tests.conftest import save_content
from tests.desking import at, with_exercise, with_section
from tests.reading import ADDRESS

TABLE = "Rest\u200b it.\n\n| Day | Minutes |\n|---|---|\n| 1 | {} |\n\nAsk [your surgery](https://example.org/{})."

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": {"width": 360, "height": 740}}


def changed(before: Content) -> Content:
    """Another dose, cell and link target, and a red flag less."""
    dose = before.sections[2].exercises[0].dose.model_copy(update={"hold_seconds": 30})
    new = with_exercise(before, dose=dose)
    notes = (*new.sections[3].safety_notes[:2],)
    return with_section(new, 3, safety_notes=notes).model_copy(update={"lead": TABLE.format(50, "b")})


@pytest.fixture
def third(published: Edition, article: Article, editor: User, publish_next: Callable[..., Edition]) -> Edition:
    """Two editions that readers saw, and one in review."""
    first = drafting.content_of(article)
    flag = first.sections[3].safety_notes[1].model_copy(update={"label": "Numbness", "text": "The foot is numb."})
    old = with_section(first, 3, safety_notes=(*first.sections[3].safety_notes, flag))
    old = old.model_copy(update={"lead": TABLE.format(5, "a")})
    publish_next(sections=old.sections, lead=old.lead)
    save_content(article, changed(old).model_copy(update={"change_note": "Longer holds."}), editor)
    return workflow.submit(article, editor)


def assert_fits_and_is_accessible(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_views_and_the_record_on_a_phone(
    page: Page,
    sign_in: Callable[[User], None],
    live_server: LiveServer,
    third: Edition,
    clinician: User,
    scheme: Any,
    article: Article,
) -> None:
    page.emulate_media(color_scheme=scheme)
    sign_in(clinician)
    page.goto(live_server.url + at(third))
    assert_fits_and_is_accessible(page)
    page.get_by_role("navigation", name="How the article is shown").get_by_role("link", name="What changed").click()
    page.wait_for_url("**/?view=changes#desk-article")
    assert page.locator("article del").count() >= 3
    assert_fits_and_is_accessible(page)
    page.goto(f"{live_server.url}{ADDRESS}review/")
    page.locator("summary").first.click()
    assert page.locator("ins").first.is_visible()
    assert_fits_and_is_accessible(page)
