"""Every rule for requests in `docs/protocol.md`, "Messages" and "The commands of CBP/1"."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from cbp import (
    COMMANDS,
    BookConsultation,
    ErrorCode,
    GetDoctors,
    Logout,
    MalformedRequestError,
    Position,
    SearchConsultations,
    UnknownCommandError,
    command_of,
    decode_request,
)

LOGIN = {"command": "LOGIN", "last_name": "Durand", "first_name": "Amélie", "new_patient": True}
SEARCH = {"command": "SEARCH_CONSULTATIONS"}
CALENDAR = {"command": "GET_AVAILABILITY"}
BOOK = {"command": "BOOK_CONSULTATION", "consultation_id": 7, "reason": "Douleurs"}
POSITION = Position(dt.date(2030, 1, 2), dt.time(9, 30), 3, 4)


def payload(message: dict[str, Any], **changes: Any) -> bytes:
    return json.dumps(message | changes).encode()


def without(message: dict[str, Any], field: str) -> bytes:
    return json.dumps({name: value for name, value in message.items() if name != field}).encode()


def decoded(message: dict[str, Any], **changes: Any) -> Any:
    return decode_request(payload(message, **changes))


@pytest.mark.parametrize("command", COMMANDS)
def test_the_table_names_each_command_as_its_request_does(command: str) -> None:
    assert COMMANDS[command].request.__struct_config__.tag == command


def test_a_request_has_the_name_of_its_command() -> None:
    assert command_of(GetDoctors()) == "GET_DOCTORS"


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"LOGIN", id="not JSON"),
        pytest.param(b"[]", id="an array"),
        pytest.param(b'"LOGOUT"', id="a string"),
        pytest.param(b"null", id="null"),
        pytest.param(b"{}", id="no command"),
        pytest.param(b'{"command":null}', id="the command null"),
        pytest.param(b'{"command":5}', id="the command a number"),
        pytest.param(b'{"command":["LOGOUT"]}', id="the command a list"),
        pytest.param(b'{"command":"LOGOUT"', id="cut short"),
        pytest.param(b'{"command":"LOGOUT"}{}', id="two objects"),
        pytest.param(b'{"command":"LOGOUT",}', id="a trailing comma"),
        pytest.param(b"{'command':'LOGOUT'}", id="single quotes"),
        pytest.param(b'{"command":"LOGOUT","x":NaN}', id="NaN"),
        pytest.param(b'{"command":"LOGOUT","x":-Infinity}', id="Infinity"),
        pytest.param(b'{"command":"LOGOUT","x":01}', id="a leading zero"),
        pytest.param(b'{"command":"LOGOUT","x":"a\nb"}', id="a bare line feed in a string"),
        pytest.param(b'\xef\xbb\xbf{"command":"LOGOUT"}', id="a byte order mark"),
        pytest.param('{"command":"LOGOUT"}'.encode("utf-16"), id="UTF-16"),
        pytest.param(b'{"command":"LOGOUT","x":"\xff"}', id="no UTF-8 in a field unknown here"),
        pytest.param(b'{"command":"LOGOUT","\xc3":1}', id="no UTF-8 in a name unknown here"),
        pytest.param(b'{"command":"LOGOUT","x":"\xed\xa0\x80"}', id="a surrogate in UTF-8"),
        pytest.param(b'{"command":"LOGOUT","x":' + b"[" * 60_000, id="60,000 arrays deep"),
        pytest.param(
            b'{"command":"LOGOUT","x":' + b"[" * 30_000 + b"]" * 30_000 + b"}", id="30,000 arrays, closed"
        ),
        pytest.param(b'{"x":' * 10_000, id="10,000 objects deep"),
        pytest.param(b'{"command":"LOGIN","command":"LOGOUT"}', id="two commands"),
    ],
)
def test_what_is_not_one_json_object_with_a_command_is_malformed(sent: bytes) -> None:
    with pytest.raises(MalformedRequestError) as refusal:
        decode_request(sent)
    assert refusal.value.code is ErrorCode.BAD_REQUEST


@pytest.mark.parametrize("command", ["", "login", "LOGIN ", "QUIT", "status", "\0", "\ud800"])
def test_a_command_that_the_protocol_does_not_have_is_unknown(command: str) -> None:
    with pytest.raises(UnknownCommandError) as refusal:
        decode_request(payload({"command": command, "last_name": 5}))
    assert refusal.value.code is ErrorCode.UNKNOWN_COMMAND


@pytest.mark.parametrize(
    "field",
    [
        b'"x":[1,{"y":null}]',
        b'"x":1e999',
        b'"x":' + b"9" * 6000,
        b'"x":"\\ud800"',
        b'"\\udfff":"\\ud83d\\ude00"',
        b'"x":"\\\\ud800"',
    ],
)
def test_a_field_unknown_here_is_ignored(field: bytes) -> None:
    assert decode_request(b'{"command":"LOGOUT",' + field + b"}") == Logout()


def test_white_space_around_and_inside_the_object_is_ignored() -> None:
    assert decode_request(b' \n{ "command" : "LOGOUT" }\t') == Logout()


@pytest.mark.parametrize(
    ("message", "field"),
    [
        (LOGIN, "last_name"),
        (LOGIN, "first_name"),
        (LOGIN, "new_patient"),
        (BOOK, "consultation_id"),
        (BOOK, "reason"),
    ],
)
def test_a_required_field_is_neither_missing_nor_null(message: dict[str, Any], field: str) -> None:
    for sent in (without(message, field), payload(message, **{field: None})):
        with pytest.raises(MalformedRequestError):
            decode_request(sent)


@pytest.mark.parametrize(
    ("message", "field"),
    [
        (LOGIN, "patient_id"),
        (LOGIN, "birth_date"),
        ({"command": "GET_DOCTORS"}, "specialty_id"),
        (SEARCH, "specialty_id"),
        (SEARCH, "doctor_id"),
        (SEARCH, "start_date"),
        (SEARCH, "end_date"),
        (SEARCH, "limit"),
        (SEARCH, "after"),
        *((CALENDAR, field) for field in ("specialty_id", "doctor_id", "start_date", "end_date")),
    ],
)
def test_an_optional_field_may_be_null(message: dict[str, Any], field: str) -> None:
    assert decoded(message, **{field: None}) == decoded(message)


IDS = [
    (LOGIN, "patient_id"),
    ({"command": "GET_DOCTORS"}, "specialty_id"),
    (SEARCH, "specialty_id"),
    (SEARCH, "doctor_id"),
    (CALENDAR, "specialty_id"),
    (CALENDAR, "doctor_id"),
    (BOOK, "consultation_id"),
]


@pytest.mark.parametrize(("message", "field"), IDS)
@pytest.mark.parametrize("number", [1, 2_147_483_647])
def test_an_id_goes_from_1_to_2147483647(message: dict[str, Any], field: str, number: int) -> None:
    assert getattr(decoded(message, **{field: number}), field) == number


@pytest.mark.parametrize(("message", "field"), IDS)
@pytest.mark.parametrize(
    "value", ["0", "-1", "-0", "2147483648", "9" * 5000, '"1"', "true", "1.0", "1e0", "1.5", "[1]", "{}"]
)
def test_an_id_is_nothing_else(message: dict[str, Any], field: str, value: str) -> None:
    sent = payload(message, **{field: "?"}).replace(b'"?"', value.encode())
    with pytest.raises(MalformedRequestError):
        decode_request(sent)


@pytest.mark.parametrize("value", [0, 1, "true", "false", "", []])
def test_new_patient_is_a_boolean(value: object) -> None:
    with pytest.raises(MalformedRequestError):
        decoded(LOGIN, new_patient=value, patient_id=5)


def test_a_patient_who_is_not_new_has_a_number() -> None:
    assert decoded(LOGIN, new_patient=False, patient_id=5).patient_id == 5
    for sent in (payload(LOGIN, new_patient=False), payload(LOGIN, new_patient=False, patient_id=None)):
        with pytest.raises(MalformedRequestError, match="patient_id"):
            decode_request(sent)


DATES = [
    ({**LOGIN, "new_patient": False, "patient_id": 5}, "birth_date"),
    *((message, field) for message in (SEARCH, CALENDAR) for field in ("start_date", "end_date")),
]


@pytest.mark.parametrize(("message", "field"), DATES)
@pytest.mark.parametrize("day", ["2026-01-05", "2024-02-29", "0001-01-01", "9999-12-31"])
def test_a_date_is_a_real_day(message: dict[str, Any], field: str, day: str) -> None:
    assert getattr(decoded(message, **{field: day}), field) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(("message", "field"), DATES)
@pytest.mark.parametrize(
    "value",
    [
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-04-31",
        "0000-01-01",
        "10000-01-01",
        "-2026-01-05",
        "2026-1-5",
        "26-01-05",
        "20260105",
        "2026/01/05",
        "05-01-2026",
        "2026-W01-1",
        "2026-005",
        " 2026-01-05",
        "2026-01-05\n",
        "2026-01-05Z",
        "2026-01-05T00:00:00",
        "2026-01-05 00:00",
        "٢٠٢٦-٠١-٠٥",
        "",
        "today",
        20260105,
        0,
        True,
        ["2026-01-05"],
    ],
)
def test_a_date_is_nothing_else(message: dict[str, Any], field: str, value: object) -> None:
    with pytest.raises(MalformedRequestError):
        decoded(message, **{field: value})


def test_a_search_without_filters_has_fifty_rows_a_page_and_begins_now() -> None:
    assert decoded(SEARCH) == SearchConsultations(
        specialty_id=None, doctor_id=None, start_date=None, end_date=None, limit=50, after=None
    )


@pytest.mark.parametrize("limit", [1, 200])
def test_a_page_has_1_to_200_rows(limit: int) -> None:
    assert decoded(SEARCH, limit=limit).limit == limit


@pytest.mark.parametrize("limit", [0, 201, -1, "50", 50.0, True, 2**70])
def test_a_page_has_no_other_number_of_rows(limit: object) -> None:
    with pytest.raises(MalformedRequestError):
        decoded(SEARCH, limit=limit)


@pytest.mark.parametrize("message", [SEARCH, CALENDAR], ids=["search", "calendar"])
def test_a_range_may_begin_and_end_on_one_day(message: dict[str, Any]) -> None:
    search = decoded(message, start_date="2026-01-05", end_date="2026-01-05")
    assert search.start_date == search.end_date == dt.date(2026, 1, 5)


@pytest.mark.parametrize("message", [SEARCH, CALENDAR], ids=["search", "calendar"])
def test_a_range_does_not_end_before_it_begins(message: dict[str, Any]) -> None:
    with pytest.raises(MalformedRequestError, match="start_date"):
        decoded(message, start_date="2026-01-06", end_date="2026-01-05")


def test_a_page_goes_on_after_a_position_with_any_filter() -> None:
    search = decoded(SEARCH, after=POSITION.to_text(), specialty_id=9, start_date="2031-01-01")
    assert search.after == POSITION


@pytest.mark.parametrize(
    "value",
    ["", "0", "next", POSITION.to_text() + "=", POSITION.to_text()[:-1], 7, True, [], {}, ["2030-01-02"]],
)
def test_a_page_goes_on_after_nothing_else(value: object) -> None:
    with pytest.raises(MalformedRequestError):
        decoded(SEARCH, after=value)


def test_of_a_field_sent_twice_the_last_counts() -> None:
    sent = b'{"command":"BOOK_CONSULTATION","consultation_id":1,"reason":"x","consultation_id":2}'
    assert decode_request(sent) == BookConsultation(consultation_id=2, reason="x")
