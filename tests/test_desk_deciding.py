"""Approving and returning on the desk: that it works, and every way in which it has to be refused."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import content as typed
from articles import drafting, proof, workflow
from articles.models import Article, Edition, Review
from reviewers.models import Reviewer, Specialty
from tests.conftest import make_clinician, save_content
from tests.desking import (
    NOTE,
    READ,
    WHOLE,
    at,
    checked,
    counted,
    in_review,
    page,
    refused,
    seen,
    signed,
    unchecked_clinician,
    with_exercise,
    with_section,
    words,
)

SMALL = {"scope": "changes only", "has_interests": "none"}


@pytest.fixture
def desk(client: Client, clinician: User) -> Client:
    client.force_login(clinician)
    return client


@pytest.fixture
def second(
    published: Edition, article: Article, editor: User
) -> Callable[[Callable[[typed.Content], typed.Content]], Edition]:
    """Change what is published, and submit it as the next edition."""

    def submitted(change: Callable[[typed.Content], typed.Content]) -> Edition:
        changed = change(drafting.content_of(article)).model_copy(update={"change_note": "Said more clearly."})
        save_content(article, changed, editor)
        return workflow.submit(article, editor)

    return submitted


class TestApproving:
    def test_signs_what_was_seen_and_says_so(self, desk: Client, edition: Edition, reviewer: Reviewer) -> None:
        answers = WHOLE | {"has_interests": "yes", "interests": "They send me\r\nbookings."}
        response = signed(desk, at(edition, "approve"), seen(edition, answers))
        assert "Approved and signed." in words(response)
        review = Review.objects.get()
        proof.check_review(review)
        assert (review.reviewer, review.digest, review.scope) == (reviewer, edition.digest, "whole")
        assert review.interests == "They send me\nbookings."
        edition.refresh_from_db()
        assert edition.state == "approved"

    def test_no_interests_are_signed_as_none(self, desk: Client, edition: Edition) -> None:
        signed(desk, at(edition, "approve"), seen(edition, WHOLE))
        assert Review.objects.get().interests == "none"

    def test_a_typo_may_be_approved_as_changes_only(self, desk: Client, second: Callable[..., Edition]) -> None:
        edition = second(lambda content: content.model_copy(update={"lead": "A sprained ankle gets better at home."}))
        signed(desk, at(edition, "approve"), seen(edition, SMALL))
        assert Review.objects.filter(edition=edition, scope="changes only").exists()


class TestReturning:
    def test_keeps_the_note_for_the_editors(
        self, desk: Client, edition: Edition, django_capture_on_commit_callbacks: Callable[..., object]
    ) -> None:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]  # a context manager
            response = desk.post(at(edition, "return"), seen(edition, NOTE), follow=True)
        assert "Returned. The editors have your note." in words(response)
        assert "Please say when to stop." in mail.outbox[0].body
        edition.refresh_from_db()
        assert edition.state == "returned"

    def test_needs_a_note(self, desk: Client, edition: Edition) -> None:
        answer = refused(desk, at(edition, "return"), seen(edition, {"note": "  "}), status=422)
        assert '<a href="#return-note">Write what should be different' in answer
        assert 'id="return-note_error"' in answer


class TestWhatIsMissing:
    """The form comes back with the error beside its field, a link to it, and everything that was typed."""

    @pytest.mark.parametrize(
        ("answers", "field"),
        [
            ({"has_interests": "none"}, "approve-scope"),
            ({"scope": "everything", "has_interests": "none"}, "approve-scope"),
            ({"scope": "whole"}, "approve-has_interests"),
            ({"scope": "whole", "has_interests": "perhaps"}, "approve-has_interests"),
            ({"scope": "whole", "has_interests": "yes", "interests": " \n "}, "approve-interests"),
            ({"scope": "whole", "has_interests": "none", "interests": "They pay me."}, "approve-interests"),
            ({"scope": "whole", "has_interests": "yes", "interests": "x" * 5001}, "approve-interests"),
        ],
    )
    def test_nothing_is_signed(self, desk: Client, edition: Edition, answers: dict[str, str], field: str) -> None:
        answer = refused(desk, at(edition, "approve"), seen(edition, answers), status=422)
        assert f'<a href="#{field}">' in answer
        assert f'id="{field}_error"' in answer
        assert "<title> Problem:" in answer

    def test_what_was_typed_is_kept(self, desk: Client, edition: Edition) -> None:
        answers = {"has_interests": "yes", "interests": "They send me bookings."}
        answer = refused(desk, at(edition, "approve"), seen(edition, answers), status=422)
        assert "They send me bookings.</textarea>" in answer
        assert 'value="yes" checked' in answer


class TestRefusedWithASentence:
    @pytest.fixture(params=["approve", "return"])
    def verb(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)

    def tried(self, client: Client, edition: Edition, verb: str) -> str:
        """Try it with good answers; the sentence of the refusal, with what was typed still there."""
        typed_words = "Typed on a bus."
        answers = {
            "approve": WHOLE | {"has_interests": "yes", "interests": typed_words},
            "return": {"note": typed_words},
        }
        answer = refused(client, at(edition, verb), seen(edition, answers[verb]))
        assert f"{typed_words}</textarea>" in answer
        return answer.split('role="alert"')[1].split("Nothing was signed or changed.")[0]

    def test_own_work_even_of_a_superuser(
        self, client: Client, superuser: User, physiotherapy: Specialty, editor: User, verb: str
    ) -> None:
        make_clinician("root", "PH000009", physiotherapy, person=superuser)
        own = in_review("Knee pain", editor, physiotherapy, owner=superuser)
        client.force_login(superuser)
        assert "another clinician has to review it" in self.tried(client, own, verb)
        assert "Go on to sign" not in page(client, at(own))

    @pytest.mark.parametrize("status", ["retired", "left", "suspended", "removed"])
    def test_an_inactive_reviewer(self, desk: Client, published: Edition, reviewer: Reviewer, status: str) -> None:
        """They see what they decided on; what waits, they don't find any more."""
        Reviewer.objects.filter(pk=reviewer.pk).update(status=status)
        answer = refused(desk, at(published, "renew"), seen(published, READ | {"has_interests": "none"}))
        assert "Your reviewer record says" in answer

    @pytest.mark.parametrize("status", ["retired", "left", "suspended", "removed"])
    def test_an_inactive_reviewer_finds_nothing_new(
        self, desk: Client, edition: Edition, reviewer: Reviewer, status: str
    ) -> None:
        Reviewer.objects.filter(pk=reviewer.pk).update(status=status)
        refused(desk, at(edition, "approve"), seen(edition, WHOLE), status=404)

    @pytest.mark.parametrize(
        ("days_ago", "registered", "sentence"),
        [
            (31, True, "Ask the register clerk to check it again."),
            (-1, True, "Ask the register clerk to check it again."),
            (0, False, "The register did not list you"),
            (None, True, "Your registration has not been checked yet."),
        ],
    )
    def test_a_register_check_that_does_not_hold(
        self,
        client: Client,
        edition: Edition,
        physiotherapy: Specialty,
        editor: User,
        days_ago: int | None,
        registered: bool,
        sentence: str,
        verb: str,
    ) -> None:
        colleague = unchecked_clinician(physiotherapy)
        if days_ago is not None:
            checked(colleague, timezone.localdate() - timedelta(days=days_ago), editor, registered=registered)
        client.force_login(colleague.user)
        assert sentence in page(client, "/desk/")
        assert sentence in self.tried(client, edition, verb)

    def test_the_last_day_of_a_register_check_still_holds(
        self, client: Client, edition: Edition, physiotherapy: Specialty, editor: User
    ) -> None:
        colleague = unchecked_clinician(physiotherapy)
        checked(colleague, timezone.localdate() - timedelta(days=30), editor)
        client.force_login(colleague.user)
        assert client.post(at(edition, "approve"), seen(edition, WHOLE)).status_code == 302

    def test_an_edition_taken_back_and_submitted_again(
        self, desk: Client, edition: Edition, article: Article, editor: User, verb: str
    ) -> None:
        workflow.recall(edition, editor)
        workflow.submit(article, editor)
        assert "Edition 1 is taken back by now" in self.tried(desk, edition, verb)

    @pytest.mark.parametrize("digest", ["", "0" * 64, "é"])
    def test_a_digest_that_is_not_the_edition_s(self, desk: Client, edition: Edition, verb: str, digest: str) -> None:
        answer = refused(desk, at(edition, verb), WHOLE | NOTE | {"digest": digest})
        assert "What you read is not this edition any more." in answer

    def test_a_second_tab(self, desk: Client, edition: Edition, verb: str) -> None:
        signed(desk, at(edition, "approve"), seen(edition, WHOLE))
        assert "Edition 1 is approved by now" in self.tried(desk, edition, verb)

    def test_a_second_decision_where_another_specialty_is_awaited(
        self, desk: Client, article: Article, podiatry: Specialty, editor: User, verb: str
    ) -> None:
        article.specialties.add(podiatry)
        edition = workflow.submit(article, editor)
        signed(desk, at(edition, "approve"), seen(edition, WHOLE))
        assert "You have already decided on this edition." in self.tried(desk, edition, verb)

    def test_after_it_was_returned(self, desk: Client, edition: Edition, physiotherapy: Specialty, verb: str) -> None:
        colleague = make_clinician("colleague", "PH000003", physiotherapy).user
        workflow.return_(edition, colleague, digest=edition.digest, note="Not yet.")
        assert "Edition 1 is returned by now" in self.tried(desk, edition, verb)


class TestChangesOnly:
    def test_refused_for_a_first_edition(self, desk: Client, edition: Edition) -> None:
        answer = refused(desk, at(edition, "approve"), seen(edition, SMALL))
        assert "Read the whole article and approve the whole." in answer

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            (
                lambda old: with_exercise(
                    old, dose=typed.Dose(kind="numbers", hold_seconds=30, repetitions_from=8, repetitions_to=12, sets=2)
                ),
                "a changed exercise or dose",
            ),
            (
                lambda old: with_section(
                    old,
                    3,
                    safety_notes=(
                        old.sections[3].safety_notes[0],
                        old.sections[3].safety_notes[1].model_copy(update={"text": "The ankle looks a bit odd."}),
                    ),
                ),
                "a changed red flag",
            ),
            (
                lambda old: with_section(old, 0, body="A sprain is a stretched ligament [@nhs-2024, p. 3]."),
                "a changed citation or reference",
            ),
            (
                lambda old: with_section(old, 4, body="Move early and gently, 12 times a day."),
                "a changed number",
            ),
        ],
        ids=["dose", "red flag", "citation", "figure"],
    )
    def test_refused_for_what_can_harm(
        self,
        desk: Client,
        second: Callable[..., Edition],
        change: Callable[[typed.Content], typed.Content],
        reason: str,
    ) -> None:
        edition = second(change)
        answer = refused(desk, at(edition, "approve"), seen(edition, SMALL))
        assert f"“Changes only” is not enough here: {reason}" in answer.split("Nothing was signed or changed.")[0]


class TestFromOutside:
    @pytest.mark.parametrize("verb", ["approve", "return"])
    def test_no_form_of_another_site_decides(self, clinician: User, edition: Edition, verb: str) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(clinician)
        refused(strict, at(edition, verb), seen(edition, WHOLE | NOTE), status=403)

    @pytest.mark.parametrize("verb", ["approve", "return"])
    def test_a_link_decides_nothing(self, desk: Client, edition: Edition, verb: str) -> None:
        before = counted()
        response = desk.get(at(edition, verb), seen(edition, WHOLE | NOTE))
        assert response.headers["Location"] == at(edition)
        assert counted() == before

    @pytest.mark.parametrize("method", ["put", "patch", "delete"])
    def test_no_other_method_is_known(self, desk: Client, edition: Edition, method: str) -> None:
        assert getattr(desk, method)(at(edition, "approve")).status_code == 405


def test_a_note_typed_while_signed_out_is_given_back(edition: Edition) -> None:
    note = {"note": "The dose is too high.", "digest": edition.digest}
    answer = Client().post(reverse("desk:return", args=[edition.pk]), note)
    assert answer.status_code == 403
    assert "The dose is too high." in answer.content.decode()
    assert not edition.reviews.exists()
