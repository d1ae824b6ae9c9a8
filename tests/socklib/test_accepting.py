"""The accept loop, on a listener that tells it what the test wants: no error ends it, none makes it spin."""

import errno
import os
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from socklib import Address, Deadline
from socklib.accepting import Acceptor
from socklib.address import BACKLOG
from socklib.stopping import StopSignal
from tests.socklib.loopback import SOON

OF_ONE_CONNECTION = (
    "ECONNABORTED",
    "EINTR",
    "EPROTO",
    "ENETDOWN",
    "EHOSTUNREACH",
    "ENOPROTOOPT",
    "EOPNOTSUPP",
)
"""What accept(2) reports of a connection that has gone."""
OF_THE_SYSTEM = ("EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "EPERM", "EINVAL")


class Listener(socket.socket):
    """Listens on the loopback, and has these errors to tell first.

    Attributes:
        errors: each is raised once, by the next `accept`.
        asked: how often `accept` was called.
    """

    def __init__(self, *errors: str) -> None:
        super().__init__(socket.AF_INET, socket.SOCK_STREAM)
        self.bind(("127.0.0.1", 0))
        self.listen()
        self.setblocking(False)
        self.errors = list(errors)
        self.asked = 0

    def accept(self) -> tuple[socket.socket, object]:
        self.asked += 1
        if self.errors:
            number = getattr(errno, self.errors.pop(0))
            raise OSError(number, os.strerror(number))
        return super().accept()


class Crowd(Listener):
    """Somebody always knocks."""

    def accept(self) -> tuple[socket.socket, object]:
        self.asked += 1
        taken, other = socket.socketpair()
        other.close()
        return taken, ("127.0.0.1", 1)


class NotedStop(StopSignal):
    """A stop that notes who waits for it, instead of waiting."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float | None] = []

    def wait(self, seconds: float | None = None) -> bool:
        self.waits.append(seconds)
        return self.is_set


class Door:
    """An accept loop, and what it did."""

    def __init__(self, listener: Listener) -> None:
        self.stop = NotedStop()
        self.rooms_made = 0
        self.has_taken = threading.Event()
        self._listener = listener

    def open(self) -> Acceptor:
        return Acceptor(
            [self._listener], welcome=self._take, make_room=self._make_room, stop=self.stop, name="test"
        )

    def _take(self, stream: socket.socket, _: Address) -> None:
        stream.close()
        self.has_taken.set()

    def _make_room(self) -> None:
        self.rooms_made += 1


@pytest.fixture
def take_one() -> Iterator[Callable[..., Door]]:
    """Let a listener with these errors take a connection behind them."""
    opened: list[tuple[Door, Acceptor]] = []

    def take(*errors: str) -> Door:
        listener = Listener(*errors)
        door = Door(listener)
        opened.append((door, door.open()))
        with socket.create_connection(listener.getsockname(), timeout=SOON):
            assert door.has_taken.wait(SOON)
        return door

    yield take
    for door, acceptor in opened:
        door.stop.set()
        assert acceptor.join(Deadline.after(SOON))
        door.stop.close()


@pytest.mark.parametrize("error", OF_ONE_CONNECTION)
def test_a_connection_that_has_gone_makes_the_next_one_wait_for_nothing(
    take_one: Callable[..., Door], caplog: pytest.LogCaptureFixture, error: str
) -> None:
    door = take_one(error, error)
    assert (door.stop.waits, door.rooms_made, caplog.text) == ([], 0, "")


@pytest.mark.parametrize("error", OF_THE_SYSTEM)
def test_an_error_that_lasts_makes_room_and_a_pause_each_time_and_ends_nothing(
    take_one: Callable[..., Door], caplog: pytest.LogCaptureFixture, error: str
) -> None:
    door = take_one(error, error, error)
    assert door.rooms_made == 3
    assert len(door.stop.waits) == 3
    assert all(door.stop.waits)
    assert caplog.text.count("could not accept") == 1


def test_after_a_stop_no_more_are_taken_than_the_system_keeps() -> None:
    crowd = Crowd()
    door = Door(crowd)
    door.stop.set()
    assert door.open().join(Deadline.after(SOON))
    assert 1 <= crowd.asked <= BACKLOG
    door.stop.close()


def test_after_a_stop_nobody_is_taken_when_the_time_for_it_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socklib.accepting._LAST_CALL_SECONDS", 0)
    crowd = Crowd()
    door = Door(crowd)
    door.stop.set()
    assert door.open().join(Deadline.after(SOON))
    assert crowd.asked == 0
    door.stop.close()
