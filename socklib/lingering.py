"""Lingering close: closing a connection so that the last frame arrives.

If a socket is closed while received bytes are unread, the system sends a reset, which can destroy an answer
before the peer has read it (RFC 1122, 4.2.2.13; RFC 9112, 9.6). So the server half-closes, then reads and
discards until the peer closes too. One thread does this for all connections; neither a pool thread nor the
accept loop waits.

Everything is bounded: seconds and bytes per connection, and connections at once (the oldest is closed first).
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
_UNTOUCHED = bytearray(_CHUNK)
"""Where nothing is put: with MSG_TRUNC the system discards what came (tcp(7)), without a copy."""


@dataclass(slots=True)
class _Bounds:
    """When a connection is closed at the latest, and how many more bytes of it are discarded."""

    deadline: Deadline
    bytes_left: int


class LingeringCloses:
    """Performs lingering closes in a thread of its own, which runs until `close`.

    Args:
        name: prefix of the thread's name.
        seconds: limit per connection.
        most_bytes: bytes of one connection that are discarded at most.
        most_at_once: connections at once.

    Raises:
        OSError, RuntimeError: the system has no descriptor or thread to give; nothing is left behind.
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
        self._is_dropping_all = False
        self._lingering: OrderedDict[socket.socket, _Bounds] = OrderedDict()
        self._new: list[socket.socket] = []
        self._is_closing = False
        self._guard = threading.Lock()
        self._end = Deadline.never()
        self._thread = threading.Thread(target=self._run, name=f"{name}-lingering", daemon=True)
        with contextlib.ExitStack() as undo:
            self._wake_read, self._wake_write = os.pipe()
            undo.callback(os.close, self._wake_read)
            undo.callback(os.close, self._wake_write)
            os.set_blocking(self._wake_write, False)
            self._selector = undo.enter_context(selectors.DefaultSelector())
            self._selector.register(self._wake_read, selectors.EVENT_READ)
            self._thread.start()
            undo.pop_all()

    def begin(self, stream: socket.socket) -> None:
        """Half-close a connection; close it when the peer has closed, or when a bound is reached.

        Args:
            stream: a non-blocking socket on which everything was sent; this object owns it from here on.
        """
        try:
            _half_close(stream)
            is_over = _discard(stream) == 0
        except BlockingIOError:
            is_over = False
        except OSError:
            is_over = True
        with self._guard:
            if is_over or self._is_closing:
                stream.close()
                return
            if not self._new:
                self._wake()
            self._new.append(stream)

    def drop_all(self) -> None:
        """Close every lingering connection at once, to give descriptors back."""
        with self._guard:
            if not self._is_closing:
                self._is_dropping_all = True
                self._wake()

    def close(self, deadline: Deadline) -> None:
        """Wait until every peer has closed, close the rest at the deadline, and end the thread.

        Args:
            deadline: for all of them; in repeated calls, the first call's counts.
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
                self._add_new(selector)
                self._close_overdue(selector)
            for stream in list(self._lingering):
                self._close(stream, selector)
        os.close(self._wake_read)
        os.close(self._wake_write)

    def _is_done(self) -> bool:
        with self._guard:
            return self._is_closing and not self._new and (not self._lingering or self._end.has_passed)

    def _seconds_to_next(self) -> float | None:
        oldest = next(iter(self._lingering.values()), None)
        deadlines = [self._end] if oldest is None else [self._end, oldest.deadline]
        return min(deadlines).seconds_left()

    def _add_new(self, selector: selectors.BaseSelector) -> None:
        with self._guard:
            new, self._new = self._new, []
            most = 0 if self._is_dropping_all else self._most_at_once
            self._is_dropping_all = False
        for stream in new:
            self._lingering[stream] = _Bounds(Deadline.after(self._seconds), self._most_bytes)
            selector.register(stream, selectors.EVENT_READ)
        while len(self._lingering) > most:
            self._close(next(iter(self._lingering)), selector)

    def _close_overdue(self, selector: selectors.BaseSelector) -> None:
        for stream, bounds in list(self._lingering.items()):
            if not bounds.deadline.has_passed:
                return  # the rest came later
            self._close(stream, selector)

    def _drain(self, stream: socket.socket, selector: selectors.BaseSelector) -> None:
        bounds = self._lingering[stream]
        with contextlib.suppress(BlockingIOError):
            for _ in range(_CHUNKS_A_TURN):
                received = _discard(stream)
                bounds.bytes_left -= received
                if received == 0 or bounds.bytes_left <= 0:
                    self._close(stream, selector)
                    return

    def _close(self, stream: socket.socket, selector: selectors.BaseSelector) -> None:
        selector.unregister(stream)
        del self._lingering[stream]
        stream.close()


def _discard(stream: socket.socket) -> int:
    """Discard some bytes and return how many; 0 if the peer has closed or reset the connection.

    Raises:
        BlockingIOError: nothing has come yet.
    """
    try:
        # Not SSLSocket's own: what nobody reads need not be decrypted.
        return socket.socket.recv_into(stream, _UNTOUCHED, _CHUNK, socket.MSG_TRUNC)
    except BlockingIOError:
        raise
    except OSError:
        return 0


def _half_close(stream: socket.socket) -> None:
    """Tell the peer that no more comes: TLS's close_notify where there is TLS, then TCP's FIN."""
    if isinstance(stream, ssl.SSLSocket):
        with contextlib.suppress(OSError, ValueError):  # "want read": our close_notify is out, that is enough
            stream.unwrap()
    stream.shutdown(socket.SHUT_WR)
