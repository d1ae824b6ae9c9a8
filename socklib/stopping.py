"""One signal that wakes any number of waiting threads, whatever socket they wait on.

Setting it closes one end of a pipe: the other end is readable from then on, for everybody who polls
it, and stays so. No thread needs to be known, counted or interrupted.
"""

from __future__ import annotations

import os
import threading


class StopSignal:
    """Set once, never cleared; has a `fileno` to be polled beside a socket."""

    def __init__(self) -> None:
        self._read_end, self._write_end = os.pipe()
        self._event = threading.Event()
        self._guard = threading.Lock()

    @property
    def is_set(self) -> bool:
        """Whether the stop was asked for."""
        return self._event.is_set()

    def set(self) -> None:
        """Wake everybody who waits, now and later; setting it again changes nothing."""
        with self._guard:
            if not self._event.is_set():
                self._event.set()
                os.close(self._write_end)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is set, or for some seconds (None: no limit); return whether it is set."""
        return self._event.wait(seconds)

    def fileno(self) -> int:
        """Return the descriptor that becomes readable when the signal is set."""
        return self._read_end

    def close(self) -> None:
        """Give the descriptor back; only when nobody polls it any more."""
        with self._guard:
            if self._read_end >= 0:
                os.close(self._read_end)
                self._read_end = -1
