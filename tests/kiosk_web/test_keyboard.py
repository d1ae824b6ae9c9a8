"""The keyboard in the page: it writes where the caret is, and covers nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.steps import SIZES, press
from tests.kiosk_web.stub import StubBridge
from tests.plugins.browser import OpenBooth


def test_the_keyboard_keeps_the_focus_in_the_field_and_writes_at_the_caret(page: Page) -> None:
    page.locator("#to-register").click()
    name = page.get_by_label("Nom", exact=True)
    expect(name).to_be_focused()
    press(page, "Durnd")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    press(page, "a")
    expect(name).to_be_focused()
    expect(name).to_have_value("Durand")
    page.get_by_role("button", name="Effacer").click()
    expect(name).to_have_value("Durnd")


def test_a_finger_that_slides_off_a_key_writes_nothing(page: Page) -> None:
    page.locator("#to-register").click()
    page.locator(".key").get_by_text("A", exact=True).hover()
    page.mouse.down()
    page.locator(".key").get_by_text("P", exact=True).hover()
    page.mouse.up()
    expect(page.get_by_label("Nom", exact=True)).to_have_value("")


def test_the_keyboard_stops_at_the_longest_name(page: Page) -> None:
    page.locator("#to-register").click()
    page.get_by_label("Nom", exact=True).fill("x" * 50)
    press(page, "a")
    expect(page.get_by_label("Nom", exact=True)).to_have_value("x" * 50)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_keyboard_never_covers_the_field_in_use(
    open_booth: OpenBooth, bridge: StubBridge, size: tuple[int, int]
) -> None:
    page = open_booth(bridge, size=size)
    page.locator("#to-register").click()
    for field in ("#last-name", "#first-name", "#birth-day", "#birth-year"):
        page.locator(field).focus()
        expect(page.locator(field)).to_be_in_viewport(ratio=1)
        top = page.locator(".keyboard").bounding_box()
        box = page.locator(field).bounding_box()
        foot = page.locator(".actions").bounding_box()
        assert top
        assert box
        assert foot
        assert box["y"] + box["height"] <= foot["y"] <= top["y"]
