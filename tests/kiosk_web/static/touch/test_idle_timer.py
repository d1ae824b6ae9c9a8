"""The idle timer, on a stopped clock that the tests move."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page

from tests.plugins.browser import stop_clock

if TYPE_CHECKING:
    from tests.kiosk_web.static.harness import OpenComponent

TIMER = """
import { createIdleTimer } from "./touch/idle-timer.js";
import { watchPresses } from "./touch/presses.js";
watchPresses();
root.innerHTML = "<button id='behind'>Derrière</button><label>Nom <input id='name'></label>";
harness.open = () => {
  harness.happened = [];
  harness.isBusy = false;
  harness.timer = createIdleTimer({
    idle: 60,
    limit: 600,
    warning: 20,
    isBusy: () => harness.isBusy,
    onWarn: (left) => harness.happened.push(left),
    onResume: () => harness.happened.push("resumed"),
    onExpire: () => harness.happened.push("expired"),
  });
  harness.timer.listen(document);
  harness.timer.start();
};
"""


@pytest.fixture
def page(open_component: OpenComponent) -> Page:
    page = open_component(TIMER, has_clock=True)
    stop_clock(page)
    page.evaluate("harness.open()")
    return page


def passes(page: Page, seconds: float) -> list[int | str]:
    """Let time pass; return what happened in it."""
    page.clock.run_for(int(seconds * 1000))
    happened: list[int | str] = page.evaluate("harness.happened.splice(0)")
    return happened


def test_after_the_idle_time_it_warns_counts_down_and_expires_once(page: Page) -> None:
    assert passes(page, 59.9) == []
    assert passes(page, 0.1) == [20]
    assert passes(page, 19) == list(range(19, 0, -1))
    assert passes(page, 1) == ["expired"]
    assert passes(page, 300) == []


def test_it_warns_after_the_clock_has_jumped(page: Page) -> None:
    page.clock.fast_forward(60_000)
    assert passes(page, 0) == [20]


@pytest.mark.parametrize("act", ["button", "key", "typing", "scroll", "switch"])
def test_what_acts_restarts_the_idle_time(page: Page, act: str) -> None:
    assert passes(page, 59.5) == []
    if act == "button":
        page.locator("#behind").click()
    elif act == "key":
        page.keyboard.press("Shift")
    elif act == "scroll":
        page.evaluate("document.body.dispatchEvent(new Event('scroll'))")
    elif act == "switch":
        page.evaluate("document.getElementById('behind').click()")
    else:
        page.evaluate(
            "document.getElementById('name').dispatchEvent(new InputEvent('input', { bubbles: true }))"
        )
    assert passes(page, 59.9) == []
    assert passes(page, 0.1) == [20]


def test_a_warning_is_answered_as_often_as_needed(page: Page) -> None:
    for _ in range(7):
        assert passes(page, 60) == [20]
        assert passes(page, 19)[-1] == 1
        page.keyboard.press("Shift")
        assert passes(page, 0) == ["resumed"]


@pytest.mark.parametrize("answer", ["button", "key"])
def test_a_button_or_a_key_answers_a_warning(page: Page, answer: str) -> None:
    assert passes(page, 60) == [20]
    page.locator("#behind").click() if answer == "button" else page.keyboard.press("Tab")
    assert passes(page, 59.9) == ["resumed"]
    assert passes(page, 0.1) == [20]


def test_a_warning_goes_only_when_what_answers_it_is_over(page: Page) -> None:
    passes(page, 60)
    page.locator("#behind").hover()
    page.mouse.down()
    assert passes(page, 0) == []
    page.mouse.up()
    assert passes(page, 0) == ["resumed"]
    passes(page, 60)
    page.keyboard.down("Shift")
    assert passes(page, 0) == []
    page.keyboard.up("Shift")
    assert passes(page, 0) == ["resumed"]


@pytest.mark.parametrize("contact", ["resting", "again and again"])
def test_touching_nothing_is_not_presence(page: Page, contact: str) -> None:
    page.mouse.move(700, 900)
    page.mouse.down()
    happened = []
    for _ in range(80):
        if contact == "again and again":
            page.mouse.up()
            page.mouse.down()
        happened += passes(page, 1)
    assert happened == [*range(20, 0, -1), "expired"]


def test_no_screen_stays_longer_than_its_limit_whatever_presses(page: Page) -> None:
    happened = []
    for _ in range(61):
        page.locator("#behind").click()
        happened += passes(page, 10)
    assert happened == list(range(20, 9, -1))
    page.locator("#behind").click()
    page.keyboard.press("Tab")
    assert passes(page, 10)[-1] == "expired"


def test_another_screen_has_the_whole_limit(page: Page) -> None:
    for _ in range(50):
        page.locator("#behind").click()
        passes(page, 10)
    page.evaluate("harness.timer.setScreen(60)")
    for _ in range(50):
        page.locator("#behind").click()
        assert passes(page, 10) == []


def test_while_the_booth_is_busy_time_stands_still(page: Page) -> None:
    passes(page, 50)
    page.evaluate("harness.isBusy = true")
    assert passes(page, 200) == []
    page.evaluate("harness.isBusy = false")
    assert passes(page, 9) == []
    assert passes(page, 1) == [20]
    page.evaluate("harness.isBusy = true")
    assert set(passes(page, 200)) == {20}
    page.evaluate("harness.isBusy = false")
    assert passes(page, 20)[-1] == "expired"


def test_a_screen_can_have_an_idle_time_of_its_own(page: Page) -> None:
    passes(page, 50)
    page.evaluate("harness.timer.setScreen(30)")
    assert passes(page, 29) == []
    assert passes(page, 1) == [20]


def test_after_the_end_it_counts_nothing_until_it_is_started_again(page: Page) -> None:
    assert passes(page, 80)[-1] == "expired"
    page.keyboard.press("Shift")
    page.evaluate("harness.timer.setScreen(30)")
    assert passes(page, 600) == []
    page.evaluate("harness.timer.start()")
    assert passes(page, 29) == []
    assert passes(page, 1) == [20]
