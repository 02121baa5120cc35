"""What is typed on the desk survives a lost connection, and goes when it was sent, cleared, or its owner signed out."""

import json
import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Edition, Review
from reviewers.models import Specialty
from tests.conftest import make_clinician
from tests.desking import at

SignIn = Callable[[User], None]
NOTE = "Say when to stop."
FIELD = "What should be different?"
RESTORED = "What you typed before was kept on this device."
OFFLINE = "No connection. Nothing was sent; what you typed is kept on this device. Try again."

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page: Page, sign_in: SignIn, live_server: LiveServer, edition: Edition, clinician: User) -> Page:
    """The page of an edition in review."""
    sign_in(clinician)
    page.goto(live_server.url + at(edition))
    return page


def kept(page: Page) -> dict[str, str]:
    """What the device keeps, by name, once the page has done what it does when it is there."""
    page.wait_for_load_state()
    stored = page.evaluate("JSON.stringify(localStorage)")
    return {name: value for name, value in json.loads(stored).items() if name.startswith("kept:")}


def test_a_decision_without_a_connection_is_kept_and_sent_later(desk: Page, live_server: LiveServer) -> None:
    desk.get_by_label(FIELD).fill(NOTE)
    desk.context.set_offline(True)
    desk.get_by_role("button", name="Return with this note").click()
    expect(desk.get_by_role("alert")).to_contain_text(OFFLINE)
    assert Review.objects.count() == 0
    desk.context.set_offline(False)
    desk.get_by_role("button", name="Try again").click()
    desk.wait_for_url(live_server.url + reverse("desk:queue"))
    expect(desk.get_by_role("status")).to_have_text("Returned. The editors have your note.")
    assert [review.note for review in Review.objects.all()] == [NOTE]
    assert kept(desk) == {}


def test_a_reload_gives_back_what_was_typed(desk: Page, clinician: User, edition: Edition) -> None:
    desk.get_by_label(FIELD).fill(NOTE)
    desk.get_by_label("The whole article").check()
    desk.locator("#approve-has_interests-yes").check()
    desk.get_by_label("What readers should know").fill("They send me bookings.")
    desk.reload()
    assert desk.get_by_label(FIELD).input_value() == NOTE
    assert desk.get_by_label("The whole article").is_checked()
    assert desk.locator("#approve-has_interests-yes").is_checked()
    assert desk.get_by_label("What readers should know").input_value() == "They send me bookings."
    expect(desk.get_by_text(RESTORED)).to_have_count(2)
    assert set(kept(desk)) == {f"kept:{clinician.pk}:{edition.digest}:{form}" for form in ("approve", "return")}
    assert edition.digest not in "".join(kept(desk).values())
    assert "csrf" not in "".join(kept(desk).values())


def test_a_page_that_could_not_be_reloaded_gives_it_back_too(desk: Page, live_server: LiveServer) -> None:
    desk.get_by_label(FIELD).fill(NOTE)
    address = desk.url
    desk.goto("about:blank")  # the browser's own page of errors, or another tab: the form is gone
    desk.goto(address)
    assert desk.get_by_label(FIELD).input_value() == NOTE


def test_it_can_be_cleared(desk: Page) -> None:
    desk.get_by_label(FIELD).fill(NOTE)
    desk.reload()
    desk.get_by_role("button", name="Clear it").click()
    expect(desk.get_by_label(FIELD)).to_have_value("")
    assert kept(desk) == {}
    expect(desk.get_by_text(RESTORED)).to_have_count(0)


def test_signing_out_removes_it(desk: Page) -> None:
    desk.get_by_label(FIELD).fill(NOTE)
    assert len(kept(desk)) == 1
    desk.get_by_role("button", name="Sign out").click()
    expect(desk.get_by_role("heading", name="You are signed out")).to_be_visible()
    assert kept(desk) == {}


def test_signing_out_elsewhere_removes_it(desk: Page, live_server: LiveServer) -> None:
    desk.evaluate("localStorage.setItem('kept:1:x:return', '{}')")
    desk.evaluate("document.querySelector('[data-keep-forget]').removeAttribute('data-keep-forget')")
    desk.get_by_role("button", name="Sign out").click()
    expect(desk.get_by_role("heading", name="You are signed out")).to_be_visible()
    assert kept(desk) == {}


def test_after_a_day_it_is_gone(desk: Page) -> None:
    desk.get_by_label(FIELD).fill(NOTE)
    age = """hours => Object.keys(localStorage).forEach(name => localStorage.setItem(name,
        JSON.stringify({...JSON.parse(localStorage.getItem(name)), at: Date.now() - hours * 3600 * 1000})))"""
    desk.evaluate(age, 23)
    desk.reload()
    assert desk.get_by_label(FIELD).input_value() == NOTE
    desk.evaluate(age, 25)
    desk.reload()
    expect(desk.get_by_label(FIELD)).to_have_value("")
    assert kept(desk) == {}


def test_the_next_person_at_the_same_computer_does_not_see_it(
    desk: Page, sign_in: SignIn, physiotherapy: Specialty
) -> None:
    desk.get_by_label(FIELD).fill(NOTE)
    sign_in(make_clinician("colleague", "PH000041", physiotherapy).user)
    desk.reload()
    assert desk.get_by_label(FIELD).input_value() == ""
    expect(desk.get_by_text(RESTORED)).to_have_count(0)


def test_a_refusal_is_shown_and_nothing_is_lost(desk: Page) -> None:
    desk.get_by_label("What readers should know").fill("They send me bookings.")
    desk.get_by_role("button", name="Go on to sign").click()
    expect(desk).to_have_title(re.compile("^Problem: "))
    assert desk.get_by_label("What readers should know").input_value() == "They send me bookings."
    assert Review.objects.count() == 0


def test_two_quick_taps_decide_once(desk: Page, live_server: LiveServer) -> None:
    desk.get_by_label(FIELD).fill(NOTE)
    desk.get_by_role("button", name="Return with this note").dblclick()
    desk.wait_for_url(live_server.url + reverse("desk:queue"))
    assert Review.objects.count() == 1


def test_secrets_are_never_kept(desk: Page) -> None:
    desk.evaluate(
        """() => {
            const form = document.querySelector("form[data-keep$=return]");
            form.insertAdjacentHTML("beforeend", `<input id=a type=password name=secret><input id=b name=code>
                <input id=c name=answer autocomplete=one-time-code><input id=d name=open>`);
        }"""
    )
    for field in "abcd":
        desk.locator(f"#{field}").fill(f"typed-{field}")
    values = "".join(kept(desk).values())
    assert "typed-d" in values
    assert not [field for field in "abc" if f"typed-{field}" in values]


def test_without_storage_the_page_works(
    page: Page, sign_in: SignIn, live_server: LiveServer, edition: Edition, clinician: User
) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})")
    sign_in(clinician)
    page.goto(live_server.url + at(edition))
    page.get_by_label(FIELD).fill(NOTE)
    page.get_by_role("button", name="Return with this note").click()
    page.wait_for_url(live_server.url + reverse("desk:queue"))
    assert Review.objects.get().note == NOTE


def test_without_the_script_the_page_works(
    page: Page, sign_in: SignIn, live_server: LiveServer, edition: Edition, clinician: User
) -> None:
    page.route("**/keep.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    sign_in(clinician)
    page.goto(live_server.url + at(edition))
    page.get_by_label(FIELD).fill(NOTE)
    page.get_by_role("button", name="Return with this note").click()
    page.wait_for_url(live_server.url + reverse("desk:queue"))
    assert Review.objects.get().note == NOTE


def broken(page: Page, method: str) -> None:
    """The first answer to a request of the script by this method is lost on the way back."""
    page.add_init_script(
        f"""const real = window.fetch;
        let isBroken = false;
        window.fetch = async (address, options) => {{
            const answer = await real(address, options);
            if (options.method === "{method}" && !isBroken) {{
                isBroken = true;
                throw new TypeError("The answer was lost.");
            }}
            return answer;
        }};"""
    )
    page.reload()


def test_a_network_that_leads_nowhere_counts_as_none(desk: Page, live_server: LiveServer) -> None:
    broken(desk, "HEAD")
    desk.get_by_label(FIELD).fill(NOTE)
    desk.get_by_role("button", name="Return with this note").click()
    expect(desk.get_by_role("alert")).to_contain_text(OFFLINE)
    assert Review.objects.count() == 0
    desk.get_by_role("button", name="Return with this note").click()
    desk.wait_for_url(live_server.url + reverse("desk:queue"))
    assert Review.objects.count() == 1


def test_an_answer_that_was_lost_is_not_called_unsent_and_decides_once(desk: Page) -> None:
    broken(desk, "POST")
    desk.get_by_label(FIELD).fill(NOTE)
    desk.get_by_role("button", name="Return with this note").click()
    expect(desk.get_by_role("alert")).to_contain_text("it may or may not have arrived")
    desk.get_by_role("button", name="Try again").click()
    expect(desk).to_have_title(re.compile("^Problem: "))
    expect(desk.get_by_role("alert")).to_contain_text("returned by now")
    assert Review.objects.count() == 1
