"""A finger, and an impatient one: what a mouse does not do."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.steps import SIZES, choose, enter
from tests.kiosk_web.stub import StubBridge
from tests.plugins.browser import OpenBooth


def tap_keys(page: Page, keys: str) -> None:
    for key in keys:
        page.locator(".key").get_by_text(key, exact=True).tap()


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_done_hides_the_keyboard_and_presses_nothing_under_it(
    open_booth: OpenBooth, bridge: StubBridge, size: tuple[int, int]
) -> None:
    page = open_booth(bridge, size=size, has_touch=True)
    page.locator("#to-register").tap()
    tap_keys(page, "Durand")
    page.locator("#first-name").tap()
    tap_keys(page, "Zo")
    page.get_by_role("button", name="Terminé").tap()
    expect(page.locator(".keyboard")).to_have_count(0)
    page.locator("h1").tap()  # elsewhere, so that what follows is no double tap
    page.locator("#submit").tap()
    expect(page.locator("#new-number")).to_be_visible()
    assert bridge._asked("register") == [("Durand", "Zo", None)]


def test_done_in_the_reason_books_nothing(open_booth: OpenBooth, bridge: StubBridge) -> None:
    page = open_booth(bridge, size=(1280, 800), has_touch=True)
    enter(page)
    choose(page)
    page.locator("#book").tap()
    page.locator("#reason").tap()
    tap_keys(page, "toux")
    page.get_by_role("button", name="Terminé").tap()
    expect(page.locator(".keyboard")).to_have_count(0)
    page.get_by_role("dialog").locator("h2").first.tap()  # elsewhere, so that what follows is no double tap
    page.locator("#reason-submit").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre consultation est réservée")
    assert bridge._asked("book") == [(3, "toux")]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_double_tap_does_not_press_what_the_first_tap_has_shown(
    open_booth: OpenBooth, bridge: StubBridge, size: tuple[int, int], share: float
) -> None:
    page = open_booth(bridge, size=size)
    enter(page)
    choose(page)
    page.locator("#book").click()
    page.get_by_role("button", name="Nouveau symptôme").click()
    page.locator("#reason-cancel").click()
    box = page.locator("#book").bounding_box()
    assert box
    page.mouse.dblclick(box["x"] + box["width"] * share, box["y"] + box["height"] / 2)
    expect(page.get_by_role("dialog")).to_be_visible()
    box = page.locator("#reason-submit").bounding_box()
    assert box
    assert bridge._asked("book") == []
    page.mouse.dblclick(box["x"] + box["width"] * share, box["y"] + box["height"] / 2)
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre consultation est réservée")
    assert bridge._asked("log_out") == []
