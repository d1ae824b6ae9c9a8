"""How often a known patient touches the glass, from the invitation to "booked". Nothing is timed.

The page is the real one, on its on-screen keyboard; a stub stands in for the bridge, so that the hospital is
always the same. A scanner types the number and presses Enter, as tests/kiosk_web/static/stub.py's patient.
"""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, sync_playwright

from bench.page_glass import chromium
from bench.plan import Plan, Result
from bench.rounds import FLOOR, OURS, Figure, figure
from kiosk_web.pages.server import BoothServer
from tests.kiosk_web.static.steps import reach
from tests.kiosk_web.static.stub import NUMBER, StubBridge
from tests.plugins.browser import PORTRAIT

LAST_NAME, FIRST_NAME = "Martin", "Isabelle"
ANY = "null"
PACE = 1_000
"""Milliseconds between a screen and the next Continue: a second tap at once would not count on the page."""


class Finger:
    """A finger on the page, that counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0
        self.signs = 0
        """Those of them that were letters and digits."""

    def touch(self, selector: str) -> None:
        """Touch the first match."""
        self.page.locator(selector).first.tap()
        self.taps += 1

    def write(self, words: str) -> None:
        """Touch the keys of letters and digits, one by one."""
        for sign in words.lower():
            self.page.locator(f".keyboard [data-key='{sign}']").last.tap()
            self.taps += 1
            self.signs += 1

    def go_on(self, screen: str) -> None:
        """Touch Continue, and wait for the next screen."""
        self.page.wait_for_timeout(PACE)
        self.touch("#continue")
        reach(self.page, screen)

    def answer(self, group: str) -> None:
        """Touch the first answer, unless one is chosen already."""
        self.page.locator(f"[name={group}]").first.wait_for()
        if not self.page.locator(f"[name={group}]:checked").count():
            self.touch(f".choices__tile:has([name={group}])")


def measure(_: Plan) -> Result:
    """Walk through the booth in each way, and count."""
    with sync_playwright() as driver:
        browser = chromium(driver)
        figures = []
        for name, walk in WAYS.items():
            with BoothServer(StubBridge()) as server:
                server.serve_beside()
                context = browser.new_context(
                    viewport={"width": PORTRAIT[0], "height": PORTRAIT[1]}, has_touch=True
                )
                page = context.new_page()
                page.goto(server.site.url)
                figures.append(_count(name, page, walk))
                context.close()
        browser.close()
    return Result(
        title="How often a patient touches the glass",
        contenders={
            OURS: "touches of a known patient, letters and digits included",
            FLOOR: f"the letters and digits among them: “{LAST_NAME}”, “{FIRST_NAME}” and nine digits",
        },
        figures=figures,
        notes=[
            "The last row begins after the login; wanted: 6 or fewer. Before scanners and “as soon as "
            "possible”, the first row was 38 touches, 23 of them letters and digits, and there was no other."
        ],
    )


def _count(name: str, page: Page, walk: Callable[[Finger], Finger]) -> Figure:
    counted = walk(Finger(page))
    return figure(name, {OURS: [counted.taps], **({FLOOR: [counted.signs]} if counted.signs else {})}, "")


def _log_in(finger: Finger, *, is_scanned: bool = False) -> None:
    finger.touch(".attract #language-fr")
    reach(finger.page, "who")
    finger.touch("#known")
    reach(finger.page, "name")
    finger.write(LAST_NAME)
    finger.touch("#first-name")
    finger.write(FIRST_NAME)
    finger.go_on("number")
    if is_scanned:
        finger.page.keyboard.type(str(NUMBER))
        finger.page.keyboard.press("Enter")
        reach(finger.page, "specialty")
    else:
        finger.write(str(NUMBER))
        finger.go_on("specialty")


def _search(finger: Finger) -> None:
    finger.touch(f".choices__tile:has([name=specialty][data-value='{ANY}'])")
    finger.go_on("doctor")
    finger.go_on("day")
    finger.touch(".day__list label")
    finger.go_on("hour")


def _book(finger: Finger) -> None:
    finger.answer("hour")
    finger.go_on("reason")
    finger.answer("reason")
    finger.go_on("check")
    finger.go_on("booked")


def _by_hand(finger: Finger) -> Finger:
    _log_in(finger)
    _search(finger)
    _book(finger)
    return finger


def _scanned(finger: Finger) -> Finger:
    _log_in(finger, is_scanned=True)
    _search(finger)
    _book(finger)
    return finger


def _scanned_soonest(finger: Finger) -> Finger:
    _log_in(finger, is_scanned=True)
    return _take_soonest(finger)


def _soonest(finger: Finger) -> Finger:
    _log_in(finger)
    return _take_soonest(Finger(finger.page))


def _take_soonest(finger: Finger) -> Finger:
    finger.touch(".choices__tile:has([name=specialty])")
    finger.touch("#soonest")
    reach(finger.page, "hour")
    _book(finger)
    return finger


WAYS: dict[str, Callable[[Finger], Finger]] = {
    "from the first touch to “booked”": _by_hand,
    "the same, with a scanned number": _scanned,
    "the soonest, with a scanned number": _scanned_soonest,
    "the soonest, from the login to “booked”": _soonest,
}
