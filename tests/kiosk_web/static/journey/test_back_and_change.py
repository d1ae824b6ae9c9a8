"""Back and Change keep every answer that is still valid."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.kiosk_web.static.steps import (
    activate,
    begin,
    choose,
    choose_day,
    enter,
    go_to,
    onward,
    reach,
    say_name,
)
from tests.kiosk_web.static.stub import StubBridge


def test_back_loses_nothing_that_was_typed(page: Page) -> None:
    begin(page)
    activate(page, "#known")
    say_name(page)
    page.locator("#patient-number").fill("123456782")
    activate(page, "#back")
    expect(page.locator("#last-name")).to_have_value("D’Hondt")
    activate(page, "#back")
    activate(page, "#new")
    expect(page.locator("#first-name")).to_have_value("Amélie")
    activate(page, "#back")
    activate(page, "#known")
    onward(page)
    expect(page.locator("#patient-number")).to_have_value("123 456 782")


def test_back_from_every_question_shows_the_answer_given_before(page: Page, bridge: StubBridge) -> None:
    enter(page)
    go_to(page, "check")
    for screen, chosen in (
        ("reason", "[data-value=reason-symptom]"),
        ("hour", "[data-value='1']"),
        ("day", "[name=day]"),
        ("doctor", "[name=doctor]"),
        ("specialty", "[data-value='1']"),
    ):
        activate(page, "#back")
        reach(page, screen)
        expect(page.locator(f"{chosen}:checked")).to_have_count(1)
    for screen in ("doctor", "day", "hour", "reason", "check"):
        onward(page)
        reach(page, screen)


def test_back_from_the_first_question_asks_before_it_logs_out(page: Page, bridge: StubBridge) -> None:
    enter(page)
    activate(page, "#back")
    expect(page.get_by_role("dialog")).to_contain_text("Voulez-vous quitter ?")
    page.locator("#leave-stay").click()
    reach(page, "specialty")
    activate(page, "#back")
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
        ("doctor", "[name=doctor]"),
    ):
        page.locator(f"#change-{screen}").click()
        reach(page, screen)
        expect(page.locator(f"{answer}:checked")).to_have_count(1)
        onward(page)
        reach(page, "check")


def test_after_another_specialty_only_invalid_answers_are_asked_again(page: Page, bridge: StubBridge) -> None:
    enter(page)
    go_to(page, "check")
    page.locator("#change-specialty").click()
    choose(page, 2)
    onward(page)
    reach(page, "day")
    choose_day(page)
    onward(page)
    page.locator("[name=hour]").first.wait_for()
    activate(page, ".choices__tile")
    onward(page)
    reach(page, "check")  # the reason is kept
    expect(page.locator(".check")).to_contain_text("Dermatologie")
    onward(page)
    reach(page, "booked")
    assert bridge._asked("book") == [(2, "Nouveau symptôme")]


def test_back_from_an_unfinished_change_keeps_the_old_answers(page: Page) -> None:
    enter(page)
    go_to(page, "check")
    page.locator("#change-specialty").click()
    choose(page, 2)
    activate(page, "#back")
    reach(page, "check")
    expect(page.locator(".check")).to_contain_text("Cardiologie")
    onward(page)
    reach(page, "booked")


def test_back_after_a_change_passes_every_question(page: Page) -> None:
    enter(page)
    go_to(page, "check")
    page.locator("#change-day").click()
    choose_day(page, 1)
    onward(page)
    page.locator("[name=hour]").first.wait_for()
    activate(page, ".choices__tile")
    onward(page)
    reach(page, "check")
    for screen in ("reason", "hour", "day", "doctor", "specialty"):
        activate(page, "#back")
        reach(page, screen)


def test_back_from_an_unfinished_reason_keeps_the_old_one(page: Page, bridge: StubBridge) -> None:
    enter(page)
    go_to(page, "check")
    page.locator("#change-reason").click()
    choose(page, "own")
    activate(page, "#back")
    reach(page, "check")
    onward(page)
    reach(page, "booked")
    assert bridge._asked("book") == [(1, "Nouveau symptôme")]
