"""What the log learns of the reservation server: one line when it fails the booth, one when it is back.

Not here: what the page says then (`outcomes.py`). A booth asks every few seconds while a patient waits, so a
line a try would fill the log. It promises one line for each reason of one outage, and nothing personal in it.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator

from cbp import CbpError, ErrorReplyError
from kiosk_web.calls.outcomes import outcome_of
from kiosk_web.calls.replies import UnsureError

MOST_REASONS = 5
"""Of one outage that are logged."""

_log = logging.getLogger(__name__)


class ServerState:
    """Whether the server answers, as the calls of this booth find it; safe from any thread.

    Args:
        clock: a monotonic clock, in seconds; for tests.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._reasons: set[str] = set()
        self._since = 0.0

    @contextlib.contextmanager
    def watched(self) -> Iterator[None]:
        """Take note of what becomes of the request in this block."""
        try:
            yield
        except (CbpError, UnsureError) as error:
            cause = error.cause if isinstance(error, UnsureError) else error
            if isinstance(cause, CbpError):
                self.failed(cause)
            raise
        self.answered()

    def answered(self) -> None:
        """Take note that the server did what it was asked, or said why not."""
        with self._lock:
            if not self._reasons:
                return
            self._reasons.clear()
            seconds = self._clock() - self._since
        _log.warning("the reservation server answers again, after %.0f s", seconds)

    def failed(self, error: CbpError) -> None:
        """Take note of how a call failed; an error that the server gives for the request is an answer."""
        if not outcome_of(error).is_outage:
            if isinstance(error, ErrorReplyError):
                self.answered()
            return
        reason = str(error)
        with self._lock:
            if reason in self._reasons or len(self._reasons) >= MOST_REASONS:
                return
            if not self._reasons:
                self._since = self._clock()
            self._reasons.add(reason)
        _log.warning("the reservation server does not serve this booth: %s", reason)
