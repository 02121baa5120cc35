"""A form that another site sent is refused, without a cookie."""

import pytest
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from articles.models import Concern
from articles.same_origin import is_foreign

OURS, THEIRS = "https://here.example", "https://there.example"


@pytest.mark.parametrize(
    ("headers", "foreign"),
    [
        ({}, False),
        ({"Sec-Fetch-Site": "same-origin"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": "same-site"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, True),
        ({"Sec-Fetch-Site": ""}, True),
        ({"Sec-Fetch-Site": "cross-site", "Origin": OURS}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://behind-a-proxy.example"}, False),
        ({"Origin": OURS}, False),
        ({"Origin": THEIRS}, True),
        ({"Origin": "null"}, True),
        ({"Origin": "http://here.example"}, True),
        ({"Origin": "https://here.example:8443"}, True),
        ({"Origin": "https://here.example.there.example"}, True),
        ({"Origin": "https://here.example@there.example"}, True),
        ({"Origin": "https://[nonsense"}, True),
        ({"Origin": "https://trusted.example"}, False),
        ({"Origin": THEIRS, "Referer": f"{OURS}/concern/"}, True),
        ({"Referer": f"{OURS}/concern/?page=/"}, False),
        ({"Referer": f"{THEIRS}/?{OURS}/"}, True),
    ],
)
def test_what_browsers_say(settings: Settings, headers: dict[str, str], foreign: bool) -> None:
    settings.ALLOWED_HOSTS = ["here.example"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://trusted.example"]
    request = RequestFactory().post("/concern/", headers={"Host": "here.example", **headers}, secure=True)
    assert is_foreign(request) is foreign


def test_nothing_of_a_foreign_form_is_taken(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    sent = {"kind": "other", "text": "Words."}
    answer = client.post("/concern/", sent, headers={"Origin": THEIRS})
    assert answer.status_code == 403
    assert "came from another website" in answer.content.decode()
    assert not Concern.objects.exists()
    assert client.get("/concern/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200  # a link from elsewhere
    assert client.post("/concern/", sent, headers={"Origin": "http://testserver"}).status_code == 302
    assert client.cookies == {}
