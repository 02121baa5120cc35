"""Uses the site as a person does: opens a page, fills in its form, sends it. No other way in.

The demo is loaded through this, so everything in it went through the screens, rules and guards that everybody meets.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.test import Client
from lxml import html

from articles.authentication import current_code

Answers = Mapping[str, str | Iterable[str]]


class ScreenError(Exception):
    """A page did not do what a person would have expected. The message holds the page's own words."""


class Phone:
    """An authenticator app. Each code works once, so it also shows those of the next and the last half minute."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.shown: set[str] = set()

    def code(self) -> str:
        """A code that it did not show yet. Raises ScreenError for the fourth within a minute."""
        for later in (0, 1, -1):
            code, _seconds = current_code(self.secret, later)
            if code not in self.shown:
                self.shown.add(code)
                return code
        raise ScreenError("the app shows no new code for half a minute")


class Screens:
    """One person at a browser, with the phone that shows their codes once they have one."""

    phone: Phone

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")

    def read(self, address: str, element_id: str) -> str:
        """What stands in one place of a page."""
        page = self.client.get(address)
        document: Any = html.document_fromstring(page.content.decode(page.charset))  # as in _complaint
        return str(document.get_element_by_id(element_id).text)

    def send(self, address: str, answers: Answers) -> str:
        """Fill in the form of a page and send it. Returns where it led. Raises ScreenError if the form came back.

        `answers` are the values by field name; fields that it leaves out are sent as the page had them.
        """
        page = self.client.get(address, follow=True)
        address = page.redirect_chain[-1][0] if page.redirect_chain else address
        if page.status_code != 200:
            raise ScreenError(f"{address} answered {page.status_code}")
        form = _main_form(html.document_fromstring(page.content.decode(page.charset)), answers)
        values = _values(form)
        values.update({name: [value] if isinstance(value, str) else list(value) for name, value in answers.items()})
        answer = self.client.post(form.get("action") or address, values)
        if answer.status_code != 302:
            complaint = _complaint(answer.content.decode(answer.charset))
            raise ScreenError(f"{address} answered {answer.status_code}: {complaint}")
        return str(answer.headers["Location"])

    def upload(self, address: str, field: str, file: Path) -> str:
        """Send a file from within a page that is open, as its script does. Returns what the site answered."""
        with file.open("rb") as opened:
            token = self.client.cookies["csrftoken"].value
            answer = self.client.post(address, {field: opened, "csrfmiddlewaretoken": token})
        said = answer.content.decode(answer.charset)
        if answer.status_code != 200:
            raise ScreenError(f"{address} answered {answer.status_code} to {file.name}: {said}")
        return said


def _main_form(document: html.HtmlElement, answers: Answers) -> Any:
    """The form of the page that has the fields to be filled in."""
    for form in document.forms:
        if form.method.upper() == "POST" and all(form.xpath(".//*[@name=$name]", name=name) for name in answers):
            return form
    raise ScreenError(f"the page has no form with the fields {', '.join(answers)}")


def _values(form: Any) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, value in form.form_values():
        if "__prefix__" not in name:
            values.setdefault(name, []).append(value)
    return values


def _complaint(page: str) -> str:
    """The errors that the page shows, or else its words."""
    document: Any = html.document_fromstring(page)  # lxml's stubs don't know its HTML elements
    shown = document.xpath("//*[contains(@class, 'error') or @role='alert']")
    text = " ".join(part.text_content() for part in shown) or document.text_content()
    return " ".join(text.split())[:1000]
