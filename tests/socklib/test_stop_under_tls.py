"""A stop under TLS: a few threads tell the clients in the queue, and the stop waits for them."""

from __future__ import annotations

import concurrent.futures
import contextlib
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from socklib import Connection, Server, encode_frame
from tests.checkout import ROOT
from tests.plugins.waiting import wait_until
from tests.socklib.loopback import SOON, no_new_threads, raw_stream, read_to_the_end, serve

WAITING = 40

STOPS_AND_ENDS = """
import ssl, sys
from socklib import Server
from tests.plugins.waiting import wait_until

context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
context.load_cert_chain(sys.argv[1])
settings = {"host": "127.0.0.1", "port": 0, "threads": 1, "queue_limit": 40, "ssl_context": context}

with Server(lambda connection: connection.receive(), when_stopping=b"bye", **settings) as server:
    print(server.address, flush=True)
    wait_until(lambda: server.load.queued == 40)
    print("full", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def say_hello(address: tuple[str, int], trusting: ssl.SSLContext) -> ssl.SSLSocket:
    """Return a client that has sent its ClientHello and waits for the ServerHello."""
    stream = trusting.wrap_socket(
        socket.create_connection(address, timeout=SOON),
        server_hostname="127.0.0.1",
        do_handshake_on_connect=False,
    )
    stream.setblocking(False)
    with contextlib.suppress(ssl.SSLWantReadError):
        stream.do_handshake()
    stream.settimeout(SOON)
    return stream


def hear_all(stream: ssl.SSLSocket) -> bytes:
    with stream:
        try:
            stream.do_handshake()
            return read_to_the_end(stream)
        except OSError:
            return b"cut off"


def test_queued_clients_are_told_before_the_process_ends(
    authority: trustme.CA, trusting: ssl.SSLContext, tmp_path: Path
) -> None:
    certificate = tmp_path / "certificate.pem"
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(certificate))
    with subprocess.Popen(
        [sys.executable, "-c", STOPS_AND_ENDS, str(certificate)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            host, _, port = process.stdout.readline().strip().rpartition(":")
            address = (host, int(port))
            with concurrent.futures.ThreadPoolExecutor(WAITING + 1) as clients:
                served = say_hello(address, trusting)
                served.do_handshake()
                waiting = [say_hello(address, trusting) for _ in range(WAITING)]
                assert process.stdout.readline() == "full\n"
                heard = clients.map(hear_all, [served, *waiting])  # and close, so that no connection lingers
                process.communicate("stop\n", timeout=SOON)
                assert list(heard) == [b"", *[encode_frame(b"bye")] * WAITING]
        finally:
            process.kill()  # or the `with` block would wait for it for ever


@pytest.fixture
def full_server(authority: trustme.CA) -> Iterator[Server]:
    """A started server: a silent client in its only thread, many in the queue, room for one more."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)

    def wait(connection: Connection) -> None:
        connection.receive()

    server = serve(wait, threads=1, queue_limit=WAITING + 1, ssl_context=context, name="full")
    server.start()
    with contextlib.ExitStack() as streams:
        for _ in range(WAITING + 1):
            streams.enter_context(raw_stream(server))
        wait_until(lambda: server.load.queued == WAITING)
        yield server
    server.stop()


def test_silent_clients_do_not_delay_one_that_began_its_handshake(
    full_server: Server, trusting: ssl.SSLContext
) -> None:
    speaking = say_hello(full_server.address, trusting)
    wait_until(lambda: full_server.load.queued > WAITING)
    stopping = threading.Thread(target=full_server.stop, kwargs={"grace": 2.0})
    stopping.start()
    assert hear_all(speaking) == encode_frame(b"bye")
    stopping.join()


def test_few_threads_tell_many(full_server: Server) -> None:
    """The queued clients are silent, so each handshake takes its thread until the grace is over."""
    before, most = threading.active_count(), 0
    stopping = threading.Thread(target=full_server.stop, kwargs={"grace": 1.0})
    stopping.start()
    while stopping.is_alive():
        most = max(most, threading.active_count() - before)
        stopping.join(0.01)
    assert 1 < most < WAITING / 2


def test_a_stop_for_which_no_thread_can_start_is_a_stop(full_server: Server) -> None:
    with no_new_threads():
        assert full_server.stop()
    assert full_server.wait(0)


def test_a_stop_that_fails_still_ends_the_wait_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve(lambda connection: None)
    server.start()

    def fail(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("socklib.pool.ThreadPool.join", fail)
        with pytest.raises(MemoryError):
            server.stop()
    assert server.wait(0)
