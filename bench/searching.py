"""What a search costs among 300 articles, beside the list of all of them.

    DEMO=true .venv/bin/python -m bench.searching

Publishes them in a database of its own, in memory (or on PostgreSQL: scripts/with_postgres.py). Prints one ratio, both
sides measured in turn in the same run.
"""

import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import django

import tests.stage  # noqa: F401 - sets the environment of the tests

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medgo2u.settings")
django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment

from articles import keys
from articles.content import Content, Section
from references.models import Reference
from reviewers.models import Specialty
from tests.conftest import complete_content, make_clinician, make_person
from tests.searching import ARTICLES, written
from tests.showcase import Cast

MANY, ROUNDS, SECTIONS, WORDS = 300, 5, 8, 150
QUERIES = ("knee pain", "kan i walk with bad back", "frozen sholder", "heel pain in the morning", "quetzalcoatl")


def seconds(deed: Callable[[], object]) -> float:
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun


def long_content(number: int, chance: random.Random) -> Content:
    """One of the small library's articles with some 1,200 words more, as its own article."""
    content = written(list(ARTICLES)[number % len(ARTICLES)])
    own = [f"{a}{b}{c}" for a in "bdfglmnprst" for b in "aeiou" for c in ("lin", "rop", "den", "mas", "tig", "ver")]

    def prose() -> str:
        return ". ".join(" ".join(chance.choices(own, k=10)).capitalize() for _sentence in range(WORDS // 10))

    more = tuple(Section(heading=f"Part {part}", body=f"{prose()} [@nhs-2024].") for part in range(SECTIONS))
    return content.model_copy(
        update={"title": f"{content.title} {number}", "sections": (*content.sections[:1], *more, *content.sections[1:])}
    )


def publish_all() -> None:
    specialty = Specialty.objects.create(name="Physiotherapy", slug="physiotherapy")
    source = complete_content().references[0]
    Reference.objects.create(key=source.key, csl=source.csl)
    clinician = make_clinician("clinician", "PH000001", specialty).user
    cast = Cast(make_person("editor", "editor"), clinician, make_person("publisher", "publisher"), specialty)
    chance = random.Random(1)  # noqa: S311 - no secret, the same articles every time
    for number in range(MANY):
        cast.publish(cast.draft(f"article-{number}", long_content(number, chance)))


def main() -> None:
    setup_test_environment()
    connection.creation.create_test_db(verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        settings.SIGNING_KEY_FILE = Path(folder) / "signing-key.json"
        settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        keys.make_signing_key()
        print(f"{MANY} articles published in {seconds(publish_all):.0f} s")
        client, lists = Client(), []
        searches: dict[str, list[float]] = {query: [] for query in QUERIES}
        for _round in range(ROUNDS):
            lists.append(seconds(lambda: client.get("/articles/")))
            for query, times in searches.items():
                times.append(seconds(lambda: client.get("/search/", {"q": query})))  # noqa: B023 - called at once
    listed = median(lists)
    print(f"the list of all {listed * 1000:.0f} ms")
    for query, times in searches.items():
        print(f"search “{query}” {median(times) * 1000:.0f} ms: {median(times) / listed:.0%} of the list")


if __name__ == "__main__":
    main()
