"""The hours of a day, however many; and those nearest to one that the patient did not get."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.kiosk_web.steps import choose, choose_day, enter, onward, problem, reach
from tests.kiosk_web.stub import StubBridge

HOURS = [f"{8 + quarter // 4:02}:{quarter % 4 * 15:02}" for quarter in range(40)]
"""Every quarter of an hour from 08:00 to 17:45."""


def go_to_hours(page: Page) -> None:
    """Look for anything, on the only day that has something."""
    enter(page)
    choose(page, "null")
    onward(page)
    reach(page, "doctor")
    onward(page)
    reach(page, "day")
    choose_day(page)
    onward(page)
    page.locator("[name=hour]").first.wait_for()


def show(page: Page, number: int) -> None:
    """Ask for more hours until this consultation is among them."""
    while page.locator("[name=hour]").count() < number:
        shown = page.locator("[name=hour]").count()
        page.locator("#more").click()
        expect(page.locator("[name=hour]")).not_to_have_count(shown)


def lose(page: Page, bridge: StubBridge, number: int, code: str) -> list[str]:
    """Try to book this consultation in vain, and give the hours that are offered instead."""
    choose(page, number)
    onward(page)
    reach(page, "reason")
    choose(page, "reason-symptom")
    onward(page)
    reach(page, "check")
    bridge._refuse("book", {"code": code})
    bridge._taken = {number}
    onward(page)
    problem(page, code)
    page.locator("[name=hour]").first.wait_for()
    free = {row["id"]: row["hour"] for row in bridge._slots()}
    offered = page.locator("[name=hour]").evaluate_all("(all) => all.map((one) => Number(one.dataset.value))")
    return [free[number] for number in offered]


def test_what_was_chosen_on_a_later_page_is_still_chosen_after_back(page: Page, bridge: StubBridge) -> None:
    bridge._fill_tomorrow([(hour, doctor) for hour in HOURS for doctor in (1, 2, 3, 4)])
    go_to_hours(page)
    show(page, 150)
    choose(page, 150)
    onward(page)
    reach(page, "reason")
    page.locator("#back").click()
    reach(page, "hour")
    expect(page.locator("[data-value='150']")).to_be_checked()
    onward(page)
    reach(page, "reason")


def test_the_nearest_are_those_around_the_lost_hour(page: Page, bridge: StubBridge) -> None:
    bridge._fill_tomorrow([(hour, 1) for hour in HOURS])
    go_to_hours(page)
    offered = lose(page, bridge, HOURS.index("16:00") + 1, "NOT_AVAILABLE")
    assert offered == ["15:15", "15:30", "15:45", "16:15", "16:30", "16:45"]


def test_the_nearest_are_found_however_much_is_free_before_them(page: Page, bridge: StubBridge) -> None:
    slots = [(hour, doctor) for hour in HOURS for doctor in (1, 1, 2, 2, 3, 3, 4, 4)]
    bridge._fill_tomorrow(slots)
    go_to_hours(page)
    lost = slots.index(("16:00", 1)) + 1
    show(page, lost)
    assert lose(page, bridge, lost, "NOT_AVAILABLE") == ["16:00"] * 6


def test_who_is_engaged_at_that_hour_is_offered_others(page: Page, bridge: StubBridge) -> None:
    bridge._fill_tomorrow([(hour, doctor) for hour in HOURS for doctor in (1, 2)])
    go_to_hours(page)
    lost = 2 * HOURS.index("16:00") + 1
    show(page, lost)
    offered = lose(page, bridge, lost, "TIME_CONFLICT")
    assert offered == ["15:30", "15:30", "15:45", "15:45", "16:15", "16:15"]
