"""The client's calls over a real socket, against a server that follows a script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import cast

import pytest

from cbp import (
    AvailabilityReply,
    Booking,
    CbpClient,
    CbpError,
    Consultation,
    DisconnectedError,
    Doctor,
    ErrorReplyError,
    FreeDay,
    GetAvailability,
    InvalidArgumentError,
    ProtocolViolationError,
    SearchPage,
    SearchReply,
    Specialty,
    UnreachableError,
    build_request,
)
from tests.cbp.conftest import Serve
from tests.cbp.scripted import Peer, answers, client_of, is_closed

OK = {"status": "ok"}
ROW = {
    "id": 4,
    "doctor_id": 3,
    "doctor": "Zoë O'Neill",
    "specialty_id": 2,
    "specialty": "Gynécologie",
    "date": "2030-01-02",
    "hour": "09:30",
}


def test_a_request_is_one_frame_of_four_bytes_of_length_and_json(serve: Serve) -> None:
    expected = b'\x00\x00\x00\x1d{"command":"GET_SPECIALTIES"}'
    heard: list[bytes] = []

    def script(peer: Peer) -> None:
        heard.append(peer._read(len(expected)))
        peer.write(b'\x00\x00\x00\x20{"status":"ok",')
        peer.write(b'"specialties":[]}')

    with client_of(serve(script)) as client:
        assert client.get_specialties() == ()
    assert heard == [expected]


def test_each_command_sends_its_arguments_and_returns_the_reply(serve: Serve) -> None:
    script = answers(
        (
            {
                "command": "LOGIN",
                "last_name": "Durand",
                "first_name": "Amélie",
                "new_patient": False,
                "patient_id": 5,
            },
            OK | {"patient_id": 5},
        ),
        ({"command": "GET_SPECIALTIES"}, OK | {"specialties": [{"id": 2, "name": "Gynécologie"}]}),
        (
            {"command": "GET_DOCTORS", "specialty_id": 2},
            OK | {"doctors": [{"id": 3, "last_name": "O'Neill", "first_name": "Zoë", "specialty_id": 2}]},
        ),
        ({"command": "GET_DOCTORS"}, OK | {"doctors": []}),
        (
            {
                "command": "SEARCH_CONSULTATIONS",
                "specialty_id": 2,
                "doctor_id": 3,
                "start_date": "2030-01-01",
                "end_date": "2030-01-31",
                "limit": 1,
                "after": "page 1",
            },
            OK | {"consultations": [ROW], "next": "page 2"},
        ),
        ({"command": "SEARCH_CONSULTATIONS"}, OK | {"consultations": [], "next": None}),
        ({"command": "BOOK_CONSULTATION", "consultation_id": 4, "reason": "Toux"}, OK),
        ({"command": "LOGOUT"}, OK),
    )
    client = client_of(serve(script))
    assert client.login(" Durand", "Ame\u0301lie", patient_id=5) == 5
    assert client.get_specialties() == (Specialty(id=2, name="Gynécologie"),)
    assert client.get_doctors(2) == (Doctor(id=3, last_name="O'Neill", first_name="Zoë", specialty_id=2),)
    assert client.get_doctors() == ()
    page = client.search_consultations(
        SearchPage(
            specialty_id=2,
            doctor_id=3,
            start_date=dt.date(2030, 1, 1),
            end_date=dt.date(2030, 1, 31),
            limit=1,
            after="page 1",
        )
    )
    assert page == SearchReply(
        consultations=(
            Consultation(
                id=4,
                doctor_id=3,
                doctor="Zoë O'Neill",
                specialty_id=2,
                specialty="Gynécologie",
                date=dt.date(2030, 1, 2),
                hour="09:30",
            ),
        ),
        next="page 2",
    )
    assert client.search_consultations(SearchPage()) == SearchReply(consultations=(), next=None)
    client.book_consultation(4, " Toux ")
    client.logout()
    assert is_closed(client)


def test_the_calendar_and_the_bookings_come_through(serve: Serve) -> None:
    empty: dict[str, object] = {
        "days": [],
        "start_date": "2030-01-01",
        "end_date": "2030-03-03",
        "next_date": None,
    }
    script = answers(
        (
            {
                "command": "GET_AVAILABILITY",
                "specialty_id": 2,
                "doctor_id": 3,
                "start_date": "2030-01-01",
                "end_date": "2030-01-31",
            },
            OK
            | {
                "days": [{"date": "2030-01-02", "free": 7}],
                "start_date": "2030-01-01",
                "end_date": "2030-01-31",
                "next_date": "2030-02-04",
            },
        ),
        ({"command": "GET_AVAILABILITY"}, OK | empty),
        ({"command": "GET_BOOKINGS"}, OK | {"bookings": [ROW]}),
    )
    with client_of(serve(script)) as client:
        found = client.get_availability(
            GetAvailability(
                specialty_id=2, doctor_id=3, start_date=dt.date(2030, 1, 1), end_date=dt.date(2030, 1, 31)
            )
        )
        assert found == AvailabilityReply(
            days=(FreeDay(date=dt.date(2030, 1, 2), free=7),),
            start_date=dt.date(2030, 1, 1),
            end_date=dt.date(2030, 1, 31),
            next_date=dt.date(2030, 2, 4),
        )
        assert client.get_availability(GetAvailability()).next_date is None
        (booking,) = client.get_bookings()
    assert isinstance(booking, Booking)
    assert (booking.id, booking.doctor, booking.date, booking.hour) == (
        4,
        "Zoë O'Neill",
        dt.date(2030, 1, 2),
        "09:30",
    )


def test_a_new_patient_gets_the_number(serve: Serve) -> None:
    request = {
        "command": "LOGIN",
        "last_name": "Durand",
        "first_name": "Amélie",
        "new_patient": True,
        "birth_date": "1990-12-31",
    }
    with client_of(serve(answers((request, OK | {"patient_id": 123456782})))) as client:
        number = client.login("Durand", "Amélie", new_patient=True, birth_date=dt.date(1990, 12, 31))
    assert number == 123456782


INVALID: list[tuple[str, Callable[[CbpClient], object]]] = [
    ("an empty name", lambda client: client.login(" ", "Zoë", new_patient=True)),
    ("a long name", lambda client: client.login("x" * 51, "Zoë", new_patient=True)),
    ("a control character", lambda client: client.login("Du\x07rand", "Zoë", new_patient=True)),
    ("no number", lambda client: client.login("Durand", "Zoë")),
    ("number 0", lambda client: client.login("Durand", "Zoë", patient_id=0)),
    ("number 2**80", lambda client: client.login("Durand", "Zoë", patient_id=2**80)),
    ("a boolean number", lambda client: client.login("Durand", "Zoë", patient_id=True)),
    ("no such day", lambda client: client.login("Durand", "Zoë", new_patient=True, birth_date="1990-02-30")),
    (
        "a datetime",
        lambda client: client.search_consultations(SearchPage(start_date=dt.datetime(2030, 1, 1))),
    ),
    (
        "an end before the start",
        lambda client: client.search_consultations(
            build_request(SearchPage, start_date="2030-02-01", end_date="2030-01-01")
        ),
    ),
    (
        "a calendar that ends before it starts",
        lambda client: client.get_availability(
            build_request(GetAvailability, start_date="2030-02-01", end_date="2030-01-01")
        ),
    ),
    ("doctor 0 in a calendar", lambda client: client.get_availability(GetAvailability(doctor_id=0))),
    ("minus one row", lambda client: client.search_consultations(SearchPage(limit=-1))),
    ("no rows", lambda client: client.search_consultations(SearchPage(limit=0))),
    ("201 rows", lambda client: client.search_consultations(SearchPage(limit=201))),
    (
        "a cursor of another type",
        lambda client: client.search_consultations(SearchPage(after=cast("str", 5))),
    ),
    ("a reason of another type", lambda client: client.book_consultation(1, cast("str", None))),
    ("a long reason", lambda client: client.book_consultation(1, "x" * 256)),
    ("a lone surrogate", lambda client: client.book_consultation(1, "\ud800")),
    ("a textual number", lambda client: client.book_consultation(cast("int", "1"), "x")),
    ("more than a frame", lambda client: client.search_consultations(SearchPage(after="x" * 65_536))),
    ("a lone surrogate in a cursor", lambda client: client.search_consultations(SearchPage(after="\ud800"))),
]


@pytest.mark.parametrize("call", [pytest.param(call, id=name) for name, call in INVALID])
def test_what_the_server_would_refuse_is_not_sent(serve: Serve, call: Callable[[CbpClient], object]) -> None:
    with client_of(serve(answers(({"command": "GET_DOCTORS"}, OK | {"doctors": []})))) as client:
        with pytest.raises(InvalidArgumentError) as error:
            call(client)
        assert error.value.code == "BAD_REQUEST"
        assert client.get_doctors() == ()


def test_every_error_is_of_one_family_and_has_a_code() -> None:
    errors: list[CbpError] = [
        ErrorReplyError("NOT_AVAILABLE", "taken", retry_after=2.0),
        InvalidArgumentError("reason: empty"),
        DisconnectedError("no answer in time"),
        UnreachableError("refused"),
        ProtocolViolationError("no OkReply"),
    ]
    assert [error.code for error in errors] == [
        "NOT_AVAILABLE",
        "BAD_REQUEST",
        "DISCONNECTED",
        "UNREACHABLE",
        "PROTOCOL_VIOLATION",
    ]
    assert [error.retry_after for error in errors] == [2.0, None, None, None, None]
    assert str(errors[0]) == "NOT_AVAILABLE: taken"
