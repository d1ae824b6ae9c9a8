"""What a patient takes along: the ticket, the number, the consultations to come."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.kiosk_web.steps import (
    enter,
    go_to,
    go_to_from_start,
    onward,
    reach,
    register,
)
from tests.kiosk_web.stub import StubBridge
from tests.plugins.browser import OpenBooth


def test_a_new_patient_sees_the_number_again_on_the_ticket(page: Page) -> None:
    register(page)
    onward(page)
    page.locator("[data-value='1']").wait_for()
    go_to(page, "booked")
    expect(page.locator(".new-number__digits")).to_have_text("123 456 782")


def test_a_known_patients_number_is_on_no_screen_after_the_login(page: Page) -> None:
    enter(page)
    for screen in ("day", "booked"):
        go_to_from_start(page, screen)
        assert "123 456 782" not in page.content()
        assert "123456782" not in page.content()


def test_your_consultations_are_listed_and_nothing_cancels_them(page: Page) -> None:
    enter(page)
    page.locator("#my-bookings").click()
    expect(page.locator(".summary")).to_have_count(2)
    expect(page.get_by_text("Pour annuler ou déplacer")).to_contain_text("02 555 12 34")
    page.locator("#back").click()
    reach(page, "specialty")


def test_a_printed_ticket_never_holds_up_the_patient(open_booth: OpenBooth) -> None:
    bridge = StubBridge()
    bridge._configuration = {**bridge._configuration, "printer": True}
    bridge._refuse("print_ticket", {"code": "PRINTER_NOT_READY"})
    page = open_booth(bridge)
    enter(page)
    go_to(page, "booked")
    page.locator("#print").click()
    expect(page.get_by_text("L’imprimante ne répond pas")).to_contain_text("bien réservée")
    page.locator("#print").click()
    expect(page.get_by_text("Prenez votre ticket")).to_be_visible()
    ((ticket,), _) = bridge._asked("print_ticket")
    assert "123456782" not in str(ticket)
    onward(page)
    reach(page, "ended")


def test_the_new_number_is_large_and_asked_to_be_noted(page: Page) -> None:
    register(page)
    size = "(element) => parseFloat(getComputedStyle(element).fontSize)"
    number = page.locator("#new-number").evaluate(size)
    assert number >= 2 * page.locator("main p").last.evaluate(size)
    expect(page.get_by_text("Notez-le bien")).to_be_visible()


def test_a_hospitals_own_words_on_the_day_stand_in_the_place_of_ours(open_booth: OpenBooth) -> None:
    bridge = StubBridge()
    hospital = bridge._configuration["hospital"] | {
        "arrival": {"fr": "Venez au pavillon B.", "nl": "", "de": "", "en": ""}
    }
    bridge._configuration = bridge._configuration | {"hospital": hospital}
    page = open_booth(bridge)
    enter(page)
    go_to(page, "booked")
    expect(page.get_by_text("Venez au pavillon B.")).to_be_visible()
    expect(page.get_by_text("Présentez-vous")).to_have_count(0)
