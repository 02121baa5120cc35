"""What the tests of the desk share: addresses, answers, and what a page says."""

from datetime import date
from importlib import import_module
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles import workflow
from articles.checklist import name_of
from articles.content import Content
from articles.models import Article, Edition, LogEntry, Review
from reviewers.models import RegisterCheck, Reviewer, Specialty
from tests.codes import totp_code
from tests.conftest import PASSWORD, complete_content, save_content

QUESTIONS: tuple[str, ...] = import_module("articles.migrations.0005_questions").QUESTIONS
CHECKLIST = {f"q-{name_of(question)}": "yes" for question in QUESTIONS}
READ = {"competence": "all", **CHECKLIST}
WHOLE = {"scope": "whole", "has_interests": "none", **READ}
NOTE = {"note": "Please say when to stop."}


def at(edition: Edition, name: str = "edition") -> str:
    return reverse(f"desk:{name}", args=[edition.pk])


def seen(edition: Edition, answers: dict[str, str]) -> dict[str, str]:
    """The answers with the digest that somebody saw."""
    return answers | {"digest": edition.digest}


def words(response: object) -> str:
    """The page as text with its white space evened out."""
    content: bytes = response.content  # type: ignore[attr-defined]  # the test client's response has no public type
    return " ".join(content.decode().split())


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return words(response)


def signed(client: Client, address: str, answers: dict[str, str]) -> Any:
    """Send the form, then sign the statement that it leads to. The answer at the end of it."""
    begun = client.post(address, answers)
    assert begun.status_code == 302, words(begun)
    person = User.objects.get(pk=client.session["_auth_user_id"])
    return client.post(begun.headers["Location"], {"password": PASSWORD, "code": totp_code(person)}, follow=True)


def refused(client: Client, address: str, answers: dict[str, str], status: int = 409) -> str:
    """Send the form, see it refused, and see that nothing was decided by it."""
    before = counted()
    response = client.post(address, answers)
    assert response.status_code == status
    assert counted() == before
    return words(response)


def counted() -> tuple[int, int, list[tuple[int, str]]]:
    """Everything that a decision would change."""
    states = list(Edition.objects.order_by("pk").values_list("pk", "state"))
    return Review.objects.count(), LogEntry.objects.count(), states


def in_review(title: str, editor: User, specialty: Specialty, owner: User | None = None) -> Edition:
    """Another article in review, written by the editor and owned by them or somebody else."""
    article = Article.objects.create(slug=title.lower().replace(" ", "-"), owner=owner or editor)
    article.specialties.add(specialty)
    save_content(article, complete_content(title=title), editor)
    return workflow.submit(article, editor)


def with_exercise(content: Content, **changes: object) -> Content:
    """The content with its only exercise changed."""
    number = next(index for index, section in enumerate(content.sections) if section.exercises)
    exercise = content.sections[number].exercises[0].model_copy(update=changes)
    return with_section(content, number, exercises=(exercise,))


def with_section(content: Content, number: int, **changes: object) -> Content:
    sections = list(content.sections)
    sections[number] = sections[number].model_copy(update=changes)
    return content.model_copy(update={"sections": tuple(sections)})


def unchecked_clinician(specialty: Specialty) -> Reviewer:
    """A clinician at whom nobody has looked in the register."""
    user = User.objects.create_user("colleague", "colleague@example.org", "correct horse battery")
    reviewer = Reviewer.objects.create(
        user=user, name="Colleague", slug="colleague", job_title="Physiotherapist", regulator_id="HCPC",
        registration_number="PH000004",
    )  # fmt: skip
    reviewer.specialties.add(specialty)
    return reviewer


def checked(reviewer: Reviewer, day: date, by: User, *, registered: bool = True) -> None:
    RegisterCheck.objects.create(
        reviewer=reviewer, checked_on=day, checked_by=by, registered=registered, evidence="Seen on the register"
    )
