"""One article from draft to reader, in a real browser, by keyboard alone; the reader has no JavaScript."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, Edition
from tests.codes import totp_code
from tests.conftest import PASSWORD

NewContext = Callable[..., BrowserContext]

pytestmark = pytest.mark.django_db(transaction=True)

TYPED = " Walk *a little* every day [@nhs-2024]."
SHOWN = "Walk a little every day (NHS, 2024)."
MOST_STOPS = 150


def reach(wanted: Locator) -> None:
    """Press Tab until the element has the focus, as somebody without a mouse has to."""
    for _stop in range(MOST_STOPS):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        wanted.page.keyboard.press("Tab")
    pytest.fail(f"the Tab key never reaches {wanted}")


def press(wanted: Locator, key: str = "Enter") -> None:
    reach(wanted)
    wanted.page.keyboard.press(key)


class Person:
    """Somebody at a browser of their own, signed in with their password and a code."""

    def __init__(self, context: BrowserContext, site: str, username: str, bound_for: str) -> None:
        self.page = context.new_page()
        code = totp_code(User.objects.get(username=username))
        self.site = site
        self.page.goto(f"{site}/sign-in/")
        self.type("Username", username)
        self.type("Password", PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"{site}/sign-in/second-step/")
        expect(self.page.get_by_label("Code from your app")).to_be_focused()
        self.page.keyboard.type(code)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"{site}{bound_for}")

    def type(self, label: str, text: str) -> None:
        reach(self.page.get_by_label(re.compile(f"^{label}:?$")))
        self.page.keyboard.type(text)

    def follow(self, name: str) -> None:
        with self.page.expect_navigation():
            press(self.page.get_by_role("main").get_by_role("link", name=name, exact=True).last)

    def send(self, name: str) -> None:
        with self.page.expect_navigation():
            press(self.page.get_by_role("button", name=name, exact=True))


def test_from_draft_to_reader(
    new_context: NewContext,
    live_server: LiveServer,
    article: Article,
    editor: User,
    clinician: User,
    publisher: User,
) -> None:
    site = live_server.url
    edit_and_submit(Person(new_context(), site, "editor", "/admin/"))
    approve(Person(new_context(), site, "clinician", "/desk/"))
    assert new_context().new_page().goto(f"{site}/articles/ankle-sprain/").status == 404  # type: ignore[union-attr]
    publish(Person(new_context(), site, "publisher", "/admin/"))
    edition = Edition.objects.get()
    assert (edition.state, edition.reviews.get().reviewer.user) == (Edition.State.PUBLISHED, clinician)
    read(new_context(java_script_enabled=False), site)


def edit_and_submit(editor: Person) -> None:
    page = editor.page
    editor.follow("Articles")
    editor.follow("Ankle sprain")
    lead = page.get_by_label(re.compile("^Lead:?$"))
    reach(lead)
    page.keyboard.press("Control+End")
    page.keyboard.type(TYPED)
    box = page.locator(".markdownx").filter(has=lead)
    press(box.get_by_role("button", name="Preview"))
    box.get_by_role("region", name="Preview").get_by_text(SHOWN).wait_for()
    assert box.get_by_role("region", name="Preview").locator("em").inner_text() == "a little"
    editor.send("Save")
    assert "changed successfully" in page.locator(".messagelist").inner_text()
    with page.context.expect_page() as opened:
        press(page.get_by_role("link", name="Preview the whole page"))
    preview = opened.value
    assert SHOWN in preview.locator(".lead").inner_text()
    assert "Preview of the draft" in preview.locator(".banner").inner_text()
    preview.close()
    editor.follow("Submit for review")
    editor.send("Submit for review")
    assert "Submitted." in page.locator(".messagelist").inner_text()


def approve(clinician: Person) -> None:
    page = clinician.page
    code = totp_code(User.objects.get(username="clinician"))
    clinician.follow("Ankle sprain")
    assert SHOWN in page.locator(".lead").inner_text()
    press(page.get_by_label("The whole article"), "Space")
    press(page.get_by_label("All of this is within my competence"), "Space")
    for yes in page.get_by_label("Yes", exact=True).all()[:-1]:  # the last asks about interests
        press(yes, "Space")
    press(page.get_by_label("No, nothing"), "Space")
    clinician.send("Go on to sign")
    page.get_by_label("Your password", exact=True).press_sequentially(PASSWORD)
    page.get_by_label("The code that your authenticator app shows now").press_sequentially(code)
    clinician.send("Sign with the code")
    assert "Approved and signed" in page.get_by_role("status").inner_text()


def publish(publisher: Person) -> None:
    publisher.follow("Ankle sprain")
    publisher.send("Publish")
    assert "Published." in publisher.page.locator(".messagelist").inner_text()


def read(context: BrowserContext, site: str) -> None:
    """Everything is there without JavaScript and without a cookie, on the screen and on paper."""
    page = context.new_page()
    page.goto(f"{site}/articles/")
    page.get_by_role("main").get_by_role("link", name="Ankle sprain").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ankle sprain")
    assert SHOWN in page.locator(".lead").inner_text()
    for seen in (".care-card-emergency", ".exercise .dose", ".review-block", "table.benefits", "#disclaimer"):
        assert page.locator(seen).first.is_visible(), seen
    follow_a_citation_and_return(page)
    assert page.pdf(print_background=True).startswith(b"%PDF-")
    page.locator(".review-block").get_by_role("link").nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who checked this article, and what changed")
    assert context.cookies() == []


def follow_a_citation_and_return(page: Page) -> None:
    press(page.locator(".lead .citation a").last)
    expect(page).to_have_url(re.compile("#ref-nhs-2024$"))
    press(page.locator("#ref-nhs-2024 .backlinks a").first)
    expect(page).to_have_url(re.compile("#cite-nhs-2024-1$"))
