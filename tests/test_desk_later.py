"""What a clinician can do with an edition later: read it again, revoke their approval, withdraw it."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import proof, workflow
from articles.models import Article, Edition, Review
from articles.standing import Status, standing_of
from reviewers.models import Reviewer, Specialty
from tests import sign
from tests.conftest import make_clinician
from tests.desking import READ, at, counted, in_review, page, refused, signed, words

REASON = "The hold is too long for a fresh sprain."


@pytest.fixture
def desk(client: Client, clinician: User) -> Client:
    client.force_login(clinician)
    return client


@pytest.fixture
def stranger(podiatry: Specialty) -> User:
    """An active clinician of another specialty."""
    return make_clinician("podiatrist", "PH000002", podiatry).user


class TestPublishedArticles:
    def test_all_can_be_withdrawn_and_those_of_one_s_specialty_read_again(
        self, client: Client, published: Edition, clinician: User, stranger: User
    ) -> None:
        client.force_login(stranger)
        listed = page(client, "/desk/published/")
        assert at(published, "withdraw") in listed
        assert at(published, "renew") not in listed
        client.force_login(clinician)
        assert at(published, "renew") in page(client, "/desk/published/")

    def test_what_is_not_published_is_not_there(self, desk: Client, approved: Edition) -> None:
        assert "Nothing is published yet." in page(desk, "/desk/published/")

    def test_a_missing_approval_is_told_in_words(self, desk: Client, published: Edition, clinician: User) -> None:
        sign.revoke(published, clinician, note="I was wrong.")
        assert "No approval stands behind it" in page(desk, "/desk/published/")


class TestReadingAgain:
    def test_signs_it(self, desk: Client, published: Edition) -> None:
        assert published.html in desk.get(at(published, "renew")).content.decode()
        answers = READ | {"has_interests": "none", "digest": published.digest}
        response = signed(desk, at(published, "renew"), answers)
        assert "Signed: you read it again" in words(response)
        renewal = Review.objects.get(decision="renew")
        proof.check_review(renewal)
        assert (renewal.digest, renewal.interests, renewal.scope) == (published.digest, "none", "whole")

    def test_refused_without_interests(self, desk: Client, published: Edition) -> None:
        answer = refused(desk, at(published, "renew"), {"digest": published.digest}, status=422)
        assert '<a href="#renew-has_interests">' in answer

    def test_refused_when_something_else_is_published_by_now(
        self, desk: Client, published: Edition, publish_next: Callable[..., Edition]
    ) -> None:
        publish_next()
        answers = READ | {"has_interests": "yes", "interests": "Typed on a bus.", "digest": published.digest}
        answer = refused(desk, at(published, "renew"), answers)
        assert "Edition 1 is superseded by now" in answer
        assert "Typed on a bus.</textarea>" in answer

    @pytest.mark.parametrize("digest", ["", "0" * 64])
    def test_refused_with_another_digest(self, desk: Client, published: Edition, digest: str) -> None:
        answer = refused(desk, at(published, "renew"), READ | {"has_interests": "none", "digest": digest})
        assert "What you read is not this edition any more." in answer

    def test_refused_to_somebody_who_lost_the_specialty(
        self, desk: Client, published: Edition, reviewer: Reviewer, podiatry: Specialty
    ) -> None:
        reviewer.specialties.set([podiatry])
        sentence = "This edition needs a clinician of Musculoskeletal physiotherapy"
        assert sentence in page(desk, at(published, "renew"))
        answers = READ | {"has_interests": "none", "digest": published.digest}
        assert sentence in refused(desk, at(published, "renew"), answers)

    def test_not_found_by_a_clinician_of_another_specialty(
        self, client: Client, published: Edition, stranger: User
    ) -> None:
        client.force_login(stranger)
        page(client, at(published, "renew"), 404)
        refused(client, at(published, "renew"), {"has_interests": "none", "digest": published.digest}, status=404)


class TestRevoking:
    def test_takes_the_badge_away_at_once(self, desk: Client, published: Edition) -> None:
        assert "This note becomes public." in page(desk, at(published, "revoke"))
        response = signed(desk, at(published, "revoke"), {"note": REASON})
        assert "Your approval is revoked." in words(response)
        assert at(published, "revoke") not in words(response)
        assert standing_of(published).status == Status.REVOKED
        proof.check_review(Review.objects.get(decision="revoke"))

    def test_is_open_to_the_retired(self, desk: Client, published: Edition, reviewer: Reviewer) -> None:
        Reviewer.objects.filter(pk=reviewer.pk).update(status="retired")
        signed(desk, at(published, "revoke"), {"note": REASON})
        assert standing_of(published).status == Status.REVOKED

    def test_needs_a_note(self, desk: Client, published: Edition) -> None:
        answer = refused(desk, at(published, "revoke"), {"note": " "}, status=422)
        assert '<a href="#revoke-note">Write a sentence that says why.</a>' in answer

    def test_of_another_s_approval_is_refused(
        self, client: Client, published: Edition, physiotherapy: Specialty
    ) -> None:
        client.force_login(make_clinician("colleague", "PH000003", physiotherapy).user)
        assert "there is nothing to revoke" in page(client, at(published, "revoke"))
        answer = refused(client, at(published, "revoke"), {"note": REASON})
        assert "You have no approval of this edition to revoke." in answer
        assert f"{REASON}</textarea>" in answer

    def test_twice_is_refused(self, desk: Client, published: Edition) -> None:
        signed(desk, at(published, "revoke"), {"note": REASON})
        assert "You have no approval of this edition to revoke." in refused(
            desk, at(published, "revoke"), {"note": REASON}
        )


class TestWithdrawing:
    def test_as_unsafe_by_a_clinician_of_another_specialty(
        self, client: Client, published: Edition, stranger: User
    ) -> None:
        client.force_login(stranger)
        assert "Readers see your reason" in page(client, at(published, "withdraw"))
        answers = {"as_": "unsafe", "reason": REASON, "successor": ""}
        response = client.post(at(published, "withdraw"), answers, follow=True)
        assert "Withdrawn." in words(response)
        published.refresh_from_db()
        assert (published.state, published.withdrawn_as) == ("withdrawn", "unsafe")
        assert published.withdrawal_reason == REASON

    def test_with_a_successor(
        self, desk: Client, published: Edition, clinician: User, editor: User, publisher: User, physiotherapy: Specialty
    ) -> None:
        other = in_review("Knee pain", editor, physiotherapy)
        sign.approve(other, clinician, digest=other.digest, scope="whole", interests="none")
        workflow.publish(other, publisher)
        answers = {"as_": "out of date", "reason": REASON, "successor": "knee-pain"}
        assert desk.post(at(published, "withdraw"), answers).status_code == 302
        published.refresh_from_db()
        assert published.successor == other.article

    @pytest.mark.parametrize(
        ("answers", "field"),
        [
            ({"reason": REASON}, "withdraw-as_"),
            ({"as_": "boring", "reason": REASON}, "withdraw-as_"),
            ({"as_": "unsafe", "reason": " "}, "withdraw-reason"),
            ({"as_": "unsafe", "reason": REASON, "successor": "nowhere"}, "withdraw-successor"),
            ({"as_": "unsafe", "reason": REASON, "successor": "ankle-sprain"}, "withdraw-successor"),
        ],
    )
    def test_refused_where_something_is_missing(
        self, desk: Client, published: Edition, answers: dict[str, str], field: str
    ) -> None:
        answer = refused(desk, at(published, "withdraw"), answers, status=422)
        assert f'<a href="#{field}">' in answer
        assert f'id="{field}_error"' in answer

    def test_refused_to_the_retired(self, desk: Client, published: Edition, reviewer: Reviewer) -> None:
        Reviewer.objects.filter(pk=reviewer.pk).update(status="retired")
        assert "Withdraw now" not in page(desk, at(published, "withdraw"))
        answer = refused(desk, at(published, "withdraw"), {"as_": "unsafe", "reason": REASON})
        assert "Only an editor, a clinician or a publisher can withdraw an article." in answer

    def test_twice_is_refused(self, desk: Client, published: Edition) -> None:
        desk.post(at(published, "withdraw"), {"as_": "out of date", "reason": REASON})
        answer = refused(desk, at(published, "withdraw"), {"as_": "unsafe", "reason": "Typed on a bus."})
        assert "Edition 1 is withdrawn by now" in answer
        assert "Typed on a bus.</textarea>" in answer

    def test_what_was_never_published_is_not_found(self, client: Client, approved: Edition, stranger: User) -> None:
        client.force_login(stranger)
        page(client, at(approved, "withdraw"), 404)


class TestLinks:
    @pytest.mark.parametrize("verb", ["renew", "revoke", "withdraw"])
    def test_a_link_changes_nothing(self, desk: Client, published: Edition, verb: str) -> None:
        before = counted()
        answers = {"note": REASON, "reason": REASON, "as_": "unsafe", "has_interests": "none"}
        assert desk.get(at(published, verb), answers | {"digest": published.digest}).status_code == 200
        assert counted() == before

    @pytest.mark.parametrize("verb", ["renew", "revoke", "withdraw"])
    def test_no_form_of_another_site_does(self, clinician: User, published: Edition, verb: str) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(clinician)
        answers = {"note": REASON, "reason": REASON, "as_": "unsafe", "has_interests": "none"}
        refused(strict, at(published, verb), answers | {"digest": published.digest}, status=403)


def test_the_list_of_decisions_goes_on_over_pages(
    desk: Client, article: Article, editor: User, clinician: User
) -> None:
    for _round in range(21):
        edition = workflow.submit(article, editor)
        workflow.return_(edition, clinician, digest=edition.digest, note="Once more.")
    assert "edition 21, now returned" in page(desk, "/desk/")
    assert "edition 1, now returned" not in page(desk, "/desk/")
    assert "edition 1, now returned" in page(desk, "/desk/?page=2")
