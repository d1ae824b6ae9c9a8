"""Who, of the connections that wait for a thread, has hung up.

The system keeps the books: waiting connections are registered with one epoll, and asking it costs the same
however many wait. Nothing is read, so it does not matter what a peer has sent before it went, or whether
TLS is to come.

A peer that only ended its own direction, and still reads, looks just like one that closed: the difference
would show only if something were sent to it. So whoever this tells of has no place of right, but may still be
listening.
"""

from __future__ import annotations

import contextlib
import select
import threading
from typing import Generic, Protocol, TypeVar


class Pollable(Protocol):
    """What has a descriptor that can be polled."""

    def fileno(self) -> int:
        """Return the descriptor."""


Waiting = TypeVar("Waiting", bound=Pollable)


class Presence(Generic[Waiting]):
    """Watches those who wait; from any thread.

    Each is watched from `watch` to `forget`, or until it was told of; it must not be closed in between.
    """

    def __init__(self) -> None:
        self._epoll = select.epoll()
        self._watched: dict[int, Waiting] = {}
        self._guard = threading.Lock()

    def watch(self, one: Waiting) -> None:
        """Begin to watch.

        Args:
            one: an open connection that waits; where the system cannot watch it, it counts as present.
        """
        with (
            self._guard,
            contextlib.suppress(OSError),
        ):  # the system watches no more: this one counts as there
            descriptor = one.fileno()
            self._epoll.register(descriptor, select.EPOLLRDHUP)  # a reset is told unasked
            self._watched[descriptor] = one

    def forget(self, one: Waiting) -> None:
        """Watch a connection no longer; nothing happens where it was told of, or this was closed."""
        with self._guard:
            descriptor = one.fileno()
            if self._watched.get(descriptor) is one:
                self._forget(descriptor)

    def next_gone(self) -> Waiting | None:
        """Return one whose peer has closed, ended its direction or reset, and watch it no longer; or None."""
        with self._guard:
            if not self._watched:
                return None
            for descriptor, _ in self._epoll.poll(0, 1):
                return self._forget(descriptor)
            return None

    def close(self) -> None:
        """Forget everybody, and give the descriptor back; nobody is watched after that."""
        with self._guard:
            self._watched.clear()
            self._epoll.close()

    def _forget(self, descriptor: int) -> Waiting:
        self._epoll.unregister(descriptor)
        return self._watched.pop(descriptor)
