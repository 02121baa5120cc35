"""Editors ask: on submitting, and on the page of a request, and see on the article's page who has it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from articles import requests
from articles.models import Article, Edition, RequestEvent, ReviewRequest
from reviewers.models import Reviewer, Specialty
from tests import editing
from tests.conftest import make_clinician, make_person, signed_in
from tests.editing import change_address

STALE = "This changed while the page was open. Nothing was done"


@pytest.fixture
def desk(editor: User) -> Client:
    return signed_in(editor)


@pytest.fixture
def request_(edition: Edition) -> ReviewRequest:
    return edition.requests.get()


@pytest.fixture
def colleague(physiotherapy: Specialty) -> Reviewer:
    return make_clinician("colleague", "PH000041", physiotherapy)


def words(answer: Any) -> str:
    return editing.words(answer)


def address(request: ReviewRequest) -> str:
    return reverse("admin:articles_article_request", args=[request.edition.article_id, request.pk])


def seen(request: ReviewRequest) -> str:
    fresh = ReviewRequest.objects.get(pk=request.pk)
    return f"{fresh.asked_id or 0} {fresh.claimed_by_id or 0} {fresh.due_on}"


def asking(request: ReviewRequest, whom: Reviewer | str) -> dict[str, str]:
    return {"ask-seen": seen(request), "ask-reviewer": str(whom.pk if isinstance(whom, Reviewer) else whom), "ask": "1"}


def due(request: ReviewRequest, day: date | str) -> dict[str, str]:
    return {"due-seen": seen(request), "due-due_on": str(day), "due": "1"}


class TestSubmitting:
    def submit(self, article: Article) -> str:
        return reverse("admin:articles_article_submit", args=[article.pk])

    def test_the_form_asks_for_each_specialty_and_a_day(
        self, desk: Client, article: Article, podiatry: Specialty, reviewer: Reviewer, colleague: Reviewer
    ) -> None:
        article.specialties.add(podiatry)
        Reviewer.objects.filter(pk=colleague.pk).update(status="retired")
        answer = desk.get(self.submit(article))
        shown = words(answer)
        assert "Whom to ask for Musculoskeletal physiotherapy" in shown
        assert "Whom to ask for Podiatry" in shown
        assert "Clinician, Physiotherapist" in shown
        assert "Colleague" not in shown
        assert f'value="{timezone.localdate() + timedelta(days=7)}"' in answer.content.decode()

    def test_who_contributed_is_not_offered(self, desk: Client, article: Article, reviewer: Reviewer) -> None:
        Article.objects.filter(pk=article.pk).update(owner=reviewer.user)
        assert "Clinician, Physiotherapist" not in words(desk.get(self.submit(article)))

    def test_a_named_clinician_and_a_day(self, desk: Client, article: Article, reviewer: Reviewer) -> None:
        day = timezone.localdate() + timedelta(days=3)
        desk.post(self.submit(article), {"ask-physiotherapy": str(reviewer.pk), "due_on": str(day)})
        made = ReviewRequest.objects.get()
        assert (made.asked, made.due_on) == (reviewer, day)

    def test_a_day_that_is_over_keeps_the_choice(self, desk: Client, article: Article, reviewer: Reviewer) -> None:
        day = timezone.localdate() - timedelta(days=1)
        answer = desk.post(self.submit(article), {"ask-physiotherapy": str(reviewer.pk), "due_on": str(day)})
        assert answer.status_code == 409
        assert "A due date can't be in the past." in words(answer)
        assert f'<option value="{reviewer.pk}" selected>' in answer.content.decode()
        assert not Edition.objects.exists()

    def test_who_may_not_be_asked(self, desk: Client, article: Article, podiatry: Specialty) -> None:
        other = make_clinician("podiatrist", "PH000042", podiatry)
        desk.post(self.submit(article), {"ask-physiotherapy": str(other.pk)})
        assert not Edition.objects.exists()


class TestTheArticlesPage:
    def test_shows_who_has_it_by_when_and_what_happened(
        self, desk: Client, request_: ReviewRequest, article: Article, reviewer: Reviewer, editor: User
    ) -> None:
        shown = words(desk.get(change_address(article)))
        assert "anyone of the specialty is asked, due by" in shown
        requests.reassign(request_, editor, reviewer)
        assert "Clinician is asked by name, due by" in words(desk.get(change_address(article)))
        requests.claim(request_, reviewer.user)
        ReviewRequest.objects.update(due_on=timezone.localdate() - timedelta(days=1))
        answer = desk.get(change_address(article))
        shown = words(answer)
        assert "Clinician has this review, due by" in shown
        assert "Overdue" in shown
        assert "Asked anew (Clinician) by editor" in shown
        assert "Claimed (Clinician) by clinician" in shown
        assert address(request_) in answer.content.decode()

    def test_shows_the_reason_of_a_decline(
        self, desk: Client, request_: ReviewRequest, article: Article, clinician: User
    ) -> None:
        requests.decline(request_, clinician, "On leave <b>until May</b>.")
        assert "On leave <b>until May</b>." in words(desk.get(change_address(article)))
        assert "<b>until" not in desk.get(change_address(article)).content.decode()

    def test_says_nothing_once_it_is_decided(self, desk: Client, approved: Edition) -> None:
        assert "Who is asked to review it" not in words(desk.get(change_address(approved.article)))

    def test_leads_only_editors_on(self, request_: ReviewRequest, article: Article, publisher: User) -> None:
        answer = signed_in(publisher).get(change_address(article))
        assert "anyone of the specialty is asked" in words(answer)
        assert address(request_) not in answer.content.decode()


class TestAskingSomebodyElse:
    def test_a_named_one_and_then_anyone(self, desk: Client, request_: ReviewRequest, colleague: Reviewer) -> None:
        answer = desk.post(address(request_), asking(request_, colleague), follow=True)
        assert "Colleague is asked now, and has been told." in words(answer)
        assert ReviewRequest.objects.get().asked == colleague
        answer = desk.post(address(request_), asking(request_, "anyone"), follow=True)
        assert "It is open to anyone of the specialty now." in words(answer)
        assert ReviewRequest.objects.get().asked is None
        assert [event.kind for event in RequestEvent.objects.all()] == ["reassigned", "reassigned"]

    def test_the_form_offers_whom_it_may_and_not_who_has_it(
        self, desk: Client, request_: ReviewRequest, reviewer: Reviewer, colleague: Reviewer, podiatry: Specialty
    ) -> None:
        make_clinician("podiatrist", "PH000042", podiatry)
        requests.claim(request_, reviewer.user)
        shown = words(desk.get(address(request_)))
        assert "Colleague, Physiotherapist" in shown
        assert "Clinician, Physiotherapist" not in shown
        assert "Podiatrist, Physiotherapist" not in shown
        assert "Anyone of the specialty" in shown

    def test_what_was_claimed_meanwhile_is_taken_from_nobody_unawares(
        self, desk: Client, request_: ReviewRequest, clinician: User, colleague: Reviewer
    ) -> None:
        sent = asking(request_, colleague)
        requests.claim(request_, clinician)
        answer = desk.post(address(request_), sent)
        assert answer.status_code == 409
        assert STALE in words(answer)
        assert "Clinician has this review" in words(answer)
        assert f'<option value="{colleague.pk}" selected>' in answer.content.decode()
        assert ReviewRequest.objects.get().claimed_by is not None
        again = {name: values[0] for name, values in form_with(answer.content.decode()).items()}
        assert desk.post(address(request_), {**again, "ask": "1"}).status_code == 302
        assert ReviewRequest.objects.get().asked == colleague

    @pytest.mark.parametrize("whom", ["", "nobody", "0", "999999"])
    def test_nonsense(self, desk: Client, request_: ReviewRequest, whom: str) -> None:
        assert desk.post(address(request_), asking(request_, whom)).status_code == 422
        assert not RequestEvent.objects.exists()

    def test_of_an_edition_that_was_decided(self, desk: Client, approved: Edition, colleague: Reviewer) -> None:
        asked = approved.requests.get()
        answer = desk.post(address(asked), asking(asked, colleague))
        assert answer.status_code == 409
        assert "is approved by now" in words(answer)
        assert "not in review any more" in words(desk.get(address(asked)))


class TestDueDate:
    def test_is_changed(self, desk: Client, request_: ReviewRequest) -> None:
        day = timezone.localdate() + timedelta(days=12)
        assert "The due date is changed." in words(desk.post(address(request_), due(request_, day), follow=True))
        assert ReviewRequest.objects.get().due_on == day

    @pytest.mark.parametrize("days", [-1, 367])
    def test_a_day_that_can_not_be_comes_back(self, desk: Client, request_: ReviewRequest, days: int) -> None:
        day = timezone.localdate() + timedelta(days=days)
        answer = desk.post(address(request_), due(request_, day))
        assert answer.status_code == 409
        assert f'value="{day}"' in answer.content.decode()

    @pytest.mark.parametrize("day", ["", "soon", "2026-02-31"])
    def test_what_is_no_day_comes_back(self, desk: Client, request_: ReviewRequest, day: str) -> None:
        assert desk.post(address(request_), due(request_, day)).status_code == 422
        assert not RequestEvent.objects.exists()


class TestWhoMay:
    @pytest.mark.parametrize("role", ["contributor", "publisher", "register clerk", "administrator"])
    def test_nobody_but_an_editor(self, request_: ReviewRequest, colleague: Reviewer, role: str) -> None:
        other = signed_in(make_person("other", role))
        assert other.get(address(request_)).status_code == 403
        assert other.post(address(request_), asking(request_, colleague)).status_code == 403
        assert not RequestEvent.objects.exists()

    def test_a_clinician_or_a_stranger(self, request_: ReviewRequest, colleague: Reviewer) -> None:
        for client in (signed_in(colleague.user), Client()):
            assert client.get(address(request_)).status_code in (302, 403)
            assert client.post(address(request_), asking(request_, colleague)).status_code in (302, 403)
        assert not RequestEvent.objects.exists()

    def test_not_under_another_article(self, desk: Client, request_: ReviewRequest, editor: User) -> None:
        other = Article.objects.create(slug="other", owner=editor)
        assert desk.get(reverse("admin:articles_article_request", args=[other.pk, request_.pk])).status_code == 404

    def test_looking_changes_nothing(self, desk: Client, request_: ReviewRequest) -> None:
        before = list(ReviewRequest.objects.values())
        desk.get(address(request_))
        assert list(ReviewRequest.objects.values()) == before
        assert not RequestEvent.objects.exists()


def form_with(page: str) -> dict[str, list[str]]:
    """What the first form of the page would send."""
    document: Any = html.document_fromstring(page)
    return {name: [value] for name, value in document.xpath("//form[.//select]")[0].form_values()}
