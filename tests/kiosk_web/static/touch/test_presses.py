"""Presses by finger: beside a resting contact, on a screen that has just come, and slid off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.kiosk_web.static.steps import SIZES, begin, choose, enter, go_to, onward, reach, say_name, settled
from tests.kiosk_web.static.stub import StubBridge
from tests.plugins.browser import OpenBooth, stop_clock


class Glass:
    """Fingers on the glass, each with a number; the page sees them as a real touch screen reports them."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)
        self._down: dict[int, tuple[float, float]] = {}

    def _send(self, kind: str, fingers: Iterable[int]) -> None:
        points = [dict(zip("xy", self._down[finger], strict=True), id=finger) for finger in fingers]
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def put(self, finger: int, x: float, y: float) -> None:
        self._down[finger] = (x, y)
        self._send("touchStart", self._down)

    def slide(self, finger: int, x: float, y: float) -> None:
        self._down[finger] = (x, y)
        self._send("touchMove", self._down)

    def lift(self, finger: int) -> None:
        self._send("touchEnd", [finger])  # the others stay
        del self._down[finger]

    def tap(self, x: float, y: float, finger: int = 1) -> None:
        self.put(finger, x, y)
        self.lift(finger)

    @contextmanager
    def palm(self, x: float, y: float) -> Iterator[None]:
        """Rest on the glass."""
        self.put(0, x, y)
        yield
        self.lift(0)


def middle(target: Locator) -> tuple[float, float]:
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.fixture
def page(open_booth: OpenBooth, bridge: StubBridge) -> Page:
    return open_booth(bridge, has_touch=True, has_clock=True)


@pytest.fixture
def glass(page: Page) -> Glass:
    return Glass(page)


def test_a_contact_that_rests_on_the_glass_disables_nothing(page: Page, glass: Glass) -> None:
    def tap(selector: str) -> None:
        page.clock.run_for(1_000)
        glass.tap(*middle(page.locator(selector).first))

    stop_clock(page)
    with glass.palm(500, 40):
        tap("#language-fr")
        reach(page, "who")
        tap("#known")
        reach(page, "name")
        tap("#first-name")
        expect(page.locator("#first-name")).to_be_focused()
        page.locator("#first-name").fill("Amélie")
        page.locator("#last-name").fill("D’Hondt")
        tap("#continue")
        reach(page, "number")
        page.locator("#patient-number").fill("123456782")
        tap("#continue")
        reach(page, "specialty")
        tap(".choices__tile:has([data-value='2'])")
        expect(page.locator("[data-value='2']")).to_be_checked()
        tap("#continue")
        tap("#continue")
        reach(page, "day")
        tap("[data-day]")
        expect(page.locator("[data-day]").first).to_have_attribute("aria-selected", "true")
        tap("#tool-help")
        expect(page.get_by_role("dialog")).to_be_visible()
        tap("#help-done")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_each_finger_presses_by_itself(page: Page, glass: Glass) -> None:
    enter(page)
    tile, help_ = page.locator(".choices__tile:has([data-value='2'])"), page.locator("#tool-help")
    glass.put(1, *middle(tile))
    glass.put(2, *middle(help_))
    expect(page.locator("[data-down]")).to_have_count(2)
    glass.lift(1)
    expect(page.locator("[data-value='2']")).to_be_checked()
    glass.lift(2)
    expect(page.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize("pointer", ["finger", "mouse"])
def test_a_press_that_slides_off_its_button_does_nothing(page: Page, glass: Glass, pointer: str) -> None:
    begin(page)
    x, y = middle(page.locator("#known"))
    if pointer == "mouse":
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x, 300)
        page.mouse.up()
    else:
        with glass.palm(500, 40):
            glass.put(1, x, y)
            glass.slide(1, x, 300)
            glass.lift(1)
    expect(page.locator("[data-down]")).to_have_count(0)
    reach(page, "who")


def test_a_press_acts_once_and_where_it_was(page: Page, bridge: StubBridge) -> None:
    enter(page)
    page.evaluate(
        "() => { window.clicks = []; document.addEventListener('click', (event) =>"
        " window.clicks.push(event.target.closest('[id]')?.id)); }"
    )
    for selector in ("#tool-help", "#help-done"):
        page.locator(selector).tap()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator("#tool-look").click()
    assert page.evaluate("window.clicks") == ["tool-help", "help-done", "tool-look"]


@pytest.mark.parametrize("way", ["Enter", "Space", "assistive"])
def test_keys_and_assistive_technology_press_at_once(page: Page, way: str) -> None:
    begin(page)
    page.locator("#known").focus()
    if way == "assistive":
        page.locator("#known").evaluate("(button) => button.click()")
    else:
        page.keyboard.press(way)
    reach(page, "name")


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(("pause", "aside"), [(50, 0), (250, 30), (400, 0), (600, -30), (700, 90)])
def test_a_hasty_second_tap_answers_no_question(
    open_booth: OpenBooth, bridge: StubBridge, size: tuple[int, int], pause: int, aside: int
) -> None:
    page = open_booth(bridge, size=size, has_touch=True, has_clock=True)
    glass = Glass(page)
    begin(page)
    page.locator("#new").click()
    page.locator("#last-name").fill("D’Hondt")
    page.locator("#first-name").fill("Amélie")
    x, y = middle(page.locator("#continue"))
    stop_clock(page)
    glass.tap(x, y)
    reach(page, "birth")
    page.clock.run_for(pause)
    glass.tap(x + aside, y)
    page.clock.run_for(10)
    reach(page, "birth")
    expect(page.locator(".error-summary")).to_have_count(0)
    assert bridge._asked("register") == []
    page.clock.run_for(1_000)
    glass.tap(*middle(page.locator("#continue")))
    reach(page, "confirm-name")


def test_a_hasty_second_tap_skips_no_question_of_the_search(page: Page, glass: Glass) -> None:
    enter(page)
    choose(page, 1)
    stop_clock(page)
    x, y = middle(page.locator("#continue"))
    glass.tap(x, y)
    reach(page, "doctor")
    for _ in range(3):
        page.clock.run_for(250)
        glass.tap(x, y)
    reach(page, "doctor")
    page.clock.run_for(100)
    glass.tap(x, y)
    reach(page, "day")


def test_a_press_that_began_before_the_screen_was_there_answers_nothing(page: Page, glass: Glass) -> None:
    enter(page)
    choose(page, 1)
    stop_clock(page)
    x, y = middle(page.locator("#continue"))
    glass.put(2, x - 60, y)
    page.keyboard.press("Enter")
    reach(page, "doctor")
    page.clock.run_for(1_000)
    glass.lift(2)
    page.clock.run_for(1_000)
    reach(page, "doctor")


def test_a_key_held_since_the_screen_before_writes_nothing(page: Page, glass: Glass) -> None:
    begin(page)
    page.locator("#known").click()
    page.locator("#last-name").fill("D’Hondt")
    page.locator("#first-name").fill("Amélie")
    glass.put(2, *middle(page.locator(".keyboard [data-key='a']")))
    page.keyboard.press("Enter")
    reach(page, "number")
    settled(page)
    glass.lift(2)
    expect(page.locator("#patient-number")).to_have_value("")


def test_nobody_answers_a_warning_that_could_not_be_seen_yet(
    page: Page, glass: Glass, bridge: StubBridge
) -> None:
    enter(page)
    stop_clock(page)
    page.keyboard.press("Shift")
    page.clock.run_for(60_100)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    glass.tap(*middle(page.locator("#still-leave")))
    reach(page, "specialty")
    assert bridge._asked("log_out") == []


def test_a_deliberate_tap_elsewhere_is_heard_at_once(page: Page, glass: Glass) -> None:
    begin(page)
    page.locator("#known").click()
    stop_clock(page)
    say_name(page)
    reach(page, "number")
    page.clock.run_for(100)
    key = page.locator(".keyboard [data-key='1']")
    glass.tap(*middle(key))
    expect(page.locator("#patient-number")).to_have_value("1")


@pytest.mark.parametrize(("screen", "pause"), [("check", 1_200), ("booked", 1_200)])
def test_a_slow_second_tap_answers_nothing_that_cannot_be_undone(
    page: Page, glass: Glass, bridge: StubBridge, screen: str, pause: int
) -> None:
    enter(page)
    go_to(page, "reason" if screen == "check" else "check")
    if screen == "check":
        choose(page, "reason-symptom")
    page.clock.run_for(1_000)
    stop_clock(page)
    x, y = middle(page.locator("#continue"))
    glass.tap(x, y)
    reach(page, screen)
    page.clock.run_for(pause)
    glass.tap(x - 60, y)
    page.clock.run_for(10)
    reach(page, screen)
    assert bridge._asked("book" if screen == "check" else "log_out") == []
    page.clock.run_for(1_000)
    onward(page)
    reach(page, "booked" if screen == "check" else "ended")
