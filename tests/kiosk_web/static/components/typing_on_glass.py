"""A form with the on-screen keyboard below it, and fingers to type with. No tests here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import CDPSession, Locator, Page

from tests.plugins.browser import stop_clock

if TYPE_CHECKING:
    from tests.kiosk_web.static.harness import OpenComponent

SIZES = [(1080, 1920), (1920, 1080), (1280, 800)]
LOW = (1280, 800)
LANGUAGES = ("fr", "nl", "de", "en")
LONG_PRESS = 550
"""Milliseconds after which a key that is still down counts as held."""

EUROPEAN = "àâäáãåāăąæçćčċďđðéèêëēėęěğģġħîïíìīįıķłľļĺñńňņôöóòõøőōœřŕşšśșßţțťþùûüúűůūųŵÿýžźż"
"""The accented letters of European names."""

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
    """Open the form with the focus in a field, and stop its clock: no press is a long one by accident."""
    page = open_component(FORM, language=language, has_clock=True, **options)
    page.locator(f"#{focus}").focus()
    page.locator(".keyboard").wait_for()
    stop_clock(page)
    return page


def settle(page: Page) -> None:
    """Let the page do what it leaves for the next frame; this is far too short for a long press."""
    page.clock.run_for(100)


def key(page: Page, name: str) -> Locator:
    """Return the key with this name (see `components/keyboard/layouts.js`)."""
    return page.locator(f'.keyboard__row:not(.keyboard__row--accents) [data-key="{name}"]')


def accent(page: Page, letter: str) -> Locator:
    return page.locator(f'.keyboard__row--accents [data-key="{letter}"]')


def press(page: Page, keys: str) -> None:
    for name in keys:
        key(page, name).click()


def hold(page: Page, name: str) -> None:
    """Press a key for long, then release it."""
    key(page, name).hover()
    page.mouse.down()
    page.clock.run_for(LONG_PRESS)
    page.mouse.up()


def middle(locator: Locator) -> dict[str, float]:
    box = locator.bounding_box()
    assert box
    return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}


class Fingers:
    """Several fingers on the glass, each with a number, through the browser's own touch input."""

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
