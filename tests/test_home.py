"""The home page: what it promises, what it leads to, and that it names nothing that nobody should read."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import listing, workflow
from articles.listing import Listed
from articles.models import Edition
from articles.standing import Standing
from references.models import Reference
from reviewers.models import Specialty
from tests.filing import House, file_under
from tests.reading import page, words, words_of
from tests.registering import Travel, said


@pytest.fixture
def house(editor: User, clinician: User, publisher: User, physiotherapy: Specialty, reference: Reference) -> House:
    return House(editor, clinician, publisher, physiotherapy)


def test_an_empty_house_promises_searches_and_points_to_help(client: Client, db: None) -> None:
    shown = page(client, "/")
    text = words(shown)
    assert "No article has been published yet." in text
    assert "Choose a topic" not in text
    assert "In an emergency call 999." in words(shown, "//section[@aria-labelledby='now']")
    (form,) = shown.xpath("//main//form")
    assert (form.get("action"), form.get("method"), form.get("role")) == ("/search/", "get", "search")
    (field,) = form.xpath(".//input")
    assert field.get("name") == "q"
    assert form.xpath(f".//label[@for='{field.get('id')}']")
    assert shown.xpath("//main//a[@href='/how-we-review/']")
    assert not shown.xpath("//main//a[contains(@href, '/review/')]")
    assert not client.cookies


def test_it_leads_to_topics_and_to_what_is_new(client: Client, house: House) -> None:
    ankle = house.publish("ankle", "Ankle sprain", lead="A sprained ankle often gets better. Rest it first.")
    knee = house.publish("knee", "Knee pain", description="Why a knee hurts and how to move it. More of that.")
    house.publish_again(ankle.article)
    file_under("Foot and ankle", ankle, order=2)
    file_under("Knee", knee, order=1, summary="Sore knees.")
    shown, today = page(client, "/"), said(timezone.localdate())
    first, second = (words(item, ".") for item in shown.xpath("//section[@aria-labelledby='news']//li"))
    checked = f"Checked by Clinician (Physiotherapist) on {today}"
    assert first == f"Ankle sprain A sprained ankle often gets better. {checked} Updated on {today}"
    assert second == f"Knee pain Why a knee hurts and how to move it. {checked} New on {today}"
    topics = [words(item, ".") for item in shown.xpath("//ul[@class='topics']/li")]
    assert topics == ["Knee Sore knees. 1 article", "Foot and ankle 1 article"]
    assert shown.xpath("//main//a[@href='/articles/ankle/review/']")
    assert client.get("/articles/ankle/review/").status_code == 200


def test_it_names_nothing_that_nobody_should_rely_on(
    client: Client, house: House, travel: Travel, editor: User
) -> None:
    due = house.publish("due", "Dueword")
    bad, old = house.publish("bad", "Badword"), house.publish("old", "Oldword")
    waiting = house.submit("waiting", "Waitingword")
    for name, edition in (("A", due), ("B", bad), ("C", old), ("D", waiting)):
        file_under(f"Topicword{name}", edition)
    text = words_of(client, "/")
    assert [word for word in ("Dueword", "Badword", "Oldword", "Waitingword") if word in text] == [
        "Dueword",
        "Badword",
        "Oldword",
    ]
    workflow.withdraw(bad, editor, as_="unsafe", reason="Harm.")
    workflow.withdraw(old, editor, as_="out of date", reason="Old.")
    for address in ("/", "/topics/", "/articles/", "/feed/", "/sitemap.xml"):
        text = client.get(address).content.decode().lower()
        for word in ("badword", "oldword", "waitingword", "topicwordb", "topicwordc", "topicwordd", "/bad/", "/old/"):
            assert word not in text, (address, word)
    travel(timezone.now() + timedelta(days=2000))
    assert "Dueword" not in words_of(client, "/").replace("TopicwordA", "")
    assert "overdue for the next check" in words_of(client, "/articles/")


def test_each_article_is_verified_once_and_more_articles_ask_no_more_queries(
    client: Client, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = ("/", "/articles/", "/topics/", "/topics/knee/", "/reviewers/", "/feed/", "/sitemap.xml")
    made = [house.publish("knee-0", "Knee 0"), house.publish("knee-1", "Knee 1")]
    topic = file_under("Knee", *made)
    few = {address: queries(client, address) for address in addresses}
    for number in range(2, 6):
        made.append(house.publish(f"knee-{number}", f"Knee {number}"))
    topic.articles.set([edition.article for edition in made])
    assert few == {address: queries(client, address) for address in addresses}
    verified: list[int] = []

    def counting(edition: Edition) -> Standing:
        verified.append(edition.pk)
        return genuine(edition)

    genuine = listing.published_standing  # type: ignore[attr-defined]  # it stands there to be used, not to be exported
    monkeypatch.setattr(listing, "published_standing", counting)
    for address in addresses:
        verified.clear()
        client.get(address)
        assert sorted(verified) == sorted(edition.pk for edition in made), address


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    ("summary", "line"),
    [
        ("Most knee pain gets better with time. It needs rest.", "Most knee pain gets better with time."),
        ("Rest. Then move the knee gently every day. Then walk.", "Rest. Then move the knee gently every day."),
        ("Move it for approx. 3 minutes each day, or more.", "Move it for approx. 3 minutes each day, or more."),
        ("No full stop at all in these words", "No full stop at all in these words"),
        ("", ""),
    ],
)
def test_one_line_is_the_first_sentence(summary: str, line: str) -> None:
    assert Listed(Edition(), "x", "X", summary, Standing(Edition(), (), ())).one_line == line
