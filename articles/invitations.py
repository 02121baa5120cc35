"""Opens accounts and gives them back: the mailed link, and who vouched that it goes to the right person.

There is one kind of link. It works once and for a few days, sets a password, and opens a session in which somebody
without a second factor adds one.
"""

import logging

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from articles import rules
from reviewers.models import IdentityCheck

logger = logging.getLogger(__name__)


def vouch_for_account(person: User, how: str, by: User) -> None:
    """Record how an administrator knows that the account's name and e-mail address are this person's."""
    if not rules.may_vouch_for(by, person):
        raise PermissionDenied
    IdentityCheck.objects.create(person=person, how=how, checked_by=by)


def send_invitation(person: User, by: User) -> bool:
    return _send_link(person, _("Your account at %(publisher)s"), "invitation", by=by)


def send_password_link(person: User) -> bool:
    """The second factor stays as it is."""
    return _send_link(person, _("Set a new password at %(publisher)s"), "password")


def replace_lost_device(person: User, how: str, by: User) -> bool:
    """Take away every second factor and the password, which ends every session, and send a link to begin anew.

    What the person signed stays as it is: evidence is kept with each review. Returns whether the mail went out.
    """
    if not rules.may_vouch_for(by, person):
        raise PermissionDenied
    with transaction.atomic():
        IdentityCheck.objects.create(person=person, how=how, checked_by=by, purpose=IdentityCheck.Purpose.LOST_DEVICE)
        Authenticator.objects.filter(user=person).delete()
        person.set_unusable_password()
        person.save(update_fields=["password"])
    return _send_link(person, _("Your second factor at %(publisher)s was reset"), "lost_device", by=by)


def tell_of_change(person: User, what: str, to: str = "") -> bool:
    """Tell somebody that their account changed, so that a change which they did not make is noticed."""
    return _send(to or person.email, _("Your account at %(publisher)s changed"), "change", person=person, what=what)


def _send_link(person: User, subject: str, template: str, **context: object) -> bool:
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    path = reverse("mailed-link", args=[uid, default_token_generator.make_token(person)])
    days = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
    link = settings.SITE_URL + path
    return _send(person.email, subject, template, person=person, link=link, days=days, **context)


def _send(to: str, subject: str, template: str, **context: object) -> bool:
    """At once and not after commit: whoever asked is told whether it went out. A failure is logged."""
    publisher = " ".join(settings.PUBLISHER_NAME.split())  # a line break in a header is refused by the mail library
    text = render_to_string(f"registration/mail/{template}.txt", {"publisher": publisher, **context})
    try:
        return EmailMessage(subject % {"publisher": publisher}, text, to=[to]).send() == 1
    except OSError:
        logger.exception("The message “%s” could not be sent.", template)
        return False
