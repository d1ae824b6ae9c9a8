"""Lingering close: the last frame arrives, within bounds of time, bytes and number."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator

import pytest

from socklib.deadline import Deadline
from socklib.lingering import _UNTOUCHED, LingeringCloses
from tests.socklib.loopback import SOON, pair

RESET_ON_CLOSE = struct.pack("ii", 1, 0)


@pytest.fixture
def closes() -> Iterator[LingeringCloses]:
    made = LingeringCloses("test", seconds=0.3, most_bytes=100_000, most_at_once=3)
    yield made
    made.close(Deadline.after(0))


def is_over(peer: socket.socket) -> bool:
    """Wait for the connection's end, by a close or by a reset."""
    try:
        while peer.recv(65_536):
            pass
        while True:  # our direction: writing to a closed connection is answered by a reset
            peer.sendall(b"x" * 10_000)
    except OSError:
        return True


def test_the_last_frame_arrives_though_bytes_are_unread(closes: LingeringCloses) -> None:
    ours, peer = pair()
    peer.sendall(b"unread" * 1000)
    ours.send(b"goodbye")
    closes.begin(ours)
    assert peer.recv(100) == b"goodbye"
    assert peer.recv(100) == b""
    peer.close()


def test_a_peer_that_never_closes_is_closed_after_a_time(closes: LingeringCloses) -> None:
    ours, peer = pair()
    closes.begin(ours)
    assert is_over(peer)
    peer.close()


def test_a_peer_that_goes_on_sending_is_closed_after_some_bytes() -> None:
    closes = LingeringCloses("test", seconds=SOON * 10, most_bytes=100_000)
    ours, peer = pair()
    closes.begin(ours)
    assert is_over(peer)
    closes.close(Deadline.after(0))
    peer.close()


def test_what_is_discarded_is_put_nowhere(closes: LingeringCloses) -> None:
    ours, peer = pair()
    peer.sendall(b"a name" * 1000)
    closes.begin(ours)
    assert is_over(peer)
    peer.close()
    assert not any(_UNTOUCHED)


def test_of_too_many_the_oldest_is_closed_first() -> None:
    closes = LingeringCloses("test", seconds=SOON * 10, most_at_once=3)
    pairs = [pair() for _ in range(5)]
    for ours, _ in pairs:
        closes.begin(ours)
    assert is_over(pairs[0][1])
    assert is_over(pairs[1][1])
    pairs[4][1].sendall(b"still heard")
    closes.close(Deadline.after(0))
    for _, peer in pairs:
        peer.close()


def test_out_of_descriptors_all_are_closed_at_once() -> None:
    closes = LingeringCloses("test", seconds=SOON * 10)
    ours, peer = pair()
    closes.begin(ours)
    closes.drop_all()
    assert is_over(peer)
    closes.close(Deadline.after(0))
    peer.close()


def test_a_peer_that_resets_harms_nobody(closes: LingeringCloses) -> None:
    for _ in range(20):
        ours, peer = pair()
        closes.begin(ours)
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        peer.close()
    test_the_last_frame_arrives_though_bytes_are_unread(closes)


def test_closing_waits_no_longer_than_its_deadline_and_is_repeatable() -> None:
    closes = LingeringCloses("test", seconds=SOON * 10)
    ours, peer = pair()
    closes.begin(ours)
    closes.close(Deadline.after(0.05))
    closes.close(Deadline.after(0.05))
    assert is_over(peer)
    late, late_peer = pair()
    closes.begin(late)
    assert is_over(late_peer)
    peer.close()
    late_peer.close()
