"""The forms: what is missing, mistyped or left out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.static.screens.glass import cut
from tests.kiosk_web.static.steps import (
    activate,
    begin,
    confirm_name,
    on_each_glass,
    onward,
    press,
    reach,
    say_name,
)
from tests.kiosk_web.static.stub import StubBridge

NUMBER = "#patient-number"


def come_to_the_number(page: Page) -> None:
    begin(page)
    activate(page, "#known")
    say_name(page)
    page.locator(NUMBER).wait_for()


def come_to_the_birth_date(page: Page) -> None:
    begin(page)
    activate(page, "#new")
    say_name(page)
    reach(page, "birth")


def test_the_number_is_grouped_as_it_is_typed(page: Page) -> None:
    come_to_the_number(page)
    press(page, "1234567")
    expect(page.locator(NUMBER)).to_have_value("123 456 7")
    page.get_by_role("button", name="Effacer").click()
    expect(page.locator(NUMBER)).to_have_value("123 456")
    page.get_by_role("button", name="Effacer").click()
    expect(page.locator(NUMBER)).to_have_value("123 45")


def test_whoever_has_one_name_or_no_birth_date_sees_that_answer_beside_the_keyboard(page: Page) -> None:
    begin(page)
    activate(page, "#new")
    reach(page, "name")
    page.locator(".keyboard").wait_for()
    shown = ("#screen-title", "#last-name", "#first-name", "#one-name")
    assert [cut(page, *shown) for _ in on_each_glass(page)] == [[], [], []]
    say_name(page)
    reach(page, "birth")
    page.locator(".keyboard").wait_for()
    shown = ("#screen-title", "#birth-day", "#birth-year", "#birth-unknown")
    assert [cut(page, *shown) for _ in on_each_glass(page)] == [[], [], []]


def test_the_error_summary_leads_to_each_missing_field(page: Page) -> None:
    begin(page)
    activate(page, "#known")
    onward(page)
    expect(page.locator(".error-summary__link").first).to_be_focused()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("#last-name-error")).to_have_text("Écrivez votre nom")
    page.get_by_role("button", name="Écrivez votre prénom").click()
    expect(page.locator("#first-name")).to_be_focused()


@pytest.mark.parametrize("choice", ["#new", "#known"])
def test_a_new_patients_names_have_a_letter_and_a_known_ones_need_none(page: Page, choice: str) -> None:
    begin(page)
    activate(page, choice)
    page.locator("#last-name").fill("42")
    page.locator("#first-name").fill("-’")
    onward(page)
    if choice == "#new":
        expect(page.locator("#last-name-error")).to_have_text("Écrivez votre nom")
        expect(page.locator("#first-name-error")).to_contain_text("Écrivez votre prénom, ou")
    else:
        reach(page, "number")


def test_names_are_taken_as_people_have_them(page: Page, bridge: StubBridge) -> None:
    names = ["D'Hondt", "D’Hondt", "Łukasz-Żółć", "Van den Broeck", "İpek Şahin", "O"]
    for name in names:
        begin(page)
        activate(page, "#new")
        page.locator("#last-name").fill(name)
        page.locator("#first-name").fill("Zoé")
        onward(page)
        reach(page, "birth")
        onward(page)
        confirm_name(page)
        page.locator("#log-out").click()
        reach(page, "ended")
        onward(page)
        reach(page, "attract")
    assert bridge._asked("register") == [(name, "Zoé", None) for name in names]


def test_no_field_corrects_suggests_or_remembers(page: Page) -> None:
    come_to_the_number(page)
    activate(page, "#back")
    for field in page.locator("input").all():
        assert field.get_attribute("autocomplete") == "off"
        assert field.get_attribute("spellcheck") == "false"
        assert field.get_attribute("autocapitalize") == "off"
        assert field.evaluate("(input) => input.closest('form').method") == "get"


def test_a_wrong_check_digit_is_questioned_once_and_accepted_the_second_time(
    page: Page, bridge: StubBridge
) -> None:
    come_to_the_number(page)
    page.locator(NUMBER).fill("123 456 789")
    onward(page)
    expect(page.locator(".error-summary")).to_contain_text("un chiffre semble inexact")
    assert bridge._asked("log_in") == []
    onward(page)
    page.locator("[name=specialty]").first.wait_for()


def test_a_number_that_is_no_patient_number_is_explained(page: Page, bridge: StubBridge) -> None:
    come_to_the_number(page)
    for typed, words in (("48030712345", "numéro national"), ("2147483648", "pas un numéro")):
        page.locator(NUMBER).fill(typed)
        onward(page)
        expect(page.locator(".error-summary")).to_contain_text(words)
    assert bridge._asked("log_in") == []


def test_the_birth_date_does_not_jump_from_field_to_field(page: Page) -> None:
    come_to_the_birth_date(page)
    press(page, "07")
    expect(page.locator("#birth-day")).to_be_focused()


NO_BIRTH_DATES = [
    (("7", "3", "2999"), "year", "n’est pas encore arrivée"),
    (("", "", "1948"), "day", "aussi le jour et le mois"),
    (("7", "", "1948"), "month", "le jour, le mois et l’année"),
    (("7", "3", ""), "year", "le jour, le mois et l’année"),
    (("31", "2", "1948"), "day", "Cette date n’existe pas"),
    (("31", "11", "1948"), "day", "Cette date n’existe pas"),
    (("7", "3", "48"), "year", "année en quatre chiffres"),
    (("7", "3", "1848"), "year", "Vérifiez la date de naissance"),
]


def write_birth_date(page: Page, day: str, month: str, year: str) -> None:
    for part, value in (("day", day), ("month", month), ("year", year)):
        page.locator(f"#birth-{part}").fill(value)


def test_each_kind_of_impossible_birth_date_has_its_own_words_and_leads_to_its_part(
    page: Page, bridge: StubBridge
) -> None:
    come_to_the_birth_date(page)
    for typed, part, words in NO_BIRTH_DATES:
        write_birth_date(page, *typed)
        onward(page)
        expect(page.locator(".error-summary")).to_contain_text(words)
        page.locator(".error-summary__link").click()
        expect(page.locator(f"#birth-{part}")).to_be_focused()
    assert bridge._asked("register") == []


def test_who_does_not_know_the_day_says_so_and_goes_on(page: Page, bridge: StubBridge) -> None:
    come_to_the_birth_date(page)
    write_birth_date(page, "", "", "1948")
    onward(page)
    page.get_by_role("checkbox", name="Je ne la connais pas exactement").click()
    expect(page.locator(".error-summary")).to_have_count(0)
    expect(page.locator("#birth-year")).to_have_count(0)
    onward(page)
    confirm_name(page)
    assert bridge._asked("register") == [("D’Hondt", "Amélie", None)]


def test_a_person_with_one_name_registers(page: Page, bridge: StubBridge) -> None:
    begin(page)
    activate(page, "#new")
    page.locator("#last-name").fill("Suharto")
    onward(page)
    expect(page.locator(".error-summary")).to_contain_text("Je n’ai qu’un nom")
    page.get_by_role("checkbox", name="Je n’ai qu’un nom").click()
    expect(page.locator("#first-name")).to_have_count(0)
    onward(page)
    reach(page, "birth")
    onward(page)
    confirm_name(page)
    assert bridge._asked("register") == [("Suharto", "", None)]


def test_a_person_with_one_name_logs_in_by_keys(page: Page, bridge: StubBridge) -> None:
    begin(page)
    activate(page, "#known")
    page.keyboard.press("Tab")
    page.keyboard.type("Suharto")  # in the wrong one of the two fields
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Je n’ai qu’un nom")).to_be_checked()
    expect(page.get_by_label("Votre nom")).to_have_value("Suharto")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.locator(NUMBER).fill("123456782")
    onward(page)
    page.locator("[name=specialty]").first.wait_for()
    assert bridge._asked("log_in") == [("Suharto", "", "123456782")]


def test_a_tick_by_mistake_loses_no_name(page: Page) -> None:
    begin(page)
    activate(page, "#new")
    page.locator("#last-name").fill("Durand")
    page.locator("#first-name").fill("Zoé")
    page.locator("#one-name").click()
    page.locator("#one-name").click()
    expect(page.locator("#last-name")).to_have_value("Durand")
    expect(page.locator("#first-name")).to_have_value("Zoé")


def test_the_birth_date_may_be_left_out(page: Page, bridge: StubBridge) -> None:
    begin(page)
    activate(page, "#new")
    page.keyboard.type("Durand")
    page.keyboard.press("Tab")
    page.keyboard.type("Zoé")
    page.keyboard.press("Enter")
    reach(page, "birth")
    page.keyboard.press("Enter")
    confirm_name(page)
    assert bridge._asked("register") == [("Durand", "Zoé", None)]
