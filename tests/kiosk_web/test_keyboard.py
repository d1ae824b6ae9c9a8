"""The keyboard in the page: the right letters for the language, as fast as a finger, never over the field."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from tests.plugins.browser import violations

if TYPE_CHECKING:
    from tests.kiosk_web.harness import OpenComponent

pytest_plugins = ("tests.kiosk_web.harness",)

SIZES = [(1080, 1920), (1920, 1080), (1280, 800)]
LOW = (1280, 800)
LANGUAGES = ("fr", "nl", "de", "en")
EUROPEAN = "àâäáãåāăąæçćčċďđðéèêëēėęěğģġħîïíìīįıķłľļĺñńňņôöóòõøőōœřŕşšśșßţțťþùûüúűůūųŵÿýžźż"
"""Letters of European names that a keyboard without accents lacks."""

FORM = """
import { Field } from "./components/field/field.js";
import { Keyboard } from "./components/keyboard/keyboard.js";
function Form() {
  const [values, setValues] = useState({ name: "", free: "", digits: "" });
  const field = (id, keyboard) => html`<${Field}
    id=${id} label=${id} keyboard=${keyboard} value=${values[id]} errors=${[]} maxLength=${50}
    onInput=${(value) => setValues({ ...values, [id]: value })} />`;
  return html`<div class="app">
    <div class="app__stage"><main tabindex="-1">
      <div class="screen">
        <p id="elsewhere">…</p>${field("name", "name")}${field("free", "text")}${field("digits", "number")}
      </div>
    </main></div>
    <${Keyboard} />
  </div>`;
}
show(() => html`<${Form} />`);
root.querySelector("main").style.overflow = "auto";
"""


def open_form(
    open_component: OpenComponent, focus: str = "name", language: str = "fr", **options: Any
) -> Page:
    page = open_component(FORM, language=language, **options)
    page.locator(f"#{focus}").focus()
    page.locator(".keyboard").wait_for()
    return page


def key(page: Page, name: str) -> Locator:
    """Give the key of this name, as layouts.js has it."""
    return page.locator(f'.keyboard__row:not(.keyboard__row--accents) [data-key="{name}"]')


def accent(page: Page, letter: str) -> Locator:
    return page.locator(f'.keyboard__row--accents [data-key="{letter}"]')


def press(page: Page, keys: str) -> None:
    for name in keys:
        key(page, name).click()


def hold(page: Page, name: str) -> None:
    """Hold a key until its accents are offered, then let it go."""
    key(page, name).hover()
    page.mouse.down()
    page.locator(".keyboard__row--open").wait_for()
    page.mouse.up()


def middle(locator: Locator) -> dict[str, float]:
    box = locator.bounding_box()
    assert box
    return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}


class Fingers:
    """Several fingers on the glass, each by its number, through the browser's own touch input."""

    def __init__(self, page: Page) -> None:
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._places: dict[int, dict[str, float]] = {}

    def down(self, finger: int, at: dict[str, float]) -> None:
        self._places[finger] = at
        self._send("touchStart", finger)

    def move(self, finger: int, at: dict[str, float]) -> None:
        self._places[finger] = at
        self._send("touchMove", finger)

    def up(self, finger: int) -> None:
        self._send("touchEnd", finger)

    def _send(self, kind: str, finger: int) -> None:
        points = [{**self._places[finger], "id": finger}]  # only the finger that changes
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


@pytest.mark.parametrize(
    ("language", "first_row", "extra"),
    [
        ("fr", "azertyuiop", ""),
        ("nl", "qwertyuiop", ""),
        ("en", "qwertyuiop", ""),
        ("de", "qwertzuiopü", "äöüß"),
    ],
)
def test_the_letters_stand_where_the_language_has_them(
    open_component: OpenComponent, language: str, first_row: str, extra: str
) -> None:
    page = open_form(open_component, "free", language)
    row = page.locator(".keyboard__row:not(.keyboard__row--accents)").first
    assert "".join(row.locator(".key").all_inner_texts()) == first_row
    press(page, f"abcdefghijklmnopqrstuvwxyz{extra}’-.")
    expect(page.locator("#free")).to_have_value(f"abcdefghijklmnopqrstuvwxyz{extra}’-.")


def test_another_language_changes_the_keys_under_the_text(open_component: OpenComponent) -> None:
    page = open_form(open_component, "free", "fr")
    press(page, "az")
    page.evaluate("harness.speak('de')")
    press(page, "ß")
    expect(page.locator("#free")).to_have_value("azß")
    expect(page.get_by_role("button", name="Fertig")).to_be_visible()
    page.evaluate("harness.speak('nl')")
    expect(key(page, "ß")).to_have_count(0)


def test_every_key_has_a_name_and_none_stands_in_the_way_of_tab(open_component: OpenComponent) -> None:
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


def test_a_name_is_offered_its_capitals(open_component: OpenComponent) -> None:
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


def test_other_text_is_offered_no_capital(open_component: OpenComponent) -> None:
    page = open_form(open_component, "free")
    press(page, "a")
    expect(page.locator("#free")).to_have_value("a")


def test_holding_a_letter_offers_its_accents(open_component: OpenComponent) -> None:
    page = open_form(open_component, "free", size=LOW)
    hold(page, "e")
    expect(page.get_by_role("group", name="Accents de la lettre e")).to_be_visible()
    expect(page.locator("#free")).to_have_value("e")
    accent(page, "ê").click()
    expect(page.locator("#free")).to_have_value("ê")
    expect(page.locator(".keyboard__row--open")).to_have_count(0)


def test_slow_hands_that_want_no_accent_just_go_on(open_component: OpenComponent) -> None:
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


def test_a_held_letter_that_the_finger_slides_off_gives_its_accent_alone(
    open_component: OpenComponent,
) -> None:
    page = open_form(open_component, "free")
    press(page, "e")
    key(page, "o").hover()
    page.mouse.down()
    page.locator(".keyboard__row--open").wait_for()
    page.mouse.move(5, 5)
    page.mouse.up()
    accent(page, "ő").click()
    expect(page.locator("#free")).to_have_value("eő")


def test_accents_come_without_holding_too(open_component: OpenComponent) -> None:
    page = open_form(open_component, "free", size=LOW)
    press(page, "s")
    key(page, "{accents}").click()
    accent(page, "ş").click()
    expect(page.locator("#free")).to_have_value("ş")
    key(page, "{accents}").click()
    press(page, "l")
    accent(page, "ł").click()
    expect(page.locator("#free")).to_have_value("şł")


def test_a_high_screen_has_the_accents_of_the_language_in_a_row(open_component: OpenComponent) -> None:
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


def test_the_signs_have_a_page(open_component: OpenComponent) -> None:
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
    page.locator(".keyboard__row--open").wait_for()
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
    fingers.down(2, middle(key(page, "n")))
    fingers.up(2)
    fingers.up(1)
    expect(page.locator("#name")).to_have_value("An")


def test_one_finger_typing_as_fast_as_the_glass_tells_loses_nothing(open_component: OpenComponent) -> None:
    text = "douleurauventredepuishieretfievre" * 2
    page = open_form(open_component, "free", has_touch=True)
    page.locator("#free").evaluate("field => { field.maxLength = 500 }")
    places = {letter: middle(key(page, letter)) for letter in set(text)}
    fingers = Fingers(page)
    for letter in text:
        fingers.down(0, places[letter])
        fingers.up(0)
    expect(page.locator("#free")).to_have_value(text)


def test_done_puts_the_keyboard_away_and_a_real_keyboard_does_not_call_it_back(
    open_component: OpenComponent,
) -> None:
    page = open_form(open_component, "free")
    press(page, "a")
    key(page, "{done}").click()
    expect(page.locator(".keyboard")).to_have_count(0)
    page.keyboard.type("bc")
    expect(page.locator("#free")).to_have_value("abc")
    expect(page.locator(".keyboard")).to_have_count(0)
    page.locator("#free").click()
    expect(page.locator(".keyboard")).to_be_visible()


def test_a_real_keyboard_writes_beside_ours(open_component: OpenComponent) -> None:
    page = open_form(open_component)
    press(page, "a")
    page.keyboard.type("nn-")
    press(page, "ma")
    expect(page.locator("#name")).to_have_value("Ann-Ma")
    page.keyboard.press("Tab")
    expect(page.locator("#free")).to_be_focused()
    expect(page.locator(".keyboard")).to_be_visible()


def test_a_screen_reader_or_a_switch_presses_keys_by_clicks(open_component: OpenComponent) -> None:
    page = open_form(open_component, "free")
    key(page, "a").evaluate("one => one.click()")
    expect(page.locator("#free")).to_have_value("a")
    key(page, "{done}").evaluate("one => one.click()")
    expect(page.locator(".keyboard")).to_have_count(0)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_keyboard_never_covers_the_field_in_use(
    open_component: OpenComponent, size: tuple[int, int]
) -> None:
    page = open_form(open_component, size=size)
    for reach, text in (("", "1"), ("low", "1"), ("", "4"), ("low", "4")):
        page.locator(":root").evaluate(
            "(root, [reach, size]) => Object.assign(root.dataset, { reach, size })", [reach, text]
        )
        for name in ("digits", "name", "free"):
            field = page.locator(f"#{name}")
            field.focus()
            expect_in_sight(page, field)
        key(page, "{accents}").click()
        page.locator(".keyboard__row--open").wait_for()
        expect_in_sight(page, page.locator("#free"))
        key(page, "{accents}").click()


def expect_in_sight(page: Page, field: Locator) -> None:
    expect(field).to_be_in_viewport(ratio=1)
    keyboard = page.locator(".keyboard").bounding_box()
    box = field.bounding_box()
    assert keyboard
    assert box
    assert box["y"] + box["height"] <= keyboard["y"]


MEASURE = """rows => rows.filter((row) => row.checkVisibility()).map((row) => [...row.children].map((key) => {
  const { left, right, top, bottom } = key.getBoundingClientRect();
  const label = document.createRange();
  label.selectNodeContents(key);
  const { width, height } = label.getBoundingClientRect();
  const type = parseFloat(getComputedStyle(key).fontSize);
  return { name: key.dataset.key, left, right, top, bottom, width, height, type };
}))"""


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_keys_are_large_apart_and_hold_their_words(
    open_component: OpenComponent, size: tuple[int, int]
) -> None:
    page = open_form(open_component, "free", size=size)
    for language in LANGUAGES:
        page.evaluate("code => harness.speak(code)", language)
        for text in ("1", "4"):
            page.locator(":root").evaluate("(root, size) => { root.dataset.size = size }", text)
            page.locator("#free").focus()
            page.locator(".keyboard--text").wait_for()
            check_keys(page, size, least=60)
            if size == LOW:
                box = page.locator(".keyboard").bounding_box()
                assert box
                assert box["height"] <= 0.45 * size[1]
            key(page, "{accents}").click()
            page.locator(".keyboard__row--open").wait_for()
            check_keys(page, size, least=60)
            key(page, "{accents}").click()
            page.locator("#digits").focus()
            page.locator(".keyboard--number").wait_for()
            check_keys(page, size, least=80)


def check_keys(page: Page, size: tuple[int, int], least: int) -> None:
    rows = page.locator(".keyboard__row").evaluate_all(MEASURE)
    assert len(rows) >= 4
    for row, below in itertools.pairwise(rows):
        assert below[0]["top"] - row[0]["bottom"] >= 9.9
    for row in rows:
        for one, following in itertools.pairwise(row):
            assert following["left"] - one["right"] >= 9.9
        for one in row:
            wide = one["right"] - one["left"]
            high = one["bottom"] - one["top"]
            assert one["left"] >= 0, one
            assert one["right"] <= size[0], one
            assert min(wide, high) >= least, one
            assert one["width"] <= wide - 8, one
            assert one["height"] <= high, one
            assert one["type"] >= 24, one


@pytest.mark.parametrize("theme", ["light", "contrast"])
def test_nothing_on_the_keyboard_is_hard_to_make_out(open_component: OpenComponent, theme: str) -> None:
    page = open_form(open_component, attributes={"data-theme": theme})
    key(page, "{accents}").click()
    found = [line for line in violations(page) if "key" in line]
    assert found == []
