"""The parts that a clinician leaves to another specialty: nothing is approved until that one approves them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles import drafting, verifying, workflow
from articles.blocks import Block, blocks, holds, value_at
from articles.competence import Outside, vouches_for
from articles.models import Article, Edition, ReviewRequest
from articles.refusal import Refused
from articles.standing import Status, standing_of
from reviewers.models import Reviewer, Specialty
from tests import sign
from tests.conftest import complete_content, make_clinician, save_content, signed_in
from tests.desking import WHOLE, at, page, refused, seen, signed, with_exercise, words
from tests.registering import Travel, look

EXERCISE = "sections[2].exercises[0]"


@pytest.fixture
def pharmacy(db: None) -> Specialty:
    return Specialty.objects.create(name="Pharmacy", slug="pharmacy")


@pytest.fixture
def pharmacist(pharmacy: Specialty) -> Reviewer:
    return make_clinician("pharmacist", "PH000050", pharmacy)


@pytest.fixture
def all_but_one(edition: Edition, clinician: User, pharmacist: Reviewer) -> Edition:
    """Approved by the physiotherapist, all but one exercise."""
    sign.approve(
        edition, clinician, digest=edition.digest, scope="whole", interests="none",
        outside=[Outside(EXERCISE, "pharmacy")],
    )  # fmt: skip
    edition.refresh_from_db()
    return edition


def whole(edition: Edition, by: User, **more: object) -> None:
    sign.approve(edition, by, digest=edition.digest, scope="whole", interests="none", **more)  # type: ignore[arg-type]  # the test's own
    edition.refresh_from_db()


class TestAPhysiotherapistFacingADrugDose:
    def test_leaves_it_to_a_pharmacist(
        self, all_but_one: Edition, pharmacist: Reviewer, publisher: User, client: Client
    ) -> None:
        edition = all_but_one
        assert edition.state == "in review"
        with pytest.raises(Refused):
            workflow.publish(edition, publisher)
        request = ReviewRequest.objects.get(specialty__slug="pharmacy")
        assert request.parts == [EXERCISE]
        assert at(edition) in page(signed_in(pharmacist.user), "/desk/")
        whole(edition, pharmacist.user, only_asked=True)
        assert edition.state == "approved"
        workflow.publish(edition, publisher)
        shown = page(client, edition.article.get_absolute_url())
        assert "Pharmacist" in shown.split("review-block")[1]
        assert list(verifying.problems()) == []

    def test_the_pharmacist_is_told_after_the_deed(
        self,
        edition: Edition,
        clinician: User,
        pharmacist: Reviewer,
        django_capture_on_commit_callbacks: Callable[..., object],
    ) -> None:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]  # a context manager
            whole(edition, clinician, outside=[Outside(EXERCISE, "pharmacy")])
        assert "pharmacist@example.org" in [to for message in mail.outbox for to in message.to]

    def test_through_the_screens(self, edition: Edition, clinician: User, pharmacist: Reviewer) -> None:
        answers = WHOLE | {"competence": "not all", "outside": EXERCISE, "specialty": "pharmacy"}
        desk = signed_in(clinician)
        begun = desk.post(at(edition, "approve"), seen(edition, answers))
        statement = page(desk, begun.headers["Location"])
        assert "Exercise ‘Heel raise’ (Pharmacy)" in statement
        signed(desk, at(edition, "approve"), seen(edition, answers))
        theirs = signed_in(pharmacist.user)
        assert "Exercise ‘Heel raise’" in page(theirs, at(edition))
        only = WHOLE | {"competence": "only"}
        assert "Approved and signed." in words(signed(theirs, at(edition, "approve"), seen(edition, only)))
        edition.refresh_from_db()
        assert edition.state == "approved"

    @pytest.mark.parametrize(
        ("answers", "field"),
        [
            ({"competence": "not all"}, "approve-outside"),
            ({"competence": "not all", "outside": EXERCISE}, "approve-specialty"),
            ({"competence": "not all", "outside": EXERCISE, "specialty": "physiotherapy"}, "approve-specialty"),
            ({"competence": "not all", "outside": "sections[99]", "specialty": "pharmacy"}, "approve-outside"),
            ({"competence": "all", "outside": EXERCISE}, "approve-outside"),
            ({"competence": ""}, "approve-competence"),
            ({"competence": "some"}, "approve-competence"),
        ],
    )
    def test_what_is_missing_is_said(
        self, edition: Edition, clinician: User, pharmacist: Reviewer, answers: dict[str, str], field: str
    ) -> None:
        answer = refused(signed_in(clinician), at(edition, "approve"), seen(edition, WHOLE | answers), 422)
        assert f'<a href="#{field}">' in answer

    def test_nobody_says_that_a_whole_article_is_only_a_part(self, edition: Edition, clinician: User) -> None:
        answer = refused(signed_in(clinician), at(edition, "approve"), seen(edition, WHOLE | {"competence": "only"}))
        assert "You were asked about the whole article" in answer

    def test_nobody_leaves_everything_to_others(self, edition: Edition, clinician: User, pharmacist: Reviewer) -> None:
        every = [Outside(block.place, "pharmacy") for block in blocks(edition.get_content())]
        with pytest.raises(Refused, match="Return the edition instead"):
            whole(edition, clinician, outside=every)

    def test_the_pharmacist_does_not_judge_the_rest(self, all_but_one: Edition, pharmacist: Reviewer) -> None:
        with pytest.raises(Refused, match="asked about some parts only"):
            whole(all_but_one, pharmacist.user)

    def test_the_pharmacist_alone_approves_nothing(
        self, all_but_one: Edition, pharmacist: Reviewer, clinician: User, publisher: User
    ) -> None:
        whole(all_but_one, pharmacist.user, only_asked=True)
        workflow.publish(all_but_one, publisher)
        sign.revoke(all_but_one, clinician, note="I overlooked something.")
        assert standing_of(all_but_one).status == Status.REVOKED

    def test_the_badge_goes_with_the_pharmacist_s_approval(
        self, all_but_one: Edition, pharmacist: Reviewer, publisher: User
    ) -> None:
        whole(all_but_one, pharmacist.user, only_asked=True)
        workflow.publish(all_but_one, publisher)
        assert standing_of(all_but_one).is_checked
        sign.revoke(all_but_one, pharmacist.user, note="I overlooked something.")
        assert not standing_of(all_but_one).is_checked


class TestReadAgain:
    def test_by_all_who_checked_it(
        self, all_but_one: Edition, pharmacist: Reviewer, clinician: User, publisher: User
    ) -> None:
        edition = all_but_one
        whole(edition, pharmacist.user, only_asked=True)
        workflow.publish(edition, publisher)
        left = [Outside(EXERCISE, "pharmacy")]
        sign.renew(edition, clinician, digest=edition.digest, interests="none", outside=left)
        sign.renew(edition, pharmacist.user, digest=edition.digest, interests="none", only_asked=True)
        standing = standing_of(edition)
        assert standing.is_checked
        assert {check.review.decision for check in standing.whole} == {"renew"}

    def test_a_part_left_to_others_only_then_takes_the_badge_until_they_checked_it(
        self, published: Edition, pharmacist: Reviewer, clinician: User
    ) -> None:
        left = [Outside(EXERCISE, "pharmacy")]
        sign.renew(published, clinician, digest=published.digest, interests="none", outside=left)
        assert not standing_of(published).is_checked
        sign.renew(published, pharmacist.user, digest=published.digest, interests="none", only_asked=True)
        assert standing_of(published).is_checked


def test_a_colleague_who_reads_it_again_stands_for_the_one_before(
    published: Edition, clinician: User, editor: User, physiotherapy: Specialty, travel: Travel
) -> None:
    colleague = make_clinician("colleague", "PH000003", physiotherapy)
    later = timezone.now() + timedelta(days=1000)
    travel(later)
    look(colleague, editor, later.date())
    sign.renew(published, colleague.user, digest=published.digest, interests="none")
    travel(later + timedelta(days=200))
    standing = standing_of(published)
    assert standing.is_checked
    assert [check.reviewer["name"] for check in standing.whole] == ["Colleague"]


class TestSmallChanges:
    @pytest.fixture
    def small(self, article: Article, editor: User) -> Callable[..., Edition]:
        def submitted(**changes: object) -> Edition:
            now = drafting.content_of(article).model_copy(update={"change_note": "Said more clearly.", **changes})
            save_content(article, now, editor)
            return workflow.submit(article, editor)

        return submitted

    def test_keep_the_pharmacist_s_check_of_an_unchanged_part(
        self,
        all_but_one: Edition,
        pharmacist: Reviewer,
        clinician: User,
        publisher: User,
        small: Callable[..., Edition],
    ) -> None:
        whole(all_but_one, pharmacist.user, only_asked=True)
        workflow.publish(all_but_one, publisher)
        second = small(lead="A sprained ankle, often, gets better at home.")
        sign.approve(second, clinician, digest=second.digest, scope="changes only", interests="none")
        second.refresh_from_db()
        standing = standing_of(second)
        assert (second.state, standing.is_checked) == ("approved", True)
        assert {check.reviewer["name"] for check in standing.whole} == {"Clinician", "Pharmacist"}

    def test_in_a_part_of_another_specialty_need_a_whole_review(
        self,
        all_but_one: Edition,
        pharmacist: Reviewer,
        clinician: User,
        publisher: User,
        small: Callable[..., Edition],
    ) -> None:
        whole(all_but_one, pharmacist.user, only_asked=True)
        workflow.publish(all_but_one, publisher)
        goal = with_exercise(drafting.content_of(all_but_one.article), goal="Makes the calf strong.")
        second = small(sections=goal.sections)
        with pytest.raises(Refused, match="a part that another specialty checked"):
            sign.approve(second, clinician, digest=second.digest, scope="changes only", interests="none")


class TestSeveralSpecialties:
    @pytest.fixture
    def podiatrist(self, podiatry: Specialty) -> User:
        return make_clinician("podiatrist", "PH000002", podiatry).user

    @pytest.fixture
    def both(
        self, article: Article, podiatry: Specialty, podiatrist: User, clinician: User, editor: User, publisher: User
    ) -> Edition:
        article.specialties.add(podiatry)
        edition = workflow.submit(article, editor)
        whole(edition, clinician)
        assert edition.state == "in review"
        whole(edition, podiatrist)
        workflow.publish(edition, publisher)
        return edition

    def test_the_earliest_due_date_governs(self, both: Edition, podiatry: Specialty, podiatrist: User) -> None:
        Specialty.objects.filter(pk=podiatry.pk).update(valid_months=6)
        sign.renew(both, podiatrist, digest=both.digest, interests="none")
        standing = standing_of(both)
        assert len(standing.whole) == 2
        assert standing.valid_until == min(check.valid_until for check in standing.whole)
        assert standing.valid_until is not None
        assert standing.valid_until < timezone.localdate() + timedelta(days=190)

    def test_after_a_small_change_each_confirms_the_changes_or_reads_anew(
        self, both: Edition, article: Article, editor: User, clinician: User, podiatrist: User
    ) -> None:
        changed = complete_content(lead="A sprained ankle, often, gets better at home.", change_note="A comma.")
        save_content(article, changed, editor)
        second = workflow.submit(article, editor)
        sign.approve(second, clinician, digest=second.digest, scope="changes only", interests="none")
        second.refresh_from_db()
        assert second.state == "in review"
        whole(second, podiatrist)
        assert second.state == "approved"
        read = {(check.reviewer["name"], check.edition_number) for check in standing_of(second).whole}
        assert read == {("Clinician", 1), ("Podiatrist", 2)}

    def test_a_small_approval_falls_with_the_whole_one_that_it_rests_on(
        self, both: Edition, article: Article, editor: User, clinician: User, podiatrist: User
    ) -> None:
        changed = complete_content(lead="A sprained ankle, often, gets better at home.", change_note="A comma.")
        save_content(article, changed, editor)
        second = workflow.submit(article, editor)
        sign.approve(second, clinician, digest=second.digest, scope="changes only", interests="none")
        whole(second, podiatrist)
        sign.revoke(both, clinician, note="I overlooked something.")
        assert standing_of(second).status == Status.REVOKED


def test_a_review_is_valid_for_the_shortest_time_of_its_specialties(
    edition: Edition, clinician: User, physiotherapy: Specialty
) -> None:
    Specialty.objects.filter(pk=physiotherapy.pk).update(valid_months=12)
    whole(edition, clinician)
    until = standing_of(edition).valid_until
    today = timezone.localdate()
    day = min(today.day, 28) if today.month == 2 else today.day
    assert until == date(today.year + 1, today.month, day)


def test_the_policy_is_the_longest(
    edition: Edition, clinician: User, settings: Settings, physiotherapy: Specialty
) -> None:
    settings.REVIEW_VALID_MONTHS = 3
    Specialty.objects.filter(pk=physiotherapy.pk).update(valid_months=12)
    whole(edition, clinician)
    until = standing_of(edition).valid_until
    assert until is not None
    assert timedelta(days=85) < until - timezone.localdate() < timedelta(days=95)


def test_blocks_are_what_stands_in_the_article() -> None:
    content = complete_content()
    named = blocks(content)
    assert Block("sections[2].exercises[0]", "Exercise ‘Heel raise’") in named
    assert {value_at(content, "faq[0]").question, value_at(content, EXERCISE).name} == {"May I walk?", "Heel raise"}
    assert [holds("sections[1]", each) for each in ("sections[1]", "sections[1].exercises[0]", "sections[11]")] == [
        True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "place", "vouches"),
    [
        ({}, EXERCISE, True),
        ({"outside": [{"place": EXERCISE}]}, EXERCISE, False),
        ({"outside": [{"place": "sections[2]"}]}, EXERCISE, False),
        ({"outside": [{"place": EXERCISE}]}, "sections[2]", False),
        ({"outside": [{"place": EXERCISE}]}, "faq[0]", True),
        ({"only": [{"place": EXERCISE}]}, EXERCISE, True),
        ({"only": [{"place": "sections[2]"}]}, EXERCISE, True),
        ({"only": [{"place": EXERCISE}]}, "sections[2]", False),
    ],
)
def test_what_a_statement_vouches_for(statement: dict[str, object], place: str, vouches: bool) -> None:
    assert vouches_for(statement, place) is vouches
