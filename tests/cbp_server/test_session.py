"""The session as plain code: every command in every state, and who may log in."""

from __future__ import annotations

import datetime as dt
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import pytest

from cbp import (
    COMMANDS,
    BookConsultation,
    ErrorCode,
    ErrorReply,
    GetAvailability,
    GetBookings,
    GetDoctors,
    GetSpecialties,
    Login,
    LoginReply,
    Logout,
    Request,
    SearchConsultations,
)
from cbp_server.budgets import Budgets
from cbp_server.presence import Presence
from cbp_server.session import ALLOWED, Services, Session, State
from database import Database

REQUESTS: dict[type[Request], Request] = {
    Login: Login(last_name="Durand", first_name="Amélie", new_patient=True),
    Logout: Logout(),
    GetSpecialties: GetSpecialties(),
    GetDoctors: GetDoctors(),
    SearchConsultations: SearchConsultations(),
    GetAvailability: GetAvailability(),
    BookConsultation: BookConsultation(consultation_id=1, reason="A cough"),
    GetBookings: GetBookings(),
}

CODES = {
    (State.ANONYMOUS, Login): None,
    (State.ANONYMOUS, Logout): ErrorCode.NOT_LOGGED_IN,
    (State.ANONYMOUS, GetSpecialties): ErrorCode.NOT_LOGGED_IN,
    (State.ANONYMOUS, GetDoctors): ErrorCode.NOT_LOGGED_IN,
    (State.ANONYMOUS, SearchConsultations): ErrorCode.NOT_LOGGED_IN,
    (State.ANONYMOUS, GetAvailability): ErrorCode.NOT_LOGGED_IN,
    (State.ANONYMOUS, BookConsultation): ErrorCode.NOT_LOGGED_IN,
    (State.ANONYMOUS, GetBookings): ErrorCode.NOT_LOGGED_IN,
    (State.IN_SESSION, Login): ErrorCode.ALREADY_LOGGED_IN,
    (State.IN_SESSION, Logout): None,
    (State.IN_SESSION, GetSpecialties): None,
    (State.IN_SESSION, GetDoctors): None,
    (State.IN_SESSION, SearchConsultations): None,
    (State.IN_SESSION, GetAvailability): None,
    (State.IN_SESSION, BookConsultation): ErrorCode.NOT_AVAILABLE,
    (State.IN_SESSION, GetBookings): None,
}
"""The answer to each command in each state (`docs/protocol.md`, "A session"), without any consultation."""


@pytest.fixture
def services(database: Database) -> Services:
    return Services(database, Budgets(database), Presence())


def test_the_table_names_every_command_in_every_state() -> None:
    for state in (State.ANONYMOUS, State.IN_SESSION):
        assert set(ALLOWED[state]) == {command.request for command in COMMANDS.values()}
    assert {(state, request) for state, steps in ALLOWED.items() for request in steps} == set(CODES)


@pytest.mark.parametrize(("state", "kind"), CODES, ids=lambda value: getattr(value, "__name__", str(value)))
def test_each_command_in_each_state(services: Services, state: State, kind: type[Request]) -> None:
    session = Session(services, "127.0.0.1")
    if state is State.IN_SESSION:
        session.handle(REQUESTS[Login])
    assert session.state is state
    reply = session.handle(REQUESTS[kind])
    code = reply.code if isinstance(reply, ErrorReply) else None
    assert code == CODES[state, kind]


def test_a_patient_is_present_until_logout(services: Services) -> None:
    session = Session(services, "192.0.2.7")
    session.handle(REQUESTS[Login])
    (visit,) = services.presence.visits()
    assert (visit.ip, visit.patient.last_name, visit.since <= time.time()) == (
        "192.0.2.7",
        "Durand",
        True,
    )
    session.handle(Logout())
    assert services.presence.visits() == ()
    assert session.state is State.OVER


def test_a_session_that_breaks_off_leaves_nobody_behind(services: Services) -> None:
    session = Session(services, "127.0.0.1")
    session.handle(REQUESTS[Login])
    session.end()
    session.end()
    assert services.presence.visits() == ()


def test_a_refused_login_leaves_the_session_as_it_was(services: Services) -> None:
    session = Session(services, "127.0.0.1")
    stranger = Login(last_name="Durand", first_name="Amélie", new_patient=False, patient_id=5)
    reply = cast("ErrorReply", session.handle(stranger))
    assert reply.code == ErrorCode.LOGIN_REFUSED
    assert session.state is State.ANONYMOUS
    assert services.presence.visits() == ()


def log_in(services: Services, patient_id: int, last_name: str = "Durand") -> str:
    login = Login(last_name=last_name, first_name="Amélie", new_patient=False, patient_id=patient_id)
    reply = Session(services, "127.0.0.1").handle(login)
    return reply.code if isinstance(reply, ErrorReply) else "ok"


def test_attempts_for_one_name_are_judged_one_after_the_other(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one number is looked up, no other of that name is; another name goes on."""
    look_up = services.database.recognise
    is_looking, go_on = threading.Event(), threading.Event()
    looked_up: list[int] = []

    def look_up_slowly(patient_id: int, budgets: Any) -> Any:
        looked_up.append(patient_id)
        if patient_id == 5:
            is_looking.set()
            assert go_on.wait(30)
        return look_up(patient_id, budgets)

    monkeypatch.setattr(services.database, "recognise", look_up_slowly)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(log_in, services, 5)
        assert is_looking.wait(30)
        assert log_in(services, 7, "Peeters") == ErrorCode.LOGIN_REFUSED
        assert log_in(services, 6, "DURAND") == ErrorCode.UNAVAILABLE  # it waited for its turn in vain
        assert looked_up == [5, 7]
        go_on.set()
        assert first.result() == ErrorCode.LOGIN_REFUSED
    assert log_in(services, 6, "DURAND") == ErrorCode.LOGIN_REFUSED


def test_a_right_number_among_many_wrong_ones_at_once_is_told_only_within_the_limit(
    services: Services,
) -> None:
    number = cast("LoginReply", Session(services, "127.0.0.1").handle(REQUESTS[Login])).patient_id
    start = threading.Barrier(16)

    def guess(patient_id: int) -> str:
        start.wait()
        return log_in(services, patient_id)

    with ThreadPoolExecutor(16) as threads:
        codes = list(threads.map(guess, [*range(1, 16), number]))
    assert codes.count("LOGIN_REFUSED") == 5
    assert set(codes[:-1]) == {"LOGIN_REFUSED", "TOO_MANY_ATTEMPTS"}
    assert log_in(services, number) == "TOO_MANY_ATTEMPTS"


def test_a_patient_whose_row_is_deleted_during_the_session_is_told_that_it_expired(
    services: Services, run_sql: Any
) -> None:
    run_sql("INSERT INTO specialties (id, name) VALUES (1, 'Pédiatrie')")
    run_sql("INSERT INTO doctors (id, specialty_id, last_name, first_name) VALUES (1, 1, 'Maes', 'Els')")
    run_sql("INSERT INTO consultations (id, doctor_id, date, hour) VALUES (1, 1, '2040-05-01', '09:00')")
    session = Session(services, "127.0.0.1")
    session.handle(REQUESTS[Login])
    run_sql("DELETE FROM patients")
    reply = cast("ErrorReply", session.handle(REQUESTS[BookConsultation]))
    assert reply.code == ErrorCode.SESSION_EXPIRED


def test_the_servers_clock_decides_whether_a_consultation_has_begun(services: Services, run_sql: Any) -> None:
    run_sql("INSERT INTO specialties (id, name) VALUES (1, 'Pédiatrie')")
    run_sql("INSERT INTO doctors (id, specialty_id, last_name, first_name) VALUES (1, 1, 'Maes', 'Els')")
    run_sql("INSERT INTO consultations (id, doctor_id, date, hour) VALUES (1, 1, '2040-05-01', '09:00')")

    def outcome(now: dt.datetime) -> str:
        at_that_time = Services(services.database, services.budgets, services.presence, now=lambda: now)
        session = Session(at_that_time, "127.0.0.1")
        session.handle(REQUESTS[Login])
        reply = session.handle(BookConsultation(consultation_id=1, reason="A cough"))
        return reply.code if isinstance(reply, ErrorReply) else "ok"

    assert outcome(dt.datetime(2040, 5, 1, 9, 0)) == "NOT_AVAILABLE"
    assert outcome(dt.datetime(2040, 5, 1, 8, 59, 59)) == "ok"


def test_the_repr_shows_the_state_and_no_name(services: Services) -> None:
    session = Session(services, "127.0.0.1")
    session.handle(REQUESTS[Login])
    assert repr(session) == "<Session IN_SESSION of 127.0.0.1>"
