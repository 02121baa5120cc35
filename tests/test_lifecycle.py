"""Submit, take back, publish, withdraw and reinstate in the admin: what works, and what is refused with a sentence."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import workflow
from articles.models import Article, Edition
from tests import sign
from tests.conftest import complete_content, make_person, save_content, signed_in, unguarded

VERBS = ("submit", "recall", "publish", "withdraw", "reinstate")
REASON = {"as_": "unsafe", "reason": "A dose is wrong."}


def page(article: Article, verb: str) -> str:
    return reverse(f"admin:articles_article_{verb}", args=[article.pk])


def state(edition: Edition) -> str:
    return Edition.objects.get(pk=edition.pk).state


def test_submit(article: Article, editor: User) -> None:
    answer = signed_in(editor).post(page(article, "submit"), {"edition": ""})
    assert answer.status_code == 302
    assert article.editions.get().state == "in review"


def test_submit_with_errors_lists_them(article: Article, editor: User) -> None:
    save_content(article, complete_content(disclaimer=""), editor)
    answer = signed_in(editor).post(page(article, "submit"), {"edition": ""})
    assert answer.status_code == 409
    assert "The draft still has errors" in answer.content.decode()
    assert "disclaimer" in answer.content.decode()
    assert not article.editions.exists()


def test_recall(edition: Edition, editor: User) -> None:
    signed_in(editor).post(page(edition.article, "recall"), {"edition": edition.pk})
    assert state(edition) == "recalled"


def test_publish(approved: Edition, publisher: User) -> None:
    signed_in(publisher).post(page(approved.article, "publish"), {"edition": approved.pk})
    assert state(approved) == "published"


def test_withdraw_and_reinstate(published: Edition, editor: User, publisher: User) -> None:
    signed_in(editor).post(page(published.article, "withdraw"), {"edition": published.pk, **REASON})
    assert (state(published), Edition.objects.get().withdrawn_as) == ("withdrawn", "unsafe")
    signed_in(publisher).post(page(published.article, "reinstate"), {"edition": published.pk})
    assert state(published) == "published"


def test_withdraw_half_filled_keeps_what_was_typed(published: Edition, editor: User) -> None:
    answers = {"edition": published.pk, "reason": "A dose is wrong."}
    answer = signed_in(editor).post(page(published.article, "withdraw"), answers)
    assert "A dose is wrong." in answer.content.decode()
    assert state(published) == "published"


@pytest.mark.parametrize("verb", VERBS)
def test_looking_changes_nothing(published: Edition, superuser: User, verb: str) -> None:
    signed_in(superuser).get(page(published.article, verb))
    assert [edition.state for edition in Edition.objects.all()] == ["published"]


@pytest.mark.parametrize("verb", VERBS)
def test_a_form_from_elsewhere_is_refused(approved: Edition, superuser: User, verb: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(superuser, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(page(approved.article, verb), {"edition": approved.pk, **REASON})
    assert answer.status_code == 403
    assert state(approved) == "approved"


@pytest.mark.parametrize(
    ("role", "refused"),
    [
        ("contributor", VERBS),
        ("editor", ("publish", "reinstate")),
        ("publisher", ("submit", "recall")),
        ("register clerk", VERBS),
        ("administrator", VERBS),
    ],
)
def test_who_may(article: Article, role: str, refused: tuple[str, ...]) -> None:
    client = signed_in(make_person("other", role))
    answers = {verb: client.get(page(article, verb)).status_code for verb in VERBS}
    assert answers == {verb: 403 if verb in refused else 200 for verb in VERBS}


def test_a_stale_page_publishes_nothing_else(
    approved: Edition, editor: User, publisher: User, clinician: User, article: Article
) -> None:
    workflow.recall(approved, editor)
    newer = workflow.submit(article, editor)
    sign.approve(newer, clinician, digest=newer.digest, scope="whole", interests="none")
    answer = signed_in(publisher).post(page(article, "publish"), {"edition": approved.pk})
    assert answer.status_code == 409
    assert "taken back by now" in answer.content.decode()
    assert (state(approved), state(newer)) == ("recalled", "approved")


@pytest.mark.parametrize("number", ["", "0", "999999", "x", "9" * 30])
def test_an_edition_that_is_not_there(approved: Edition, publisher: User, number: str) -> None:
    answer = signed_in(publisher).post(page(approved.article, "publish"), {"edition": number})
    assert answer.status_code in {200, 409}
    assert state(approved) == "approved"


def test_another_articles_edition_is_not_moved(approved: Edition, publisher: User) -> None:
    other = Article.objects.create(slug="other", owner=publisher)
    signed_in(publisher).post(page(other, "publish"), {"edition": approved.pk})
    assert state(approved) == "approved"


class TestEditionPreview:
    def look(self, edition: Edition, person: User) -> tuple[int, str]:
        address = reverse("admin:articles_article_edition", args=[edition.article_id, edition.number])
        answer = signed_in(person).get(address)
        return answer.status_code, answer.content.decode()

    def test_shows_the_frozen_html(self, approved: Edition, publisher: User) -> None:
        status, page = self.look(approved, publisher)
        assert status == 200
        assert approved.html in page

    def test_not_to_outsiders(self, approved: Edition, clinician: User) -> None:
        status, page = self.look(approved, clinician)
        assert status in {302, 403, 404}
        assert approved.html not in page

    def test_not_once_it_was_tampered_with(self, approved: Edition, publisher: User) -> None:
        with unguarded():
            Edition.objects.update(html="<p>Something else</p>")
        status, page = self.look(approved, publisher)
        assert status == 503
        assert "Something else" not in page


def test_the_newest_edition_is_offered(published: Edition, publish_next: Callable[..., Edition], editor: User) -> None:
    newer = publish_next(lead="A sprain gets better at home.")
    form = signed_in(editor).get(page(published.article, "withdraw")).context["form"]
    assert form.initial["edition"] == newer.pk
