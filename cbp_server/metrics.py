"""What the server counts about itself, for GET_STATUS: requests and their times, errors by code.

Memory is bounded: the last thousand times of each command are kept. Nothing here is about a patient.
"""

from __future__ import annotations

import threading
from collections import Counter, deque
from dataclasses import dataclass

_KEPT_A_COMMAND = 1000


@dataclass(frozen=True, slots=True)
class Timing:
    """How often a command was served, and how long that took.

    Attributes:
        count: since the server's start.
        p50: 50th percentile of the last thousand, in milliseconds.
        p95: 95th percentile.
        p99: 99th percentile.
    """

    count: int
    p50: float
    p95: float
    p99: float


class Metrics:
    """Counters; any thread may use them."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._seconds: dict[str, deque[float]] = {}
        self._errors: Counter[str] = Counter()
        self._guard = threading.Lock()

    def note_request(self, command: str, seconds: float) -> None:
        """Count one request.

        Args:
            command: its name on the wire.
            seconds: from its last byte to its reply.
        """
        with self._guard:
            self._counts[command] += 1
            self._seconds.setdefault(command, deque(maxlen=_KEPT_A_COMMAND)).append(seconds)

    def note_error(self, code: str) -> None:
        """Count one error reply.

        Args:
            code: its code, an ErrorCode.
        """
        with self._guard:
            self._errors[code] += 1

    def timings(self) -> dict[str, Timing]:
        """Return the timing of each command that was served, by name."""
        with self._guard:
            return {
                command: Timing(self._counts[command], *_percentiles(seconds, 50, 95, 99))
                for command, seconds in sorted(self._seconds.items())
            }

    def errors(self) -> dict[str, int]:
        """Return how often each code was answered."""
        with self._guard:
            return dict(sorted(self._errors.items()))


def _percentiles(seconds: deque[float], *wanted: int) -> list[float]:
    """Return percentiles by nearest rank, in milliseconds."""
    ordered = sorted(seconds)
    ranks = (max(0, -(-len(ordered) * percent // 100) - 1) for percent in wanted)
    return [round(ordered[rank] * 1000, 3) for rank in ranks]
