"""The demo: loaded through the real screens once, in every state that a newcomer should see, and nothing forged."""

import html
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from PIL import Image as Picture
from pytest_django.fixtures import Settings

from articles import drafting, verifying
from articles.checks import errors
from articles.demo import articles as cast
from articles.demo import drawings, finding, people
from articles.demo.articles import DemoArticle
from articles.demo.screens import Screens
from articles.models import Article, Concern, Edition, Image, Promotion, Review, Synonyms, Topic
from reviewers.models import IdentityCheck
from tests.codes import PASSWORD, code_app, totp_code


def states(article: DemoArticle) -> list[str]:
    return list(Edition.objects.filter(article__slug=article.slug).order_by("number").values_list("state", flat=True))


@pytest.mark.django_db
def test_the_whole_story(capsys: pytest.CaptureFixture[str], settings: Settings) -> None:
    """Loaded once for all that it should hold: it takes longer than everything that is asked of it."""
    call_command("load_demo")
    said = capsys.readouterr().out
    for word in (people.PASSWORD, "manage.py demo_codes", "ada", "sam", "priya", f"{settings.SITE_URL}/desk/"):
        assert word in said
    every_state_is_there()
    readers_find_what_was_approved()
    readers_have_ways_to_an_article()
    everybody_was_invited_and_signed_with_two_factors()
    everybody_signs_in_with_the_code_that_is_printed(capsys)
    loading_twice_keeps_the_data()


def every_state_is_there() -> None:
    assert states(cast.PUBLISHED) == ["superseded", "published"]
    assert [states(article) for article, _clinician in cast.CHECKED_ONCE] == [["published"]] * len(cast.CHECKED_ONCE)
    assert states(cast.IN_REVIEW) == ["in review"]
    assert states(cast.RETURNED) == ["returned"]
    assert states(cast.DRAFT) == []
    draft = Article.objects.get(slug=cast.DRAFT.slug)
    assert len(errors(drafting.findings_of(draft, drafting.content_of(draft)))) >= 4
    assert draft.imports.get().claims
    assert Review.objects.count() == 3 + len(cast.CHECKED_ONCE)
    assert list(verifying.problems()) == []


def readers_find_what_was_approved() -> None:
    assert Promotion.objects.filter(active=True).count() == 2
    for article in (cast.PUBLISHED, *(article for article, _clinician in cast.CHECKED_ONCE)):
        page = Client().get(f"/articles/{article.slug}/").content.decode()
        assert article.title in html.unescape(page)
        assert "drawing:" not in page
        for promotion in Promotion.objects.filter(active=True):
            assert promotion.text in page
    for article in (cast.IN_REVIEW, cast.RETURNED, cast.DRAFT):
        assert Client().get(f"/articles/{article.slug}/").status_code == 404
    home = Client().get("/").content.decode()
    shown = [topic.name for topic in finding.TOPICS if f'href="/topics/{topic.slug}/"' in home]
    assert shown == ["Back and neck", "Hip and knee", "Foot and ankle"]  # nothing is published of the other


def readers_have_ways_to_an_article() -> None:
    assert list(Topic.objects.values_list("slug", flat=True)) == [topic.slug for topic in finding.TOPICS]
    assert Topic.objects.get(slug="foot-and-ankle").articles.count() == 2
    assert "pain below the kneecap" in Synonyms.objects.get(phrases__contains="jumper's knee").phrases
    reported = Concern.objects.get()
    assert reported.article is not None
    assert reported.article.slug == cast.HEEL.slug


def everybody_was_invited_and_signed_with_two_factors() -> None:
    vouched = IdentityCheck.objects.values_list("person__username", "checked_by__username")
    assert set(vouched) == {(person.username, "admin") for person in people.EVERYONE if person != people.ADMIN}
    approvals = Review.objects.exclude(decision="return")
    assert {review.shown()["method"] for review in approvals} == {"password and one-time code"}
    assert {review.reviewer.user.username for review in approvals} == {
        clinician.person.username for clinician in people.CLINICIANS
    }


def everybody_signs_in_with_the_code_that_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    cache.clear()  # half a minute later, as it were
    capsys.readouterr()
    call_command("demo_codes")
    codes = dict(line.split()[:2] for line in capsys.readouterr().out.splitlines())
    assert set(codes) == {person.username for person in people.EVERYONE}
    client = Client()
    client.post("/sign-in/", {"username": "ada", "password": people.PASSWORD})
    assert client.post("/sign-in/second-step/", {"code": codes["ada"]}).headers["Location"] == "/admin/"


def loading_twice_keeps_the_data() -> None:
    Article.objects.filter(slug=cast.DRAFT.slug).update(title="Changed by a visitor")
    call_command("load_demo")
    assert Article.objects.get(slug=cast.DRAFT.slug).title == "Changed by a visitor"
    assert Article.objects.count() == len(cast.EVERY)


@pytest.mark.django_db
def test_people_from_before_are_told_to_add_one(capsys: pytest.CaptureFixture[str]) -> None:
    User.objects.create_user("ada", "ada@example.org", people.PASSWORD)
    call_command("demo_codes")
    assert "ada      no authenticator app" in capsys.readouterr().out


@pytest.mark.django_db
def test_codes_are_never_printed_in_production(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=true"):
        call_command("demo_codes")


@pytest.mark.django_db
def test_never_in_production(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=true"):
        call_command("load_demo")
    assert not Article.objects.exists()


def test_a_drawing_goes_in_by_the_editors_upload_and_one_that_is_missing_is_left_out(
    editor: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawings, "FOLDER", tmp_path)
    Picture.new("RGB", (40, 30), "teal").save(tmp_path / "chin-tuck.svg", format="PNG")
    ada = Screens()
    code_app(editor)
    ada.send("/sign-in/", {"username": editor.username, "password": PASSWORD})
    ada.send("/sign-in/second-step/", {"code": totp_code(editor)})
    text = drawings.upload(ada, "1. Sit. ![A person sits](drawing:chin-tuck)\n2. Turn. ![They turn](drawing:head-turn)")
    image = Image.objects.get()
    assert image.uploaded_by == editor
    assert text == f"1. Sit. ![A person sits](media:{image.sha256})\n2. Turn."


def test_everybody_is_invented() -> None:
    assert all(person.email.endswith("@example.org") for person in people.EVERYONE)
    assert all(re.fullmatch("(PH|CH)00000[0-9]", clinician.registration_number) for clinician in people.CLINICIANS)
    assert mail.outbox == []
