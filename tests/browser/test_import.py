"""An import in a real browser: from a file to a draft, by the keyboard alone, on every size of screen."""

from collections.abc import Callable
from pathlib import Path

from django.contrib.auth.models import User
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from tests.browser.access import faults, follow

STIFF_NECK = Path(__file__).parent.parent / "documents" / "stiff-neck.txt"


def test_a_file_becomes_a_draft(
    page: Page, live_server: LiveServer, sign_in: Callable[[User], None], editor: User
) -> None:
    sign_in(editor)
    page.goto(f"{live_server.url}/admin/articles/article/import/")
    assert faults(page) == []
    page.get_by_label("Files").set_input_files(STIFF_NECK)
    follow(page.get_by_role("button", name="Read it"))
    assert faults(page) == []
    page.get_by_label("Title").fill("Stiff neck")
    save = page.get_by_role("button", name="Save as a draft")
    save.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_text("The document is now a draft.").wait_for()
    assert Article.objects.get().slug == "stiff-neck"
