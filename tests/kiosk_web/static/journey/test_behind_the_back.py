"""A late answer reaches only the patient who asked: after leaving, after Back, after the tab was closed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.static.steps import activate, choose, enter, go_to, identify, onward, reach, say_name
from tests.kiosk_web.static.stub import StubBridge


@contextmanager
def held_back(page: Page, bridge: StubBridge, method: str) -> Iterator[None]:
    """Hold the answer to a call back during the block; on leaving it, wait until the page has it."""
    answer = bridge._hold(method)
    with page.expect_response(f"**/call/{method}") as response:
        yield
        del bridge._held[method]  # the next patient's call is answered at once
        answer.set()
    response.value.finished()


def leave_for_somebody_else(page: Page) -> None:
    """Log out, and begin as the next patient."""
    page.locator("#log-out").click()
    reach(page, "ended")
    onward(page)
    reach(page, "who")


@pytest.mark.parametrize(
    "answer",
    [{"ok": {}}, {"code": "NOT_AVAILABLE"}, {"code": "SESSION_EXPIRED", "unsure": True}],
    ids=["booked", "taken", "expired"],
)
def test_an_answer_that_comes_after_its_patient_left_does_not_reach_the_next(
    page: Page, bridge: StubBridge, answer: dict[str, Any]
) -> None:
    enter(page)
    go_to(page, "check")
    bridge._refuse("book", answer)
    with held_back(page, bridge, "book"):
        onward(page)
        bridge._hears("book")
        leave_for_somebody_else(page)
        activate(page, "#known")
        say_name(page)
        page.locator("#patient-number").fill("123456782")
        onward(page)
        reach(page, "specialty")
    choose(page, 2)
    onward(page)
    reach(page, "doctor")
    expect(page.locator(".problem")).to_have_count(0)


def test_back_during_a_login_cancels_it(page: Page, bridge: StubBridge) -> None:
    with held_back(page, bridge, "log_in"):
        identify(page)
        bridge._hears("log_in")
        activate(page, "#back")
        reach(page, "name")
        assert bridge._hears("log_out") == [()]
    onward(page)
    reach(page, "number")
    expect(page.locator("#log-out")).to_have_count(0)


def test_a_double_tap_on_continue_does_not_skip_the_next_question(page: Page, bridge: StubBridge) -> None:
    enter(page)
    choose(page, 1)
    page.locator("#continue").dblclick()
    reach(page, "doctor")
    choose(page, 1)
    onward(page)
    page.locator("[name=day]").first.wait_for()
    assert [criteria["doctor_id"] for (criteria,) in bridge._asked("availability")] == [1]


def test_closing_the_tab_logs_out(page: Page, bridge: StubBridge) -> None:
    enter(page)
    assert bridge._asked("log_out") == []
    page.close()
    assert bridge._hears("log_out") == [()]
