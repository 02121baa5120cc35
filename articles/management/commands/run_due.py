"""manage.py run_due: everything that waits for its time. Called every few minutes by a scheduler."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles import concern_schedule, witness
from articles.importing import incoming
from articles.models import PendingSignature
from articles.notices import reminders, sending

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Writes reminders, sends what waits, and tells the witness. Safe to call twice, at once, and late."

    def handle(self, *args: str, **options: object) -> None:
        failed = [sentence for sentence in map(_done, PARTS) if sentence]
        for sentence in failed:
            self.stderr.write(sentence)
        if failed:
            raise CommandError("Not everything that was due could be done; the rest was. It is tried again next time.")


def _done(part: Callable[[], object]) -> str:
    """Do one part. What went wrong, as a sentence, or empty text; the other parts are done all the same."""
    try:
        part()
    except _NotSent as error:
        return str(error)
    except Exception as error:  # one part that fails must not stop the others
        logger.exception("A part of run_due failed: %s", part.__name__)
        return f"{(part.__doc__ or part.__name__).splitlines()[0]} This failed: {error}"
    return ""


class _NotSent(Exception):
    """Some messages failed; the message says how many."""


def _send() -> None:
    """Send what waits."""
    failed = sending.send_now() + sending.send_digests()
    if failed:
        raise _NotSent(
            f"Messages that could not be sent: {failed}. They are kept, and tried again; the admin shows them."
        )


def _forget_signatures() -> None:
    """Delete statements that nobody signed in time."""
    PendingSignature.objects.filter(expires_at__lt=timezone.now() - timedelta(days=1)).delete()


PARTS: tuple[Callable[[], object], ...] = (
    reminders.of_requests,
    reminders.of_lapses,
    reminders.of_register_checks,
    reminders.of_concerns,
    _send,
    witness.send_head,
    _forget_signatures,
    concern_schedule.send_answers,
    concern_schedule.forget_old,
    incoming.forget_old,
)
