"""The accept loop, on a listener whose errors a test chooses: none ends it or makes it spin."""

from __future__ import annotations

import errno
import os
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from socklib import Address, Deadline
from socklib.accepting import _MOST_AT_ONCE, Acceptor
from socklib.address import BACKLOG
from socklib.stop_event import StopEvent
from tests.plugins.waiting import wait_until
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
"""What accept(2) reports of a connection that failed before it was taken."""
OF_THE_SYSTEM = ("EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "EPERM", "EINVAL")


class Listener(socket.socket):
    """Listens on the loopback; `accept` fails with these errors first.

    Attributes:
        errors: each is raised once, by the next `accept`.
        calls: how often `accept` was called.
    """

    def __init__(self, *errors: str) -> None:
        super().__init__(socket.AF_INET, socket.SOCK_STREAM)
        self.bind(("127.0.0.1", 0))
        self.listen()
        self.setblocking(False)
        self.errors = list(errors)
        self.calls = 0

    def accept(self) -> tuple[socket.socket, object]:
        self.calls += 1
        if self.errors:
            number = getattr(errno, self.errors.pop(0))
            raise OSError(number, os.strerror(number))
        return super().accept()


class Crowd(Listener):
    """Always has another connection."""

    def accept(self) -> tuple[socket.socket, object]:
        self.calls += 1
        taken, other = socket.socketpair()
        other.close()
        return taken, ("127.0.0.1", 1)


class NotedStop(StopEvent):
    """A stop event that notes each wait instead of waiting."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float | None] = []

    def wait(self, seconds: float | None = None) -> bool:
        self.waits.append(seconds)
        return self.is_set


class Door:
    """An accept loop, and what it called."""

    def __init__(self, listener: Listener) -> None:
        self.stop = NotedStop()
        self.exhaustions = 0
        self.has_taken = threading.Event()
        self._listener = listener

    def open(self) -> Acceptor:
        return Acceptor(
            [self._listener],
            on_connection=self._take,
            on_exhaustion=self._note_exhaustion,
            stop=self.stop,
            name="test",
        )

    def _take(self, stream: socket.socket, _: Address) -> None:
        stream.close()
        self.has_taken.set()

    def _note_exhaustion(self) -> None:
        self.exhaustions += 1


@pytest.fixture
def take_one() -> Iterator[Callable[..., Door]]:
    """Let a listener fail with these errors, then take a connection."""
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
def test_after_a_connection_that_failed_the_next_is_taken_at_once(
    take_one: Callable[..., Door], caplog: pytest.LogCaptureFixture, error: str
) -> None:
    door = take_one(error, error)
    assert (door.stop.waits, door.exhaustions, caplog.text) == ([], 0, "")


@pytest.mark.parametrize("error", OF_THE_SYSTEM)
def test_a_lasting_error_is_reported_and_retried_after_a_pause(
    take_one: Callable[..., Door], caplog: pytest.LogCaptureFixture, error: str
) -> None:
    door = take_one(error, error, error)
    assert door.exhaustions == 3
    assert len(door.stop.waits) == 3
    assert all(door.stop.waits)
    assert caplog.text.count("accept failed") == 1


def test_after_a_stop_at_most_a_backlog_is_taken() -> None:
    crowd = Crowd()
    door = Door(crowd)
    door.stop.set()
    assert door.open().join(Deadline.after(SOON))
    assert 1 <= crowd.calls <= BACKLOG
    door.stop.close()


def test_after_a_stop_nothing_is_taken_once_the_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socklib.accepting._BACKLOG_SECONDS", 0)
    crowd = Crowd()
    door = Door(crowd)
    door.stop.set()
    assert door.open().join(Deadline.after(SOON))
    assert crowd.calls == 0
    door.stop.close()


class BrokenWatcher:
    """A watcher that fails each time, with a descriptor that is always readable."""

    def __init__(self) -> None:
        self._words = "quotes a peer"
        self._ours, self._theirs = socket.socketpair()
        self._theirs.close()

    def fileno(self) -> int:
        return self._ours.fileno()

    def look(self) -> float | None:
        raise KeyError(self._words)


def test_a_defect_of_a_watcher_ends_no_loop(caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        taken: list[socket.socket] = []
        stop = StopEvent()
        acceptor = Acceptor(
            [listener],
            on_connection=lambda stream, _: taken.append(stream),
            on_exhaustion=lambda: None,
            watchers=[BrokenWatcher()],
            stop=stop,
            name="test",
        )
        wait_until(lambda: "KeyError" in caplog.text)
        with socket.create_connection(listener.getsockname()):
            wait_until(lambda: taken)
        stop.set()
        assert acceptor.join(Deadline.after(SOON))
    assert "quotes a peer" not in caplog.text
    taken[0].close()


class Reception:
    """A watcher that notes how many connections were taken when it is asked; eight times end the loop."""

    def __init__(self, crowd: Crowd, stop: StopEvent) -> None:
        self._crowd, self._stop = crowd, stop
        self._descriptor = os.eventfd(0)
        self.taken: list[int] = []

    def fileno(self) -> int:
        return self._descriptor

    def look(self) -> float | None:
        self.taken.append(self._crowd.calls)
        if len(self.taken) == 8:
            self._stop.set()
        return None


def test_a_crowd_is_taken_in_groups_and_the_watchers_are_seen_to_between_them() -> None:
    crowd, stop = Crowd(), StopEvent()
    reception = Reception(crowd, stop)
    with socket.create_connection(crowd.getsockname(), timeout=SOON):  # never taken, so it stays readable
        acceptor = Acceptor(
            [crowd],
            on_connection=lambda stream, _: stream.close(),
            on_exhaustion=lambda: None,
            watchers=[reception],
            stop=stop,
            name="test",
        )
        stop.wait(SOON)
        assert acceptor.join(Deadline.after(SOON))
    assert reception.taken == [_MOST_AT_ONCE * number for number in range(1, 9)]
    os.close(reception.fileno())
    stop.close()
