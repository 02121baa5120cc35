"""Writes notices: one row a person, in the transaction of the deed they tell of."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.template.loader import render_to_string

from articles.models import Notice
from articles.notices.sending import send_soon

SUBJECT_LENGTH = 300


@dataclass(frozen=True)
class Message:
    """What people are told. `said` is a sentence, `quote` somebody's words; `path` is where the link leads."""

    kind: str
    subject: str
    said: str
    link: str
    path: str
    quote_label: str = ""
    quote: str = ""


def write(message: Message, people: Iterable[User]) -> None:
    """Tell each of these people, as soon as the deed is done."""
    with transaction.atomic():
        notices = [_notice(message, person) for person in _reachable(people)]
        Notice.objects.bulk_create(notices)
        written = [notice.pk for notice in notices]
        transaction.on_commit(partial(send_soon, written), robust=True)


def remind(message: Message, people: Iterable[User], key: str) -> None:
    """Tell each of these people once: `key` names the occasion. It is sent with whatever is sent next."""
    for person in _reachable(people):
        mine = f"{key}, {person.pk}"
        if not Notice.objects.filter(key=mine).exists():
            notice = _notice(message, person)
            words = {"subject": notice.subject, "text": notice.text, "html": notice.html}
            Notice.objects.get_or_create(key=mine, defaults={"recipient": person, "kind": notice.kind, **words})


def _reachable(people: Iterable[User]) -> list[User]:
    return sorted({person for person in people if person.email and person.is_active}, key=lambda person: person.pk)


def _notice(message: Message, person: User) -> Notice:
    context = {"message": message, "address": settings.SITE_URL + message.path}
    return Notice(
        recipient=person,
        kind=message.kind,
        subject=" ".join(message.subject.split())[:SUBJECT_LENGTH],  # a line break in a header is refused
        text=render_to_string("articles/mail/message.txt", context).strip(),
        html=render_to_string("articles/mail/message.html", context).strip(),
    )
