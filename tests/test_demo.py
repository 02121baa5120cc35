"""The demo: loaded through the real screens once, in every state that a newcomer should see, and nothing forged."""

import pytest
from django.core import mail
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
    for word in (people.PASSWORD, "ada", "sam", "priya", f"{settings.SITE_URL}/desk/"):
        assert word in said


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
