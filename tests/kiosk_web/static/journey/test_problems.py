"""What the page says when something goes wrong, and the way on from there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.static.steps import (
    activate,
    begin,
    choose,
    choose_day,
    enter,
    go_to,
    identify,
    onward,
    problem,
    reach,
    say_name,
)
from tests.kiosk_web.static.stub import StubBridge
from tests.plugins.browser import OpenBooth

TITLE = "#screen-title"
NOTHING = "Rien n’a été réservé."


def test_a_refused_login_keeps_what_was_typed(page: Page, bridge: StubBridge) -> None:
    codes = [
        "UNREACHABLE",
        "PROTOCOL_VIOLATION",
        "LOGIN_REFUSED",
        "UNAVAILABLE",
        "SERVER_BUSY",
        "INTERNAL_ERROR",
        "NEWER",
    ]
    bridge._refuse("log_in", *({"code": code} for code in codes))
    identify(page)
    for code in codes:
        problem(page, code)
        assert code not in page.locator("main").inner_text()
        expect(page.locator("#patient-number")).to_have_value("123 456 782")
        onward(page)
    page.locator("[name=specialty]").first.wait_for()


def test_the_booth_tries_again_by_itself_what_waiting_helps(page: Page, bridge: StubBridge) -> None:
    codes = ["UNREACHABLE", "UNAVAILABLE", "SERVER_BUSY", "SHUTTING_DOWN"]
    page.clock.install()
    bridge._refuse("log_in", *({"code": code, "retry_after": 10} for code in codes))
    identify(page)
    for tries, code in enumerate(codes, start=1):
        page.locator(f".problem[data-code={code}]").wait_for()
        expect(page.get_by_text("La borne réessaie d’elle-même")).to_be_visible()
        page.clock.run_for(7_000)
        assert len(bridge._asked("log_in")) == tries
        page.clock.run_for(4_000)
    page.locator("[name=specialty]").first.wait_for()


@pytest.mark.parametrize("code", ["UNREACHABLE", "UNAVAILABLE", "SERVER_BUSY", "SHUTTING_DOWN"])
def test_a_booking_that_was_not_made_waits_for_a_tap(page: Page, bridge: StubBridge, code: str) -> None:
    """Whoever was told that nothing is booked may have left."""
    page.clock.install()
    enter(page)
    go_to(page, "check")
    bridge._refuse("book", {"code": code})
    page.clock.run_for(1_000)
    onward(page)
    problem(page, code)
    expect(page.locator(".problem")).to_contain_text(NOTHING)
    page.clock.run_for(30_000)
    assert len(bridge._asked("book")) == 1
    page.locator("#retry").click()
    reach(page, "booked")


@pytest.mark.parametrize("code", ["DISCONNECTED", "UNAVAILABLE"])
def test_a_registration_whose_answer_was_lost_is_not_repeated_by_itself(
    page: Page, bridge: StubBridge, code: str
) -> None:
    page.clock.install()
    bridge._refuse("register", {"code": code})
    begin(page)
    activate(page, "#new")
    say_name(page)
    reach(page, "birth")
    onward(page)
    reach(page, "confirm-name")
    page.clock.run_for(1_000)
    onward(page)
    problem(page, "DISCONNECTED")
    page.clock.run_for(30_000)
    assert len(bridge._asked("register")) == 1
    page.locator("#retry").click()
    reach(page, "new-number")


def test_a_locked_login_is_counted_down_and_then_trying_again_works(page: Page, bridge: StubBridge) -> None:
    page.clock.install()
    bridge._refuse("log_in", {"code": "TOO_MANY_ATTEMPTS", "retry_after": 50})
    identify(page)
    retry = page.locator("#retry")
    expect(retry).to_be_disabled()
    page.clock.run_for(20_000)
    expect(retry).to_have_text("Réessayer dans 30 s")
    page.clock.run_for(31_000)
    expect(retry).to_have_text("Réessayer")
    retry.click()
    page.locator("[name=specialty]").first.wait_for()


def go_through_failures(page: Page, bridge: StubBridge, mend: Callable[[], None]) -> None:
    """From the login to the hours; each question fails once, and `mend` does what brings it back."""
    for method in ("specialties", "availability", "search"):
        bridge._refuse(method, {"code": "UNREACHABLE"})
    identify(page)
    for screen, found in (("specialty", "[data-value='1']"), ("day", "[name=day]"), ("hour", "[name=hour]")):
        reach(page, screen)
        problem(page, "UNREACHABLE")
        mend()
        page.locator(found).first.wait_for()
        expect(page.locator(".problem")).to_have_count(0)
        if screen == "specialty":
            choose(page, 1)
            onward(page)
            reach(page, "doctor")
            onward(page)
        elif screen == "day":
            choose_day(page)
            onward(page)


def test_each_question_waits_for_the_server_and_goes_on_when_it_is_back(
    page: Page, bridge: StubBridge
) -> None:
    go_through_failures(page, bridge, lambda: page.locator("#retry").click())


@pytest.mark.parametrize("code", ["NOT_AVAILABLE", "TIME_CONFLICT"])
def test_a_consultation_lost_to_another_leads_to_the_nearest_free_ones_and_keeps_the_reason(
    page: Page, bridge: StubBridge, code: str
) -> None:
    bridge._refuse("book", {"code": code})
    enter(page)
    go_to(page, "check")
    bridge._taken = {1}
    onward(page)
    problem(page, code)
    expect(page.locator(".problem")).to_contain_text(NOTHING)
    expect(page.locator(TITLE)).to_have_text("Voici les consultations libres les plus proches")
    expect(page.locator("[name=hour]")).to_have_count(6)
    (criteria,) = bridge._asked("search")[-1]
    assert criteria["specialty_id"] == 1
    assert criteria["end_date"] is None
    choose(page, 5)
    onward(page)
    reach(page, "check")
    expect(page.locator(".check")).to_contain_text("Nouveau symptôme")
    onward(page)
    reach(page, "booked")
    assert bridge._asked("book")[-1] == (5, "Nouveau symptôme")


def test_a_doctor_with_hardly_anything_left_is_not_the_only_one_offered(
    page: Page, bridge: StubBridge
) -> None:
    enter(page)
    choose(page, "null")
    onward(page)
    choose(page, 1)
    onward(page)
    activate(page, ".day__list label")
    onward(page)
    page.locator("[name=hour]").first.wait_for()
    activate(page, ".choices__tile")
    onward(page)
    choose(page, "reason-symptom")
    onward(page)
    bridge._refuse("book", {"code": "NOT_AVAILABLE"})
    bridge._taken = set(range(1, 46, 4))
    onward(page)
    expect(page.locator("[name=hour]").first).to_be_visible()
    (criteria,) = bridge._asked("search")[-1]
    assert criteria["doctor_id"] is None


def test_an_expired_session_ends_with_a_calm_sentence_and_a_way_back(page: Page, bridge: StubBridge) -> None:
    enter(page)
    bridge._refuse("availability", {"code": "SESSION_EXPIRED"})
    go_to(page, "doctor")
    onward(page)
    expect(page.locator(".ended[data-ending=expired]")).to_contain_text("Ce qui était confirmé reste réservé")
    expect(page.locator("#log-out")).to_have_count(0)
    onward(page)
    reach(page, "who")


@pytest.mark.parametrize(
    ("interrupted", "ending"), [("session", "restarted"), ("unsure", "restarted-unsure")]
)
def test_a_page_that_died_says_what_became_of_the_patient(
    open_booth: OpenBooth, interrupted: str, ending: str
) -> None:
    bridge = StubBridge()
    bridge._configuration = bridge._configuration | {"interrupted": interrupted}
    page = open_booth(bridge)
    expect(page.locator(f".ended[data-ending={ending}]")).to_contain_text("La borne a dû redémarrer")
    onward(page)
    reach(page, "who")


def test_an_answer_for_a_screen_that_was_left_is_dropped(page: Page, bridge: StubBridge) -> None:
    enter(page)
    answer = bridge._hold("availability")
    go_to(page, "doctor")
    onward(page)
    activate(page, "#back")
    reach(page, "doctor")
    bridge._refuse("availability", {"code": "INTERNAL_ERROR"})
    answer.set()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".problem")).to_have_count(0)


def test_continue_without_anything_to_choose_from_blames_nobody_and_stops_no_retry(
    open_booth: OpenBooth, bridge: StubBridge
) -> None:
    page = open_booth(bridge, has_clock=True)

    def go_on_regardless() -> None:
        onward(page)
        expect(page.locator(".error-summary")).to_have_count(0)
        page.clock.run_for(6_000)

    go_through_failures(page, bridge, go_on_regardless)


def test_a_nearest_search_that_failed_once_is_asked_once_more_and_no_more(
    open_booth: OpenBooth, bridge: StubBridge
) -> None:
    page = open_booth(bridge, has_clock=True)
    enter(page)
    go_to(page, "check")
    bridge._refuse("book", {"code": "NOT_AVAILABLE"})
    bridge._refuse("search", {"code": "UNREACHABLE"})
    asked = len(bridge._asked("search"))
    onward(page)
    problem(page, "UNREACHABLE")
    page.clock.run_for(6_000)
    page.locator("[name=hour]").first.wait_for()
    expect(page.locator(".problem[data-code=NOT_AVAILABLE]")).to_be_visible()
    page.clock.run_for(10_000)
    assert len(bridge._asked("search")) == asked + 2
