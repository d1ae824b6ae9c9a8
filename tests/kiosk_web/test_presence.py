"""A booth that nobody touches: warning, one tap to go on, and nothing left of the patient (kiosk.md)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.steps import begin, choose, enter, go_to, onward, problem, reach
from tests.kiosk_web.stub import StubBridge
from tests.plugins.browser import OpenBooth

IDLE, WARNING, AFTER_BOOKED = 60, 20, 30


@pytest.fixture
def page(open_booth: OpenBooth, bridge: StubBridge) -> Page:
    return open_booth(bridge, has_clock=True)


def wait(page: Page, seconds: float) -> None:
    """Let the page's own clock run."""
    page.clock.run_for(int(seconds * 1000))


def test_after_60_s_a_warning_then_20_s_to_answer_then_logout_and_the_invitation(
    page: Page, bridge: StubBridge
) -> None:
    enter(page)
    wait(page, IDLE - 2)
    expect(page.get_by_role("dialog")).to_have_count(0)
    wait(page, 3)
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
    for answer in ("button", "key", "glass", "button", "key"):
        wait(page, IDLE + 5)
        expect(page.get_by_role("dialog")).to_be_visible()
        if answer == "button":
            page.locator("#still-here").click()
        elif answer == "key":
            page.keyboard.press("Shift")
        else:
            page.mouse.click(540, 40)
        wait(page, 1)
        expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("[data-value='2']")).to_be_checked()
    reach(page, "specialty")
    assert bridge._asked("log_out") == []


def test_every_touch_and_key_begins_the_time_anew(page: Page) -> None:
    enter(page)
    for index in range(4):
        wait(page, IDLE - 10)
        choose(page, index % 2 + 1)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_warning_lets_the_patient_leave_at_once(page: Page, bridge: StubBridge) -> None:
    enter(page)
    wait(page, IDLE + 1)
    page.locator("#still-leave").click()
    reach(page, "ended")
    assert bridge._hears("log_out") == [()]


def test_after_booked_the_warning_comes_after_30_s(page: Page) -> None:
    enter(page)
    go_to(page, "booked")
    wait(page, AFTER_BOOKED - 2)
    expect(page.get_by_role("dialog")).to_have_count(0)
    wait(page, 3)
    expect(page.get_by_role("dialog")).to_be_visible()
    wait(page, WARNING + 1)
    reach(page, "attract")


def test_the_goodbye_gives_way_to_the_invitation_by_itself(page: Page) -> None:
    enter(page)
    page.locator("#log-out").click()
    reach(page, "ended")
    wait(page, 13)
    reach(page, "attract")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_whoever_begins_after_a_goodbye_finds_the_invitation_as_it_always_is(page: Page) -> None:
    enter(page)
    page.locator("#language-nl").click()
    page.locator("#log-out").click()
    reach(page, "ended")
    expect(page).to_have_title(re.compile("^Dank u wel"))
    onward(page)
    reach(page, "attract")
    expect(page.locator("html")).to_have_attribute("lang", "fr-BE")


def test_a_doubt_about_a_booking_is_told_for_a_while_even_to_an_absent_patient(
    page: Page, bridge: StubBridge
) -> None:
    bridge._refuse("book", *[{"code": "INTERNAL_ERROR", "unsure": True}] * 2)
    enter(page)
    go_to(page, "check")
    onward(page)
    problem(page, "INTERNAL_ERROR")
    wait(page, IDLE + WARNING + 3)
    expect(page.locator(".ended[data-ending=unsure]")).to_be_visible()
    wait(page, 50)
    expect(page.locator(".ended[data-ending=unsure]")).to_be_visible()
    wait(page, 12)
    reach(page, "attract")


def test_checks_of_a_doubtful_booking_do_not_hold_the_glass_for_an_absent_patient(
    page: Page, bridge: StubBridge
) -> None:
    bridge._refuse("book", {"code": "UNREACHABLE", "unsure": True})
    enter(page)
    go_to(page, "check")
    onward(page)
    problem(page, "UNREACHABLE")
    answer = bridge._hold("book")  # the server is silent from here on
    wait(page, IDLE + WARNING + 3)
    expect(page.locator(".ended[data-ending=unsure]")).to_be_visible()
    answer.set()


def test_a_booking_on_its_way_is_waited_for(page: Page, bridge: StubBridge) -> None:
    enter(page)
    go_to(page, "check")
    answer = bridge._hold("book")
    onward(page)
    wait(page, IDLE + WARNING + 30)
    expect(page.get_by_role("dialog")).to_have_count(0)
    answer.set()
    reach(page, "booked")


def test_a_language_left_behind_goes_back_to_the_hospitals_own(page: Page) -> None:
    begin(page, "nl")
    wait(page, IDLE + WARNING + 3)
    reach(page, "attract")
    expect(page.locator("html")).to_have_attribute("lang", "fr-BE")


def test_the_invitation_waits_for_ever_and_forgets_a_look_left_behind(page: Page) -> None:
    page.locator("#tool-look").click()
    choose(page, 4)
    page.locator("#look-done").click()
    wait(page, IDLE + 2)
    expect(page.locator("html")).to_have_attribute("data-size", "1")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_times_are_the_configurations(open_booth: OpenBooth) -> None:
    bridge = StubBridge()
    bridge._configuration = bridge._configuration | {"times": {"idle": 15, "warning": 40, "booked": 10}}
    page = open_booth(bridge, has_clock=True)
    enter(page)
    wait(page, 16)
    expect(page.get_by_role("dialog")).to_be_visible()
    wait(page, 37)
    reach(page, "specialty")
    wait(page, 5)
    reach(page, "attract")


def test_the_warning_is_heard_also_by_who_is_not_read_to(page: Page) -> None:
    page.evaluate(
        "() => { window.notes = []; const start = OscillatorNode.prototype.start;"
        " OscillatorNode.prototype.start = function (...when) {"
        " window.notes.push(this.frequency.value); return start.apply(this, when); }; }"
    )
    enter(page)
    wait(page, IDLE + 3)
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate("window.notes") == [660, 880]  # once, not at every second of the countdown


def test_the_touch_that_answers_the_warning_writes_nothing(page: Page) -> None:
    begin(page)
    page.locator("#known").click()
    page.locator("#last-name").fill("Du")
    key = page.locator(".keyboard [data-key='p']").last.bounding_box()
    assert key
    wait(page, IDLE + 2)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.mouse.click(key["x"] + 20, key["y"] + 20)
    wait(page, 1)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#last-name")).to_have_value("Du")
    expect(page.locator("#last-name")).to_be_focused()
