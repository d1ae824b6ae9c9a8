"""Back and Change: from everywhere, and nothing that still holds is lost."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.kiosk_web.steps import begin, choose, choose_day, enter, go_to, onward, reach, say_name
from tests.kiosk_web.stub import StubBridge


def test_back_loses_nothing_that_was_typed(page: Page) -> None:
    begin(page)
    page.locator("#known").click()
    say_name(page)
    page.locator("#patient-number").fill("123456782")
    page.locator("#back").click()
    expect(page.locator("#last-name")).to_have_value("D’Hondt")
    page.locator("#back").click()
    page.locator("#new").click()
    expect(page.locator("#first-name")).to_have_value("Amélie")
    page.locator("#back").click()
    page.locator("#known").click()
    onward(page)
    expect(page.locator("#patient-number")).to_have_value("123 456 782")


def test_back_from_every_question_shows_the_answer_given_before(page: Page, bridge: StubBridge) -> None:
    enter(page)
    go_to(page, "check")
    for screen, chosen in (
        ("reason", "[data-value=reason-symptom]"),
        ("hour", "[data-value='1']"),
        ("day", "[name=day]"),
        ("doctor", "[data-value=null]"),
        ("specialty", "[data-value='1']"),
    ):
        page.locator("#back").click()
        reach(page, screen)
        expect(page.locator(f"{chosen}:checked")).to_have_count(1)
    for screen in ("doctor", "day", "hour", "reason", "check"):
        onward(page)
        reach(page, screen)


def test_back_before_the_first_question_asks_before_it_forgets(page: Page, bridge: StubBridge) -> None:
    enter(page)
    page.locator("#back").click()
    expect(page.get_by_role("dialog")).to_contain_text("Voulez-vous quitter ?")
    page.locator("#leave-stay").click()
    reach(page, "specialty")
    page.locator("#back").click()
    page.locator("#leave-go").click()
    reach(page, "ended")
    assert bridge._hears("log_out") == [()]


def test_change_leads_to_one_answer_and_keeps_the_others(page: Page) -> None:
    enter(page)
    go_to(page, "check")
    for screen, answer in (
        ("reason", "[data-value=reason-symptom]"),
        ("hour", "[data-value='1']"),
        ("day", "[name=day]"),
        ("doctor", "[data-value=null]"),
    ):
        page.locator(f"#change-{screen}").click()
        reach(page, screen)
        expect(page.locator(f"{answer}:checked")).to_have_count(1)
        onward(page)
        reach(page, "check")


def test_another_specialty_asks_again_only_what_no_longer_holds(page: Page, bridge: StubBridge) -> None:
    enter(page)
    go_to(page, "check")
    page.locator("#change-specialty").click()
    choose(page, 2)
    onward(page)
    reach(page, "day")
    choose_day(page)
    onward(page)
    page.locator("[name=hour]").first.wait_for()
    page.locator(".choices__tile").first.click()
    onward(page)
    reach(page, "check")  # the reason stands
    expect(page.locator(".check")).to_contain_text("Dermatologie")
    onward(page)
    reach(page, "booked")
    assert bridge._asked("book") == [(2, "Nouveau symptôme")]


def test_back_from_a_change_that_was_begun_keeps_the_old_answers(page: Page) -> None:
    enter(page)
    go_to(page, "check")
    page.locator("#change-specialty").click()
    choose(page, 2)
    page.locator("#back").click()
    reach(page, "check")
    expect(page.locator(".check")).to_contain_text("Cardiologie")
    onward(page)
    reach(page, "booked")


def test_back_through_a_change_that_was_made_never_ends_on_an_empty_check(page: Page) -> None:
    enter(page)
    go_to(page, "check")
    page.locator("#change-day").click()
    choose_day(page, 1)
    onward(page)
    page.locator("[name=hour]").first.wait_for()
    page.locator(".choices__tile").first.click()
    onward(page)
    reach(page, "check")
    for screen in ("reason", "hour", "day", "doctor", "specialty"):
        page.locator("#back").click()
        reach(page, screen)


def test_a_reason_that_was_begun_and_left_does_not_empty_the_old_one(page: Page, bridge: StubBridge) -> None:
    enter(page)
    go_to(page, "check")
    page.locator("#change-reason").click()
    choose(page, "own")
    page.locator("#back").click()
    reach(page, "check")
    onward(page)
    reach(page, "booked")
    assert bridge._asked("book") == [(1, "Nouveau symptôme")]
