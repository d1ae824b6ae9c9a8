"""Seeing connections off: the last words arrive, within bounds of time, bytes and number."""

import socket
import struct
from collections.abc import Iterator

import pytest

from socklib.deadline import Deadline
from socklib.farewell import Farewells
from tests.socklib.loopback import SOON, pair

RESET_ON_CLOSE = struct.pack("ii", 1, 0)


@pytest.fixture
def farewells() -> Iterator[Farewells]:
    made = Farewells("test", seconds=0.3, most_bytes=100_000, most_at_once=3)
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


def test_the_last_words_arrive_though_bytes_lie_unread(farewells: Farewells) -> None:
    ours, peer = pair()
    peer.sendall(b"unread" * 1000)
    ours.send(b"goodbye")
    farewells.see_off(ours)
    assert peer.recv(100) == b"goodbye"
    assert peer.recv(100) == b""
    peer.close()


def test_a_peer_that_never_closes_is_closed_after_a_time(farewells: Farewells) -> None:
    ours, peer = pair()
    farewells.see_off(ours)
    assert is_over(peer)
    peer.close()


def test_a_peer_that_sends_for_ever_is_closed_after_some_bytes() -> None:
    farewells = Farewells("test", seconds=SOON * 10, most_bytes=100_000)
    ours, peer = pair()
    farewells.see_off(ours)
    assert is_over(peer)
    farewells.close(Deadline.after(0))
    peer.close()


def test_of_too_many_the_oldest_goes_first() -> None:
    farewells = Farewells("test", seconds=SOON * 10, most_at_once=3)
    pairs = [pair() for _ in range(5)]
    for ours, _ in pairs:
        farewells.see_off(ours)
    assert is_over(pairs[0][1])
    assert is_over(pairs[1][1])
    pairs[4][1].sendall(b"still heard")
    farewells.close(Deadline.after(0))
    for _, peer in pairs:
        peer.close()


def test_out_of_descriptors_everybody_is_let_go_at_once() -> None:
    farewells = Farewells("test", seconds=SOON * 10)
    ours, peer = pair()
    farewells.see_off(ours)
    farewells.make_room()
    assert is_over(peer)
    farewells.close(Deadline.after(0))
    peer.close()


def test_a_peer_that_resets_harms_nobody(farewells: Farewells) -> None:
    for _ in range(20):
        ours, peer = pair()
        farewells.see_off(ours)
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        peer.close()
    test_the_last_words_arrive_though_bytes_lie_unread(farewells)


def test_closing_waits_no_longer_than_its_deadline_and_is_repeatable() -> None:
    farewells = Farewells("test", seconds=SOON * 10)
    ours, peer = pair()
    farewells.see_off(ours)
    farewells.close(Deadline.after(0.05))
    farewells.close(Deadline.after(0.05))
    assert is_over(peer)
    late, late_peer = pair()
    farewells.see_off(late)
    assert is_over(late_peer)
    peer.close()
    late_peer.close()
