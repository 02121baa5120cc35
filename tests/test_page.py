"""The article's page: exactly what was approved, who approved it and when, and everything a reader must know first."""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles import drafting, workflow
from articles.models import Article, Edition, FormerSlug, Promotion
from references.models import Reference
from reviewers.models import Reviewer
from tests import sign
from tests.conftest import complete_content, save_content
from tests.reading import ADDRESS, page, words

PublishNext = Callable[..., Edition]
LONDON = ZoneInfo("Europe/London")


def banners(client: Client) -> str:
    return words(page(client), "//div[@class='banner']")


def test_shows_the_frozen_html_byte_for_byte(client: Client, published: Edition) -> None:
    assert published.html.encode() in client.get(ADDRESS).content


def test_never_shows_the_draft(client: Client, published: Edition, article: Article, editor: User) -> None:
    before = client.get(ADDRESS).content
    save_content(article, complete_content(title="Drafted title", byline="Drafted", lead="Drafted lead."), editor)
    assert client.get(ADDRESS).content == before


def test_names_the_reviewer_with_registration_dates_and_profile(client: Client, published: Edition) -> None:
    block = words(page(client), "//section[@class='review-block']")
    today = timezone.localdate()
    on = f"{today.day} {today:%B} {today.year}"
    assert f"Checked by Clinician, Physiotherapist (HCPC PH000001, fictional), on {on}." in block
    assert f"Next check by {today.day} {today:%B} {today.year + 3}." in block
    links = page(client).xpath("//section[@class='review-block']//a/@href")
    assert links == ["/reviewers/clinician/", f"{ADDRESS}review/", "/how-we-review/"]
    assert f"Last medically reviewed on {on}." in words(page(client), "//p[@class='last-reviewed']")


def test_names_the_reviewer_as_they_were_when_they_signed(
    client: Client, published: Edition, reviewer: Reviewer
) -> None:
    Reviewer.objects.filter(pk=reviewer.pk).update(name="Someone Else", biography="Another life.")
    text = words(page(client), "//article")
    assert "Checked by Clinician, Physiotherapist" in text
    assert "Clinician is not a real person." in text
    assert "Someone Else" not in text


def test_a_first_edition_is_published_and_a_second_one_updated(
    client: Client, published: Edition, publish_next: PublishNext
) -> None:
    assert "Updated" not in words(page(client), "//p[@class='byline']")
    publish_next(lead="A sprain often gets better at home.")
    assert re.search(r"Published \d.+ Updated \d", words(page(client), "//p[@class='byline']"))


def test_a_small_change_is_named_and_does_not_move_the_date_of_review(
    client: Client,
    published: Edition,
    article: Article,
    editor: User,
    clinician: User,
    publisher: User,
    travel: Callable[[datetime], None],
) -> None:
    first_day = timezone.localdate()
    reviewed = words(page(client), "//p[@class='last-reviewed']")
    travel(timezone.now() + timedelta(days=20))
    changes = {"lead": "A sprained ankle often gets well at home.", "change_note": "One word."}
    save_content(article, complete_content(**changes), editor)
    second = workflow.submit(article, editor)
    sign.approve(second, clinician, digest=second.digest, scope="changes only", interests="none")
    workflow.publish(second, publisher)
    now = page(client)
    assert "often gets well" in words(now, "//div[@class='lead']")
    assert words(now, "//p[@class='last-reviewed']") == reviewed
    block = words(now, "//section[@class='review-block']")
    assert re.search(rf"Checked by Clinician.+ on {first_day.day} {first_day:%B}", block)
    assert "Small changes since then checked by Clinician" in block


def test_is_overdue_from_the_first_moment_after_the_last_day_in_london(
    client: Client, published: Edition, travel: Callable[[datetime], None]
) -> None:
    due = json.loads(published.reviews.get().statement)["valid_until"]
    last = datetime.fromisoformat(due).replace(tzinfo=LONDON)
    travel(last.replace(hour=23, minute=59, second=59))
    kept = client.get(ADDRESS)
    assert "overdue" not in kept.content.decode()
    travel(last.replace(hour=23, minute=59, second=59) + timedelta(seconds=1))
    assert client.get(ADDRESS, headers={"if-none-match": kept.headers["ETag"]}).status_code == 200
    assert "This article is overdue for a check" in banners(client)
    assert not page(client).xpath("//*[@class='mark']")


def test_loses_the_badge_when_the_approval_is_revoked(client: Client, published: Edition, clinician: User) -> None:
    assert page(client).xpath("//section[@class='review-block']")
    sign.revoke(published, clinician, note="I overlooked something.")
    assert "No clinician stands behind this article now" in banners(client)
    assert not page(client).xpath("//section[@class='review-block'] | //p[@class='last-reviewed']")
    assert "reviewedBy" not in client.get(ADDRESS).content.decode()


def test_says_when_a_source_was_retracted(client: Client, published: Edition, reference: Reference) -> None:
    assert not banners(client)
    Reference.objects.filter(pk=reference.pk).update(retraction=Reference.Retraction.RETRACTED)
    assert "“Ankle pain” was taken back by its publisher" in banners(client)


def test_out_of_date_stays_readable_under_a_banner(client: Client, published: Edition, editor: User) -> None:
    workflow.withdraw(published, editor, as_="out of date", reason="New guidance came out.")
    assert "Why: New guidance came out." in banners(client)
    assert published.html.encode() in client.get(ADDRESS).content


def test_unsafe_is_gone_and_says_why_and_what_to_do(client: Client, published: Edition, editor: User) -> None:
    workflow.withdraw(published, editor, as_="unsafe", reason="One exercise may do harm.")
    answer = client.get(ADDRESS)
    assert answer.status_code == 410
    text = answer.content.decode()
    assert "One exercise may do harm." in text
    assert "Call 999 or go to A&amp;E now" in text
    assert "NHS 111" in text


def test_unsafe_leads_to_its_successor_while_that_is_published(
    client: Client, published: Edition, editor: User, article: Article
) -> None:
    other = Article.objects.create(slug="successor-in-draft", owner=editor, title="Secret plans")
    workflow.withdraw(published, editor, as_="unsafe", reason="Wrong dose.", successor=other)
    text = client.get(ADDRESS).content.decode()
    assert "successor-in-draft" not in text
    assert "Secret plans" not in text


def test_promotions_are_marked_and_stand_outside_the_article(client: Client, published: Edition) -> None:
    live = Promotion.objects.create(kind="booking", text="Book <b>now</b>", url="https://x.example/", link_label="Book")
    live.active = True
    live.save()
    dormant = Promotion.objects.create(kind="recruiting", text="Join us")
    live.articles.add(published.article)
    dormant.articles.add(published.article)
    now = page(client)
    assert (
        words(now, "//aside[@class='promotions']/p")
        == "From MedGo2U. This is not part of the article that was checked."
    )
    assert "Book <b>now</b>" in words(now, "//aside[@class='promotions']")
    assert "Book" not in words(now, "//article")
    assert "Join us" not in words(now, "//body")


def test_nothing_is_promoted_beside_an_article_that_is_out_of_date(
    client: Client, published: Edition, editor: User
) -> None:
    promotion = Promotion.objects.create(kind="booking", text="Book now", active=True)
    promotion.articles.add(published.article)
    assert "Book now" in words(page(client), "//body")
    workflow.withdraw(published, editor, as_="out of date", reason="Old.")
    assert "Book now" not in words(page(client), "//body")


def test_tells_search_engines_what_it_shows(client: Client, published: Edition, settings: Settings) -> None:
    (script,) = page(client).xpath("//script[@type='application/ld+json']")
    web_page, told = json.loads(script.text)["@graph"]
    assert web_page["reviewedBy"][0]["name"] == "Clinician"
    assert web_page["lastReviewed"] == timezone.localdate().isoformat()
    assert told["headline"] == "Ankle sprain"
    json_file = told["encoding"][0]
    address = json_file["contentUrl"].removeprefix(settings.SITE_URL)
    assert json_file["sha256"] == hashlib.sha256(client.get(address).content).hexdigest()


def test_hostile_names_stay_text(
    client: Client, article: Article, editor: User, clinician: User, publisher: User, reviewer: Reviewer
) -> None:
    evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    Reviewer.objects.filter(pk=reviewer.pk).update(name=evil[:150], biography=evil)
    save_content(article, complete_content(title=evil, byline=evil), editor)
    edition = workflow.submit(article, editor)
    sign.approve(edition, clinician, digest=edition.digest, scope="whole", interests=evil)
    workflow.publish(edition, publisher)
    for address in (ADDRESS, f"{ADDRESS}review/", "/articles/", "/reviewers/clinician/"):
        shown = page(client, address)
        assert "alert(1)" in words(shown, "//body")
        ours = "@type='application/ld+json' or contains(@src, 'js/exercise')"
        assert not shown.xpath(f"//img | //script[not({ours})] | //*[@onerror]")


class TestAddresses:
    def test_a_changed_one_leads_on_for_good(self, client: Client, published: Edition, article: Article) -> None:
        FormerSlug.objects.create(slug="twisted-ankle", article=article)
        for rest in ("", "review/", "editions/1.json", "editions/1.html"):
            answer = client.get(f"/articles/twisted-ankle/{rest}")
            assert (answer.status_code, answer.headers["Location"]) == (301, f"{ADDRESS}{rest}")

    def test_a_former_one_of_what_was_never_published_is_not_found(self, client: Client, article: Article) -> None:
        FormerSlug.objects.create(slug="twisted-ankle", article=article)
        assert client.get("/articles/twisted-ankle/").status_code == 404

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
    def test_can_only_be_read(self, client: Client, published: Edition, method: str) -> None:
        addresses = (ADDRESS, f"{ADDRESS}review/", "/", "/feed/", "/sitemap.xml", "/log.json", "/robots.txt")
        assert {getattr(client, method)(address).status_code for address in addresses} == {405}

    def test_head_is_answered_like_get_without_the_text(self, client: Client, published: Edition) -> None:
        answer = client.head(ADDRESS)
        assert (answer.status_code, answer.content) == (200, b"")

    def test_an_unchanged_copy_is_confirmed_and_a_changed_one_replaced(
        self, client: Client, published: Edition, editor: User
    ) -> None:
        first = client.get(ADDRESS)
        assert first.headers["Cache-Control"] == "no-cache"
        condition = {"if-none-match": first.headers["ETag"]}
        assert client.get(ADDRESS, headers=condition).status_code == 304
        workflow.withdraw(published, editor, as_="unsafe", reason="Harm.")
        assert client.get(ADDRESS, headers=condition).status_code == 410


def test_readers_get_no_cookie_and_one_page_for_all(client: Client, published: Edition) -> None:
    addresses = (ADDRESS, f"{ADDRESS}review/", f"{ADDRESS}editions/1.json", "/", "/reviewers/clinician/")
    for address in (*addresses, "/how-we-review/", "/feed/", "/sitemap.xml", "/log.json", "/.well-known/jwks.json"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert not answer.cookies, address
        assert "Cookie" not in answer.headers.get("Vary", ""), address
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_the_draft_can_be_read_back_from_the_published_json(client: Client, published: Edition) -> None:
    content = json.loads(client.get(f"{ADDRESS}editions/1.json").content)
    assert content == json.loads(drafting.content_of(published.article).model_dump_json())
