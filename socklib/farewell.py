"""Closing connections so that the last words arrive.

A socket closed while bytes of the peer lie unread makes the system send a reset, which can destroy an
answer before the peer has read it (RFC 1122, 4.2.2.13; RFC 9112, 9.6). So a server says what it has to
say, ends its own direction, and reads on, throwing away, until the peer closes too. One thread does
that for all connections, so that no thread of the pool, nor the accept loop, waits for a stranger.

Bounded in every way: seconds and bytes a connection, and connections at once (the oldest goes first).
"""

from __future__ import annotations

import contextlib
import os
import selectors
import socket
import ssl
import threading
from collections import OrderedDict
from dataclasses import dataclass

from socklib.deadline import Deadline

LINGER_SECONDS = 5.0
LINGER_BYTES = 64 * 1024 * 1024
MOST_AT_ONCE = 256

_CHUNK = 262_144
_CHUNKS_A_TURN = 16


@dataclass(slots=True)
class _Leaving:
    """A connection on its way out: when it is closed at the latest, how many bytes are still thrown away."""

    deadline: Deadline
    bytes_left: int


class Farewells:
    """Sees connections off, in one thread of its own, from its making to `close`.

    Args:
        name: for the thread.
        seconds: how long one connection may take.
        most_bytes: how many bytes of one connection are thrown away.
        most_at_once: how many connections are seen off at once.

    Raises:
        OSError, RuntimeError: no descriptor, or no thread, is to be had; nothing is left behind.
    """

    def __init__(
        self,
        name: str,
        *,
        seconds: float = LINGER_SECONDS,
        most_bytes: int = LINGER_BYTES,
        most_at_once: int = MOST_AT_ONCE,
    ) -> None:
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._most_at_once = most_at_once
        self._is_short_of_room = False
        self._leaving: OrderedDict[socket.socket, _Leaving] = OrderedDict()
        self._arrived: list[socket.socket] = []
        self._is_closing = False
        self._guard = threading.Lock()
        self._end = Deadline.never()
        self._thread = threading.Thread(target=self._run, name=f"{name}-farewells", daemon=True)
        with contextlib.ExitStack() as undo:
            self._wake_read, self._wake_write = os.pipe()
            undo.callback(os.close, self._wake_read)
            undo.callback(os.close, self._wake_write)
            os.set_blocking(self._wake_write, False)
            self._selector = undo.enter_context(selectors.DefaultSelector())
            self._selector.register(self._wake_read, selectors.EVENT_READ)
            self._thread.start()
            undo.pop_all()

    def see_off(self, stream: socket.socket) -> None:
        """End our direction of a connection, and close it when the peer has, or after the bounds.

        Args:
            stream: a non-blocking socket on which everything was sent; it is not the caller's any more.
        """
        try:
            _end_our_direction(stream)
            is_over = _throw_away(stream) == 0
        except BlockingIOError:
            is_over = False
        except OSError:
            is_over = True
        with self._guard:
            if is_over or self._is_closing:
                stream.close()
                return
            self._arrived.append(stream)
            self._wake()

    def make_room(self) -> None:
        """Close everybody who is leaving at once: the process is out of descriptors."""
        with self._guard:
            if not self._is_closing:
                self._is_short_of_room = True
                self._wake()

    def close(self, deadline: Deadline) -> None:
        """Wait until everybody has left, closing at the deadline who has not; then end the thread.

        Args:
            deadline: for all of them; in repeated calls, that of the first.
        """
        with self._guard:
            if not self._is_closing:
                self._is_closing = True
                self._end = deadline
                self._wake()
        self._thread.join()

    def _wake(self) -> None:
        with contextlib.suppress(BlockingIOError):  # a full pipe wakes as well
            os.write(self._wake_write, b"\0")

    def _run(self) -> None:
        with self._selector as selector:
            while not self._is_done():
                for key, _ in selector.select(self._seconds_to_next()):
                    if key.fd == self._wake_read:
                        os.read(self._wake_read, 4096)
                    elif isinstance(key.fileobj, socket.socket):
                        self._drain(key.fileobj, selector)
                self._take_in(selector)
                self._close_overdue(selector)
            for stream in list(self._leaving):
                self._let_go(stream, selector)
        os.close(self._wake_read)
        os.close(self._wake_write)

    def _is_done(self) -> bool:
        with self._guard:
            return self._is_closing and not self._arrived and (not self._leaving or self._end.has_passed)

    def _seconds_to_next(self) -> float | None:
        oldest = next(iter(self._leaving.values()), None)
        deadlines = [self._end] if oldest is None else [self._end, oldest.deadline]
        return min(deadlines).seconds_left()

    def _take_in(self, selector: selectors.BaseSelector) -> None:
        with self._guard:
            arrived, self._arrived = self._arrived, []
            is_short_of_room, self._is_short_of_room = self._is_short_of_room, False
        for stream in arrived:
            self._leaving[stream] = _Leaving(Deadline.after(self._seconds), self._most_bytes)
            selector.register(stream, selectors.EVENT_READ)
        most = 0 if is_short_of_room else self._most_at_once
        while len(self._leaving) > most:
            self._let_go(next(iter(self._leaving)), selector)

    def _close_overdue(self, selector: selectors.BaseSelector) -> None:
        for stream, leaving in list(self._leaving.items()):
            if not leaving.deadline.has_passed:
                return  # the rest came later
            self._let_go(stream, selector)

    def _drain(self, stream: socket.socket, selector: selectors.BaseSelector) -> None:
        leaving = self._leaving[stream]
        with contextlib.suppress(BlockingIOError):
            for _ in range(_CHUNKS_A_TURN):
                received = _throw_away(stream)
                leaving.bytes_left -= received
                if received == 0 or leaving.bytes_left <= 0:
                    self._let_go(stream, selector)
                    return

    def _let_go(self, stream: socket.socket, selector: selectors.BaseSelector) -> None:
        selector.unregister(stream)
        del self._leaving[stream]
        stream.close()


def _throw_away(stream: socket.socket) -> int:
    """Return how many bytes were read and dropped; 0: the peer has closed, or is gone."""
    try:
        return len(stream.recv(_CHUNK))
    except BlockingIOError:
        raise
    except OSError:
        return 0


def _end_our_direction(stream: socket.socket) -> None:
    """Tell the peer that no more comes: TLS's own notice where there is TLS, then the end of the stream."""
    if isinstance(stream, ssl.SSLSocket):
        with contextlib.suppress(OSError, ValueError):  # "want read": our notice is out, theirs is not needed
            stream.unwrap()
    stream.shutdown(socket.SHUT_WR)
