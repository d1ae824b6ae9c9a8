"""A warning that does not fill the log, however often its cause comes."""

from __future__ import annotations

import logging
import threading

from socklib.deadline import Deadline

SECONDS_BETWEEN = 60.0


class SeldomWarning:
    """Logs at once, and then at most once a minute, how often something has happened since the last line.

    Args:
        log: where.
        words: what has happened; `%d` stands for how often, what `tell` is given follows.
    """

    def __init__(self, log: logging.Logger, words: str) -> None:
        self._log = log
        self._words = words
        self._count = 0
        self._next = Deadline.after(0)
        self._guard = threading.Lock()

    def tell(self, *details: object) -> None:
        """Note that it has happened once more; from any thread.

        Args:
            details: for what stands in `words` after `%d`; those of the call that is logged are told.
        """
        with self._guard:
            self._count += 1
            if self._next.has_passed:
                self._log.warning(self._words, self._count, *details)
                self._next = Deadline.after(SECONDS_BETWEEN)
                self._count = 0
