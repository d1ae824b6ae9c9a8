"""Help speaks of touching to fingers and of keys to keys."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.static.messages.catalogue import LANGUAGES, catalogue
from tests.kiosk_web.static.steps import begin, enter, onward, reach, say_name

TOUCHING = re.compile(r"\b(touchez|tik|tikt|tippen|touch)\b", re.IGNORECASE)
KEYS = re.compile(r"\b(Tab|Tabulatortaste|F2|clavier|toetsenbord|Tastatur|keyboard)\b")


def by_finger(page: Page) -> str:
    page.locator("#tool-help").click()
    return read(page)


def by_keys(page: Page) -> str:
    page.locator("#tool-help").focus()
    page.keyboard.press("Enter")
    return read(page)


def read(page: Page) -> str:
    words = page.locator(".dialog__body").inner_text()
    page.keyboard.press("Escape")
    expect(page.locator(".dialog")).to_have_count(0)
    return words


def on_the_invitation(page: Page) -> None:
    reach(page, "attract")


def on_the_name(page: Page) -> None:
    begin(page)
    page.locator("#known").click()


def on_the_number(page: Page) -> None:
    on_the_name(page)
    say_name(page)
    reach(page, "number")


def on_the_day(page: Page) -> None:
    enter(page)
    page.locator(".choices__tile").first.click()
    onward(page)
    reach(page, "doctor")
    onward(page)
    reach(page, "day")


@pytest.mark.parametrize("come", [on_the_invitation, on_the_name, on_the_number, on_the_day])
def test_help_speaks_of_touching_to_fingers_and_of_keys_to_keys(
    page: Page, come: Callable[[Page], None]
) -> None:
    come(page)
    touched, typed = by_finger(page), by_keys(page)
    assert TOUCHING.search(touched)
    assert not KEYS.search(touched)
    assert KEYS.search(typed)
    assert not TOUCHING.search(typed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_helps_or_corrects_says_to_choose_whatever_chooses(language: str) -> None:
    both = {
        key: words.plain
        for key, words in catalogue(language).items()
        if key.startswith(("help-", "check-", "fate-", "hour-"))
    }
    by_touch, for_keys = ("help-touch", "help-attract"), ("help-keys",)
    assert [key for key, words in both.items() if TOUCHING.search(words) and key not in by_touch] == []
    assert [key for key, words in both.items() if KEYS.search(words) and key not in for_keys] == []
