"""Which of the connections in the queue have something to read, or were closed by their peer.

Queued connections are registered with one epoll, edge-triggered: each arrival of bytes is reported once, so a
query costs the same however many connections there are. What the bytes mean is decided by whoever asks.

A half-close (the peer ended its own direction and still reads) looks like a close; only sending would show
the difference.
"""

from __future__ import annotations

import contextlib
import select
import threading
from typing import Generic, Protocol, TypeVar


class Pollable(Protocol):
    """Has a descriptor that can be polled."""

    def fileno(self) -> int:
        """Return the descriptor."""


C = TypeVar("C", bound=Pollable)

_EVENTS = select.EPOLLIN | select.EPOLLRDHUP | select.EPOLLET  # epoll always reports a reset too
_HANGUP = select.EPOLLRDHUP | select.EPOLLHUP | select.EPOLLERR


class QueueWatch(Generic[C]):
    """Watches queued connections; from any thread.

    A connection is watched from `watch` until `unwatch`; it must stay open meanwhile.
    """

    def __init__(self) -> None:
        self._epoll = select.epoll()
        self._watched: dict[int, C] = {}
        self._guard = threading.Lock()

    def fileno(self) -> int:
        """Return a descriptor that becomes readable when there is news."""
        return self._epoll.fileno()

    def watch(self, connection: C) -> None:
        """Begin to watch an open connection; one that the system cannot watch is never reported."""
        with self._guard, contextlib.suppress(OSError):
            descriptor = connection.fileno()
            self._epoll.register(descriptor, _EVENTS)
            self._watched[descriptor] = connection

    def unwatch(self, connection: C) -> None:
        """Stop watching a connection; does nothing if it is not watched, or after `close`."""
        with self._guard:
            descriptor = connection.fileno()
            if self._watched.get(descriptor) is connection:
                self._epoll.unregister(descriptor)
                del self._watched[descriptor]

    def news(self) -> list[tuple[C, bool]]:
        """Return the connections with new bytes, and for each whether its peer closed or half-closed it."""
        with self._guard:
            if not self._watched:
                return []
            found = self._epoll.poll(0)
            return [
                (self._watched[descriptor], bool(event & _HANGUP))
                for descriptor, event in found
                if descriptor in self._watched
            ]

    def close(self) -> None:
        """Close the epoll; nothing is watched any more."""
        with self._guard:
            self._watched.clear()
            self._epoll.close()
