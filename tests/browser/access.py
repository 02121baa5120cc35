"""What everybody needs of a page: axe finds nothing, by day and by night, and nothing scrolls sideways on a phone."""

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}

_AXE = Axe()
_ALL = {"resultTypes": ["violations"], "preload": False}  # it would preload by inline styles, which the policy refuses
_COLOURS = {**_ALL, "runOnly": ["color-contrast"]}
_SHAPES = {**_ALL, "rules": {"color-contrast": {"enabled": False}}}


def follow(control: Locator) -> None:
    """Press what leads to another page, and wait for it: a look at once would find the old page, or half of the new."""
    with control.page.expect_navigation():
        control.click()


def faults(page: Page, *, on_phones: bool = True) -> list[str]:
    """Everything wrong with the page that is open: on a desktop and, unless it is not made for one, on a phone.

    Colours are the same on both, and only they differ between day and night.
    """
    page.wait_for_load_state()
    found = _sideways(page, "desktop", DESKTOP)
    if on_phones:
        found += [f"desktop: {fault}" for fault in _axe_faults(page, "light", _SHAPES)]
        found += _sideways(page, "phone", PHONE)
    found += [f"light: {fault}" for fault in _axe_faults(page, "light")]
    found += [f"dark: {fault}" for fault in _axe_faults(page, "dark", _COLOURS)]
    return [f"{page.url} {fault}" for fault in found]


def _sideways(page: Page, name: str, size: dict[str, int]) -> list[str]:
    """Make the window so large, and see whether the page scrolls sideways."""
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    return [f"{name}: scrolls sideways"] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else []


def _axe_faults(page: Page, scheme: Literal["light", "dark"], options: dict[str, Any] = _ALL) -> list[str]:
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.getAnimations().forEach(animation => animation.finish())")  # half-way colours are no fault
    violations = _AXE.run(page, options=options).response["violations"]
    return [
        f"{violation['id']}: {node['html']} {node.get('failureSummary', '')}"
        for violation in violations
        for node in violation["nodes"]
    ]
