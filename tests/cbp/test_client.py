"""The client over a real socket, against a server that follows a script."""

from __future__ import annotations

import datetime as dt
import socket
import struct
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import pytest

from cbp import (
    CLOSING_CODES,
    CbpClient,
    CbpError,
    Consultation,
    Disconnected,
    Doctor,
    ErrorCode,
    ErrorReplied,
    InvalidArgument,
    ProtocolViolation,
    SearchReply,
    Specialty,
    Unreachable,
)
from socklib import Connection, ConnectionClosed
from tests.cbp.conftest import Serve
from tests.cbp.scripted import PATIENCE, Peer, ScriptedServer

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


def client_of(server: ScriptedServer, *, timeout: float = PATIENCE) -> CbpClient:
    return CbpClient.connect(server.host, server.port, timeout=timeout)


def answers(*pairs: tuple[dict[str, Any], dict[str, Any]]) -> Callable[[Peer], None]:
    """A script that expects these requests and gives these replies."""

    def script(peer: Peer) -> None:
        for request, reply in pairs:
            assert peer.hear() == request
            peer.say(reply)
        assert peer.hear() is None

    return script


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


def test_each_command_says_what_it_is_given_and_returns_what_it_is_told(serve: Serve) -> None:
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
        specialty_id=2,
        doctor_id=3,
        start_date=dt.date(2030, 1, 1),
        end_date="2030-01-31",
        limit=1,
        after="page 1",
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
    assert client.search_consultations() == SearchReply(consultations=(), next=None)
    client.book_consultation(4, " Toux ")
    client.logout()
    assert client.is_closed


def test_a_new_patient_is_told_the_number(serve: Serve) -> None:
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
    ("a datetime", lambda client: client.search_consultations(start_date=dt.datetime(2030, 1, 1))),  # noqa: DTZ001
    (
        "an end before the start",
        lambda client: client.search_consultations(start_date="2030-02-01", end_date="2030-01-01"),
    ),
    ("no rows", lambda client: client.search_consultations(limit=0)),
    ("201 rows", lambda client: client.search_consultations(limit=201)),
    ("a cursor of another type", lambda client: client.search_consultations(after=cast("str", 5))),
    ("a reason of another type", lambda client: client.book_consultation(1, cast("str", None))),
    ("a long reason", lambda client: client.book_consultation(1, "x" * 256)),
    ("a lone surrogate", lambda client: client.book_consultation(1, "\ud800")),
    ("a textual number", lambda client: client.book_consultation(cast("int", "1"), "x")),
    ("more than a frame", lambda client: client.search_consultations(after="x" * 65_536)),
    ("a lone surrogate in a cursor", lambda client: client.search_consultations(after="\ud800")),
]


@pytest.mark.parametrize("call", [pytest.param(call, id=name) for name, call in INVALID])
def test_what_the_server_would_refuse_is_not_sent(serve: Serve, call: Callable[[CbpClient], object]) -> None:
    with client_of(serve(answers(({"command": "GET_DOCTORS"}, OK | {"doctors": []})))) as client:
        with pytest.raises(InvalidArgument) as error:
            call(client)
        assert error.value.code == "BAD_REQUEST"
        assert client.get_doctors() == ()


def test_every_error_is_of_one_family_and_has_a_code() -> None:
    errors: list[CbpError] = [
        ErrorReplied("NOT_AVAILABLE", "taken", retry_after=2.0),
        InvalidArgument("reason: empty"),
        Disconnected("no answer in time"),
        Unreachable("refused"),
        ProtocolViolation("no OkReply"),
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


@pytest.mark.parametrize("code", [code for code in ErrorCode if code not in CLOSING_CODES])
def test_after_an_error_that_leaves_the_connection_open_the_session_goes_on(
    serve: Serve, code: ErrorCode
) -> None:
    refusal = {"status": "error", "code": code, "message": "no", "retry_after": 3}
    script = answers(
        ({"command": "BOOK_CONSULTATION", "consultation_id": 4, "reason": "Toux"}, refusal),
        ({"command": "BOOK_CONSULTATION", "consultation_id": 5, "reason": "Toux"}, OK),
    )
    with client_of(serve(script)) as client:
        with pytest.raises(ErrorReplied) as error:
            client.book_consultation(4, "Toux")
        assert (error.value.code, error.value.retry_after) == (code, 3)
        client.book_consultation(5, "Toux")


@pytest.mark.parametrize("code", sorted(CLOSING_CODES))
def test_after_an_error_that_closes_the_client_is_closed(serve: Serve, code: ErrorCode) -> None:
    script = answers(({"command": "GET_SPECIALTIES"}, {"status": "error", "code": code}))
    client = client_of(serve(script))
    with pytest.raises(ErrorReplied, match=code):
        client.get_specialties()
    assert client.is_closed
    with pytest.raises(Disconnected):
        client.get_specialties()


@pytest.mark.parametrize("code", ["SESSION_EXPIRED", "SHUTTING_DOWN", "SERVER_BUSY"])
def test_what_the_server_said_unasked_is_heard_before_anything_is_sent(serve: Serve, code: str) -> None:
    has_spoken = threading.Event()

    def script(peer: Peer) -> None:
        peer.say({"status": "error", "code": code, "retry_after": 4})
        peer.stop_talking()
        has_spoken.set()
        assert peer.hear() is None

    client = client_of(serve(script))
    assert has_spoken.wait(PATIENCE)
    with pytest.raises(ErrorReplied) as error:
        client.book_consultation(4, "Toux")
    assert (error.value.code, error.value.retry_after) == (code, 4)
    assert client.is_closed


def test_what_the_server_says_instead_of_reading_is_heard(serve: Serve) -> None:
    def script(peer: Peer) -> None:
        assert peer.hear() == {"command": "GET_SPECIALTIES"}
        peer.say({"status": "error", "code": "SERVER_BUSY"})

    with client_of(serve(script)) as client, pytest.raises(ErrorReplied, match="SERVER_BUSY"):
        client.get_specialties()


class LostConnection:
    """A connection whose send fails, with these last words of the server still to be read."""

    peer = "booth:1"

    def __init__(self, *last_words: bytes) -> None:
        self._last_words = list(last_words)
        self.is_closed = False

    def has_pending(self) -> bool:
        return False

    def send(self, payload: bytes, deadline: object) -> None:
        raise ConnectionClosed("gone")

    def receive(self, deadline: object) -> bytes:
        if not self._last_words:
            raise ConnectionClosed("gone")
        return self._last_words.pop(0)

    def close(self) -> None:
        self.is_closed = True


@pytest.mark.parametrize(
    ("last_words", "code"),
    [
        ([b'{"status":"error","code":"SHUTTING_DOWN"}'], "SHUTTING_DOWN"),
        ([], "DISCONNECTED"),
        ([b'{"status":"ok"}'], "PROTOCOL_VIOLATION"),
    ],
)
def test_where_nothing_can_be_sent_the_last_words_are_read(last_words: list[bytes], code: str) -> None:
    connection = LostConnection(*last_words)
    client = CbpClient(cast("Connection", connection))
    with pytest.raises(CbpError) as error:
        client.get_specialties()
    assert error.value.code == code
    assert connection.is_closed


def test_where_nobody_listens_the_server_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(Unreachable) as error:
        CbpClient.connect("127.0.0.1", port, timeout=PATIENCE)
    assert error.value.code == "UNREACHABLE"


@pytest.mark.parametrize("end", [Peer.stop_talking, Peer.reset])
def test_a_connection_that_ends_instead_of_an_answer_is_lost(
    serve: Serve, end: Callable[[Peer], None]
) -> None:
    def script(peer: Peer) -> None:
        peer.hear()
        end(peer)

    client = client_of(serve(script))
    with pytest.raises(Disconnected) as error:
        client.book_consultation(4, "Toux")
    assert error.value.code == "DISCONNECTED"
    assert client.is_closed


def test_a_connection_that_ends_between_two_calls_is_lost(serve: Serve) -> None:
    has_ended = threading.Event()

    def script(peer: Peer) -> None:
        peer.stop_talking()
        has_ended.set()
        assert peer.hear() is None

    client = client_of(serve(script))
    assert has_ended.wait(PATIENCE)
    with pytest.raises(Disconnected):
        client.get_specialties()


def test_an_answer_that_comes_too_late_answers_no_other_question(serve: Serve) -> None:
    is_given_up = threading.Event()

    def script(peer: Peer) -> None:
        assert peer.hear() == {"command": "GET_SPECIALTIES"}
        assert is_given_up.wait(PATIENCE)
        peer.say(OK | {"specialties": []})
        assert peer.hear() is None

    client = client_of(serve(script), timeout=0.05)
    with pytest.raises(Disconnected, match="in time"):
        client.get_specialties()
    is_given_up.set()
    assert client.is_closed
    with pytest.raises(Disconnected, match="closed"):
        client.get_doctors()


@pytest.mark.parametrize(
    "frame",
    [
        pytest.param(struct.pack(">I", 0), id="no payload"),
        pytest.param(struct.pack(">I", 2**24 + 1), id="over 16 MiB"),
        pytest.param(struct.pack(">I", 3) + b"huh", id="not JSON"),
        pytest.param(struct.pack(">I", 15) + b'{"status":"ok"}', id="not the reply to this"),
    ],
)
def test_an_answer_that_breaks_the_protocol_closes_the_client(serve: Serve, frame: bytes) -> None:
    def script(peer: Peer) -> None:
        peer.hear()
        peer.write(frame)

    client = client_of(serve(script))
    with pytest.raises(ProtocolViolation) as error:
        client.get_specialties()
    assert error.value.code == "PROTOCOL_VIOLATION"
    assert client.is_closed


def test_a_reply_to_nothing_breaks_the_protocol(serve: Serve) -> None:
    has_spoken = threading.Event()

    def script(peer: Peer) -> None:
        peer.say(OK)
        has_spoken.set()
        assert peer.hear() is None

    client = client_of(serve(script))
    assert has_spoken.wait(PATIENCE)
    with pytest.raises(ProtocolViolation, match="nothing"):
        client.logout()
    assert client.is_closed


def test_a_logout_without_an_answer_closes_all_the_same(serve: Serve) -> None:
    client = client_of(serve(lambda peer: peer.hear()))
    with pytest.raises(Disconnected):
        client.logout()
    assert client.is_closed


def test_calls_of_many_threads_get_each_its_own_answer(serve: Serve) -> None:
    def script(peer: Peer) -> None:
        while request := peer.hear():
            number = request["specialty_id"]
            row = {"id": number, "last_name": "x", "first_name": "y", "specialty_id": number}
            peer.say(OK | {"doctors": [row]})

    with client_of(serve(script)) as client, ThreadPoolExecutor(8) as pool:
        found = list(pool.map(client.get_doctors, range(1, 201)))
    assert [doctors[0].id for doctors in found] == list(range(1, 201))


def test_close_wakes_a_call_that_waits_in_another_thread(serve: Serve) -> None:
    is_asked = threading.Event()

    def script(peer: Peer) -> None:
        peer.hear()
        is_asked.set()
        assert peer.hear() is None

    client = client_of(serve(script))
    with ThreadPoolExecutor(2) as pool:
        waiting = pool.submit(client.get_specialties)
        assert is_asked.wait(PATIENCE)
        queued = pool.submit(client.get_doctors)
        client.close()
        assert isinstance(waiting.exception(PATIENCE), Disconnected)
        assert isinstance(queued.exception(PATIENCE), Disconnected)


def test_close_may_be_called_again(serve: Serve) -> None:
    client = client_of(serve(answers()))
    client.close()
    client.close()
    assert client.is_closed


def test_the_repr_tells_where_and_whether_it_is_open(serve: Serve) -> None:
    server = serve(answers())
    with client_of(server) as client:
        assert repr(client) == f"<CbpClient open, server 127.0.0.1:{server.port}>"
    assert repr(client) == f"<CbpClient closed, server 127.0.0.1:{server.port}>"
