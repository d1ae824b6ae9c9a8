"""A journey leaves no complaint of the browser: in the window each one is a line in the log."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.kiosk_web.static.steps import SIZES, enter, go_to
from tests.kiosk_web.static.stub import StubBridge
from tests.plugins.browser import OpenBooth

LISTEN = """() => {
  window.complaints = [];
  window.addEventListener("error", ({ message }) => window.complaints.push(
    `${document.querySelector(".app")?.dataset.screen}: ${message}`));
}"""


@pytest.mark.parametrize("text", ["1", "4"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_booking_makes_no_complaint(
    open_booth: OpenBooth, bridge: StubBridge, size: tuple[int, int], text: str
) -> None:
    """Such as "ResizeObserver loop completed with undelivered notifications", which no console shows."""
    page = open_booth(bridge, size=size)
    page.evaluate(LISTEN)
    page.evaluate("(text) => { document.documentElement.dataset.size = text; }", text)
    enter(page)
    go_to(page, "booked")
    page.locator(".qr-code").wait_for()
    assert complaints(page) == []


def complaints(page: Page) -> list[str]:
    found: list[str] = page.evaluate("window.complaints")
    return found
