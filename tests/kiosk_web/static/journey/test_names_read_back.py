"""A new patient sees what was written before the number is made of it, and can change it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.kiosk_web.static.steps import activate, begin, confirm_name, onward, reach
from tests.kiosk_web.static.stub import StubBridge
from tests.plugins.browser import OpenBooth

ANSWERS = ".check__line dd:not(.check__change)"


def come_to_the_birth_date(page: Page) -> None:
    begin(page)
    activate(page, "#new")
    page.locator("#last-name").fill("d’Hondt")
    page.locator("#first-name").fill("Ameliè")
    onward(page)
    reach(page, "birth")


def come_to_what_was_written(page: Page) -> None:
    come_to_the_birth_date(page)
    for part, value in (("day", "7"), ("month", "3"), ("year", "1948")):
        page.locator(f"#birth-{part}").fill(value)
    onward(page)
    reach(page, "confirm-name")


def test_a_new_patient_reads_what_was_written_before_it_is_registered(page: Page, bridge: StubBridge) -> None:
    come_to_what_was_written(page)
    expect(page.locator("h1")).to_have_text("Vos données sont-elles justes\u00a0?")
    expect(page.locator(ANSWERS)).to_have_text(["d’Hondt", "Ameliè", "7 mars 1948"])
    case = page.locator(ANSWERS).first.evaluate(
        "(dd) => getComputedStyle(dd, '::first-letter').textTransform"
    )
    assert case == "none", "a name is shown with another capital than it was written with"
    assert bridge._asked("register") == []
    confirm_name(page)
    assert bridge._asked("register") == [("d’Hondt", "Ameliè", "1948-03-07")]


def test_what_was_left_out_is_said_to_be(page: Page) -> None:
    come_to_the_birth_date(page)
    activate(page, "#back")
    page.locator("#one-name").click()
    onward(page)
    onward(page)
    reach(page, "confirm-name")
    expect(page.locator(ANSWERS)).to_have_text(["d’Hondt", "laissée vide"])


def test_change_leads_to_the_name_and_straight_back(page: Page, bridge: StubBridge) -> None:
    come_to_what_was_written(page)
    page.get_by_role("button", name="Modifier Prénom").click()
    page.locator("#first-name").fill("Amélie")
    onward(page)
    reach(page, "confirm-name")
    expect(page.locator(ANSWERS).nth(1)).to_have_text("Amélie")
    activate(page, "#back")
    reach(page, "birth")
    expect(page.locator("#birth-year")).to_have_value("1948")
    onward(page)
    confirm_name(page)
    assert bridge._asked("register") == [("d’Hondt", "Amélie", "1948-03-07")]


def test_a_name_that_was_erased_on_the_way_is_asked_for_again(page: Page, bridge: StubBridge) -> None:
    come_to_what_was_written(page)
    page.locator("#change-name").click()
    page.locator("#last-name").fill("")
    activate(page, "#back")
    reach(page, "confirm-name")
    onward(page)
    reach(page, "name")
    expect(page.locator("#last-name-error")).to_be_visible()
    page.locator("#last-name").fill("D’Hondt")
    onward(page)
    confirm_name(page)
    assert bridge._asked("register") == [("D’Hondt", "Ameliè", "1948-03-07")]


def test_a_double_tap_at_the_birth_date_registers_nobody(open_booth: OpenBooth, bridge: StubBridge) -> None:
    page = open_booth(bridge)
    come_to_the_birth_date(page)
    page.locator("#continue").dblclick()
    reach(page, "confirm-name")
    assert bridge._asked("register") == []


def test_a_new_patient_registers_by_keys(page: Page, bridge: StubBridge) -> None:
    begin(page)
    activate(page, "#new")
    page.keyboard.type("Durand")
    page.keyboard.press("Tab")
    page.keyboard.type("Zoé")
    page.keyboard.press("Enter")
    reach(page, "birth")
    page.keyboard.press("Enter")
    reach(page, "confirm-name")
    expect(page.locator("#screen-title")).to_be_focused()
    for _ in range(5):
        page.keyboard.press("Tab")
    expect(page.locator("#continue")).to_be_focused()
    page.keyboard.press("Enter")
    reach(page, "new-number")
    assert bridge._asked("register") == [("Durand", "Zoé", None)]
