"""The forms: what is missing, mistyped or left out."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.kiosk_web.steps import begin, onward, press, reach, say_name
from tests.kiosk_web.stub import StubBridge

NUMBER = "#patient-number"


def come_to_the_number(page: Page) -> None:
    begin(page)
    page.locator("#known").click()
    say_name(page)
    page.locator(NUMBER).wait_for()


def come_to_the_birth_date(page: Page) -> None:
    begin(page)
    page.locator("#new").click()
    say_name(page)
    reach(page, "birth")


def test_the_number_is_grouped_while_it_is_typed(page: Page) -> None:
    come_to_the_number(page)
    press(page, "1234567")
    expect(page.locator(NUMBER)).to_have_value("123 456 7")
    page.get_by_role("button", name="Effacer").click()
    expect(page.locator(NUMBER)).to_have_value("123 456")
    page.get_by_role("button", name="Effacer").click()
    expect(page.locator(NUMBER)).to_have_value("123 45")


def test_what_is_missing_is_summed_up_and_leads_to_its_field(page: Page) -> None:
    begin(page)
    page.locator("#known").click()
    onward(page)
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator("#last-name-error")).to_have_text("Écrivez votre nom")
    page.get_by_role("button", name="Écrivez votre prénom").click()
    expect(page.locator("#first-name")).to_be_focused()


def test_names_are_taken_as_people_have_them(page: Page, bridge: StubBridge) -> None:
    names = ["D'Hondt", "D’Hondt", "Łukasz-Żółć", "Van den Broeck", "İpek Şahin", "O"]
    for name in names:
        begin(page)
        page.locator("#new").click()
        page.locator("#last-name").fill(name)
        page.locator("#first-name").fill("Zoé")
        onward(page)
        reach(page, "birth")
        onward(page)
        reach(page, "new-number")
        page.locator("#log-out").click()
        reach(page, "ended")
        onward(page)
        reach(page, "attract")
    assert bridge._asked("register") == [(name, "Zoé", None) for name in names]


def test_no_field_corrects_suggests_or_remembers(page: Page) -> None:
    come_to_the_number(page)
    page.locator("#back").click()
    for field in page.locator("input").all():
        assert field.get_attribute("autocomplete") == "off"
        assert field.get_attribute("spellcheck") == "false"
        assert field.get_attribute("autocapitalize") == "off"
        assert field.evaluate("(input) => input.closest('form').method") == "get"


def test_a_slip_in_the_number_is_questioned_once_and_believed_the_second_time(
    page: Page, bridge: StubBridge
) -> None:
    come_to_the_number(page)
    page.locator(NUMBER).fill("123 456 789")
    onward(page)
    expect(page.locator(".error-summary")).to_contain_text("un chiffre semble inexact")
    assert bridge._asked("log_in") == []
    onward(page)
    page.locator("[name=specialty]").first.wait_for()


def test_a_number_of_another_kind_is_explained(page: Page, bridge: StubBridge) -> None:
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


def test_a_birth_date_that_cannot_be_is_pointed_out(page: Page, bridge: StubBridge) -> None:
    come_to_the_birth_date(page)
    for typed, words in (
        (("7", "3", "2999"), "Vérifiez la date de naissance"),
        (("31", "2", "1948"), "Cette date n’existe pas"),
        (("7", "3", "48"), "année en quatre chiffres"),
        (("31", "11", "1948"), "Cette date n’existe pas"),
        (("7", "", "1948"), "Vérifiez la date de naissance"),
    ):
        for part, value in zip(("day", "month", "year"), typed, strict=True):
            page.locator(f"#birth-{part}").fill(value)
        onward(page)
        expect(page.locator(".error-summary")).to_contain_text(words)
    assert bridge._asked("register") == []


def test_the_birth_date_may_be_left_out(page: Page, bridge: StubBridge) -> None:
    begin(page)
    page.locator("#new").click()
    page.keyboard.type("Durand")
    page.keyboard.press("Tab")
    page.keyboard.type("Zoé")
    page.keyboard.press("Enter")
    reach(page, "birth")
    page.keyboard.press("Enter")
    reach(page, "new-number")
    assert bridge._asked("register") == [("Durand", "Zoé", None)]
