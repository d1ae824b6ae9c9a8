"""What a server says, to the letter, and what a client makes of it."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, cast

import msgspec
import pytest
from msgspec import Raw

from cbp import (
    AvailabilityReply,
    Booking,
    BookingsReply,
    Consultation,
    Doctor,
    DoctorsReply,
    ErrorCode,
    ErrorReply,
    FreeDay,
    LoginReply,
    OkReply,
    Position,
    ProtocolViolationError,
    RenderedAvailability,
    RenderedBookings,
    RenderedConsultations,
    RenderedDoctors,
    RenderedSpecialties,
    Reply,
    SearchReply,
    SpecialtiesReply,
    Specialty,
    decode_reply,
    encode_reply,
)

POSITION = Position(dt.date(2030, 1, 2), dt.time(9, 30), 3, 4)
SPECIALTY = Specialty(id=2, name="Gynécologie")
DOCTOR = Doctor(id=3, last_name="O'Neill", first_name="Zoë", specialty_id=2)
CONSULTATION = Consultation(
    id=4,
    doctor_id=3,
    doctor="Zoë O'Neill",
    specialty_id=2,
    specialty="Gynécologie",
    date=dt.date(2030, 1, 2),
    hour="09:30",
)
BOOKING = Booking(**msgspec.structs.asdict(CONSULTATION))
DAY = dt.date(2030, 1, 2)


@pytest.mark.parametrize(
    ("reply", "wire"),
    [
        (OkReply(), '{"status":"ok"}'),
        (LoginReply(patient_id=5), '{"status":"ok","patient_id":5}'),
        (
            SpecialtiesReply(specialties=(SPECIALTY,)),
            '{"status":"ok","specialties":[{"id":2,"name":"Gynécologie"}]}',
        ),
        (
            DoctorsReply(doctors=(DOCTOR,)),
            '{"status":"ok","doctors":[{"id":3,"last_name":"O\'Neill","first_name":"Zoë","specialty_id":2}]}',
        ),
        (
            SearchReply(consultations=(CONSULTATION,), next="abc"),
            '{"status":"ok","consultations":[{"id":4,"doctor_id":3,"doctor":"Zoë O\'Neill","specialty_id":2,'
            '"specialty":"Gynécologie","date":"2030-01-02","hour":"09:30"}],"next":"abc"}',
        ),
        (SearchReply(consultations=()), '{"status":"ok","consultations":[],"next":null}'),
        (
            AvailabilityReply(days=(FreeDay(date=DAY, free=3),), start_date=DAY, end_date=DAY),
            '{"status":"ok","days":[{"date":"2030-01-02","free":3}],"start_date":"2030-01-02",'
            '"end_date":"2030-01-02","next_date":null}',
        ),
        (
            BookingsReply(bookings=(BOOKING,)),
            '{"status":"ok","bookings":[{"id":4,"doctor_id":3,"doctor":"Zoë O\'Neill","specialty_id":2,'
            '"specialty":"Gynécologie","date":"2030-01-02","hour":"09:30"}]}',
        ),
        (ErrorReply(code=ErrorCode.UNAUTHORIZED), '{"status":"error","code":"UNAUTHORIZED"}'),
        (
            ErrorReply(code=ErrorCode.SERVER_BUSY, message="full", retry_after=5),
            '{"status":"error","code":"SERVER_BUSY","message":"full","retry_after":5}',
        ),
    ],
)
def test_a_reply_has_these_bytes(reply: Reply, wire: str) -> None:
    assert encode_reply(reply) == wire.encode()


@pytest.mark.parametrize(
    ("rendered", "typed"),
    [
        (
            RenderedSpecialties(specialties=Raw(b'[{"id": 2, "name": "Gyn\\u00e9cologie"}]')),
            SpecialtiesReply(specialties=(SPECIALTY,)),
        ),
        (
            RenderedDoctors(
                doctors=Raw(b'[{"id":3,"last_name":"O\'Neill","first_name":"Zo\xc3\xab","specialty_id":2}]')
            ),
            DoctorsReply(doctors=(DOCTOR,)),
        ),
        (
            RenderedConsultations(
                consultations=Raw(
                    b'[{"id":4,"doctor_id":3,"doctor":"Zo\xc3\xab O\'Neill","specialty_id":2,'
                    b'"specialty":"Gyn\xc3\xa9cologie","date":"2030-01-02","hour":"09:30"}]'
                ),
                next=POSITION,
            ),
            SearchReply(consultations=(CONSULTATION,), next=POSITION.to_text()),
        ),
        (RenderedConsultations(consultations=Raw(b"[]")), SearchReply(consultations=())),
        (
            RenderedAvailability(
                days=Raw(b'[{"date": "2030-01-02", "free": 3}]'), start_date=DAY, end_date=DAY, next_date=DAY
            ),
            AvailabilityReply(days=(FreeDay(date=DAY, free=3),), start_date=DAY, end_date=DAY, next_date=DAY),
        ),
        (
            RenderedBookings(bookings=Raw(b"[" + msgspec.json.encode(CONSULTATION) + b"]")),
            BookingsReply(bookings=(BOOKING,)),
        ),
    ],
)
def test_rows_that_the_database_rendered_make_the_same_reply(rendered: Reply, typed: Reply) -> None:
    assert json.loads(encode_reply(rendered)) == json.loads(encode_reply(typed))
    assert decode_reply(encode_reply(rendered), type(typed)) == typed


def test_a_field_that_a_newer_server_adds_is_ignored() -> None:
    assert decode_reply(b'{"patient_id":5,"since":[1],"status":"ok"}', LoginReply) == LoginReply(patient_id=5)


def test_a_code_that_a_newer_server_adds_is_passed_on() -> None:
    reply = decode_reply(b'{"status":"error","code":"OUT_OF_TEA","message":null}', OkReply)
    assert reply == ErrorReply(code="OUT_OF_TEA")


def test_the_next_of_another_server_need_not_look_like_ours() -> None:
    reply = decode_reply(b'{"status":"ok","consultations":[],"next":"page 2"}', SearchReply)
    assert reply == SearchReply(consultations=(), next="page 2")


ROW: dict[str, Any] = {
    "id": 4,
    "doctor_id": 3,
    "doctor": "Zoë O'Neill",
    "specialty_id": 2,
    "specialty": "Gynécologie",
    "date": "2030-01-02",
    "hour": "09:30",
}


@pytest.mark.parametrize(
    "hour", ["9:30", "24:00", "09:60", "09:30:00", "09:30\n", " 09:30", "", "٠٩:٣٠", 930]
)
def test_an_hour_is_hh_mm(hour: object) -> None:
    wire = json.dumps({"status": "ok", "consultations": [ROW | {"hour": hour}], "next": None}).encode()
    with pytest.raises(ProtocolViolationError):
        decode_reply(wire, SearchReply)


@pytest.mark.parametrize(
    "wire",
    [
        b"",
        b"ok",
        b"[]",
        b"{}",
        b'{"status":"ok"}',
        b'{"status":"fine","patient_id":5}',
        b'{"status":null,"patient_id":5}',
        b'{"status":"error"}',
        b'{"status":"error","code":5}',
        b'{"status":"ok","patient_id":"5"}',
        b'{"status":"ok","patient_id":0}',
        b'{"status":"ok","status":"error","patient_id":5}',
        b'{"status":"ok","patient_id":5,"x":"\xff"}',
        b'{"status":"ok","patient_id":5,"x":' + b"[" * 100_000,
    ],
)
def test_what_is_no_reply_is_a_violation_of_the_protocol(wire: bytes) -> None:
    with pytest.raises(ProtocolViolationError) as error:
        decode_reply(wire, LoginReply)
    assert error.value.code == "PROTOCOL_VIOLATION"
    assert str(error.value).startswith("PROTOCOL_VIOLATION: no LoginReply: ")


def test_a_value_of_no_kind_of_the_protocol_is_not_sent() -> None:
    with pytest.raises(TypeError, match="object"):
        encode_reply(LoginReply(patient_id=cast("int", object())))


@pytest.mark.parametrize(
    "day", [{"date": "2030-01-02", "free": 0}, {"date": "2030-1-2", "free": 1}, {"free": 1}]
)
def test_a_day_of_the_calendar_has_a_date_and_something_free(day: dict[str, Any]) -> None:
    wire = json.dumps(
        {
            "status": "ok",
            "days": [day],
            "start_date": "2030-01-02",
            "end_date": "2030-01-02",
            "next_date": None,
        }
    ).encode()
    with pytest.raises(ProtocolViolationError):
        decode_reply(wire, AvailabilityReply)
