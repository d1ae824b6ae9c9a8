"""The question of the day on a wide screen: one line, above a calendar that is whole.

docs/accessibility.md, "Reading and touching".
"""

from __future__ import annotations

from playwright.sync_api import Page

from tests.kiosk_web.static.steps import DRAWN, activate, enter, go_to
from tests.kiosk_web.static.stub import LANGUAGES

GLASSES = [(1920, 1080), (1280, 1024), (1366, 768), (1280, 800)]
OVERLAPPING = """() => {
  const box = (selector) => document.querySelector(selector).getBoundingClientRect();
  const isBelow = (one, other) => box(one).top >= box(other).bottom - 1;
  return [
    ["#calendar", "#screen-title"],
    [".day__list", "#list-only"],
  ].filter(([one, other]) => !isBelow(one, other));
}"""
"""The pairs of which the first should be below the second, and is not."""


def test_the_question_and_the_button_beside_it_leave_the_calendar_and_the_list_alone(page: Page) -> None:
    enter(page)
    go_to(page, "day")
    page.locator("#calendar").wait_for()
    found = []
    for width, height in GLASSES:
        page.set_viewport_size({"width": width, "height": height})
        for language in LANGUAGES:
            activate(page, f".toolbar #language-{language}")
            page.locator(f":root[lang^={language}]").wait_for(state="attached")
            page.evaluate(DRAWN)
            found += [(width, height, language, pair) for pair in page.evaluate(OVERLAPPING)]
    assert found == []
