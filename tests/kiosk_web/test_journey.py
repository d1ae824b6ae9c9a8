"""The page in chromium, in every state that a bridge can lead it into."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.stub import StubBridge
from tests.plugins.browser import OpenBooth, violations

SIZES = [(1080, 1920), (1920, 1080), (1280, 800)]
Enter = Callable[[], Page]


@pytest.fixture
def bridge() -> StubBridge:
    return StubBridge()


@pytest.fixture
def page(open_booth: OpenBooth, bridge: StubBridge) -> Page:
    return open_booth(bridge)


def identify(page: Page) -> None:
    page.locator("#to-identify").click()
    page.get_by_label("Nom", exact=True).fill("D’Hondt")
    page.get_by_label("Prénom").fill("Amélie")
    page.get_by_label("Numéro de patient").fill("123456782")
    page.get_by_role("button", name="S’identifier").click()


def enter(page: Page) -> None:
    identify(page)
    page.locator("[data-consultation]").first.wait_for()


def choose(page: Page, consultation: int = 3) -> None:
    page.locator(f"[data-consultation='{consultation}']").click()


def ask_to_book(page: Page) -> None:
    choose(page)
    page.locator("#book").click()
    page.get_by_role("button", name="Nouveau symptôme").click()
    page.locator("#reason-submit").click()


def press(page: Page, keys: str) -> None:
    """Touch the keys of the keyboard in the page, one after the other."""
    for key in keys:
        page.locator(".key").get_by_text(key, exact=True).click()


def problem(page: Page, code: str) -> None:
    expect(page.locator(f".problem[data-code={code}]")).to_be_focused()


def test_a_known_patient_books_and_leaves(page: Page, bridge: StubBridge) -> None:
    enter(page)
    ask_to_book(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre consultation est réservée")
    expect(page.get_by_text("Il ne vous reste rien à faire.")).to_be_visible()
    expect(page.get_by_text("Dr Noémie Van den Broeck")).to_be_visible()
    page.locator("#finish").click()
    expect(page.get_by_role("status")).to_contain_text("Vous êtes déconnecté")
    assert bridge._asked("log_in") == [("D’Hondt", "Amélie", "123456782")]
    assert bridge._asked("book") == [(3, "Nouveau symptôme")]
    assert bridge._asked("log_out") == [()]


def test_a_new_patient_by_finger_alone(page: Page, bridge: StubBridge) -> None:
    page.locator("#to-register").click()
    press(page, "D'hondt")
    page.get_by_label("Prénom").click()
    press(page, "Noé")
    page.get_by_label("Jour").click()
    press(page, "7")
    page.get_by_label("Mois").click()
    press(page, "3")
    page.get_by_label("Année").click()
    press(page, "1948")
    page.get_by_role("button", name="Recevoir mon numéro").click()
    expect(page.locator("#new-number")).to_have_text("123 456 782")
    page.locator("#number-noted").click()
    page.locator("[data-consultation]").first.wait_for()
    assert bridge._asked("register") == [("D'hondt", "Noé", "1948-03-07")]
    assert "123 456 782" not in page.content()


def test_the_birth_date_may_be_left_out(page: Page, bridge: StubBridge) -> None:
    page.locator("#to-register").click()
    page.keyboard.type("Durand")
    page.keyboard.press("Tab")
    page.keyboard.type("Zoé")
    page.keyboard.press("Enter")
    expect(page.locator("#new-number")).to_be_visible()
    assert bridge._asked("register") == [("Durand", "Zoé", None)]


def test_the_keyboard_keeps_the_focus_in_the_field_and_writes_at_the_caret(page: Page) -> None:
    page.locator("#to-register").click()
    name = page.get_by_label("Nom", exact=True)
    expect(name).to_be_focused()
    press(page, "Durnd")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    press(page, "a")
    expect(name).to_be_focused()
    expect(name).to_have_value("Durand")
    page.get_by_role("button", name="Effacer").click()
    expect(name).to_have_value("Durnd")


def test_a_finger_that_slides_off_a_key_writes_nothing(page: Page) -> None:
    page.locator("#to-register").click()
    page.locator(".key").get_by_text("A", exact=True).hover()
    page.mouse.down()
    page.locator(".key").get_by_text("P", exact=True).hover()
    page.mouse.up()
    expect(page.get_by_label("Nom", exact=True)).to_have_value("")


def test_the_keyboard_stops_at_the_longest_name(page: Page) -> None:
    page.locator("#to-register").click()
    page.get_by_label("Nom", exact=True).fill("x" * 50)
    press(page, "a")
    expect(page.get_by_label("Nom", exact=True)).to_have_value("x" * 50)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_keyboard_never_covers_the_field_in_use(
    open_booth: OpenBooth, bridge: StubBridge, size: tuple[int, int]
) -> None:
    page = open_booth(bridge, size=size)
    page.locator("#to-register").click()
    for field in ("#last-name", "#first-name", "#birth-day", "#birth-year"):
        page.locator(field).focus()
        expect(page.locator(field)).to_be_in_viewport(ratio=1)
        top = page.locator(".keyboard").bounding_box()
        box = page.locator(field).bounding_box()
        foot = page.locator(".actions").bounding_box()
        assert top
        assert box
        assert foot
        assert box["y"] + box["height"] <= foot["y"] <= top["y"]


def test_the_number_is_grouped_while_it_is_typed(page: Page) -> None:
    page.locator("#to-identify").click()
    page.get_by_label("Numéro de patient").click()
    press(page, "1234567")
    expect(page.get_by_label("Numéro de patient")).to_have_value("123 456 7")
    page.get_by_role("button", name="Effacer").click()
    expect(page.get_by_label("Numéro de patient")).to_have_value("123 456")
    page.get_by_role("button", name="Effacer").click()
    expect(page.get_by_label("Numéro de patient")).to_have_value("123 45")


def test_what_is_missing_is_summed_up_and_leads_to_its_field(page: Page) -> None:
    page.locator("#to-identify").click()
    page.get_by_role("button", name="S’identifier").click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("button", name="Écrivez votre prénom").click()
    expect(page.get_by_label("Prénom")).to_be_focused()


def test_a_slip_in_the_number_is_questioned_once_and_believed_the_second_time(
    page: Page, bridge: StubBridge
) -> None:
    page.locator("#to-identify").click()
    page.get_by_label("Nom", exact=True).fill("Durand")
    page.get_by_label("Prénom").fill("Zoé")
    page.get_by_label("Numéro de patient").fill("123 456 789")
    page.get_by_role("button", name="S’identifier").click()
    expect(page.locator(".error-summary")).to_contain_text("un chiffre semble inexact")
    assert bridge._asked("log_in") == []
    page.locator("#submit").click()
    page.locator("[data-consultation]").first.wait_for()


@pytest.mark.parametrize(
    ("typed", "words"), [("48030712345", "numéro national"), ("2147483648", "pas un numéro")]
)
def test_a_number_of_another_kind_is_explained(
    page: Page, bridge: StubBridge, typed: str, words: str
) -> None:
    page.locator("#to-identify").click()
    page.get_by_label("Numéro de patient").fill(typed)
    page.get_by_role("button", name="S’identifier").click()
    expect(page.locator(".error-summary")).to_contain_text(words)
    assert bridge._asked("log_in") == []


@pytest.mark.parametrize(
    "code",
    ["UNREACHABLE", "DISCONNECTED", "LOGIN_REFUSED", "UNAVAILABLE", "SERVER_BUSY", "INTERNAL_ERROR", "NEWER"],
)
def test_a_refused_login_keeps_what_was_typed(page: Page, bridge: StubBridge, code: str) -> None:
    bridge._refuse("log_in", {"code": code})
    identify(page)
    problem(page, code)
    assert code not in page.locator("main").inner_text()
    expect(page.get_by_label("Nom", exact=True)).to_have_value("D’Hondt")
    page.locator("#submit").click()
    page.locator("[data-consultation]").first.wait_for()


def test_waiting_is_counted_down_and_then_trying_again_works(page: Page, bridge: StubBridge) -> None:
    page.clock.install()
    bridge._refuse("log_in", {"code": "TOO_MANY_ATTEMPTS", "retry_after": 600})
    identify(page)
    retry = page.locator(".problem button")
    expect(retry).to_have_text("Réessayer dans 10 min")
    expect(retry).to_be_disabled()
    page.clock.run_for(570_000)
    expect(retry).to_have_text("Réessayer dans 30 s")
    page.clock.run_for(31_000)
    expect(retry).to_have_text("Réessayer")
    retry.click()
    page.locator("[data-consultation]").first.wait_for()


def test_the_choice_stays_through_more_rows_and_another_search(page: Page, bridge: StubBridge) -> None:
    enter(page)
    choose(page)
    page.locator("#more").click()
    expect(page.locator("[data-consultation]")).to_have_count(40)
    expect(page.locator("[data-consultation='3']").get_by_role("radio")).to_be_checked()
    page.locator("#search").click()
    expect(page.locator("#search")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("[data-consultation]")).to_have_count(40)
    expect(page.locator("[data-consultation='3']").get_by_role("radio")).to_be_checked()
    bridge._taken = {3}
    page.locator("#search").click()
    expect(page.locator("[data-consultation='3']")).to_have_count(0)
    expect(page.locator("#book")).to_be_disabled()


def test_searching_by_specialty_doctor_and_dates(page: Page, bridge: StubBridge) -> None:
    enter(page)
    page.locator("#choose-specialty").click()
    page.get_by_role("button", name="Dermatologie").click()
    expect(page.locator("[data-consultation]")).to_have_count(11)
    page.locator("#choose-doctor").click()
    expect(page.locator(".option")).to_have_text(["Tous les médecins", re.compile("Lefèvre")])
    page.get_by_role("button", name="Lefèvre").click()
    page.locator("#choose-when").click()
    page.get_by_role("button", name="Entre deux dates").click()
    for name, value in {"from-day": "1", "from-month": "2", "from-year": "2001", "to-year": "2999"}.items():
        page.locator(f"#{name}").fill(value)
    page.locator("#range-submit").click()
    expect(page.locator(".error-summary")).to_contain_text("deuxième date")
    page.locator("#to-day").fill("31")
    page.locator("#to-month").fill("12")
    page.locator("#range-submit").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    (criteria,) = bridge._asked("search")[-1]
    assert criteria["specialty_id"] == 2
    assert criteria["doctor_id"] == 2
    assert (criteria["start_date"], criteria["end_date"]) == ("2001-02-01", "2999-12-31")


def test_a_search_that_finds_nothing_looks_further_by_itself(page: Page, bridge: StubBridge) -> None:
    enter(page)
    bridge._refuse("search", {"ok": {"consultations": [], "next": None}})
    page.locator("#choose-when").click()
    page.get_by_role("button", name="Dans les 7 jours").click()
    expect(page.get_by_text("à d’autres dates")).to_be_visible()
    expect(page.locator("[data-consultation]").first).to_be_visible()


def test_an_empty_agenda_offers_a_way_on(page: Page, bridge: StubBridge) -> None:
    enter(page)
    bridge._refuse("search", {"ok": {"consultations": [], "next": None}})
    page.locator("#search").click()
    page.locator("#widen").click()
    expect(page.locator("[data-consultation]").first).to_be_visible()


def test_searching_goes_on_when_the_server_is_back(page: Page, bridge: StubBridge) -> None:
    bridge._refuse("specialties", {"code": "UNREACHABLE"})
    identify(page)
    problem(page, "UNREACHABLE")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator("[data-consultation]").first).to_be_visible()


@pytest.mark.parametrize("code", ["NOT_AVAILABLE", "TIME_CONFLICT"])
def test_a_consultation_lost_to_another_refreshes_the_list_and_keeps_the_reason(
    page: Page, bridge: StubBridge, code: str
) -> None:
    enter(page)
    bridge._refuse("book", {"code": code})
    bridge._taken = {3}
    ask_to_book(page)
    problem(page, code)
    expect(page.locator(".problem")).to_contain_text("Rien n’a été réservé.")
    expect(page.locator("[data-consultation='3']")).to_have_count(0)
    choose(page, 4)
    page.locator("#book").click()
    expect(page.locator("#reason")).to_have_value("Nouveau symptôme")


def test_after_a_cut_the_page_does_not_guess(page: Page, bridge: StubBridge) -> None:
    enter(page)
    bridge._refuse("book", {"code": "UNREACHABLE", "unsure": True})
    ask_to_book(page)
    problem(page, "UNREACHABLE")
    expect(page.locator(".problem")).to_contain_text("Nous ne savons pas encore")
    expect(page.locator(".problem")).not_to_contain_text("Rien n’a été réservé")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Vérifier").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Votre consultation est réservée")
    assert bridge._asked("book") == [(3, "Nouveau symptôme")] * 2


def test_a_booking_that_was_not_made_says_so(page: Page, bridge: StubBridge) -> None:
    enter(page)
    bridge._refuse("book", {"code": "UNREACHABLE"})
    ask_to_book(page)
    expect(page.locator(".problem")).to_contain_text("Rien n’a été réservé.")


def test_an_expired_session_goes_back_to_the_welcome_with_a_calm_sentence(
    page: Page, bridge: StubBridge
) -> None:
    enter(page)
    bridge._refuse("search", {"code": "SESSION_EXPIRED"})
    page.locator("#search").click()
    expect(page.get_by_role("status")).to_contain_text("s’est terminée d’elle-même")
    expect(page.locator("#log-out")).to_have_count(0)


def test_search_book_and_logout_exist_only_in_a_session(page: Page) -> None:
    for selector in ("#search", "#book", "#log-out"):
        expect(page.locator(selector)).to_have_count(0)
    enter(page)
    for selector in ("#search", "#book", "#log-out"):
        expect(page.locator(selector)).to_be_visible()


def test_after_logout_no_word_of_the_session_is_left(page: Page) -> None:
    enter(page)
    choose(page)
    page.locator("#book").click()
    page.get_by_label("Raison de la consultation").fill("Secret de famille")
    page.locator("#reason-cancel").click()
    page.locator("#log-out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour et bienvenue")
    left = page.content() + page.evaluate(
        "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state])"
        " + [...document.querySelectorAll('input')].map((input) => input.value).join()"
    )
    for secret in ("Hondt", "Amélie", "123456782", "123 456 782", "Secret de famille", "Van den Broeck"):
        assert secret not in left
    page.locator("#to-identify").click()
    expect(page.get_by_label("Nom", exact=True)).to_have_value("")


def test_back_forgets_what_was_typed(page: Page) -> None:
    page.locator("#to-identify").click()
    page.get_by_label("Nom", exact=True).fill("Durand")
    page.locator("#back").click()
    page.locator("#to-identify").click()
    expect(page.get_by_label("Nom", exact=True)).to_have_value("")


def test_a_dialog_closes_with_escape_and_gives_the_focus_back(page: Page) -> None:
    enter(page)
    page.locator("#choose-doctor").click()
    expect(page.locator("#dialog-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#choose-doctor")).to_be_focused()


def test_the_token_leaves_the_address_bar(page: Page) -> None:
    assert "token" not in page.url


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_axe_finds_nothing_on_any_screen(
    open_booth: OpenBooth, bridge: StubBridge, size: tuple[int, int]
) -> None:
    page = open_booth(bridge, size=size, bypass_csp=True)  # axe itself is injected

    def check(screen: str) -> None:
        assert violations(page) == [], screen

    check("welcome")
    page.locator("#to-register").click()
    check("register, keyboard")
    page.locator("#birth-day").focus()
    check("register, number pad")
    page.locator("#submit").click()
    check("register, errors")
    page.locator("#back").click()
    bridge._refuse("log_in", {"code": "SERVER_BUSY", "retry_after": 1})
    identify(page)
    check("identify, busy")
    page.locator("#submit").click()
    page.locator("[data-consultation]").first.wait_for()
    check("search")
    for opener in ("#choose-specialty", "#choose-doctor", "#choose-when"):
        page.locator(opener).click()
        check(opener)
        page.keyboard.press("Escape")
    choose(page)
    check("search, chosen")
    bridge._refuse("book", {"code": "UNAVAILABLE", "unsure": True}, {"code": "NOT_AVAILABLE"})
    ask_to_book(page)
    check("book, unsure")
    page.get_by_role("button", name="Vérifier").click()
    problem(page, "NOT_AVAILABLE")
    check("search, taken")
    ask_to_book(page)
    page.locator("#finish").wait_for()
    check("booked")
