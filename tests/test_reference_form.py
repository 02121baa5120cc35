"""The library's form: plain fields over one CSL item, of which nothing is lost that the form does not show."""

import pytest
from django.contrib.auth.models import User

from references.models import Reference
from tests.conftest import signed_in

ADD = "/admin/references/reference/add/"
PAPER = {
    "type": "article-journal",
    "authors": "Example, Ada\nSample, Sam\nWorld Health Organization",
    "year": "2021",
    "title": "Moving early after a sprain",
    "container": "Journal of Invented Results",
    "volume": "12",
    "pages": "3-9",
    "url": "https://example.org/paper",
    "doi": "10.1000/xyz",
}


def test_a_paper_becomes_one_csl_item_with_a_key(editor: User) -> None:
    assert signed_in(editor).post(ADD, PAPER).status_code == 302
    reference = Reference.objects.get()
    assert reference.csl["author"] == [
        {"family": "Example", "given": "Ada"},
        {"family": "Sample", "given": "Sam"},
        {"literal": "World Health Organization"},
    ]
    assert reference.csl["issued"] == {"date-parts": [[2021]]}
    assert reference.csl["DOI"] == "10.1000/xyz"
    assert (reference.key, reference.year) == ("example-2021", 2021)


def test_what_the_form_does_not_show_is_kept(editor: User, reference: Reference) -> None:
    reference.csl["note"], reference.csl["ISSN"] = "Kept", "1234-5678"
    reference.save()
    address = f"/admin/references/reference/{reference.pk}/change/"
    client = signed_in(editor)
    values = {**PAPER, "key": reference.key, "title": "Another title"}
    assert client.post(address, values).status_code == 302
    reference.refresh_from_db()
    assert (reference.csl["note"], reference.csl["ISSN"], reference.title) == ("Kept", "1234-5678", "Another title")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("key", "nhs-2024"),
        ("key", "Not A Key"),
        ("url", "javascript:alert(1)"),
        ("doi", "not a doi"),
        ("type", "spell"),
    ],
)
def test_refused_with_everything_kept(editor: User, reference: Reference, field: str, value: str) -> None:
    answer = signed_in(editor).post(ADD, {**PAPER, field: value})
    assert answer.status_code == 200
    assert "Journal of Invented Results" in answer.content.decode()
    assert Reference.objects.count() == 1


def test_two_of_one_author_and_year_get_keys_of_their_own(editor: User) -> None:
    client = signed_in(editor)
    client.post(ADD, PAPER)
    client.post(ADD, {**PAPER, "title": "Another paper", "doi": "10.1000/other"})
    keys = set(Reference.objects.values_list("key", flat=True))
    assert len(keys) == 2
    assert "example-2021" in keys
