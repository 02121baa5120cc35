"""The queue: whose each request is, by due date, with its tags; claim, release, decline; looking changes nothing."""

from collections.abc import Callable, Iterable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import requests, workflow
from articles.desk import urls
from articles.models import Article, Comment, Edition, PendingSignature, RequestEvent, ReviewRequest
from references.models import Reference
from reviewers.models import RegisterCheck, Reviewer, Specialty
from tests.conftest import make_clinician, signed_in
from tests.desking import at, in_review, page, words
from tests.showcase import Cast, set_up
from tests.tables import everything_stored

DAY = timedelta(days=1)


@pytest.fixture
def desk(clinician: User) -> Client:
    return signed_in(clinician)


@pytest.fixture
def request_(edition: Edition) -> ReviewRequest:
    return edition.requests.get()


@pytest.fixture
def colleague(physiotherapy: Specialty) -> Reviewer:
    return make_clinician("colleague", "PH000041", physiotherapy)


def verb(request: ReviewRequest, name: str) -> str:
    return reverse(f"desk:{name}", args=[request.pk])


def fresh(request: ReviewRequest) -> ReviewRequest:
    return ReviewRequest.objects.get(pk=request.pk)


def part(shown: str, heading: str) -> str:
    """The part of the page from this heading to the next."""
    after = shown.split(f"> {heading}", 1)[1]
    return after.split("<h2", 1)[0]


class TestGroups:
    def test_open_own_and_those_of_others(
        self, desk: Client, editor: User, physiotherapy: Specialty, reviewer: Reviewer, colleague: Reviewer
    ) -> None:
        made = {
            title: in_review(title, editor, physiotherapy).requests.get()
            for title in ("Ankle pain", "Back pain", "Calf pain", "Drop foot", "Elbow pain")
        }
        requests.claim(made["Back pain"], reviewer.user)
        requests.reassign(made["Calf pain"], editor, reviewer)
        requests.claim(made["Drop foot"], colleague.user)
        requests.reassign(made["Elbow pain"], editor, colleague)
        shown = page(desk, "/desk/")
        assert "Waiting for you (3)" in shown
        assert "Colleagues have 2 more." in shown
        own, open_ = part(shown, "Yours (2)"), part(shown, "Open to anyone of your specialties (1)")
        assert own.index("Back pain") < own.index("you claimed it") < own.index("Calf pain")
        assert own.index("Calf pain") < own.index("you were asked by name")
        assert "Ankle pain" in open_
        assert "Drop foot" not in shown
        assert "Elbow pain" not in shown

    def test_each_group_is_sorted_by_due_date(self, desk: Client, editor: User, physiotherapy: Specialty) -> None:
        for title, days in (("Knee pain", 5), ("Neck pain", -2), ("Hip pain", 1)):
            made = in_review(title, editor, physiotherapy)
            made.requests.update(due_on=timezone.localdate() + days * DAY)
        shown = part(page(desk, "/desk/"), "Open to anyone of your specialties (3)")
        assert shown.index("Neck pain") < shown.index("Hip pain") < shown.index("Knee pain")

    def test_what_was_declined_is_gone_until_asked_by_name(
        self, desk: Client, request_: ReviewRequest, reviewer: Reviewer, editor: User
    ) -> None:
        requests.decline(request_, reviewer.user, "No time.")
        assert "Ankle sprain" not in page(desk, "/desk/")
        requests.reassign(request_, editor, reviewer)
        assert "Ankle sprain" in page(desk, "/desk/")

    def test_who_is_not_active_is_offered_nothing(self, desk: Client, request_: ReviewRequest) -> None:
        Reviewer.objects.update(status="suspended")
        assert "Ankle sprain" not in page(desk, "/desk/")

    def test_who_can_not_sign_is_told_and_can_not_claim(self, desk: Client, request_: ReviewRequest) -> None:
        RegisterCheck.objects.update(registered=False)
        shown = page(desk, "/desk/")
        assert "You can't sign reviews at the moment." in shown
        assert "Ankle sprain" in shown
        assert verb(request_, "claim") not in shown

    def test_a_specialty_beyond_the_required_ones_with_the_parts_it_is_asked_about(
        self, edition: Edition, podiatry: Specialty
    ) -> None:
        podiatrist = signed_in(make_clinician("podiatrist", "PH000042", podiatry).user)
        assert "Ankle sprain" not in page(podiatrist, "/desk/")
        edition.requests.create(
            specialty=podiatry, due_on=timezone.localdate(), parts=["sections[2].exercises[0]", "sections[0].body"]
        )
        for address in ("/desk/", at(edition)):
            shown = page(podiatrist, address)
            assert "You are asked about these parts:" in shown
            assert "Exercise ‘Heel raise’" in shown
            assert "Section ‘What a sprain is’, text" in shown


class TestTags:
    @pytest.mark.parametrize(("days", "tag"), [(-1, "Overdue"), (0, "Due soon"), (2, "Due soon"), (3, None)])
    def test_of_the_due_date(self, desk: Client, request_: ReviewRequest, days: int, tag: str | None) -> None:
        ReviewRequest.objects.update(due_on=timezone.localdate() + days * DAY)
        shown = page(desk, "/desk/")
        assert [each for each in ("Overdue", "Due soon") if each in shown] == ([tag] if tag else [])

    def test_new_for_two_days_and_again_when_asked_anew(
        self, desk: Client, request_: ReviewRequest, reviewer: Reviewer, editor: User
    ) -> None:
        new = '<strong class="desk-tag desk-tag-quiet">New</strong>'
        assert new in page(desk, "/desk/")
        ReviewRequest.objects.update(asked_at=timezone.now() - 2 * DAY)
        assert new not in page(desk, "/desk/")
        requests.reassign(request_, editor, reviewer)
        assert new in page(desk, "/desk/")

    def test_returned_before_until_it_is_approved(
        self,
        desk: Client,
        edition: Edition,
        article: Article,
        editor: User,
        clinician: User,
        publish_next: Callable[..., Edition],
    ) -> None:
        back = "Returned before, back again"
        workflow.return_(edition, clinician, digest=edition.digest, note="Say when to stop.")
        again = workflow.submit(article, editor)
        assert back in page(desk, "/desk/")
        workflow.recall(again, editor)
        publish_next()
        in_review("Another", editor, article.specialties.get())
        workflow.submit(article, editor)
        assert back not in page(desk, "/desk/")


class TestClaim:
    def test_from_the_queue(self, desk: Client, request_: ReviewRequest, reviewer: Reviewer) -> None:
        answer = desk.post(verb(request_, "claim"), follow=True)
        assert answer.redirect_chain == [(at(request_.edition), 302)]
        assert "It is yours now" in words(answer)
        assert "You have this review." in words(answer)
        assert fresh(request_).claimed_by == reviewer
        assert verb(request_, "release") in page(desk, "/desk/")

    def test_what_another_has(self, desk: Client, request_: ReviewRequest, colleague: Reviewer) -> None:
        requests.claim(request_, colleague.user)
        answer = desk.post(verb(request_, "claim"))
        assert answer.status_code == 409
        assert "Colleague has this review. It can be released on their desk" in words(answer)
        assert fresh(request_).claimed_by == colleague

    def test_the_page_of_the_edition_says_who_has_it(
        self, desk: Client, request_: ReviewRequest, edition: Edition, colleague: Reviewer
    ) -> None:
        assert "Nobody has claimed this review yet." in page(desk, at(edition))
        requests.claim(request_, colleague.user)
        shown = page(desk, at(edition))
        assert "Colleague has this review." in shown
        assert "Sign and approve" not in shown

    def test_of_another_specialty_there_is_no_such_address(self, request_: ReviewRequest, podiatry: Specialty) -> None:
        podiatrist = signed_in(make_clinician("podiatrist", "PH000042", podiatry).user)
        for name in ("claim", "release", "decline"):
            assert podiatrist.post(verb(request_, name)).status_code == 404
        assert not RequestEvent.objects.exists()

    @pytest.mark.parametrize("name", ["claim", "release", "decline"])
    def test_strangers_and_editors_do_not_get_in(self, request_: ReviewRequest, editor: User, name: str) -> None:
        assert Client().post(verb(request_, name), {"reason": "No time."}).status_code in (302, 403)
        assert signed_in(editor).post(verb(request_, name), {"reason": "No time."}).status_code == 403
        assert not RequestEvent.objects.exists()

    @pytest.mark.parametrize("name", ["claim", "release", "decline"])
    def test_a_form_of_another_site_does_nothing(self, request_: ReviewRequest, clinician: User, name: str) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(clinician, backend="django.contrib.auth.backends.ModelBackend")
        assert strict.post(verb(request_, name), {"reason": "No time."}).status_code == 403
        assert not RequestEvent.objects.exists()


def test_release(desk: Client, request_: ReviewRequest, clinician: User) -> None:
    requests.claim(request_, clinician)
    assert "Released. Anyone of the specialty may claim it now." in words(
        desk.post(verb(request_, "release"), follow=True)
    )
    assert fresh(request_).claimed_by is None
    assert desk.post(verb(request_, "release")).status_code == 409


class TestDecline:
    def test_with_a_reason(self, desk: Client, request_: ReviewRequest) -> None:
        shown = page(desk, verb(request_, "decline"))
        assert "Decline: Ankle sprain" in shown
        assert "data-keep=" in shown
        answer = words(desk.post(verb(request_, "decline"), {"reason": "I am on leave."}, follow=True))
        assert "Declined. The editors have your reason" in answer
        assert "Nothing is waiting for you." in answer
        assert RequestEvent.objects.get().reason == "I am on leave."

    def test_without_one(self, desk: Client, request_: ReviewRequest) -> None:
        answer = desk.post(verb(request_, "decline"), {"reason": " "})
        assert answer.status_code == 422
        assert "Write a sentence that says why." in words(answer)
        assert not RequestEvent.objects.exists()

    def test_too_late_keeps_what_was_typed(
        self, desk: Client, request_: ReviewRequest, edition: Edition, editor: User
    ) -> None:
        workflow.recall(edition, editor)
        answer = desk.post(verb(request_, "decline"), {"reason": "I am on leave."})
        assert answer.status_code == 409
        assert "taken back by now" in words(answer)
        assert "I am on leave.</textarea>" in words(answer)


class TestLooking:
    def test_at_any_page_of_the_desk_changes_nothing(
        self,
        editor: User,
        clinician: User,
        publisher: User,
        physiotherapy: Specialty,
        reference: Reference,
    ) -> None:
        set_up(Cast(editor, clinician, publisher, physiotherapy))
        names = [f"desk:{pattern.name}" for pattern in urls.urlpatterns]
        assert {"desk:claim", "desk:release", "desk:decline", "desk:approve", "desk:withdraw"} <= set(names)
        desk = signed_in(clinician)
        before = everything_stored()
        addresses = [address for name in names for address in addresses_of(name)]
        answers = [ask(address).status_code for ask in (desk.get, desk.head) for address in addresses]
        assert everything_stored() == before
        assert {200, 302} <= set(answers) <= {200, 302, 404}


def addresses_of(name: str) -> list[str]:
    """Every address of this name: for each edition in whatever state, or each request of it."""
    if name in ("desk:queue", "desk:published"):
        return [reverse(name)]
    keys: Iterable[int]
    if name == "desk:sign":
        keys = PendingSignature.objects.values_list("pk", flat=True)
    elif name in ("desk:claim", "desk:release", "desk:decline"):
        keys = ReviewRequest.objects.values_list("pk", flat=True)
    elif name == "desk:thread":
        return [reverse(name, args=each) for each in Comment.objects.values_list("edition", "pk")]
    else:
        keys = Edition.objects.values_list("pk", flat=True)
    return [reverse(name, args=[pk]) for pk in keys]


class TestScript:
    """What static/js/desk/keep.js asks for."""

    KEPT = {"X-Kept": "1"}

    def test_where_to_go_and_the_message_is_still_to_be_read(
        self, desk: Client, request_: ReviewRequest, clinician: User, edition: Edition
    ) -> None:
        answer = desk.post(verb(request_, "decline"), {"reason": "No time."}, headers=self.KEPT)
        assert (answer.status_code, answer.headers["X-Kept-To"]) == (204, "/desk/")
        shown = page(desk, "/desk/")
        assert "Declined." in shown
        assert f'data-kept-done="{clinician.pk}:{edition.digest}"' in shown

    def test_nowhere_if_it_was_refused(self, desk: Client, request_: ReviewRequest) -> None:
        answer = desk.post(verb(request_, "decline"), {"reason": ""}, headers=self.KEPT)
        assert (answer.status_code, answer.headers["X-Kept-To"]) == (204, "")

    def test_a_claim_lets_no_browser_forget(self, desk: Client, request_: ReviewRequest) -> None:
        assert "data-kept-done" not in words(desk.post(verb(request_, "claim"), follow=True))

    @pytest.mark.parametrize("name", ["edition", "renew", "revoke", "withdraw"])
    def test_every_form_of_the_desk_is_kept(
        self, desk: Client, published: Edition, article: Article, editor: User, clinician: User, name: str
    ) -> None:
        seen = published if name != "edition" else workflow.submit(*_next(article, editor))
        forms = ["approve", "return"] if name == "edition" else [name]
        shown = page(desk, at(seen, name))
        for form in forms:
            assert f'data-keep="{clinician.pk}:{seen.digest}:{form}"' in shown


def _next(article: Article, editor: User) -> tuple[Article, User]:
    article.change_note = "Said more clearly."
    article.save()
    return article, editor


def test_two_hundred_items_take_as_many_queries_as_two(
    desk: Client,
    editor: User,
    physiotherapy: Specialty,
    reference: Reference,
) -> None:
    first = in_review("Pain 0", editor, physiotherapy)
    with CaptureQueriesContext(connection) as few:
        desk.get("/desk/")
    content, html = first.content, first.html
    articles = Article.objects.bulk_create(
        Article(slug=f"pain-{number}", title="Pain", owner=editor) for number in range(1, 200)
    )
    editions = [
        Edition(
            article=article,
            number=1,
            content=content,
            html=html,
            digest=first.digest,
            language="en-GB",
            required_specialties=["physiotherapy"],
            revision_number=1,
            contributors=[editor.pk],
            submitted_by=editor,
            submitted_at=timezone.now(),
        )
        for article in articles
    ]
    for edition in editions:
        edition.save(force_insert=True)
    ReviewRequest.objects.bulk_create(
        ReviewRequest(edition=edition, specialty=physiotherapy, due_on=timezone.localdate()) for edition in editions
    )
    with CaptureQueriesContext(connection) as many:
        shown = page(desk, "/desk/")
    assert len(many) == len(few) < 30
    assert "Waiting for you (200)" in shown
