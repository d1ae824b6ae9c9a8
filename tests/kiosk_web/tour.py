"""Every screen and every dialog of the booth, one after the other, for what must hold on all of them."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.kiosk_web.steps import begin, choose, choose_day, go_to, onward, problem, reach, say_name
from tests.kiosk_web.stub import StubBridge

Visit = Callable[[str], None]
NOTHING_FREE: dict[str, object] = {
    "days": [],
    "start_date": "2026-11-23",
    "end_date": "2027-01-23",
    "next_date": None,
}


def tour(page: Page, bridge: StubBridge, visit: Visit, language: str = "fr") -> None:
    """Walk through the whole booth and call `visit` with a name wherever there is something new to see.

    The page has a clock of its own (`has_clock`): at the warning it is moved on.
    """
    _arrive(page, visit, language)
    begin(page, language)
    _identify(page, bridge, visit)
    _search(page, bridge, visit)
    _book(page, bridge, visit)
    _end(page, bridge, visit)


def _arrive(page: Page, visit: Visit, language: str) -> None:
    reach(page, "attract")
    visit("attract")
    for _ in range(5):
        page.mouse.click(30, 30)
    page.locator("#staff-code").wait_for()
    visit("dialog-staff")
    page.locator("#staff-cancel").click()
    begin(page, language)
    visit("who")
    for name in ("look", "help"):
        page.locator(f"#tool-{name}").click()
        page.get_by_role("dialog").wait_for()
        visit(f"dialog-{name}")
        page.locator(f"#{name}-done").click()
    page.locator("#new").click()
    visit("name")
    onward(page)
    visit("name-errors")
    say_name(page)
    reach(page, "birth")
    visit("birth")
    onward(page)
    reach(page, "new-number")
    visit("new-number")
    page.locator("#log-out").click()
    reach(page, "ended")
    visit("goodbye")
    onward(page)
    reach(page, "attract")


def _identify(page: Page, bridge: StubBridge, visit: Visit) -> None:
    page.locator("#known").click()
    say_name(page)
    reach(page, "number")
    visit("number")
    page.locator("#patient-number").fill("123 456 789")
    onward(page)
    visit("number-errors")
    bridge._refuse("log_in", {"code": "TOO_MANY_ATTEMPTS", "retry_after": 600})
    onward(page)
    problem(page, "TOO_MANY_ATTEMPTS")
    visit("number-refused")
    page.locator("#patient-number").fill("123 456 782")
    onward(page)


def _search(page: Page, bridge: StubBridge, visit: Visit) -> None:
    page.locator("[data-value='1']").wait_for()
    visit("specialty")
    page.locator("#back").click()
    page.locator("#leave-stay").wait_for()
    visit("dialog-leave")
    page.locator("#leave-stay").click()
    page.locator("#my-bookings").click()
    page.locator(".summary").first.wait_for()
    visit("bookings")
    page.locator("#back").click()
    choose(page, "null")
    onward(page)
    reach(page, "doctor")
    visit("doctor")
    page.clock.run_for(60_000)
    page.locator("#still-here").wait_for()
    visit("warning")
    page.locator("#still-here").click()
    choose(page, 1)
    bridge._refuse("availability", {"ok": NOTHING_FREE})
    onward(page)
    page.locator("#widen").wait_for()
    visit("day-empty")
    page.locator("#widen").click()
    page.locator("[name=day]").first.wait_for()
    visit("day")
    page.locator("#list-only").click()
    visit("day-list")
    page.locator("#list-only").click()
    choose_day(page)
    visit("day-chosen")
    onward(page)
    page.locator("[name=hour]").first.wait_for()
    page.locator(".choices__tile").first.click()
    visit("hour")


def _book(page: Page, bridge: StubBridge, visit: Visit) -> None:
    onward(page)
    reach(page, "reason")
    choose(page, "own")
    page.locator("#reason").wait_for()
    visit("reason")
    page.locator("#reason").fill("Douleur à l’épaule depuis mardi, plus forte la nuit")
    onward(page)
    reach(page, "check")
    visit("check")
    bridge._refuse("book", {"code": "INTERNAL_ERROR", "unsure": True}, {"code": "NOT_AVAILABLE"})
    onward(page)
    problem(page, "INTERNAL_ERROR")
    visit("check-unsure")
    page.locator("#retry").click()
    problem(page, "NOT_AVAILABLE")
    page.locator("[name=hour]").first.wait_for()
    visit("nearest")
    page.locator(".choices__tile").first.click()
    onward(page)
    reach(page, "check")
    onward(page)
    reach(page, "booked")
    page.locator(".qr-code").wait_for()
    visit("booked")


def _end(page: Page, bridge: StubBridge, visit: Visit) -> None:
    page.locator("#aside").click()
    page.locator("[data-value='1']").wait_for()
    go_to(page, "check")
    bridge._refuse("book", {"code": "INTERNAL_ERROR", "unsure": True})
    onward(page)
    problem(page, "INTERNAL_ERROR")
    page.locator("#log-out").click()
    reach(page, "ended")
    visit("ended-unsure")
    onward(page)
    reach(page, "who")
    bridge._refuse("specialties", {"code": "SESSION_EXPIRED"})
    page.locator("#known").click()
    say_name(page)
    page.locator("#patient-number").fill("123 456 782")
    onward(page)
    reach(page, "ended")
    visit("ended-expired")
