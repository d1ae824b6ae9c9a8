"""The idle timer, on a clock that the tests move: nobody waits here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page

if TYPE_CHECKING:
    from tests.kiosk_web.harness import OpenComponent

TIMER = """
import { createIdleTimer } from "./idle.js";
root.innerHTML = "<button id='behind'>Derrière</button><label>Nom <input id='name'></label>";
harness.open = () => {
  harness.happened = [];
  harness.isBusy = false;
  harness.timer = createIdleTimer({
    idle: 60,
    warning: 20,
    isBusy: () => harness.isBusy,
    onWarn: (left) => harness.happened.push(left),
    onResume: () => harness.happened.push("resumed"),
    onExpire: () => harness.happened.push("expired"),
  });
  harness.unlisten = harness.timer.listen(document);
  harness.timer.start();
};
"""


@pytest.fixture
def page(open_component: OpenComponent) -> Page:
    page = open_component(TIMER)
    page.clock.install(time=0)
    page.clock.pause_at(1)
    page.evaluate("harness.open()")
    return page


def passes(page: Page, seconds: float) -> list[int | str]:
    """Let time pass; return what happened in it."""
    page.clock.run_for(int(seconds * 1000))
    happened: list[int | str] = page.evaluate("harness.happened.splice(0)")
    return happened


def test_after_the_idle_time_it_warns_counts_down_and_ends_once(page: Page) -> None:
    assert passes(page, 59.9) == []
    assert passes(page, 0.1) == [20]
    assert passes(page, 19) == list(range(19, 0, -1))
    assert passes(page, 1) == ["expired"]
    assert passes(page, 300) == []


def test_it_warns_also_where_the_clock_jumps(page: Page) -> None:
    page.clock.fast_forward(60_000)
    assert passes(page, 0) == [20]


@pytest.mark.parametrize("touch", ["pointer", "key", "typing"])
def test_every_touch_begins_the_time_again(page: Page, touch: str) -> None:
    assert passes(page, 59.5) == []
    if touch == "pointer":
        page.mouse.click(700, 900)
    elif touch == "key":
        page.keyboard.press("Shift")
    else:
        page.evaluate(
            "document.getElementById('name').dispatchEvent(new InputEvent('input', { bubbles: true }))"
        )
    assert passes(page, 59.9) == []
    assert passes(page, 0.1) == [20]


def test_a_warning_is_answered_as_often_as_needed(page: Page) -> None:
    for _ in range(12):
        assert passes(page, 60) == [20]
        assert passes(page, 19)[-1] == 1
        page.evaluate("harness.timer.stay()")
        assert passes(page, 0) == ["resumed"]


@pytest.mark.parametrize("answer", ["pointer", "key"])
def test_any_touch_answers_a_warning(page: Page, answer: str) -> None:
    assert passes(page, 60) == [20]
    assert page.evaluate("harness.timer.isWarning()") is True
    page.mouse.click(700, 900) if answer == "pointer" else page.keyboard.press("Tab")
    assert passes(page, 59.9) == ["resumed"]
    assert page.evaluate("harness.timer.isWarning()") is False


def test_a_touch_has_landed_before_the_warning_goes(page: Page) -> None:
    passes(page, 60)
    page.mouse.move(700, 900)
    page.mouse.down()
    assert page.evaluate("harness.timer.isWarning()") is True
    page.mouse.up()
    assert page.evaluate("harness.timer.isWarning()") is False
    passes(page, 60)
    page.keyboard.down("Enter")
    assert page.evaluate("harness.timer.isWarning()") is True
    page.keyboard.up("Enter")
    assert page.evaluate("harness.timer.isWarning()") is False


def test_a_finger_that_slides_away_answers_too(page: Page) -> None:
    passes(page, 60)
    page.evaluate(
        """() => {
        for (const kind of ["pointerdown", "pointercancel"]) {
          root.dispatchEvent(new PointerEvent(kind, { bubbles: true }));
        }
    }""".replace("root", "document.body")
    )
    assert passes(page, 0.3) == ["resumed"]


def test_it_does_not_end_under_a_finger(page: Page) -> None:
    passes(page, 60)
    passes(page, 19)
    page.mouse.move(700, 900)
    page.mouse.down()
    assert "expired" not in passes(page, 19)


def test_while_the_booth_is_busy_time_stands_still(page: Page) -> None:
    passes(page, 50)
    page.evaluate("harness.isBusy = true")
    assert passes(page, 600) == []
    page.evaluate("harness.isBusy = false")
    assert passes(page, 9) == []
    assert passes(page, 1) == [20]
    page.evaluate("harness.isBusy = true")
    assert set(passes(page, 600)) == {20}
    page.evaluate("harness.isBusy = false")
    assert passes(page, 20)[-1] == "expired"


def test_another_screen_may_have_another_patience(page: Page) -> None:
    passes(page, 50)
    page.evaluate("harness.timer.setIdle(30)")
    assert passes(page, 29) == []
    assert passes(page, 1) == [20]


def test_a_timer_that_is_stopped_counts_nothing_until_it_is_started(page: Page) -> None:
    passes(page, 60)
    page.evaluate("harness.timer.stop()")
    page.mouse.click(700, 900)
    page.evaluate("harness.timer.setIdle(30); harness.timer.stay()")
    assert passes(page, 600) == []
    page.evaluate("harness.timer.start()")
    assert passes(page, 29) == []
    assert passes(page, 1) == [20]


def test_it_listens_until_it_is_told_not_to(page: Page) -> None:
    passes(page, 59)
    page.evaluate("harness.unlisten()")
    page.mouse.click(700, 900)
    assert passes(page, 1) == [20]
