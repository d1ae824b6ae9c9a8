"""Budgets on the wire: refused logins, registrations, bookings of a patient (`docs/protocol.md`, "Codes")."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from database.demo.filling import DemoSummary
from tests.plugins.reservation_server import RunningServer, StartServer
from tests.plugins.waiting import wait_until
from tests.plugins.wire import WireClient, error_code


def test_six_wrong_logins_for_a_name_are_too_many_in_any_spelling(server: RunningServer) -> None:
    with WireClient(server.address) as patient:
        number = patient.register("Durand", "Amélie")
    with WireClient(server.address) as client:
        for spelling in ("Durand", "DURAND", "durand ", "Dürand", "durand"):
            assert error_code(client.log_in(spelling, "Amelie", 5)) == "LOGIN_REFUSED"
        reply = client.log_in("Durand", "Amélie", number)
        assert error_code(reply) == "TOO_MANY_ATTEMPTS"
        assert 0 < reply["retry_after"] <= 900
    with WireClient(server.address) as another:
        assert error_code(another.log_in("Durand", "Amélie", number)) == "TOO_MANY_ATTEMPTS"
    line = "too many refused logins for a name (5 in 15 min), the last from 127.0.0.1: blocked for 900 s"
    wait_until(lambda: line in server.log)
    assert "durand" not in server.log.lower()


def test_an_absent_number_counts_as_a_refusal_whatever_the_name(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        codes = [error_code(client.log_in("\u0301", "\u0308", 5)) for _ in range(6)]
    assert codes == ["LOGIN_REFUSED"] * 5 + ["TOO_MANY_ATTEMPTS"]


def test_other_names_and_new_patients_go_on_meanwhile(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        number = client.register("Peeters", "Jan")
    with WireClient(server.address) as client:
        for _ in range(6):
            client.log_in("Durand", "Amélie", 5)
        assert client.log_in("Peeters", "Jan", number)["status"] == "ok"
    with WireClient(server.address) as client:
        client.register("Durand", "Amélie")


def test_twenty_wrong_logins_from_an_address_are_too_many(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        number = client.register("Peeters", "Jan")
    with WireClient(server.address) as client:
        codes = [error_code(client.log_in(f"Name {attempt}", "Jan", 5)) for attempt in range(21)]
        assert codes == ["LOGIN_REFUSED"] * 20 + ["TOO_MANY_ATTEMPTS"]
        assert error_code(client.log_in("Peeters", "Jan", number)) == "TOO_MANY_ATTEMPTS"
        client.register("Peeters", "Jan")


def test_guesses_in_parallel_reveal_no_more_than_in_turn(start_server: StartServer) -> None:
    server = start_server(pool_threads=24)
    barrier = threading.Barrier(24)

    def guess(number: int) -> str:
        with WireClient(server.address) as client:
            barrier.wait()
            return error_code(client.log_in("Durand", "Amélie", 1 + number))

    with ThreadPoolExecutor(24) as guessers:
        codes = list(guessers.map(guess, range(24)))
    assert codes.count("LOGIN_REFUSED") == 5
    assert codes.count("TOO_MANY_ATTEMPTS") == 19


def test_a_restart_forgives_nothing_and_a_second_server_adds_up(start_server: StartServer) -> None:
    first, second = start_server(), start_server()
    for number, server in enumerate([first, second, first, second, first]):
        with WireClient(server.address) as client:
            assert error_code(client.log_in("Durand", "Amélie", 1 + number)) == "LOGIN_REFUSED"
    first.kill()
    for server in (second, start_server()):
        with WireClient(server.address) as client:
            assert error_code(client.log_in("Durand", "Amélie", 9)) == "TOO_MANY_ATTEMPTS"


def test_an_address_registers_no_more_than_its_budget(start_server: StartServer) -> None:
    server = start_server(registrations_per_hour=2)
    for name in ("One", "Two"):
        with WireClient(server.address) as client:
            number = client.register(name, "Jan")
    with WireClient(server.address) as client:
        for _ in range(2):
            reply = client.ask("LOGIN", last_name="Three", first_name="Jan", new_patient=True)
            assert error_code(reply) == "TOO_MANY_REGISTRATIONS"
            assert 0 < reply["retry_after"] <= 3600
        assert client.log_in("Two", "Jan", number)["status"] == "ok"
    line = "2 new patients were registered from 127.0.0.1 within an hour"
    wait_until(lambda: line in server.log)
    assert server.log.count(line) == 1
    assert "Three" not in server.log


def test_a_patient_holds_no_more_consultations_than_the_budget(
    start_server: StartServer, demo_summary: DemoSummary
) -> None:
    server = start_server(bookings_per_patient=1)
    with WireClient(server.address) as client:
        number = client.register()
        first, second, *_ = (row["id"] for row in client.ask("SEARCH_CONSULTATIONS")["consultations"])
        for _ in range(2):
            reply = client.ask("BOOK_CONSULTATION", consultation_id=first, reason="cough")
            assert reply == {"status": "ok"}
            reply = client.ask("BOOK_CONSULTATION", consultation_id=second, reason="cough")
            assert error_code(reply) == "TOO_MANY_BOOKINGS"
        assert "retry_after" not in reply or reply["retry_after"] is None
    for _ in range(5):  # sessions without end are no lines without end
        with WireClient(server.address) as again:
            again.log_in("Durand", "Amélie", number)
            reply = again.ask("BOOK_CONSULTATION", consultation_id=second, reason="cough")
            assert error_code(reply) == "TOO_MANY_BOOKINGS"
    server.stop()
    assert server.log.count("no more bookings") == 1


def test_budgets_of_nought_refuse_nothing(start_server: StartServer) -> None:
    server = start_server(registrations_per_hour=0, bookings_per_patient=0, logins_per_address=0)
    with WireClient(server.address) as client:
        codes = {error_code(client.log_in(f"Name {attempt}", "Jan", 5)) for attempt in range(25)}
        assert codes == {"LOGIN_REFUSED"}
        client.register()
