"""TLS is an argument: the same frames, with a certificate made for the test."""

import socket
import ssl
from collections.abc import Iterator

import pytest
import trustme

from socklib import ConnectFailed, Connection, ConnectionClosed, Deadline, Server, connect

SOON = 10.0


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
    """TLS 1.3 sends tickets after the handshake: bytes on the socket, and not a word of the peer."""
    with dial(tls_server, trusting) as connection:
        connection.send(b"hello")
        assert connection.receive(Deadline.after(SOON)) == b"hello"
        assert not connection.has_pending()


def test_the_last_frame_arrives_and_then_the_end(tls_server: Server, trusting: ssl.SSLContext) -> None:
    with dial(tls_server, trusting) as connection:
        connection.send(b"leave")
        connection.send(b"never read")
        assert connection.receive(Deadline.after(SOON)) == b"goodbye"
        with pytest.raises(ConnectionClosed):
            connection.receive(Deadline.after(SOON))


def test_a_certificate_that_is_not_trusted_is_refused(tls_server: Server) -> None:
    with pytest.raises(ConnectFailed, match="certificate verify failed"):
        dial(tls_server, ssl.create_default_context())


def test_a_client_that_speaks_no_tls_is_closed(tls_server: Server, trusting: ssl.SSLContext) -> None:
    with socket.create_connection(tls_server.address, timeout=SOON) as stream:
        stream.sendall(b"\x00\x00\x00\x05hello")
        while stream.recv(1024):
            pass
    with dial(tls_server, trusting) as connection:
        connection.send(b"still there")
        assert connection.receive(Deadline.after(SOON)) == b"still there"


def test_a_refused_client_hears_no_word(tls_server: Server, trusting: ssl.SSLContext) -> None:
    with dial(tls_server, trusting) as first:
        first.send(b"mine")
        assert first.receive(Deadline.after(SOON)) == b"mine"
        with socket.create_connection(tls_server.address, timeout=SOON) as stream:
            assert stream.recv(1024) == b""
