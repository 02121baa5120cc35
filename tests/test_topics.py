"""Topics: their pages and feeds, what leads there from an article, who may set them, and that an empty one is none."""

import json
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import workflow
from articles.models import Topic
from references.models import Reference
from reviewers.models import Specialty
from tests.conftest import make_clinician, signed_in
from tests.filing import House, file_under
from tests.reading import page, words

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def house(editor: User, clinician: User, publisher: User, physiotherapy: Specialty, reference: Reference) -> House:
    return House(editor, clinician, publisher, physiotherapy)


def test_a_topic_lists_its_articles_and_has_a_feed_of_its_own(client: Client, house: House) -> None:
    knee, worn = house.publish("knee", "Knee pain"), house.publish("worn", "A worn knee")
    house.publish("back", "Back pain")
    file_under("Knee & leg", knee, worn, summary="Sore <knees>.")
    Topic.objects.update(slug="knee")
    shown = page(client, "/topics/knee/")
    assert [words(link, ".") for link in shown.xpath("//main//h2/a")] == ["A worn knee", "Knee pain"]
    assert "Sore <knees>." in words(shown)
    feeds = shown.xpath("//link[@type='application/atom+xml']/@href")
    assert feeds == ["/feed/", "/topics/knee/feed/"]
    (current,) = shown.xpath("//nav[@aria-label='Main']//a[@aria-current]")
    assert (current.get("href"), current.get("aria-current")) == ("/topics/", "true")
    feed = ElementTree.fromstring(client.get("/topics/knee/feed/").content)  # noqa: S314 - our own feed
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == ["A worn knee", "Knee pain"]
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "MedGo2U"
    moments = [entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")]
    logged = [edition.log_entries.get(kind="publish").at.isoformat() for edition in (worn, knee)]
    assert [str(moment)[:19] for moment in moments] == [moment[:19] for moment in logged]
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "alternate": "http://localhost:8000/topics/knee/",
        "self": "http://localhost:8000/topics/knee/feed/",
    }


def test_a_topic_of_hidden_articles_is_not_there(client: Client, house: House, editor: User) -> None:
    bad, old = house.publish("bad", "Bad advice"), house.publish("old", "Old advice")
    topic = file_under("Secretword", bad, old, house.submit("waiting", "Waitingword"))
    pages = ("/topics/secretword/", "/topics/secretword/feed/")
    for address in pages:
        assert "Secretword" in client.get(address).content.decode()
        assert "Waitingword" not in client.get(address).content.decode()
    workflow.withdraw(bad, editor, as_="unsafe", reason="Harm.")
    assert "Bad advice" not in client.get(pages[0]).content.decode()
    workflow.withdraw(old, editor, as_="out of date", reason="Old.")
    for address in pages:
        answer = client.get(address)
        assert answer.status_code == 404
        assert answer.content == client.get(address.replace("secretword", "never-heard-of")).content
    for address in ("/", "/topics/", "/sitemap.xml", "/articles/old/"):
        assert "secretword" not in client.get(address).content.decode().lower(), address
    assert topic.articles.count() == 3


def test_an_article_leads_up_to_its_first_topic_and_says_the_same_to_machines(client: Client, house: House) -> None:
    knee = house.publish("knee", "Knee pain")
    file_under("Sport", knee, order=2)
    file_under("Knee", knee, order=1)
    shown = page(client, "/articles/knee/")
    seen = [(words(link, "."), link.get("href")) for link in shown.xpath("//nav[@class='breadcrumb']//a")]
    assert seen == [("Articles", "/articles/"), ("Knee", "/topics/knee/")]
    (script,) = shown.xpath("//script[@type='application/ld+json']")
    steps = json.loads(script.text)["@graph"][0]["breadcrumb"]["itemListElement"]
    site = "http://localhost:8000"
    assert [(step["name"], step["item"]["@id"].removeprefix(site)) for step in steps] == [
        *seen,
        ("Knee pain", "/articles/knee/"),
    ]


def related(client: Client, slug: str) -> list[tuple[str, list[str]]]:
    groups = page(client, f"/articles/{slug}/").xpath("//nav[contains(@class, 'related')]")
    return [(words(group, "./h2"), [words(link, ".") for link in group.xpath(".//li/a")]) for group in groups]


def test_related_articles_are_of_the_topic_then_of_the_field_then_new(
    client: Client, house: House, podiatry: Specialty, editor: User
) -> None:
    knee = house.publish("knee", "Knee pain")
    assert related(client, "knee") == []
    near = [house.publish(f"near-{number}", f"Near {number}") for number in range(4)]
    feet = House(house.editor, make_clinician("podiatrist", "CH000001", podiatry).user, house.publisher, podiatry)
    feet.publish("foot", "Foot pain")
    assert related(client, "knee") == [("Other articles", ["Near 3", "Near 2", "Near 1"])]
    knees = file_under("Knee", knee, near[0])
    assert related(client, "knee") == [("More about Knee", ["Near 0"]), ("Other articles", ["Near 3", "Near 2"])]
    knees.articles.add(*(edition.article for edition in near))
    assert related(client, "knee") == [("More about Knee", ["Near 3", "Near 2", "Near 1"])]
    workflow.withdraw(near[3], editor, as_="unsafe", reason="Harm.")
    assert related(client, "knee") == [("More about Knee", ["Near 2", "Near 1", "Near 0"])]
    assert related(client, "foot") == [("Other articles", ["Near 2", "Near 1", "Near 0"])]


def test_who_may_set_topics_and_what_they_may_not_claim(client: Client, house: House, publisher: User) -> None:
    edition = house.publish("knee", "Knee pain")
    browser = signed_in(publisher)
    form = {"name": "Knee", "slug": "knee", "summary": "Sore knees.", "order": "1", "articles": [edition.article_id]}
    claims = browser.post("/admin/articles/topic/add/", {**form, "summary": "Reviewed by Dr Who on 1 May 2026."})
    assert "claims a review" in claims.content.decode()
    assert not Topic.objects.exists()
    assert browser.post("/admin/articles/topic/add/", form).status_code == 302
    assert words(page(client, "/topics/"), "//main//li") == "Knee Sore knees. 1 article"
