"""A server's own connection: one that may have to give its place to a newcomer.

Here: what makes a connection evictable, without a race with the thread that serves it. Which one goes is
decided in `occupancy.py`. It promises that an evicted connection raises `EvictedError` in the thread that
serves it, before a whole request and never after one.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable
from typing import Any

from socklib.connection import Connection
from socklib.deadline import Deadline
from socklib.errors import ConnectionClosedError, EvictedError, HandshakeError
from socklib.stream import NOT_YET, Waiting


class ServedConnection(Connection):
    """A server's connection, from its arrival on; the arguments are those of `Connection`.

    It is *idle*, and so evictable, while no whole frame of it is being answered or waits to be read, and
    while its peer does not read an answer. During a TLS handshake a whole record counts as a frame does.
    """

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._reading = threading.Lock()  # the decoder and the flags below; held while nothing waits
        self._is_idle = True
        self._is_kept = False
        self._is_evicted = False
        self._is_sending = False
        self._is_shaking = False
        self._is_demoted = False
        self._on_keep: Callable[[ServedConnection], None] | None = None

    def keep(self) -> None:
        """Never evict this connection from now on; from the thread that serves it, with a request in hand."""
        with self._reading:
            self._is_kept = True
        if self._on_keep is not None:
            self._on_keep(self)

    def demote(self) -> None:
        """Let neither the answer in hand nor a frame that waits protect this connection any more.

        From the thread that serves it, after a frame that was worth nothing. A frame still protects it while
        it is answered, so whoever thinks better of it is served.
        """
        with self._reading:
            self._is_demoted = True
            self._is_idle = not self._is_kept

    def _begin_serving(self, on_keep: Callable[[ServedConnection], None]) -> None:
        """Prepare the connection for the thread that takes it from the queue.

        Args:
            on_keep: called by `keep`.

        Raises:
            OSError: the system has no descriptor to give.
        """
        self._on_keep = on_keep
        self._wake_up = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)

    def _end_serving(self) -> None:
        with self._reading:
            if self._wake_up >= 0:
                os.close(self._wake_up)
                self._wake_up = -1

    def _has_request(self) -> bool:
        """Take in what has come, and return whether a thread could do something with it; while it is queued.

        Under TLS a whole hello needs one, and what will never be a hello.
        """
        with self._reading:
            if self._pending_tls is not None:
                return self._look_for_record() in {Waiting.RECORD, Waiting.OTHER}
            return self._look() or self._has_ended

    def _try_evict(self) -> bool:
        """Evict this connection if it is idle; return whether it is evicted now.

        From any thread. If a thread serves it, it ends there with `EvictedError`; else it is the caller's.
        """
        with self._reading:
            if self._is_kept or not self._is_idle or self._is_evicted:
                return False
            if self._pending_tls is not None:
                if self._look_for_record() is Waiting.RECORD:
                    return False
            elif not self._is_sending and self._look():
                return False
            self._is_evicted = True
            self._wake()
            return True

    def _wake(self) -> None:
        """End a wait of the thread that serves this connection, if one does. Under `_reading`."""
        if self._wake_up >= 0:
            os.eventfd_write(self._wake_up, 1)

    def _look_for_record(self) -> Waiting:
        """Return what waits during a handshake; a whole record protects it now. Under `_reading`."""
        waiting = self._stream.waiting()
        if waiting is Waiting.RECORD:
            self._is_idle = False
        return waiting

    def _look(self) -> bool:
        """Take in what has come; return whether a whole frame protects it now. Under `_reading`."""
        if not self._has_ended and not self._decoder.has_frame:
            with contextlib.suppress(*NOT_YET, OSError, ConnectionClosedError):
                super()._take_in()
                self._wake()  # its thread may wait for what is here now
        if self._decoder.has_frame and not self._is_demoted:
            self._is_idle = False
        return not self._is_idle

    def send(self, payload: bytes, deadline: Deadline = Deadline.never()) -> None:  # noqa: B008 - immutable
        """Send one frame, as `Connection.send`; an eviction ends a wait for a peer that does not read.

        Raises:
            EvictedError: the connection was evicted, and the peer has not taken the frame.
        """
        self._is_sending = True
        try:
            super().send(payload, deadline)
        finally:
            self._is_sending = False

    def _next_frame(self) -> bytes | None:
        with self._reading:
            if self._is_evicted:
                raise EvictedError(f"{self.peer} gave its place to a newcomer")
            frame = super()._next_frame()
            self._is_idle = frame is None
            return frame

    def _take_in(self) -> None:
        with self._reading:
            super()._take_in()

    def _finish_handshake(self, deadline: Deadline, *, heeds_stop: bool = True) -> None:
        if self._pending_tls is None:
            return
        with self._reading:
            self._is_shaking, self._is_idle = True, False
        try:
            super()._finish_handshake(deadline, heeds_stop=heeds_stop)
        except HandshakeError:
            if self._is_evicted:
                raise EvictedError(f"{self.peer} gave its place to a newcomer") from None
            raise
        finally:
            self._is_shaking = False

    def _wait(self, event: int, deadline: Deadline, *, heeds_stop: bool = False) -> None:
        is_up_to_the_peer = self._is_sending or self._is_shaking
        if is_up_to_the_peer:
            with self._reading:
                self._is_idle = True
        try:
            if not self._is_evicted:
                super()._wait(event, deadline, heeds_stop=heeds_stop)
        finally:
            if is_up_to_the_peer:
                with self._reading:
                    self._is_idle = self._is_demoted
        if self._is_evicted:
            raise EvictedError(f"{self.peer} gave its place to a newcomer")
