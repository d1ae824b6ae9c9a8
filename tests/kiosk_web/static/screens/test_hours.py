"""The hours of a day, and the nearest free ones to a lost consultation."""

from __future__ import annotations

from unittest.mock import ANY

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.static.screens.glass import cut
from tests.kiosk_web.static.steps import (
    SIZES,
    activate,
    choose,
    choose_day,
    enlarge,
    enter,
    onward,
    problem,
    reach,
)
from tests.kiosk_web.static.stub import StubBridge
from tests.plugins.browser import PORTRAIT, SMALL, OpenBooth

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
    """Fail to book this consultation; return the hours that are offered instead."""
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


def test_an_hour_chosen_on_a_later_page_is_still_chosen_after_back(page: Page, bridge: StubBridge) -> None:
    bridge._fill_tomorrow([(hour, doctor) for hour in HOURS for doctor in (1, 2, 3, 4)])
    go_to_hours(page)
    show(page, 150)
    choose(page, 150)
    onward(page)
    reach(page, "reason")
    activate(page, "#back")
    reach(page, "hour")
    expect(page.locator("[data-value='150']")).to_be_checked()
    onward(page)
    reach(page, "reason")


def test_the_nearest_hours_are_around_the_lost_one(page: Page, bridge: StubBridge) -> None:
    bridge._fill_tomorrow([(hour, 1) for hour in HOURS])
    go_to_hours(page)
    offered = lose(page, bridge, HOURS.index("16:00") + 1, "NOT_AVAILABLE")
    assert offered == ["15:15", "15:30", "15:45", "16:15", "16:30", "16:45"]


def test_the_nearest_are_found_behind_many_free_ones(page: Page, bridge: StubBridge) -> None:
    slots = [(hour, doctor) for hour in HOURS for doctor in (1, 1, 2, 2, 3, 3, 4, 4)]
    bridge._fill_tomorrow(slots)
    go_to_hours(page)
    lost = slots.index(("16:00", 1)) + 1
    show(page, lost)
    assert lose(page, bridge, lost, "NOT_AVAILABLE") == ["16:00"] * 6


def test_after_a_time_conflict_other_hours_are_offered(page: Page, bridge: StubBridge) -> None:
    bridge._fill_tomorrow([(hour, doctor) for hour in HOURS for doctor in (1, 2)])
    go_to_hours(page)
    lost = 2 * HOURS.index("16:00") + 1
    show(page, lost)
    offered = lose(page, bridge, lost, "TIME_CONFLICT")
    assert offered == ["15:30", "15:30", "15:45", "15:45", "16:15", "16:15"]


COLUMNS = """() => [...document.querySelectorAll(".hour section")].map((section) =>
  [...section.querySelectorAll(".choices__tile")].map((tile) => {
    const { left, top } = tile.getBoundingClientRect();
    return [Math.round(left), Math.round(top), tile.textContent.trim().slice(0, 5)];
  }))"""
"""Of each column its tiles: left, top, hour."""


@pytest.mark.parametrize("size", SIZES)
def test_each_column_is_one_list_by_time_and_the_afternoon_is_seen_at_once(
    open_booth: OpenBooth, bridge: StubBridge, size: tuple[int, int]
) -> None:
    bridge._fill_tomorrow([(hour, doctor) for hour in HOURS for doctor in (1, 2, 3)])
    page = open_booth(bridge, size=size)
    go_to_hours(page)
    morning, afternoon = page.evaluate(COLUMNS)
    for column in (morning, afternoon):
        assert len({left for left, _, _ in column}) == 1
        assert [hour for _, _, hour in sorted(column, key=lambda tile: tile[1])] == sorted(
            hour for _, _, hour in column
        )
    assert afternoon[0][2] == "12:00"
    assert cut(page, "section:last-child .choices__tile:first-child") == []


def test_one_doctor_is_named_once_and_the_hours_stand_alone(page: Page, bridge: StubBridge) -> None:
    bridge._fill_tomorrow([(hour, 1) for hour in HOURS[::2]])
    go_to_hours(page)
    expect(page.locator(".hour__day").first).to_contain_text("Dr Amélie D’Hondt")
    expect(page.locator(".hour [data-value]")).to_have_count(20)
    assert cut(page, ".hour .choices__tile") == []


FULL_DAY = [(hour, doctor) for hour in HOURS for doctor in (1, 2, 3)]
"""48 consultations in the morning, 72 in the afternoon."""
FIRST_AFTERNOON = "section:last-child .choices__tile:first-child"
WORDS = {
    "fr": ["L’après-midi : plus bas", "72 consultations libres"],
    "nl": ["Namiddag: verder naar beneden", "72 vrije raadplegingen"],
    "de": ["Am Nachmittag: weiter unten", "72 freie Termine"],
    "en": ["Afternoon: further down", "72 free consultations"],
}


@pytest.mark.parametrize("size", [PORTRAIT, SMALL], ids=str)
def test_at_the_largest_text_a_button_says_where_the_afternoon_is_and_leads_there(
    open_booth: OpenBooth, bridge: StubBridge, size: tuple[int, int]
) -> None:
    bridge._fill_tomorrow(FULL_DAY)
    page = open_booth(bridge, size=size)
    go_to_hours(page)
    show(page, len(FULL_DAY))
    enlarge(page)
    page.locator(".scroll-aid__box").last.evaluate("(box) => { box.scrollTop = 0 }")
    for language, words in WORDS.items():
        page.locator(f".toolbar #language-{language}").click()
        assert page.locator("#afternoon").inner_text().replace("\u00a0", " ").split("\n") == words
    assert cut(page, FIRST_AFTERNOON) == [FIRST_AFTERNOON]
    page.locator("#afternoon").click()
    expect(page.locator("section:last-child [name=hour]").first).to_be_focused()
    assert cut(page, FIRST_AFTERNOON) == []
    expect(page.locator("[name=hour]:checked")).to_have_count(0)


def test_at_the_largest_text_a_wide_glass_shows_the_afternoon_at_once(
    open_booth: OpenBooth, bridge: StubBridge
) -> None:
    bridge._fill_tomorrow(FULL_DAY)
    page = open_booth(bridge, size=(1920, 1080))
    go_to_hours(page)
    enlarge(page)
    assert cut(page, "section:first-child .choices__tile:first-child", FIRST_AFTERNOON) == []


def test_counts_stand_only_where_they_are_known(page: Page, bridge: StubBridge) -> None:
    bridge._fill_tomorrow([(hour, doctor) for hour in HOURS for doctor in (1, 2, 3, 4)])
    go_to_hours(page)  # 64 in the morning, and so far 56 of the 96 in the afternoon
    expect(page.locator(".hour__count")).to_have_count(0)
    expect(page.locator("#afternoon")).to_have_text("L’après-midi : plus bas")
    show(page, 160)
    expect(page.locator(".hour__count")).to_have_text(["64 consultations libres", "96 consultations libres"])


def test_beside_each_other_only_keys_meet_the_way_to_the_afternoon(page: Page, bridge: StubBridge) -> None:
    bridge._fill_tomorrow(FULL_DAY)
    go_to_hours(page)
    assert cut(page, FIRST_AFTERNOON) == []
    assert page.locator(".hour-afternoon").bounding_box() == {"x": ANY, "y": ANY, "width": 1, "height": 1}
    page.locator("#back").focus()
    while page.evaluate("document.activeElement.id") != "afternoon":
        page.keyboard.press("Shift+Tab")
    expect(page.locator("#afternoon")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("section:last-child [name=hour]").first).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("section:last-child [name=hour]").first).to_be_checked()
