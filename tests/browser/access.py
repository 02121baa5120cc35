"""What everybody needs of a page: axe finds nothing, by day and by night, and nothing scrolls sideways."""

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
MAGNIFIED = {"width": 640, "height": 400}  # a desktop at 200 %
NARROWEST = {"width": 320, "height": 640}  # WCAG 2.2, 1.4.10: as wide as a desktop at 400 %

_AXE = Axe().axe_script
_FAULTS = "options => axe.run(document, options).then(found => found.violations)"
_ALL = {"resultTypes": ["violations"], "preload": False}  # it would preload by inline styles, which the policy refuses
_COLOURS = {**_ALL, "runOnly": ["color-contrast"]}


def follow(control: Locator) -> None:
    """Press what leads to another page, and wait for it: a look at once would find the old page, or half of the new."""
    with control.page.expect_navigation():
        control.click()


def faults(page: Page, *, on_phones: bool = True) -> list[str]:
    """Everything wrong with the page that is open: on a desktop and, unless it is not made for them, on small screens.

    Axe looks at the smallest: what is on a page is the same everywhere. Only colours differ between day and night.
    """
    page.wait_for_load_state()
    found = _sideways(page, "desktop", DESKTOP)
    if on_phones:
        found += _sideways(page, "desktop at 200 %", MAGNIFIED) + _sideways(page, "narrowest phone", NARROWEST)
    page.evaluate(_AXE)
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
    violations: list[dict[str, Any]] = page.evaluate(_FAULTS, options)
    return [
        f"{violation['id']}: {node['html']} {node.get('failureSummary', '')}"
        for violation in violations
        for node in violation["nodes"]
    ]
