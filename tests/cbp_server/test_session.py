"""The session as plain code: every command in every state, and who may be who."""

import datetime as dt
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
from cbp_server.presence import Presence
from cbp_server.session import ALLOWED, Services, Session, State
from cbp_server.throttle import LoginThrottle
from database import Database, Patient

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
"""What `spec/protocol.md` says of each command in each state, in a hospital without a consultation."""


@pytest.fixture
def services(database: Database) -> Services:
    return Services(database, LoginThrottle(), Presence())


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


def test_who_is_in_session_is_told_and_gone_after_logout(services: Services) -> None:
    session = Session(services, "192.0.2.7")
    session.handle(REQUESTS[Login])
    (visit,) = services.presence.visits()
    assert (visit.ip, visit.patient.last_name, visit.since.tzinfo is not None) == (
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


def test_a_right_guess_looked_up_beside_wrong_ones_tells_no_more_than_in_turn(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It asks first; while its number is looked up, five wrong ones are looked up and settled."""
    number = cast("LoginReply", Session(services, "127.0.0.1").handle(REQUESTS[Login])).patient_id
    guesses = [5, 6, 7, 8, 9]

    def guess(patient_id: int) -> str | None:
        login = Login(last_name="Durand", first_name="Amélie", new_patient=False, patient_id=patient_id)
        reply = Session(services, "127.0.0.1").handle(login)
        return reply.code if isinstance(reply, ErrorReply) else None

    look_up = services.database.find_patient
    heard: list[str | None] = []

    def look_up_slowly(patient_id: int) -> Patient | None:
        if patient_id == number:
            while guesses:
                heard.append(guess(guesses.pop()))
        return look_up(patient_id)

    monkeypatch.setattr(services.database, "find_patient", look_up_slowly)
    assert guess(number) == ErrorCode.TOO_MANY_ATTEMPTS
    assert heard == [ErrorCode.LOGIN_REFUSED] * 5


def test_the_servers_clock_decides_whether_a_consultation_has_begun(services: Services, run_sql: Any) -> None:
    run_sql("INSERT INTO specialties (id, name) VALUES (1, 'Pédiatrie')")
    run_sql("INSERT INTO doctors (id, specialty_id, last_name, first_name) VALUES (1, 1, 'Maes', 'Els')")
    run_sql("INSERT INTO consultations (id, doctor_id, date, hour) VALUES (1, 1, '2040-05-01', '09:00')")

    def outcome(now: dt.datetime) -> str:
        at_that_time = Services(services.database, services.throttle, services.presence, now=lambda: now)
        session = Session(at_that_time, "127.0.0.1")
        session.handle(REQUESTS[Login])
        reply = session.handle(BookConsultation(consultation_id=1, reason="A cough"))
        return reply.code if isinstance(reply, ErrorReply) else "ok"

    assert outcome(dt.datetime(2040, 5, 1, 9, 0)) == "NOT_AVAILABLE"
    assert outcome(dt.datetime(2040, 5, 1, 8, 59, 59)) == "ok"


def test_the_state_is_told_and_nobody_is_named(services: Services) -> None:
    session = Session(services, "127.0.0.1")
    session.handle(REQUESTS[Login])
    assert repr(session) == "<Session IN_SESSION of 127.0.0.1>"
