"""What readers see, on the very next request, when a clinician who checked an article is not on the register.

No badge, and structured data agrees; one sentence with the date of the look, and not a word about why.
"""

import json
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import workflow
from articles.listing import all_listed
from articles.models import Article, Edition
from articles.refusal import Refused
from articles.standing import Status, published_standing
from reviewers.models import Reviewer, Specialty
from tests import sign
from tests.conftest import complete_content, make_clinician, make_person, save_content, signed_in
from tests.reading import ADDRESS, page, words
from tests.registering import LONDON, Travel, become, look, said

RECORD, PROFILE = f"{ADDRESS}review/", "/reviewers/clinician/"
ADD_CHECK = "/admin/reviewers/registercheck/add/"


@pytest.fixture
def clerk(db: None) -> User:
    return make_person("keeper", "register clerk")


def strike_off(reviewer: Reviewer, clerk: User, status: str = "removed") -> None:
    look(reviewer, clerk, timezone.localdate(), found=False)
    become(reviewer, status, clerk)


def banners(client: Client) -> str:
    return words(page(client), "//div[@class='banner']")


def structured(client: Client) -> str:
    (script,) = page(client).xpath("//script[@type='application/ld+json']")
    json.loads(script.text)
    return str(script.text)


def assert_badge(client: Client, there: bool) -> None:
    now = page(client)
    assert bool(now.xpath("//*[@class='mark']")) is there
    assert bool(now.xpath("//p[@class='last-reviewed']")) is there
    for term in ("reviewedBy", "lastReviewed"):
        assert (term in structured(client)) is there
    assert ("Checked on" in words(page(client, "/articles/"))) is there


def sentence(name: str = "Clinician") -> str:
    day = said(timezone.localdate())
    return (
        f"{name} was not on the register when it was checked on {day}. We are having this article checked again."
        " See the full record"
    )


@pytest.mark.parametrize("status", ["active", "suspended", "removed"])
def test_the_badge_goes_on_the_next_request(
    client: Client, published: Edition, reviewer: Reviewer, clerk: User, status: str
) -> None:
    assert_badge(client, there=True)
    kept = client.get(ADDRESS)
    look(reviewer, clerk, timezone.localdate(), found=False)
    if status != "active":
        become(reviewer, status, clerk)
    answer = client.get(ADDRESS, headers={"if-none-match": kept.headers["ETag"]})
    assert answer.status_code == 200
    assert banners(client) == sentence()
    assert_badge(client, there=False)
    assert published.html.encode() in client.get(ADDRESS).content


def test_by_the_clerks_own_screen(client: Client, published: Edition, reviewer: Reviewer, clerk: User) -> None:
    day = timezone.localdate().isoformat()
    signed_in(clerk).post(ADD_CHECK, {"reviewer": reviewer.pk, "checked_on": day, "evidence": "No entry was found."})
    assert banners(client) == sentence()
    for address in (ADDRESS, RECORD, PROFILE):
        assert "No entry was found." not in client.get(address).content.decode()
    signed_in(clerk).post(
        ADD_CHECK, {"reviewer": reviewer.pk, "checked_on": day, "registered": "on", "evidence": "It was an error."}
    )
    assert banners(client) == ""
    assert_badge(client, there=True)


@pytest.mark.parametrize("status", ["suspended", "removed"])
def test_not_a_word_about_why(client: Client, published: Edition, reviewer: Reviewer, clerk: User, status: str) -> None:
    before = {address: client.get(address).content.decode().lower() for address in (ADDRESS, RECORD, PROFILE)}
    strike_off(reviewer, clerk, status)
    for address, text in before.items():
        now = client.get(address).content.decode().lower()
        for word in ("suspen", "remov", "struck", "practise", "conduct", "retire", "told us so"):
            assert now.count(word) <= text.count(word), (address, word)
    day = said(timezone.localdate())
    assert f"not on the register when checked on {day}" in words(page(client, PROFILE))
    assert f"not on the register when checked on {day}" in words(page(client, RECORD))


def test_both_kinds_read_the_same(client: Client, published: Edition, reviewer: Reviewer, clerk: User) -> None:
    """Nobody can tell from a page whether somebody was suspended or removed."""
    strike_off(reviewer, clerk, "suspended")
    first = {address: client.get(address).content for address in (ADDRESS, RECORD, PROFILE, "/articles/")}
    become(reviewer, "removed", clerk)
    assert first == {address: client.get(address).content for address in first}


def test_the_date_is_that_of_the_look_that_missed_them(
    client: Client, published: Edition, reviewer: Reviewer, clerk: User
) -> None:
    day = timezone.localdate() - timedelta(days=3)
    look(reviewer, clerk, day - timedelta(days=30), found=False)
    look(reviewer, clerk, day, found=False)
    Reviewer.objects.filter(pk=reviewer.pk).update(status="suspended")  # the newest look did find them
    assert f"was not on the register when it was checked on {said(day)}." in banners(client)
    assert f"not on the register when checked on {said(day)}" in words(page(client, PROFILE))


def test_where_no_look_is_recorded_no_date_is_claimed(client: Client, published: Edition, reviewer: Reviewer) -> None:
    """Records older than the rule that a look comes first."""
    Reviewer.objects.filter(pk=reviewer.pk).update(status="removed")
    assert banners(client) == "We are having this article checked again. See the full record"
    assert_badge(client, there=False)
    assert "on the register" not in words(page(client, PROFILE)).replace("Being on its register", "")


@pytest.mark.parametrize("status", ["retired", "left"])
def test_who_retired_or_left_keeps_the_badge_until_it_is_due(
    client: Client, published: Edition, reviewer: Reviewer, clerk: User, status: str, travel: Travel
) -> None:
    become(reviewer, status, clerk)
    assert banners(client) == ""
    assert_badge(client, there=True)
    look(reviewer, clerk, timezone.localdate(), found=False)  # they gave their registration up
    assert banners(client) == ""
    assert_badge(client, there=True)
    due = datetime.fromisoformat(json.loads(published.reviews.get().statement)["valid_until"]).replace(tzinfo=LONDON)
    travel(due + timedelta(days=1))
    assert "This article is overdue for a check" in banners(client)


def test_off_the_register_says_more_than_overdue(
    client: Client, published: Edition, reviewer: Reviewer, clerk: User, travel: Travel
) -> None:
    strike_off(reviewer, clerk)
    day = said(timezone.localdate())
    travel(timezone.now() + timedelta(days=2000))
    assert banners(client).startswith(f"Clinician was not on the register when it was checked on {day}.")
    assert "overdue" not in banners(client)


def test_revoked_says_more_than_off_the_register(
    client: Client, published: Edition, reviewer: Reviewer, clerk: User
) -> None:
    sign.revoke(published, reviewer.user, note="I missed a fault.")
    strike_off(reviewer, clerk)
    assert published_standing(published).status == Status.REVOKED
    assert "register" not in banners(client)


def test_a_colleague_who_reads_it_again_brings_the_badge_back(
    client: Client, published: Edition, reviewer: Reviewer, clerk: User, physiotherapy: Specialty
) -> None:
    strike_off(reviewer, clerk)
    colleague = make_clinician("colleague", "PH000007", physiotherapy)
    sign.renew(published, colleague.user, digest=published.digest, interests="none")
    assert banners(client) == ""
    assert_badge(client, there=True)
    block = words(page(client), "//section[@class='review-block']")
    assert "Checked by Colleague" in block
    assert "Checked by Clinician" not in block


def test_one_of_two_specialties_is_enough_to_lose_it(
    client: Client,
    article: Article,
    editor: User,
    publisher: User,
    clinician: User,
    clerk: User,
    podiatry: Specialty,
) -> None:
    article.specialties.add(podiatry)
    other = make_clinician("podiatrist", "CH000001", podiatry)
    edition = workflow.submit(article, editor)
    for person in (clinician, other.user):
        sign.approve(edition, person, digest=edition.digest, scope="whole", interests="none")
    edition.refresh_from_db()
    workflow.publish(edition, publisher)
    assert_badge(client, there=True)
    strike_off(other, clerk)
    assert banners(client) == sentence("Podiatrist")
    assert_badge(client, there=False)


def test_a_small_change_falls_with_the_whole_review_it_rests_on(
    client: Client,
    published: Edition,
    article: Article,
    editor: User,
    publisher: User,
    reviewer: Reviewer,
    clerk: User,
    physiotherapy: Specialty,
) -> None:
    colleague = make_clinician("colleague", "PH000007", physiotherapy)
    save_content(article, complete_content(lead="A sprain often gets better.", change_note="One word."), editor)
    second = workflow.submit(article, editor)
    sign.approve(second, colleague.user, digest=second.digest, scope="changes only", interests="none")
    workflow.publish(second, publisher)
    assert_badge(client, there=True)
    strike_off(reviewer, clerk)
    assert banners(client) == sentence()
    assert_badge(client, there=False)


def test_what_they_approved_is_not_published_after_that(
    approved: Edition, reviewer: Reviewer, clerk: User, publisher: User
) -> None:
    strike_off(reviewer, clerk)
    with pytest.raises(Refused, match="No valid approval stands behind this edition"):
        workflow.publish(approved, publisher)


def test_lists_name_it_without_a_date_and_the_house_is_told(
    published: Edition,
    reviewer: Reviewer,
    clerk: User,
    publisher: User,
    editor: User,
    physiotherapy: Specialty,
) -> None:
    heading = "Published, and its clinician was not on the register"
    assert heading not in signed_in(publisher).get("/admin/").content.decode()
    strike_off(reviewer, clerk)
    (item,) = all_listed()
    assert item.standing.status == Status.OFF_REGISTER
    for person in (publisher, editor):
        assert heading in signed_in(person).get("/admin/").content.decode()
    assert heading not in signed_in(clerk).get("/admin/").content.decode()
    colleague = make_clinician("colleague", "PH000007", physiotherapy)
    desk = signed_in(colleague.user).get("/desk/published/").content.decode()
    assert "Its clinician was not on the register" in desk
    assert "Next check by" not in desk


@pytest.mark.parametrize("address", [ADDRESS, RECORD, PROFILE])
def test_the_page_still_sets_no_cookie(
    client: Client, published: Edition, reviewer: Reviewer, clerk: User, address: str
) -> None:
    strike_off(reviewer, clerk)
    answer = client.get(address)
    assert (answer.status_code, bool(answer.cookies)) == (200, False)


def test_the_next_edition_by_a_colleague_is_checked(
    client: Client,
    published: Edition,
    reviewer: Reviewer,
    clerk: User,
    article: Article,
    editor: User,
    publisher: User,
    physiotherapy: Specialty,
) -> None:
    strike_off(reviewer, clerk)
    colleague = make_clinician("colleague", "PH000007", physiotherapy)
    save_content(article, complete_content(lead="A sprain often gets better.", change_note="One word."), editor)
    second = workflow.submit(article, editor)
    with pytest.raises(Refused, match="has no valid approval any more"):
        sign.approve(second, colleague.user, digest=second.digest, scope="changes only", interests="none")
    sign.approve(second, colleague.user, digest=second.digest, scope="whole", interests="none")
    workflow.publish(second, publisher)
    assert banners(client) == ""
    assert_badge(client, there=True)
    assert "not on the register when checked on" in words(page(client, RECORD))


def test_an_unforeseen_status_moves_nothing_else(published: Edition, reviewer: Reviewer, clerk: User) -> None:
    """Records stay as they were signed; only what they are worth now changes."""
    statement = published.reviews.get().statement
    strike_off(reviewer, clerk)
    published.refresh_from_db()
    assert published.reviews.get().statement == statement
    assert published.state == Edition.State.PUBLISHED
