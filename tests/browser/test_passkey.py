"""A passkey in a real browser, with Chromium's virtual authenticator: added, signed out, signed in with."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles import authentication
from tests.browser.access import faults, follow
from tests.browser.watching import watch
from tests.conftest import PASSWORD, code_app, totp_code

DESK = re.compile(r"/desk/$")
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """Browsers make passkeys for https and for `localhost` only, not for an address of figures."""
    return f"http://localhost:{urlsplit(live_server.url).port}"


def new_device(browser: Browser, site: str) -> Page:
    """A phone with a screen of 360 pixels and an authenticator of its own."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=site)
    context.set_default_timeout(10_000)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return page


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """Watched, as every browser of these tests is."""
    page = new_device(browser, site)
    complaints = watch(page.context, site)
    yield page
    page.context.close()
    assert complaints == []


def sign_in(page: Page, username: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Sign in"))


def add_passkey(page: Page) -> None:
    follow(page.get_by_role("link", name="Add a passkey or hardware key"))
    page.get_by_label("A name for it").fill("My phone")
    page.get_by_role("button", name="Add it").click()


def test_added_and_signed_in_with(phone: Page, clinician: User) -> None:
    sign_in(phone, "clinician")
    assert faults(phone) == []
    add_passkey(phone)
    expect(phone.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert faults(phone) == []
    phone.get_by_role("button", name="I have kept them").click()
    expect(phone).to_have_url(DESK)
    (passkey,) = authentication.passkeys_of(clinician)
    assert str(passkey) == "My phone"

    follow(phone.get_by_role("button", name="Sign out"))
    sign_in(phone, "clinician")
    expect(phone.get_by_role("heading", name="Second step")).to_be_visible()
    assert faults(phone) == []
    phone.goto("/desk/")
    expect(phone.get_by_role("heading", name="Sign in")).to_be_visible()  # half way is nowhere
    phone.goto("/sign-in/second-step/")
    phone.get_by_role("button", name="Use a passkey or hardware key").click()
    expect(phone).to_have_url(DESK)


def test_a_device_without_the_key_says_so_and_leaves_the_code(
    phone: Page, browser: Browser, site: str, clinician: User
) -> None:
    sign_in(phone, "clinician")
    add_passkey(phone)
    expect(phone.get_by_role("heading", name="Recovery codes")).to_be_visible()
    other = new_device(browser, site)
    code_app(clinician)
    sign_in(other, "clinician")
    other.get_by_role("button", name="Use a passkey or hardware key").click()
    expect(other.get_by_text("Your browser or device did not do it.")).to_be_visible()
    other.get_by_label("Code from your app").fill(totp_code(clinician))
    other.get_by_role("button", name="Go on").click()
    expect(other).to_have_url(DESK)
    other.context.close()


def test_without_scripts_the_code_is_enough(browser: Browser, site: str, clinician: User) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    sign_in(page, "clinician")
    page.get_by_role("link", name="Add a passkey or hardware key").click()
    expect(page.get_by_text("need a newer browser with JavaScript switched on")).to_be_visible()
    page.get_by_role("link", name="Back").click()
    follow(page.get_by_role("link", name="Add an authenticator app"))
    assert page.locator("img.app-picture").evaluate("image => image.naturalWidth") > 100
    secret = page.locator("#secret").inner_text().replace(" ", "")
    page.get_by_label("The six figures").fill(authentication.current_code(secret)[0])
    follow(page.get_by_role("button", name="Add this app"))
    follow(page.get_by_role("button", name="I have kept them"))
    follow(page.get_by_role("button", name="Sign out"))
    sign_in(page, "clinician")
    page.get_by_label("Code from your app").fill(totp_code(clinician))
    page.get_by_role("button", name="Go on").click()
    expect(page).to_have_url(DESK)
    context.close()


def test_every_page_of_an_account_is_for_everybody(phone: Page, clinician: User) -> None:
    """Axe, by day and by night, on a phone and on a desktop."""
    for address in ("/sign-in/", "/password/forgotten/", "/password/forgotten/sent/", "/account/link/MQ/x-y/"):
        phone.goto(address)
        assert faults(phone) == []
    sign_in(phone, "clinician")
    add_passkey(phone)
    expect(phone.get_by_role("heading", name="Recovery codes")).to_be_visible()
    for address in ("/account/", "/account/app/", "/account/passkey/", "/account/recovery-codes/"):
        phone.goto(address)
        assert faults(phone) == []
