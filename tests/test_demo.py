"""The demo: loaded through the real screens once, in every state that a newcomer should see, and nothing forged."""

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from articles import drafting, verifying
from articles.checks import errors
from articles.demo import articles as cast
from articles.demo import people
from articles.demo.articles import DemoArticle
from articles.importing.document import import_document
from articles.models import Article, Edition, LogEntry, Promotion, Review
from reviewers.models import IdentityCheck


def states(article: DemoArticle) -> list[str]:
    return list(Edition.objects.filter(article__slug=article.slug).order_by("number").values_list("state", flat=True))


@pytest.mark.django_db
def test_the_whole_story(capsys: pytest.CaptureFixture[str], settings: Settings) -> None:
    call_command("load_demo")
    assert states(cast.PUBLISHED) == ["superseded", "published"]
    assert states(cast.IN_REVIEW) == ["in review"]
    assert states(cast.RETURNED) == ["returned"]
    assert states(cast.DRAFT) == []
    draft = Article.objects.get(slug=cast.DRAFT.slug)
    assert len(errors(drafting.findings_of(draft, drafting.content_of(draft)))) >= 4
    assert draft.imports.get().claims
    assert Review.objects.count() == 3
    assert LogEntry.objects.count() == 6
    assert list(verifying.problems()) == []
    page = Client().get(f"/articles/{cast.PUBLISHED.slug}/").content.decode()
    assert Promotion.objects.filter(active=True).count() == 2
    for promotion in Promotion.objects.filter(active=True):
        assert promotion.text in page
    said = capsys.readouterr().out
    for word in (people.PASSWORD, "manage.py demo_codes", "ada", "sam", "priya", f"{settings.SITE_URL}/desk/"):
        assert word in said


@pytest.mark.django_db
def test_everybody_was_invited_and_signs_in_with_the_code_that_is_printed(
    capsys: pytest.CaptureFixture[str], client: Client
) -> None:
    call_command("load_demo")
    vouched = IdentityCheck.objects.values_list("person__username", "checked_by__username")
    assert set(vouched) == {(person.username, "admin") for person in people.EVERYONE if person != people.ADMIN}
    assert {review.shown()["method"] for review in Review.objects.exclude(decision="return")} == {
        "password and one-time code"
    }
    cache.clear()  # half a minute later, as it were
    capsys.readouterr()
    call_command("demo_codes")
    codes = dict(line.split()[:2] for line in capsys.readouterr().out.splitlines())
    assert set(codes) == {person.username for person in people.EVERYONE}
    client.post("/sign-in/", {"username": "ada", "password": people.PASSWORD})
    assert client.post("/sign-in/second-step/", {"code": codes["ada"]}).headers["Location"] == "/admin/"


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
def test_twice_keeps_the_data(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_demo")
    Article.objects.filter(slug=cast.DRAFT.slug).update(title="Changed by a visitor")
    call_command("load_demo")
    assert Article.objects.get(slug=cast.DRAFT.slug).title == "Changed by a visitor"
    assert Article.objects.count() == 4


@pytest.mark.django_db
def test_never_in_production(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=true"):
        call_command("load_demo")
    assert not Article.objects.exists()


@pytest.mark.parametrize("article", [cast.PUBLISHED, cast.IN_REVIEW, cast.RETURNED, cast.DRAFT])
def test_the_documents_are_imported_whole(article: DemoArticle) -> None:
    found = import_document(article.document.read_text(encoding="utf-8"), article.title)
    assert found.unplaced == ()


def test_everybody_is_invented() -> None:
    assert all(person.email.endswith("@example.org") for person in people.EVERYONE)
    assert all(clinician.registration_number.startswith("PH0000") for clinician in people.CLINICIANS)
    assert mail.outbox == []
