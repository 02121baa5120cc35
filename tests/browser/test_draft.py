"""Rows that are added on the draft's page work like the others: preview, image, Tab, save."""

import io
import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from PIL import Image as Pillow
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, Image
from tests.browser.access import follow

pytestmark = pytest.mark.django_db(transaction=True)


def picture() -> FilePayload:
    written = io.BytesIO()
    Pillow.new("RGB", (20, 10), "teal").save(written, format="PNG")
    return {"name": "ankle.png", "mimeType": "image/png", "buffer": written.getvalue()}


def test_a_question_added_previewed_illustrated_and_saved(
    page: Page, live_server: LiveServer, sign_in: Callable[[User], None], editor: User, article: Article
) -> None:
    sign_in(editor)
    page.goto(f"{live_server.url}/admin/articles/article/{article.pk}/change/")
    page.get_by_role("button", name="Add another question").click()
    page.locator("#id_faqs-1-question").fill("May I swim?")
    answer = page.locator("#id_faqs-1-answer")
    answer.fill("Yes, **gently** [@nhs-2024]. <b onclick=alert(1)>x</b>")
    field = page.locator(".markdownx", has=answer)

    answer.press("Tab")
    assert field.locator(".markdown-show").evaluate("button => button === document.activeElement")
    field.locator(".markdown-show").click()
    preview = field.locator(".markdownx-preview")
    preview.locator("strong", has_text="gently").wait_for()
    assert "(NHS, 2024)" in preview.inner_text()
    assert preview.locator("b").count() == 0

    field.locator("input[type=file]").set_input_files(picture())
    expect(answer).to_have_value(re.compile(r"!\[\]\(media:"))
    assert f"![](media:{Image.objects.get().sha256})" in answer.input_value()
    written = answer.input_value()

    follow(page.get_by_role("button", name="Save", exact=True))
    assert article.faqs.get(question="May I swim?").answer == written
    assert article.revisions.count() == 2
