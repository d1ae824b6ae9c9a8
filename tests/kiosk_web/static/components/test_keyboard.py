"""The on-screen keyboard: its letters in each language, capitals, accents, signs and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.kiosk_web.static.components.typing_on_glass import (
    EUROPEAN,
    LANGUAGES,
    LONG_PRESS,
    LOW,
    accent,
    hold,
    key,
    open_form,
    press,
)

if TYPE_CHECKING:
    from tests.kiosk_web.static.harness import OpenComponent


@pytest.mark.parametrize(
    ("language", "first_row", "extra"),
    [
        ("fr", "azertyuiop", ""),
        ("nl", "qwertyuiop", ""),
        ("en", "qwertyuiop", ""),
        ("de", "qwertzuiopü", "äöüß"),
    ],
)
def test_the_letters_are_arranged_as_in_the_language(
    open_component: OpenComponent, language: str, first_row: str, extra: str
) -> None:
    page = open_form(open_component, "free", language)
    row = page.locator(".keyboard__row:not(.keyboard__row--accents)").first
    assert "".join(row.locator(".key").all_inner_texts()) == first_row
    letters = f"abcdefghijklmnopqrstuvwxyz{extra}’-."
    # Clicks, as a screen reader makes them; fingers are tested in test_keyboard_touch.py.
    page.evaluate(
        """letters => { for (const letter of letters) document.querySelector(
             `.keyboard__row:not(.keyboard__row--accents) [data-key="${letter}"]`).click(); }""",
        letters,
    )
    expect(page.locator("#free")).to_have_value(letters)


def test_another_language_changes_the_keys_under_the_text(open_component: OpenComponent) -> None:
    page = open_form(open_component, "free", "fr")
    press(page, "az")
    page.evaluate("harness.speak('de')")
    press(page, "ß")
    expect(page.locator("#free")).to_have_value("azß")
    expect(page.get_by_role("button", name="Fertig")).to_be_visible()
    page.evaluate("harness.speak('nl')")
    expect(key(page, "ß")).to_have_count(0)


def test_every_key_has_a_name_and_none_is_a_tab_stop(open_component: OpenComponent) -> None:
    page = open_form(open_component, "free")
    for language in LANGUAGES:
        page.evaluate("code => harness.speak(code)", language)
        for switch in ("{symbols}", "{letters}"):
            keys = page.locator(".keyboard button").evaluate_all(
                "keys => keys.map((key) => [key.ariaLabel ?? key.innerText, key.tabIndex])"
            )
            for name, tab_index in keys:
                assert name.strip()
                assert not name.startswith(("{", "key-"))
                assert len(name) > 1 or name.isalnum(), f"a screen reader may swallow {name}"
                assert tab_index == -1
            key(page, switch).click()


def test_what_is_typed_goes_where_the_caret_is_and_the_field_keeps_the_focus(
    open_component: OpenComponent,
) -> None:
    page = open_form(open_component, "free")
    press(page, "durnd")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    press(page, "a")
    expect(page.locator("#free")).to_be_focused()
    expect(page.locator("#free")).to_have_value("durand")
    key(page, "{backspace}").click()
    expect(page.locator("#free")).to_have_value("durnd")


def test_a_name_gets_its_capitals(open_component: OpenComponent) -> None:
    page = open_form(open_component)
    press(page, "jean-")
    press(page, "luc")
    key(page, "{space}").click()
    press(page, "d’hondt")
    expect(page.locator("#name")).to_have_value("Jean-Luc D’Hondt")


def test_a_capital_is_never_forced(open_component: OpenComponent) -> None:
    page = open_form(open_component)
    shift = key(page, "{shift}")
    expect(shift).to_have_attribute("aria-pressed", "true")
    shift.click()
    expect(shift).to_have_attribute("aria-pressed", "false")
    press(page, "van")
    shift.click()
    press(page, "a")
    expect(page.locator("#name")).to_have_value("vanA")


def test_other_text_gets_no_capital(open_component: OpenComponent) -> None:
    page = open_form(open_component, "free")
    press(page, "a")
    expect(page.locator("#free")).to_have_value("a")


def test_holding_a_letter_offers_its_accents(open_component: OpenComponent) -> None:
    page = open_form(open_component, "free", size=LOW)
    key(page, "e").hover()
    page.mouse.down()
    page.clock.run_for(LONG_PRESS - 1)
    expect(page.locator(".keyboard__row--open")).to_have_count(0)
    page.clock.run_for(1)
    page.mouse.up()
    expect(page.get_by_role("group", name="Accents de la lettre e")).to_be_visible()
    expect(page.locator("#free")).to_have_value("e")
    accent(page, "ê").click()
    expect(page.locator("#free")).to_have_value("ê")
    expect(page.locator(".keyboard__row--open")).to_have_count(0)


def test_after_a_long_press_the_next_letter_closes_the_accents(open_component: OpenComponent) -> None:
    page = open_form(open_component, "free")
    hold(page, "e")
    press(page, "t")
    expect(page.locator("#free")).to_have_value("et")
    expect(page.locator(".keyboard__row--open")).to_have_count(0)


def test_the_accents_of_a_capital_are_capitals(open_component: OpenComponent) -> None:
    page = open_form(open_component)
    hold(page, "e")
    accent(page, "É").click()
    press(page, "l")
    expect(page.locator("#name")).to_have_value("Él")


def test_a_finger_that_slides_off_a_held_letter_writes_only_the_accent_it_chooses_next(
    open_component: OpenComponent,
) -> None:
    page = open_form(open_component, "free")
    press(page, "e")
    key(page, "o").hover()
    page.mouse.down()
    page.clock.run_for(LONG_PRESS)
    page.mouse.move(5, 5)
    page.mouse.up()
    accent(page, "ő").click()
    expect(page.locator("#free")).to_have_value("eő")


def test_accents_can_be_reached_without_a_long_press(open_component: OpenComponent) -> None:
    page = open_form(open_component, "free", size=LOW)
    press(page, "s")
    key(page, "{accents}").click()
    accent(page, "ş").click()
    expect(page.locator("#free")).to_have_value("ş")
    key(page, "{accents}").click()
    press(page, "l")
    accent(page, "ł").click()
    expect(page.locator("#free")).to_have_value("şł")


def test_a_high_screen_shows_the_common_accents_of_the_language_in_a_row(
    open_component: OpenComponent,
) -> None:
    page = open_form(open_component)
    accent(page, "É").click()
    press(page, "lodi")
    accent(page, "ê").click()
    expect(page.locator("#name")).to_have_value("Élodiê")


def test_every_letter_of_european_names_can_be_typed_without_holding(open_component: OpenComponent) -> None:
    page = open_form(open_component, "free", "nl")
    page.locator("#free").evaluate("field => { field.maxLength = 500 }")
    letters = page.locator(".key--letter").evaluate_all("keys => keys.map((one) => one.dataset.key)")
    found = set(letters)
    key(page, "{accents}").click()
    row = page.locator(".keyboard__row--accents")
    for letter in letters:
        key(page, letter).click()
        if (row.get_attribute("aria-label") or "").endswith(f" {letter}"):
            found |= set("".join(page.locator(".key--accent").all_inner_texts()))
    assert set(EUROPEAN) - found == set()


def test_capitals_keep_turkish_and_german_letters(open_component: OpenComponent) -> None:
    page = open_form(open_component, "name", "de")
    press(page, "i")
    key(page, "{accents}").click()
    accent(page, "İ").click()
    key(page, "{shift}").click()
    press(page, "ß")
    expect(page.locator("#name")).to_have_value("İẞ")


def test_both_apostrophes_can_be_typed(open_component: OpenComponent) -> None:
    page = open_form(open_component, "free", size=LOW)
    press(page, "’’")
    key(page, "{accents}").click()
    accent(page, "'").click()
    expect(page.locator("#free")).to_have_value("’'")


def test_signs_are_on_a_page_of_their_own(open_component: OpenComponent) -> None:
    page = open_form(open_component, "free")
    key(page, "{symbols}").click()
    press(page, "38,5°(?)")
    key(page, "{letters}").click()
    press(page, "c")
    expect(page.locator("#free")).to_have_value("38,5°(?)c")


def test_a_number_field_has_a_number_pad(open_component: OpenComponent) -> None:
    page = open_form(open_component, "digits")
    expect(page.get_by_role("region", name="Pavé de chiffres")).to_be_visible()
    press(page, "1234567890")
    key(page, "{backspace}").click()
    expect(page.locator("#digits")).to_have_value("123456789")


def test_the_keyboard_stops_at_the_longest_name(open_component: OpenComponent) -> None:
    page = open_form(open_component)
    page.locator("#name").fill("x" * 50)
    press(page, "a")
    expect(page.locator("#name")).to_have_value("x" * 50)
