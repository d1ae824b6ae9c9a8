"""What a patient does on the page, step by step, in front of a stub of the bridge."""

from __future__ import annotations

from playwright.sync_api import Page, expect

SIZES = [(1080, 1920), (1920, 1080), (1280, 800)]


def identify(page: Page) -> None:
    page.locator("#to-identify").click()
    page.get_by_label("Nom", exact=True).fill("D’Hondt")
    page.get_by_label("Prénom").fill("Amélie")
    page.get_by_label("Numéro de patient").fill("123456782")
    page.get_by_role("button", name="S’identifier").click()


def enter(page: Page) -> None:
    identify(page)
    page.locator("[data-consultation]").first.wait_for()


def choose(page: Page, consultation: int = 3) -> None:
    page.locator(f"[data-consultation='{consultation}']").click()


def ask_to_book(page: Page) -> None:
    choose(page)
    page.locator("#book").click()
    page.get_by_role("button", name="Nouveau symptôme").click()
    page.locator("#reason-submit").click()


def press(page: Page, keys: str) -> None:
    """Touch the keys of the keyboard in the page, one after the other."""
    for key in keys:
        page.locator(".key").get_by_text(key, exact=True).click()


def problem(page: Page, code: str) -> None:
    expect(page.locator(f".problem[data-code={code}]")).to_be_focused()
