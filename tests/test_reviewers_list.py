"""The list of clinicians: those with a public page, with the facts of that page, and not a word about why."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import workflow
from references.models import Reference
from reviewers.models import Reviewer, Specialty
from tests.conftest import make_clinician, make_person
from tests.filing import House
from tests.reading import page, words, words_of
from tests.registering import become, look, said


@pytest.fixture
def house(editor: User, clinician: User, publisher: User, physiotherapy: Specialty, reference: Reference) -> House:
    return House(editor, clinician, publisher, physiotherapy)


def test_it_names_who_checked_and_how_many_articles_rest_on_them(
    client: Client, house: House, physiotherapy: Specialty, editor: User
) -> None:
    assert "No article has been published yet." in words_of(client, "/reviewers/")
    other = make_clinician("another", "PH000002", physiotherapy)
    make_clinician("idleword", "PH000003", physiotherapy)
    house.publish("ankle", "Ankle sprain")
    house.publish("knee", "Knee pain")
    back = house.publish("back", "Back pain", by=other.user)
    returned = house.submit("hip", "Hip pain")
    workflow.return_(returned, other.user, digest=returned.digest, note="No.")
    shown, today = page(client, "/reviewers/"), said(timezone.localdate())
    register = f"(fictional), on the register when checked on {today}"
    entries = [words(item, ".") for item in shown.xpath("//main//li")]
    fact, checked = f"Physiotherapist Works in: {physiotherapy.name} HCPC", "of the articles that are published now"
    assert entries == [
        f"Another {fact} PH000002 {register} Checked 1 {checked}",
        f"Clinician {fact} PH000001 {register} Checked 2 {checked}",
    ]
    assert shown.xpath("//main//li//a/@href") == ["/reviewers/another/", "/reviewers/clinician/"]
    workflow.withdraw(back, editor, as_="unsafe", reason="Harm.")
    assert "Checked none of the articles that are published now" in words_of(client, "/reviewers/")


def test_off_the_register_reads_as_on_the_profile_and_both_kinds_alike(
    client: Client, house: House, reviewer: Reviewer
) -> None:
    clerk = make_person("keeper", "register clerk")
    house.publish("ankle", "Ankle sprain")
    before = client.get("/reviewers/").content.decode().lower()
    look(reviewer, clerk, timezone.localdate(), found=False)
    pages = ("/", "/articles/", "/reviewers/")
    seen = []
    for status in ("suspended", "removed"):
        become(reviewer, status, clerk)
        seen.append({address: client.get(address).content for address in pages})
    assert seen[0] == seen[1]
    now = seen[0]["/reviewers/"].decode()
    assert f"not on the register when checked on {said(timezone.localdate())}" in words_of(client, "/reviewers/")
    for word in ("suspen", "remov", "struck", "no longer"):
        assert now.lower().count(word) <= before.count(word), word
    become(reviewer, "retired", clerk)
    assert "No longer reviews for us." in words_of(client, "/reviewers/")
