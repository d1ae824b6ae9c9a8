"""The log's way out: a bounded queue and one thread that writes.

Whoever logs never waits: not for a pipe that nobody reads, a full disk, or another thread that logs.
Lines that find the queue full, or cannot be written, are dropped; the next line tells their number.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import deque

MOST_LINES = 10_000
"""Lines that may wait: some megabytes at the most."""

_CLOSING_SECONDS = 0.5


class LogWriter(logging.Handler):
    """Writes log lines to a descriptor, in a thread of its own.

    Args:
        descriptor: an open file descriptor, 2 for stderr; it stays the caller's.
        most_lines: how many lines may wait.
    """

    def __init__(self, descriptor: int, *, most_lines: int = MOST_LINES) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._most_lines = most_lines
        self._lines: deque[str] = deque()
        self._dropped = 0
        self._has_work = threading.Semaphore(0)
        self._is_idle = threading.Event()
        self._is_idle.set()
        threading.Thread(target=self._run, name="log", daemon=True).start()

    def createLock(self) -> None:  # noqa: N802 - logging's own name
        """Use no lock: a deque's ends are safe without one, and nobody waits to log."""
        self.lock = None

    def handle(self, record: logging.LogRecord) -> bool:
        """Filter and emit a record, without the lock that Python's own handlers hold meanwhile."""
        kept = self.filter(record)
        if kept:
            self.emit(kept if isinstance(kept, logging.LogRecord) else record)
        return bool(kept)

    def emit(self, record: logging.LogRecord) -> None:
        """Let a line wait to be written, or count it as dropped."""
        if len(self._lines) >= self._most_lines:
            self._dropped += 1
            return
        try:
            line = self.format(record)
        except Exception:  # noqa: BLE001 - a line that cannot be formatted harms nobody but itself
            line = f"a log line could not be formatted: {record.pathname}:{record.lineno}"
        self._is_idle.clear()
        self._lines.append(line)
        self._has_work.release()

    def flush(self) -> None:
        """Wait until what waits is written, half a second at the most."""
        self._is_idle.wait(_CLOSING_SECONDS)

    def close(self) -> None:
        """Write what waits, within half a second."""
        self.flush()
        super().close()

    def _run(self) -> None:
        while True:
            self._has_work.acquire()
            dropped, self._dropped = self._dropped, 0
            if dropped and not self._write(_about(dropped)):
                self._dropped += dropped
            if not self._write(self._lines.popleft()):
                self._dropped += 1
            if not self._lines:
                self._is_idle.set()

    def _write(self, line: str) -> bool:
        """Write a line whole; return False where it could not be: a full disk, a reader that has gone."""
        rest = memoryview(line.encode("utf-8", "backslashreplace") + b"\n")
        try:
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        except OSError:
            return False
        return True


def _about(dropped: int) -> str:
    now = time.strftime("%Y-%m-%dT%H:%M:%S%z")
    return (
        f"{now} WARNING cbp_server: {dropped} log lines were dropped: nobody read them, or the disk was full"
    )
