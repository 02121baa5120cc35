"""Uses the editors' screens as a browser does: reads a form off its page, changes some of it, sends all of it."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from lxml import html

from articles.models import Article

Values = dict[str, list[str]]


def form_of(client: Client, address: str, form_id: str = "article_form") -> Values:
    """What the form on the page would send if nobody touched it."""
    page = client.get(address)
    assert page.status_code == 200, page.status_code
    document: Any = html.document_fromstring(page.content.decode())
    values: Values = {}
    for field in document.get_element_by_id(form_id).inputs:
        if not field.name or "__prefix__" in field.name:  # new rows are made of a template, which browsers don't send
            continue
        kind = field.get("type", "text")
        if kind in ("submit", "file") or (kind in ("checkbox", "radio") and not field.checked):
            continue
        values.setdefault(field.name, []).append(field.value or "")
    return values


def change_address(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def draft_form(client: Client, article: Article) -> Values:
    return form_of(client, change_address(article))


def with_new_row(values: Values, group: str, **fields: str) -> Values:
    """The form after a click on “Add another” and some typing."""
    number = int(values[f"{group}-TOTAL_FORMS"][0])
    added = {f"{group}-{number}-{name}": [value] for name, value in {"id": "", **fields}.items()}
    return {**values, **added, f"{group}-TOTAL_FORMS": [str(number + 1)]}


def save(client: Client, article: Article, values: Values, **changes: str) -> HttpResponse:
    sent = {**values, **{name: [value] for name, value in changes.items()}}
    answer: HttpResponse = client.post(change_address(article), sent)  # type: ignore[assignment]  # the test client's own class
    return answer


def words(answer: HttpResponse) -> str:
    """The page's text as people read it, what stands in its fields included."""
    document: Any = html.document_fromstring(answer.content.decode())
    return " ".join(" ".join(document.itertext()).split())
