"""A reader: opens a public page and reads what it says."""

import lxml.html
from django.test import Client

ADDRESS = "/articles/ankle-sprain/"


def page(client: Client, address: str = ADDRESS) -> lxml.html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return lxml.html.document_fromstring(answer.content)


def words(element: lxml.html.HtmlElement, path: str = "//main") -> str:
    """The text at the path, with single spaces."""
    return " ".join(" ".join(found.text_content() for found in element.xpath(path)).split())


def words_of(client: Client, address: str) -> str:
    return words(page(client, address))
