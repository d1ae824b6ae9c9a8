"""The accept loop: takes connections from listening sockets in a thread of its own, until the stop.

What happens to a connection is decided elsewhere. It promises: no error of `accept` ends the loop or makes it
spin, and connections made before the stop are still taken, within a bound of number and time.
"""

from __future__ import annotations

import errno
import logging
import selectors
import socket
import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from socklib.address import BACKLOG, Address, address_of
from socklib.deadline import Deadline
from socklib.pool import report_defect
from socklib.rate_limited import RateLimitedWarning
from socklib.stop_event import StopEvent

_log = logging.getLogger("socklib")

# Errors that accept(2) reports of a connection which failed before it was taken; the next one may be fine.
_OF_ONE_CONNECTION = frozenset(
    {
        errno.ECONNABORTED,
        errno.EINTR,
        errno.EHOSTDOWN,
        errno.EHOSTUNREACH,
        errno.ENETDOWN,
        errno.ENETUNREACH,
        errno.ENONET,
        errno.ENOPROTOOPT,
        errno.EOPNOTSUPP,
        errno.EPROTO,
    }
)
_BACKOFF_SECONDS = 0.1
_MOST_AT_ONCE = 16
"""Connections that are taken before the watchers are seen to again."""
_BACKLOG_SECONDS = 0.5
"""How long a stop goes on taking what is in the system's backlog."""


class Watcher(Protocol):
    """Something else that the accept loop sees to."""

    def fileno(self) -> int:
        """Return a descriptor that becomes readable when there is something to do."""

    def look(self) -> float | None:
        """Do it; return the seconds after which to look again all the same, None: not before."""


class Acceptor:
    """Takes connections until a stop.

    Args:
        listeners: listening, non-blocking sockets; closed when the loop ends.
        on_connection: called in the loop's thread with each connection and its peer's address; must not
            block.
        on_exhaustion: called when the system has no descriptor or memory for another connection.
        watchers: each one's `look` is called in the loop's thread when its descriptor is readable, and after
            the seconds that it returned.
        stop: ends the loop.
        name: prefix of the thread's name, and of log lines.

    Raises:
        OSError, RuntimeError: the system has no descriptor or thread to give; nothing is left behind.
    """

    def __init__(
        self,
        listeners: Sequence[socket.socket],
        *,
        on_connection: Callable[[socket.socket, Address], None],
        on_exhaustion: Callable[[], None],
        watchers: Sequence[Watcher] = (),
        stop: StopEvent,
        name: str,
    ) -> None:
        self._listeners = listeners
        self._on_connection = on_connection
        self._on_exhaustion = on_exhaustion
        self._watchers = watchers
        self._stop = stop
        self._failure_warning = RateLimitedWarning(
            _log, f"{name}: accept failed %d times lately: %s; is the limit of open files too low?"
        )
        self._thread = threading.Thread(target=self._run, name=f"{name}-accept", daemon=True)
        self._selector = selectors.DefaultSelector()
        try:
            self._selector.register(stop, selectors.EVENT_READ)
            for watcher in watchers:
                self._selector.register(watcher, selectors.EVENT_READ)
            for listener in listeners:
                self._selector.register(listener, selectors.EVENT_READ)
            self._thread.start()
        except BaseException:
            self._selector.close()
            raise

    def join(self, deadline: Deadline) -> bool:
        """Wait, after a stop, for the loop to end; return whether it has by the deadline."""
        self._thread.join(deadline.seconds_left())
        return not self._thread.is_alive()

    def _run(self) -> None:
        with self._selector as selector:
            seconds = None
            while not self._stop.is_set:
                for key, _ in selector.select(seconds):
                    if isinstance(key.fileobj, socket.socket):
                        self._accept_some(key.fileobj)
                seconds = self._look()
        deadline = Deadline.after(_BACKLOG_SECONDS)
        for listener in self._listeners:
            for _ in range(BACKLOG):
                if deadline.has_passed or not self._accept(listener):
                    break
            listener.close()

    def _look(self) -> float | None:
        """See to the watchers; return the seconds after which one wants it again, None: none does."""
        waits = []
        for watcher in self._watchers:
            try:
                waits.append(watcher.look())
            except Exception as error:  # noqa: BLE001 - a defect there must not keep the next patient out
                report_defect("the accept loop met a defect", error)
                waits.append(_BACKOFF_SECONDS)
        return min((seconds for seconds in waits if seconds is not None), default=None)

    def _accept_some(self, listener: socket.socket) -> None:
        for _ in range(_MOST_AT_ONCE):
            if not self._accept(listener) or self._stop.is_set:
                return

    def _accept(self, listener: socket.socket) -> bool:
        """Take one connection if there is one; return whether there may be another."""
        try:
            stream, name = listener.accept()
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno in _OF_ONE_CONNECTION:
                return True
            self._failure_warning.log(error.strerror)
            self._on_exhaustion()
            self._stop.wait(_BACKOFF_SECONDS)
            return False
        self._on_connection(stream, address_of(name))
        return True
