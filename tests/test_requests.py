"""Who is asked to review an edition: claim, release, decline, ask somebody else, change the due date."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from articles import evidence, preparing, requests, rules, turns, workflow
from articles.models import Article, Edition, RequestEvent, Review, ReviewRequest
from articles.refusal import Refused
from reviewers.models import Reviewer, Specialty
from tests import sign
from tests.conftest import make_clinician, make_person
from tests.desking import unchecked_clinician
from tests.race import at_once

HAS_IT = "Clinician has this review. It can be released on their desk, or an editor can ask you."


@pytest.fixture
def request_(edition: Edition) -> ReviewRequest:
    """Open to anyone of the specialty."""
    return edition.requests.get()


@pytest.fixture
def colleague(physiotherapy: Specialty) -> Reviewer:
    return make_clinician("colleague", "PH000041", physiotherapy)


@pytest.fixture
def podiatrist(podiatry: Specialty) -> Reviewer:
    return make_clinician("podiatrist", "PH000042", podiatry)


def events(request: ReviewRequest) -> list[tuple[str, str]]:
    """What happened: the kind, and who it is about."""
    return [(event.kind, event.reviewer.slug if event.reviewer else "") for event in request.events.all()]


def holder(request: ReviewRequest) -> str:
    fresh = ReviewRequest.objects.get(pk=request.pk)
    found = turns.holder_of(fresh)
    return found.slug if found else ""


def refused(sentence: str, deed: Callable[[], object]) -> None:
    """The deed is refused with this sentence and leaves everything as it was."""
    before = stored()
    with pytest.raises(Refused, match=sentence):
        deed()
    assert stored() == before


def stored() -> list[object]:
    return [list(model.objects.order_by("pk").values()) for model in (ReviewRequest, RequestEvent, Edition)]


def approve(edition: Edition, by: User) -> Review:
    return sign.approve(edition, by, digest=edition.digest, scope="whole", interests="none")


class TestClaim:
    def test_who_claims_it_has_it(self, request_: ReviewRequest, clinician: User, colleague: Reviewer) -> None:
        requests.claim(request_, clinician)
        assert holder(request_) == "clinician"
        assert events(request_) == [("claimed", "clinician")]
        refused(HAS_IT, lambda: requests.claim(request_, colleague.user))

    def test_twice_is_once(self, request_: ReviewRequest, clinician: User) -> None:
        requests.claim(request_, clinician)
        requests.claim(request_, clinician)
        assert events(request_) == [("claimed", "clinician")]

    def test_an_editor_can_not(self, request_: ReviewRequest, editor: User, superuser: User) -> None:
        refused("Only a clinician can review", lambda: requests.claim(request_, editor))
        refused("Only a clinician can review", lambda: requests.claim(request_, superuser))

    def test_another_specialty_can_not(self, request_: ReviewRequest, podiatrist: Reviewer) -> None:
        refused("needs a clinician of Musculoskeletal", lambda: requests.claim(request_, podiatrist.user))

    def test_a_contributor_can_not(self, article: Article, editor: User, clinician: User) -> None:
        Article.objects.filter(pk=article.pk).update(owner=clinician)
        asked = workflow.submit(article, editor).requests.get()
        refused("You contributed", lambda: requests.claim(asked, clinician))

    def test_who_could_not_sign_can_not(
        self, request_: ReviewRequest, physiotherapy: Specialty, reviewer: Reviewer
    ) -> None:
        unchecked = unchecked_clinician(physiotherapy)
        refused("registration has not been checked", lambda: requests.claim(request_, unchecked.user))
        Reviewer.objects.filter(pk=reviewer.pk).update(status="retired")
        refused("says “Retired”", lambda: requests.claim(request_, reviewer.user))

    def test_of_what_was_decided_meanwhile(
        self, request_: ReviewRequest, edition: Edition, clinician: User, editor: User
    ) -> None:
        workflow.recall(edition, editor)
        refused("Edition 1 is taken back by now", lambda: requests.claim(request_, clinician))

    def test_a_stale_page_takes_it_from_nobody(
        self, request_: ReviewRequest, clinician: User, colleague: Reviewer
    ) -> None:
        stale = ReviewRequest.objects.get(pk=request_.pk)
        requests.claim(request_, clinician)
        refused(HAS_IT, lambda: requests.claim(stale, colleague.user))

    def test_the_editors_are_told(
        self,
        request_: ReviewRequest,
        clinician: User,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            requests.claim(request_, clinician)
        assert [(message.to, message.subject) for message in mail.outbox] == [
            (["editor@example.org"], "Claimed: Ankle sprain")
        ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite runs one writer at a time")
class TestAtOnce:
    def test_one_claim_wins_and_the_other_is_told_who_has_it(
        self, request_: ReviewRequest, clinician: User, colleague: Reviewer
    ) -> None:
        people = {"Clinician": clinician, "Colleague": colleague.user}
        results = at_once([lambda person=person: requests.claim(request_, person) for person in people.values()])  # type: ignore[misc]  # binds it now
        won = [result for result in results if isinstance(result, ReviewRequest)]
        lost = [str(result) for result in results if isinstance(result, Refused)]
        assert (len(won), len(lost)) == (1, 1)
        assert lost[0].startswith(f"{holder(request_).title()} has this review.")
        assert RequestEvent.objects.count() == 1

    def test_a_claim_and_a_decision(
        self, request_: ReviewRequest, edition: Edition, clinician: User, colleague: Reviewer
    ) -> None:
        results = at_once([lambda: requests.claim(request_, colleague.user), lambda: approve(edition, clinician)])
        assert sum(isinstance(result, Refused) for result in results) == 1
        has_decided = Review.objects.exists()
        assert holder(request_) == ("clinician" if has_decided else "colleague")
        assert RequestEvent.objects.count() == 1

    def test_a_claim_and_another_one_asked(
        self, request_: ReviewRequest, clinician: User, colleague: Reviewer, editor: User
    ) -> None:
        at_once([lambda: requests.claim(request_, clinician), lambda: requests.reassign(request_, editor, colleague)])
        assert holder(request_) == "colleague"


class TestDeciding:
    def test_claims_it_in_the_same_breath(self, request_: ReviewRequest, edition: Edition, clinician: User) -> None:
        approve(edition, clinician)
        assert holder(request_) == "clinician"
        assert events(request_) == [("claimed", "clinician")]

    def test_a_refused_decision_claims_nothing(
        self, request_: ReviewRequest, edition: Edition, clinician: User
    ) -> None:
        refused(
            "Write a sentence",
            lambda: workflow.return_(edition, clinician, digest=edition.digest, note=" "),
        )

    @pytest.mark.parametrize("how", ["claimed", "asked by name"])
    def test_what_another_has_is_refused(
        self,
        request_: ReviewRequest,
        edition: Edition,
        reviewer: Reviewer,
        editor: User,
        colleague: Reviewer,
        how: str,
    ) -> None:
        if how == "claimed":
            requests.claim(request_, reviewer.user)
        else:
            requests.reassign(request_, editor, reviewer)
        assert rules.specialties_for(colleague.user, edition) == []
        assert rules.refusal_to_decide(colleague.user, edition) == HAS_IT
        refused(HAS_IT, lambda: approve(edition, colleague.user))
        refused(HAS_IT, lambda: workflow.return_(edition, colleague.user, digest=edition.digest, note="No."))
        assert rules.refusal_to_decide(reviewer.user, edition) is None
        approve(edition, reviewer.user)
        assert events(request_)[-1] == ("claimed", "clinician")

    def test_a_clinician_of_two_specialties_decides_for_what_is_open(
        self, article: Article, editor: User, clinician: User, podiatry: Specialty, physiotherapy: Specialty
    ) -> None:
        article.specialties.add(podiatry)
        both = make_clinician("both", "PH000043", podiatry, physiotherapy)
        edition = workflow.submit(article, editor)
        requests.claim(edition.requests.get(specialty=physiotherapy), clinician)
        assert rules.specialties_for(both.user, edition) == ["podiatry"]
        review = approve(edition, both.user)
        assert review.stated()["reviewer"]["approves_for"] == ["podiatry"]
        assert {each.specialty.slug: holder(each) for each in edition.requests.all()} == {
            "physiotherapy": "clinician",
            "podiatry": "both",
        }

    def test_what_was_given_to_another_between_statement_and_signature_is_not_signed_for(
        self, article: Article, editor: User, podiatry: Specialty, physiotherapy: Specialty, colleague: Reviewer
    ) -> None:
        article.specialties.add(podiatry)
        both = make_clinician("both", "PH000043", podiatry, physiotherapy)
        edition = workflow.submit(article, editor)
        pending = preparing.begin_approval(
            edition,
            both.user,
            digest=edition.digest,
            scope="whole",
            interests="none",
            answers=sign.yes_to_all(edition),
        )
        requests.reassign(edition.requests.get(specialty=physiotherapy), editor, colleague)
        refused("A colleague has part", lambda: workflow.approve(pending, both.user, evidence.of_code()))

    def test_after_release_the_other_can(
        self, request_: ReviewRequest, edition: Edition, clinician: User, colleague: Reviewer
    ) -> None:
        requests.claim(request_, clinician)
        requests.release(request_, clinician)
        approve(edition, colleague.user)
        assert holder(request_) == "colleague"

    def test_a_published_edition_can_be_renewed_by_another(self, published: Edition, colleague: Reviewer) -> None:
        assert rules.refusal_to_decide(colleague.user, published) is None
        sign.renew(published, colleague.user, digest=published.digest, interests="none")

    def test_a_specialty_that_was_asked_beyond_the_required_ones_may_see_and_decide(
        self, edition: Edition, podiatrist: Reviewer, podiatry: Specialty
    ) -> None:
        assert not rules.may_see_for_review(podiatrist.user, edition)
        ReviewRequest.objects.create(
            edition=edition, specialty=podiatry, due_on=timezone.localdate(), parts=["sections[0].body"]
        )
        assert rules.may_see_for_review(podiatrist.user, edition)
        assert rules.specialties_for(podiatrist.user, edition) == ["podiatry"]

    def test_who_was_asked_sees_it_though_the_specialty_was_taken_away(
        self, request_: ReviewRequest, edition: Edition, reviewer: Reviewer, editor: User
    ) -> None:
        requests.reassign(request_, editor, reviewer)
        reviewer.specialties.clear()
        assert rules.may_see_for_review(reviewer.user, edition)


class TestRelease:
    def test_by_who_has_it(self, request_: ReviewRequest, clinician: User) -> None:
        requests.claim(request_, clinician)
        requests.release(request_, clinician)
        assert holder(request_) == ""
        assert events(request_) == [("claimed", "clinician"), ("released", "clinician")]

    def test_of_a_named_one_opens_it_to_anyone(
        self, request_: ReviewRequest, reviewer: Reviewer, editor: User, colleague: Reviewer
    ) -> None:
        requests.reassign(request_, editor, reviewer)
        requests.claim(request_, reviewer.user)
        requests.release(request_, reviewer.user)
        requests.claim(request_, colleague.user)
        assert holder(request_) == "colleague"

    def test_by_an_editor(self, request_: ReviewRequest, clinician: User, editor: User) -> None:
        requests.claim(request_, clinician)
        requests.release(request_, editor)
        assert events(request_)[-1] == ("released", "clinician")

    def test_by_nobody_else(
        self, request_: ReviewRequest, clinician: User, colleague: Reviewer, publisher: User
    ) -> None:
        requests.claim(request_, clinician)
        for other in (colleague.user, publisher, make_person("writer", "contributor")):
            refused("Only the clinician who has this review, or an editor", lambda: requests.release(request_, other))  # noqa: B023 - called at once

    def test_of_what_nobody_has(self, request_: ReviewRequest, clinician: User, editor: User) -> None:
        refused("Nobody has this review", lambda: requests.release(request_, clinician))
        refused("Nobody has this review", lambda: requests.release(request_, editor))

    def test_of_what_is_approved_for_one_specialty_of_two(
        self, article: Article, editor: User, clinician: User, podiatry: Specialty, physiotherapy: Specialty
    ) -> None:
        article.specialties.add(podiatry)
        edition = workflow.submit(article, editor)
        approve(edition, clinician)
        done = edition.requests.get(specialty=physiotherapy)
        for deed in (
            lambda: requests.release(done, clinician),
            lambda: requests.decline(done, clinician, "No time."),
            lambda: requests.reassign(done, editor, None),
        ):
            refused("Clinician has approved this edition already", deed)

    def test_after_revoking_it_can_be_asked_anew(
        self, article: Article, editor: User, clinician: User, podiatry: Specialty, physiotherapy: Specialty
    ) -> None:
        article.specialties.add(podiatry)
        edition = workflow.submit(article, editor)
        approve(edition, clinician)
        sign.revoke(edition, clinician, note="I overlooked something.")
        requests.reassign(edition.requests.get(specialty=physiotherapy), editor, None)


class TestDecline:
    def test_a_named_one_becomes_open_and_the_others_are_asked(
        self,
        request_: ReviewRequest,
        reviewer: Reviewer,
        colleague: Reviewer,
        editor: User,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        requests.reassign(request_, editor, reviewer)
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            requests.decline(request_, reviewer.user, " I am on leave. ")
        assert holder(request_) == ""
        assert events(request_)[-1] == ("declined", "clinician")
        assert request_.events.last().reason == "I am on leave."  # type: ignore[union-attr]  # it is there: see above
        assert {(message.to[0], message.subject) for message in mail.outbox} == {
            ("editor@example.org", "Declined: Ankle sprain"),
            ("colleague@example.org", "Waiting for review: Ankle sprain"),
        }

    def test_an_open_one_stays_open_to_others(
        self, request_: ReviewRequest, clinician: User, colleague: Reviewer
    ) -> None:
        requests.decline(request_, clinician, "Not my field of work.")
        assert [each.slug for each in turns.decliners_of(request_)] == ["clinician"]
        requests.claim(request_, colleague.user)

    def test_a_claimed_one_is_given_back(self, request_: ReviewRequest, clinician: User) -> None:
        requests.claim(request_, clinician)
        requests.decline(request_, clinician, "No time after all.")
        assert holder(request_) == ""

    @pytest.mark.parametrize("reason", ["", "  ", "\n"])
    def test_needs_a_reason(self, request_: ReviewRequest, clinician: User, reason: str) -> None:
        refused("Write a sentence that says why", lambda: requests.decline(request_, clinician, reason))

    def test_twice(self, request_: ReviewRequest, clinician: User) -> None:
        requests.decline(request_, clinician, "No time.")
        refused("already declined", lambda: requests.decline(request_, clinician, "No time."))

    def test_what_another_has(self, request_: ReviewRequest, clinician: User, colleague: Reviewer) -> None:
        requests.claim(request_, clinician)
        refused(HAS_IT, lambda: requests.decline(request_, colleague.user, "No time."))

    def test_by_somebody_who_is_not_asked(self, request_: ReviewRequest, podiatrist: Reviewer, editor: User) -> None:
        refused("You are not asked", lambda: requests.decline(request_, podiatrist.user, "No time."))
        refused("You are not asked", lambda: requests.decline(request_, editor, "No time."))

    def test_asked_by_name_after_all(self, request_: ReviewRequest, reviewer: Reviewer, editor: User) -> None:
        requests.decline(request_, reviewer.user, "No time.")
        requests.reassign(request_, editor, reviewer)
        assert not turns.decliners_of(request_).exists()
        assert list(turns.not_declined(ReviewRequest.objects.all(), reviewer)) == [request_]

    def test_asking_anyone_anew_does_not_ask_them_again(
        self, request_: ReviewRequest, reviewer: Reviewer, colleague: Reviewer, editor: User
    ) -> None:
        requests.decline(request_, reviewer.user, "No time.")
        requests.reassign(request_, editor, colleague)
        requests.reassign(request_, editor, None)
        assert [each.slug for each in turns.decliners_of(request_)] == ["clinician"]
        assert not turns.not_declined(ReviewRequest.objects.all(), reviewer).exists()


class TestReassign:
    def test_to_a_named_clinician(
        self,
        request_: ReviewRequest,
        clinician: User,
        colleague: Reviewer,
        editor: User,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        requests.claim(request_, clinician)
        with django_capture_on_commit_callbacks(execute=True):
            requests.reassign(request_, editor, colleague)
        assert holder(request_) == "colleague"
        assert events(request_)[-1] == ("reassigned", "colleague")
        assert "colleague@example.org" in {message.to[0] for message in mail.outbox}
        refused("Colleague has this review", lambda: requests.claim(request_, clinician))

    def test_to_anyone(self, request_: ReviewRequest, clinician: User, editor: User) -> None:
        requests.claim(request_, clinician)
        requests.reassign(request_, editor, None)
        assert holder(request_) == ""
        assert events(request_)[-1] == ("reassigned", "")

    def test_only_by_an_editor(
        self, request_: ReviewRequest, colleague: Reviewer, clinician: User, publisher: User
    ) -> None:
        for other in (clinician, publisher, colleague.user):
            refused("Only an editor", lambda: requests.reassign(request_, other, colleague))  # noqa: B023 - called at once

    @pytest.mark.parametrize("status", ["retired", "left", "suspended", "removed"])
    def test_to_somebody_who_is_not_active(
        self, request_: ReviewRequest, colleague: Reviewer, editor: User, status: str
    ) -> None:
        Reviewer.objects.filter(pk=colleague.pk).update(status=status)
        refused("Colleague can't be asked", lambda: requests.reassign(request_, editor, colleague))

    def test_to_another_specialty(self, request_: ReviewRequest, podiatrist: Reviewer, editor: User) -> None:
        refused("Podiatrist can't be asked", lambda: requests.reassign(request_, editor, podiatrist))

    def test_to_a_contributor(self, article: Article, editor: User, reviewer: Reviewer) -> None:
        Article.objects.filter(pk=article.pk).update(owner=reviewer.user)
        asked = workflow.submit(article, editor).requests.get()
        refused("Clinician can't be asked", lambda: requests.reassign(asked, editor, reviewer))

    def test_to_who_has_it_already(self, request_: ReviewRequest, reviewer: Reviewer, editor: User) -> None:
        requests.reassign(request_, editor, reviewer)
        refused("is asked already", lambda: requests.reassign(request_, editor, reviewer))

    def test_of_what_is_approved(self, approved: Edition, colleague: Reviewer, editor: User) -> None:
        refused("is approved by now", lambda: requests.reassign(approved.requests.get(), editor, colleague))


class TestDueDate:
    def test_is_changed_and_remembered(self, request_: ReviewRequest, editor: User) -> None:
        day = timezone.localdate() + timedelta(days=20)
        was = request_.due_on
        requests.change_due(request_, editor, day)
        assert ReviewRequest.objects.get().due_on == day
        event = RequestEvent.objects.get()
        assert event.kind == "due"
        assert event.reason == f"Due by {day.day} {day:%B %Y} instead of {was.day} {was:%B %Y}."

    @pytest.mark.parametrize(("days", "sentence"), [(-1, "in the past"), (367, "one year ahead"), (7, "already")])
    def test_days_that_can_not_be(self, request_: ReviewRequest, editor: User, days: int, sentence: str) -> None:
        day = timezone.localdate() + timedelta(days=days)
        refused(sentence, lambda: requests.change_due(request_, editor, day))

    def test_today_can(self, request_: ReviewRequest, editor: User) -> None:
        requests.change_due(request_, editor, timezone.localdate())

    def test_only_by_an_editor(self, request_: ReviewRequest, clinician: User, publisher: User) -> None:
        for other in (clinician, publisher):
            refused("Only an editor", lambda: requests.change_due(request_, other, timezone.localdate()))  # noqa: B023 - called at once


class TestSubmit:
    def test_without_a_word_anyone_is_asked(self, edition: Edition) -> None:
        request = edition.requests.get()
        assert (request.asked, request.claimed_by) == (None, None)
        assert request.due_on == timezone.localdate() + timedelta(days=7)

    def test_a_named_clinician_and_a_day(
        self,
        article: Article,
        editor: User,
        reviewer: Reviewer,
        colleague: Reviewer,
        physiotherapy: Specialty,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        day = timezone.localdate() + timedelta(days=2)
        with django_capture_on_commit_callbacks(execute=True):
            edition = workflow.submit(article, editor, {"physiotherapy": reviewer}, day)
        request = edition.requests.get()
        assert (request.asked, request.due_on) == (reviewer, day)
        assert [message.to for message in mail.outbox] == [["clinician@example.org"]]
        refused(HAS_IT, lambda: approve(edition, colleague.user))

    def test_of_a_specialty_that_is_not_required(self, article: Article, editor: User, podiatrist: Reviewer) -> None:
        refused("does not need", lambda: workflow.submit(article, editor, {"podiatry": podiatrist}))

    def test_of_a_clinician_without_the_specialty(self, article: Article, editor: User, podiatrist: Reviewer) -> None:
        refused("can't be asked", lambda: workflow.submit(article, editor, {"physiotherapy": podiatrist}))

    def test_of_a_contributor(self, article: Article, editor: User, reviewer: Reviewer) -> None:
        Article.objects.filter(pk=article.pk).update(owner=reviewer.user)
        refused("can't be asked", lambda: workflow.submit(article, editor, {"physiotherapy": reviewer}))

    @pytest.mark.parametrize("days", [-1, 367])
    def test_a_day_that_can_not_be(self, article: Article, editor: User, days: int) -> None:
        day = timezone.localdate() + timedelta(days=days)
        refused("A due date can", lambda: workflow.submit(article, editor, None, day))
