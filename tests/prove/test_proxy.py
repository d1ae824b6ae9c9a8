"""The proxy passes on what it gets, up to the byte at which it is to cut."""

from __future__ import annotations

import random
import socket
from collections.abc import Iterator

import pytest

from prove import proxy
from prove.proxy import Cut, Proxy

SECONDS = 15.0
MESSAGE = bytes(range(256)) * 400


@pytest.fixture
def server() -> Iterator[socket.socket]:
    """Something that listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(SECONDS)
        yield listener


@pytest.fixture
def between(server: socket.socket) -> Iterator[Proxy]:
    """A proxy before it."""
    with Proxy(lambda: server.getsockname()[:2], "seed") as between:
        yield between


def both_ends(between: Proxy, server: socket.socket) -> tuple[socket.socket, socket.socket]:
    client = socket.create_connection(between.address, timeout=SECONDS)
    served, _ = server.accept()
    served.settimeout(SECONDS)
    return client, served


def everything(stream: socket.socket) -> bytes:
    """Return what comes until the end, which is not a reset."""
    received = b""
    while piece := stream.recv(65_536):
        received += piece
    return received


def everything_before_a_reset(stream: socket.socket) -> bytes:
    received = b""
    try:
        while piece := stream.recv(65_536):
            received += piece
    except ConnectionResetError:
        return received
    pytest.fail("it ended without a reset")


def exactly(stream: socket.socket, count: int) -> bytes:
    received = b""
    while len(received) < count and (piece := stream.recv(count - len(received))):
        received += piece
    return received


def test_what_is_passed_on_is_unchanged(between: Proxy, server: socket.socket) -> None:
    client, served = both_ends(between, server)
    with client, served:
        client.sendall(MESSAGE)
        assert exactly(served, len(MESSAGE)) == MESSAGE
        served.sendall(MESSAGE[::-1])
        assert exactly(client, len(MESSAGE)) == MESSAGE[::-1]


@pytest.mark.parametrize("is_reset", [False, True])
@pytest.mark.parametrize("is_request", [False, True])
def test_a_connection_ends_at_the_drawn_byte(
    between: Proxy,
    server: socket.socket,
    monkeypatch: pytest.MonkeyPatch,
    is_request: bool,
    is_reset: bool,
) -> None:
    def draw(_: random.Random) -> Cut:
        return Cut(is_request=is_request, byte=7, is_reset=is_reset)

    monkeypatch.setattr(proxy, "draw_cut", draw)
    between.share = 1.0
    client, served = both_ends(between, server)
    source, sink = (client, served) if is_request else (served, client)
    with client, served:
        source.sendall(MESSAGE[:100])
        if is_reset:
            assert everything_before_a_reset(sink) in {MESSAGE[:7], b""}  # a reset may overtake bytes
            assert everything_before_a_reset(source) == b""
        else:
            assert everything(sink) == MESSAGE[:7]
            assert everything(source) == b""
    assert between.cuts == 1


def test_all_connections_are_reset_at_once(between: Proxy, server: socket.socket) -> None:
    pairs = [both_ends(between, server), both_ends(between, server)]
    ends = [end for pair in pairs for end in pair]
    try:
        for client, served in pairs:  # so that they are passed on already
            client.sendall(MESSAGE[:9])
            assert exactly(served, 9) == MESSAGE[:9]
        between.cut_all()
        assert [everything_before_a_reset(end) for end in ends] == [b""] * 4
    finally:
        for end in ends:
            end.close()


def test_if_one_side_ends_so_does_the_other(between: Proxy, server: socket.socket) -> None:
    client, served = both_ends(between, server)
    with served:
        client.close()
        assert everything(served) == b""


def test_without_a_server_a_client_is_sent_away() -> None:
    with (
        Proxy(lambda: None, "seed") as between,
        pytest.raises(ConnectionResetError),  # perhaps before it knows that it is connected
        socket.create_connection(between.address, timeout=SECONDS) as client,
    ):
        everything(client)
