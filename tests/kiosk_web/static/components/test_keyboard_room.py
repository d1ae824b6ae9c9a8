"""The on-screen keyboard: large keys, and never over the field in use."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.kiosk_web.static.components.typing_on_glass import (
    LANGUAGES,
    LOW,
    SIZES,
    key,
    open_form,
    settle,
)
from tests.plugins.browser import violations

if TYPE_CHECKING:
    from tests.kiosk_web.static.harness import OpenComponent


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_keyboard_never_covers_the_field_in_use(
    open_component: OpenComponent, size: tuple[int, int]
) -> None:
    page = open_form(open_component, size=size)
    for reach, text in (("", "1"), ("low", "1"), ("", "4"), ("low", "4")):
        page.locator(":root").evaluate(
            "(root, [reach, size]) => Object.assign(root.dataset, { reach, size })", [reach, text]
        )
        for name in ("digits", "name", "free"):
            field = page.locator(f"#{name}")
            field.focus()
            settle(page)
            expect_in_sight(page, field)
        key(page, "{accents}").click()
        settle(page)
        expect_in_sight(page, page.locator("#free"))
        key(page, "{accents}").click()


def expect_in_sight(page: Page, field: Locator) -> None:
    expect(field).to_be_in_viewport(ratio=1)
    keyboard = page.locator(".keyboard").bounding_box()
    box = field.bounding_box()
    assert keyboard
    assert box
    assert box["y"] + box["height"] <= keyboard["y"]


MEASURE = """rows => rows.filter((row) => row.checkVisibility()).map((row) => [...row.children].map((key) => {
  const { left, right, top, bottom } = key.getBoundingClientRect();
  const label = document.createRange();
  label.selectNodeContents(key);
  const { width, height } = label.getBoundingClientRect();
  const type = parseFloat(getComputedStyle(key).fontSize);
  return { name: key.dataset.key, left, right, top, bottom, width, height, type };
}))"""


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_keys_are_large_apart_and_hold_their_words(
    open_component: OpenComponent, size: tuple[int, int]
) -> None:
    page = open_form(open_component, "free", size=size)
    for language in LANGUAGES:
        page.evaluate("code => harness.speak(code)", language)
        for text in ("1", "4"):
            page.locator(":root").evaluate("(root, size) => { root.dataset.size = size }", text)
            page.locator("#free").focus()
            page.locator(".keyboard--text").wait_for()
            check_keys(page, size, least=60)
            if size == LOW:
                box = page.locator(".keyboard").bounding_box()
                assert box
                assert box["height"] <= 0.45 * size[1]
            key(page, "{accents}").click()
            page.locator(".keyboard__row--open").wait_for()
            check_keys(page, size, least=60)
            key(page, "{accents}").click()
            page.locator("#digits").focus()
            page.locator(".keyboard--number").wait_for()
            check_keys(page, size, least=80)


def check_keys(page: Page, size: tuple[int, int], least: int) -> None:
    rows = page.locator(".keyboard__row").evaluate_all(MEASURE)
    assert len(rows) >= 4
    for row, below in itertools.pairwise(rows):
        assert below[0]["top"] - row[0]["bottom"] >= 9.9
    for row in rows:
        for one, following in itertools.pairwise(row):
            assert following["left"] - one["right"] >= 9.9
        for one in row:
            wide = one["right"] - one["left"]
            high = one["bottom"] - one["top"]
            assert one["left"] >= 0, one
            assert one["right"] <= size[0], one
            assert min(wide, high) >= least, one
            assert one["width"] <= wide - 8, one
            assert one["height"] <= high, one
            assert one["type"] >= 24, one


@pytest.mark.parametrize("theme", ["light", "contrast"])
def test_axe_finds_nothing_on_the_keyboard(open_component: OpenComponent, theme: str) -> None:
    page = open_form(open_component, attributes={"data-theme": theme})
    key(page, "{accents}").click()
    page.clock.resume()  # axe needs timers
    found = [line for line in violations(page) if "key" in line]
    assert found == []
