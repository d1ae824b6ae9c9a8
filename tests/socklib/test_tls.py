"""The same frames over TLS, with a certificate made for the test."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator

import pytest
import trustme

from socklib import (
    ConnectError,
    Connection,
    ConnectionClosedError,
    Deadline,
    DeadlineExceededError,
    HandshakeError,
    Server,
    SocklibError,
    connect,
    encode_frame,
)
from tests.plugins.waiting import wait_until
from tests.socklib.loopback import SOON, echo, raw_stream, read_to_the_end, serve


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def tls_server(authority: trustme.CA) -> Iterator[Server]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)

    def echo(connection: Connection) -> None:
        while (payload := connection.receive(Deadline.after(SOON))) != b"leave":
            connection.send(payload)
        connection.send(b"goodbye")

    with Server(
        echo, host="127.0.0.1", port=0, threads=1, queue_limit=0, ssl_context=context, when_full=b"busy"
    ) as server:
        yield server


@pytest.fixture
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def dial(server: Server, context: ssl.SSLContext) -> Connection:
    return connect(*server.address, deadline=Deadline.after(SOON), ssl_context=context)


def test_frames_go_there_and_back(tls_server: Server, trusting: ssl.SSLContext) -> None:
    with dial(tls_server, trusting) as connection:
        for payload in (b"hello", b"x" * 60_000):
            connection.send(payload)
            assert connection.receive(Deadline.after(SOON)) == payload


def test_nothing_is_pending_after_the_handshake(tls_server: Server, trusting: ssl.SSLContext) -> None:
    """TLS 1.3 sends tickets after the handshake: bytes on the socket, but no frame."""
    with dial(tls_server, trusting) as connection:
        connection.send(b"hello")
        assert connection.receive(Deadline.after(SOON)) == b"hello"
        assert not connection.has_pending()


def test_the_last_frame_arrives_and_then_the_end(tls_server: Server, trusting: ssl.SSLContext) -> None:
    with dial(tls_server, trusting) as connection:
        connection.send(b"leave")
        connection.send(b"never read")
        assert connection.receive(Deadline.after(SOON)) == b"goodbye"
        with pytest.raises(ConnectionClosedError):
            connection.receive(Deadline.after(SOON))


def test_the_end_is_a_close_notify(tls_server: Server, trusting: ssl.SSLContext) -> None:
    """Without one, anybody on the way could have cut the connection."""
    stream = trusting.wrap_socket(
        raw_stream(tls_server), server_hostname="127.0.0.1", suppress_ragged_eofs=False
    )
    with stream:
        stream.sendall(encode_frame(b"leave"))
        assert read_to_the_end(stream) == encode_frame(b"goodbye")


NO_HANDSHAKE: dict[str, tuple[bytes, float, type[SocklibError]]] = {
    "a peer that speaks no TLS": (b"220 ready\r\n", SOON, ConnectError),
    "a silent peer": (b"", 0.05, DeadlineExceededError),
}


@pytest.mark.parametrize(("word", "seconds", "error"), NO_HANDSHAKE.values(), ids=NO_HANDSHAKE.keys())
def test_a_handshake_that_fails_leaves_nothing_open(
    trusting: ssl.SSLContext, word: bytes, seconds: float, error: type[SocklibError]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        accepted: list[socket.socket] = []

        def welcome() -> None:
            accepted.append(listener.accept()[0])
            accepted[0].sendall(word)

        welcoming = threading.Thread(target=welcome)
        welcoming.start()
        with pytest.raises(error) as caught:
            connect(*listener.getsockname(), deadline=Deadline.after(seconds), ssl_context=trusting)
        welcoming.join(SOON)
        with accepted[0] as peer, contextlib.suppress(ConnectionResetError):
            peer.settimeout(SOON)
            read_to_the_end(peer)  # the end comes while the error, and all it refers to, is still alive
        assert caught.value


def test_a_certificate_that_is_not_trusted_is_refused(tls_server: Server) -> None:
    with pytest.raises(ConnectError, match="certificate verify failed"):
        dial(tls_server, ssl.create_default_context())


def test_a_client_that_speaks_no_tls_is_closed(tls_server: Server, trusting: ssl.SSLContext) -> None:
    with socket.create_connection(tls_server.address, timeout=SOON) as stream:
        stream.sendall(b"\x00\x00\x00\x05hello")
        while stream.recv(1024):
            pass
    wait_until(lambda: not tls_server.load.busy)  # its one thread is free a moment after the end is heard
    with dial(tls_server, trusting) as connection:
        connection.send(b"still there")
        assert connection.receive(Deadline.after(SOON)) == b"still there"


def test_a_refused_client_hears_no_word(tls_server: Server, trusting: ssl.SSLContext) -> None:
    with dial(tls_server, trusting) as first:
        first.send(b"mine")
        assert first.receive(Deadline.after(SOON)) == b"mine"
        with socket.create_connection(tls_server.address, timeout=SOON) as stream:
            assert stream.recv(1024) == b""


def test_nothing_is_pending_before_the_handshake_and_nothing_is_lost(
    authority: trustme.CA, trusting: ssl.SSLContext
) -> None:
    asked = threading.Event()

    def echo_after_asking(connection: Connection) -> None:
        assert asked.wait(SOON)
        assert not connection.has_pending()
        connection.send(connection.receive(Deadline.after(SOON)))

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with Server(
        echo_after_asking, host="127.0.0.1", port=0, threads=1, queue_limit=0, ssl_context=context
    ) as server:
        stream = trusting.wrap_socket(
            raw_stream(server), server_hostname="127.0.0.1", do_handshake_on_connect=False
        )
        stream.setblocking(False)
        with pytest.raises(ssl.SSLWantReadError):  # its ClientHello is sent, and unread by the server
            stream.do_handshake()
        asked.set()
        stream.settimeout(SOON)
        with stream:
            stream.do_handshake()
            stream.sendall(encode_frame(b"hello"))
            assert read_to_the_end(stream) == encode_frame(b"hello")


def send_hello(connection: Connection, deadline: Deadline) -> None:
    connection.send(b"hello", deadline)


@pytest.mark.parametrize("exchange", [Connection.receive, send_hello])
def test_a_silent_client_holds_a_thread_no_longer_than_the_deadline(
    authority: trustme.CA, exchange: Callable[[Connection, Deadline], object]
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    given_up = threading.Event()

    def wait_briefly(connection: Connection) -> None:
        with pytest.raises(HandshakeError, match="in time"):
            exchange(connection, Deadline.after(0.1))
        given_up.set()

    with serve(wait_briefly, ssl_context=context) as server, raw_stream(server):
        assert given_up.wait(SOON)


def test_closing_from_another_thread_is_a_closed_connection(
    authority: trustme.CA, trusting: ssl.SSLContext
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    outcomes: list[BaseException] = []

    def talk(connection: Connection) -> None:
        try:
            while True:
                connection.send(b"x" * 1000)
                connection.receive(Deadline.after(SOON))
        except SocklibError as error:
            outcomes.append(error)

    with serve(echo, threads=4, queue_limit=40, ssl_context=context) as server:
        for _ in range(30):
            connection = dial(server, trusting)
            talking = threading.Thread(target=talk, args=[connection])
            talking.start()
            connection.close()
            talking.join(SOON)
    assert [error for error in outcomes if not isinstance(error, ConnectionClosedError)] == []
    assert len(outcomes) == 30


def test_a_stop_tells_the_queue_and_ends_a_half_made_handshake(
    authority: trustme.CA, trusting: ssl.SSLContext
) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)

    def wait(connection: Connection) -> None:
        connection.receive(Deadline.never())

    server = Server(
        wait,
        host="127.0.0.1",
        port=0,
        threads=1,
        queue_limit=1,
        ssl_context=context,
        when_stopping=b"bye",
    )
    server.start()
    with socket.create_connection(server.address, timeout=SOON) as half:  # takes the thread and stays silent
        wait_until(lambda: server.load.busy)  # or the one that speaks would be preferred to this silent one
        heard: list[bytes] = []

        def wait_in_the_queue() -> None:
            with dial(server, trusting) as waiting:
                heard.append(waiting.receive(Deadline.after(SOON)))

        queued = threading.Thread(target=wait_in_the_queue)
        queued.start()
        wait_until(lambda: server.load.queued)
        assert server.stop(grace=4.0)
        assert half.recv(100) == b""
        queued.join(SOON)
    assert heard == [b"bye"]


def test_new_connections_get_a_new_certificate_and_old_ones_go_on(
    authority: trustme.CA, trusting: ssl.SSLContext
) -> None:
    contexts = []
    for name in ("before.example", "after.example"):
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert("127.0.0.1", name).configure_cert(context)
        contexts.append(context)
    with serve(echo, ssl_context=contexts[0]) as server, dial(server, trusting) as old:
        server.reconfigure(per_address=0, trusted_proxies=(), ssl_context=contexts[1])
        with dial(server, trusting) as new:
            for connection, name in ((old, "before.example"), (new, "after.example")):
                connection.send(b"hello")
                assert connection.receive(Deadline.after(SOON)) == b"hello"
                certificate = connection._stream._socket.getpeercert()  # type: ignore[attr-defined]
                assert ("DNS", name) in certificate["subjectAltName"]
