"""The calendar of free consultations, the list beside it, and the drawing of a QR code."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.kiosk_web.calendar_page import OVERFLOWING, SIZES, TODAY, cell, heard
from tests.plugins.browser import violations


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("fr", "mardi 24 novembre 2026, 5 consultations libres"),
        ("nl", "dinsdag 24 november 2026, 5 vrije raadplegingen"),
        ("de", "Dienstag, 24. November 2026, 5 freie Termine"),
        ("en", "Tuesday, 24 November 2026, 5 free consultations"),
    ],
)
def test_a_free_day_is_named_by_its_date_and_its_count(open_calendar: Any, language: str, name: str) -> None:
    page = open_calendar(how={"language": language})
    expect(cell(page, "2026-11-24")).to_have_accessible_name(name)


def test_one_consultation_is_told_in_the_singular(open_calendar: Any) -> None:
    page = open_calendar()
    expect(cell(page, "2026-11-25")).to_have_accessible_name(
        "mercredi 25 novembre 2026, 1 consultation libre"
    )
    expect(cell(page, "2026-11-25").locator(".calendar__words")).to_have_text("1 libre")


def test_a_day_without_says_so_and_cannot_be_reached(open_calendar: Any) -> None:
    page = open_calendar()
    day = page.get_by_role("gridcell", name="jeudi 26 novembre 2026, aucune consultation libre", exact=True)
    expect(day).to_have_attribute("aria-disabled", "true")
    assert day.get_attribute("tabindex") is None
    day.click(force=True)
    assert heard(page) == []


def test_weeks_begin_on_monday_and_those_that_are_over_are_left_out(open_calendar: Any) -> None:
    page = open_calendar()
    expect(page.get_by_role("columnheader").first).to_contain_text("lundi")
    first = page.locator("tbody tr").first
    expect(first.get_by_role("gridcell").first).to_have_accessible_name(
        "Aujourd’hui, lundi 23 novembre 2026, aucune consultation libre"
    )
    expect(first.get_by_role("gridcell").first).to_have_attribute("aria-current", "date")
    expect(first.locator(".calendar__number--today")).to_have_count(1)


def test_a_tap_chooses_a_day_which_is_marked_by_more_than_colour(open_calendar: Any) -> None:
    page = open_calendar()
    day = cell(page, "2026-11-27")
    thin = day.evaluate("cell => parseFloat(getComputedStyle(cell).borderTopWidth)")
    day.click()
    assert heard(page) == ["2026-11-27"]
    expect(day).to_have_attribute("aria-selected", "true")
    expect(day.locator("svg")).to_be_visible()
    assert day.evaluate("cell => parseFloat(getComputedStyle(cell).borderTopWidth)") > thin
    assert day.evaluate("cell => getComputedStyle(cell).fontWeight") == "700"
    expect(page.locator("[aria-selected=true]")).to_have_count(1)


def test_more_choice_shows_more_dots(open_calendar: Any) -> None:
    page = open_calendar(days={"2026-11-24": 1, "2026-11-25": 6, "2026-11-26": 12})
    counts = [cell(page, f"2026-11-{day}").locator(".calendar__dots i").count() for day in (24, 25, 26)]
    assert counts == [1, 2, 3]


def test_one_day_is_in_the_tab_order_the_chosen_one_before_the_first(open_calendar: Any) -> None:
    page = open_calendar()
    stops = page.locator("td[tabindex='0']")
    expect(stops).to_have_attribute("data-day", "2026-11-24")
    page.evaluate("harness.set({ selected: '2026-11-27' })")
    expect(stops).to_have_attribute("data-day", "2026-11-27")


BOXES = "days => days.map((one) => one.getBoundingClientRect().toJSON())"
MOVES = [
    ("2026-12-11", "ArrowLeft", "2026-12-01"),
    ("2026-12-01", "ArrowRight", "2026-12-11"),
    ("2026-12-11", "ArrowDown", "2026-12-18"),
    ("2026-12-18", "ArrowUp", "2026-12-11"),
    ("2026-12-01", "ArrowDown", "2026-12-11"),
    ("2026-11-27", "Home", "2026-11-24"),
    ("2026-11-24", "End", "2026-11-27"),
    ("2026-11-27", "ArrowRight", "2026-12-01"),
    ("2026-12-01", "ArrowUp", "2026-11-24"),
    ("2026-11-24", "PageDown", "2026-12-18"),
    ("2026-12-11", "PageUp", "2026-11-24"),
    ("2026-11-24", "ArrowLeft", "2026-11-24"),
    ("2026-12-18", "ArrowDown", "2026-12-18"),
]


def test_keys_move_over_the_free_days(open_calendar: Any) -> None:
    page = open_calendar()
    for start, key, end in MOVES:
        page.evaluate("month => { harness.heard = []; harness.set({ month }); }", start[:7])
        cell(page, start).focus()
        page.keyboard.press(key)
        expect(cell(page, end)).to_be_focused()
        assert heard(page) == ([] if start[:7] == end[:7] else [end[:7]]), (start, key)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_enter_and_space_choose_once_however_long_they_are_held(open_calendar: Any, key: str) -> None:
    page = open_calendar()
    cell(page, "2026-11-25").focus()
    page.keyboard.down(key)
    page.keyboard.down(key)  # the second one is a repetition
    page.keyboard.up(key)
    assert heard(page) == ["2026-11-25"]


def test_the_focus_waits_for_the_days_of_the_next_month(open_calendar: Any) -> None:
    page = open_calendar(
        covered={"from": TODAY, "to": "2026-11-30"}, days={"2026-11-24": 5}, nextDate="2026-12-11"
    )
    page.evaluate("harness.answer = (month) => ({ month, isWaiting: true })")
    cell(page, "2026-11-24").focus()
    page.keyboard.press("ArrowRight")
    heading = page.get_by_role("heading", name="décembre 2026")
    expect(heading).to_be_focused()
    expect(page.get_by_role("grid")).to_have_attribute("aria-busy", "true")
    page.evaluate(
        """harness.set({ isWaiting: false, nextDate: null, days: { "2026-12-11": 3, "2026-12-14": 3 },
             covered: { from: "2026-12-01", to: "2026-12-31" } })"""
    )
    expect(cell(page, "2026-12-11")).to_be_focused()


def test_the_months_are_turned_by_large_buttons_between_today_and_the_last_free_day(
    open_calendar: Any,
) -> None:
    page = open_calendar()
    before = page.get_by_role("button", name="Mois précédent : octobre 2026")
    after = page.get_by_role("button", name="Mois suivant : décembre 2026")
    for button in (before, after):
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 80
    expect(before).to_have_attribute("aria-disabled", "true")
    before.click(force=True)
    assert heard(page) == []
    after.click()
    expect(page.get_by_role("heading", level=2, name="décembre 2026")).to_have_attribute(
        "aria-live", "polite"
    )
    expect(page.locator("#calendar-next")).to_have_attribute("aria-disabled", "true")
    expect(page.locator("#calendar-next")).to_be_focused()
    page.locator("#calendar-previous").click()
    assert heard(page) == ["2026-12", "2026-11"]


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({"month": "2027-01", "nextDate": "2027-03-02"}, "2027-03-02"),
        ({"month": "2027-01"}, "2026-12-18"),
        ({"days": {"2026-12-11": 4}}, "2026-12-11"),
    ],
    ids=["later", "earlier", "known"],
)
def test_a_month_without_a_free_day_leads_to_the_nearest_one(
    open_calendar: Any, changes: dict[str, Any], day: str
) -> None:
    page = open_calendar(**changes)
    expect(page.get_by_role("status")).to_contain_text("Plus aucune consultation libre en")
    page.evaluate(
        f"harness.answer = (month) => ({{ month, nextDate: null, days: {{ '{day}': 3 }},"
        " covered: { from: '2026-11-23', to: '2027-03-31' } })"
    )
    page.get_by_role("button", name="Aller au").click()
    assert heard(page) == [day[:7]]
    expect(cell(page, day)).to_be_focused()


def test_without_any_free_day_it_says_whom_to_ask(open_calendar: Any) -> None:
    page = open_calendar(days={})
    expect(page.get_by_role("status")).to_contain_text("demandez à l’accueil")
    expect(page.locator(".calendar__go")).to_have_count(0)


def test_nothing_is_claimed_of_days_that_are_not_known_yet(open_calendar: Any) -> None:
    page = open_calendar(days={}, covered={"from": "", "to": ""}, isWaiting=True)
    expect(page.get_by_role("gridcell", name="mardi 24 novembre 2026", exact=True)).to_be_visible()
    expect(page.locator(".calendar__empty")).to_have_count(0)
    awaited = page.locator(".calendar__day--awaited")
    assert awaited.first.evaluate("cell => getComputedStyle(cell, '::after').animationDelay") == "0.3s"
    assert (
        page.locator(".calendar__waiting").evaluate("one => getComputedStyle(one).animationDelay") == "0.3s"
    )


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_is_cut_and_every_day_is_large_enough(open_calendar: Any, size: tuple[int, int]) -> None:
    page = open_calendar(how={"size": size}, month="2026-12", selected="2026-12-11")
    for language in ("fr", "nl", "de", "en"):
        page.evaluate("code => harness.speak(code)", language)
        for step in ("1", "2", "3", "4"):
            page.locator(":root").evaluate("(root, size) => { root.dataset.size = size }", step)
            assert page.evaluate(OVERFLOWING) == [], (language, step)
            boxes = page.locator("[data-day]").evaluate_all(BOXES)
            assert len(boxes) == 3
            lowest, narrowest = (min(box[side] for box in boxes) for side in ("height", "width"))
            assert lowest >= (80 if size[1] > 900 else 60), (language, step)
            assert narrowest >= 60, (language, step)


@pytest.mark.parametrize("part", ["calendar", "list"])
def test_axe_finds_nothing(open_calendar: Any, part: str) -> None:
    page = open_calendar(part, selected="2026-11-25")
    for month in ("2026-11", "2027-01") if part == "calendar" else ("2026-11",):
        page.evaluate("month => harness.set({ month })", month)
        for look in ({"theme": "plain", "size": "1"}, {"theme": "contrast"}, {"theme": "plain", "size": "4"}):
            page.locator(":root").evaluate("(root, look) => Object.assign(root.dataset, look)", look)
            assert violations(page) == [], (month, look)


def test_february_that_begins_on_monday_has_four_weeks_and_leap_days_count(open_calendar: Any) -> None:
    page = open_calendar()
    weeks = page.evaluate("harness.weeks.weeksOf('2027-02')")
    assert weeks == [[f"2027-02-{7 * week + day:02}" for day in range(1, 8)] for week in range(4)]
    assert page.evaluate("harness.dates.lastDay('2028-02')") == "2028-02-29"
    assert page.evaluate("harness.dates.monthsLater('2026-11', 2)") == "2027-01"
    assert page.evaluate("harness.dates.monthsLater('2026-01', -1)") == "2025-12"
