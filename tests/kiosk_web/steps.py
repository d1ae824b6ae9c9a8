"""What a patient does on the page, step by step, in front of a stub of the bridge."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.plugins.browser import wait_until

SIZES = [(1080, 1920), (1920, 1080), (1280, 800)]


def onward(page: Page) -> None:
    """Tap Continue, which stands in the same place on every screen, as soon as it takes a finger."""
    wait_until(page, "document.querySelector('#continue:not([data-settling])')")
    page.locator("#continue").click()


def reach(page: Page, screen: str) -> None:
    """Wait for a screen."""
    wait_until(page, f"document.querySelector('.app[data-screen={screen}]')")


def begin(page: Page, language: str = "fr") -> None:
    """Touch a language on the invitation."""
    page.locator(f".attract #language-{language}").click()
    reach(page, "who")


def say_name(page: Page) -> None:
    page.locator("#last-name").fill("D’Hondt")
    page.locator("#first-name").fill("Amélie")
    onward(page)


def identify(page: Page) -> None:
    """From the invitation to the tap that logs in."""
    begin(page)
    page.locator("#known").click()
    say_name(page)
    page.locator("#patient-number").fill("123456782")
    onward(page)


def register(page: Page) -> None:
    """From the invitation to a new patient's number."""
    begin(page)
    page.locator("#new").click()
    say_name(page)
    reach(page, "birth")
    onward(page)
    reach(page, "new-number")


def enter(page: Page) -> None:
    """Up to the first question of the search."""
    identify(page)
    page.locator("[data-value='1']").wait_for()


def choose(page: Page, value: str | int) -> None:
    """Tap one of several answers."""
    page.locator(f".choices__tile:has([data-value='{value}'])").click()


def choose_day(page: Page, index: int = 0) -> None:
    """Tap a day in the list."""
    page.locator(".day__list label").nth(index).click()


def go_to(page: Page, screen: str) -> None:
    """From the first question of the search to any later one, with the first answer everywhere."""
    steps: dict[str, Callable[[], object]] = {
        "specialty": lambda: choose(page, 1),
        "doctor": lambda: None,
        "day": lambda: choose_day(page),
        "hour": page.locator(".choices__tile").first.click,
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
    """The same, from any question back to the first and forward again."""
    while page.locator(".app").get_attribute("data-screen") != "specialty":
        page.locator("#back").click()
    go_to(page, screen)


def press(page: Page, keys: str) -> None:
    """Touch the keys of the keyboard in the page, one after the other."""
    for key in keys:
        page.locator(f".keyboard [data-key='{key.lower()}']").last.click()


def problem(page: Page, code: str) -> None:
    expect(page.locator(f".problem[data-code={code}]")).to_be_focused()
