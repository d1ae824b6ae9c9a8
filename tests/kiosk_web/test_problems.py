"""What the page says when something goes wrong, and the way on from there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.steps import ask_to_book, choose, enter, identify, problem
from tests.kiosk_web.stub import StubBridge


@pytest.mark.parametrize(
    "code",
    ["UNREACHABLE", "DISCONNECTED", "LOGIN_REFUSED", "UNAVAILABLE", "SERVER_BUSY", "INTERNAL_ERROR", "NEWER"],
)
def test_a_refused_login_keeps_what_was_typed(page: Page, bridge: StubBridge, code: str) -> None:
    bridge._refuse("log_in", {"code": code})
    identify(page)
    problem(page, code)
    assert code not in page.locator("main").inner_text()
    expect(page.get_by_label("Nom", exact=True)).to_have_value("D’Hondt")
    page.locator("#submit").click()
    page.locator("[data-consultation]").first.wait_for()


def test_waiting_is_counted_down_and_then_trying_again_works(page: Page, bridge: StubBridge) -> None:
    page.clock.install()
    bridge._refuse("log_in", {"code": "TOO_MANY_ATTEMPTS", "retry_after": 600})
    identify(page)
    retry = page.locator(".problem button")
    expect(retry).to_have_text("Réessayer dans 10 min")
    expect(retry).to_be_disabled()
    page.clock.run_for(570_000)
    expect(retry).to_have_text("Réessayer dans 30 s")
    page.clock.run_for(31_000)
    expect(retry).to_have_text("Réessayer")
    retry.click()
    page.locator("[data-consultation]").first.wait_for()


def test_searching_goes_on_when_the_server_is_back(page: Page, bridge: StubBridge) -> None:
    bridge._refuse("specialties", {"code": "UNREACHABLE"})
    identify(page)
    problem(page, "UNREACHABLE")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator("[data-consultation]").first).to_be_visible()


@pytest.mark.parametrize("code", ["NOT_AVAILABLE", "TIME_CONFLICT"])
def test_a_consultation_lost_to_another_refreshes_the_list_and_keeps_the_reason(
    page: Page, bridge: StubBridge, code: str
) -> None:
    enter(page)
    bridge._refuse("book", {"code": code})
    bridge._taken = {3}
    ask_to_book(page)
    problem(page, code)
    expect(page.locator(".problem")).to_contain_text("Rien n’a été réservé.")
    expect(page.locator("[data-consultation='3']")).to_have_count(0)
    choose(page, 4)
    page.locator("#book").click()
    expect(page.locator("#reason")).to_have_value("Nouveau symptôme")


def test_after_a_cut_the_page_does_not_guess(page: Page, bridge: StubBridge) -> None:
    enter(page)
    bridge._refuse("book", {"code": "UNREACHABLE", "unsure": True})
    ask_to_book(page)
    problem(page, "UNREACHABLE")
    expect(page.locator(".problem")).to_contain_text("Nous ne savons pas encore")
    expect(page.locator(".problem")).not_to_contain_text("Rien n’a été réservé")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Vérifier").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre consultation est réservée")
    assert bridge._asked("book") == [(3, "Nouveau symptôme")] * 2


def test_a_booking_that_was_not_made_says_so(page: Page, bridge: StubBridge) -> None:
    enter(page)
    bridge._refuse("book", {"code": "UNREACHABLE"})
    ask_to_book(page)
    expect(page.locator(".problem")).to_contain_text("Rien n’a été réservé.")


def test_an_expired_session_goes_back_to_the_welcome_with_a_calm_sentence(
    page: Page, bridge: StubBridge
) -> None:
    enter(page)
    bridge._refuse("search", {"code": "SESSION_EXPIRED"})
    page.locator("#search").click()
    expect(page.get_by_role("status")).to_contain_text("s’est terminée d’elle-même")
    expect(page.locator("#log-out")).to_have_count(0)


def test_while_a_doubtful_booking_is_verified_the_page_goes_on_saying_so(
    page: Page, bridge: StubBridge
) -> None:
    enter(page)
    bridge._refuse("book", {"code": "UNREACHABLE", "unsure": True})
    ask_to_book(page)
    problem(page, "UNREACHABLE")
    answer = bridge._hold("book")
    page.get_by_role("button", name="Vérifier").click()
    expect(page.get_by_text("nous réservons votre consultation")).to_be_visible()
    expect(page.locator(".problem")).to_contain_text("Nous ne savons pas encore")
    expect(page.get_by_text("Rien n’est encore réservé")).to_have_count(0)
    answer.set()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre consultation est réservée")


def test_while_a_booking_is_on_its_way_nothing_says_that_nothing_is_booked(
    page: Page, bridge: StubBridge
) -> None:
    enter(page)
    answer = bridge._hold("book")
    ask_to_book(page)
    expect(page.get_by_text("nous réservons votre consultation")).to_be_visible()
    expect(page.get_by_text("Rien n’est encore réservé")).to_have_count(0)
    answer.set()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre consultation est réservée")


@pytest.mark.parametrize("way", ["expired", "log out"])
def test_a_booking_left_in_doubt_is_not_told_as_settled(page: Page, bridge: StubBridge, way: str) -> None:
    enter(page)
    expired = {"code": "SESSION_EXPIRED", "unsure": True}
    bridge._refuse("book", {"code": "UNAVAILABLE", "unsure": True}, expired)
    ask_to_book(page)
    problem(page, "UNAVAILABLE")
    page.locator("#problem-log-out" if way == "log out" else ".problem button").click()
    expect(page.get_by_role("status")).to_contain_text("demandez à l’accueil avant de partir")


def test_what_failed_behind_the_new_number_is_told_on_the_next_screen(page: Page, bridge: StubBridge) -> None:
    bridge._refuse("specialties", {"code": "UNAVAILABLE"})
    page.locator("#to-register").click()
    page.locator("#last-name").fill("Durand")
    page.locator("#first-name").fill("Zoé")
    page.locator("#submit").click()
    page.locator("#number-noted").click()
    expect(page.locator(".problem[data-code=UNAVAILABLE]")).to_be_visible()
    page.locator("#search").click()
    page.locator("[data-consultation]").first.wait_for()
    page.locator("#choose-specialty").click()
    expect(page.get_by_role("dialog")).to_contain_text("Cardiologie")


def test_a_search_on_its_way_does_not_hold_up_the_booking(page: Page, bridge: StubBridge) -> None:
    enter(page)
    answer = bridge._hold("search")
    page.locator("#search").click()
    ask_to_book(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre consultation est réservée")
    answer.set()
