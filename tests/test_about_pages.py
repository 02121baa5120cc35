"""The pages about us: the rules with their sources, who pays, the accessibility statement, privacy."""

from collections.abc import Callable
from datetime import date

from django.contrib.auth.models import User
from django.test import Client
from django.utils.formats import date_format
from pytest_django.fixtures import Settings

from articles import workflow
from articles.about_pages import TESTED_ON
from articles.models import Article, Correction, Edition, Promotion
from articles.policy import Basis, house_rules
from reviewers.models import Specialty
from tests.conftest import complete_content, save_content
from tests.reading import page, words, words_of

FUNDING = "/about/funding/"


def test_each_rule_says_whether_it_is_law_and_where_it_comes_from(
    client: Client, settings: Settings, physiotherapy: Specialty
) -> None:
    settings.REVIEW_VALID_MONTHS, settings.REGISTER_CHECK_VALID_DAYS = 24, 14
    Specialty.objects.create(name="Podiatry", slug="podiatry", valid_months=12)
    rules = house_rules()
    shown = page(client, "/how-we-review/")
    assert len(shown.xpath("//ul[@class='rules']/li")) == len(rules)
    text = words(shown)
    for rule in rules:
        assert rule.rule in text
        assert bool(rule.source) == bool(rule.url), rule.rule
        assert rule.source or rule.basis == Basis.POLICY, "a law has a source"
        if rule.basis == Basis.LAW:
            assert rule.url.startswith("https://www.legislation.gov.uk/"), rule.rule
    assert "Law Titles such as physiotherapist" in text
    assert "Our policy Our pages meet WCAG 2.2" in text
    assert "We are not a public body" in text
    assert "We looked at most 14 days before." in text
    assert "checked again within 24 months at most" in text
    assert "Podiatry: within 12 months" in text
    assert "Musculoskeletal physiotherapy: within" not in text


def test_only_promotions_that_readers_can_meet_are_listed(
    client: Client, published: Edition, editor: User, physiotherapy: Specialty
) -> None:
    draft = Article.objects.create(slug="secret-draft", owner=editor)
    save_content(draft, complete_content(title="A secret draft"), editor)

    def promote(heading: str, *articles: Article, active: bool = True) -> None:
        promotion = Promotion.objects.create(kind="booking", heading=heading, text="Words.", active=active)
        promotion.articles.set(articles)

    promote("Shown beside it", published.article, draft)
    promote("Switched off", published.article, active=False)
    promote("Beside a draft", draft)
    promote("Beside nothing")
    text = words_of(client, FUNDING)
    assert "Shown beside it Words. It stands beside: Ankle sprain" in text
    for hidden in ("Switched off", "Beside a draft", "Beside nothing", "secret"):
        assert hidden not in text
    workflow.withdraw(published, editor, as_="out of date", reason="New guidance.")
    assert "Promotions that run now None." in words_of(client, FUNDING)


def test_the_publisher_names_who_else_pays_and_how_to_reach_them(client: Client, db: None, settings: Settings) -> None:
    assert "“Report a concern”" in words_of(client, "/privacy/")
    settings.PUBLISHER_NAME, settings.PUBLISHER_CONTACT = "Sample Press", "help@example.org"
    settings.PUBLISHER_FUNDING = "A grant of the Sample Trust pays for half of it."
    assert "Sample Press pays for this site." in words_of(client, FUNDING)
    assert "A grant of the Sample Trust pays for half of it." in words_of(client, FUNDING)
    for address in ("/privacy/", "/accessibility/"):
        assert page(client, address).xpath("//main//a[@href='mailto:help@example.org']")
    assert "Sample Press decides how and why this data is used." in words_of(client, "/privacy/")


def test_the_accessibility_statement_says_when_it_was_tried(client: Client, db: None) -> None:
    text = words_of(client, "/accessibility/")
    again = TESTED_ON.replace(year=TESTED_ON.year + 1)
    assert f"Last tested on {date_format(TESTED_ON, 'j F Y')}." in text
    assert f"To be tested again by {date_format(again, 'j F Y')}." in text
    assert date(2026, 11, 1) < TESTED_ON <= date.today()  # noqa: DTZ011 - a day is enough here


def test_readers_are_told_which_language_was_checked(
    client: Client, published: Edition, publish_next: Callable[..., Edition], clinician: User
) -> None:
    told = words(page(client), "//p[@class='language-checked']")
    assert told.startswith("The clinician read the British English version.")
    assert "change numbers and doses" in told


def test_a_correction_is_on_the_record_and_told_to_search_engines(
    client: Client, published: Edition, editor: User
) -> None:
    assert "Corrections" not in words_of(client, "/articles/ankle-sprain/review/")
    Correction.objects.create(
        article=published.article, was_wrong="The hold was too long.", put_right="It is 3 seconds.", made_by=editor
    )
    assert "The hold was too long. It is 3 seconds." in words_of(client, "/articles/ankle-sprain/review/")
    assert "CorrectionComment" in page(client).xpath("//script[@type='application/ld+json']")[0].text
