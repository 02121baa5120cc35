"""The timer under an exercise: it counts holds, repetitions, sides and sets, waits when it should, and is an extra."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles import images
from articles.content import Dose, DoseKind, Exercise, Section, SectionKind
from articles.models import Edition
from tests.browser.access import faults
from tests.conftest import complete_content
from tests.reading import ADDRESS

DRAWING = Path(__file__).resolve().parents[2] / "articles" / "demo" / "drawings" / "bridge.svg"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def address(live_server: LiveServer, published: Edition, publish_next: Callable[..., Edition], editor: User) -> str:
    """An article with one exercise that is held, one that is only counted, and one without numbers."""
    doses = (
        Dose(kind=DoseKind.NUMBERS, hold_seconds=5, repetitions_from=1, repetitions_to=2, per_side=True),
        Dose(kind=DoseKind.NUMBERS, repetitions_from=2, sets=2),
        Dose(kind=DoseKind.AS_COMFORTABLE, reason="It depends on the day."),
    )
    drawing = images.store(SimpleUploadedFile("bridge.svg", DRAWING.read_bytes()), editor)
    how = f"1. Lift. ![Hips lifted](media:{drawing.sha256})\n2. Lower."
    exercises = tuple(
        Exercise(name=f"Exercise {number}", how=how, dose=dose, progression="Lift less.", stop="Pain.")
        for number, dose in enumerate(doses, start=1)
    )
    whole = complete_content()
    section = Section(
        kind=SectionKind.EXERCISES, heading="Three exercises", precaution="Stop if it hurts.", exercises=exercises
    )
    publish_next(sections=(*whole.sections[:2], section, *whole.sections[3:]))
    return live_server.url + ADDRESS


def test_it_counts_along(page: Page, address: str) -> None:
    page.clock.install(time=datetime(2026, 11, 25, tzinfo=UTC))
    page.goto(address)
    page.clock.pause_at(datetime(2026, 11, 26, tzinfo=UTC))
    held = page.get_by_role("group", name="Exercise 1")
    face, said = held.locator(".timer-face"), held.locator("[aria-live=polite]")
    expect(face).to_be_hidden()
    held.get_by_role("button", name="Start the timer").press("Enter")
    expect(face).to_have_text("Get ready4First side")
    page.clock.run_for(4_000)
    expect(face).to_have_text("Hold51 of 2 · First side")
    expect(said).to_have_text("Hold. 1 of 2 · First side")
    page.clock.run_for(3_000)
    expect(face).to_have_text("Hold21 of 2 · First side")
    held.get_by_role("button", name="Pause").click()
    page.clock.run_for(60_000)
    expect(face).to_have_text("Hold21 of 2 · First side")
    expect(said).to_have_text("Hold. 1 of 2 · First side")  # not told every second
    held.get_by_role("button", name="Go on").click()
    page.clock.run_for(2_000 + 3_000 + 5_000)
    expect(face).to_have_text("Change sides8Second side")

    counted = page.get_by_role("group", name="Exercise 2")
    counted.get_by_role("button", name="Start counting").click()
    expect(counted.locator(".timer-face")).to_have_text("Move at your own pace0 of 2Set 1 of 2")
    page.clock.run_for(8_000 + 5_000 + 3_000 + 5_000)
    expect(face).to_have_text("Well done, that was the last one")
    one = counted.get_by_role("button", name="I did one")
    one.click(click_count=2)
    expect(counted.locator(".timer-face")).to_have_text("Rest as long as you need0 of 2Set 2 of 2")
    one.click(click_count=2)
    expect(counted.locator(".timer-face")).to_have_text("Well done, that was the last one2 of 2")
    counted.get_by_role("button", name="Start again").click()
    expect(counted.locator(".timer-face")).to_be_hidden()
    expect(counted.get_by_role("button", name="Start counting")).to_be_focused()

    held.get_by_role("button", name="Start the timer").click()
    for button in held.get_by_role("button").all():
        assert (button.bounding_box() or {"height": 0})["height"] >= 44
    expect(page.get_by_role("group", name="Exercise 3")).to_have_count(0)
    page.clock.resume()
    picture = page.get_by_role("img", name="Hips lifted").first
    assert picture.evaluate("picture => [picture.complete, picture.naturalWidth]") == [True, 320]
    assert faults(page) == []


def test_without_its_script_nothing_is_missing(browser: Browser, address: str) -> None:
    page = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    page.goto(address)
    first = page.locator(".exercise").first
    for words in ("Hold for 5 seconds. Repeat 1 to 2 times on each side.", "hold 5 seconds", "Lift less.", "Pain."):
        expect(first.get_by_text(words)).to_be_visible()
    expect(first.get_by_role("img", name="Hips lifted")).to_be_visible()
    expect(page.locator(".timer, #timer-words")).to_have_count(1)  # the words alone, which nobody sees
    expect(page.get_by_role("button")).to_have_count(0)
