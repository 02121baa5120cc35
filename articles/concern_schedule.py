"""What is done about concerns when its time has come: answers are mailed, and readers' words are deleted."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import concerns
from articles.models import Concern

_HOPELESS = 5  # failures after which the mail server is left alone until the next run


def send_answers() -> None:
    """Mail answers to the readers who asked for one."""
    failed = 0
    for concern in Concern.objects.exclude(outcome=Concern.Outcome.OPEN).exclude(contact=""):
        failed += not _send_answer(concern)
        if failed == _HOPELESS:
            break
    if failed:
        raise OSError(_("Answers to readers that could not be sent: %(n)d. They are kept.") % {"n": failed})


def forget_old() -> None:
    """Delete the words of concerns that were answered long ago, or came a year ago."""
    now = timezone.now()
    answered = Q(closed_at__lt=now - timedelta(days=settings.CONCERN_KEPT_DAYS))
    old = Q(received_at__lt=now - timedelta(days=settings.CONCERN_LONGEST_DAYS))
    for concern in Concern.objects.filter(answered | old, forgotten_at=None):
        concerns.forget(concern)


def _send_answer(concern: Concern) -> bool:
    """Whether it went well. The address is taken off first, so that no other run sends too; a failure puts it back."""
    address = concern.contact
    row = Concern.objects.filter(pk=concern.pk)
    if not row.filter(contact=address).update(contact=""):
        return True  # another run has it
    link = settings.SITE_URL + reverse("concern-progress", args=[concern.code])
    words = {"concern": concern, "link": link, "publisher": settings.PUBLISHER_NAME}
    subject = _("Our answer to your report %(code)s") % {"code": concern.code}
    text = render_to_string("articles/mail/concern_answer.txt", words)
    try:
        # RFC 3834: so that an absent person's mail program answers nobody.
        EmailMessage(subject, text, to=[address], headers={"Auto-Submitted": "auto-generated"}).send()
    except Exception:  # a mail backend may raise anything, and one message must not stop the others
        row.filter(forgotten_at=None).update(contact=address)
        return False
    concerns.answered(concern)
    return True
