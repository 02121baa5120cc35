"""A small library to search in: short fictional articles, published once for all tests of a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from articles import keys
from articles.content import Content, Section
from articles.models import Edition
from articles.search.asking import search
from references.models import Reference
from reviewers.models import Specialty
from tests.conftest import complete_content, make_clinician, make_person
from tests.showcase import Cast

ARTICLES = {
    "back": (
        "Lower back pain: gentle movement that helps",
        "Lower back pain is very common, and it often eases within a few weeks.",
        "lower back",
        "Most people can walk a little more each day. A slipped disc is a rare cause. It may hurt to bend.",
    ),
    "jumpers-knee": (
        "Patellar tendinopathy",
        "This is a sore tendon between the kneecap and the shin bone.",
        "knee",
        "Jumping and going down stairs load the tendon. Rest from sport, then build up slowly.",
    ),
    "knee-arthritis": (
        "Osteoarthritis of the knee",
        "Painful, creaky knees are common in later life.",
        "knee",
        "Cartilage gets thinner. Moving is safe, and helps even a knee that hurts.",
    ),
    "heel": (
        "Plantar heel pain",
        "The first steps of the morning hurt most.",
        "heel",
        "A band of tissue under the foot is overloaded. Doctors call this plantar fasciitis.",
    ),
    "neck": (
        "Neck pain and stiffness",
        "Most neck pain settles in a few weeks.",
        "neck",
        "You may wake up and be unable to turn your head. Heat and gentle turns ease it.",
    ),
    "shoulder": (
        "Frozen shoulder: how to keep your arm moving",
        "A frozen shoulder is painful at first and then stiff.",
        "shoulder",
        "It hurts at night, and when you reach behind your back. Most people can walk and swim.",
    ),
    "elbow": (
        "Tennis elbow",
        "Pain on the outside of the elbow, whether or not you play.",
        "elbow",
        "Gripping a cup or turning a key may hurt.",
    ),
    "ankle": (
        "Ankle sprain",
        "A sprained ankle often gets better at home.",
        "ankle",
        "Walk as soon as you can. Put the foot up when it swells. A stiff ankle loosens by bending the knee.",
    ),
}
"""By slug: title, lead, the part of the body that its exercises are for, and the words of its first section."""


def written(slug: str) -> Content:
    """One of them as a whole draft without errors."""
    title, lead, part, body = ARTICLES[slug]
    complete = complete_content()
    first = Section(heading="What it is", body=f"{body} It is well known [@nhs-2024].")
    others = (each.model_dump_json().replace("ankle", part) for each in complete.sections[1:])
    sections = (first, *(Section.model_validate_json(text) for text in others))
    return complete.model_copy(update={"title": title, "lead": lead, "sections": sections})


@pytest.fixture(scope="module")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys") / "signing-key.json"


@pytest.fixture(scope="module")
def library(django_db_setup: None, django_db_blocker: DjangoDbBlocker, key_file: Path) -> Iterator[Cast]:
    """Every article of the small library, published once; what a test changes is rolled back after it."""
    hasher = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(SIGNING_KEY_FILE=key_file, PASSWORD_HASHERS=hasher):
            keys.make_signing_key()
            specialty = Specialty.objects.create(name="Physiotherapy", slug="physiotherapy")
            source = complete_content().references[0]
            Reference.objects.create(key=source.key, csl=source.csl)
            clinician = make_clinician("clinician", "PH000001", specialty).user
            publisher = make_person("publisher", "publisher")
            cast = Cast(make_person("editor", "editor"), clinician, publisher, specialty)
            for slug in ARTICLES:
                cast.publish(cast.draft(slug, written(slug)))
        yield cast
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def keys_of_the_library(_own_files: None, settings: Settings, key_file: Path) -> None:
    """The ones that its reviews are signed with, instead of new ones for each test."""
    settings.SIGNING_KEY_FILE = key_file


@pytest.fixture
def cast(library: Cast, db: None) -> Cast:
    return library


def slugs(query: str) -> list[str]:
    return [hit.listed.slug for hit in search(query).hits]


def newest(slug: str) -> Edition:
    return Edition.objects.filter(article__slug=slug).latest("number")
