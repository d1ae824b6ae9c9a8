"""Eviction under TLS: a whole hello protects as a request does, half of one does not."""

from __future__ import annotations

import contextlib
import ssl

import pytest
import trustme

from socklib import Deadline, Server, connect
from socklib.served import ServedConnection
from tests.plugins.waiting import wait_until
from tests.socklib.loopback import SOON, raw_stream, read_to_the_end
from tests.socklib.pressure import ask, pressed, wait_until_idle


@pytest.fixture
def contexts() -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's and a client's TLS."""
    authority = trustme.CA()
    server_tls, client_tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(server_tls)
    authority.configure_trust(client_tls)
    return server_tls, client_tls


def test_one_that_dawdles_in_the_handshake_keeps_no_thread(
    contexts: tuple[ssl.SSLContext, ssl.SSLContext],
) -> None:
    server_tls, client_tls = contexts
    with pressed(threads=1, queue_limit=1, ssl_context=server_tls) as server, contextlib.ExitStack() as stack:
        for _ in range(2):
            stack.enter_context(raw_stream(server)).sendall(b"\x16\x03\x01\x02\x00\x01")  # a hello begun
        wait_until(lambda: server.load.busy + server.load.queued == 2)
        with connect(*server.address, deadline=Deadline.after(SOON), ssl_context=client_tls) as patient:
            assert ask(patient, b"my turn") == b"my turn"


def hello(client_tls: ssl.SSLContext) -> bytes:
    """Return a client's hello, whole."""
    sent = ssl.MemoryBIO()
    with contextlib.suppress(ssl.SSLWantReadError):
        client_tls.wrap_bio(ssl.MemoryBIO(), sent, server_hostname="127.0.0.1").do_handshake()
    return sent.read()


def places(server: Server) -> list[ServedConnection]:
    return list(server._entrance._admission._occupancy._places)


def test_a_whole_hello_in_the_queue_is_a_request_and_never_goes(
    contexts: tuple[ssl.SSLContext, ssl.SSLContext],
) -> None:
    """Whoever holds the place: the patient's own address may hold most."""
    with (
        pressed(threads=1, queue_limit=1, ssl_context=contexts[0]) as server,
        connect(*server.address, deadline=Deadline.after(SOON), ssl_context=contexts[1]) as session,
        raw_stream(server) as waits,
    ):
        assert ask(session, b"keep") == b"keep"
        waits.sendall(hello(contexts[1]))
        wait_until(lambda: any(not one._is_idle and not one._is_kept for one in places(server)))
        with raw_stream(server) as newcomer:
            newcomer.settimeout(SOON)
            assert read_to_the_end(newcomer) == b""  # refused: under TLS without a word
        assert (server.evicted, server.refused) == (0, 1)
        session.close()
        assert waits.recv(1) == b"\x16"  # its turn has come


def test_half_a_hello_in_the_queue_goes(contexts: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    with (
        pressed(threads=1, queue_limit=1, ssl_context=contexts[0]) as server,
        connect(*server.address, deadline=Deadline.after(SOON), ssl_context=contexts[1]) as session,
        raw_stream(server) as waits,
    ):
        assert ask(session, b"keep") == b"keep"
        waits.sendall(hello(contexts[1])[:-1])
        wait_until(lambda: server.load.queued == 1)
        with raw_stream(server), contextlib.suppress(ConnectionResetError):  # its half is unread
            assert read_to_the_end(waits) == b""
        assert (server.evicted, server.refused) == (1, 0)


def test_who_has_the_servers_part_of_a_handshake_and_is_silent_goes(
    contexts: tuple[ssl.SSLContext, ssl.SSLContext],
) -> None:
    with pressed(threads=1, queue_limit=0, ssl_context=contexts[0]) as server, raw_stream(server) as silent:
        silent.sendall(hello(contexts[1]))
        assert silent.recv(1) == b"\x16"
        wait_until_idle(server, 1)
        with connect(*server.address, deadline=Deadline.after(SOON), ssl_context=contexts[1]) as patient:
            assert ask(patient, b"my turn") == b"my turn"
        assert (server.evicted, server.refused) == (1, 0)
