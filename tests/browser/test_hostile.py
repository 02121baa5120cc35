"""Hostile texts of every family in a real browser: in previews, drafts, on the desk and on pages, nothing executes.

Every third is tried here, for a browser takes its time; all of them are tried on the same screens without one.

The watch of these tests hears a dialog, an error, a request to elsewhere, and whatever the policy has to stop: what
only the policy stopped would be a hole too.
"""

from collections.abc import Callable, Sequence

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from articles import workflow
from articles.models import Article
from references.models import Reference
from reviewers.models import Specialty
from tests import hostile_articles
from tests.desking import at
from tests.hostile import HOSTILE, MEDIA
from tests.showcase import Cast, picture

SignIn = Callable[[User], None]

OPEN_EVERY_PREVIEW = """
async () => {
    const ask = window.fetch;
    let arrived;
    window.fetch = async (...sent) => {
        const answer = await ask(...sent);
        answer.clone().text().then(() => setTimeout(arrived, 5));
        return answer;
    };
    for (const button of document.querySelectorAll(".markdown-show")) {
        const shown = new Promise(done => { arrived = done; });
        button.click();
        await shown;
    }
    return [...document.querySelectorAll(".markdownx-preview")].filter(preview => preview.childNodes.length).length;
}
"""

TOUCH_EVERYTHING = """
() => {
    const names = ["mouseover", "mouseenter", "focus", "click", "toggle", "pointerdown", "animationend"];
    const events = names.map(name => new Event(name, {bubbles: true, cancelable: true}));
    const all = document.querySelectorAll("main *");
    document.addEventListener("click", event => event.preventDefault());
    all.forEach(element => events.forEach(event => element.dispatchEvent(event)));
    return all.length;
}
"""

TRIED = HOSTILE[::3]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(editor: User, clinician: User, publisher: User, physiotherapy: Specialty, reference: Reference) -> Cast:
    return Cast(editor, clinician, publisher, physiotherapy)


def with_a_picture(texts: Sequence[str], by: User) -> list[str]:
    """The texts with the address of an image that is there, where they have one."""
    sha256 = picture(by).sha256
    return [text.replace(MEDIA, sha256) for text in texts]


def test_in_previews_and_drafts(page: Page, live_server: LiveServer, sign_in: SignIn, cast: Cast) -> None:
    sign_in(cast.editor)
    filled = 0
    for number, content in enumerate(hostile_articles.contents(with_a_picture(TRIED, cast.editor))):
        draft = cast.draft(f"hostile-{number}", content)
        address = f"{live_server.url}/admin/articles/article/{draft.pk}"
        page.goto(f"{address}/change/")
        filled += page.evaluate(OPEN_EVERY_PREVIEW)
        page.goto(f"{address}/preview/")
        assert page.evaluate(TOUCH_EVERYTHING) > 100
    assert filled >= len(TRIED) - 20  # some are nothing but characters that nobody sees
    page.goto(f"{live_server.url}/admin/articles/article/")


def test_on_the_desk_and_on_pages(page: Page, live_server: LiveServer, sign_in: SignIn, cast: Cast) -> None:
    texts = with_a_picture(hostile_articles.publishable(TRIED), cast.editor)
    for number, content in enumerate(hostile_articles.contents(texts)):
        draft = cast.draft(f"hostile-{number}", content)
        cast.publish(draft)
        cast.change(draft, lead="Another lead.", faq=content.faq[::-1])
        second = workflow.submit(draft, cast.editor)
        sign_in(cast.clinician)
        for address in (at(second), f"/articles/hostile-{number}/", f"/articles/hostile-{number}/review/"):
            page.goto(live_server.url + address)
            assert page.evaluate(TOUCH_EVERYTHING) > 10
    assert Article.objects.count() == len(list(hostile_articles.contents(texts)))
    for address in ("/", "/desk/", "/desk/published/", "/reviewers/clinician/"):
        page.goto(live_server.url + address)
