"""Answers stand where hands are, and glasses of other sizes show what matters whole.

docs/accessibility.md, "Reading and touching".
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.kiosk_web.static.screens.glass import cut
from tests.kiosk_web.static.steps import activate, begin, enter, go_to, reach
from tests.kiosk_web.static.stub import StubBridge, configuration
from tests.plugins.browser import OpenBooth

MIDDLE = 1920 / 2
CENTRE = """(selector) => {
  const boxes = [...document.querySelectorAll(selector)].map((one) => one.getBoundingClientRect());
  const top = Math.min(...boxes.map((box) => box.top));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  return [(top + bottom) / 2, Math.min(...boxes.map((box) => box.height))];
}"""
"""The middle of the answers, in pixels from the top, and the height of the lowest of them."""

OTHER_GLASSES = [(1366, 768), (1280, 1024)]


def answers(page: Page, selector: str) -> tuple[float, float]:
    """Return where the middle of the answers is, and how high they are at least."""
    centre, height = page.evaluate(CENTRE, selector)
    return centre, height


def test_on_a_tall_glass_few_answers_are_large_and_in_the_middle_or_below(page: Page) -> None:
    begin(page)
    centre, height = answers(page, "#known, #new")
    assert centre >= MIDDLE
    assert height >= 170
    activate(page, "#back")
    enter(page)
    go_to(page, "doctor")
    centre, height = answers(page, ".choices__tile")
    assert centre >= MIDDLE
    assert height >= 170


@pytest.mark.parametrize("size", OTHER_GLASSES, ids=str)
def test_on_other_glasses_what_matters_is_whole(
    open_booth: OpenBooth, bridge: StubBridge, size: tuple[int, int]
) -> None:
    bridge._configuration = configuration(printer=True)
    page = open_booth(bridge, size=size)
    assert cut(page, ".attract__language", "#tool-help") == []
    enter(page)
    go_to(page, "day")
    page.locator("[data-day]").first.wait_for()
    assert cut(page, "#screen-title", ".calendar__turn", "[data-day]", "#continue") == []
    while page.locator(".app").get_attribute("data-screen") != "specialty":
        activate(page, "#back")
    reach(page, "specialty")
    go_to(page, "check")
    day_hour_doctor = ".check__line:nth-child(-n+3) dd"
    assert cut(page, "#screen-title", day_hour_doctor, "#continue") == []
    activate(page, "#continue")
    reach(page, "booked")
    page.locator(".qr-code").wait_for()
    assert cut(page, "#screen-title", ".summary dd", ".qr-code", "#print", "#booked-call", "#continue") == []
