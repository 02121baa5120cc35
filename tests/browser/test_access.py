"""Every kind of page passes axe, in light and in dark, and the readers' and clinicians' pages fit a phone."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from articles.models import Article, Edition, Import, Promotion
from references.models import Reference
from reviewers.models import RegisterCheck, Reviewer, Specialty
from tests.browser.access import faults, follow
from tests.desking import at
from tests.showcase import PUBLIC_PAGES

SignIn = Callable[[User], None]
Visit = Callable[..., list[str]]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visit(page: Page, live_server: LiveServer) -> Visit:
    """Everything wrong with the pages at these addresses."""

    def visited(*addresses: str, on_phones: bool = True) -> list[str]:
        found = []
        for address in addresses:
            page.goto(live_server.url + address)
            found += faults(page, on_phones=on_phones)
        return found

    return visited


def test_what_readers_see(visit: Visit, showcase: None) -> None:
    assert visit(*PUBLIC_PAGES.values()) == []


def test_banners(visit: Visit, page: Page, showcase: None) -> None:
    Reviewer.objects.update(status=Reviewer.Status.SUSPENDED)
    Reference.objects.update(retraction=Reference.Retraction.RETRACTED)
    assert visit(PUBLIC_PAGES["revoked"], PUBLIC_PAGES["out of date"]) == []
    assert page.locator(".banner").count() == 3


def test_signing_in(
    visit: Visit, page: Page, live_server: LiveServer, sign_in: SignIn, editor: User, reference: Reference
) -> None:
    for attempt in range(5):
        page.goto(f"{live_server.url}/sign-in/")
        page.get_by_label("Username").fill("editor")
        page.get_by_label("Password").fill("wrong")
        follow(page.get_by_role("button", name="Sign in"))
        if attempt in (0, 4):
            assert faults(page) == []
    assert "Too many attempts" in page.title()
    sign_in(editor)
    assert visit("/password/", "/desk/") == []
    sign_in(User.objects.create_user("stranger"))
    assert visit("/admin/") == []


def test_the_desk(visit: Visit, page: Page, sign_in: SignIn, clinician: User, showcase: None) -> None:
    sign_in(clinician)
    waiting = Edition.objects.get(article__slug="ankle-sprain", state="in review")
    shown = Edition.objects.get(article__slug="knee-pain")
    later = [at(shown, verb) for verb in ("edition", "renew", "revoke", "withdraw")]
    assert visit("/desk/", "/desk/published/", *later, at(waiting)) == []
    follow(page.get_by_role("button", name="Go on to sign"))
    assert faults(page) == []


def test_the_editors_screens(visit: Visit, sign_in: SignIn, superuser: User, showcase: None) -> None:
    sign_in(superuser)
    draft = Article.objects.get(slug="ankle-sprain")
    found = Import.objects.get()
    admin, article = "/admin/articles/article", f"/admin/articles/article/{draft.pk}"
    screens = [f"{article}/{verb}/" for verb in ("submit", "recall", "publish", "withdraw", "reinstate", "history")]
    screens += [f"{admin}/{found.article_id}/{rest}/" for rest in ("change", "submit", f"import/{found.pk}")]
    screens += [f"{admin}/", f"{admin}/add/", f"{admin}/import/", f"{article}/preview/", "/admin/"]
    assert visit(*screens, on_phones=False) == []


def test_lists_and_forms(visit: Visit, sign_in: SignIn, superuser: User, showcase: None) -> None:
    sign_in(superuser)
    for model in (Reference, Reviewer, RegisterCheck, Specialty, Promotion, Edition, User):
        screen = f"/admin/{model._meta.app_label}/{model._meta.model_name}"
        newest = model._default_manager.latest("pk")
        form = f"{newest.pk}/change" if model in (Edition, User, Reviewer) else "add"
        assert visit(f"{screen}/", f"{screen}/{form}/", on_phones=False) == []


def test_the_whole_article_opened(
    page: Page, live_server: LiveServer, sign_in: SignIn, editor: User, showcase: None
) -> None:
    """Every row unfolded, one added, one preview open; then saved too late."""
    sign_in(editor)
    draft = Article.objects.get(slug="ankle-sprain")
    page.goto(f"{live_server.url}/admin/articles/article/{draft.pk}/change/")
    for button in page.get_by_role("button", name="Open all").all():
        button.click()
    page.get_by_role("button", name="Add another question").click()
    page.locator(".markdown-show").first.click()
    page.locator(".markdownx-preview").first.get_by_text("get better at home").wait_for()
    assert faults(page, on_phones=False) == []
    page.get_by_label("Title").fill("Another title")
    Article.objects.filter(pk=draft.pk).update(version=99)
    follow(page.get_by_role("button", name="Save"))
    assert page.get_by_role("alert").is_visible()
    assert faults(page, on_phones=False) == []
    assert "Not saved" in page.title()
