"""Typed letters lead to an answer in the lists of specialties and doctors, as in a list box."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.static.messages.catalogue import LANGUAGES, catalogue
from tests.kiosk_web.static.steps import choose, enter, onward, reach
from tests.kiosk_web.static.stub import StubBridge
from tests.plugins.browser import OpenBooth, stop_clock

SPECIALTIES = ["Cardiologie", "Chirurgie", "Échographie", "Oncologie", "Ophtalmologie", "Urologie"]
"""In the order of the list; each number is the id from 1."""
NEXT_WORD = 1_000
"""Milliseconds after which a letter begins another word."""


@pytest.fixture
def page(open_booth: OpenBooth, bridge: StubBridge) -> Page:
    bridge._refuse(
        "specialties",
        {"ok": {"specialties": [{"id": i, "name": name} for i, name in enumerate(SPECIALTIES, start=1)]}},
    )
    page = open_booth(bridge, has_clock=True)
    enter(page)
    return page


KEY = """(key) => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))"""


def write(page: Page, letters: str) -> None:
    """Type letters at the pace of a hand, then wait until another word may begin."""
    for letter in letters:
        if letter.isascii():
            page.keyboard.press(letter if letter != " " else "Space")
        else:  # Playwright would insert it without a key
            page.evaluate(KEY, letter)
        page.clock.run_for(200)
    page.clock.run_for(NEXT_WORD)


def chosen(page: Page) -> str | None:
    """Return the value of the answer that is chosen and has the focus."""
    value: str | None = page.evaluate(
        """() => document.activeElement.checked ? document.activeElement.dataset.value : null"""
    )
    return value


TYPED = [
    ("o", "4"),
    ("op", "5"),
    ("o o", "5"),
    ("oo", "5"),
    ("o o o", "4"),
    ("c u", "6"),
    ("OPH", "5"),
    ("e", "3"),
    ("échog", "3"),
    ("y", "5"),  # les yeux
    ("coeur", "1"),  # le cœur
    ("je", "null"),
    ("c x", "1"),
]
"""Letters, a pause between two words, and the answer that they lead to."""


def test_letters_lead_to_the_next_answer_that_begins_so(page: Page) -> None:
    stop_clock(page)
    for words, value in TYPED:
        page.locator("#screen-title").focus()
        for word in words.split():
            write(page, word)
        assert chosen(page) == value, words


def test_doctors_are_found_by_their_last_name_and_by_any_other(page: Page) -> None:
    choose(page, "null")
    onward(page)
    reach(page, "doctor")
    stop_clock(page)
    for word, doctor in (
        ("van", "3"),
        ("dh", "1"),
        ("d’h", "1"),
        ("müll", "4"),
        ("broeck", "3"),
        ("jean", "2"),
    ):
        write(page, word)
        assert chosen(page) == doctor, word


def test_a_scan_leads_nowhere(page: Page) -> None:
    stop_clock(page)
    for text in ("O123456782", "https://onco.example/?n=1o", "12 34 o"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        page.clock.run_for(2 * NEXT_WORD)
        assert chosen(page) is None, text
    expect(page.locator("[name=specialty]:checked")).to_have_count(0)


def test_behind_a_dialog_and_with_a_command_letters_lead_nowhere(page: Page) -> None:
    page.keyboard.press("Control+o")
    page.locator("#tool-help").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    stop_clock(page)
    write(page, "o")
    page.keyboard.press("Escape")
    expect(page.locator("[name=specialty]:checked")).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_comes_by_keys_is_told(page: Page, language: str) -> None:
    words = catalogue(language)["choices-letters"].plain
    page.locator(f".toolbar #language-{language}").click()
    hint = page.locator(".choices__letters")
    expect(hint).to_have_text(words)
    expect(page.get_by_role("radiogroup")).to_have_accessible_description(words)
    expect(hint).to_have_css("width", "1px")
    page.locator("#my-bookings").focus()
    page.keyboard.press("Tab")
    expect(hint).to_be_in_viewport(ratio=1)
    page.locator("#tool-help").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".dialog__body")).to_contain_text(words)
    page.keyboard.press("Escape")
    page.locator("#tool-help").click()
    expect(page.locator(".dialog__body")).not_to_contain_text(words)
