"""The register clerk's screens: who may review, and when the register was looked at."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import models
from django.utils import timezone

from reviewers.models import RegisterCheck, Reviewer
from tests.conftest import make_person, signed_in

ADD = "/admin/reviewers/registercheck/add/"


@pytest.fixture
def clerk(db: None) -> User:
    return make_person("keeper", "register clerk")


def look(reviewer: Reviewer, days: int = 0) -> dict[str, object]:
    day = timezone.localdate() - timedelta(days=days)
    return {"reviewer": reviewer.pk, "checked_on": day.isoformat(), "registered": "on", "evidence": "Seen"}


def test_a_check_names_the_clerk_who_looked(reviewer: Reviewer, clerk: User) -> None:
    other = make_person("other", "editor")
    assert signed_in(clerk).post(ADD, {**look(reviewer), "checked_by": other.pk}).status_code == 302
    assert RegisterCheck.objects.order_by("pk").last() == RegisterCheck.objects.get(checked_by=clerk)


def test_not_in_the_future(reviewer: Reviewer, clerk: User) -> None:
    answer = signed_in(clerk).post(ADD, look(reviewer, days=-1))
    assert "in the future" in answer.content.decode()
    assert not RegisterCheck.objects.filter(checked_by=clerk).exists()


def test_nobody_vouches_for_themselves(reviewer: Reviewer) -> None:
    reviewer.user.is_staff = True
    reviewer.user.save()
    reviewer.user.groups.add(Group.objects.get_or_create(name="register clerk")[0])
    before = RegisterCheck.objects.count()
    assert signed_in(reviewer.user).post(ADD, look(reviewer)).status_code == 200
    assert RegisterCheck.objects.count() == before


@pytest.mark.parametrize("what", ["change", "delete"])
def test_a_check_is_never_changed_or_deleted(reviewer: Reviewer, clerk: User, what: str) -> None:
    check = reviewer.register_checks.get()
    answer = signed_in(clerk).post(
        f"/admin/reviewers/registercheck/{check.pk}/{what}/", {**look(reviewer), "post": "yes"}
    )
    assert answer.status_code == 403
    assert reviewer.register_checks.get().evidence == check.evidence


def test_the_account_behind_a_reviewer_stays(reviewer: Reviewer, clerk: User) -> None:
    address = f"/admin/reviewers/reviewer/{reviewer.pk}/change/"
    values = {
        "user": clerk.pk,
        "name": "Renamed",
        "slug": "renamed",
        "job_title": "Physiotherapist",
        "regulator": "HCPC",
        "registration_number": "PH000001",
        "specialties": [specialty.pk for specialty in reviewer.specialties.all()],
        "status": "active",
    }
    assert signed_in(clerk).post(address, values).status_code == 302
    fresh = Reviewer.objects.get(pk=reviewer.pk)
    assert (fresh.name, fresh.user, fresh.slug) == ("Renamed", reviewer.user, "clinician")


@pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
@pytest.mark.parametrize("model", [Reviewer, RegisterCheck])
def test_not_for_other_roles(db: None, role: str, model: type[models.Model]) -> None:
    name = model._meta.model_name
    client = signed_in(make_person("other", role))
    assert client.get(f"/admin/reviewers/{name}/").status_code == 403
    assert client.post(f"/admin/reviewers/{name}/add/").status_code == 403
