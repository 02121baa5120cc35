"""All articles under their letters: jump links, order, and the date of the check."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from references.models import Reference
from reviewers.models import Specialty
from tests.filing import House
from tests.reading import page, words
from tests.registering import said


@pytest.fixture
def house(editor: User, clinician: User, publisher: User, physiotherapy: Specialty, reference: Reference) -> House:
    return House(editor, clinician, publisher, physiotherapy)


def test_letters_lead_to_their_articles(client: Client, house: House) -> None:
    alone = house.publish("elbow", "elbow pain")
    assert not page(client, "/articles/").xpath("//nav[@aria-label='Letters']")  # nothing to jump to
    house.publish("elan", "Élan", lead="Being tired after illness is usual.")
    house.publish("ankle", "Ankle sprain")
    house.submit("back", "Back pain")
    shown = page(client, "/articles/")
    jumps = shown.xpath("//nav[@aria-label='Letters']//a")
    assert [words(jump, ".") for jump in jumps] == ["Articles under A", "Articles under E"]
    for jump, titles in zip(jumps, (["Ankle sprain"], ["Élan", "elbow pain"]), strict=True):
        (heading,) = shown.xpath(f"//h2[@id='{jump.get('href')[1:]}']")
        assert words(heading, ".") == words(jump, ".")[-1]
        assert [words(link, ".") for link in heading.xpath("following-sibling::ul/li/h3/a")] == titles
    (elan,) = shown.xpath("//li[h3/a[@href='/articles/elan/']]")
    assert words(elan, ".") == f"Élan Being tired after illness is usual. Checked on {said(timezone.localdate())}"
    assert [link.get("href") for link in shown.xpath("//nav[@aria-label='Main']//a[@aria-current='page']")] == [
        "/articles/"
    ]
    assert alone.article.get_absolute_url() in shown.xpath("//main//a/@href")
