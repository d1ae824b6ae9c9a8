"""As soon as possible, in one tap; the days at a glance; and questions that are answered already.

docs/accessibility.md, "The way through".
"""

from __future__ import annotations

import datetime as dt

from playwright.sync_api import Page, expect

from tests.kiosk_web.static.screens.glass import cut
from tests.kiosk_web.static.steps import (
    activate,
    choose,
    choose_day,
    enter,
    go_to,
    on_each_glass,
    onward,
    reach,
)
from tests.kiosk_web.static.stub import StubBridge

TAPS = """() => {
  window.taps = 0;
  addEventListener("pointerdown", () => { window.taps += 1; }, true);
}"""


def soonest(page: Page) -> None:
    """Ask for the first free consultations of the first specialty."""
    choose(page, 1)
    activate(page, "#soonest")
    reach(page, "hour")
    page.locator("[name=hour]").first.wait_for()


def test_the_soonest_consultation_is_booked_with_six_taps_after_the_login(
    page: Page, bridge: StubBridge
) -> None:
    enter(page)
    page.evaluate(TAPS)
    soonest(page)
    onward(page)
    reach(page, "reason")
    choose(page, "reason-symptom")
    onward(page)
    reach(page, "check")
    onward(page)
    reach(page, "booked")
    assert page.evaluate("window.taps") <= 6
    assert bridge._asked("book")[0][0] == 1


def test_the_soonest_are_those_of_any_day_with_their_date_and_the_first_is_chosen(page: Page) -> None:
    enter(page)
    soonest(page)
    tomorrow = dt.date.today() + dt.timedelta(days=1)
    expect(page.locator(".hour h2").first).to_contain_text(str(tomorrow.year))
    assert page.locator(".hour h2").count() > 3
    expect(page.locator("[name=hour]").first).to_be_checked()
    expect(page.get_by_text("La première est déjà choisie")).to_be_visible()


def test_back_from_the_soonest_leads_to_the_specialty_and_the_days_can_still_be_chosen(page: Page) -> None:
    enter(page)
    soonest(page)
    activate(page, "#back")
    reach(page, "specialty")
    onward(page)
    reach(page, "doctor")
    onward(page)
    reach(page, "day")
    choose_day(page, 1)
    onward(page)
    reach(page, "hour")
    expect(page.locator("[name=hour]")).to_have_count(1)


def test_without_a_specialty_the_soonest_asks_for_one(page: Page) -> None:
    enter(page)
    activate(page, "#soonest")
    expect(page.get_by_text("Choisissez une spécialité").first).to_be_visible()
    expect(page.locator(".app")).to_have_attribute("data-screen", "specialty")


def test_where_nothing_is_free_the_soonest_offers_a_wider_search(page: Page, bridge: StubBridge) -> None:
    bridge._fill_tomorrow([("09:00", 2)])
    enter(page)
    choose(page, 1)
    activate(page, "#soonest")
    activate(page, "#widen")
    expect(page.locator("[name=hour]").first).to_be_checked()


def test_a_lone_doctor_and_a_lone_hour_are_chosen_already_and_said_so(page: Page) -> None:
    enter(page)
    choose(page, 1)
    onward(page)
    reach(page, "doctor")
    expect(page.locator("[name=doctor]")).to_have_count(1)
    expect(page.locator("[name=doctor]")).to_be_checked()
    expect(page.get_by_text("Un seul médecin")).to_be_visible()
    onward(page)
    reach(page, "day")
    choose_day(page)
    onward(page)
    expect(page.locator("[name=hour]")).to_be_checked()
    expect(page.get_by_text("la seule heure libre")).to_be_visible()
    onward(page)
    reach(page, "reason")


def test_any_doctor_is_the_default_where_there_are_several(page: Page) -> None:
    enter(page)
    choose(page, "null")
    onward(page)
    reach(page, "doctor")
    expect(page.locator("[name=doctor][data-value=null]")).to_be_checked()


def test_the_five_weeks_are_whole_beside_the_list(page: Page) -> None:
    enter(page)
    go_to(page, "day")
    page.locator("[data-day]").first.wait_for()
    whole = ("#screen-title", ".calendar__turn", ".calendar__days tbody tr")
    assert [cut(page, *whole) for _ in on_each_glass(page)] == [[], [], []]
