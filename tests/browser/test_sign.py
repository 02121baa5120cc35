"""Signing in a real browser: by a passkey of the clinician's own device, and by keyboard with a password and a code."""

import base64
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.contrib.auth.models import User
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from articles import verifying
from articles.models import Edition, Review
from tests.browser.access import follow
from tests.browser.test_desk import PHONE, SignIn, assert_usable
from tests.codes import totp_code
from tests.conftest import PASSWORD
from tests.desking import at
from tests.passkey import SoftKey

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": PHONE}


def hold(page: Page, key: SoftKey) -> None:
    """Give the browser a device that holds this key and knows its owner's finger."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    kind = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    device = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": kind})["authenticatorId"]
    private = key.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    credential = {
        "credentialId": base64.b64encode(key.credential_id).decode(),
        "isResidentCredential": False,
        "rpId": key.site,
        "privateKey": base64.b64encode(private).decode(),
        "signCount": 1,
    }
    devtools.send("WebAuthn.addCredential", {"authenticatorId": device, "credential": credential})


def answer_everything(page: Page) -> int:
    """Fill in the form of an approval as somebody does with a thumb. How many taps it took."""
    names = ["The whole article", "All of this is within my competence", "No, nothing"]
    boxes = [page.get_by_label(name, exact=True).first for name in names]
    boxes += page.get_by_label("Yes", exact=True).all()[:-1]  # the last asks about interests
    for box in boxes:
        box.check()
    return len(boxes)


def test_from_the_mail_to_a_signed_approval_in_few_taps(
    page: Page, sign_in: SignIn, live_server: LiveServer, edition: Edition, clinician: User
) -> None:
    sign_in(clinician)
    hold(page, SoftKey(clinician, site="localhost", origin=live_server.url))
    page.goto(live_server.url + at(edition))  # 1: the link in the mail
    page.get_by_role("link", name="Your decision").click()  # 2
    answer_everything(page)  # reading and answering don't count
    follow(page.get_by_role("button", name="Go on to sign"))  # 3
    assert not Review.objects.exists()
    assert_usable(page)
    page.get_by_role("button", name="Sign with your passkey").click()  # 4, and the finger: 5
    page.wait_for_url(live_server.url + "/desk/")
    assert "Approved and signed." in page.get_by_role("status").inner_text()
    assert Review.objects.get().shown()["method"] == "passkey"
    assert list(verifying.problems()) == []


def test_a_device_that_refuses_signs_nothing_and_says_so(
    page: Page, sign_in: SignIn, live_server: LiveServer, edition: Edition, clinician: User, editor: User
) -> None:
    sign_in(clinician)
    SoftKey(clinician, site="localhost", origin=live_server.url)
    hold(page, SoftKey(editor, site="localhost", origin=live_server.url))  # the browser holds another's key
    code = totp_code(clinician)
    page.goto(live_server.url + at(edition))
    answer_everything(page)
    follow(page.get_by_role("button", name="Go on to sign"))
    page.get_by_role("button", name="Sign with your passkey").click()
    page.get_by_role("alert").filter(has_text="Your device did not sign.").wait_for()
    assert not Review.objects.exists()
    assert_usable(page)
    page.get_by_label("Your password", exact=True).fill(PASSWORD)
    page.get_by_label("The code that your authenticator app shows now").fill(code)
    page.keyboard.press("Enter")
    page.wait_for_url(live_server.url + "/desk/")
    assert Review.objects.get().shown()["method"] == "password and one-time code"
