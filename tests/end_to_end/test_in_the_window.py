"""The whole journey in the real window: pywebview on Qt, the real server, the real database."""

from __future__ import annotations

from database import DatabaseSettings
from tests.end_to_end import patient as a_patient
from tests.plugins.mariadb import OwnMariaDB, RunSql
from tests.plugins.reservation_server import RunningServer, StartServer
from tests.plugins.window import StartWindow


def test_a_new_patient_books_in_the_window(
    start_window: StartWindow, hospital: RunningServer, run_sql: RunSql
) -> None:
    window = start_window(*hospital.address)
    number = a_patient.register(window.page)
    consultation = a_patient.choose_first(window.page)
    a_patient.book(window.page)
    a_patient.see_booked(window.page)
    a_patient.onward(window.page)
    a_patient.see_ended(window.page, "goodbye")
    assert run_sql("SELECT patient_id FROM consultations WHERE id = %s", consultation) == ((number,),)
    assert str(number) not in window.log
    assert window.stop() == 0


def test_a_booking_is_made_when_server_and_database_are_back(
    start_window: StartWindow,
    start_server: StartServer,
    own_mariadb: OwnMariaDB,
    own_settings: DatabaseSettings,
    own_sql: RunSql,
) -> None:
    server = start_server(own_settings)
    page = start_window(*server.address).page
    number = a_patient.register(page)
    consultation = a_patient.choose_first(page)
    server.kill()
    a_patient.book(page, "Une toux")
    a_patient.see_problem(page, "UNREACHABLE")
    own_mariadb.kill()
    start_server(own_settings, port_reservation=server.port)
    a_patient.see_problem(page, "UNAVAILABLE")
    own_mariadb.start()
    a_patient.see_booked(page)
    assert own_sql("SELECT patient_id, reason FROM consultations WHERE id = %s", consultation) == (
        (number, "Une toux"),
    )
