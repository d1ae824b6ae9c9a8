"""Telling an operator when the database goes away and when it is back: one line each, not one a request.

No connection here. Promise: what is logged names the fault, never a value of anybody's.
"""

import logging
import threading
import time

_log = logging.getLogger("database")


class Outage:
    """Whether the database is away, as the calls of the room find it; any thread may tell."""

    def __init__(self) -> None:
        self._since: float | None = None
        self._guard = threading.Lock()

    def note_failure(self, why: str) -> None:
        """A call had to give up: log it, if it is the first."""
        with self._guard:
            if self._since is None:
                self._since = time.monotonic()
                _log.warning("%s; trying again at every call", why)

    def note_move(self, host: str) -> None:
        """Another of several servers is asked from now on: log it, or nobody sees that one fewer is left.

        Args:
            host: where it is.
        """
        _log.warning("from now on the database is asked at %s: the host before it could not serve", host)

    def note_success(self) -> None:
        """A call went through: log it, if it is the first after an outage."""
        if self._since is None:  # the ordinary case costs no lock
            return
        with self._guard:
            if self._since is not None:
                _log.warning("the database answers again, after %.0f s", time.monotonic() - self._since)
                self._since = None
