"""The whole journey with the keyboard alone: Tab, arrows, Enter and Escape."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.static.steps import SIZES, enter, reach
from tests.kiosk_web.static.stub import StubBridge
from tests.plugins.browser import OpenBooth

TABS = 60
FOCUS = """() => {
  const element = document.activeElement;
  const seen = element.closest(".choices__tile, .day-list label") ?? element;
  const style = getComputedStyle(seen);
  const rect = seen.getBoundingClientRect();
  const at = document.elementsFromPoint(rect.x + rect.width / 2, rect.y + rect.height / 2);
  const middle = at.find((one) => !one.matches(".shield")) ?? null; // which nobody sees
  return {
    what: seen.outerHTML.slice(0, 160),
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 3,
    isSeen: middle !== null && (seen.contains(middle) || middle.contains(seen)),
  };
}"""


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there; wherever it passes, it must be seen."""
    for _ in range(TABS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["ring"], focus
        assert focus["isSeen"], focus
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"no way to {selector} by Tab")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_patient_books_by_keys_alone(
    open_booth: OpenBooth, bridge: StubBridge, size: tuple[int, int]
) -> None:
    page = open_booth(bridge, size=size)
    page.keyboard.press("f")
    reach(page, "who")
    tab_to(page, "#known")
    page.keyboard.press("Enter")
    page.keyboard.type("D’Hondt")
    tab_to(page, "#first-name")
    page.keyboard.type("Amélie")
    page.keyboard.press("Enter")
    reach(page, "number")
    page.keyboard.type("123456782")
    page.keyboard.press("Enter")
    page.locator("[data-value='1']").wait_for()
    tab_to(page, "[name=specialty]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-value='1']")).to_be_checked()
    page.keyboard.press("Enter")
    reach(page, "doctor")
    tab_to(page, "[name=doctor]")
    page.keyboard.press("Enter")
    page.locator("[role=grid]").wait_for()
    tab_to(page, "[role=grid] [tabindex='0']")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    tab_to(page, "#continue")
    page.keyboard.press("Enter")
    page.locator("[name=hour]").first.wait_for()
    tab_to(page, "[name=hour]")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    reach(page, "reason")
    tab_to(page, "[name=reason]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    reach(page, "check")
    tab_to(page, "#continue")
    page.keyboard.press("Enter")
    reach(page, "booked")
    assert bridge._asked("book") == [(1, "Nouveau symptôme")]
    tab_to(page, "#continue")
    page.keyboard.press("Enter")
    reach(page, "ended")


def test_enter_chooses_the_answer_in_focus_and_then_goes_on(
    open_booth: OpenBooth, bridge: StubBridge
) -> None:
    page = open_booth(bridge)
    enter(page)
    tab_to(page, "[name=specialty]")
    page.keyboard.down("Enter")
    page.keyboard.down("Enter")  # auto-repeat
    page.keyboard.up("Enter")
    expect(page.locator("[data-value='1']")).to_be_checked()
    expect(page.locator(".app")).to_have_attribute("data-screen", "specialty")
    page.keyboard.press("Enter")
    reach(page, "doctor")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the only doctor is chosen already
    reach(page, "day")
    page.locator("[role=grid]").wait_for()
    tab_to(page, "[name=day]")
    page.keyboard.press("Enter")
    expect(page.locator("[name=day]").first).to_be_checked()
    page.keyboard.press("Enter")
    reach(page, "hour")
    tab_to(page, "#tool-look")
    page.keyboard.press("Enter")
    page.locator("[name=size]").last.focus()
    page.keyboard.press("Enter")
    expect(page.locator(":root")).to_have_attribute("data-size", "4")


def test_escape_leaves_a_dialog_and_nothing_else(open_booth: OpenBooth, bridge: StubBridge) -> None:
    page = open_booth(bridge)
    page.keyboard.press("f")
    reach(page, "who")
    page.keyboard.press("Escape")
    reach(page, "who")
    tab_to(page, "#tool-look")
    page.keyboard.press("Enter")
    tab_to(page, "[name=size]")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#tool-look")).to_be_focused()


def test_auto_repeat_is_ignored(open_booth: OpenBooth, bridge: StubBridge) -> None:
    page = open_booth(bridge)
    page.keyboard.press("f")
    reach(page, "who")
    tab_to(page, "#known")
    page.keyboard.press("Enter")
    for _ in range(5):  # the browser marks all but the first as repeated
        page.keyboard.down("d")
    page.keyboard.up("d")
    expect(page.locator("#last-name")).to_have_value("d")
