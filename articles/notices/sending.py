"""Sends what was written: at once or once a day, as each person chose. Whatever fails is tried again, ever later.

Whoever tries a notice claims it first by compare and set, so two runs never send one at the same moment.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from threading import Thread

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from articles.models import Notice

logger = logging.getLogger(__name__)

UNSAFE = "withdrawn as unsafe"
REVOKED = "revocation"
GRAVE_CONCERN = "grave concern"
NEVER_WAITS = (UNSAFE, REVOKED, GRAVE_CONCERN)
"""Kinds that are sent at once whatever somebody chose: readers may be at risk."""

WAITS = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 180, 480, 720, 1440, 1440))
"""How long to wait after each failure: about three days together. Longer than a mail server is waited for."""
GIVEN_UP = len(WAITS) + 1
_DAY_BEGINS = time(7)  # the digest of the day is sent from then on, in the publisher's time zone
_HOPELESS = 5  # failures in a row after which the mail server is left alone until the next run


def send_soon(written: Sequence[int]) -> None:
    """Send these notices after commit: beside the request if `settings.MAIL_IN_BACKGROUND`, else here and now."""
    if settings.MAIL_IN_BACKGROUND:
        Thread(target=_send_in_thread, args=(written,)).start()
    else:
        send_now(written)


def send_now(written: Sequence[int] | None = None) -> int:
    """Send all that need not wait for the day's digest, or those of them with these keys. How many failed."""
    pending = _pending().filter(Q(kind__in=NEVER_WAITS) | ~Q(recipient__in=_daily_people()))
    if written is not None:
        pending = pending.filter(pk__in=written)
    return _send_all([[notice] for notice in pending])


def send_digests() -> int:
    """Send each person who chose so one message with all that waits, at most once a day. How many failed."""
    pending = _pending().filter(recipient__in=_daily_people()).exclude(kind__in=NEVER_WAITS)
    day_began = _latest_start_of_day()
    bundles: dict[int, list[Notice]] = {}
    for notice in pending:
        bundles.setdefault(notice.recipient_id, []).append(notice)
    return _send_all([bundle for bundle in bundles.values() if bundle[0].written_at < day_began])


def _send_in_thread(written: Sequence[int]) -> None:
    try:
        send_now(written)
    except Exception:  # nobody else hears of it, and run_due tries again
        logger.exception("Notices could not be sent. They are kept, and manage.py run_due sends them.")
    finally:
        connection.close()


def _pending() -> QuerySet[Notice]:
    due = Notice.objects.filter(sent_at=None, due_at__lte=timezone.now(), attempts__lt=GIVEN_UP)
    reachable = due.filter(recipient__is_active=True).exclude(recipient__email="")
    return reachable.select_related("recipient").order_by("pk")


def _daily_people() -> QuerySet[User]:
    return User.objects.filter(notice_preference__daily=True)


def _latest_start_of_day() -> datetime:
    now = timezone.localtime()
    today = timezone.make_aware(datetime.combine(now.date(), _DAY_BEGINS))
    return today if today <= now else timezone.make_aware(datetime.combine(now.date() - timedelta(1), _DAY_BEGINS))


def _send_all(bundles: list[list[Notice]]) -> int:
    failed = in_a_row = 0
    for bundle in bundles:
        claimed = _claim(bundle)
        if claimed and not _send(claimed):
            failed, in_a_row = failed + 1, in_a_row + 1
        elif claimed:
            in_a_row = 0
        if in_a_row == _HOPELESS:
            break
    return failed


def _claim(bundle: list[Notice]) -> list[Notice]:
    """Those of a person's notices that nobody else is trying. None if somebody else has the first of them."""
    claimed: list[Notice] = []
    for notice in bundle:
        wait = WAITS[min(notice.attempts, len(WAITS) - 1)]
        as_seen = Notice.objects.filter(pk=notice.pk, sent_at=None, attempts=notice.attempts, due_at=notice.due_at)
        if as_seen.update(attempts=notice.attempts + 1, due_at=timezone.now() + wait):
            claimed.append(notice)
        elif not claimed:
            return []
    return claimed


def _send(claimed: list[Notice]) -> bool:
    """Send them as one message; whether that went well."""
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in claimed])
    try:
        _message(claimed).send()
    except Exception as error:  # a mail backend may raise anything, and one message must not stop the others
        logger.warning("The message “%s” to %s failed.", claimed[0].subject, claimed[0].recipient, exc_info=True)
        rows.update(last_error=f"{type(error).__name__}: {error}"[:300])
        return False
    rows.update(sent_at=timezone.now(), last_error="")
    return True


def _message(notices: list[Notice]) -> EmailMultiAlternatives:
    subject = notices[0].subject
    if len(notices) > 1:
        subject = ngettext("%(n)d message for you", "%(n)d messages for you", len(notices)) % {"n": len(notices)}
    context = {"subject": subject, "notices": notices, "choose": settings.SITE_URL + reverse("notice-preference")}
    text = render_to_string("articles/mail/base.txt", context)
    # RFC 3834: so that an absent person's mail program answers nobody.
    headers = {"Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(subject, text, to=[notices[0].recipient.email], headers=headers)
    message.attach_alternative(render_to_string("articles/mail/base.html", context), "text/html")
    return message
