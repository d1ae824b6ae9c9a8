"""An event that wakes threads which poll sockets.

Setting it closes one end of a pipe. The other end is then readable for everyone who polls it, and stays so.
"""

from __future__ import annotations

import os
import threading


class StopEvent:
    """An event that is set once and never cleared, with a `fileno` to poll beside a socket."""

    def __init__(self) -> None:
        self._read_end, self._write_end = os.pipe()
        self._event = threading.Event()
        self._guard = threading.Lock()

    @property
    def is_set(self) -> bool:
        """Whether it was set."""
        return self._event.is_set()

    def set(self) -> None:
        """Wake every thread that waits, now or later; repeatable."""
        with self._guard:
            if not self._event.is_set():
                self._event.set()
                os.close(self._write_end)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is set, at most some seconds (None: no limit); return whether it is set."""
        return self._event.wait(seconds)

    def fileno(self) -> int:
        """Return the descriptor that becomes readable when the event is set."""
        return self._read_end

    def close(self) -> None:
        """Close the descriptor; only when nobody polls it any more."""
        with self._guard:
            if self._read_end >= 0:
                os.close(self._read_end)
                self._read_end = -1
