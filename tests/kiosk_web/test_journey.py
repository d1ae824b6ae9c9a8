"""The way through the page in chromium, and what is left of it afterwards."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.steps import SIZES, ask_to_book, choose, enter, identify, press, problem
from tests.kiosk_web.stub import StubBridge
from tests.plugins.browser import OpenBooth, violations


def test_a_known_patient_books_and_leaves(page: Page, bridge: StubBridge) -> None:
    enter(page)
    ask_to_book(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre consultation est réservée")
    expect(page.get_by_text("Il ne vous reste rien à faire.")).to_be_visible()
    expect(page.get_by_text("Dr Noémie Van den Broeck")).to_be_visible()
    page.locator("#finish").click()
    expect(page.get_by_role("status")).to_contain_text("Vous êtes déconnecté")
    assert bridge._asked("log_in") == [("D’Hondt", "Amélie", "123456782")]
    assert bridge._asked("book") == [(3, "Nouveau symptôme")]
    assert bridge._asked("log_out") == [()]


def test_a_new_patient_by_finger_alone(page: Page, bridge: StubBridge) -> None:
    page.locator("#to-register").click()
    press(page, "D'hondt")
    page.get_by_label("Prénom").click()
    press(page, "Noé")
    page.get_by_label("Jour").click()
    press(page, "7")
    page.get_by_label("Mois").click()
    press(page, "3")
    page.get_by_label("Année").click()
    press(page, "1948")
    page.get_by_role("button", name="Recevoir mon numéro").click()
    expect(page.locator("#new-number")).to_have_text("123 456 782")
    page.locator("#number-noted").click()
    page.locator("[data-consultation]").first.wait_for()
    assert bridge._asked("register") == [("D'hondt", "Noé", "1948-03-07")]
    assert "123 456 782" not in page.content()


def test_the_choice_stays_through_more_rows_and_another_search(page: Page, bridge: StubBridge) -> None:
    enter(page)
    choose(page)
    page.locator("#more").click()
    expect(page.locator("[data-consultation]")).to_have_count(40)
    expect(page.locator("[data-consultation='3']").get_by_role("radio")).to_be_checked()
    page.locator("#search").click()
    expect(page.locator("#search")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("[data-consultation]")).to_have_count(40)
    expect(page.locator("[data-consultation='3']").get_by_role("radio")).to_be_checked()
    bridge._taken = {3}
    page.locator("#search").click()
    expect(page.locator("[data-consultation='3']")).to_have_count(0)
    expect(page.locator("#book")).to_be_disabled()


def test_searching_by_specialty_doctor_and_dates(page: Page, bridge: StubBridge) -> None:
    enter(page)
    page.locator("#choose-specialty").click()
    page.get_by_role("button", name="Dermatologie").click()
    expect(page.locator("[data-consultation]")).to_have_count(11)
    page.locator("#choose-doctor").click()
    expect(page.locator(".option")).to_have_text(["Tous les médecins", re.compile("Lefèvre")])
    page.get_by_role("button", name="Lefèvre").click()
    page.locator("#choose-when").click()
    page.get_by_role("button", name="Entre deux dates").click()
    for name, value in {"from-day": "1", "from-month": "2", "from-year": "2001", "to-year": "2999"}.items():
        page.locator(f"#{name}").fill(value)
    page.locator("#range-submit").click()
    expect(page.locator(".error-summary")).to_contain_text("deuxième date")
    page.locator("#to-day").fill("31")
    page.locator("#to-month").fill("12")
    page.locator("#range-submit").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    (criteria,) = bridge._asked("search")[-1]
    assert criteria["specialty_id"] == 2
    assert criteria["doctor_id"] == 2
    assert (criteria["start_date"], criteria["end_date"]) == ("2001-02-01", "2999-12-31")


def test_a_search_that_finds_nothing_looks_further_by_itself(page: Page, bridge: StubBridge) -> None:
    enter(page)
    bridge._refuse("search", {"ok": {"consultations": [], "next": None}})
    page.locator("#choose-when").click()
    page.get_by_role("button", name="Dans les 7 jours").click()
    expect(page.get_by_text("à d’autres dates")).to_be_visible()
    expect(page.locator("[data-consultation]").first).to_be_visible()


def test_an_empty_agenda_offers_a_way_on(page: Page, bridge: StubBridge) -> None:
    enter(page)
    bridge._refuse("search", {"ok": {"consultations": [], "next": None}})
    page.locator("#search").click()
    page.locator("#widen").click()
    expect(page.locator("[data-consultation]").first).to_be_visible()


def test_search_book_and_logout_exist_only_in_a_session(page: Page) -> None:
    for selector in ("#search", "#book", "#log-out"):
        expect(page.locator(selector)).to_have_count(0)
    enter(page)
    for selector in ("#search", "#book", "#log-out"):
        expect(page.locator(selector)).to_be_visible()


def test_after_logout_no_word_of_the_session_is_left(page: Page) -> None:
    enter(page)
    choose(page)
    page.locator("#book").click()
    page.get_by_label("Raison de la consultation").fill("Secret de famille")
    page.locator("#reason-cancel").click()
    page.locator("#log-out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour et bienvenue")
    left = page.content() + page.evaluate(
        "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state])"
        " + [...document.querySelectorAll('input')].map((input) => input.value).join()"
    )
    for secret in ("Hondt", "Amélie", "123456782", "123 456 782", "Secret de famille", "Van den Broeck"):
        assert secret not in left
    page.locator("#to-identify").click()
    expect(page.get_by_label("Nom", exact=True)).to_have_value("")


def test_a_dialog_closes_with_escape_and_gives_the_focus_back(page: Page) -> None:
    enter(page)
    page.locator("#choose-doctor").click()
    expect(page.locator("#dialog-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#choose-doctor")).to_be_focused()


def test_the_token_leaves_the_address_bar(page: Page) -> None:
    assert "token" not in page.url


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_axe_finds_nothing_on_any_screen(
    open_booth: OpenBooth, bridge: StubBridge, size: tuple[int, int]
) -> None:
    page = open_booth(bridge, size=size, bypass_csp=True)  # axe itself is injected

    def check(screen: str) -> None:
        assert violations(page) == [], screen

    check("welcome")
    page.locator("#to-register").click()
    check("register, keyboard")
    page.locator("#birth-day").focus()
    check("register, number pad")
    page.locator("#submit").click()
    check("register, errors")
    page.locator("#back").click()
    bridge._refuse("log_in", {"code": "SERVER_BUSY", "retry_after": 1})
    identify(page)
    check("identify, busy")
    page.locator("#submit").click()
    page.locator("[data-consultation]").first.wait_for()
    check("search")
    for opener in ("#choose-specialty", "#choose-doctor", "#choose-when"):
        page.locator(opener).click()
        check(opener)
        page.keyboard.press("Escape")
    choose(page)
    check("search, chosen")
    bridge._refuse("book", {"code": "UNAVAILABLE", "unsure": True}, {"code": "NOT_AVAILABLE"})
    ask_to_book(page)
    check("book, unsure")
    page.get_by_role("button", name="Vérifier").click()
    problem(page, "NOT_AVAILABLE")
    check("search, taken")
    ask_to_book(page)
    page.locator("#finish").wait_for()
    check("booked")
