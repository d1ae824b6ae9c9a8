"""What a patient does at the booth, step by step, in chromium and in the window. No tests here."""

from __future__ import annotations

from playwright.sync_api import Page, expect

BOOKED = "Votre consultation est réservée"
WAITING = 20_000
"""Milliseconds; the booth repeats a booking that was cut off every few seconds."""


def onward(page: Page) -> None:
    """Touch Continue."""
    page.locator("#continue").click()


def begin(page: Page) -> None:
    """Touch French on the invitation."""
    page.locator(".attract #language-fr").click()


def say_name(page: Page, last_name: str, first_name: str) -> None:
    """Write both names."""
    page.locator("#last-name").fill(last_name)
    page.locator("#first-name").fill(first_name)
    onward(page)


def register(page: Page, last_name: str = "Lefèvre", first_name: str = "Zoé") -> int:
    """Come for the first time; return the number that the booth showed."""
    begin(page)
    page.locator("#new").click()
    say_name(page, last_name, first_name)
    page.locator("#birth-day").wait_for()
    onward(page)
    page.locator(".app[data-screen=confirm-name]").wait_for()
    onward(page)
    shown = page.locator("#new-number").inner_text()
    onward(page)
    page.locator("[name=specialty]").first.wait_for()
    return int("".join(shown.split()))


def identify(page: Page, last_name: str, first_name: str, number: int) -> None:
    """Come with a number."""
    begin(page)
    page.locator("#known").click()
    say_name(page, last_name, first_name)
    page.locator("#patient-number").fill(str(number))
    onward(page)


def choose(page: Page, group: str, words: str) -> None:
    """Touch one of several answers."""
    page.locator(f".choices__tile:has([name={group}])", has_text=words).first.click()


def go_to_days(page: Page, specialty: str = "Je ne sais pas", doctor: str = "N’importe quel médecin") -> None:
    """Say what is looked for, up to the calendar."""
    choose(page, "specialty", specialty)
    onward(page)
    page.locator("[name=doctor]").first.wait_for()
    if page.locator("[name=doctor]").count() > 1:  # a lone doctor is chosen already
        choose(page, "doctor", doctor)
    onward(page)
    page.locator("[name=day]").first.wait_for()


def choose_hour(page: Page) -> int:
    """Touch the first hour; return the id of its consultation."""
    hour = page.locator("[name=hour]").first
    hour.wait_for()
    consultation = int(hour.get_attribute("data-value") or 0)
    page.locator(f".choices__tile:has([data-value='{consultation}'])").click()
    return consultation


def choose_first(page: Page) -> int:
    """Look for anything, on the first free day, and touch the first hour; return its id."""
    go_to_days(page)
    page.locator(".day__list label").first.click()
    onward(page)
    return choose_hour(page)


def give_reason(page: Page, reason: str | None = None) -> None:
    """Touch a common reason, or write one's own, up to the check screen."""
    onward(page)
    if reason is None:
        choose(page, "reason", "Contrôle de routine")
    else:
        choose(page, "reason", "Une autre raison")
        page.locator("#reason").fill(reason)
    onward(page)
    page.locator(".app[data-screen=check]").wait_for()


def book(page: Page, reason: str | None = None) -> None:
    """Give the reason, check everything, and book."""
    give_reason(page, reason)
    onward(page)


def see_booked(page: Page, waiting: float = WAITING) -> None:
    """Wait until the consultation is booked, at most so many milliseconds."""
    expect(page.locator("h1")).to_have_text(BOOKED, timeout=waiting)


def see_problem(page: Page, code: str) -> None:
    """Wait for the problem with this code."""
    expect(page.locator(f".problem[data-code={code}]")).to_be_visible(timeout=WAITING)


def see_ended(page: Page, ending: str) -> None:
    """Wait for the last screen."""
    expect(page.locator(f".ended[data-ending={ending}]")).to_be_visible(timeout=WAITING)
