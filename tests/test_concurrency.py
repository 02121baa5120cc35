"""Deeds at the same moment, on a server that really runs them side by side."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from articles import drafting, verifying, workflow
from articles.models import Article, Edition, LogEntry, Review
from reviewers.models import Specialty
from tests import sign
from tests.conftest import complete_content, make_clinician, make_person, signed_in
from tests.editing import Values, draft_form, save
from tests.race import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite runs one writer at a time"),
]


def test_many_approvals_make_one_chain(editor: User, clinician: User, physiotherapy: Specialty) -> None:
    editions = []
    for number in range(8):
        article = Article.objects.create(slug=f"article-{number}", owner=editor)
        article.specialties.add(physiotherapy)
        drafting.fill(article, complete_content())
        drafting.save_revision(article, editor)
        editions.append(workflow.submit(article, editor))

    def approving(edition: Edition) -> Callable[[], object]:
        return lambda: sign.approve(edition, clinician, digest=edition.digest, scope="whole", interests="none")

    assert all(isinstance(result, Review) for result in at_once([approving(edition) for edition in editions]))
    assert list(LogEntry.objects.values_list("seq", flat=True)) == list(range(1, 9))
    assert list(verifying.problems()) == []


def test_one_decision_wins(edition: Edition, clinician: User, physiotherapy: Specialty) -> None:
    other = make_clinician("other", "PH000031", physiotherapy).user
    results = at_once(
        [
            lambda: sign.approve(edition, clinician, digest=edition.digest, scope="whole", interests="none"),
            lambda: workflow.return_(edition, clinician, digest=edition.digest, note="No"),
            lambda: workflow.return_(edition, other, digest=edition.digest, note="No"),
        ]
    )
    assert sum(isinstance(result, Review) for result in results) == 1
    assert Review.objects.count() == LogEntry.objects.count() == 1
    assert list(verifying.problems()) == []


def test_one_submission_wins(article: Article, editor: User) -> None:
    results = at_once([lambda: workflow.submit(article, editor)] * 3)
    assert sum(isinstance(result, Edition) for result in results) == 1


def test_recall_or_publish(approved: Edition, editor: User, publisher: User) -> None:
    at_once([lambda: workflow.recall(approved, editor), lambda: workflow.publish(approved, publisher)])
    approved.refresh_from_db()
    assert approved.state in {"recalled", "published"}
    assert list(verifying.problems()) == []


def test_one_save_wins_and_the_other_is_told(article: Article, editor: User) -> None:
    other = make_person("other", "editor")
    forms = []
    for person in (editor, other):
        client = signed_in(person)
        forms.append((client, draft_form(client, article), f"What {person.username} wrote."))

    def saving(client: Client, values: Values, lead: str) -> Callable[[], object]:
        return lambda: save(client, article, values, lead=lead).status_code

    answers = at_once([saving(*form) for form in forms])
    assert sorted(str(answer) for answer in answers) == ["302", "409"]
    winner = answers.index(302)
    assert Article.objects.get().lead == forms[winner][2]
    assert article.revisions.count() == 2
