"""Taps, double taps and slow second taps, and what a finger shows while it presses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.kiosk_web.static.steps import SIZES, begin, choose, enter, go_to, onward, reach, say_name, settled
from tests.kiosk_web.static.stub import StubBridge
from tests.plugins.browser import OpenBooth, stop_clock, wait_until


def tap_keys(page: Page, keys: str) -> None:
    for key in keys:
        page.locator(f".keyboard [data-key='{key.lower()}']").last.tap()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_done_hides_the_keyboard_and_presses_nothing_under_it(
    open_booth: OpenBooth, bridge: StubBridge, size: tuple[int, int]
) -> None:
    page = open_booth(bridge, size=size, has_touch=True)
    page.locator("#language-fr").tap()
    page.locator("#new").tap()
    tap_keys(page, "Durand")
    page.locator("#first-name").tap()
    tap_keys(page, "Zo")
    page.get_by_role("button", name="Terminé").tap()
    expect(page.locator(".keyboard")).to_have_count(0)
    reach(page, "name")
    page.locator("h1").tap()  # elsewhere, so that what follows is no double tap
    page.locator("#continue").tap()
    reach(page, "birth")


def test_done_in_the_reason_books_nothing(open_booth: OpenBooth, bridge: StubBridge) -> None:
    page = open_booth(bridge, size=(1280, 800), has_touch=True)
    enter(page)
    go_to(page, "reason")
    page.locator(".choices__tile:has([data-value=own])").tap()
    tap_keys(page, "toux")
    page.get_by_role("button", name="Terminé").tap()
    expect(page.locator(".keyboard")).to_have_count(0)
    page.locator("h1").tap()  # elsewhere, so that what follows is no double tap
    reach(page, "reason")
    page.locator("#continue").tap()
    reach(page, "check")
    assert bridge._asked("book") == []


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_double_tap_on_continue_does_not_book(
    open_booth: OpenBooth, bridge: StubBridge, size: tuple[int, int]
) -> None:
    page = open_booth(bridge, size=size)
    enter(page)
    go_to(page, "reason")
    choose(page, "reason-symptom")
    box = page.locator("#continue").bounding_box()
    assert box
    page.mouse.dblclick(box["x"] + box["width"] * 0.5, box["y"] + box["height"] / 2)
    reach(page, "check")
    assert bridge._asked("book") == []
    settled(page)
    page.mouse.dblclick(box["x"] + box["width"] * 0.5, box["y"] + box["height"] / 2)
    reach(page, "booked")
    assert bridge._asked("log_out") == []


@pytest.mark.parametrize("across", [0.05, 0.5, 0.95], ids=["left", "middle", "right"])
def test_a_slow_second_tap_on_book_leaves_the_proof_on_the_glass(
    open_booth: OpenBooth, bridge: StubBridge, across: float
) -> None:
    page = open_booth(bridge, has_clock=True)
    enter(page)
    go_to(page, "check")
    settled(page)  # else the clock may stop before what shields the screen is gone
    stop_clock(page)
    box = page.locator("#continue").bounding_box()
    assert box
    for _ in range(2):
        page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] / 2)
        reach(page, "booked")
        page.clock.run_for(1_000)
    assert page.locator("h1").inner_text() == "Votre consultation est réservée"
    page.clock.run_for(1_000)
    page.locator("#aside").click()
    reach(page, "specialty")


def test_a_slow_second_tap_does_not_take_the_new_number_away(
    open_booth: OpenBooth, bridge: StubBridge
) -> None:
    page = open_booth(bridge, has_clock=True)
    begin(page)
    page.locator("#new").click()
    say_name(page)
    reach(page, "birth")
    onward(page)
    reach(page, "confirm-name")
    settled(page)  # else the clock may stop before what shields the screen is gone
    stop_clock(page)
    box = page.locator("#continue").bounding_box()
    assert box
    for _ in range(2):
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        reach(page, "new-number")
        page.clock.run_for(1_000)
    expect(page.locator("#new-number")).to_be_visible()


def test_what_a_finger_presses_changes_before_it_is_lifted(open_booth: OpenBooth, bridge: StubBridge) -> None:
    page = open_booth(bridge, has_touch=True)
    enter(page)
    go_to(page, "day")
    colour = "(pressed) => getComputedStyle(pressed).backgroundColor"
    for selector in (".calendar__day--free", ".day-list__row", "#continue", "#tool-help"):
        pressed = page.locator(selector).first
        before = pressed.evaluate(colour)
        with touching(page, pressed):
            expect(page.locator("[data-down]")).to_have_count(1)
            expect(pressed).to_have_attribute("data-down", "")
            expect(pressed).not_to_have_css("background-color", before)
        expect(page.locator("[data-down]")).to_have_count(0)
        expect(pressed).to_have_css("background-color", before)


@contextmanager
def touching(page: Page, target: Locator) -> Iterator[None]:
    """Put a finger on an element, then cancel the touch as a scroll does: nothing is pressed."""
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box
    fingers = page.context.new_cdp_session(page)
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    fingers.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [place]})
    yield
    fingers.send("Input.dispatchTouchEvent", {"type": "touchCancel", "touchPoints": []})


def test_a_tap_on_an_answer_stays_on_the_screen(page: Page) -> None:
    enter(page)
    choose(page, 2)
    choose(page, 1)
    reach(page, "specialty")
    expect(page.locator("[data-chosen]")).to_have_count(1)
    onward(page)
    reach(page, "doctor")


def test_a_slow_second_tap_on_continue_does_not_book_unread(
    open_booth: OpenBooth, bridge: StubBridge
) -> None:
    page = open_booth(bridge, has_clock=True)
    enter(page)
    go_to(page, "reason")
    choose(page, "reason-symptom")
    settled(page)
    stop_clock(page)
    box = page.locator("#continue").bounding_box()
    assert box
    for _ in range(2):  # two taps, not a double tap
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        reach(page, "check")
        page.clock.run_for(800)
    assert bridge._asked("book") == []
    page.clock.run_for(800)
    onward(page)
    reach(page, "booked")


ZOOMABLE = """() => {
  const style = new CSSStyleSheet();
  style.replaceSync("* { touch-action: auto !important }");
  document.adoptedStyleSheets = [style];
}"""


def test_two_fingers_do_not_zoom(open_booth: OpenBooth, bridge: StubBridge) -> None:
    page = open_booth(bridge, has_touch=True)
    glass = page.context.new_cdp_session(page)

    def touch(kind: str, *across: int) -> None:
        fingers = [{"x": x, "y": 600, "id": number} for number, x in enumerate(across)]
        glass.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    def spread() -> None:
        touch("touchStart", 500, 580)
        for apart in range(20, 400, 20):
            touch("touchMove", 500 - apart, 580 + apart)
        touch("touchEnd")

    spread()
    assert page.evaluate("visualViewport.scale") == 1
    page.evaluate(ZOOMABLE)  # the same fingers can zoom a page that allows it
    spread()
    wait_until(page, "visualViewport.scale > 1")
