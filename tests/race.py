"""The race: two clinicians, an editor and a publisher act on one edition at the same moment, again and again.

`main` makes a database of its own at DATABASE_URL, so that SQLite is tried on a file, as it is in use.
"""

import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import NamedTuple

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction

from articles import evidence, keys, preparing, proof, verifying, workflow
from articles.models import Article, Edition, LogEntry, PendingSignature
from articles.refusal import Refused
from reviewers.models import Specialty
from tests.conftest import complete_content, make_clinician, make_person, save_content
from tests.sign import yes_to_all

TRIES = 6  # how often the publisher presses the button in one round


class Cast(NamedTuple):
    editor: User
    publisher: User
    clinicians: tuple[User, User]


def run(cast: Cast, specialty: Specialty, rounds: int) -> dict[str, int]:
    """Run the rounds. Returns how often an edition ended in each state. Raises AssertionError for a broken promise."""
    ends: dict[str, int] = {}
    for number in range(rounds):
        edition = _round(cast, specialty, number)
        ends[edition.state] = ends.get(edition.state, 0) + 1
    assert list(verifying.problems()) == []
    sequence = list(LogEntry.objects.order_by("seq").values_list("seq", flat=True))
    assert sequence == list(range(1, len(sequence) + 1))
    return ends


def _round(cast: Cast, specialty: Specialty, number: int) -> Edition:
    article = Article.objects.create(slug=f"race-{number}", owner=cast.editor)
    article.specialties.add(specialty)
    save_content(article, complete_content(title=f"Race {number}"), cast.editor)
    edition = workflow.submit(article, cast.editor)
    first, second = cast.clinicians

    def approves() -> object:
        return workflow.approve(_prepared(edition, first), first, evidence.of_code())

    def decides() -> object:
        if number % 2:
            return workflow.approve(_prepared(edition, second), second, evidence.of_code())
        return workflow.return_(edition, second, digest=edition.digest, note="Say when to stop.")

    def saves() -> object:
        with transaction.atomic():
            save_content(Article.objects.get(pk=article.pk), complete_content(lead=f"Words {number}."), cast.editor)
        return None

    def publishes() -> object:
        for attempt in range(TRIES):
            try:
                return workflow.publish(Edition.objects.get(pk=edition.pk), cast.publisher)
            except Refused as refused:
                if attempt == TRIES - 1:
                    return refused
                time.sleep(0.01)
        return None

    at_once([approves, decides, saves, publishes])
    edition.refresh_from_db()
    decisions = list(edition.reviews.values_list("decision", flat=True))
    assert len(decisions) == 1, decisions
    approved = decisions == ["approve"]
    assert edition.state in (("approved", "published") if approved else ("returned",)), (edition.state, decisions)
    assert (edition.get_content().lead, proof.digest_of(edition.content, edition.html)) == (
        complete_content().lead,
        edition.digest,
    )
    return edition


def _prepared(edition: Edition, by: User) -> PendingSignature:
    return preparing.begin_approval(
        edition, by, digest=edition.digest, scope="whole", interests="none", answers=yes_to_all(edition)
    )


def at_once(deeds: list[Callable[[], object]]) -> list[object]:
    """Do them all at the same moment, each on a connection of its own. What each gave, or how it was refused."""
    start = Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> object:
        start.wait(timeout=20)
        try:
            return deed()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def main(rounds: int) -> None:
    call_command("migrate", verbosity=0)
    keys.make_signing_key()
    specialty = Specialty.objects.create(name="Musculoskeletal physiotherapy", slug="physiotherapy")
    clinicians = (make_clinician("one", "PH000001", specialty).user, make_clinician("two", "PH000002", specialty).user)
    cast = Cast(make_person("editor", "editor"), make_person("publisher", "publisher"), clinicians)
    sys.stdout.write(f"{run(cast, specialty, rounds)}\n")
