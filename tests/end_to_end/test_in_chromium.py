"""From the first tap to the row in the table: the page in chromium, the real bridge, server and database."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from database import DatabaseSettings
from kiosk_web.bridge import Bridge
from tests.end_to_end import patient as a_patient
from tests.plugins.browser import OpenBooth
from tests.plugins.mariadb import OwnMariaDB, RunSql
from tests.plugins.reservation_server import ADMIN_TOKEN, RunningServer, StartServer
from tests.plugins.wire import WireClient


@pytest.fixture
def page(open_booth: OpenBooth, hospital: RunningServer) -> Page:
    return open_booth(Bridge(*hospital.address))


def holder(run_sql: RunSql, consultation: int) -> tuple[int, str]:
    [(patient_id, reason)] = run_sql(
        "SELECT patient_id, reason FROM consultations WHERE id = %s", consultation
    )
    return patient_id, reason


def test_a_new_patient_registers_books_and_leaves(
    page: Page, hospital: RunningServer, run_sql: RunSql
) -> None:
    number = a_patient.register(page, "D’Hondt-Lefèvre", "Zoé")
    consultation = a_patient.choose_first(page)
    a_patient.book(page, "Douleur à l’épaule, depuis mardi")
    a_patient.see_booked(page)
    a_patient.onward(page)
    a_patient.see_ended(page, "goodbye")
    assert holder(run_sql, consultation) == (number, "Douleur à l’épaule, depuis mardi")
    assert run_sql("SELECT last_name, first_name FROM patients WHERE id = %s", number) == (
        ("D’Hondt-Lefèvre", "Zoé"),
    )
    for word in ("Hondt", "Zoé", "épaule"):
        assert word not in page.content()
        assert word not in hospital.log


def test_a_known_patient_searches_by_specialty_and_doctor(
    page: Page, run_sql: RunSql, patient: tuple[str, str, int]
) -> None:
    [(doctor, last_name, name)] = run_sql(
        "SELECT d.id, d.last_name, s.name FROM consultations c JOIN doctors d ON d.id = c.doctor_id"
        " JOIN specialties s ON s.id = d.specialty_id WHERE c.patient_id IS NULL ORDER BY d.id DESC LIMIT 1"
    )
    a_patient.identify(page, *patient)
    page.locator("[name=specialty]").first.wait_for()
    a_patient.go_to_days(page, name, last_name)
    page.locator(".day__list label").first.click()
    a_patient.onward(page)
    consultation = a_patient.choose_hour(page)
    a_patient.book(page)
    a_patient.see_booked(page)
    assert holder(run_sql, consultation) == (patient[2], "Contrôle de routine")
    assert run_sql("SELECT doctor_id FROM consultations WHERE id = %s", consultation) == ((doctor,),)


def test_after_a_taken_consultation_another_can_be_booked(
    page: Page, hospital: RunningServer, run_sql: RunSql
) -> None:
    number = a_patient.register(page)
    taken = a_patient.choose_first(page)
    with WireClient(hospital.address) as quicker:
        quicker.register("Maes", "Els")
        assert quicker.ask("BOOK_CONSULTATION", consultation_id=taken, reason="A cough")["status"] == "ok"
    a_patient.book(page)
    a_patient.see_problem(page, "NOT_AVAILABLE")
    other = a_patient.choose_hour(page)
    expect(page.locator(f"[data-value='{taken}']")).to_have_count(0)
    a_patient.onward(page)
    page.locator(".app[data-screen=check]").wait_for()  # the reason is not asked again
    a_patient.onward(page)
    a_patient.see_booked(page)
    assert holder(run_sql, other)[0] == number


def test_a_wrong_number_is_refused_without_saying_what_was_wrong(
    page: Page, patient: tuple[str, str, int]
) -> None:
    a_patient.identify(page, patient[0], patient[1], 7)
    a_patient.see_problem(page, "LOGIN_REFUSED")


def test_the_server_is_stopped_under_the_patient_and_comes_back(
    open_booth: OpenBooth, start_server: StartServer, demo_settings: DatabaseSettings, run_sql: RunSql
) -> None:
    first = start_server(demo_settings)
    page = open_booth(Bridge(*first.address))
    number = a_patient.register(page)
    consultation = a_patient.choose_first(page)
    first.kill()
    a_patient.book(page, "Une toux")
    a_patient.see_problem(page, "UNREACHABLE")
    start_server(demo_settings, port_reservation=first.port)
    a_patient.see_booked(page)
    assert holder(run_sql, consultation) == (number, "Une toux")


def test_the_server_restarts_between_two_taps_and_the_patient_does_not_notice(
    open_booth: OpenBooth, start_server: StartServer, demo_settings: DatabaseSettings, run_sql: RunSql
) -> None:
    first = start_server(demo_settings)
    page = open_booth(Bridge(*first.address))
    number = a_patient.register(page)
    consultation = a_patient.choose_first(page)
    assert first.stop() == 0
    start_server(demo_settings, port_reservation=first.port)
    a_patient.book(page)
    a_patient.see_booked(page)
    assert holder(run_sql, consultation)[0] == number


def test_the_database_is_stopped_under_the_patient_and_comes_back(
    open_booth: OpenBooth,
    start_server: StartServer,
    own_mariadb: OwnMariaDB,
    own_settings: DatabaseSettings,
    own_sql: RunSql,
) -> None:
    server = start_server(own_settings)
    page = open_booth(Bridge(*server.address))
    number = a_patient.register(page)
    consultation = a_patient.choose_first(page)
    own_mariadb.kill()
    a_patient.book(page, "Une toux")
    a_patient.see_problem(page, "UNAVAILABLE")
    own_mariadb.start()
    a_patient.see_booked(page)
    assert holder(own_sql, consultation) == (number, "Une toux")


def test_the_booth_retries_by_itself_when_the_pool_is_full(
    open_booth: OpenBooth, start_server: StartServer, demo_settings: DatabaseSettings
) -> None:
    server = start_server(demo_settings, pool_threads=1, queue_limit=0)
    page = open_booth(Bridge(*server.address))
    with WireClient(server.address) as other:
        other.register("Maes", "Els")
        a_patient.begin(page)
        page.locator("#known").click()
        a_patient.say_name(page, "Maes", "Els")
        page.locator("#patient-number").fill("7")
        a_patient.onward(page)
        a_patient.see_problem(page, "SERVER_BUSY")
    a_patient.see_problem(page, "LOGIN_REFUSED")  # admitted and answered: nobody has that number


def test_a_patient_sees_the_consultations_to_come_and_adds_one(
    page: Page,
) -> None:
    a_patient.register(page)
    page.locator("#my-bookings").click()
    expect(page.get_by_text("Vous n’avez aucune consultation à venir.")).to_be_visible()
    page.locator("#back").click()
    a_patient.choose_first(page)
    a_patient.book(page)
    a_patient.see_booked(page)
    expect(page.locator(".qr-code")).to_be_visible()
    page.locator("#aside").click()
    page.locator("#my-bookings").click()
    expect(page.locator(".summary")).to_have_count(1)


def test_a_patient_whose_connection_timed_out_books_all_the_same(
    open_booth: OpenBooth, start_server: StartServer, demo_settings: DatabaseSettings
) -> None:
    server = start_server(demo_settings, idle_timeout=1)
    page = open_booth(Bridge(*server.address))
    a_patient.register(page)
    _wait_until_nobody_is_in_session(server)
    a_patient.choose_first(page)
    _wait_until_nobody_is_in_session(server)
    a_patient.book(page)
    a_patient.see_booked(page)


def _wait_until_nobody_is_in_session(server: RunningServer) -> None:
    while True:
        with WireClient((server.host, server.admin_port)) as administrator:
            if administrator.ask("LIST_CLIENTS", token=ADMIN_TOKEN)["clients"] == []:
                return
