"""A real server on a free port of the loopback: its bounds, its refusals, its stop."""

from __future__ import annotations

import threading
from functools import partial

import pytest

from socklib import (
    Connection,
    ConnectionClosedError,
    FrameTooLargeError,
    ListenError,
    NoSuchHostError,
    Server,
    encode_frame,
)
from socklib.lingering import LingeringCloses
from tests.socklib.loopback import SOON, dial, echo, hear, raw_stream, read_to_the_end, serve


def test_an_address_in_use_is_an_error(echo_server: Server) -> None:
    with pytest.raises(ListenError, match=f"127.0.0.1:{echo_server.address.port}: Address already in use"):
        serve(echo, port=echo_server.address.port).start()


@pytest.mark.parametrize("port", [-1, 65_536, 70_000, 2**70])
def test_a_port_out_of_range_is_an_error(port: int) -> None:
    with pytest.raises(ListenError, match=f"127.0.0.1:{port}: a port is 0 to 65535") as caught:
        serve(echo, port=port).bind()
    assert not isinstance(caught.value, NoSuchHostError)


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
        with pytest.raises(FrameTooLargeError):
            connection.receive()
        connection.send(b"too large")

    with serve(refuse_large) as server, raw_stream(server) as stream:
        stream.sendall(encode_frame(b"x" * 20_000_000))
        assert read_to_the_end(stream) == encode_frame(b"too large")


def test_a_lingering_close_occupies_no_thread() -> None:
    with serve(lambda connection: connection.send(b"done"), threads=1, queue_limit=1) as server:
        clients = [dial(server) for _ in range(2)]  # neither closes: both linger
        assert [hear(client) for client in clients] == [b"done", b"done"]


def test_a_handler_that_fails_affects_no_other_connection(caplog: pytest.LogCaptureFixture) -> None:
    def fail_first(connection: Connection) -> None:
        if connection.receive() == b"fail":
            raise ZeroDivisionError
        connection.send(b"fine")

    with serve(fail_first, threads=1) as server:
        with dial(server) as connection:
            connection.send(b"fail")
            with pytest.raises(ConnectionClosedError):
                hear(connection)
        with dial(server) as connection:
            connection.send(b"again")
            assert hear(connection) == b"fine"
    assert "ZeroDivisionError" in caplog.text


def test_a_stop_tells_the_queue() -> None:
    server = serve(echo, threads=1, queue_limit=1)
    server.start()
    with dial(server) as served, dial(server) as waiting:
        served.send(b"here")
        assert hear(served) == b"here"
        stopping = threading.Thread(target=server.stop)
        stopping.start()
        assert hear(waiting) == b"bye"
        with pytest.raises(ConnectionClosedError):
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


def test_a_stop_does_not_cut_the_answer_that_a_slow_reader_takes() -> None:
    """The stop comes while the send waits: the slow client reads only after the queued one was told."""
    sending = threading.Event()
    answer = b"x" * 16_000_000  # more than the buffers on the way hold

    def answer_much(connection: Connection) -> None:
        sending.set()
        connection.send(answer)

    server = serve(answer_much, threads=1, queue_limit=1)
    server.start()
    with dial(server) as slow:
        assert sending.wait(SOON)
        with dial(server) as waiting:
            stopping = threading.Thread(target=server.stop, args=[SOON])
            stopping.start()
            assert hear(waiting) == b"bye"
            assert hear(slow) == answer
    stopping.join()


def test_a_stop_does_not_wait_for_a_peer_that_never_closes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socklib.server.LingeringCloses", partial(LingeringCloses, seconds=SOON * 10))
    with serve(lambda connection: connection.send(b"done")) as server, dial(server) as staying:
        assert hear(staying) == b"done"
        stopping = threading.Thread(target=server.stop, kwargs={"grace": 0.5})
        stopping.start()
        stopping.join(SOON)
        assert not stopping.is_alive()


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
        assert server.stop(grace=0.2) is False  # it has stopped, and did not finish
    release.set()
