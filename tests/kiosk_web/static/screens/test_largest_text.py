"""At the largest text the screens still show what matters without scrolling.

docs/accessibility.md, "Reading and touching".
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.static.screens.glass import cut
from tests.kiosk_web.static.steps import (
    activate,
    begin,
    choose,
    choose_day,
    enlarge,
    enter,
    go_to,
    on_each_glass,
    onward,
    problem,
    reach,
    say_name,
)
from tests.kiosk_web.static.stub import LANGUAGES, StubBridge, configuration
from tests.plugins.browser import OpenBooth


def test_date_hour_and_doctor_are_seen_before_book_acts_and_again_once_booked(page: Page) -> None:
    enter(page)
    enlarge(page)
    go_to(page, "check")
    expect(page.locator(".check__what")).to_contain_text("08:30 · Dr Amélie D’Hondt")
    whole = ("#screen-title", ".check__what", "#continue")
    assert [cut(page, *whole) for _ in on_each_glass(page)] == [[], [], []]
    activate(page, "#back")
    reach(page, "reason")
    onward(page)
    reach(page, "check")
    page.locator("#continue:not([data-settling])").click()
    reach(page, "booked")
    assert [cut(page, "#screen-title", ".summary dd", "#continue") for _ in on_each_glass(page)] == [
        [],
        [],
        [],
    ]


def test_in_the_lower_half_too_the_proof_says_what_when_and_who(
    open_booth: OpenBooth, bridge: StubBridge
) -> None:
    bridge._configuration = configuration(printer=True)
    page = open_booth(bridge)
    enter(page)
    activate(page, "#tool-reach")
    enlarge(page)
    go_to(page, "booked")
    for language in LANGUAGES:
        activate(page, f".toolbar #language-{language}")
        expect(page.locator(":root")).to_have_attribute("lang", re.compile(f"^{language}"))
        assert cut(page, "#screen-title", ".summary dd", "#print", "#continue") == [], language


def test_the_question_stays_above_the_field_while_it_is_answered(page: Page) -> None:
    begin(page)
    enlarge(page)
    activate(page, "#known")
    page.locator(".keyboard").wait_for()
    assert cut_anywhere(page, "#screen-title", "#last-name", "#continue") == []
    say_name(page)
    reach(page, "number")
    page.locator(".keyboard").wait_for()
    assert cut_anywhere(page, "#screen-title", "#patient-number", "#continue") == []
    activate(page, "#back")
    reach(page, "name")
    activate(page, "#back")
    reach(page, "who")
    activate(page, "#new")
    onward(page)
    reach(page, "birth")
    page.locator(".keyboard").wait_for()
    assert cut_anywhere(page, "#screen-title", "#birth-day", "#continue") == []


def cut_anywhere(page: Page, *selectors: str) -> list[tuple[int, int, str]]:
    """Return what is not whole, and on which glass."""
    return [(*size, wrong) for size in on_each_glass(page) for wrong in cut(page, *selectors)]


def test_a_day_to_choose_is_in_view(page: Page) -> None:
    enter(page)
    enlarge(page)
    go_to(page, "day")
    page.locator("[data-day]").first.wait_for()
    first = ".day-list__group:nth-child(2) .day-list__row:first-child"
    week = "tr:nth-child(1 of :has([data-day])) [data-day]"
    for size in on_each_glass(page):
        answer = first if size[1] <= 1100 else week
        assert cut(page, "#screen-title", "#continue", answer) == [], size


def test_an_hour_to_choose_is_in_view(page: Page) -> None:
    enter(page)
    enlarge(page)
    choose(page, "null")
    onward(page)
    reach(page, "doctor")
    onward(page)
    reach(page, "day")
    choose_day(page)
    onward(page)
    page.locator("[name=hour]").first.wait_for()
    for language in LANGUAGES:
        speak(page, language)
        first = ".hour section:first-child .choices__tile:nth-child(1)"
        assert cut_anywhere(page, "#screen-title", first, "#continue") == [], language


@pytest.mark.parametrize("code", ["INTERNAL_ERROR", "UNREACHABLE"])
def test_the_way_to_check_a_booking_in_doubt_is_in_view(page: Page, bridge: StubBridge, code: str) -> None:
    """An unreachable server has the longer words, and those of the try that the booth makes by itself."""
    enter(page)
    enlarge(page)
    go_to(page, "check")
    bridge._refuse("book", *[{"code": code, "unsure": True}] * 9)
    onward(page)
    problem(page, code)
    for language in LANGUAGES:
        speak(page, language)
        assert cut_anywhere(page, ".problem__fate", "#retry") == [], language


def test_a_number_that_was_refused_can_be_read_again_at_once(page: Page, bridge: StubBridge) -> None:
    begin(page)
    enlarge(page)
    activate(page, "#known")
    say_name(page)
    page.locator("#patient-number").fill("123456782")
    bridge._refuse("log_in", {"code": "LOGIN_REFUSED"})
    onward(page)
    problem(page, "LOGIN_REFUSED")
    for language in LANGUAGES:
        speak(page, language)
        assert cut(page, ".problem", "#screen-title", "#patient-number") == [], language


def speak(page: Page, language: str) -> None:
    """Choose another language on the way."""
    activate(page, f".toolbar #language-{language}")
    expect(page.locator(":root")).to_have_attribute("lang", re.compile(f"^{language}"))
