"""A calendar or a list of days by itself, with fixed days. No tests here."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Page

from tests.kiosk_web.static.harness import OpenComponent

SIZES = [(1080, 1920), (1920, 1080), (1280, 800)]

TODAY = "2026-11-23"

DAYS = {
    "2026-11-24": 5,
    "2026-11-25": 1,
    "2026-11-27": 12,
    "2026-12-01": 9,
    "2026-12-11": 170,
    "2026-12-18": 2,
    "2026-12-30": 4,
    "2027-01-05": 3,
}

PROPS: dict[str, Any] = {
    "days": DAYS,
    "covered": {"from": TODAY, "to": "2027-01-23"},
    "first": TODAY,
    "selected": None,
    "earliest": TODAY,
    "nextDate": None,
    "isWaiting": False,
}

SCRIPT = """
import { Calendar } from "./components/calendar/calendar.js";
import { DayList } from "./components/day-list/day-list.js";
import * as dates from "./domain/dates.js";
import * as weeks from "./components/calendar/weeks.js";
let props = %s;
Object.assign(harness, { dates, weeks });
harness.heard = [];
harness.set = (changes) => { props = { ...props, ...changes }; again(); };
const onSelect = (selected) => { harness.heard.push(selected); harness.set({ selected }); };
const onTurn = (first) => { harness.heard.push(first); harness.set(harness.answer?.(first) ?? { first }); };
const part = "%s" === "calendar" ? Calendar : DayList;
show(() => html`<main class="screen"><h1>Jour</h1><h2>Jours</h2>
  <${part} ...${props} days=${new Map(Object.entries(props.days))} onSelect=${onSelect} onTurn=${onTurn} />
</main>`);
"""

OVERFLOWING = """() => {
  const box = (one) => one.getBoundingClientRect();
  const isOut = (one, room, slack) =>
    box(one).left < box(room).left - slack || box(one).right > box(room).right + slack;
  const calendar = document.querySelector(".calendar");
  const all = [...calendar.querySelectorAll("th span, button, h2, p, table, td, .calendar__cell > *")];
  return all
    .filter((one) => box(one).width > 2 && !one.matches(".visually-hidden, .calendar__check"))
    .filter((one) => isOut(one, calendar, 11)
      || (one.closest("[data-day]") && isOut(one, one.closest("td"), 0)))
    .map((one) => one.className || one.tagName);
}"""
"""What overflows its cell or the calendar; the 10 px around the table are its cell spacing."""


@pytest.fixture
def open_calendar(open_component: OpenComponent) -> Any:
    def open_(part: str = "calendar", how: dict[str, Any] | None = None, **changes: Any) -> Page:
        return open_component(SCRIPT % (json.dumps(PROPS | changes), part), **(how or {}))

    return open_


def cell(page: Page, day: str) -> Locator:
    return page.locator(f"[data-day='{day}']")


def heard(page: Page) -> list[str]:
    words: list[str] = page.evaluate("harness.heard")
    return words
