"""Whether the page is alive, judged by its own heartbeat.

Here: the judgement and the patience between two restarts. No Qt, no process, no timer: those are in
`revival.py`. A renderer that hangs keeps its process and its last picture, so only the page itself
can say that it lives: its main thread calls the bridge every few seconds, and `beat` hears it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping

SILENCE_SECONDS = 15.0
"""How long a page that has beaten may be silent: longer than any pause it takes while it works."""

LOAD_SECONDS = 30.0
"""How long a page may take from the start of its loading to its first beat."""

STEADY_SECONDS = 60.0
"""A page that beats this long after its loading was worth it: the next death is a first one again."""

LONGEST_WAIT = 30.0
"""The most a booth waits before it loads a page again that keeps dying."""

SILENCE_VARIABLE = "BORNE_HEARTBEAT_SECONDS"
"""Tests set this, so that they need not wait as long as a booth does."""

Clock = Callable[[], float]


class Watchdog:
    """Hears the page's heartbeat and says when it has been silent for too long.

    Safe from any thread: beats come on the bridge's, the question comes from the window's.

    Args:
        silence: Seconds without a beat, after which a page that has beaten is dead.
        load: Seconds from the start of the loading, after which a page that never beat is dead.
        clock: Seconds that only ever grow; for tests.
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

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Watchdog:
        """Make the booth's own, with the patience that a test may have set.

        Raises:
            ValueError: The variable is set, and not to a number of seconds.
        """
        set_by_test = environment.get(SILENCE_VARIABLE)
        if set_by_test is None:
            return cls()
        try:
            return cls(silence=float(set_by_test))
        except ValueError:
            raise ValueError(f"{SILENCE_VARIABLE}={set_by_test!r}: must be a number of seconds") from None

    def beat(self) -> None:
        """Take note that the page's main thread lives."""
        with self._lock:
            self._beat_at = self._clock()
            if self._beat_at - self._loaded_at >= STEADY_SECONDS:
                self._next_wait = 0.0

    def begin_loading(self) -> None:
        """Start counting anew: a page begins to load."""
        with self._lock:
            self._loaded_at = self._clock()
            self._beat_at = None

    def overdue(self) -> float | None:
        """Give the seconds of a silence that is too long, None while the page is held for alive."""
        with self._lock:
            since, limit = (
                (self._loaded_at, self.load) if self._beat_at is None else (self._beat_at, self.silence)
            )
            silent = self._clock() - since
            return silent if silent > limit else None

    def wait_before_loading(self) -> float:
        """Count a death; return the seconds to wait before the page is loaded again.

        0 for the first, then 1, 2, 4 … up to `LONGEST_WAIT`: a page that dies at once must not
        keep the machine busy with nothing else.
        """
        with self._lock:
            wait = self._next_wait
            self._next_wait = min(max(2 * wait, 1.0), LONGEST_WAIT)
            return wait
