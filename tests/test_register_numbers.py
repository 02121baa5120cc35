"""Registration numbers: each regulator writes them in its own way, and the clerk is shown how."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from reviewers.models import Regulator, Reviewer, Specialty
from tests.conftest import make_person, signed_in

ADD = "/admin/reviewers/reviewer/add/"

GOOD = [
    *(("HCPC", number) for number in ("PH123456", "PH1", "PYL34567", "HAD00123", "ODP999999")),
    ("GMC", "1234567"),
    ("NMC", "12A3456E"),
    ("GPhC", "2012345"),
    *(("GOC", number) for number in ("01-12345", "D-1234", "D-12345", "01-123456")),
    *(("GDC", number) for number in ("123456", "99999")),
    *(("GOsC", number) for number in ("1234", "12345", "5/2345")),
    *(("GCC", number) for number in ("01234", "12345")),
]
BAD = [
    *(("HCPC", number) for number in ("123456", "PH1234567", "P123456", "PH", "PH12345A", "PH12-3456", "PHYS12345")),
    *(("GMC", number) for number in ("123456", "12345678", "C1234567")),
    *(("NMC", number) for number in ("12A3456", "1A23456E", "12A34567", "12A3456EE", "AAA3456E")),
    *(("GPhC", number) for number in ("201234", "20123456", "A012345")),
    *(("GOC", number) for number in ("12345", "E-1234", "01-123", "02-12345")),
    *(("GDC", number) for number in ("1234567", "D12345")),
    *(("GOsC", number) for number in ("123456", "/123", "A123")),
    *(("GCC", number) for number in ("123", "123456", "A1234")),
]


@pytest.fixture
def clerk(db: None) -> User:
    return make_person("keeper", "register clerk")


def answers(specialty: Specialty, **changes: object) -> dict[str, object]:
    person = User.objects.get_or_create(username="robin")[0]
    return {
        "user": person.pk,
        "name": "Robin",
        "slug": "robin",
        "job_title": "Clinician",
        "regulator": "HCPC",
        "registration_number": "PH000009",
        "specialties": [specialty.pk],
        **changes,
    }


def test_the_eight_of_the_united_kingdom_are_there(db: None) -> None:
    codes = set(Regulator.objects.values_list("code", flat=True))
    assert codes == {"HCPC", "GMC", "NMC", "GPhC", "GOC", "GDC", "GOsC", "GCC"}
    for regulator in Regulator.objects.all():
        regulator.full_clean()
        assert str(regulator) == regulator.code


@pytest.mark.parametrize(("code", "number"), GOOD)
def test_a_number_as_the_regulator_writes_it(physiotherapy: Specialty, clerk: User, code: str, number: str) -> None:
    answer = signed_in(clerk).post(ADD, answers(physiotherapy, regulator=code, registration_number=number))
    assert answer.status_code == 302, re.findall(r'<ul class="errorlist.+?</ul>', answer.content.decode())
    assert Reviewer.objects.get(slug="robin").registration_number == number


@pytest.mark.parametrize(("code", "number"), BAD)
def test_another_one_is_refused_with_an_example(physiotherapy: Specialty, clerk: User, code: str, number: str) -> None:
    answer = signed_in(clerk).post(ADD, answers(physiotherapy, regulator=code, registration_number=number))
    regulator = Regulator.objects.get(code=code)
    text = answer.content.decode()
    assert f"This is not how the {regulator.name} writes its numbers." in text
    assert f"One looks like this: {regulator.number_example}." in text
    assert f'value="{number}"' in text
    assert not Reviewer.objects.filter(slug="robin").exists()


def test_spaces_and_small_letters_are_mended(physiotherapy: Specialty, clerk: User) -> None:
    signed_in(clerk).post(ADD, answers(physiotherapy, registration_number=" ph 000 009 "))
    assert Reviewer.objects.get(slug="robin").registration_number == "PH000009"


@pytest.mark.parametrize("number", ["\uff30\uff28\uff11\uff12", "PH\u0661\u0662", "PH<b>1", ""])
def test_what_no_register_prints(physiotherapy: Specialty, clerk: User, number: str) -> None:
    answer = signed_in(clerk).post(ADD, answers(physiotherapy, registration_number=number))
    assert answer.status_code == 200
    assert not Reviewer.objects.filter(slug="robin").exists()


def test_one_registration_is_one_reviewer(physiotherapy: Specialty, clerk: User, reviewer: Reviewer) -> None:
    answer = signed_in(clerk).post(ADD, answers(physiotherapy, registration_number="PH000001"))
    assert answer.status_code == 200
    assert not Reviewer.objects.filter(slug="robin").exists()


def test_the_database_refuses_a_regulator_that_is_not_there(reviewer: Reviewer) -> None:
    def point_nowhere() -> None:
        with transaction.atomic():
            Reviewer.objects.filter(pk=reviewer.pk).update(regulator_id="NOBODY")
            connection.check_constraints()  # as at the end of the outermost transaction

    with pytest.raises(IntegrityError):
        point_nowhere()


class TestByData:
    """A further regulator needs no programmer."""

    NEW = {
        "code": "PSNI",
        "name": "Pharmaceutical Society of Northern Ireland",
        "number_pattern": "[0-9]{4}",
        "number_example": "1234",
        "register_url": "https://register.example.org/",
        "active": "on",
    }
    ADD = "/admin/reviewers/regulator/add/"

    def test_a_clerk_adds_one_and_its_numbers_are_checked(self, physiotherapy: Specialty, clerk: User) -> None:
        client = signed_in(clerk)
        assert client.post(self.ADD, self.NEW).status_code == 302
        wrong = client.post(ADD, answers(physiotherapy, regulator="PSNI", registration_number="12345"))
        assert "One looks like this: 1234." in wrong.content.decode()
        right = client.post(ADD, answers(physiotherapy, regulator="PSNI", registration_number="4321"))
        assert right.status_code == 302

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("number_pattern", "[0-9", "This is not a regular expression"),
            ("number_example", "12345", "The example does not match the pattern."),
            ("code", "P S", "Use letters only"),
            ("register_url", "javascript:alert(1)", "Enter a valid URL."),
        ],
    )
    def test_nonsense_is_refused(self, clerk: User, field: str, value: str, sentence: str) -> None:
        answer = signed_in(clerk).post(self.ADD, {**self.NEW, field: value})
        assert sentence in answer.content.decode()
        assert not Regulator.objects.filter(name=self.NEW["name"]).exists()

    def test_its_short_name_stays(self, clerk: User) -> None:
        address = "/admin/reviewers/regulator/GMC/change/"
        assert signed_in(clerk).post(address, {**self.NEW, "code": "XXX"}).status_code == 302
        assert Regulator.objects.get(code="GMC").name == self.NEW["name"]
        assert not Regulator.objects.filter(code="XXX").exists()

    def test_none_is_deleted(self, reviewer: Reviewer, superuser: User) -> None:
        answer = signed_in(superuser).post("/admin/reviewers/regulator/HCPC/delete/", {"post": "yes"})
        assert answer.status_code == 403
        with pytest.raises(ProtectedError):
            Regulator.objects.get(code="HCPC").delete()

    def test_a_retired_one_is_not_offered_but_kept(
        self, physiotherapy: Specialty, clerk: User, reviewer: Reviewer
    ) -> None:
        Regulator.objects.filter(code="HCPC").update(active=False)
        client = signed_in(clerk)
        assert client.post(ADD, answers(physiotherapy)).status_code == 200
        page = client.get(f"/admin/reviewers/reviewer/{reviewer.pk}/change/").content.decode()
        assert "HCPC: Health and Care Professions Council" in page

    @pytest.mark.parametrize("role", ["contributor", "editor", "publisher"])
    def test_not_for_other_roles(self, db: None, role: str) -> None:
        client = signed_in(make_person("other", role))
        assert client.get("/admin/reviewers/regulator/").status_code == 403
        assert client.post(self.ADD, self.NEW).status_code == 403


def test_a_pattern_that_became_stricter_does_not_stop_other_changes(
    physiotherapy: Specialty, clerk: User, reviewer: Reviewer
) -> None:
    Regulator.objects.filter(code="HCPC").update(number_pattern="XX[0-9]")
    values = answers(physiotherapy, name="Renamed", registration_number="PH000001", status="active")
    assert signed_in(clerk).post(f"/admin/reviewers/reviewer/{reviewer.pk}/change/", values).status_code == 302
    assert Reviewer.objects.get(pk=reviewer.pk).name == "Renamed"


def test_an_example_has_to_match_its_pattern(db: None) -> None:
    regulator = Regulator.objects.get(code="GMC")
    regulator.number_example = "12"
    with pytest.raises(ValidationError, match="does not match"):
        regulator.full_clean()
