"""Was it booked? Where the answer was lost, the page never guesses: it asks again, or sends to the desk."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.static.steps import enter, go_to, onward, problem, reach
from tests.kiosk_web.static.stub import StubBridge

TITLE = "#screen-title"
BOOKED = "Votre consultation est réservée"
IN_DOUBT = "Nous ne savons pas encore"
NOT_YET = "Rien n’est encore réservé"
NOTHING = "Rien n’a été réservé."


def try_to_book(page: Page) -> None:
    enter(page)
    go_to(page, "check")
    onward(page)


def test_after_a_cut_the_page_does_not_guess_and_asks_again(page: Page, bridge: StubBridge) -> None:
    page.clock.install()
    bridge._refuse("book", {"code": "UNREACHABLE", "unsure": True})
    try_to_book(page)
    problem(page, "UNREACHABLE")
    expect(page.locator(".problem")).to_contain_text(IN_DOUBT)
    expect(page.locator(".problem")).not_to_contain_text(NOTHING)
    expect(page.locator("#back, #continue")).to_have_count(0)
    expect(page.locator("#change-hour")).to_be_disabled()
    page.clock.run_for(6_000)
    expect(page.locator(TITLE)).to_have_text(BOOKED)
    assert bridge._asked("book") == [(1, "Nouveau symptôme")] * 2


def test_a_booking_that_was_not_made_says_so(page: Page, bridge: StubBridge) -> None:
    bridge._refuse("book", {"code": "INTERNAL_ERROR"})
    try_to_book(page)
    expect(page.locator(".problem")).to_contain_text(NOTHING)
    onward(page)
    reach(page, "booked")


def test_while_a_doubtful_booking_is_verified_the_page_goes_on_saying_so(
    page: Page, bridge: StubBridge
) -> None:
    bridge._refuse("book", {"code": "INTERNAL_ERROR", "unsure": True})
    try_to_book(page)
    problem(page, "INTERNAL_ERROR")
    answer = bridge._hold("book")
    page.locator("#retry").click()
    expect(page.locator("#retry")).to_have_attribute("aria-busy", "true")
    expect(page.locator(".problem")).to_contain_text(IN_DOUBT)
    expect(page.get_by_text(NOT_YET)).to_have_count(0)
    answer.set()
    expect(page.locator(TITLE)).to_have_text(BOOKED)


def test_while_a_booking_is_on_its_way_nothing_says_that_nothing_is_booked(
    page: Page, bridge: StubBridge
) -> None:
    answer = bridge._hold("book")
    try_to_book(page)
    expect(page.locator(".check__not-yet")).to_contain_text("nous réservons votre consultation")
    expect(page.get_by_text(NOT_YET)).to_have_count(0)
    answer.set()
    expect(page.locator(TITLE)).to_have_text(BOOKED)


@pytest.mark.parametrize("way", ["expired", "log out"])
def test_a_booking_left_in_doubt_is_not_told_as_settled(page: Page, bridge: StubBridge, way: str) -> None:
    expired = {"code": "SESSION_EXPIRED", "unsure": True}
    bridge._refuse("book", {"code": "INTERNAL_ERROR", "unsure": True}, expired)
    try_to_book(page)
    problem(page, "INTERNAL_ERROR")
    page.locator("#log-out" if way == "log out" else "#retry").click()
    expect(page.locator(".ended[data-ending=unsure]")).to_contain_text("Demandez à l’accueil avant de partir")
    expect(page.locator(".ended")).to_contain_text("02 555 12 34")


def test_a_call_that_never_came_back_leaves_the_doubt(page: Page, bridge: StubBridge) -> None:
    bridge._refuse("book", {"code": "PROTOCOL_VIOLATION", "unsure": True})
    try_to_book(page)
    problem(page, "PROTOCOL_VIOLATION")
    page.route("**/call/book", lambda route: route.fulfill(status=200, body="no reply"))
    page.locator("#retry").click()
    problem(page, "BOOTH_STOPPED")
    expect(page.locator(".problem")).to_contain_text(IN_DOUBT)
    page.unroute("**/call/book")
    page.locator("#retry").click()
    expect(page.locator(TITLE)).to_have_text(BOOKED)


def test_who_leaves_while_the_booking_is_on_its_way_is_sent_to_the_desk(
    page: Page, bridge: StubBridge
) -> None:
    answer = bridge._hold("book")
    try_to_book(page)
    page.locator("#log-out").click()
    expect(page.locator(".ended[data-ending=unsure]")).to_be_visible()
    answer.set()
