"""The accept loop: takes connections from listening sockets, in a thread of its own, until the stop.

What becomes of a connection is not decided here. Promises: no error of `accept` ends the loop, and none
makes it spin; who knocked before the stop is still taken, within a bound of number and time.
"""

from __future__ import annotations

import errno
import logging
import selectors
import socket
import threading
from collections.abc import Callable, Sequence

from socklib.address import BACKLOG, Address, address_of
from socklib.deadline import Deadline
from socklib.seldom import SeldomWarning
from socklib.stopping import StopSignal

_log = logging.getLogger("socklib")

# A connection that failed before it was taken: accept(2) tells of it, and the next one may be well.
_GONE = frozenset(
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
_PAUSE_SECONDS = 0.1
_LAST_CALL_SECONDS = 0.5


class Acceptor:
    """Takes connections until a stop.

    Args:
        listeners: listening, non-blocking sockets; closed when the loop ends.
        welcome: called in the loop's thread with each connection and its peer's address; must not block.
        make_room: called when the system has no descriptor or memory for another connection.
        stop: ends the loop.
        name: for the thread and the log.

    Raises:
        OSError, RuntimeError: no descriptor, or no thread, is to be had; nothing is left behind.
    """

    def __init__(
        self,
        listeners: Sequence[socket.socket],
        *,
        welcome: Callable[[socket.socket, Address], None],
        make_room: Callable[[], None],
        stop: StopSignal,
        name: str,
    ) -> None:
        self._listeners = listeners
        self._welcome = welcome
        self._make_room = make_room
        self._stop = stop
        self._trouble = SeldomWarning(
            _log, f"{name}: could not accept, %d times lately: %s; is the limit of open files too low?"
        )
        self._thread = threading.Thread(target=self._run, name=f"{name}-accept", daemon=True)
        self._selector = selectors.DefaultSelector()
        try:
            self._selector.register(stop, selectors.EVENT_READ)
            for listener in listeners:
                self._selector.register(listener, selectors.EVENT_READ)
            self._thread.start()
        except BaseException:
            self._selector.close()
            raise

    def join(self, deadline: Deadline) -> bool:
        """Wait until the loop has ended after a stop; return whether it has by the deadline."""
        self._thread.join(deadline.seconds_left())
        return not self._thread.is_alive()

    def _run(self) -> None:
        with self._selector as selector:
            while not self._stop.is_set:
                for key, _ in selector.select():
                    if isinstance(key.fileobj, socket.socket):
                        self._accept(key.fileobj)
        last_call = Deadline.after(_LAST_CALL_SECONDS)
        for listener in self._listeners:
            for _ in range(BACKLOG):
                if last_call.has_passed or not self._accept(listener):
                    break
            listener.close()

    def _accept(self, listener: socket.socket) -> bool:
        """Take one connection if one is there; return whether another may be."""
        try:
            stream, name = listener.accept()
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno in _GONE:
                return True
            self._trouble.tell(error.strerror)
            self._make_room()
            self._stop.wait(_PAUSE_SECONDS)
            return False
        self._welcome(stream, address_of(name))
        return True
