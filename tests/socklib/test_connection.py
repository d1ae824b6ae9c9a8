"""One connection: frames whole, by their deadlines, between real sockets."""

from __future__ import annotations

import os
import socket
import struct
import threading
from typing import Any, Self

import pytest

from socklib import (
    Address,
    ConnectError,
    Connection,
    ConnectionClosedError,
    Deadline,
    DeadlineExceededError,
    Server,
    connect,
    encode_frame,
)
from tests.plugins.waiting import wait_until
from tests.socklib.loopback import SOON, dial, hear, pair, raw_stream, read_to_the_end, serve, start_or_skip


def test_a_frame_goes_there_and_back(echo_server: Server) -> None:
    with dial(echo_server) as connection:
        connection.send(b"hello")
        assert hear(connection) == b"hello"


def test_a_frame_may_come_byte_by_byte(echo_server: Server) -> None:
    with raw_stream(echo_server) as stream:
        stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in encode_frame(b"slowly"):
            stream.sendall(bytes([byte]))
        stream.shutdown(socket.SHUT_WR)
        assert read_to_the_end(stream) == encode_frame(b"slowly")


def test_many_frames_may_come_at_once_and_are_answered_in_order(echo_server: Server) -> None:
    frames = [encode_frame(str(number).encode()) for number in range(1000)]
    with raw_stream(echo_server) as stream:
        stream.sendall(b"".join(frames))
        stream.shutdown(socket.SHUT_WR)
        assert read_to_the_end(stream) == b"".join(frames)


class Watched(socket.socket):
    """Our end of a real connection, for a test that observes or changes its calls."""

    @classmethod
    def and_peer(cls) -> tuple[Self, socket.socket]:
        ours, peer = pair()
        return cls(fileno=ours.detach()), peer


class Counting(Watched):
    """Notes what each `send` sends."""

    sent: list[bytes]

    def send(self, data: Any, flags: int = 0) -> int:
        taken = super().send(data, flags)
        self.sent.append(bytes(data)[:taken])
        return taken


def test_one_frame_is_one_send() -> None:
    ours, peer = Counting.and_peer()
    ours.sent = []
    with peer, Connection(ours, peer=Address("127.0.0.1", 1), max_frame=100) as connection:
        for payload in (b"one", b"two" * 1000):
            connection.send(payload)
    assert ours.sent == [encode_frame(b"one"), encode_frame(b"two" * 1000)]


def test_no_frame_waits_for_an_acknowledgement_at_either_end() -> None:
    """`TCP_NODELAY`, asked of the system."""
    heard: list[bool] = []

    def is_sent_at_once(connection: Connection) -> bool:
        with socket.socket(fileno=os.dup(connection.fileno())) as same:
            return bool(same.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    def ask(connection: Connection) -> None:
        heard.append(is_sent_at_once(connection))

    with serve(ask) as server, dial(server) as connection:
        assert is_sent_at_once(connection)
        with pytest.raises(ConnectionClosedError):
            hear(connection)
    assert heard == [True]


def test_the_system_asks_whether_a_silent_peer_is_still_there() -> None:
    """An accepted connection inherits it from the listener."""
    heard: list[tuple[int, ...]] = []

    def ask(connection: Connection) -> None:
        with socket.socket(fileno=os.dup(connection.fileno())) as same:
            is_asked = same.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
            seconds = (
                same.getsockopt(socket.IPPROTO_TCP, option)
                for option in (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT)
            )
            heard.append((is_asked, *seconds))

    with serve(ask) as server, dial(server) as connection, pytest.raises(ConnectionClosedError):
        hear(connection)
    assert heard == [(1, 15, 5, 3)]


def test_a_large_frame_arrives_whole() -> None:
    def give_much(connection: Connection) -> None:
        connection.send(connection.receive() * 8_000_000)

    with serve(give_much) as server, dial(server) as connection:
        connection.send(b"x")
        assert hear(connection) == b"x" * 8_000_000


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_both_families_of_addresses_are_served(host: str) -> None:
    def tell_peer(connection: Connection) -> None:
        connection.send(connection.peer.host.encode())

    with start_or_skip(serve(tell_peer, host=host)) as server, dial(server) as connection:
        assert hear(connection).decode() in {"127.0.0.1", "::1"}


def test_an_ipv4_peer_of_a_server_for_both_families_has_an_ipv4_address() -> None:
    def tell_peer(connection: Connection) -> None:
        connection.send(connection.peer.host.encode())

    with start_or_skip(serve(tell_peer, host="::")) as server:
        port = server.address.port
        with connect("127.0.0.1", port, deadline=Deadline.after(SOON)) as connection:
            assert hear(connection) == b"127.0.0.1"


def test_a_refused_connection_is_an_error() -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))  # bound and not listening: nobody answers, and nobody else takes it
        with pytest.raises(ConnectError, match="Connection refused"):
            connect("127.0.0.1", reserved.getsockname()[1], deadline=Deadline.after(SOON))


def test_an_unknown_host_is_an_error() -> None:
    with pytest.raises(ConnectError, match="cannot find"):
        connect("no-such-host.invalid", 1, deadline=Deadline.after(SOON))


@pytest.mark.parametrize("port", [-1, 0, 65_536, 70_000, 2**70])
def test_a_port_out_of_range_is_an_error(port: int) -> None:
    with pytest.raises(ConnectError, match=f"127.0.0.1:{port}: a port is 1 to 65535"):
        connect("127.0.0.1", port, deadline=Deadline.after(SOON))


def test_a_port_is_not_taken_modulo_65536(echo_server: Server) -> None:
    """The system's resolver would take its lowest 16 bits."""
    with pytest.raises(ConnectError):
        connect("127.0.0.1", echo_server.address.port + 65_536, deadline=Deadline.after(SOON))


def test_a_trickle_does_not_move_the_deadline() -> None:
    ended = threading.Event()

    def wait_briefly(connection: Connection) -> None:
        with pytest.raises(DeadlineExceededError):
            connection.receive(Deadline.after(0.3))
        ended.set()

    with serve(wait_briefly) as server, raw_stream(server) as stream:
        stream.sendall(struct.pack("!I", 60_000))
        for _ in range(200):  # ten seconds
            if ended.wait(0.05):
                break
            stream.sendall(b"x")
        assert ended.is_set()


class Pouring(Watched):
    """Always has another byte for `recv`, without any wait, for ten seconds."""

    until: Deadline

    def recv(self, size: int, flags: int = 0) -> bytes:
        return b"" if self.until.has_passed else b"x"


def test_a_peer_that_sends_faster_than_it_is_read_does_not_move_the_deadline() -> None:
    ours, peer = Pouring.and_peer()
    ours.until = Deadline.after(SOON)
    most = 0x78787878  # what a header of these bytes announces
    connection = Connection(ours, peer=Address("127.0.0.1", 1), max_frame=most)
    with peer, connection, pytest.raises(DeadlineExceededError):
        connection.receive(Deadline.after(0.05))


def test_a_slow_reader_does_not_move_the_deadline_of_a_send() -> None:
    """It keeps taking some bytes: no single wait is long."""
    ended = threading.Event()
    outcome: list[BaseException | None] = []

    def give_much(connection: Connection) -> None:
        try:
            connection.send(b"x" * 64_000_000, Deadline.after(0.3))
            outcome.append(None)
        except DeadlineExceededError as error:
            outcome.append(error)
        ended.set()

    with serve(give_much) as server, raw_stream(server) as stream:
        while not ended.wait(0.002):  # two seconds for the whole, at the least
            stream.recv(65_536)
    assert isinstance(outcome[0], DeadlineExceededError)


def test_a_peer_that_reads_nothing_does_not_hold_a_send_past_its_deadline() -> None:
    outcome: list[BaseException] = []

    def flood(connection: Connection) -> None:
        try:
            while True:
                connection.send(b"x" * 1_000_000, Deadline.after(0.3))
        except DeadlineExceededError as error:
            outcome.append(error)

    with serve(flood) as server, raw_stream(server):
        wait_until(lambda: outcome)


def test_the_end_inside_a_frame_is_a_closed_connection() -> None:
    outcome: list[BaseException] = []
    ended = threading.Event()

    def note_end(connection: Connection) -> None:
        try:
            connection.receive()
        except ConnectionClosedError as error:
            outcome.append(error)
        ended.set()

    with serve(note_end) as server:
        with raw_stream(server) as stream:
            stream.sendall(b"\x00\x00\x00\x09half")
        assert ended.wait(SOON)
    assert outcome


def test_closing_from_another_thread_wakes_the_one_that_waits(echo_server: Server) -> None:
    connection = dial(echo_server)
    outcome: list[BaseException] = []

    def wait_for_ever() -> None:
        try:
            connection.receive()
        except ConnectionClosedError as error:
            outcome.append(error)

    waiting = threading.Thread(target=wait_for_ever)
    waiting.start()
    connection.close()
    waiting.join(SOON)
    assert outcome
    with pytest.raises(ConnectionClosedError):
        connection.send(b"after the end")


def test_an_unrequested_frame_is_pending() -> None:
    spoken = threading.Event()

    def speak(connection: Connection) -> None:
        connection.receive()
        connection.send(b"asked for")
        spoken.set()

    with serve(speak) as server, dial(server) as connection:
        assert not connection.has_pending()
        connection.send(b"?")
        assert spoken.wait(SOON)
        wait_until(connection.has_pending)
        assert hear(connection) == b"asked for"
        with pytest.raises(ConnectionClosedError):
            hear(connection)
        assert connection.has_pending()


def test_the_repr_shows_state_and_peer(echo_server: Server) -> None:
    connection = dial(echo_server)
    assert repr(connection) == f"<Connection open, peer {echo_server.address}>"
    connection.close()
    assert repr(connection) == f"<Connection closed, peer {echo_server.address}>"
