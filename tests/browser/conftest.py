"""A real Chromium, without its windows, against a real server. Every test fails on what `watching` complains of."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.servers.basehttp import WSGIRequestHandler
from django.test import Client
from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from references.models import Reference
from reviewers.models import Specialty
from tests.browser.watching import watch
from tests.showcase import Cast, set_up

SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MEND = "apt-get update && apt-get install -y --no-install-recommends chromium-headless-shell"

NewContext = Callable[..., BrowserContext]

WSGIRequestHandler.disable_nagle_algorithm = True  # headers and body go out apart, and would wait 40 ms for each other


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = shutil.which("chromium-headless-shell")
    if chromium is None:
        pytest.fail(f"These tests need Chromium, which is not installed. This would mend it: {MEND}", pytrace=False)
    return {**browser_type_launch_args, "executable_path": chromium, "args": list(SWITCHES)}


@pytest.fixture
def new_context(new_context: NewContext, live_server: LiveServer) -> Iterator[NewContext]:
    """As the plug-in's, and watched."""
    complaints: list[list[str]] = []

    def watched(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(30_000)  # a busy machine is no fault of the page
        complaints.append(watch(context, live_server.url))
        return context

    yield watched
    assert [complaint for heard in complaints for complaint in heard] == []


@pytest.fixture
def sign_in(page: Page, client: Client, live_server: LiveServer) -> Callable[[User], None]:
    """Give the browser the session of this person."""

    def signed_in(person: User) -> None:
        client.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])

    return signed_in


@pytest.fixture
def showcase(editor: User, clinician: User, publisher: User, physiotherapy: Specialty, reference: Reference) -> None:
    """An article in every state."""
    set_up(Cast(editor, clinician, publisher, physiotherapy))
