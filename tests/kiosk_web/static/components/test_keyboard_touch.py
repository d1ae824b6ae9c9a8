"""The on-screen keyboard under fingers: fast typing, long presses, fingers that slide off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.kiosk_web.static.components.typing_on_glass import (
    LONG_PRESS,
    Fingers,
    key,
    middle,
    open_form,
    press,
    settle,
)

if TYPE_CHECKING:
    from tests.kiosk_web.static.harness import OpenComponent


def test_a_key_answers_when_it_is_touched_and_acts_when_it_is_let_go(open_component: OpenComponent) -> None:
    page = open_form(open_component, "free", has_touch=True)
    fingers = Fingers(page)
    fingers.down(1, middle(key(page, "a")))
    expect(key(page, "a")).to_have_attribute("data-down", "")
    expect(page.locator("#free")).to_have_value("")
    fingers.up(1)
    expect(key(page, "a")).not_to_have_attribute("data-down", "")
    expect(page.locator("#free")).to_have_value("a")


def test_a_finger_that_slides_off_a_key_writes_nothing(open_component: OpenComponent) -> None:
    page = open_form(open_component, "free", has_touch=True)
    fingers = Fingers(page)
    fingers.down(1, middle(key(page, "a")))
    fingers.move(1, middle(key(page, "p")))
    fingers.up(1)
    press(page, "m")
    expect(page.locator("#free")).to_have_value("m")


def test_a_held_key_does_not_repeat(open_component: OpenComponent) -> None:
    page = open_form(open_component, "free", has_touch=True)
    press(page, "aaa")
    fingers = Fingers(page)
    fingers.down(1, middle(key(page, "o")))
    page.clock.run_for(10 * LONG_PRESS)
    fingers.up(1)
    expect(page.locator("#free")).to_have_value("aaao")


def test_no_letter_is_lost_or_changes_its_place_under_two_fast_thumbs(open_component: OpenComponent) -> None:
    text = "elisabethvandenbroeckderoeselare"
    page = open_form(open_component, "free", has_touch=True)
    places = {letter: middle(key(page, letter)) for letter in set(text)}
    fingers = Fingers(page)
    thumbs = [0, 1]
    fingers.down(thumbs[0], places[text[0]])
    for index, letter in enumerate(text[1:], start=1):
        fingers.down(thumbs[index % 2], places[letter])  # before the former is lifted
        fingers.up(thumbs[(index - 1) % 2])
    fingers.up(thumbs[(len(text) - 1) % 2])
    expect(page.locator("#free")).to_have_value(text)


def test_letters_come_in_the_order_in_which_they_were_touched(open_component: OpenComponent) -> None:
    page = open_form(open_component, has_touch=True)
    fingers = Fingers(page)
    fingers.down(1, middle(key(page, "a")))
    page.clock.run_for(LONG_PRESS - 50)
    fingers.down(2, middle(key(page, "n")))
    fingers.up(2)
    fingers.up(1)
    expect(page.locator("#name")).to_have_value("An")


def test_a_resting_finger_does_not_write_before_the_one_that_types(open_component: OpenComponent) -> None:
    page = open_form(open_component, "free", has_touch=True)
    fingers = Fingers(page)
    fingers.down(1, middle(key(page, "q")))
    page.clock.run_for(LONG_PRESS)
    fingers.down(2, middle(key(page, "n")))
    fingers.up(2)
    expect(page.locator("#free")).to_have_value("n")


def test_one_finger_loses_no_letter_at_any_speed(open_component: OpenComponent) -> None:
    text = "douleurauventredepuishieretfievre" * 2
    page = open_form(open_component, "free", has_touch=True)
    page.locator("#free").evaluate("field => { field.maxLength = 500 }")
    places = {letter: middle(key(page, letter)) for letter in set(text)}
    fingers = Fingers(page)
    for letter in text:
        fingers.down(0, places[letter])
        fingers.up(0)
    expect(page.locator("#free")).to_have_value(text)


def test_done_hides_the_keyboard_and_a_real_keyboard_does_not_bring_it_back(
    open_component: OpenComponent,
) -> None:
    page = open_form(open_component, "free")
    press(page, "a")
    key(page, "{done}").click()
    expect(page.locator(".keyboard")).to_have_count(0)
    page.keyboard.type("bc")
    settle(page)
    expect(page.locator("#free")).to_have_value("abc")
    expect(page.locator(".keyboard")).to_have_count(0)
    page.locator("#free").click()
    settle(page)
    expect(page.locator(".keyboard")).to_be_visible()


def test_a_real_keyboard_works_beside_the_one_on_the_screen(open_component: OpenComponent) -> None:
    page = open_form(open_component)
    press(page, "a")
    page.keyboard.type("nn-")
    press(page, "ma")
    expect(page.locator("#name")).to_have_value("Ann-Ma")
    page.keyboard.press("Tab")
    settle(page)
    expect(page.locator("#free")).to_be_focused()
    expect(page.locator(".keyboard")).to_be_visible()


def test_a_screen_reader_or_a_switch_presses_keys_by_clicks(open_component: OpenComponent) -> None:
    page = open_form(open_component, "free")
    key(page, "a").evaluate("one => one.click()")
    expect(page.locator("#free")).to_have_value("a")
    key(page, "{done}").evaluate("one => one.click()")
    expect(page.locator(".keyboard")).to_have_count(0)
