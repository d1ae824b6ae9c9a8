"""The forms: what is missing, mistyped or left out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.steps import press
from tests.kiosk_web.stub import StubBridge


def test_the_number_is_grouped_while_it_is_typed(page: Page) -> None:
    page.locator("#to-identify").click()
    page.get_by_label("Numéro de patient").click()
    press(page, "1234567")
    expect(page.get_by_label("Numéro de patient")).to_have_value("123 456 7")
    page.get_by_role("button", name="Effacer").click()
    expect(page.get_by_label("Numéro de patient")).to_have_value("123 456")
    page.get_by_role("button", name="Effacer").click()
    expect(page.get_by_label("Numéro de patient")).to_have_value("123 45")


def test_what_is_missing_is_summed_up_and_leads_to_its_field(page: Page) -> None:
    page.locator("#to-identify").click()
    page.get_by_role("button", name="S’identifier").click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("button", name="Écrivez votre prénom").click()
    expect(page.get_by_label("Prénom")).to_be_focused()


def test_a_slip_in_the_number_is_questioned_once_and_believed_the_second_time(
    page: Page, bridge: StubBridge
) -> None:
    page.locator("#to-identify").click()
    page.get_by_label("Nom", exact=True).fill("Durand")
    page.get_by_label("Prénom").fill("Zoé")
    page.get_by_label("Numéro de patient").fill("123 456 789")
    page.get_by_role("button", name="S’identifier").click()
    expect(page.locator(".error-summary")).to_contain_text("un chiffre semble inexact")
    assert bridge._asked("log_in") == []
    page.locator("#submit").click()
    page.locator("[data-consultation]").first.wait_for()


@pytest.mark.parametrize(
    ("typed", "words"), [("48030712345", "numéro national"), ("2147483648", "pas un numéro")]
)
def test_a_number_of_another_kind_is_explained(
    page: Page, bridge: StubBridge, typed: str, words: str
) -> None:
    page.locator("#to-identify").click()
    page.get_by_label("Numéro de patient").fill(typed)
    page.get_by_role("button", name="S’identifier").click()
    expect(page.locator(".error-summary")).to_contain_text(words)
    assert bridge._asked("log_in") == []


def test_back_forgets_what_was_typed(page: Page) -> None:
    page.locator("#to-identify").click()
    page.get_by_label("Nom", exact=True).fill("Durand")
    page.locator("#back").click()
    page.locator("#to-identify").click()
    expect(page.get_by_label("Nom", exact=True)).to_have_value("")


def test_the_birth_date_may_be_left_out(page: Page, bridge: StubBridge) -> None:
    page.locator("#to-register").click()
    page.keyboard.type("Durand")
    page.keyboard.press("Tab")
    page.keyboard.type("Zoé")
    page.keyboard.press("Enter")
    expect(page.locator("#new-number")).to_be_visible()
    assert bridge._asked("register") == [("Durand", "Zoé", None)]
