"""A code scanner: it types all keys at once and presses Enter, wherever the focus is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.static.steps import activate, begin, choose, enter, go_to, reach, say_name
from tests.kiosk_web.static.stub import StubBridge
from tests.plugins.browser import OpenBooth, stop_clock

KNOWN = ("D’Hondt", "Amélie", "123456782")


@pytest.fixture
def page(open_booth: OpenBooth, bridge: StubBridge) -> Page:
    return open_booth(bridge, has_clock=True)


def scan(page: Page, text: str) -> None:
    """Type everything within one millisecond of the page's stopped clock."""
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # many scanners send CR and LF
    page.clock.run_for(1_000)


def to_number(page: Page) -> None:
    begin(page)
    activate(page, "#known")
    say_name(page)
    reach(page, "number")
    stop_clock(page)


@pytest.mark.parametrize("focus", ["patient-number", "back", "continue", "tool-help", "screen-title"])
@pytest.mark.parametrize("text", ["123456782", "P123 456 782"])
def test_a_scanned_number_is_filled_in_and_goes_on(
    page: Page, bridge: StubBridge, focus: str, text: str
) -> None:
    to_number(page)
    page.locator("#patient-number").fill("99")
    page.locator(f"#{focus}").focus()
    scan(page, text)
    reach(page, "specialty")
    assert bridge._hears("log_in") == [KNOWN]


def test_a_scanned_number_with_a_wrong_check_digit_is_questioned(page: Page, bridge: StubBridge) -> None:
    to_number(page)
    page.locator("#back").focus()
    scan(page, "123456783")
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator("#patient-number")).to_have_value("123 456 783")
    assert bridge._asked("log_in") == []


def test_a_scan_where_no_number_is_asked_does_nothing(page: Page, bridge: StubBridge) -> None:
    begin(page)
    activate(page, "#known")
    stop_clock(page)
    page.locator("#last-name").fill("D’Hondt")
    page.locator("#first-name").fill("Amé")
    scan(page, "https://example.org/?n=1 2")
    reach(page, "name")
    expect(page.locator("#first-name")).to_have_value("Amé")
    page.locator("#back").focus()
    scan(page, "12 34 ")
    reach(page, "name")


def test_a_scan_presses_no_button_that_has_the_focus(page: Page, bridge: StubBridge) -> None:
    enter(page)
    go_to(page, "reason")
    choose(page, "reason-symptom")
    activate(page, "#continue")
    reach(page, "check")
    stop_clock(page)
    page.locator("#continue").focus()
    scan(page, "AB 123456782")
    reach(page, "check")
    assert bridge._asked("book") == []
    page.keyboard.press("Enter")
    reach(page, "booked")


def test_names_typed_in_a_burst_are_no_scan(page: Page) -> None:
    begin(page)
    activate(page, "#known")
    stop_clock(page)
    page.locator("#first-name").fill("Amélie")
    page.locator("#last-name").focus()
    page.keyboard.type("Vandenbroucke")
    page.keyboard.press("Enter")
    reach(page, "number")
