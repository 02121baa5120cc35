"""The queue, the page of a decline and the editors' page of a request: on phone and desktop, as axe sees them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles import requests, workflow
from articles.models import Article, Edition, RequestEvent, ReviewRequest
from reviewers.models import Reviewer, Specialty
from tests.browser.access import PHONE, faults
from tests.conftest import make_clinician
from tests.desking import at, in_review

SignIn = Callable[[User], None]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def back_again(article: Article, editor: User, clinician: User) -> ReviewRequest:
    """Returned once, and submitted again."""
    first = workflow.submit(article, editor)
    workflow.return_(first, clinician, digest=first.digest, note="Say when to stop.")
    return workflow.submit(article, editor).requests.get()


@pytest.fixture
def asked(editor: User, reviewer: Reviewer, physiotherapy: Specialty, back_again: ReviewRequest) -> list[ReviewRequest]:
    """One of each kind: claimed and overdue, asked by name, due soon, with parts, a colleague's, and own work."""
    titles = ("Ankle pain", "Back pain after sitting for a long time", "Calf pain", "Elbow pain", "Drop foot")
    made = [in_review(title, editor, physiotherapy).requests.get() for title in titles]
    overdue, named, soon, parts, colleagues = made
    requests.claim(overdue, reviewer.user)
    requests.reassign(named, editor, reviewer)
    requests.claim(colleagues, make_clinician("colleague", "PH000041", physiotherapy).user)
    in_review("Own work", editor, physiotherapy, owner=reviewer.user)
    today = timezone.localdate()
    for request, changes in (
        (overdue, {"due_on": today - timedelta(days=2)}),
        (soon, {"due_on": today + timedelta(days=1)}),
        (parts, {"parts": ["sections[2].exercises[0].dose", "sections[0].body"]}),
    ):
        ReviewRequest.objects.filter(pk=request.pk).update(**changes)
    return made


def test_the_pages_of_a_clinician(
    page: Page,
    sign_in: SignIn,
    live_server: LiveServer,
    asked: list[ReviewRequest],
    back_again: ReviewRequest,
    clinician: User,
) -> None:
    sign_in(clinician)
    decline = reverse("desk:decline", args=[back_again.pk])
    for address in (reverse("desk:queue"), decline, *(at(each.edition) for each in asked)):
        page.goto(live_server.url + address)
        assert faults(page) == []
    page.goto(live_server.url + decline)
    page.get_by_label("Why do you decline?").fill("On leave.")
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("What you typed before was kept")
    page.context.set_offline(True)
    page.get_by_role("button", name="Decline with this reason").click()
    expect(page.get_by_role("alert")).to_contain_text("No connection.")
    assert faults(page) == []
    page.context.set_offline(False)


def test_the_pages_of_an_editor(
    page: Page, sign_in: SignIn, live_server: LiveServer, asked: list[ReviewRequest], editor: User
) -> None:
    sign_in(editor)
    article = asked[0].edition.article_id
    request = reverse("admin:articles_article_request", args=[article, asked[0].pk])
    for address in (request, reverse("admin:articles_article_change", args=[article])):
        page.goto(live_server.url + address)
        assert faults(page) == []
    workflow.recall(Edition.objects.get(article=article), editor)
    page.goto(live_server.url + reverse("admin:articles_article_submit", args=[article]))
    assert faults(page) == []


def test_claim_with_two_taps_on_a_phone(
    page: Page, sign_in: SignIn, live_server: LiveServer, edition: Edition, clinician: User
) -> None:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    sign_in(clinician)
    page.goto(live_server.url + reverse("desk:queue"))
    page.get_by_role("button", name="Claim Ankle sprain").click()
    page.wait_for_url(live_server.url + at(edition))
    expect(page.get_by_text("You have this review.")).to_be_visible()
    page.get_by_role("button", name="Release Ankle sprain").click()
    page.wait_for_url(live_server.url + reverse("desk:queue"))
    assert [event.kind for event in RequestEvent.objects.all()] == ["claimed", "released"]
