"""Whether the page is alive, judged by its heartbeat, and the backoff between two restarts.

Not here: Qt, processes, timers (`revival.py`). A renderer that hangs keeps its process and its last picture,
so only the page can show that it is alive: its main thread calls the bridge every two seconds. It promises
that a page which dies at once is restarted less and less often, down to once in `LONGEST_WAIT`; and that it
is given up where `MOST_FRUITLESS` loads one after the other brought no heartbeat at all.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping

SILENCE_SECONDS = 15.0
"""How long heartbeats may be missing: longer than the page is ever busy."""

LOAD_SECONDS = 30.0
"""How long a page may take from the start of its loading to its first heartbeat."""

STEADY_SECONDS = 60.0
"""A heartbeat this long after the loading resets the backoff."""

LONGEST_WAIT = 30.0
"""The longest backoff before a page that keeps dying is loaded again."""

MOST_FRUITLESS = 3
"""Loads without a heartbeat after which only a new process can help: Chromium can start no renderer."""

SILENCE_VARIABLE = "BORNE_HEARTBEAT_SECONDS"
LOAD_VARIABLE = "BORNE_LOAD_SECONDS"
"""For tests: a shorter `SILENCE_SECONDS`, a shorter `LOAD_SECONDS`."""

Clock = Callable[[], float]


class Watchdog:
    """Takes note of heartbeats and tells when they have been missing for too long; safe from any thread.

    Args:
        silence: seconds without a heartbeat after which a loaded page is dead.
        load: seconds from the start of the loading after which a page without a heartbeat is dead.
        clock: a monotonic clock, in seconds; for tests.
    """

    def __init__(
        self, *, silence: float = SILENCE_SECONDS, load: float = LOAD_SECONDS, clock: Clock = time.monotonic
    ) -> None:
        self.silence = silence
        self.load = load
        self._clock = clock
        self._lock = threading.Lock()
        self._loaded_at = clock()
        self._beat_at: float | None = None
        self._next_wait = 0.0
        self._fruitless = 0

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Watchdog:
        """Make the booth's own watchdog, with the limits that a test may have set.

        Raises:
            ValueError: a variable is set, but not to a number of seconds.
        """
        return cls(
            silence=_seconds(environment, SILENCE_VARIABLE, SILENCE_SECONDS),
            load=_seconds(environment, LOAD_VARIABLE, LOAD_SECONDS),
        )

    def beat(self) -> None:
        """Take note of a heartbeat."""
        with self._lock:
            self._beat_at = self._clock()
            self._fruitless = 0
            if self._beat_at - self._loaded_at >= STEADY_SECONDS:
                self._next_wait = 0.0

    def begin_loading(self) -> None:
        """Restart the clock: a page begins to load."""
        with self._lock:
            self._loaded_at = self._clock()
            self._beat_at = None

    def overdue(self) -> float | None:
        """Return the seconds since the last heartbeat if too many, or None while the page is alive."""
        with self._lock:
            since, limit = (
                (self._loaded_at, self.load) if self._beat_at is None else (self._beat_at, self.silence)
            )
            silent = self._clock() - since
            return silent if silent > limit else None

    def wait_before_loading(self) -> float:
        """Count a death; return the backoff in seconds before the page is loaded again.

        It is 0 for the first, then 1, 2, 4 … up to `LONGEST_WAIT`.
        """
        with self._lock:
            if self._beat_at is None:
                self._fruitless += 1
            wait = self._next_wait
            self._next_wait = min(max(2 * wait, 1.0), LONGEST_WAIT)
            return wait

    @property
    def is_hopeless(self) -> bool:
        """Whether so many loads came to nothing that another one is no use."""
        with self._lock:
            return self._fruitless >= MOST_FRUITLESS


def _seconds(environment: Mapping[str, str], variable: str, otherwise: float) -> float:
    given = environment.get(variable)
    if given is None:
        return otherwise
    try:
        return float(given)
    except ValueError:
        raise ValueError(f"{variable}={given!r}: must be a number of seconds") from None
