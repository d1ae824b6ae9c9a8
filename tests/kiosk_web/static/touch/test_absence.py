"""A booth that nobody touches: a warning, one tap to go on, and nothing left of the patient.

docs/accessibility.md, "Time and privacy".
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.static.steps import begin, choose, enter, go_to, onward, problem, reach
from tests.kiosk_web.static.stub import StubBridge
from tests.plugins.browser import OpenBooth, stop_clock

IDLE, WARNING, AFTER_BOOKED = 60, 20, 30


@pytest.fixture
def page(open_booth: OpenBooth, bridge: StubBridge) -> Page:
    return open_booth(bridge, has_clock=True)


def stand_still(page: Page) -> None:
    """Touch the booth for the last time: from here on, only `wait` lets time pass."""
    stop_clock(page)
    page.keyboard.press("Shift")


def wait(page: Page, seconds: float) -> None:
    """Let time pass on the page's stopped clock."""
    page.clock.run_for(int(seconds * 1000))


def test_after_60_s_a_warning_then_20_s_to_answer_then_logout_and_the_invitation(
    page: Page, bridge: StubBridge
) -> None:
    enter(page)
    stand_still(page)
    wait(page, IDLE - 1)
    expect(page.get_by_role("dialog")).to_have_count(0)
    wait(page, 2)
    expect(page.get_by_role("dialog")).to_contain_text("Êtes-vous toujours là ?")
    expect(page.get_by_role("dialog")).to_contain_text(re.compile(r"Encore \d+ secondes"))
    expect(page.locator("#dialog-title")).to_be_focused()
    wait(page, WARNING - 3)
    expect(page.get_by_role("dialog")).to_be_visible()
    assert bridge._asked("log_out") == []
    wait(page, 4)
    reach(page, "attract")
    assert bridge._hears("log_out") == [()]


def test_one_tap_or_key_goes_on_as_often_as_needed(page: Page, bridge: StubBridge) -> None:
    enter(page)
    choose(page, 2)
    stand_still(page)
    for answer in ("button", "key", "button", "key"):
        wait(page, IDLE + 5)
        expect(page.get_by_role("dialog")).to_be_visible()
        if answer == "button":
            page.locator("#still-here").click()
        else:
            page.keyboard.press("Shift")
        wait(page, 1)
        expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("[data-value='2']")).to_be_checked()
    reach(page, "specialty")
    assert bridge._asked("log_out") == []


def test_every_touch_restarts_the_idle_time(page: Page) -> None:
    enter(page)
    stand_still(page)
    for index in range(4):
        wait(page, IDLE - 1)
        choose(page, index % 2 + 1)
    expect(page.get_by_role("dialog")).to_have_count(0)
    wait(page, IDLE + 1)
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_warning_lets_the_patient_leave_at_once(page: Page, bridge: StubBridge) -> None:
    enter(page)
    stand_still(page)
    wait(page, IDLE + 1)
    page.locator("#still-leave").click()
    reach(page, "ended")
    assert bridge._hears("log_out") == [()]


def test_after_booked_the_warning_comes_after_30_s(page: Page) -> None:
    enter(page)
    go_to(page, "booked")
    stand_still(page)
    wait(page, AFTER_BOOKED - 1)
    expect(page.get_by_role("dialog")).to_have_count(0)
    wait(page, 2)
    expect(page.get_by_role("dialog")).to_be_visible()
    wait(page, WARNING + 1)
    reach(page, "attract")


def test_the_invitation_follows_the_goodbye_by_itself(page: Page) -> None:
    enter(page)
    page.locator("#log-out").click()
    reach(page, "ended")
    stand_still(page)
    wait(page, 11)
    reach(page, "ended")
    wait(page, 2)
    reach(page, "attract")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_after_a_goodbye_the_invitation_is_in_the_hospitals_language(page: Page) -> None:
    enter(page)
    page.locator("#language-nl").click()
    page.locator("#log-out").click()
    reach(page, "ended")
    expect(page).to_have_title(re.compile("^Dank u wel"))
    onward(page)
    reach(page, "attract")
    expect(page.locator("html")).to_have_attribute("lang", "fr-BE")


def test_a_doubtful_booking_is_shown_for_a_minute_after_an_absent_patients_session(
    page: Page, bridge: StubBridge
) -> None:
    bridge._refuse("book", *[{"code": "INTERNAL_ERROR", "unsure": True}] * 2)
    enter(page)
    go_to(page, "check")
    onward(page)
    problem(page, "INTERNAL_ERROR")
    stand_still(page)
    wait(page, IDLE + WARNING + 1)
    expect(page.locator(".ended[data-ending=unsure]")).to_be_visible()
    wait(page, 58)
    expect(page.locator(".ended[data-ending=unsure]")).to_be_visible()
    wait(page, 3)
    reach(page, "attract")


def test_checking_a_doubtful_booking_does_not_keep_an_absent_patients_session_open(
    page: Page, bridge: StubBridge
) -> None:
    bridge._refuse("book", {"code": "UNREACHABLE", "unsure": True})
    enter(page)
    go_to(page, "check")
    onward(page)
    problem(page, "UNREACHABLE")
    answer = bridge._hold("book")  # the server is silent from here on
    stand_still(page)
    wait(page, IDLE + WARNING + 3)
    expect(page.locator(".ended[data-ending=unsure]")).to_be_visible()
    answer.set()


def test_no_warning_comes_while_a_booking_is_on_its_way(page: Page, bridge: StubBridge) -> None:
    enter(page)
    go_to(page, "check")
    answer = bridge._hold("book")
    onward(page)
    bridge._hears("book")
    stand_still(page)
    wait(page, IDLE + WARNING + 30)
    expect(page.get_by_role("dialog")).to_have_count(0)
    answer.set()
    reach(page, "booked")


def test_an_abandoned_language_is_reset_to_the_hospitals(page: Page) -> None:
    begin(page, "nl")
    stand_still(page)
    wait(page, IDLE + WARNING + 3)
    reach(page, "attract")
    expect(page.locator("html")).to_have_attribute("lang", "fr-BE")


def test_the_invitation_resets_an_abandoned_look_without_a_warning(page: Page) -> None:
    page.locator("#tool-look").click()
    choose(page, 4)
    page.locator("#look-done").click()
    stand_still(page)
    wait(page, IDLE + 2)
    expect(page.locator("html")).to_have_attribute("data-size", "1")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_times_can_be_configured(open_booth: OpenBooth) -> None:
    bridge = StubBridge()
    bridge._configuration = bridge._configuration | {
        "times": {"idle": 15, "warning": 40, "booked": 10, "limit": 600}
    }
    page = open_booth(bridge, has_clock=True)
    enter(page)
    stand_still(page)
    wait(page, 16)
    expect(page.get_by_role("dialog")).to_be_visible()
    wait(page, 38)
    reach(page, "specialty")
    wait(page, 2)
    reach(page, "attract")


def test_a_chime_announces_the_warning_once(page: Page) -> None:
    page.evaluate(
        "() => { window.notes = []; const start = OscillatorNode.prototype.start;"
        " OscillatorNode.prototype.start = function (...when) {"
        " window.notes.push(this.frequency.value); return start.apply(this, when); }; }"
    )
    enter(page)
    stand_still(page)
    wait(page, IDLE + 5)
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate("window.notes") == [660, 880]  # not at every second of the countdown


def test_a_touch_behind_the_warning_writes_nothing_and_answers_nothing(page: Page) -> None:
    begin(page)
    page.locator("#known").click()
    page.locator("#last-name").fill("Du")
    key = page.locator(".keyboard [data-key='p']").last.bounding_box()
    assert key
    stand_still(page)
    wait(page, IDLE + 2)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.mouse.click(key["x"] + 20, key["y"] + 20)
    page.mouse.click(540, 40)
    wait(page, 1)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.locator("#still-here").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#last-name")).to_have_value("Du")


def test_a_session_ends_at_a_screen_that_is_shown_for_too_long(page: Page, bridge: StubBridge) -> None:
    enter(page)
    stop_clock(page)
    for index in range(20):
        choose(page, index % 2 + 1)
        wait(page, 30)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Cet écran est ouvert depuis longtemps")
    expect(page.locator("#still-here")).to_have_count(0)
    page.keyboard.press("Escape")
    wait(page, WARNING + 1)
    reach(page, "attract")
    assert bridge._hears("log_out") == [()]
