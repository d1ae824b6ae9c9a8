"""Waits for the descriptors of one connection: its socket, its server's stop, a wake-up by another thread.

No deadline's meaning and no error here. Promise: what a connection waits for most, its next frame, is polled
by one object that is made once.
"""

from __future__ import annotations

import os
import select

from socklib.stop_event import StopEvent
from socklib.stream import Stream


class Readiness:
    """Polls for one connection; for the thread that uses the connection.

    Args:
        stream: its socket.
        stop: its server's stop event; None for a client.
    """

    def __init__(self, stream: Stream, stop: StopEvent | None) -> None:
        self._stream = stream
        self._stop = stop
        self._for_requests: select.poll | None = None

    def wait(self, event: int, milliseconds: int | None, *, wake_up: int, heeds_stop: bool) -> bool:
        """Wait until the socket is ready, or another reason to look again comes; return whether one came.

        Args:
            event: `select.POLLIN` or `POLLOUT`.
            milliseconds: the longest wait; None: no limit.
            wake_up: an eventfd by which other threads end a wait, reset here; -1: there is none. Always the
                same once there is one.
            heeds_stop: whether the stop event ends the wait.
        """
        is_for_requests = heeds_stop and event == select.POLLIN
        poller = self._for_requests if is_for_requests else None
        if poller is None:
            poller = self._poller(event, wake_up, heeds_stop=heeds_stop)
        if is_for_requests:
            self._for_requests = poller
        ready = poller.poll(milliseconds)
        if wake_up >= 0 and any(descriptor == wake_up for descriptor, _ in ready):
            os.eventfd_read(wake_up)
        return bool(ready)

    def _poller(self, event: int, wake_up: int, *, heeds_stop: bool) -> select.poll:
        poller = select.poll()
        poller.register(self._stream, event)
        if heeds_stop and self._stop is not None:
            poller.register(self._stop, select.POLLIN)
        if wake_up >= 0:
            poller.register(wake_up, select.POLLIN)
        return poller
