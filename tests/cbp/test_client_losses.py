"""The client after refusals, lost connections, and replies that break the protocol."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable
from typing import cast

import pytest

from cbp import (
    CLOSING_CODES,
    CbpClient,
    CbpError,
    DisconnectedError,
    ErrorCode,
    ErrorReplyError,
    ProtocolViolationError,
    UnreachableError,
)
from socklib import Connection, ConnectionClosedError, Deadline, DeadlineExceededError
from tests.cbp.conftest import Serve
from tests.cbp.scripted import PATIENCE, Peer, answers, client_of, is_closed

OK = {"status": "ok"}


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
        with pytest.raises(ErrorReplyError) as error:
            client.book_consultation(4, "Toux")
        assert (error.value.code, error.value.retry_after) == (code, 3)
        client.book_consultation(5, "Toux")


@pytest.mark.parametrize("code", sorted(CLOSING_CODES))
def test_after_an_error_that_closes_the_client_is_closed(serve: Serve, code: ErrorCode) -> None:
    script = answers(({"command": "GET_SPECIALTIES"}, {"status": "error", "code": code}))
    client = client_of(serve(script))
    with pytest.raises(ErrorReplyError, match=code):
        client.get_specialties()
    assert is_closed(client)
    with pytest.raises(DisconnectedError):
        client.get_specialties()


@pytest.mark.parametrize("code", ["SESSION_EXPIRED", "SHUTTING_DOWN", "SERVER_BUSY"])
def test_an_unrequested_error_is_received_before_anything_is_sent(serve: Serve, code: str) -> None:
    has_spoken = threading.Event()

    def script(peer: Peer) -> None:
        peer.say({"status": "error", "code": code, "retry_after": 4})
        peer.stop_talking()
        has_spoken.set()
        assert peer.hear() is None

    client = client_of(serve(script))
    assert has_spoken.wait(PATIENCE)
    with pytest.raises(ErrorReplyError) as error:
        client.book_consultation(4, "Toux")
    assert (error.value.code, error.value.retry_after) == (code, 4)
    assert is_closed(client)


def test_an_error_sent_instead_of_reading_is_received(serve: Serve) -> None:
    def script(peer: Peer) -> None:
        assert peer.hear() == {"command": "GET_SPECIALTIES"}
        peer.say({"status": "error", "code": "SERVER_BUSY"})

    with client_of(serve(script)) as client, pytest.raises(ErrorReplyError, match="SERVER_BUSY"):
        client.get_specialties()


class LostConnection:
    """A connection whose send fails, with these payloads of the server still to be read."""

    peer = "booth:1"

    def __init__(self, *last_payloads: bytes) -> None:
        self._last_payloads = list(last_payloads)
        self.is_closed = False

    def has_pending(self) -> bool:
        return False

    def send(self, payload: bytes, deadline: object) -> None:
        raise ConnectionClosedError("gone")

    def receive(self, deadline: object) -> bytes:
        if not self._last_payloads:
            raise ConnectionClosedError("gone")
        return self._last_payloads.pop(0)

    def close(self) -> None:
        self.is_closed = True


@pytest.mark.parametrize(
    ("last_payloads", "code"),
    [
        ([b'{"status":"error","code":"SHUTTING_DOWN"}'], "SHUTTING_DOWN"),
        ([], "DISCONNECTED"),
        ([b'{"status":"ok"}'], "PROTOCOL_VIOLATION"),
    ],
)
def test_if_nothing_can_be_sent_the_last_frame_is_read(last_payloads: list[bytes], code: str) -> None:
    connection = LostConnection(*last_payloads)
    client = CbpClient(cast("Connection", connection))
    with pytest.raises(CbpError) as error:
        client.get_specialties()
    assert error.value.code == code
    assert connection.is_closed


UNAVAILABLE_WITHIN = 10.0
"""Seconds within which a server without its database says so: `docs/protocol.md`, "Codes"."""


class SilentConnection(LostConnection):
    """A connection without an answer, which notes the deadlines."""

    def __init__(self) -> None:
        super().__init__()
        self.deadlines: list[Deadline] = []

    def send(self, payload: bytes, deadline: object) -> None:
        self._note(deadline)

    def receive(self, deadline: object) -> bytes:
        self._note(deadline)
        raise DeadlineExceededError("no answer")

    def _note(self, deadline: object) -> None:
        assert isinstance(deadline, Deadline)
        self.deadlines.append(deadline)


@pytest.mark.parametrize("connects_itself", [False, True])
def test_the_default_timeout_is_longer_than_a_server_may_wait_for_its_database(
    monkeypatch: pytest.MonkeyPatch, connects_itself: bool
) -> None:
    silent = SilentConnection()
    connection = cast("Connection", silent)
    monkeypatch.setattr("cbp.client.open_connection", lambda *_address, **_how: connection)
    client = CbpClient.connect("booth", 1) if connects_itself else CbpClient(connection)
    server_deadline = Deadline.after(UNAVAILABLE_WITHIN)
    with pytest.raises(DisconnectedError):
        client.get_specialties()
    assert len(silent.deadlines) == 2
    assert min(silent.deadlines) > server_deadline


def test_a_port_without_a_listener_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(UnreachableError) as error:
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
    with pytest.raises(DisconnectedError) as error:
        client.book_consultation(4, "Toux")
    assert error.value.code == "DISCONNECTED"
    assert is_closed(client)


def test_a_connection_that_ends_between_two_calls_is_lost(serve: Serve) -> None:
    has_ended = threading.Event()

    def script(peer: Peer) -> None:
        peer.stop_talking()
        has_ended.set()
        assert peer.hear() is None

    client = client_of(serve(script))
    assert has_ended.wait(PATIENCE)
    with pytest.raises(DisconnectedError):
        client.get_specialties()


def test_a_late_answer_answers_no_other_request(serve: Serve) -> None:
    is_given_up = threading.Event()

    def script(peer: Peer) -> None:
        assert peer.hear() == {"command": "GET_SPECIALTIES"}
        assert is_given_up.wait(PATIENCE)
        peer.say(OK | {"specialties": []})
        assert peer.hear() is None

    client = client_of(serve(script), timeout=0.05)
    with pytest.raises(DisconnectedError, match="in time"):
        client.get_specialties()
    is_given_up.set()
    assert is_closed(client)
    with pytest.raises(DisconnectedError, match="closed"):
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
    with pytest.raises(ProtocolViolationError) as error:
        client.get_specialties()
    assert error.value.code == "PROTOCOL_VIOLATION"
    assert is_closed(client)


def test_a_reply_without_a_request_breaks_the_protocol(serve: Serve) -> None:
    has_spoken = threading.Event()

    def script(peer: Peer) -> None:
        peer.say(OK)
        has_spoken.set()
        assert peer.hear() is None

    client = client_of(serve(script))
    assert has_spoken.wait(PATIENCE)
    with pytest.raises(ProtocolViolationError, match="nothing"):
        client.logout()
    assert is_closed(client)


def test_a_logout_without_an_answer_closes_too(serve: Serve) -> None:
    client = client_of(serve(lambda peer: peer.hear()))
    with pytest.raises(DisconnectedError):
        client.logout()
    assert is_closed(client)
