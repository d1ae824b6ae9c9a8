"""The journey through the page: one question a screen, from the invitation to the goodbye."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk_web.pages.server import BoothServer
from tests.kiosk_web.static.steps import (
    activate,
    begin,
    choose,
    choose_day,
    confirm_name,
    enter,
    go_to,
    go_to_from_start,
    identify,
    onward,
    press,
    reach,
)
from tests.kiosk_web.static.stub import StubBridge

TITLE = "#screen-title"


def test_a_known_patient_books_and_leaves(page: Page, bridge: StubBridge) -> None:
    enter(page)
    go_to(page, "booked")
    expect(page.locator(TITLE)).to_have_text("Votre consultation est réservée")
    expect(page.get_by_text("Vous n’avez plus rien à faire.")).to_be_visible()
    first = bridge._slots()[0]
    for words in ("Dr Amélie D’Hondt", "Cardiologie", first["hour"], first["date"][:4]):
        expect(page.locator(".summary")).to_contain_text(words)
    expect(page.get_by_text("Présentez-vous à l’accueil dix minutes avant l’heure.")).to_be_visible()
    expect(page.locator(".qr-code")).to_be_visible()
    onward(page)
    reach(page, "ended")
    expect(page.get_by_text("Tout ce que vous avez écrit est effacé")).to_be_visible()
    assert bridge._asked("log_in") == [("D’Hondt", "Amélie", "123456782")]
    assert bridge._asked("book") == [(1, "Nouveau symptôme")]
    assert bridge._hears("log_out") == [()]


def test_a_new_patient_by_finger_alone(page: Page, bridge: StubBridge) -> None:
    begin(page)
    activate(page, "#new")
    press(page, "Dupont")
    page.get_by_label("Prénom").click()
    press(page, "Noé")
    onward(page)
    press(page, "7")
    page.get_by_label("Mois").click()
    press(page, "3")
    page.get_by_label("Année").click()
    press(page, "1948")
    onward(page)
    confirm_name(page)
    expect(page.locator("#new-number")).to_have_text("123 456 782")
    onward(page)
    page.locator("[name=specialty]").first.wait_for()
    assert bridge._asked("register") == [("Dupont", "Noé", "1948-03-07")]
    assert "123 456 782" not in page.content()


TOUCH_AT_ONCE = """new MutationObserver((_, observer) => {
  const button = document.querySelector(".attract #language-fr");
  if (!button) return;
  observer.disconnect();
  button.click();
}).observe(document, { childList: true, subtree: true })"""


def test_a_touch_in_the_first_moment_of_the_page_is_heard(
    chromium: Browser, serve_booth: Callable[[Any], BoothServer], bridge: StubBridge
) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.add_init_script(TOUCH_AT_ONCE)
        page.goto(serve_booth(bridge).site.url)
        reach(page, "who")


def test_continue_without_an_answer_says_what_is_missing(page: Page, bridge: StubBridge) -> None:
    enter(page)
    onward(page)
    expect(page.locator(".error-summary__link")).to_be_focused()
    page.get_by_role("button", name="Choisissez une spécialité").click()
    expect(page.locator("#specialty-0")).to_be_focused()
    bridge._fill_tomorrow([("08:30", 1), ("14:00", 1)])
    for screen, words in (("day", "un jour"), ("hour", "une heure"), ("reason", "une raison")):
        go_to_from_start(page, screen)
        page.locator(f"[name={screen}]").first.wait_for()
        onward(page)
        expect(page.locator(".error-summary")).to_contain_text(words)
        question = page.locator(f"[aria-describedby={screen}-error]")
        expect(question.first).to_have_accessible_description(f"Choisissez {words}")


def test_the_calendar_opens_on_the_first_free_days_beside_a_list(page: Page, bridge: StubBridge) -> None:
    enter(page)
    go_to(page, "day")
    (criteria,) = bridge._hears("availability")[0]
    assert criteria == {"specialty_id": 1, "doctor_id": None, "start_date": None, "end_date": None}
    first = bridge._slots()[0]["date"]
    expect(page.locator(".day__list [name=day]").first).to_be_visible()
    expect(page.get_by_role("grid")).to_be_visible()
    page.locator("#list-only").click()
    expect(page.get_by_role("grid")).to_have_count(0)
    choose_day(page)
    onward(page)
    (criteria,) = bridge._hears("search")[-1]
    assert (criteria["start_date"], criteria["end_date"]) == (first, first)


def test_one_doctor_is_searched_for(page: Page, bridge: StubBridge) -> None:
    enter(page)
    choose(page, "null")  # any specialty
    onward(page)
    expect(page.locator("[name=doctor]")).to_have_count(5)
    choose(page, 4)
    onward(page)
    page.locator("[name=day]").first.wait_for()
    (criteria,) = bridge._asked("availability")[-1]
    assert (criteria["specialty_id"], criteria["doctor_id"]) == (None, 4)


ONLY = {"id": 1, "first_name": "Amélie", "last_name": "D’Hondt", "specialty_id": 1}
WIDER = {
    "other doctors of the specialty": ([ONLY, ONLY | {"id": 9}], "tous les médecins", (1, None)),
    "other specialties, where there is no other": ([ONLY], "toutes les spécialités", (None, None)),
}


@pytest.mark.parametrize(("doctors", "words", "wanted"), WIDER.values(), ids=WIDER.keys())
def test_an_empty_calendar_offers_a_wider_search(
    page: Page,
    bridge: StubBridge,
    doctors: list[dict[str, object]],
    words: str,
    wanted: tuple[int | None, int | None],
) -> None:
    nothing: dict[str, object] = {
        "days": [],
        "start_date": "2026-11-23",
        "end_date": "2027-01-23",
        "next_date": None,
    }
    bridge._refuse("availability", {"ok": nothing})
    bridge._refuse("doctors", {"ok": {"doctors": doctors}})
    enter(page)
    go_to_day_of(page, doctor=1)
    expect(page.get_by_text("Aucune consultation n’est libre pour ce choix")).to_be_visible()
    expect(page.locator("#widen")).to_contain_text(words)
    activate(page, "#widen")
    page.locator("[name=day]").first.wait_for()
    (criteria,) = bridge._asked("availability")[-1]
    assert (criteria["specialty_id"], criteria["doctor_id"]) == wanted


def go_to_day_of(page: Page, doctor: int) -> None:
    choose(page, 1)
    onward(page)
    choose(page, doctor)
    onward(page)


def test_a_reason_in_own_words_is_booked_as_typed(page: Page, bridge: StubBridge) -> None:
    enter(page)
    go_to(page, "reason")
    page.locator(".choices__tile:has([data-value=own])").click()  # a finger goes on to write; a key does not
    expect(page.locator("#reason")).to_be_focused()
    page.locator("#reason").fill("Douleur à l’épaule")
    onward(page)
    expect(page.locator(".check")).to_contain_text("Douleur à l’épaule")
    onward(page)
    reach(page, "booked")
    assert bridge._asked("book") == [(1, "Douleur à l’épaule")]


def test_a_tapped_reason_is_written_in_the_hospitals_language(page: Page, bridge: StubBridge) -> None:
    enter(page)
    page.locator("#language-de").click()
    go_to(page, "check")
    expect(page.locator(".check")).not_to_contain_text("Nouveau symptôme")
    onward(page)
    reach(page, "booked")
    assert bridge._asked("book") == [(1, "Nouveau symptôme")]


def test_changing_the_language_keeps_what_was_typed(page: Page) -> None:
    begin(page)
    activate(page, "#known")
    page.locator("#last-name").fill("D’Hondt")
    for code, lang in (("nl", "nl-BE"), ("de", "de-BE"), ("en", "en-GB"), ("fr", "fr-BE")):
        page.locator(f"#language-{code}").click()
        expect(page.locator("html")).to_have_attribute("lang", lang)
        expect(page.locator("#last-name")).to_have_value("D’Hondt")
    expect(page.locator(TITLE)).to_have_text(re.compile("Comment vous appelez-vous"))


def test_search_book_and_logout_exist_only_in_a_session(page: Page) -> None:
    for selector in ("[name=specialty]", "#my-bookings", "#log-out"):
        expect(page.locator(selector)).to_have_count(0)
    identify(page)
    page.locator("[name=specialty]").first.wait_for()
    for selector in ("#my-bookings", "#log-out"):
        expect(page.locator(selector)).to_be_visible()


def test_a_dialog_closes_with_escape_and_gives_the_focus_back(page: Page) -> None:
    begin(page)
    page.locator("#tool-help").click()
    expect(page.locator("#dialog-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#tool-help")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("#tool-look").focus()  # the bar below stays alive
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_help_gives_the_desks_phone_number(page: Page) -> None:
    enter(page)
    page.locator("#tool-help").click()
    expect(page.get_by_role("dialog")).to_contain_text("02 555 12 34")


def test_the_token_leaves_the_address_bar(page: Page) -> None:
    assert "token" not in page.url
