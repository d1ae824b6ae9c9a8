"""The staff's way out on the page: five taps in a corner, and a code."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.static.steps import begin, reach
from tests.kiosk_web.static.stub import StubBridge
from tests.plugins.browser import OpenBooth, stop_clock


@pytest.fixture
def page(open_booth: OpenBooth, bridge: StubBridge) -> Page:
    """A booth whose clock stands still, so that taps are never too far apart by accident."""
    page = open_booth(bridge, has_clock=True)
    stop_clock(page)
    return page


def tap_corner(page: Page, times: int = 5) -> None:
    for _ in range(times):
        page.mouse.click(30, 30)


def open_dialog(page: Page) -> None:
    """Tap in the corner, and wait for the time in which a sixth tap would be ignored."""
    tap_corner(page)
    page.clock.run_for(1_000)


def test_five_taps_in_the_corner_and_the_code_leave_the_booth(page: Page, bridge: StubBridge) -> None:
    open_dialog(page)
    page.locator("#staff-code").fill("246810")
    page.locator("#staff-leave").click()
    expect(page.locator("#staff-code")).to_have_value("")
    assert bridge._hears("staff_exit") == [("246810",)]


def test_fewer_taps_or_a_tap_elsewhere_show_nothing(page: Page) -> None:
    tap_corner(page, 4)
    page.mouse.click(540, 300)
    tap_corner(page, 4)
    expect(page.get_by_role("dialog")).to_have_count(0)
    begin(page)
    reach(page, "who")


def test_a_wrong_code_and_a_lock_are_shown_without_the_code(page: Page, bridge: StubBridge) -> None:
    bridge._refuse(
        "staff_exit",
        {"code": "STAFF_REFUSED"},
        {"code": "INTERNAL_ERROR"},
        {"code": "STAFF_REFUSED", "retry_after": 300},
    )
    open_dialog(page)
    for words in ("Ce code n’est pas le bon.", "n’a pas pu vérifier le code", "Réessayez dans 5 minutes."):
        page.locator("#staff-code").fill("111111")
        page.locator("#staff-leave").click()
        expect(page.get_by_role("alert")).to_contain_text(words)
        assert "111111" not in page.content()
    page.locator("#staff-cancel").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_without_a_code_the_gesture_does_nothing(open_booth: OpenBooth, bridge: StubBridge) -> None:
    bridge._configuration = {**bridge._configuration, "staff_exit": False}
    page = open_booth(bridge, has_clock=True)
    stop_clock(page)
    tap_corner(page)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_code_is_shown_as_dots(page: Page) -> None:
    tap_corner(page)
    style = "(field) => getComputedStyle(field).webkitTextSecurity"
    assert page.locator("#staff-code").evaluate(style) == "disc"


@pytest.mark.parametrize(("pause", "dialogs"), [(3_900, 1), (4_100, 0)])
def test_the_five_taps_take_less_than_four_seconds(page: Page, pause: int, dialogs: int) -> None:
    tap_corner(page, 1)
    page.clock.run_for(pause)
    tap_corner(page, 4)
    expect(page.get_by_role("dialog")).to_have_count(dialogs)
