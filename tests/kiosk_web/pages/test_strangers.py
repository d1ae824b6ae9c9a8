"""Other users of the machine at the page server: whatever they send or keep open, the booth goes on."""

from __future__ import annotations

import contextlib
import http.client
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk_web.bridge import Bridge
from kiosk_web.command import NOT_SERVED, main
from kiosk_web.pages import server
from kiosk_web.pages.connection import Connection, evicted
from kiosk_web.pages.exchange import LONGEST_BODY, LONGEST_HEAD, Exchange
from kiosk_web.pages.server import MOST_CONNECTIONS, BoothServer
from kiosk_web.pages.site import Site
from tests.checkout import ROOT

PATIENCE = 30.0


@pytest.fixture
def booth(serve_booth: Callable[[Any], BoothServer]) -> BoothServer:
    return serve_booth(Bridge("127.0.0.1", 1))


@dataclass
class Browser:
    """A browser that knows the secret, on one connection that it keeps."""

    booth: BoothServer
    connection: http.client.HTTPConnection

    def call(self) -> int:
        self.connection.request(
            "POST",
            f"/s/{self.booth.site.secret}/call/heartbeat",
            body="[]",
            headers={"Content-Type": "application/json"},
        )
        response = self.connection.getresponse()
        response.read()
        return response.status


@pytest.fixture
def browse(booth: BoothServer) -> Iterator[Callable[[], Browser]]:
    """Open a connection of a browser."""
    opened: list[http.client.HTTPConnection] = []

    def open_() -> Browser:
        opened.append(http.client.HTTPConnection(*booth.server_address, timeout=PATIENCE))
        return Browser(booth, opened[-1])

    yield open_
    for connection in opened:
        connection.close()


@pytest.fixture
def stranger(booth: BoothServer) -> Iterator[Callable[[], socket.socket]]:
    """Open a connection of somebody who knows no secret."""
    with contextlib.ExitStack() as opened:
        yield lambda: opened.enter_context(socket.create_connection(booth.server_address, timeout=PATIENCE))


def test_a_thousand_silent_connections_leave_the_booth_at_work(
    booth: BoothServer, browse: Callable[[], Browser], stranger: Callable[[], socket.socket]
) -> None:
    before = browse()
    assert before.call() == 200
    silent = [stranger() for _ in range(1000)]
    assert browse().call() == 200
    kept = before.connection.sock
    assert before.call() == 200
    assert before.connection.sock is kept, "the browser's own connection was closed"
    assert silent[0].recv(1) == b""  # the oldest gave its place
    assert len(booth._connections) <= MOST_CONNECTIONS


def test_heads_of_megabytes_cost_little_memory(
    booth: BoothServer, browse: Callable[[], Browser], stranger: Callable[[], socket.socket]
) -> None:
    line = b"X-Long: " + b"x" * 60_000 + b"\r\n"
    begun = [stranger() for _ in range(20)]
    for stream in begun:
        with contextlib.suppress(OSError):  # closed in the middle
            stream.sendall(b"GET / HTTP/1.1\r\n" + line * 100)
    assert browse().call() == 200
    assert all(len(one.incoming) <= LONGEST_HEAD + LONGEST_BODY for one in list(booth._connections))
    for stream in begun:
        with contextlib.suppress(ConnectionResetError):
            assert stream.recv(12) in {b"HTTP/1.1 431", b""}


@pytest.mark.parametrize("head", [LONGEST_HEAD - 100, LONGEST_HEAD + 1])
def test_a_head_has_a_bounded_length(
    booth: BoothServer, stranger: Callable[[], socket.socket], head: int
) -> None:
    first = f"GET / HTTP/1.1\r\nHost: {booth.site.host}\r\nX: ".encode()
    stream = stranger()
    stream.sendall(first + b"x" * (head - len(first) - 4) + b"\r\n\r\n")
    assert stream.recv(12) == (b"HTTP/1.1 403" if head <= LONGEST_HEAD else b"HTTP/1.1 431")


def test_a_request_that_trickles_in_has_a_limit_as_a_whole(
    booth: BoothServer, stranger: Callable[[], socket.socket], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk_web.pages.connection.REQUEST_SECONDS", 0.5)
    stream = stranger()
    with pytest.raises(OSError, match=r"reset|[Bb]roken pipe"):
        trickle(stream, into=booth)


def trickle(stream: socket.socket, into: BoothServer) -> None:
    """Send byte after byte of one head, which is never whole, slower than its limit fills."""
    sent = 0
    while True:
        if sent < LONGEST_HEAD or not into._connections:
            stream.sendall(b"x")
            sent += 1


def test_a_call_is_bounded_too_where_its_answer_is_not_read(
    booth: BoothServer, browse: Callable[[], Browser], stranger: Callable[[], socket.socket]
) -> None:
    request = f"GET /s/{booth.site.secret}/main.js HTTP/1.1\r\nHost: {booth.site.host}\r\n\r\n".encode()
    greedy = stranger()
    greedy.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        while True:  # asks until nobody takes more
            greedy.send(request * 100)
    assert browse().call() == 200
    assert all(len(one.incoming) <= LONGEST_HEAD + LONGEST_BODY for one in list(booth._connections))


class _Stream:
    """A connection's socket, of which nothing is asked here."""


def connection(name: str, since: float) -> Connection:
    stream: Any = _Stream()
    return Connection(stream, since, is_ours="ours" in name, is_calling="calling" in name)


@pytest.mark.parametrize(
    ("there", "chosen"),
    [
        ([], None),
        (["stranger", "stranger"], 0),
        (["ours", "stranger", "stranger"], 1),
        (["ours calling", "stranger"], 1),
        (["ours", "ours"], 0),
        (["ours calling", "ours"], 1),
        (["ours calling", "ours calling"], None),
    ],
    ids=str,
)
def test_the_oldest_stranger_gives_its_place(there: list[str], chosen: int | None) -> None:
    connections = [connection(name, float(since)) for since, name in enumerate(there)]
    assert evicted(connections) is (None if chosen is None else connections[chosen])


def test_of_our_own_the_one_that_was_idle_longest_gives_its_place() -> None:
    connections = [connection("ours", 2.0), connection("ours", 1.0)]
    assert evicted(connections) is connections[1]


SITE = Site("127.0.0.1:1", Bridge("127.0.0.1", 1))
PIECES = [b"GET ", b"POST ", b"/", b"//[", b"/?token=", b"%ff", b"\xff", b" HTTP/1.1", b" HTTP/9", b"\r\n"]
PIECES += [b"Host: 127.0.0.1:1", b"Content-Length: 2", b"Expect: 100-continue", b":", b"\n", b"\0", b" "]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=8)), max_size=12))
def test_any_bytes_get_an_answer_or_none_and_break_nothing(pieces: list[bytes]) -> None:
    exchange = Exchange.of(SITE, b"".join(pieces) + b"\r\n\r\n")
    assert exchange.call is None
    assert not exchange.is_ours
    assert b" 200 " not in exchange.answer[:16]


def test_an_address_that_no_parser_takes_is_refused(
    booth: BoothServer, browse: Callable[[], Browser], stranger: Callable[[], socket.socket]
) -> None:
    stream = stranger()
    stream.sendall(f"GET http://[ HTTP/1.1\r\nHost: {booth.site.host}\r\n\r\n".encode())
    assert stream.recv(12) == b"HTTP/1.1 400"
    assert browse().call() == 200


def test_without_a_port_it_does_not_start(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(server, "LOOPBACK", "192.0.2.1")  # an address that no machine has
    assert main(["--browser"]) == NOT_SERVED == 4
    out, err = capsys.readouterr()
    assert out == ""
    assert (
        err.splitlines(keepends=True)[-1]
        == "kiosk_web: the page cannot be served on 192.0.2.1: Cannot assign requested address\n"
    )


def test_a_process_without_descriptors_pauses_says_so_once_and_serves_on(tmp_path: Path) -> None:
    configuration = tmp_path / "booth.conf"
    configuration.write_text("[booth]\nsound = no\n", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk_web", "--browser", "--config", str(configuration)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        address = urlsplit(process.stdout.readline().split()[-1])
        used = len(list(Path(f"/proc/{process.pid}/fd").iterdir()))
        resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (used + 8, used + 8))
        at = (str(address.hostname), int(address.port or 0))
        with contextlib.ExitStack() as opened:
            for _ in range(40):
                opened.enter_context(socket.create_connection(at, timeout=PATIENCE))
            asking = http.client.HTTPConnection(*at, timeout=PATIENCE)
            asking.request("GET", f"/?{address.query}")
            assert asking.getresponse().status == 200
            asking.close()
    finally:
        process.send_signal(signal.SIGTERM)
        _out, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert said.count("\n") == said.count("accepts no connection for a moment") == 1
