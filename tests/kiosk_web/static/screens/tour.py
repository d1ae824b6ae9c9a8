"""A walk through every screen and every dialog of the booth, for tests and for `script/pictures`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from playwright.sync_api import Page, expect

from tests.kiosk_web.static.steps import (
    activate,
    begin,
    choose,
    choose_day,
    confirm_name,
    go_to,
    onward,
    problem,
    reach,
    say_name,
)
from tests.kiosk_web.static.stub import StubBridge

Visit = Callable[[str], None]
IDLE = 3_600
"""The booth's idle time on a tour, in seconds: no visit is so slow that a warning interrupts it."""

NOTHING_FREE: dict[str, object] = {
    "days": [],
    "start_date": "2026-11-23",
    "end_date": "2027-01-23",
    "next_date": None,
}


class Stage(Protocol):
    """What is behind the page on a tour: a hospital where things go wrong on request.

    Its known patient is Amélie D’Hondt, number 123 456 782, with consultations to come.
    """

    def refuse_login(self) -> None:
        """Have the next login refused."""

    def doctor_without_consultations(self) -> int:
        """Return the id of a doctor for whom the next calendar is empty."""

    def stop_server(self) -> None:
        """Leave a booking in doubt from now on."""

    def start_server(self) -> None:
        """Answer again."""

    def take(self, consultation: int) -> None:
        """Book a consultation for somebody else."""

    def end_session(self) -> None:
        """End the session behind the page's back."""


class StubStage:
    """The stage in front of a stub of the bridge."""

    def __init__(self, bridge: StubBridge) -> None:
        self._bridge = bridge

    def refuse_login(self) -> None:
        self._bridge._refuse("log_in", {"code": "TOO_MANY_ATTEMPTS", "retry_after": 600})

    def doctor_without_consultations(self) -> int:
        self._bridge._refuse("availability", {"ok": NOTHING_FREE})
        return 1

    def stop_server(self) -> None:
        self._bridge._refuse("book", {"code": "INTERNAL_ERROR", "unsure": True})

    def start_server(self) -> None:
        pass  # refuses one booking only

    def take(self, consultation: int) -> None:
        self._bridge._refuse("book", {"code": "NOT_AVAILABLE"})

    def end_session(self) -> None:
        self._bridge._refuse("availability", {"code": "SESSION_EXPIRED"})


def tour(page: Page, stage: Stage, visit: Visit, language: str = "fr") -> None:
    """Walk through the whole booth and call `visit` with a name wherever there is something new to see.

    Args:
        page: the invitation, opened with a clock of its own; the booth's idle time is `IDLE`.
        stage: what is behind the page.
        visit: called with the name of what is to be seen.
        language: the patient's.
    """
    _arrive(page, visit, language)
    begin(page, language)
    _identify(page, stage, visit)
    _search(page, stage, visit)
    _book(page, stage, visit)
    _end(page, stage, visit)


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
    activate(page, "#new")
    visit("name")
    onward(page)
    visit("name-errors")
    say_name(page)
    reach(page, "birth")
    visit("birth")
    onward(page)
    reach(page, "confirm-name")
    visit("confirm-name")
    confirm_name(page)
    visit("new-number")
    page.locator("#log-out").click()
    reach(page, "ended")
    visit("goodbye")
    onward(page)
    reach(page, "attract")


def _identify(page: Page, stage: Stage, visit: Visit) -> None:
    activate(page, "#known")
    say_name(page)
    reach(page, "number")
    visit("number")
    page.locator("#patient-number").fill("123 456 789")
    onward(page)
    visit("number-errors")
    stage.refuse_login()
    onward(page)
    expect(page.locator(".problem")).to_be_focused()
    visit("number-refused")
    page.locator("#patient-number").fill("123 456 782")
    onward(page)


def _search(page: Page, stage: Stage, visit: Visit) -> None:
    page.locator("[data-value='1']").wait_for()
    visit("specialty")
    activate(page, "#back")
    page.locator("#leave-stay").wait_for()
    visit("dialog-leave")
    page.locator("#leave-stay").click()
    activate(page, "#my-bookings")
    page.locator(".summary").first.wait_for()
    visit("bookings")
    activate(page, "#back")
    choose(page, "null")
    onward(page)
    reach(page, "doctor")
    visit("doctor")
    page.clock.fast_forward(IDLE * 1_000)
    page.locator("#still-here").wait_for()
    visit("warning")
    page.locator("#still-here").click()
    choose(page, stage.doctor_without_consultations())
    onward(page)
    page.locator("#widen").wait_for()
    visit("day-empty")
    activate(page, "#widen")
    page.locator("[name=day]").first.wait_for()
    visit("day")
    page.locator("#list-only").click()
    visit("day-list")
    page.locator("#list-only").click()
    choose_day(page)
    visit("day-chosen")
    onward(page)
    page.locator("[name=hour]").first.wait_for()
    activate(page, ".choices__tile")
    visit("hour")


def _book(page: Page, stage: Stage, visit: Visit) -> None:
    consultation = int(page.locator("[name=hour]:checked").get_attribute("data-value") or 0)
    onward(page)
    reach(page, "reason")
    choose(page, "own")
    page.locator("#reason").wait_for()
    visit("reason")
    page.locator("#reason").fill("Douleur à l’épaule depuis mardi, plus forte la nuit")
    onward(page)
    reach(page, "check")
    visit("check")
    stage.stop_server()
    onward(page)
    expect(page.locator(".problem")).to_be_focused()
    visit("check-unsure")
    stage.take(consultation)
    stage.start_server()
    page.locator("#retry").click()
    problem(page, "NOT_AVAILABLE")
    page.locator("[name=hour]").first.wait_for()
    visit("nearest")
    activate(page, ".choices__tile")
    onward(page)
    reach(page, "check")
    onward(page)
    reach(page, "booked")
    page.locator(".qr-code").wait_for()
    visit("booked")


def _end(page: Page, stage: Stage, visit: Visit) -> None:
    activate(page, "#aside")
    page.locator("[data-value='1']").wait_for()
    go_to(page, "check")
    stage.stop_server()
    onward(page)
    expect(page.locator(".problem")).to_be_focused()
    page.locator("#log-out").click()
    reach(page, "ended")
    visit("ended-unsure")
    stage.start_server()
    onward(page)
    reach(page, "who")
    activate(page, "#known")
    say_name(page)
    page.locator("#patient-number").fill("123 456 782")
    onward(page)
    page.locator("[data-value='1']").wait_for()
    stage.end_session()
    choose(page, 1)
    onward(page)
    reach(page, "doctor")
    onward(page)
    reach(page, "ended")
    visit("ended-expired")
