"""What a patient does on the page, step by step, with a stub of the bridge behind it. No tests here.

The steps answer as keys and assistive technology do: for these no shield (touch/presses.js) lies over a new
screen, so a journey does not wait for one on each. What a finger does is in `touch/` and `end_to_end/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playwright.sync_api import Page, expect

from tests.plugins.browser import wait_until

SIZES = [(1080, 1920), (1920, 1080), (1280, 800)]


ACTIVATE = """([selector, index]) => {
  const target = document.querySelectorAll(selector)[index];
  if (!target?.checkVisibility() || target.closest("[inert], :disabled, [aria-disabled=true]")) return false;
  if (!target.matches("label")) target.focus();
  target.click();
  return true;
}"""


def activate(page: Page, selector: str, index: int = 0) -> None:
    """Answer with the button or label, as soon as it can be seen and used.

    Args:
        page: the booth's page.
        selector: of CSS, for one or several elements.
        index: which of them, from 0.
    """
    page.wait_for_function(ACTIVATE, arg=[selector, index])


def onward(page: Page) -> None:
    """Choose Continue."""
    activate(page, "#continue")


DRAWN = """() => new Promise((drawn) => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn)));
})"""


def on_each_glass(page: Page) -> Iterator[tuple[int, int]]:
    """Give the page, as it stands, one screen size of a booth after the other; yield each once laid out."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(DRAWN)  # two frames: what is measured in one (the scroll buttons) changes the next
        yield width, height


def settled(page: Page) -> None:
    """Wait until no shield (touch/presses.js) is left, before presses by place instead of by element."""
    wait_until(page, "!document.querySelector('.shield')")


def reach(page: Page, screen: str) -> None:
    """Wait for a screen."""
    wait_until(page, f"document.querySelector('.app[data-screen={screen}]')")


def begin(page: Page, language: str = "fr") -> None:
    """Choose a language on the invitation."""
    activate(page, f".attract #language-{language}")
    reach(page, "who")


def say_name(page: Page) -> None:
    """Write both names and go on."""
    page.locator("#last-name").fill("D’Hondt")
    page.locator("#first-name").fill("Amélie")
    onward(page)


def identify(page: Page) -> None:
    """From the invitation to the answer that logs in."""
    begin(page)
    activate(page, "#known")
    say_name(page)
    page.locator("#patient-number").fill("123456782")
    onward(page)


def confirm_name(page: Page) -> None:
    """From what a new patient wrote, read back, to the number."""
    reach(page, "confirm-name")
    onward(page)
    reach(page, "new-number")


def register(page: Page) -> None:
    """From the invitation to the new patient's number."""
    begin(page)
    activate(page, "#new")
    say_name(page)
    reach(page, "birth")
    onward(page)
    confirm_name(page)


def enter(page: Page) -> None:
    """Up to the first question of the search."""
    identify(page)
    page.locator("[data-value='1']").wait_for()


def enlarge(page: Page) -> None:
    """Choose the largest text, as a patient does."""
    page.locator("#tool-look").click()
    page.locator(".dialog .choices__tile:has([data-value='4'])").click()
    page.locator("#look-done").click()
    expect(page.locator(":root")).to_have_attribute("data-size", "4")


def choose(page: Page, value: str | int) -> None:
    """Choose one of several answers."""
    activate(page, f".choices__tile:has([data-value='{value}'])")


def choose_day(page: Page, index: int = 0) -> None:
    """Choose a day in the list."""
    activate(page, ".day__list label", index)


def go_to(page: Page, screen: str) -> None:
    """From the first question of the search to any later one, with the first answer everywhere."""
    steps: dict[str, Callable[[], object]] = {
        "specialty": lambda: choose(page, 1),
        "doctor": lambda: None,
        "day": lambda: choose_day(page),
        "hour": lambda: activate(page, ".choices__tile"),
        "reason": lambda: choose(page, "reason-symptom"),
    }
    for here, answer in steps.items():
        reach(page, here)
        if here == screen:
            return
        answer()
        onward(page)
    reach(page, "check")
    if screen == "booked":
        onward(page)
        reach(page, "booked")


def go_to_from_start(page: Page, screen: str) -> None:
    """From any question of the search back to the first and forward to another one."""
    while page.locator(".app").get_attribute("data-screen") != "specialty":
        activate(page, "#back")
    go_to(page, screen)


def press(page: Page, keys: str) -> None:
    """Touch the keys of the keyboard in the page, one after the other."""
    for key in keys:
        page.locator(f".keyboard [data-key='{key.lower()}']").last.click()


def problem(page: Page, code: str) -> None:
    """Wait until the problem with this code has the focus."""
    expect(page.locator(f".problem[data-code={code}]")).to_be_focused()
