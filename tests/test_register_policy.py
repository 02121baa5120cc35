"""Who may sign by the register, to the day, and whom clerk and clinician are warned about."""

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles import rules, workflow
from articles.models import Edition
from articles.refusal import Refused
from reviewers.models import RegisterCheck, Reviewer, Specialty
from reviewers.register import due_for_check, last_day_of, runs_out_soon
from tests import sign
from tests.conftest import make_clinician, make_person, signed_in
from tests.registering import LONDON, Travel, become, look, midday, said

TODAY = date(2026, 11, 25)


@pytest.fixture
def clerk(db: None) -> User:
    return make_person("keeper", "register clerk")


@pytest.fixture
def robin(physiotherapy: Specialty, travel: Travel) -> Reviewer:
    """A clinician at whom nobody has looked yet; it is midday of TODAY."""
    travel(midday(TODAY))
    reviewer = make_clinician("robin", "PH000003", physiotherapy)
    RegisterCheck.objects.filter(reviewer=reviewer).delete()
    return reviewer


def refusal(reviewer: Reviewer) -> str:
    return rules.refusal_to_sign(reviewer.user) or ""


class TestMaySign:
    def test_never_checked(self, robin: Reviewer) -> None:
        assert "has not been checked yet" in refusal(robin)

    def test_to_the_last_second_of_the_thirtieth_day_in_london(
        self, robin: Reviewer, clerk: User, travel: Travel
    ) -> None:
        look(robin, clerk, TODAY)
        last = datetime(2026, 12, 25, 23, 59, 59, tzinfo=LONDON)
        travel(last)
        assert refusal(robin) == ""
        travel(last + timedelta(seconds=1))
        assert refusal(robin) == (
            "Your registration was last checked on 25 November 2026. Ask the register clerk to check it again."
        )

    def test_the_day_is_londons_in_summer_too(self, robin: Reviewer, clerk: User, travel: Travel) -> None:
        look(robin, clerk, date(2026, 6, 1))
        travel(datetime(2026, 7, 1, 23, 59, tzinfo=LONDON))
        assert refusal(robin) == ""
        travel(datetime(2026, 7, 2, 0, 1, tzinfo=LONDON))  # in UTC it is still the first
        assert "last checked on 1 June 2026" in refusal(robin)

    def test_the_policy_is_the_publishers(self, robin: Reviewer, clerk: User, settings: Settings) -> None:
        look(robin, clerk, TODAY - timedelta(days=8))
        settings.REGISTER_CHECK_VALID_DAYS = 8
        assert refusal(robin) == ""
        settings.REGISTER_CHECK_VALID_DAYS = 7
        assert "last checked on" in refusal(robin)

    def test_a_registration_that_ended_stops_on_the_next_day(
        self, robin: Reviewer, clerk: User, travel: Travel
    ) -> None:
        look(robin, clerk, TODAY, until=TODAY + timedelta(days=5))
        travel(datetime(2026, 11, 30, 23, 59, 59, tzinfo=LONDON))
        assert refusal(robin) == ""
        travel(datetime(2026, 12, 1, tzinfo=LONDON))
        assert "your registration ended on 30 November 2026" in refusal(robin)

    def test_a_longer_registration_does_not_outlive_the_check(
        self, robin: Reviewer, clerk: User, travel: Travel
    ) -> None:
        look(robin, clerk, TODAY, until=TODAY + timedelta(days=400))
        travel(midday(TODAY + timedelta(days=31)))
        assert "last checked on" in refusal(robin)

    def test_the_newest_look_decides(self, robin: Reviewer, clerk: User) -> None:
        look(robin, clerk, TODAY - timedelta(days=2), found=False)
        assert "The register did not list you when it was checked on 23 November 2026." in refusal(robin)
        look(robin, clerk, TODAY - timedelta(days=1))
        assert refusal(robin) == ""
        look(robin, clerk, TODAY - timedelta(days=10), found=False)  # entered late; it is not the newest
        assert refusal(robin) == ""
        look(robin, clerk, TODAY - timedelta(days=1), found=False)  # later on the same day
        assert "did not list you" in refusal(robin)

    @pytest.mark.parametrize("status", ["retired", "left", "suspended", "removed"])
    def test_only_while_active(self, robin: Reviewer, clerk: User, status: str) -> None:
        look(robin, clerk, TODAY)
        become(robin, status, clerk)
        assert "so you can't review now" in refusal(robin)
        look(robin, clerk, TODAY)
        assert "so you can't review now" in refusal(robin)
        become(robin, "active", clerk)
        assert refusal(robin) == ""

    def test_an_account_that_is_switched_off(self, robin: Reviewer, clerk: User) -> None:
        look(robin, clerk, TODAY)
        robin.user.is_active = False
        robin.user.save()
        assert "Only a clinician can review" in refusal(robin)

    def test_nothing_is_signed_after_the_last_day(
        self, edition: Edition, reviewer: Reviewer, clerk: User, travel: Travel
    ) -> None:
        look(reviewer, clerk, timezone.localdate(), until=timezone.localdate())
        travel(timezone.now() + timedelta(days=1))
        with pytest.raises(Refused, match="your registration ended on"):
            sign.approve(edition, reviewer.user, digest=edition.digest, scope="whole", interests="none")
        with pytest.raises(Refused, match="your registration ended on"):
            workflow.return_(edition, reviewer.user, digest=edition.digest, note="No.")
        assert not edition.reviews.exists()


class TestDueForCheck:
    def test_from_the_seventh_day_before_the_last(self, robin: Reviewer, clerk: User) -> None:
        check = look(robin, clerk, TODAY)
        last = TODAY + timedelta(days=30)
        assert last_day_of(check) == last
        assert due_for_check(last - timedelta(days=8)) == []
        for day in (last - timedelta(days=7), last, last + timedelta(days=1), last + timedelta(days=400)):
            assert [(due.reviewer, due.last_day) for due in due_for_check(day)] == [(robin, last)]

    def test_before_a_registration_ends(self, robin: Reviewer, clerk: User) -> None:
        look(robin, clerk, TODAY, until=TODAY + timedelta(days=8))
        assert due_for_check(TODAY) == []
        assert due_for_check(TODAY + timedelta(days=1))[0].last_day == TODAY + timedelta(days=8)

    def test_a_new_look_settles_it(self, robin: Reviewer, clerk: User) -> None:
        look(robin, clerk, TODAY - timedelta(days=25))
        assert due_for_check(TODAY)
        look(robin, clerk, TODAY)
        assert due_for_check(TODAY) == []

    def test_who_was_never_found_comes_first(self, robin: Reviewer, clerk: User, physiotherapy: Specialty) -> None:
        soon, missed = (make_clinician(name, f"PH00010{n}", physiotherapy) for n, name in enumerate(("soon", "missed")))
        look(soon, clerk, TODAY, until=TODAY)
        look(missed, clerk, TODAY, found=False)
        due = due_for_check(TODAY)
        assert [(each.reviewer, each.last_day, each.was_not_found) for each in due] == [
            (missed, None, True),
            (robin, None, False),
            (soon, TODAY, False),
        ]

    @pytest.mark.parametrize("status", ["retired", "left", "suspended", "removed"])
    def test_nobody_who_does_not_review(self, robin: Reviewer, clerk: User, status: str) -> None:
        assert due_for_check(TODAY)
        become(robin, status, clerk)
        assert due_for_check(TODAY) == []

    def test_the_clerks_front_page_tells(self, robin: Reviewer, clerk: User, travel: Travel) -> None:
        def front_page(person: User) -> str:
            return " ".join(signed_in(person).get("/admin/").content.decode().split())

        assert "PH000003: never checked, so they can't sign." in front_page(clerk)
        look(robin, clerk, TODAY)
        assert "Look at the register" not in front_page(clerk)
        travel(midday(TODAY + timedelta(days=23)))
        page = front_page(clerk)
        assert "they can sign until 25 December 2026." in page
        assert f"/admin/reviewers/registercheck/add/?reviewer={robin.pk}" in page
        assert '<a href="https://www.hcpc-uk.org/check-the-register/">HCPC</a>' in page
        assert "Look at the register" not in front_page(make_person("other", "editor", "publisher"))
        travel(midday(TODAY + timedelta(days=31)))
        assert "their last day to sign was 25 December 2026." in front_page(clerk)
        look(robin, clerk, TODAY + timedelta(days=31), found=False)
        assert "not on the register when checked on 26 December 2026." in front_page(clerk)


class TestTheClinicianIsWarned:
    def test_on_every_page_of_the_desk(self, edition: Edition, reviewer: Reviewer, travel: Travel) -> None:
        checked = reviewer.register_checks.get().checked_on
        last = checked + timedelta(days=30)
        client = signed_in(reviewer.user)
        addresses = ("/desk/", f"/desk/editions/{edition.pk}/")
        for day, warned in ((22, False), (23, True), (30, True), (31, False)):
            travel(midday(checked + timedelta(days=day)))
            client.force_login(reviewer.user, backend="django.contrib.auth.backends.ModelBackend")
            for address in addresses:
                answer = client.get(address)
                assert answer.status_code == 200
                assert (f"You can sign until {said(last)}." in answer.content.decode()) is warned, (day, address)

    def test_not_about_what_is_no_warning(self, robin: Reviewer, clerk: User) -> None:
        assert runs_out_soon(robin, TODAY) is None
        look(robin, clerk, TODAY, found=False)
        assert runs_out_soon(robin, TODAY) is None
        look(robin, clerk, TODAY, until=TODAY)
        assert runs_out_soon(robin, TODAY) == TODAY
        become(robin, "retired", clerk)
        assert runs_out_soon(robin, TODAY) is None
