"""A log warning with a rate limit: at most one line a minute, however often its cause comes."""

from __future__ import annotations

import logging
import threading

from socklib.deadline import Deadline

SECONDS_BETWEEN = 60.0


class RateLimitedWarning:
    """Logs the first event at once, then at most one line a minute with the number of events since the last.

    Args:
        logger: where the lines go.
        text: a format string: `%d` for the number of events, then whatever `log` is given.
    """

    def __init__(self, logger: logging.Logger, text: str) -> None:
        self._logger = logger
        self._text = text
        self._count = 0
        self._next = Deadline.after(0)
        self._guard = threading.Lock()

    def log(self, *details: object) -> None:
        """Count one event, and log it unless a line was written in the last minute; from any thread.

        Args:
            details: values for the rest of `text`; a line shows those of the latest event.
        """
        with self._guard:
            self._count += 1
            if not self._next.has_passed:
                return
            count, self._count = self._count, 0
            self._next = Deadline.after(SECONDS_BETWEEN)
        self._logger.warning(self._text, count, *details)  # not under the lock: writing may take long
