"""How the demo's people come in: by the link in their mail, with a password and an authenticator app."""

import email
import re
from email import policy

from django.conf import settings
from django.core import mail
from django.urls import reverse

from articles.demo.people import PASSWORD, Person
from articles.demo.screens import Phone, ScreenError, Screens

_LINK = re.compile(r"/account/link/\S+")


def open_mailed_link(person: Person) -> Screens:
    """The browser of somebody who followed the link of their invitation and did all that it asks for."""
    screens = Screens()
    screens.send(_mailed_link(person), {"new_password1": PASSWORD, "new_password2": PASSWORD})
    add_app(screens)
    return screens


def sign_in_first(person: Person) -> Screens:
    """The browser of somebody whose account a command made: the first password opens the way to a second factor."""
    screens = Screens()
    screens.send(reverse("sign-in"), {"username": person.username, "password": PASSWORD})
    add_app(screens)
    return screens


def add_app(screens: Screens) -> None:
    address = reverse("account-app")
    screens.phone = Phone(screens.read(address, "secret").replace(" ", ""))
    screens.send(address, {"code": screens.phone.code()})
    screens.send(reverse("recovery-codes"), {})


def _mailed_link(person: Person) -> str:
    """The newest link that was mailed to this person. Raises ScreenError if there is none."""
    for recipients, text in reversed(_letters()):
        found = _LINK.search(text)
        if person.email in recipients and found:
            return found[0]
    raise ScreenError(f"no link was mailed to {person.email}; the demo reads mail files, so leave EMAIL_BACKEND unset")


def _letters() -> list[tuple[str, str]]:
    """(recipients, text) of every mail, the oldest first: from the mail files, or from memory in tests."""
    if settings.EMAIL_BACKEND.endswith("locmem.EmailBackend"):
        return [(", ".join(message.to), str(message.body)) for message in mail.outbox]
    files = sorted(settings.EMAIL_FILE_PATH.glob("*.log"), key=lambda file: file.stat().st_mtime_ns)
    letters = [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    return [(str(letter["To"]), str(letter.get_content())) for letter in letters]
