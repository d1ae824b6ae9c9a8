"""What a patient takes away: the ticket, the number, the consultations to come."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.static.steps import (
    activate,
    enter,
    go_to,
    go_to_from_start,
    onward,
    reach,
    register,
)
from tests.kiosk_web.static.stub import StubBridge
from tests.plugins.browser import PORTRAIT, SMALL, OpenBooth

PLACES = """() => [...document.querySelectorAll(":is(main, footer) :is(h1, h2, p:not(:empty), button)")]
    .map((element) => { const { top, left } = element.getBoundingClientRect(); return [top, left]; })"""


def test_a_new_patient_sees_the_number_again_after_booking(page: Page) -> None:
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


def test_consultations_to_come_are_listed_and_only_the_desk_cancels_them(page: Page) -> None:
    enter(page)
    activate(page, "#my-bookings")
    expect(page.locator(".summary")).to_have_count(2)
    expect(page.get_by_text("Pour annuler ou déplacer")).to_contain_text("02 555 12 34")
    activate(page, "#back")
    reach(page, "specialty")


def test_a_printer_that_fails_does_not_hold_up_the_patient(open_booth: OpenBooth) -> None:
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


def test_a_ticket_that_may_have_come_out_is_not_sent_again_by_more_taps(open_booth: OpenBooth) -> None:
    bridge = StubBridge()
    bridge._configuration = {**bridge._configuration, "printer": True}
    bridge._refuse("print_ticket", {"code": "PRINTER_NOT_READY", "unsure": True})
    page = open_booth(bridge)
    enter(page)
    go_to(page, "booked")
    page.locator("#print").click()
    expect(page.get_by_text("regardez sous l’écran")).to_contain_text("bien réservée")
    expect(page.locator("#print")).to_have_attribute("aria-disabled", "true")
    for _tap in range(3):
        page.locator("#print").dispatch_event("click")
    onward(page)
    reach(page, "ended")
    assert len(bridge._asked("print_ticket")) == 1


def test_the_new_number_is_large_and_asked_to_be_noted(page: Page) -> None:
    register(page)
    size = "(element) => parseFloat(getComputedStyle(element).fontSize)"
    number = page.locator("#new-number").evaluate(size)
    assert number >= 2 * page.locator("main p").last.evaluate(size)
    expect(page.get_by_text("Notez-le bien")).to_be_visible()


def test_a_hospitals_own_arrival_text_replaces_the_default(open_booth: OpenBooth) -> None:
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


@pytest.mark.parametrize("size", [PORTRAIT, (1920, 1080), SMALL], ids=str)
def test_nothing_moves_when_the_code_comes(open_booth: OpenBooth, size: tuple[int, int]) -> None:
    bridge = StubBridge()
    drawn = bridge._hold("calendar_code")
    page = open_booth(bridge, size=size)
    enter(page)
    go_to(page, "booked")
    before = page.evaluate(PLACES)
    drawn.set()
    page.locator(".qr-code").wait_for()
    assert page.evaluate(PLACES) == before


def test_a_code_that_cannot_be_drawn_is_not_spoken_of(open_booth: OpenBooth) -> None:
    bridge = StubBridge()
    bridge._refuse("calendar_code", {"code": "BAD_REQUEST"})
    page = open_booth(bridge)
    enter(page)
    go_to(page, "booked")
    expect(page.locator(".qr-code-place")).to_have_count(0)
    expect(page.locator(".qr-code")).to_have_count(0)
    expect(page.get_by_text("Avec l’appareil photo")).to_have_count(0)
    expect(page.locator("#screen-title")).to_contain_text("réserv")
