"""A clinician retires, leaves, is suspended or removed: what is recorded, who may do it, and where open work goes."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone

from articles import workflow
from articles.leaving import change_status
from articles.models import Edition, RequestEvent, ReviewRequest
from articles.refusal import Refused
from reviewers.models import Reviewer, Specialty, StatusChange
from tests.conftest import make_clinician, make_person, signed_in
from tests.registering import become, look

GONE = ("retired", "left", "suspended", "removed")
OFF = ("suspended", "removed")


@pytest.fixture
def clerk(db: None) -> User:
    return make_person("keeper", "register clerk")


@pytest.fixture
def claimed(edition: Edition, reviewer: Reviewer) -> ReviewRequest:
    """The only request about the edition: asked of the clinician and claimed by them."""
    edition.requests.update(asked=reviewer, claimed_by=reviewer)
    return edition.requests.get()


def address(reviewer: Reviewer) -> str:
    return f"/admin/reviewers/reviewer/{reviewer.pk}/change/"


def answers(reviewer: Reviewer, **changes: object) -> dict[str, object]:
    return {
        "name": reviewer.name,
        "job_title": reviewer.job_title,
        "regulator": "HCPC",
        "registration_number": reviewer.registration_number,
        "specialties": [specialty.pk for specialty in reviewer.specialties.all()],
        "biography": reviewer.biography,
        "status": reviewer.status,
        **changes,
    }


def change(reviewer: Reviewer, by: User, status: str, reason: str = "Told us so.") -> str:
    answer = signed_in(by).post(address(reviewer), answers(reviewer, status=status, status_reason=reason), follow=True)
    return " ".join(answer.content.decode().split())


class TestTheScreen:
    @pytest.mark.parametrize("status", GONE)
    def test_a_change_is_recorded_with_day_person_and_reason(
        self, reviewer: Reviewer, clerk: User, status: str
    ) -> None:
        if status in OFF:
            look(reviewer, clerk, timezone.localdate(), found=False)
        change(reviewer, clerk, status)
        reviewer.refresh_from_db()
        assert reviewer.status == status
        record = StatusChange.objects.get()
        assert (record.reviewer, record.status, record.on) == (reviewer, status, timezone.localdate())
        assert (record.by, record.reason) == (clerk, "Told us so.")
        page = signed_in(clerk).get(address(reviewer)).content.decode()
        assert f"keeper: {record.get_status_display()}. Told us so." in page

    def test_without_a_reason_nothing_changes_and_nothing_is_lost(self, reviewer: Reviewer, clerk: User) -> None:
        page = signed_in(clerk).post(address(reviewer), answers(reviewer, status="retired", name="Kept")).content
        assert b"Say why the status changes." in page
        assert b'value="Kept"' in page
        reviewer.refresh_from_db()
        assert (reviewer.status, StatusChange.objects.count()) == ("active", 0)

    @pytest.mark.parametrize("status", OFF)
    @pytest.mark.parametrize("found", [True, None])
    def test_nobody_is_struck_off_before_a_look_at_the_register(
        self, reviewer: Reviewer, clerk: User, status: str, found: bool | None
    ) -> None:
        if found is None:
            reviewer.register_checks.all().delete()
        assert "First record a register check that did not find them" in change(reviewer, clerk, status)
        reviewer.refresh_from_db()
        assert (reviewer.status, StatusChange.objects.count()) == ("active", 0)

    def test_a_look_that_found_them_again_counts_more(self, reviewer: Reviewer, clerk: User) -> None:
        look(reviewer, clerk, timezone.localdate(), found=False)
        look(reviewer, clerk, timezone.localdate())
        assert "First record a register check" in change(reviewer, clerk, "removed")

    def test_nobody_changes_their_own(self, reviewer: Reviewer) -> None:
        clerk = reviewer.user
        clerk.is_staff = True
        clerk.save()
        clerk.groups.add(make_person("keeper", "register clerk").groups.get())
        assert "You can&#x27;t change your own status." in change(reviewer, clerk, "retired")
        reviewer.refresh_from_db()
        assert reviewer.status == "active"

    def test_other_changes_record_no_status(self, reviewer: Reviewer, clerk: User) -> None:
        assert signed_in(clerk).post(address(reviewer), answers(reviewer, biography="New.")).status_code == 302
        assert Reviewer.objects.get().biography == "New."
        assert not StatusChange.objects.exists()

    def test_the_rest_of_the_form_is_saved_with_it(self, reviewer: Reviewer, clerk: User) -> None:
        values = answers(reviewer, status="retired", status_reason="Old age.", biography="Now at rest.")
        assert signed_in(clerk).post(address(reviewer), values).status_code == 302
        reviewer.refresh_from_db()
        assert (reviewer.status, reviewer.biography) == ("retired", "Now at rest.")

    def test_a_stale_screen_does_not_bring_them_back(self, reviewer: Reviewer, clerk: User) -> None:
        """It was opened while they were active, and is sent with another change after somebody removed them."""
        look(reviewer, clerk, timezone.localdate(), found=False)
        stale = answers(reviewer, biography="New.")
        become(reviewer, "removed", clerk)
        assert b"Say why the status changes." in signed_in(clerk).post(address(reviewer), stale).content
        reviewer.refresh_from_db()
        assert reviewer.status == "removed"

    @pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
    def test_not_for_other_roles(self, reviewer: Reviewer, role: str) -> None:
        answer = signed_in(make_person("other", role)).post(
            address(reviewer), answers(reviewer, status="left", status_reason="x")
        )
        assert answer.status_code == 403
        assert not StatusChange.objects.exists()

    def test_the_regulator_stays_once_something_is_signed(
        self, reviewer: Reviewer, approved: Edition, clerk: User
    ) -> None:
        values = answers(reviewer, regulator="GMC", registration_number="PH000001")
        assert signed_in(clerk).post(address(reviewer), values).status_code == 302
        assert Reviewer.objects.get().regulator_id == "HCPC"

    def test_a_new_reviewer_is_active_whatever_is_sent(self, physiotherapy: Specialty, clerk: User) -> None:
        person = make_person("robin", staff=False)
        values = {"user": person.pk, "name": "Robin", "slug": "robin", "job_title": "Physiotherapist"}
        values |= {"regulator": "HCPC", "registration_number": "PH000009", "specialties": [physiotherapy.pk]}
        answer = signed_in(clerk).post("/admin/reviewers/reviewer/add/", {**values, "status": "removed"})
        assert answer.status_code == 302
        assert Reviewer.objects.get(slug="robin").status == "active"

    def test_a_look_that_did_not_find_them_tells_the_clerk_what_to_do_next(
        self, reviewer: Reviewer, clerk: User
    ) -> None:
        day = timezone.localdate().isoformat()
        values = {"reviewer": reviewer.pk, "checked_on": day, "evidence": "No entry."}
        page = signed_in(clerk).post("/admin/reviewers/registercheck/add/", values, follow=True).content.decode()
        assert "Now open the reviewer, change the status and say why" in page

    def test_a_registration_that_had_ended_is_no_registration(self, reviewer: Reviewer, clerk: User) -> None:
        day = timezone.localdate().isoformat()
        values = {"reviewer": reviewer.pk, "checked_on": day, "evidence": "Seen.", "registered": "on"}
        page = signed_in(clerk).post(
            "/admin/reviewers/registercheck/add/", {**values, "registered_until": "2020-01-01"}
        )
        assert b"The registration had ended by then." in page.content
        assert reviewer.register_checks.count() == 1

    def test_who_vouched_for_the_account_is_shown(self, reviewer: Reviewer, clerk: User) -> None:
        reviewer.user.identity_checks.create(how="Passport <b>shown</b>", checked_by=clerk)
        page = signed_in(clerk).get(address(reviewer)).content.decode()
        assert "keeper: The account was opened. Passport &lt;b&gt;shown&lt;/b&gt;" in page
        assert "on the register. Seen on the register" in page


class TestTheVerb:
    """Whoever calls it, the same rules decide."""

    @pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
    def test_not_for_other_roles(self, reviewer: Reviewer, role: str) -> None:
        with pytest.raises(Refused, match="Only a register clerk"):
            change_status(reviewer, Reviewer.Status.LEFT, make_person("other", role), reason="x")

    @pytest.mark.parametrize("status", OFF)
    def test_nobody_is_struck_off_without_a_look(self, claimed: ReviewRequest, clerk: User, status: str) -> None:
        reviewer = Reviewer.objects.get()
        with pytest.raises(Refused, match="First record a register check"):
            change_status(reviewer, Reviewer.Status(status), clerk, reason="x")
        claimed.refresh_from_db()
        assert (claimed.claimed_by, StatusChange.objects.count()) == (reviewer, 0)
        assert Reviewer.objects.get().status == "active"


class TestOpenWork:
    @pytest.mark.parametrize("status", GONE)
    def test_is_passed_on_to_anyone_of_the_specialty(
        self,
        claimed: ReviewRequest,
        reviewer: Reviewer,
        clerk: User,
        status: str,
        django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
        physiotherapy: Specialty,
    ) -> None:
        make_clinician("colleague", "PH000007", physiotherapy)
        with django_capture_on_commit_callbacks(execute=True):
            become(reviewer, status, clerk)
        claimed.refresh_from_db()
        assert (claimed.asked, claimed.claimed_by) == (None, None)
        event = claimed.events.get()
        assert (event.kind, event.reviewer, event.by) == (RequestEvent.Kind.REASSIGNED, reviewer, clerk)
        told = {address for message in mail.outbox for address in message.to}
        assert told == {"editor@example.org", "colleague@example.org"}
        assert not any(status in f"{message.subject} {message.body}" for message in mail.outbox)

    def test_through_the_screen(self, claimed: ReviewRequest, reviewer: Reviewer, clerk: User) -> None:
        assert "now waits for anyone of the specialty" in change(reviewer, clerk, "retired")
        claimed.refresh_from_db()
        assert claimed.claimed_by is None

    def test_a_colleague_keeps_what_they_claimed(
        self, claimed: ReviewRequest, reviewer: Reviewer, clerk: User, physiotherapy: Specialty
    ) -> None:
        colleague = make_clinician("colleague", "PH000007", physiotherapy)
        ReviewRequest.objects.update(claimed_by=colleague)
        become(reviewer, "left", clerk)
        claimed.refresh_from_db()
        assert (claimed.asked, claimed.claimed_by) == (None, colleague)

    def test_nothing_of_others_and_nothing_that_is_over(
        self, claimed: ReviewRequest, reviewer: Reviewer, clerk: User, editor: User, physiotherapy: Specialty
    ) -> None:
        colleague = make_clinician("colleague", "PH000007", physiotherapy)
        become(colleague, "left", clerk)
        workflow.recall(claimed.edition, editor)
        become(reviewer, "left", clerk)
        claimed.refresh_from_db()
        assert (claimed.claimed_by, RequestEvent.objects.count()) == (reviewer, 0)

    def test_coming_back_takes_nothing_back(self, claimed: ReviewRequest, reviewer: Reviewer, clerk: User) -> None:
        become(reviewer, "left", clerk)
        become(reviewer, "active", clerk)
        claimed.refresh_from_db()
        assert (claimed.claimed_by, claimed.events.count()) == (None, 1)
