"""The cast and the stage: plainly fictional people, a complete draft, and a database under guard."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import timezone
from hypothesis import settings as hypothesis_settings
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from articles import content as typed
from articles import drafting, guards, keys, workflow
from articles.models import Article, Edition
from references.models import Reference
from reviewers.models import RegisterCheck, Reviewer, Specialty
from tests import sign
from tests.codes import PASSWORD, code_app, login, totp_code, with_password_only

__all__ = ["PASSWORD", "code_app", "login", "totp_code", "with_password_only"]

# The same examples every time: whoever changes a line learns of that line, not of the luck of the draw.
# To look further, run pytest --hypothesis-profile default.
hypothesis_settings.register_profile("suite", derandomize=True)
hypothesis_settings.load_profile("suite")

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
SEED = SHARED / "seed" / "knee-pain.txt"
SCHEMA_ORG = SHARED / "data" / "schemaorg-30.jsonld"


@pytest.fixture(scope="session")
def seed_text() -> str:
    """The owner's example page. A test that uses it is no part of the suite where a clone has no shared/."""
    return SEED.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def schema_org() -> dict[str, dict[str, Any]]:
    """The terms of schema.org by name, such as "lastReviewed". As above."""
    terms = json.loads(SCHEMA_ORG.read_text(encoding="utf-8"))["@graph"]
    return {term["@id"].removeprefix("schema:"): term for term in terms}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="run only the tests that hang on the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of what is in shared/ where it is not there, and on request those of no database."""
    missing = {name for name, path in (("seed_text", SEED), ("schema_org", SCHEMA_ORG)) if not path.exists()}
    without = [item for item in items if missing.intersection(getattr(item, "fixturenames", ()))]
    if config.getoption("--database-only"):
        without += [item for item in items if item not in without and not _hangs_on_database(item)]
    if without:
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if item not in without]


def _hangs_on_database(item: pytest.Item) -> bool:
    return item.path.stem.removeprefix("test_") in _HANG_ON_DATABASE.split()


# The files whose promises a database could break: its refusals, locks, queries, migrations. The rest is tried once.
_HANG_ON_DATABASE = """
comments_kept concern_triage concurrency former_addresses guards import_articles notices race register_migrations
requests revisions run_due search search_page signing workflow
"""

_LOADED_BY_MIGRATIONS = (
    ("articles.migrations.0003_roles", "create"),
    ("articles.migrations.0005_questions", "load"),
    ("articles.migrations.0009_fill_search", "load"),
    ("reviewers.migrations.0004_load_regulators", "load"),
)
_flush: Callable[[TransactionTestCase], None] = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # private
_pristine = sqlite3.connect(":memory:")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Keep a copy of the database as the migrations left it: to copy it back is quicker than to empty every table."""
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            connection.ensure_connection()
            connection.connection.backup(_pristine)


def _as_migrations_left_it(case: TransactionTestCase) -> None:
    """After a transactional test. PostgreSQL empties its tables: guards refuse that, so they step aside, and what
    migrations loaded is put back.
    """
    if connection.vendor == "sqlite":
        _pristine.backup(connection.connection)
        return
    guards.drop(connection)
    _flush(case)
    guards.install(connection)
    for name, load in _LOADED_BY_MIGRATIONS:
        getattr(import_module(name), load)(apps, None)


TransactionTestCase._fixture_teardown = _as_migrations_left_it  # type: ignore[attr-defined]  # no public hook


@contextmanager
def unguarded() -> Iterator[None]:
    """The database as somebody would have it who owns it and dropped the triggers."""
    guards.drop(connection)
    yield
    guards.install(connection)


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    """Keys, mail and images of their own for every test."""
    settings.SIGNING_KEY_FILE = tmp_path / "keys" / "signing-key.json"
    settings.FORMER_KEYS_FILE = tmp_path / "keys" / "former-keys.json"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # no manifest: nothing is collected
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    keys.make_signing_key()


@pytest.fixture
def travel(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Makes it another moment."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def make_person(username: str, *roles: str, staff: bool = True) -> User:
    person = User.objects.create_user(username, f"{username}@example.org", PASSWORD, is_staff=staff)
    person.groups.set([Group.objects.get_or_create(name=role)[0] for role in roles])
    return person


def signed_in(person: User) -> Client:
    """A browser in which this person is signed in, with a second factor."""
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def make_clinician(username: str, number: str, *specialties: Specialty, person: User | None = None) -> Reviewer:
    reviewer = Reviewer.objects.create(
        user=person or make_person(username, staff=False),
        name=username.title(),
        slug=username,
        job_title="Physiotherapist",
        regulator_id="HCPC",
        registration_number=number,
        biography=f"{username.title()} is not a real person.",
    )
    reviewer.specialties.set(specialties)
    clerk = User.objects.filter(username="clerk").first() or make_person("clerk", "register clerk")
    RegisterCheck.objects.create(
        reviewer=reviewer,
        checked_on=timezone.localdate(),
        checked_by=clerk,
        registered=True,
        evidence="Seen on the register",
    )
    return reviewer


@pytest.fixture
def physiotherapy(db: None) -> Specialty:
    return Specialty.objects.create(name="Musculoskeletal physiotherapy", slug="physiotherapy")


@pytest.fixture
def podiatry(db: None) -> Specialty:
    return Specialty.objects.create(name="Podiatry", slug="podiatry")


@pytest.fixture
def editor(db: None) -> User:
    return make_person("editor", "editor")


@pytest.fixture
def publisher(db: None) -> User:
    return make_person("publisher", "publisher")


@pytest.fixture
def superuser(db: None) -> User:
    return User.objects.create_superuser("root", "root@example.org", PASSWORD)


@pytest.fixture
def reviewer(physiotherapy: Specialty) -> Reviewer:
    return make_clinician("clinician", "PH000001", physiotherapy)


@pytest.fixture
def clinician(reviewer: Reviewer) -> User:
    return reviewer.user


@pytest.fixture
def reference(db: None) -> Reference:
    return Reference.objects.create(
        key="nhs-2024",
        csl={
            "type": "webpage",
            "title": "Ankle pain",
            "author": [{"literal": "NHS"}],
            "issued": {"date-parts": [[2024]]},
            "URL": "https://www.nhs.uk/conditions/foot-pain/ankle-pain/",
        },
    )


def complete_content(**changes: object) -> typed.Content:
    """A draft in which the checks find no error. Every kind of part is in it."""
    source = typed.Source(
        key="nhs-2024",
        csl={
            "type": "webpage",
            "title": "Ankle pain",
            "author": [{"literal": "NHS"}],
            "issued": {"date-parts": [[2024]]},
            "URL": "https://www.nhs.uk/conditions/foot-pain/ankle-pain/",
        },
        citation="NHS, 2024",
        printed="NHS. (2024). Ankle pain.",
    )
    sections = (
        typed.Section(heading="What a sprain is", body="A sprain is a stretched ligament [@nhs-2024]."),
        typed.Section(
            kind=typed.SectionKind.BENEFITS,
            heading="How exercise helps",
            benefits=(typed.Benefit(name="Strength", how="Muscles hold the ankle better [@nhs-2024]."),),
            insight="Moving early can help an ankle to settle [@nhs-2024].",
        ),
        typed.Section(
            kind=typed.SectionKind.EXERCISES,
            heading="Exercises for the ankle",
            precaution="Ask a professional before you begin. Stop if the pain is sharp.",
            exercises=(
                typed.Exercise(
                    name="Heel raise",
                    goal="Makes the calf stronger.",
                    how="Stand behind a chair. Lift both heels slowly.",
                    dose=typed.Dose(
                        kind=typed.DoseKind.NUMBERS, hold_seconds=3, repetitions_from=8, repetitions_to=12, sets=2
                    ),
                ),
            ),
        ),
        typed.Section(
            kind=typed.SectionKind.SAFETY,
            heading="Stay safe",
            safety_notes=(
                typed.SafetyNote(label="Go slowly", text="Mild discomfort is normal."),
                typed.SafetyNote(
                    kind=typed.NoteKind.RED_FLAG,
                    label="Deformity",
                    text="The ankle has changed shape.",
                    urgency=typed.Urgency.EMERGENCY,
                ),
            ),
        ),
        typed.Section(kind=typed.SectionKind.CONCLUSION, heading="In short", body="Move early and gently."),
    )
    whole = typed.Content(
        title="Ankle sprain",
        byline="MedGo2U editorial team",
        lead="A sprained ankle often gets better at home.",
        sections=sections,
        faq=(typed.Question(question="May I walk?", answer="Yes, as comfortable."),),
        disclaimer="This page does not replace advice from your own clinician.",
        references=(source,),
    )
    return whole.model_copy(update=changes)


@pytest.fixture
def article(editor: User, physiotherapy: Specialty, reference: Reference) -> Article:
    """A draft that can be submitted, saved once by the editor."""
    draft = Article.objects.create(slug="ankle-sprain", owner=editor)
    draft.specialties.add(physiotherapy)
    save_content(draft, complete_content(), editor)
    return draft


def save_content(article: Article, content: typed.Content, by: User) -> None:
    """What a save in the admin does: the rows, then the revision."""
    drafting.fill(article, content)
    drafting.save_revision(article, by)


@pytest.fixture
def edition(article: Article, editor: User) -> Edition:
    """An edition in review."""
    return workflow.submit(article, editor)


@pytest.fixture
def approved(edition: Edition, clinician: User) -> Edition:
    sign.approve(edition, clinician, digest=edition.digest, scope="whole", interests="none")
    edition.refresh_from_db()
    return edition


@pytest.fixture
def published(approved: Edition, publisher: User) -> Edition:
    workflow.publish(approved, publisher)
    approved.refresh_from_db()
    return approved


@pytest.fixture
def publish_next(article: Article, editor: User, clinician: User, publisher: User) -> Callable[..., Edition]:
    """Change the draft and bring it all the way to readers as the next edition."""

    def go(**changes: object) -> Edition:
        changes = {"change_note": "Said more clearly.", **changes}
        save_content(article, drafting.content_of(article).model_copy(update=changes), editor)
        edition = workflow.submit(article, editor)
        sign.approve(edition, clinician, digest=edition.digest, scope="whole", interests="none")
        workflow.publish(edition, publisher)
        edition.refresh_from_db()
        return edition

    return go


@pytest.fixture
def raw_sql(db: None) -> Callable[..., None]:
    """Run SQL as somebody with the database open would."""

    def run(statement: str, *values: str | int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    return run
