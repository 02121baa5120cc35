"""Every verb of an article's life: that it works, and every way in which it has to be refused."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone

from articles import drafting, proof, standing, workflow
from articles.models import Article, Edition, LogEntry, Review, ReviewRequest
from articles.standing import Status
from reviewers.models import RegisterCheck, Reviewer, Specialty
from tests import sign
from tests.conftest import complete_content, make_clinician, make_person, save_content, unguarded

PublishNext = Callable[..., Edition]


def approve(edition: Edition, by: User, scope: str = "whole", interests: str = "none", digest: str = "") -> Review:
    return sign.approve(edition, by, digest=digest or edition.digest, scope=scope, interests=interests)


def state_of(edition: Edition) -> str:
    return Edition.objects.get(pk=edition.pk).state


class TestSubmit:
    def test_freezes_the_draft(self, article: Article, editor: User) -> None:
        edition = workflow.submit(article, editor)
        assert edition.get_content() == drafting.content_of(article)
        assert edition.digest == proof.digest_of(edition.content, edition.html)
        assert (edition.number, edition.state) == (1, "in review")
        assert [tie.reference.key for tie in edition.edition_references.all()] == ["nhs-2024"]
        assert ReviewRequest.objects.get().due_on == timezone.localdate() + timedelta(days=7)

    def test_later_drafting_changes_nothing(self, article: Article, editor: User) -> None:
        edition = workflow.submit(article, editor)
        save_content(article, complete_content(lead="Something else."), editor)
        fresh = Edition.objects.get(pk=edition.pk)
        assert (fresh.content, fresh.html) == (edition.content, edition.html)

    def test_refused_with_the_list_of_errors(self, article: Article, editor: User) -> None:
        save_content(article, complete_content(lead="", disclaimer=""), editor)
        with pytest.raises(workflow.DraftHasErrors) as refused:
            workflow.submit(article, editor)
        assert {"no-lead", "no-disclaimer"} <= {finding.code for finding in refused.value.findings}
        assert not Edition.objects.exists()

    def test_refused_while_one_is_in_flight(self, edition: Edition, article: Article, editor: User) -> None:
        with pytest.raises(workflow.Refused, match="Edition 1 is already in review"):
            workflow.submit(article, editor)

    def test_refused_without_a_specialty(self, article: Article, editor: User) -> None:
        article.specialties.clear()
        with pytest.raises(workflow.Refused, match="specialty"):
            workflow.submit(article, editor)

    @pytest.mark.parametrize("role", ["contributor", "publisher", "register clerk", "administrator"])
    def test_refused_without_the_role(self, article: Article, role: str) -> None:
        with pytest.raises(workflow.Refused, match="Only an editor"):
            workflow.submit(article, make_person("other", role))

    def test_second_edition_needs_a_change_note(self, published: Edition, article: Article, editor: User) -> None:
        with pytest.raises(workflow.DraftHasErrors):
            workflow.submit(article, editor)

    @pytest.mark.django_db(transaction=True)
    def test_tells_the_clinicians_who_may_decide(
        self, article: Article, editor: User, reviewer: Reviewer, podiatry: Specialty
    ) -> None:
        make_clinician("foot", "PH000009", podiatry)
        workflow.submit(article, editor)
        assert [message.to for message in mail.outbox] == [["clinician@example.org"]]


class TestRecall:
    def test_takes_it_back_and_lets_it_be_submitted_again(
        self, edition: Edition, article: Article, editor: User
    ) -> None:
        workflow.recall(edition, editor)
        assert state_of(edition) == "recalled"
        assert workflow.submit(article, editor).number == 2

    def test_an_approved_one_too(self, approved: Edition, editor: User) -> None:
        workflow.recall(approved, editor)
        assert state_of(approved) == "recalled"

    def test_refused_once_published(self, published: Edition, editor: User) -> None:
        with pytest.raises(workflow.Refused, match="published by now"):
            workflow.recall(published, editor)

    def test_refused_to_a_clinician(self, edition: Edition, clinician: User) -> None:
        with pytest.raises(workflow.Refused, match="Only an editor"):
            workflow.recall(edition, clinician)


class TestApprove:
    def test_signs_what_was_seen_and_logs_it(self, edition: Edition, clinician: User) -> None:
        review = approve(edition, clinician, interests="I own shares in a brace maker.")
        proof.check_review(review)
        stated = review.stated()
        assert stated["digest"] == edition.digest
        assert stated["interests"] == "I own shares in a brace maker."
        assert stated["reviewer"]["registration_number"] == "PH000001"
        assert state_of(edition) == "approved"
        proof.check_log_entry(LogEntry.objects.get(review=review))

    def test_copies_the_reviewer_as_they_were(self, edition: Edition, clinician: User, reviewer: Reviewer) -> None:
        review = approve(edition, clinician)
        Reviewer.objects.filter(pk=reviewer.pk).update(name="Somebody Else")
        assert Review.objects.get(pk=review.pk).stated()["reviewer"]["name"] == "Clinician"

    @pytest.mark.parametrize("contribution", ["owner", "revision", "submission"])
    def test_refused_for_own_work(
        self, article: Article, editor: User, physiotherapy: Specialty, superuser: User, contribution: str
    ) -> None:
        make_clinician("root", "PH000002", physiotherapy, person=superuser)
        by = editor
        if contribution == "owner":
            Article.objects.filter(pk=article.pk).update(owner=superuser)
        elif contribution == "revision":
            drafting.save_revision(article, superuser)
        else:
            by = superuser
        edition = workflow.submit(Article.objects.get(pk=article.pk), by)
        with pytest.raises(workflow.Refused, match="You contributed"):
            approve(edition, superuser)
        assert state_of(edition) == "in review"

    def test_refused_for_text_of_theirs_that_somebody_restored(
        self, published: Edition, article: Article, editor: User, clinician: User
    ) -> None:
        save_content(article, complete_content(lead="By the clinician."), clinician)
        theirs = article.revisions.get(number=article.version)
        workflow_free = complete_content(change_note="Clearer.")
        save_content(article, workflow_free, editor)
        drafting.fill(article, theirs.get_content().model_copy(update={"change_note": "Clearer."}))
        drafting.save_revision(article, editor, restored_from=theirs)
        with pytest.raises(workflow.Refused, match="You contributed"):
            approve(workflow.submit(article, editor), clinician)

    def test_contributing_to_an_earlier_edition_does_not_matter(
        self, article: Article, editor: User, publisher: User, clinician: User, physiotherapy: Specialty
    ) -> None:
        first = workflow.submit(article, clinician_as_editor(article, clinician, editor))
        second = make_clinician("second", "PH000003", physiotherapy)
        approve(first, second.user)
        workflow.publish(first, publisher)
        save_content(article, complete_content(change_note="Clearer."), editor)
        approve(workflow.submit(article, editor), clinician)

    def test_refused_to_the_wrong_specialty(self, edition: Edition, podiatry: Specialty) -> None:
        with pytest.raises(workflow.Refused, match="Musculoskeletal physiotherapy"):
            approve(edition, make_clinician("foot", "PH000004", podiatry).user)

    @pytest.mark.parametrize("status", ["retired", "left", "suspended", "removed"])
    def test_refused_to_an_inactive_reviewer(
        self, edition: Edition, clinician: User, reviewer: Reviewer, status: str
    ) -> None:
        Reviewer.objects.filter(pk=reviewer.pk).update(status=status)
        with pytest.raises(workflow.Refused, match="can't review now"):
            approve(edition, clinician)

    def test_refused_without_a_register_check(self, edition: Edition, clinician: User) -> None:
        RegisterCheck.objects.all().delete()
        with pytest.raises(workflow.Refused, match="has not been checked yet"):
            approve(edition, clinician)

    @pytest.mark.parametrize("days", [31, 400, -1])
    def test_refused_when_the_register_check_is_too_old_or_in_the_future(
        self, edition: Edition, clinician: User, days: int
    ) -> None:
        RegisterCheck.objects.update(checked_on=timezone.localdate() - timedelta(days=days))
        with pytest.raises(workflow.Refused, match="check it again"):
            approve(edition, clinician)

    def test_thirty_days_are_young_enough(self, edition: Edition, clinician: User) -> None:
        RegisterCheck.objects.update(checked_on=timezone.localdate() - timedelta(days=30))
        approve(edition, clinician)

    def test_refused_when_the_newest_check_did_not_find_them(
        self, edition: Edition, clinician: User, reviewer: Reviewer, editor: User
    ) -> None:
        RegisterCheck.objects.create(reviewer=reviewer, checked_by=editor, registered=False, evidence="Not listed")
        with pytest.raises(workflow.Refused, match="did not list you"):
            approve(edition, clinician)

    @pytest.mark.parametrize("role", ["editor", "publisher", "administrator"])
    def test_refused_to_people_who_are_no_clinicians(self, edition: Edition, role: str) -> None:
        with pytest.raises(workflow.Refused, match="Only a clinician"):
            approve(edition, make_person("other", role))

    def test_refused_to_a_superuser(self, edition: Edition, superuser: User) -> None:
        with pytest.raises(workflow.Refused, match="Only a clinician"):
            approve(edition, superuser)

    def test_refused_to_an_account_switched_off(self, edition: Edition, clinician: User) -> None:
        clinician.is_active = False
        clinician.save()
        with pytest.raises(workflow.Refused):
            approve(edition, clinician)

    def test_refused_for_another_digest(self, edition: Edition, clinician: User) -> None:
        with pytest.raises(workflow.Refused, match="not this edition any more"):
            approve(edition, clinician, digest="0" * 64)

    def test_refused_for_a_digest_that_is_no_ascii(self, edition: Edition, clinician: User) -> None:
        with pytest.raises(workflow.Refused, match="not this edition any more"):
            approve(edition, clinician, digest="é")

    def test_refused_a_second_time(self, edition: Edition, clinician: User) -> None:
        approve(edition, clinician)
        with pytest.raises(workflow.Refused, match="approved by now"):
            approve(edition, clinician)
        with pytest.raises(workflow.Refused):
            workflow.return_(edition, clinician, digest=edition.digest, note="No")
        assert Review.objects.count() == 1

    def test_refused_after_a_recall(self, edition: Edition, editor: User, clinician: User) -> None:
        workflow.recall(edition, editor)
        with pytest.raises(workflow.Refused, match="taken back by now"):
            approve(edition, clinician)

    @pytest.mark.parametrize("interests", ["", "  \n "])
    def test_refused_without_interests(self, edition: Edition, clinician: User, interests: str) -> None:
        with pytest.raises(workflow.Refused, match="interests"):
            approve(edition, clinician, interests=interests)

    @pytest.mark.parametrize("scope", ["", "all", "WHOLE"])
    def test_refused_without_a_scope(self, edition: Edition, clinician: User, scope: str) -> None:
        with pytest.raises(workflow.Refused, match="whole"):
            approve(edition, clinician, scope=scope)

    def test_every_required_specialty_has_to_sign(
        self, article: Article, editor: User, publisher: User, clinician: User, podiatry: Specialty
    ) -> None:
        article.specialties.add(podiatry)
        edition = workflow.submit(article, editor)
        approve(edition, clinician)
        assert state_of(edition) == "in review"
        with pytest.raises(workflow.Refused):
            workflow.publish(edition, publisher)
        with pytest.raises(workflow.Refused, match="already decided"):
            approve(edition, clinician)
        approve(edition, make_clinician("foot", "PH000005", podiatry).user)
        assert state_of(edition) == "approved"

    @pytest.mark.django_db(transaction=True)
    def test_tells_submitter_and_owner(self, edition: Edition, article: Article, clinician: User) -> None:
        Article.objects.filter(pk=article.pk).update(owner=make_person("owner", "contributor"))
        mail.outbox.clear()
        approve(Edition.objects.get(pk=edition.pk), clinician)
        assert sorted(message.to[0] for message in mail.outbox) == ["editor@example.org", "owner@example.org"]
        assert "Approved" in mail.outbox[0].body


def clinician_as_editor(article: Article, clinician: User, editor: User) -> User:
    """Let the clinician write this edition; the editor submits it."""
    drafting.save_revision(article, clinician)
    return editor


class TestChangesOnly:
    def small(self, article: Article, editor: User, **changes: object) -> Edition:
        changes = {"change_note": "Said more clearly.", **changes}
        save_content(article, drafting.content_of(article).model_copy(update=changes), editor)
        return workflow.submit(article, editor)

    def test_keeps_the_date_of_the_whole_review(
        self, published: Edition, article: Article, editor: User, clinician: User, publisher: User
    ) -> None:
        long_ago = timezone.now() - timedelta(days=100)
        with_date(published, long_ago)
        edition = self.small(article, editor, lead="A sprained ankle often gets better at your home.")
        approve(edition, clinician, scope="changes only")
        workflow.publish(edition, publisher)
        stands = standing.published_standing(Edition.objects.get(pk=edition.pk))
        assert stands.reviewed_on == timezone.localdate(long_ago)
        assert [check.scope for check in stands.checks] == ["changes only"]
        assert [check.edition_number for check in stands.whole] == [1]

    def test_refused_for_a_first_edition(self, edition: Edition, clinician: User) -> None:
        with pytest.raises(workflow.Refused, match="approve the whole"):
            approve(edition, clinician, scope="changes only")

    def test_refused_for_a_changed_dose(
        self, published: Edition, article: Article, editor: User, clinician: User
    ) -> None:
        exercise = article.exercises.get()
        exercise.sets = 20
        exercise.save()
        edition = self.small(article, editor)
        with pytest.raises(workflow.Refused, match="not enough here"):
            approve(edition, clinician, scope="changes only")

    def test_refused_for_a_changed_red_flag(
        self, published: Edition, article: Article, editor: User, clinician: User
    ) -> None:
        flag = article.safetynotes.get(kind="red flag")
        flag.urgency = "soon"
        flag.save()
        edition = self.small(article, editor)
        with pytest.raises(workflow.Refused, match="not enough here"):
            approve(edition, clinician, scope="changes only")

    def test_refused_for_a_changed_citation(
        self, published: Edition, article: Article, editor: User, clinician: User
    ) -> None:
        edition = self.small(article, editor, lead="A sprained ankle often gets better at home [@nhs-2024].")
        with pytest.raises(workflow.Refused, match="not enough here"):
            approve(edition, clinician, scope="changes only")

    def test_refused_once_the_whole_approval_was_revoked(
        self, published: Edition, article: Article, editor: User, clinician: User
    ) -> None:
        edition = self.small(article, editor, lead="A sprained ankle gets better at home.")
        sign.revoke(published, clinician, note="I missed a fault.")
        with pytest.raises(workflow.Refused, match="no valid approval"):
            approve(edition, clinician, scope="changes only")

    def test_refused_once_the_last_edition_was_unsafe(
        self, published: Edition, article: Article, editor: User, clinician: User
    ) -> None:
        workflow.withdraw(published, editor, as_="unsafe", reason="A dose is wrong.")
        edition = self.small(article, editor, lead="A sprained ankle gets better at home.")
        with pytest.raises(workflow.Refused, match="withdrawn as unsafe"):
            approve(edition, clinician, scope="changes only")

    def test_refused_to_a_specialty_that_never_read_the_whole(
        self, published: Edition, article: Article, editor: User, podiatry: Specialty
    ) -> None:
        article.specialties.set([podiatry])
        edition = self.small(article, editor, lead="A sprained ankle gets better at home.")
        with pytest.raises(workflow.Refused, match="has not approved an earlier edition"):
            approve(edition, make_clinician("foot", "PH000006", podiatry).user, scope="changes only")


def with_date(edition: Edition, moment: datetime) -> None:
    """Sign the edition's approval and its log entry again as if it had happened then: only a key holder could."""
    review = edition.reviews.get()
    at = moment.replace(microsecond=0)
    stated = {**review.stated(), "at": proof.timestamp(at)}
    stated["valid_until"] = (timezone.localdate(at) + timedelta(days=1000)).isoformat()
    rewrite(review, at, stated)


def rewrite(review: Review, at: datetime, stated: dict[str, object]) -> None:
    statement = proof.spell(stated)
    entry = review.log_entry
    spelt = proof.spell({**json.loads(entry.entry), "statement_sha256": proof.sha256(statement)})
    with unguarded():
        Review.objects.filter(pk=review.pk).update(at=at, statement=statement, signature=proof.sign(statement))
        LogEntry.objects.filter(pk=entry.pk).update(
            statement=statement, entry=spelt, entry_hash=proof.sha256(spelt), signature=proof.sign(spelt)
        )
    review.refresh_from_db()
    review.log_entry.refresh_from_db()


class TestReturn:
    def test_sends_it_back_with_a_private_note(
        self, edition: Edition, article: Article, editor: User, clinician: User
    ) -> None:
        workflow.return_(edition, clinician, digest=edition.digest, note="The dose is too high.")
        assert state_of(edition) == "returned"
        entry = LogEntry.objects.get()
        assert entry.statement == ""
        assert "dose" not in entry.entry
        proof.check_log_entry(entry)
        assert workflow.submit(article, editor).number == 2

    def test_refused_without_a_note(self, edition: Edition, clinician: User) -> None:
        with pytest.raises(workflow.Refused, match="sentence"):
            workflow.return_(edition, clinician, digest=edition.digest, note="  ")

    def test_refused_for_own_work(self, article: Article, editor: User, physiotherapy: Specialty) -> None:
        make_clinician("editor", "PH000007", physiotherapy, person=editor)
        edition = workflow.submit(article, editor)
        with pytest.raises(workflow.Refused, match="You contributed"):
            workflow.return_(edition, editor, digest=edition.digest, note="No")


class TestPublish:
    def test_logs_and_supersedes(self, published: Edition, publish_next: PublishNext) -> None:
        newer = publish_next(lead="A sprain gets better at home.")
        assert (state_of(published), state_of(newer)) == ("superseded", "published")
        assert [entry.kind for entry in LogEntry.objects.all()] == [
            "approve",
            "publish",
            "approve",
            "supersede",
            "publish",
        ]

    @pytest.mark.parametrize("role", ["editor", "contributor", "administrator"])
    def test_refused_without_the_role(self, approved: Edition, role: str) -> None:
        with pytest.raises(workflow.Refused, match="Only a publisher"):
            workflow.publish(approved, make_person("other", role))

    def test_refused_before_approval(self, edition: Edition, superuser: User) -> None:
        with pytest.raises(workflow.Refused, match="in review by now"):
            workflow.publish(edition, superuser)

    def test_refused_when_content_was_changed_underneath(self, approved: Edition, publisher: User) -> None:
        with unguarded():
            Edition.objects.filter(pk=approved.pk).update(html=approved.html.replace("Heel", "Toe"))
        with pytest.raises(workflow.Refused, match="proof"):
            workflow.publish(approved, publisher)

    def test_refused_once_overdue(self, approved: Edition, publisher: User) -> None:
        review = approved.reviews.get()
        rewrite(review, review.at, {**review.stated(), "valid_until": "2020-01-01"})
        with pytest.raises(workflow.Refused, match="No valid approval"):
            workflow.publish(approved, publisher)


class TestWithdraw:
    @pytest.mark.parametrize("who", ["editor", "publisher", "clinician"])
    def test_anyone_of_the_house_may(self, published: Edition, who: str, request: pytest.FixtureRequest) -> None:
        workflow.withdraw(published, request.getfixturevalue(who), as_="unsafe", reason="A dose is wrong.")
        assert state_of(published) == "withdrawn"
        assert not Edition.objects.readable().exists()

    def test_unsafe_takes_earlier_editions_away_too(
        self, published: Edition, publish_next: PublishNext, editor: User
    ) -> None:
        newer = publish_next(lead="A sprain gets better at home.")
        workflow.withdraw(newer, editor, as_="unsafe", reason="A dose is wrong.")
        assert not Edition.objects.readable().exists()
        newest = publish_next(lead="A sprain gets better at home, gently.")
        assert list(Edition.objects.readable()) == [newest]

    def test_out_of_date_stays_readable_and_unlisted(self, published: Edition, editor: User) -> None:
        workflow.withdraw(published, editor, as_="out of date", reason="New guidance.")
        assert list(Edition.objects.readable()) == [published]
        assert not Edition.objects.listed().exists()

    @pytest.mark.parametrize("role", ["contributor", "register clerk", "administrator"])
    def test_refused_without_the_role(self, published: Edition, role: str) -> None:
        with pytest.raises(workflow.Refused, match="Only an editor"):
            workflow.withdraw(published, make_person("other", role), as_="unsafe", reason="x")

    @pytest.mark.parametrize(("as_", "reason"), [("", "x"), ("unsafe", " "), ("gone", "x")])
    def test_refused_half_filled(self, published: Edition, editor: User, as_: str, reason: str) -> None:
        with pytest.raises(workflow.Refused):
            workflow.withdraw(published, editor, as_=as_, reason=reason)
        assert state_of(published) == "published"

    def test_refused_as_its_own_successor(self, published: Edition, editor: User) -> None:
        with pytest.raises(workflow.Refused, match="own successor"):
            workflow.withdraw(published, editor, as_="unsafe", reason="x", successor=published.article)

    def test_refused_twice(self, published: Edition, editor: User) -> None:
        workflow.withdraw(published, editor, as_="unsafe", reason="x")
        with pytest.raises(workflow.Refused, match="withdrawn by now"):
            workflow.withdraw(published, editor, as_="out of date", reason="x")


class TestReinstate:
    def test_brings_it_back(self, published: Edition, editor: User, publisher: User) -> None:
        workflow.withdraw(published, editor, as_="unsafe", reason="x")
        workflow.reinstate(published, publisher)
        published.refresh_from_db()
        assert (published.state, published.withdrawn_as, published.withdrawal_reason) == ("published", "", "")
        assert standing.published_standing(published).is_checked

    def test_refused_to_an_editor(self, published: Edition, editor: User) -> None:
        workflow.withdraw(published, editor, as_="unsafe", reason="x")
        with pytest.raises(workflow.Refused, match="Only a publisher"):
            workflow.reinstate(published, editor)

    def test_refused_once_the_approval_was_revoked(
        self, published: Edition, editor: User, publisher: User, clinician: User
    ) -> None:
        workflow.withdraw(published, editor, as_="unsafe", reason="x")
        sign.revoke(published, clinician, note="I missed a fault.")
        with pytest.raises(workflow.Refused, match="No valid approval"):
            workflow.reinstate(published, publisher)

    def test_refused_behind_a_later_edition(
        self, published: Edition, editor: User, publisher: User, publish_next: PublishNext
    ) -> None:
        workflow.withdraw(published, editor, as_="out of date", reason="x")
        publish_next(lead="A sprain gets better at home.")
        with pytest.raises(workflow.Refused, match="later edition"):
            workflow.reinstate(published, publisher)


class TestRevoke:
    @pytest.mark.django_db(transaction=True)
    def test_takes_the_badge_and_tells_the_publisher(self, published: Edition, clinician: User) -> None:
        mail.outbox.clear()
        sign.revoke(published, clinician, note="I missed a fault.")
        assert standing.published_standing(published).status == Status.REVOKED
        assert "publisher@example.org" in {message.to[0] for message in mail.outbox}

    def test_refused_to_another_clinician(self, published: Edition, physiotherapy: Specialty) -> None:
        with pytest.raises(workflow.Refused, match="no approval of this edition"):
            sign.revoke(published, make_clinician("other", "PH000008", physiotherapy).user, note="x")

    def test_refused_twice(self, published: Edition, clinician: User) -> None:
        sign.revoke(published, clinician, note="x")
        with pytest.raises(workflow.Refused, match="no approval of this edition"):
            sign.revoke(published, clinician, note="x")

    def test_of_an_approval_not_yet_published_stops_it(
        self, approved: Edition, clinician: User, publisher: User
    ) -> None:
        sign.revoke(approved, clinician, note="x")
        with pytest.raises(workflow.Refused):
            workflow.publish(approved, publisher)


class TestRenew:
    def test_moves_the_date(self, published: Edition, clinician: User) -> None:
        with_date(published, timezone.now() - timedelta(days=100))
        sign.renew(published, clinician, digest=published.digest, interests="none")
        assert standing.published_standing(published).reviewed_on == timezone.localdate()

    def test_of_a_small_change_makes_it_whole(
        self, published: Edition, article: Article, editor: User, clinician: User, publisher: User
    ) -> None:
        edition = TestChangesOnly().small(article, editor, lead="A sprained ankle gets better at home.")
        approve(edition, clinician, scope="changes only")
        workflow.publish(edition, publisher)
        sign.renew(edition, clinician, digest=edition.digest, interests="none")
        assert [check.edition_number for check in standing.standing_of(edition).whole] == [2]

    def test_refused_for_another_digest(self, published: Edition, clinician: User) -> None:
        with pytest.raises(workflow.Refused, match="not this edition"):
            sign.renew(published, clinician, digest="0" * 64, interests="none")

    def test_refused_before_publication(self, approved: Edition, clinician: User) -> None:
        with pytest.raises(workflow.Refused):
            sign.renew(approved, clinician, digest=approved.digest, interests="none")


def test_a_review_is_overdue_from_the_day_after(published: Edition) -> None:
    review = published.reviews.get()
    today = timezone.localdate()
    rewrite(review, review.at, {**review.stated(), "valid_until": today.isoformat()})
    assert standing.standing_of(published).status == Status.CHECKED
    rewrite(review, review.at, {**review.stated(), "valid_until": (today - timedelta(days=1)).isoformat()})
    assert standing.standing_of(published).status == Status.OVERDUE
