"""The calendar of free consultations."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.kiosk_web.static.components.calendar_page import OVERFLOWING, SIZES, TODAY, cell, heard
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


def test_one_consultation_is_in_the_singular(open_calendar: Any) -> None:
    page = open_calendar()
    expect(cell(page, "2026-11-25")).to_have_accessible_name(
        "mercredi 25 novembre 2026, 1 consultation libre"
    )
    expect(cell(page, "2026-11-25").locator(".calendar__words")).to_have_text("1 libre")


@pytest.mark.parametrize(
    ("language", "said", "words"),
    [
        ("fr", "vendredi 11 décembre 2026, 99 consultations libres ou plus", "99+ libres"),
        ("nl", "vrijdag 11 december 2026, 99 of meer vrije raadplegingen", "99+ vrij"),
        ("de", "Freitag, 11. Dezember 2026, 99 oder mehr freie Termine", "99+ frei"),
        ("en", "Friday, 11 December 2026, 99 or more free consultations", "99+ free"),
    ],
)
def test_a_count_has_two_digits_at_most(open_calendar: Any, language: str, said: str, words: str) -> None:
    page = open_calendar(how={"language": language})
    day = cell(page, "2026-12-11")
    for count in (99, 170, 1000):
        page.evaluate("count => harness.set({ days: { '2026-12-11': count, '2026-12-12': 98 } })", count)
        expect(day).to_have_accessible_name(said)
        expect(day.locator(".calendar__words")).to_have_text(words)
        expect(day.locator(".calendar__short")).to_have_text("99+")
    expect(cell(page, "2026-12-12").locator(".calendar__short")).to_have_text("98")


def test_a_day_without_consultations_says_so_and_cannot_be_chosen(open_calendar: Any) -> None:
    page = open_calendar()
    day = page.get_by_role("gridcell", name="jeudi 26 novembre 2026, aucune consultation libre", exact=True)
    expect(day).to_have_attribute("aria-disabled", "true")
    assert day.get_attribute("tabindex") is None
    day.click(force=True)
    assert heard(page) == []


def test_five_weeks_from_this_one_begin_on_monday(open_calendar: Any) -> None:
    page = open_calendar()
    expect(page.get_by_role("columnheader").first).to_contain_text("lundi")
    first = page.locator("tbody tr").first
    expect(first.get_by_role("gridcell").first).to_have_accessible_name(
        "Aujourd’hui, lundi 23 novembre 2026, aucune consultation libre"
    )
    expect(first.get_by_role("gridcell").first).to_have_attribute("aria-current", "date")
    expect(first.locator(".calendar__number--today")).to_have_count(1)
    expect(page.locator("tbody tr")).to_have_count(5)
    expect(page.locator("tbody td").last).to_contain_text("27")
    expect(page.get_by_role("heading", name="novembre – décembre 2026")).to_be_visible()
    expect(page.locator(".calendar__begins")).to_have_text("déc.")


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
    ("2026-12-18", "ArrowRight", "2026-12-30"),
    ("2026-12-30", "ArrowUp", "2026-12-18"),
    ("2026-11-24", "PageDown", "2026-12-30"),
    ("2027-01-05", "PageUp", "2026-12-01"),
    ("2026-11-24", "ArrowLeft", "2026-11-24"),
    ("2027-01-05", "ArrowDown", "2027-01-05"),
]
SECOND = "2026-12-28"
"""The Monday of the next five weeks."""


def first_of(day: str) -> str:
    """Return the first of the days that are shown together with this one."""
    return TODAY if day < SECOND else SECOND


def test_keys_move_over_the_free_days(open_calendar: Any) -> None:
    page = open_calendar()
    for start, key, end in MOVES:
        page.evaluate("first => { harness.heard = []; harness.set({ first }); }", first_of(start))
        cell(page, start).focus()
        page.keyboard.press(key)
        expect(cell(page, end)).to_be_focused()
        assert heard(page) == ([] if first_of(start) == first_of(end) else [first_of(end)]), (start, key)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_enter_and_space_choose_once_without_auto_repeat(open_calendar: Any, key: str) -> None:
    page = open_calendar()
    cell(page, "2026-11-25").focus()
    page.keyboard.down(key)
    page.keyboard.down(key)  # auto-repeat
    page.keyboard.up(key)
    assert heard(page) == ["2026-11-25"]


def test_the_focus_waits_for_the_days_of_the_next_weeks(open_calendar: Any) -> None:
    page = open_calendar(
        covered={"from": TODAY, "to": "2026-12-27"}, days={"2026-11-24": 5}, nextDate="2027-01-05"
    )
    page.evaluate("harness.answer = (first) => ({ first, isWaiting: true })")
    cell(page, "2026-11-24").focus()
    page.keyboard.press("ArrowRight")
    heading = page.get_by_role("heading", name="décembre – janvier 2027")
    expect(heading).to_be_focused()
    expect(page.get_by_role("grid")).to_have_attribute("aria-busy", "true")
    page.evaluate(
        """harness.set({ isWaiting: false, nextDate: null, days: { "2027-01-05": 3, "2027-01-14": 3 },
             covered: { from: "2026-12-28", to: "2027-01-31" } })"""
    )
    expect(cell(page, "2027-01-05")).to_be_focused()


def test_large_buttons_turn_the_weeks_between_today_and_the_last_free_day(
    open_calendar: Any,
) -> None:
    page = open_calendar()
    before = page.get_by_role("button", name="Plus tôt : à partir du lundi 19 octobre 2026")
    after = page.get_by_role("button", name="Plus tard : à partir du lundi 28 décembre 2026")
    for button in (before, after):
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 80
    expect(before).to_have_attribute("aria-disabled", "true")
    before.click(force=True)
    assert heard(page) == []
    after.click()
    expect(page.get_by_role("heading", level=2, name="décembre – janvier 2027")).to_have_attribute(
        "aria-live", "polite"
    )
    expect(page.locator("#calendar-next")).to_have_attribute("aria-disabled", "true")
    expect(page.locator("#calendar-next")).to_be_focused()
    page.locator("#calendar-previous").click()
    assert heard(page) == [SECOND, TODAY]


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({"first": "2027-02-01", "nextDate": "2027-03-09"}, "2027-03-09"),
        ({"first": "2027-02-01", "covered": {"from": TODAY, "to": "2027-03-07"}}, "2027-01-05"),
        ({"days": {"2026-12-30": 4}}, "2026-12-30"),
    ],
    ids=["later", "earlier", "known"],
)
def test_weeks_without_a_free_day_lead_to_the_nearest_one(
    open_calendar: Any, changes: dict[str, Any], day: str
) -> None:
    page = open_calendar(**changes)
    expect(page.get_by_role("status")).to_contain_text("Plus aucune consultation libre")
    page.evaluate(
        f"harness.answer = (first) => ({{ first, nextDate: null, days: {{ '{day}': 3 }},"
        " covered: { from: '2026-11-23', to: '2027-03-31' } })"
    )
    page.get_by_role("button", name="Aller au").click()
    assert heard(page) == [{"2027-03-09": "2027-03-08"}.get(day, first_of(day))]
    expect(cell(page, day)).to_be_focused()


def test_without_any_free_day_it_says_whom_to_ask(open_calendar: Any) -> None:
    page = open_calendar(days={})
    expect(page.get_by_role("status")).to_contain_text("demandez à l’accueil")
    expect(page.locator(".calendar__go")).to_have_count(0)


def test_days_that_are_not_loaded_yet_claim_nothing(open_calendar: Any) -> None:
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
    page = open_calendar(how={"size": size}, selected="2026-12-11")
    for language in ("fr", "nl", "de", "en"):
        page.evaluate("code => harness.speak(code)", language)
        for step in ("1", "2", "3", "4"):
            page.locator(":root").evaluate("(root, size) => { root.dataset.size = size }", step)
            assert page.evaluate(OVERFLOWING) == [], (language, step)
            boxes = page.locator("[data-day]").evaluate_all(BOXES)
            assert len(boxes) == 6
            lowest, narrowest = (min(box[side] for box in boxes) for side in ("height", "width"))
            assert lowest >= (80 if size[1] > 1100 else 60), (language, step)
            assert narrowest >= 60, (language, step)


@pytest.mark.parametrize("part", ["calendar", "list"])
def test_axe_finds_nothing(open_calendar: Any, part: str) -> None:
    page = open_calendar(part, selected="2026-11-25")
    for first in (TODAY, "2027-02-01") if part == "calendar" else (TODAY,):
        page.evaluate("first => harness.set({ first })", first)
        for look in ({"theme": "plain", "size": "1"}, {"theme": "contrast"}, {"theme": "plain", "size": "4"}):
            page.locator(":root").evaluate("(root, look) => Object.assign(root.dataset, look)", look)
            assert violations(page) == [], (first, look)


def test_leap_days_and_years_count_and_a_day_is_shown_with_its_five_weeks(open_calendar: Any) -> None:
    page = open_calendar()
    weeks = page.evaluate("harness.weeks.weeksFrom('2028-02-28')")
    assert weeks[0] == [f"2028-0{day}" for day in ("2-28", "2-29", "3-01", "3-02", "3-03", "3-04", "3-05")]
    assert [len(week) for week in weeks] == [7] * 5
    days = ("2026-11-24", "2026-12-27", SECOND, "2027-02-01", "2026-11-22")
    shown = [page.evaluate("day => harness.dates.shownFrom(day, '2026-11-25')", day) for day in days]
    assert shown == [TODAY, TODAY, SECOND, "2027-02-01", "2026-10-19"]
