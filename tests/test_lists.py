"""The list, the reviewer's profile, the feed, the sitemap, and the pages that help when something is not there."""

from collections.abc import Callable
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import workflow
from articles.listing import summary_of
from articles.models import Article, Edition, Topic
from reviewers.models import RegisterCheck, Reviewer, Specialty
from tests import sign
from tests.conftest import complete_content, make_clinician, save_content
from tests.reading import words_of
from tests.registering import Travel, midday

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def publish(slug: str, title: str, specialty: Specialty, editor: User, clinician: User, publisher: User) -> Edition:
    article = Article.objects.create(slug=slug, owner=editor)
    article.specialties.add(specialty)
    save_content(article, complete_content(title=title), editor)
    edition = workflow.submit(article, editor)
    sign.approve(edition, clinician, digest=edition.digest, scope="whole", interests="none")
    workflow.publish(edition, publisher)
    return edition


def test_the_list_names_articles_by_title_with_lead_and_date(
    client: Client, published: Edition, physiotherapy: Specialty, editor: User, clinician: User, publisher: User
) -> None:
    publish("aching-back", "aching back", physiotherapy, editor, clinician, publisher)
    text = words_of(client, "/articles/")
    assert text.index("aching back") < text.index("Ankle sprain")
    assert "A sprained ankle often gets better at home." in text
    assert "Checked on" in text


def test_an_empty_list_says_so(client: Client, db: None) -> None:
    assert "No article has been published yet." in words_of(client, "/")


def test_other_articles_are_offered_below_one(
    client: Client, published: Edition, physiotherapy: Specialty, editor: User, clinician: User, publisher: User
) -> None:
    assert "Other articles" not in words_of(client, "/articles/ankle-sprain/")
    publish("aching-back", "Aching back", physiotherapy, editor, clinician, publisher)
    assert "Other articles Aching back" in words_of(client, "/articles/ankle-sprain/")


class TestProfile:
    def test_says_who_they_are_and_what_they_checked(self, client: Client, published: Edition) -> None:
        text = words_of(client, "/reviewers/clinician/")
        for expected in (
            "Physiotherapist",
            "Health and Care Professions Council (HCPC)",
            "PH000001 (fictional)",
            "on the register",
            "Musculoskeletal physiotherapy",
            "Clinician is not a real person.",
            "Articles they checked Ankle sprain",
        ):
            assert expected in text, expected

    def test_shows_what_the_register_said_last(self, client: Client, published: Edition, reviewer: Reviewer) -> None:
        clerk = User.objects.get(username="clerk")
        RegisterCheck.objects.create(reviewer=reviewer, checked_by=clerk, registered=False, evidence="Not listed")
        assert "not on the register" in words_of(client, "/reviewers/clinician/")

    def test_of_someone_who_left_says_so(self, client: Client, published: Edition, reviewer: Reviewer) -> None:
        Reviewer.objects.filter(pk=reviewer.pk).update(status=Reviewer.Status.RETIRED)
        assert "Clinician no longer reviews for us." in words_of(client, "/reviewers/clinician/")

    def test_does_not_name_what_another_checked(
        self, client: Client, published: Edition, physiotherapy: Specialty, editor: User, publisher: User
    ) -> None:
        other = make_clinician("other", "PH000002", physiotherapy)
        publish("aching-back", "Aching back", physiotherapy, editor, other.user, publisher)
        assert "Aching back" in words_of(client, "/reviewers/other/")
        assert "Aching back" not in words_of(client, "/reviewers/clinician/")

    def test_says_what_they_revoked(self, client: Client, published: Edition, clinician: User) -> None:
        sign.revoke(published, clinician, note="Overlooked something.")
        text = words_of(client, "/reviewers/clinician/")
        assert "Articles they checked None of the articles that are published now." in text
        assert "Ankle sprain Approval taken back on" in text


class TestFeed:
    def entries(self, client: Client) -> list[ElementTree.Element]:
        return ElementTree.fromstring(client.get("/feed/").content).findall(f"{ATOM}entry")  # noqa: S314 - our own feed

    def test_a_new_edition_is_a_new_entry(
        self, client: Client, published: Edition, publish_next: Callable[..., Edition]
    ) -> None:
        (before,) = self.entries(client)
        assert before.findtext(f"{ATOM}title") == "Ankle sprain"
        publish_next(lead="Clearer now.")
        (after,) = self.entries(client)
        assert after.findtext(f"{ATOM}id") != before.findtext(f"{ATOM}id")
        assert after.findtext(f"{ATOM}summary") == "Clearer now."

    def test_a_summary_is_text_to_readers_that_take_it_for_html(
        self, client: Client, published: Edition, publish_next: Callable[..., Edition]
    ) -> None:
        publish_next(lead="Safe & <b>sound</b>")
        (entry,) = self.entries(client)
        assert entry.findtext(f"{ATOM}summary") == "Safe &amp; &lt;b&gt;sound&lt;/b&gt;"


def dates_in_sitemap(client: Client) -> dict[str, str | None]:
    """The path of every page that the sitemap names, with its date of change."""
    urls = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - our own sitemap
    return {
        str(url.findtext(f"{SITEMAP}loc")).removeprefix("http://localhost:8000"): url.findtext(f"{SITEMAP}lastmod")
        for url in urls
    }


def test_the_sitemap_tells_when_an_article_changed_and_no_date_that_is_on_no_record(
    client: Client, published: Edition, clinician: User, travel: Travel
) -> None:
    Topic.objects.create(name="Ankle", slug="ankle").articles.add(published.article)
    Topic.objects.create(name="Empty", slug="empty")
    today = timezone.localdate()
    dated = {path: day for path, day in dates_in_sitemap(client).items() if day}
    assert dated == {"/articles/ankle-sprain/": today.isoformat()}
    undated = {"/", "/articles/", "/topics/", "/topics/ankle/", "/reviewers/", "/reviewers/clinician/"}
    assert dates_in_sitemap(client).keys() >= {*dated, *undated, "/how-we-review/", "/privacy/"}
    assert "/topics/empty/" not in dates_in_sitemap(client)
    travel(midday(today + timedelta(days=9)))
    assert dates_in_sitemap(client)["/articles/ankle-sprain/"] == today.isoformat()
    sign.renew(published, clinician, digest=published.digest, interests="none")
    assert dates_in_sitemap(client)["/articles/ankle-sprain/"] == (today + timedelta(days=9)).isoformat()


def test_robots_are_shown_the_sitemap_and_kept_from_the_desks(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    for own in ("/admin/", "/desk/", "/search/", "/account/", "/concern"):
        assert f"Disallow: {own}\n" in text
    assert text.endswith("\nSitemap: http://localhost:8000/sitemap.xml\n")


def test_how_we_review_names_the_interval_that_is_set(client: Client, db: None) -> None:
    assert "checks it again within 36 months" in words_of(client, "/how-we-review/")


def test_what_is_not_there_helps(client: Client, db: None) -> None:
    answer = client.get("/articles/nothing/")
    assert answer.status_code == 404
    text = answer.content.decode()
    assert "This page can't be found" in text
    assert "NHS 111" in text
    assert 'href="/articles/"' in text


@pytest.mark.parametrize(
    ("html", "summary"),
    [
        ("", ""),
        ("<p>No lead</p>", ""),
        ('<div class="lead"><p>One.</p><p>Two.</p></div>', "One. Two."),
        (
            '<div class="lead"><p>It eases <span class="citation">(<a href="#r">NHS, 2024</a>)</span>. Good.</p></div>',
            "It eases. Good.",
        ),
        (f'<div class="lead"><p>{"word " * 100}</p></div>', "word " * 59 + "word …"),
    ],
)
def test_the_summary_is_the_lead_without_citations(html: str, summary: str) -> None:
    assert summary_of(html) == summary
