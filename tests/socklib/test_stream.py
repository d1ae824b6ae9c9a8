"""One operation at a time on a socket: OpenSSL's connections do not survive two threads at once."""

from __future__ import annotations

import select
import ssl
import threading
from collections.abc import Callable
from typing import Any

import pytest
import trustme

from socklib import Address, Connection, Deadline, connect
from socklib.errors import ConnectionClosedError
from socklib.frames import FrameDecoder, encode_frame
from socklib.served import ServedConnection
from socklib.stream import Stream, Waiting, _desk
from tests.plugins.waiting import wait_until
from tests.socklib.loopback import SOON, hear, pair, serve


class MeddledSocket(ssl.SSLSocket):
    """Calls a hook in the middle of each operation."""

    meddle: Callable[[str], None] = staticmethod(lambda operation: None)

    def do_handshake(self, block: bool = False) -> None:
        self.meddle("handshake")
        super().do_handshake(block)

    def recv_into(self, *arguments: Any) -> int:
        self.meddle("receive")
        return super().recv_into(*arguments)

    def send(self, *arguments: Any) -> int:
        self.meddle("send")
        return super().send(*arguments)


@pytest.fixture
def contexts() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    authority = trustme.CA()
    server, client = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(server)
    authority.configure_trust(client)
    server.sslsocket_class = MeddledSocket
    return server, client


def test_every_operation_under_tls_holds_the_streams_turn(
    contexts: tuple[ssl.SSLContext, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[ServedConnection] = []
    seen: list[tuple[str, bool]] = []

    def note(_: object, operation: str) -> None:
        seen.append((operation, served[0]._stream._turn.locked()))

    def echo_once(connection: ServedConnection) -> None:
        served.append(connection)
        connection.send(connection.receive(Deadline.after(SOON)))

    monkeypatch.setattr(MeddledSocket, "meddle", note)
    with serve(echo_once, ssl_context=contexts[0]) as server:
        client = connect(*server.address, deadline=Deadline.after(SOON), ssl_context=contexts[1])
        client.send(b"hello")
        assert hear(client) == b"hello"
        client.close()
    assert {operation for operation, _ in seen} == {"handshake", "receive", "send"}
    assert all(is_held for _, is_held in seen)


def test_a_handshake_that_is_computed_is_neither_touched_nor_evicted(
    contexts: tuple[ssl.SSLContext, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[ServedConnection] = []
    seen: list[str] = []
    evictions: list[bool] = []

    def meddle(_: object, operation: str) -> None:
        seen.append(operation)
        if not evictions:
            evicting = threading.Thread(target=lambda: evictions.append(served[0]._try_evict()))
            evicting.start()
            evicting.join(SOON)
            assert not evicting.is_alive()
            assert seen == ["handshake"]

    def echo_once(connection: ServedConnection) -> None:
        served.append(connection)
        connection.send(connection.receive(Deadline.after(SOON)))

    monkeypatch.setattr(MeddledSocket, "meddle", meddle)
    with serve(echo_once, ssl_context=contexts[0], evicts_idle=True) as server:
        client = connect(*server.address, deadline=Deadline.after(SOON), ssl_context=contexts[1])
        client.send(b"hello")
        assert hear(client) == b"hello"
        client.close()
    assert evictions == [False]


def test_a_detached_stream_is_touched_no_more() -> None:
    ours, peer = pair()
    stream = Stream(ours)
    with stream.detach(), peer:
        for operation in (
            lambda: stream.receive(FrameDecoder(10)),
            lambda: stream.send(memoryview(b"x")),
            stream.shake_hands,
        ):
            with pytest.raises(OSError, match="detached"):
                operation()
        assert not stream.is_silent
        assert stream.fileno() == -1


def test_what_was_received_is_wiped() -> None:
    ours, peer = pair()
    with Connection(ours, peer=Address("127.0.0.1", 1), max_frame=100) as connection, peer:
        peer.sendall(encode_frame(b"Quixwozzle"))
        assert connection.receive(Deadline.after(SOON)) == b"Quixwozzle"
        assert not any(_desk.space)
        peer.close()
        with pytest.raises(ConnectionClosedError):
            connection.receive(Deadline.after(SOON))


RECORD = b"\x16\x03\x01\x00\x0a" + b"helloworld"
WAITING = {
    "nothing": (b"", Waiting.NOTHING),
    "a byte": (RECORD[:1], Waiting.PART),
    "a header": (RECORD[:5], Waiting.PART),
    "all but a byte": (RECORD[:-1], Waiting.PART),
    "a record": (RECORD, Waiting.RECORD),
    "a record, and a part": (RECORD + RECORD[:7], Waiting.RECORD),
    "the longest record": (b"\x17\x03\x03" + (16_640).to_bytes(2) + bytes(16_640), Waiting.RECORD),
    "more than a record holds": (b"\x16\x03\x01" + (16_641).to_bytes(2) + bytes(16_641), Waiting.OTHER),
    "a frame without TLS": (encode_frame(b"{}"), Waiting.OTHER),
    "a byte that begins no record": (b"G", Waiting.OTHER),
}


@pytest.mark.parametrize(("sent", "waiting"), WAITING.values(), ids=WAITING)
def test_what_waits_during_a_handshake_is_told_and_stays(sent: bytes, waiting: Waiting) -> None:
    ours, peer = pair()
    with peer, ours:
        peer.sendall(sent)
        if sent:
            select.select([ours], [], [], SOON)
        stream = Stream(ours)
        wait_until(lambda: stream.waiting() is waiting)  # what is long comes in parts
        assert stream.waiting() is waiting
        assert stream.is_silent == (not sent)


def test_an_end_is_nothing_that_waits() -> None:
    ours, peer = pair()
    with ours:
        peer.close()
        select.select([ours], [], [], SOON)
        assert Stream(ours).waiting() is Waiting.OTHER
