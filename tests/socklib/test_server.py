"""A real server on a free port of the loopback, and real sockets against it."""

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Iterator

import pytest

from socklib import (
    ConnectFailed,
    Connection,
    ConnectionClosed,
    Deadline,
    DeadlinePassed,
    FrameTooLarge,
    ListenFailed,
    Server,
    connect,
    encode_frame,
)

SOON = 10.0


def echo(connection: Connection) -> None:
    while True:
        connection.send(connection.receive())


def serve(
    handler: Callable[[Connection], None], threads: int = 2, queue_limit: int = 2, **more: object
) -> Server:
    settings = {"host": "127.0.0.1", "port": 0, "when_full": b"busy", "when_stopping": b"bye", **more}
    return Server(handler, threads=threads, queue_limit=queue_limit, **settings)  # type: ignore[arg-type]


@pytest.fixture
def echo_server() -> Iterator[Server]:
    with serve(echo) as server:
        yield server


@contextlib.contextmanager
def start_or_skip(server: Server) -> Iterator[Server]:
    try:
        server.start()
    except ListenFailed as error:
        pytest.skip(f"this machine has no such address: {error}")
    yield server
    server.stop()


def dial(server: Server) -> Connection:
    return connect(*server.address, deadline=Deadline.after(SOON))


def hear(connection: Connection) -> bytes:
    return connection.receive(Deadline.after(SOON))


def raw_stream(server: Server) -> socket.socket:
    return socket.create_connection(server.address, timeout=SOON)


def read_to_the_end(stream: socket.socket) -> bytes:
    received = b""
    while chunk := stream.recv(65_536):
        received += chunk
    return received


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


def test_an_ipv4_peer_of_a_server_for_both_families_is_told_as_ipv4() -> None:
    def tell_peer(connection: Connection) -> None:
        connection.send(connection.peer.host.encode())

    with start_or_skip(serve(tell_peer, host="::")) as server:
        port = server.address.port
        with connect("127.0.0.1", port, deadline=Deadline.after(SOON)) as connection:
            assert hear(connection) == b"127.0.0.1"


def test_an_address_in_use_is_told(echo_server: Server) -> None:
    with pytest.raises(ListenFailed, match=f"127.0.0.1:{echo_server.address.port}: Address already in use"):
        serve(echo, port=echo_server.address.port).start()


def test_nobody_there_is_told() -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))  # bound and not listening: nobody answers, and nobody else takes it
        with pytest.raises(ConnectFailed, match="Connection refused"):
            connect("127.0.0.1", reserved.getsockname()[1], deadline=Deadline.after(SOON))


def test_an_unknown_host_is_told() -> None:
    with pytest.raises(ConnectFailed, match="cannot find"):
        connect("no-such-host.invalid", 1, deadline=Deadline.after(SOON))


def test_as_many_are_served_as_there_are_threads_and_the_queue_is_exact() -> None:
    with serve(echo, threads=2, queue_limit=3) as server:
        served = [dial(server) for _ in range(2)]
        for connection in served:
            connection.send(b"here")
            assert hear(connection) == b"here"
        waiting = [dial(server) for _ in range(3)]
        refused = dial(server)
        assert hear(refused) == b"busy"
        assert (server.load.busy, server.load.queued, server.refused) == (2, 3, 1)
        waiting[0].send(b"me next")
        served[0].close()
        assert hear(waiting[0]) == b"me next"
        for connection in [*served, *waiting, refused]:
            connection.close()


def test_a_refusal_arrives_though_the_client_has_already_sent() -> None:
    with serve(echo, threads=1, queue_limit=0) as server, dial(server) as first:
        first.send(b"mine")
        assert hear(first) == b"mine"
        for _ in range(20):
            with raw_stream(server) as stream:
                stream.sendall(encode_frame(b"x" * 60_000))
                assert read_to_the_end(stream) == encode_frame(b"busy")


def test_a_last_frame_arrives_though_an_oversize_payload_was_sent_whole() -> None:
    def refuse_large(connection: Connection) -> None:
        with pytest.raises(FrameTooLarge):
            connection.receive()
        connection.send(b"too large")

    with serve(refuse_large) as server, raw_stream(server) as stream:
        stream.sendall(encode_frame(b"x" * 20_000_000))
        assert read_to_the_end(stream) == encode_frame(b"too large")


def test_a_thread_is_free_again_while_its_last_client_is_still_being_seen_off() -> None:
    with serve(lambda connection: connection.send(b"done"), threads=1, queue_limit=1) as server:
        clients = [dial(server) for _ in range(2)]  # neither closes: both are seen off
        assert [hear(client) for client in clients] == [b"done", b"done"]


def test_a_trickle_does_not_move_the_deadline() -> None:
    ended = threading.Event()

    def wait_briefly(connection: Connection) -> None:
        with pytest.raises(DeadlinePassed):
            connection.receive(Deadline.after(0.3))
        ended.set()

    with serve(wait_briefly) as server, raw_stream(server) as stream:
        stream.sendall(struct.pack("!I", 60_000))
        while not ended.wait(0.05):
            stream.sendall(b"x")


def test_a_peer_that_reads_nothing_does_not_hold_a_send_past_its_deadline() -> None:
    outcome: list[BaseException] = []

    def flood(connection: Connection) -> None:
        try:
            while True:
                connection.send(b"x" * 1_000_000, Deadline.after(0.3))
        except DeadlinePassed as error:
            outcome.append(error)

    with serve(flood) as server, raw_stream(server):
        while not outcome:
            assert not server.wait(0.02)


def test_the_end_inside_a_frame_is_a_closed_connection() -> None:
    outcome: list[BaseException] = []
    ended = threading.Event()

    def note_end(connection: Connection) -> None:
        try:
            connection.receive()
        except ConnectionClosed as error:
            outcome.append(error)
        ended.set()

    with serve(note_end) as server:
        with raw_stream(server) as stream:
            stream.sendall(b"\x00\x00\x00\x09half")
        assert ended.wait(SOON)
    assert outcome


def test_a_handler_that_fails_harms_nobody_else(caplog: pytest.LogCaptureFixture) -> None:
    def fail_first(connection: Connection) -> None:
        if connection.receive() == b"fail":
            raise ZeroDivisionError
        connection.send(b"fine")

    with serve(fail_first, threads=1) as server:
        with dial(server) as connection:
            connection.send(b"fail")
            with pytest.raises(ConnectionClosed):
                hear(connection)
        with dial(server) as connection:
            connection.send(b"again")
            assert hear(connection) == b"fine"
    assert "ZeroDivisionError" in caplog.text


def test_a_stop_tells_those_who_wait_in_the_queue() -> None:
    server = serve(echo, threads=1, queue_limit=1)
    server.start()
    with dial(server) as served, dial(server) as waiting:
        served.send(b"here")
        assert hear(served) == b"here"
        stopping = threading.Thread(target=server.stop)
        stopping.start()
        assert hear(waiting) == b"bye"
        with pytest.raises(ConnectionClosed):
            hear(served)
    stopping.join()


def test_a_stop_lets_the_request_in_hand_be_answered() -> None:
    taken, go_on = threading.Event(), threading.Event()

    def answer_late(connection: Connection) -> None:
        connection.receive()
        taken.set()
        go_on.wait(SOON)
        connection.send(b"answered")
        connection.receive()

    server = serve(answer_late)
    server.start()
    with dial(server) as connection:
        connection.send(b"asked")
        assert taken.wait(SOON)
        stopping = threading.Thread(target=server.stop)
        stopping.start()
        go_on.set()
        assert hear(connection) == b"answered"
    stopping.join()


def test_a_stop_gives_up_on_a_handler_that_does_not_end() -> None:
    release = threading.Event()
    taken = threading.Event()

    def hang(connection: Connection) -> None:
        taken.set()
        release.wait(SOON)

    server = serve(hang)
    server.start()
    with dial(server):
        assert taken.wait(SOON)
        assert server.stop(grace=0.2) is False
    release.set()


def test_closing_from_another_thread_wakes_the_one_that_waits(echo_server: Server) -> None:
    connection = dial(echo_server)
    outcome: list[BaseException] = []

    def wait_for_ever() -> None:
        try:
            connection.receive()
        except ConnectionClosed as error:
            outcome.append(error)

    waiting = threading.Thread(target=wait_for_ever)
    waiting.start()
    connection.close()
    waiting.join(SOON)
    assert outcome
    with pytest.raises(ConnectionClosed):
        connection.send(b"after the end")


def test_what_the_server_says_unasked_is_pending() -> None:
    spoken = threading.Event()

    def speak(connection: Connection) -> None:
        connection.receive()
        connection.send(b"asked for")
        spoken.set()

    with serve(speak) as server, dial(server) as connection:
        assert not connection.has_pending()
        connection.send(b"?")
        assert spoken.wait(SOON)
        while not connection.has_pending():
            pass
        assert hear(connection) == b"asked for"
        with pytest.raises(ConnectionClosed):
            hear(connection)
        assert connection.has_pending()


def test_the_peer_and_the_state_are_told_in_one_line(echo_server: Server) -> None:
    connection = dial(echo_server)
    assert repr(connection) == f"<Connection open, peer {echo_server.address}>"
    connection.close()
    assert repr(connection) == f"<Connection closed, peer {echo_server.address}>"
