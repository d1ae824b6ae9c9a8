"""Malformed requests: `docs/protocol.md`, "Frames" and "Messages"."""

from __future__ import annotations

import struct

from tests.plugins.reservation_server import RunningServer, StartServer
from tests.plugins.wire import Message, WireClient, error_code

LOGIN: Message = {"command": "LOGIN", "last_name": "Durand", "first_name": "Amélie", "new_patient": True}
BOOK: Message = {"command": "BOOK_CONSULTATION", "consultation_id": 1, "reason": "A cough"}
SEARCH: Message = {"command": "SEARCH_CONSULTATIONS"}

NOT_MESSAGES = [
    b"{",
    b"[]",
    b'"LOGIN"',
    b"null",
    b"\xff\xfe",
    b'{"command": "LOGIN", "x": "\xff"}',
    b"{}",
    b'{"command": 5}',
    b'{"command": null}',
    b"[" * 60_000,
    b'{"command": "LOGOUT", "x": ' + b"[" * 60_000,
]

OUT_OF_RANGE: list[Message] = [
    {**LOGIN, "last_name": ""},
    {**LOGIN, "last_name": "   "},
    {**LOGIN, "last_name": "x" * 51},
    {**LOGIN, "last_name": "Dur\x00and"},
    {**LOGIN, "last_name": "Dur\nand"},
    {**LOGIN, "last_name": "Dur\ud800and"},
    {**LOGIN, "first_name": 5},
    {**LOGIN, "first_name": None},
    {**LOGIN, "new_patient": 1},
    {**LOGIN, "new_patient": "true"},
    {**LOGIN, "new_patient": None},
    {**LOGIN, "new_patient": False},
    {**LOGIN, "new_patient": False, "patient_id": "123"},
    {**LOGIN, "new_patient": False, "patient_id": 0},
    {**LOGIN, "new_patient": False, "patient_id": 2_147_483_648},
    {**LOGIN, "new_patient": False, "patient_id": True},
    {**LOGIN, "new_patient": False, "patient_id": 5.0},
    {**LOGIN, "birth_date": "2023-02-29"},
    {**LOGIN, "birth_date": "29/02/2024"},
    {"command": "LOGIN", "last_name": "Durand", "new_patient": True},
    {**BOOK, "consultation_id": "1"},
    {**BOOK, "reason": " "},
    {**BOOK, "reason": "x" * 256},
    {**BOOK, "reason": None},
    {**SEARCH, "limit": 0},
    {**SEARCH, "limit": 201},
    {**SEARCH, "limit": True},
    {**SEARCH, "start_date": "2031-05-02", "end_date": "2031-05-01"},
    {**SEARCH, "start_date": "2031-5-2"},
    {**SEARCH, "after": "anything"},
    {**SEARCH, "after": ""},
    {**SEARCH, "specialty_id": -1},
    {"command": "GET_DOCTORS", "specialty_id": 1.5},
    {"command": "GET_AVAILABILITY", "start_date": "2031-05-02", "end_date": "2031-05-01"},
    {"command": "GET_AVAILABILITY", "doctor_id": "1"},
]


def test_what_is_not_a_message_is_a_bad_request_and_the_connection_goes_on(server: RunningServer) -> None:
    for payload in NOT_MESSAGES:
        with WireClient(server.address) as client:
            client.say_bytes(payload)
            assert error_code(client.hear()) == "BAD_REQUEST", payload[:30]
            client.register()


def test_a_field_out_of_its_range_is_a_bad_request_in_any_state(server: RunningServer) -> None:
    with WireClient(server.address) as anonymous, WireClient(server.address) as in_session:
        in_session.register()
        for message in OUT_OF_RANGE:
            for client in (anonymous, in_session):
                client.say(message)
                assert error_code(client.hear()) == "BAD_REQUEST", message


def test_an_unknown_command_is_told_in_any_state(server: RunningServer) -> None:
    for command in ("", "login", "LOGIN ", "DROP TABLES", "LIST_CLIENTS"):
        with WireClient(server.address) as client:
            assert error_code(client.ask(command)) == "UNKNOWN_COMMAND", command
            client.register()
            assert error_code(client.ask(command)) == "UNKNOWN_COMMAND", command


def test_unknown_fields_are_ignored_and_options_may_be_null(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        client.register(colour="blue", birth_date=None, patient_id=None)
        nothing = dict.fromkeys(("specialty_id", "doctor_id", "start_date", "end_date", "limit", "after"))
        assert client.ask("SEARCH_CONSULTATIONS", **nothing, colour=[1, {"deep": None}])["status"] == "ok"


def test_names_are_trimmed_before_they_are_measured(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        client.register("  " + "x" * 50 + "  ", "\u00e9" * 50)


def test_names_are_normalised_before_they_are_measured(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        client.register("e\u0301" * 50)


def test_an_empty_frame_is_a_bad_request_and_the_end(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        client.stream.sendall(struct.pack("!I", 0))
        assert error_code(client.hear()) == "BAD_REQUEST"
        assert client.is_closed()


def test_the_largest_frame_is_read(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        client.say_bytes(b'{"command": "LOGOUT"' + b" " * (65_536 - 21) + b"}")
        assert error_code(client.hear()) == "NOT_LOGGED_IN"


def test_a_frame_over_the_limit_is_refused_by_its_header(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        client.stream.sendall(struct.pack("!I", 65_537))
        assert error_code(client.hear()) == "FRAME_TOO_LARGE"
        assert client.is_closed()


def test_a_frame_over_the_limit_is_refused_though_it_was_sent_whole(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        client.say_bytes(b"x" * 10_000_000)
        assert error_code(client.hear()) == "FRAME_TOO_LARGE"
        assert client.is_closed()


def test_bytes_may_come_one_by_one(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        payload = b'{"command": "GET_DOCTORS"}'
        for byte in struct.pack("!I", len(payload)) + payload:
            client.stream.sendall(bytes([byte]))
        assert error_code(client.hear()) == "NOT_LOGGED_IN"


def test_requests_before_an_error_are_still_answered(start_server: StartServer) -> None:
    with WireClient(start_server(pool_threads=1).address) as client:
        client.say({"command": "GET_DOCTORS"})
        client.stream.sendall(struct.pack("!I", 2**32 - 1))
        assert error_code(client.hear()) == "NOT_LOGGED_IN"
        assert error_code(client.hear()) == "FRAME_TOO_LARGE"
        assert client.is_closed()
