"""Logs when the database goes away and when it is back: two lines for an outage, not one for a request.

No connection here. Promises: an outage in which some calls succeed is one outage, however often the two
alternate; a line names the fault and never quotes a value from a row or a request; no lock is held while a
line is logged.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

_log = logging.getLogger("database")

STEADY_SECONDS = 5.0
"""How long no call may fail before the outage is over."""


class OutageLog:
    """Whether the database is away, as the calls find it; safe to use from any thread.

    Args:
        clock: monotonic seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began: float | None = None
        self._last_failure = 0.0
        self._failures = 0
        self._went_to: str | None = None
        self._guard = threading.Lock()

    def note_failure(self, why: str) -> None:
        """Log that a call gave up, if an outage begins with it."""
        with self._guard:
            self._last_failure = self._clock()
            self._failures += 1
            is_first = self._began is None
            if is_first:
                self._began = self._last_failure
        if is_first:
            _log.warning("%s; trying again at every call", why)

    def note_failover(self, host: str) -> None:
        """Remember which of several servers is asked from now on, and log it when it has served a call.

        While none can serve, calls go round the hosts, and only the outage is worth a line.

        Args:
            host: its host and port.
        """
        self._went_to = host

    def note_success(self) -> None:
        """Log that the database answers again, if no call has failed for a while."""
        if self._began is None and self._went_to is None:  # the common case, without the lock
            return
        with self._guard:
            host, self._went_to = self._went_to, None
        if host is not None:  # the operator has one fewer left
            _log.warning("from now on the database is asked at %s: the host before it could not serve", host)
        with self._guard:
            if self._began is None or self._clock() - self._last_failure < STEADY_SECONDS:
                return
            seconds, failures = self._last_failure - self._began, self._failures
            self._began, self._failures = None, 0
        _log.warning("the database answers again: in %.0f s %d calls failed", seconds, failures)
