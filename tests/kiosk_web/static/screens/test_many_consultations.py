"""A hospital with hundreds of free consultations a day: the five weeks are whole all the same.

docs/accessibility.md, "Reading and touching".
"""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.static.screens.glass import cut
from tests.kiosk_web.static.steps import SIZES, activate, choose_day, enter, go_to
from tests.kiosk_web.static.stub import LANGUAGES, StubBridge
from tests.plugins.browser import OpenBooth

COUNTS = (256, 8, 99, 1000, 35)
"""What a large hospital has on one day and another; the server may stop counting at 99 or at 1,000."""

GLASSES = [*SIZES, (1366, 768), (1280, 1024)]
HEIGHTS = """() => [...document.querySelectorAll("tr:has([data-day])")].map(
  (week) => Math.round(week.getBoundingClientRect().height))"""


def fill_five_weeks(bridge: StubBridge) -> None:
    """Have every day from tomorrow on free, with counts of one, two, three and four digits."""
    first = dt.date.today() + dt.timedelta(days=1)
    days = [
        {"date": (first + dt.timedelta(days=number)).isoformat(), "free": COUNTS[number % len(COUNTS)]}
        for number in range(61)
    ]
    found = {"days": days, "start_date": days[0]["date"], "end_date": days[-1]["date"], "next_date": None}
    bridge._refuse("availability", {"ok": found})


def go_to_days(page: Page) -> None:
    enter(page)
    go_to(page, "day")
    page.locator("[data-day]").first.wait_for()


@pytest.mark.parametrize("size", GLASSES, ids=str)
def test_five_weeks_are_whole_whatever_the_counts(
    open_booth: OpenBooth, bridge: StubBridge, size: tuple[int, int]
) -> None:
    fill_five_weeks(bridge)
    page = open_booth(bridge, size=size)
    go_to_days(page)
    whole = ("#screen-title", ".calendar__turn", "[data-day]", "#continue")
    for language in LANGUAGES:
        activate(page, f".toolbar #language-{language}")
        expect(page.locator(":root")).to_have_attribute("lang", re.compile(f"^{language}"))
        assert cut(page, *whole) == [], language
        assert len(set(page.evaluate(HEIGHTS))) == 1, language
    choose_day(page)
    page.locator("[data-day][aria-selected=true]").wait_for()
    assert cut(page, *whole) == []
    assert len(set(page.evaluate(HEIGHTS))) == 1
