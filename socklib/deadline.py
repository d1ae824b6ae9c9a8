"""Deadlines: the moment by which an operation must have ended.

This library passes deadlines, not timeouts: all steps of an operation share one moment, while a timeout per
step would start again with each byte of a slow peer. The clock is monotonic, so changing the machine's time
has no effect.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

_LONGEST_POLL = 2**31 - 1
"""In milliseconds: poll(2) takes a C int."""


@dataclass(frozen=True, slots=True, order=True)
class Deadline:
    """A moment of the monotonic clock; the earlier of two is the lesser.

    Args:
        moment: seconds of `time.monotonic`; infinity: never.
    """

    moment: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """Return the deadline `seconds` from now; with 0 or less it has passed."""
        return cls(time.monotonic() + seconds)

    @classmethod
    def never(cls) -> Deadline:
        """Return a deadline that never passes."""
        return cls(math.inf)

    @property
    def has_passed(self) -> bool:
        """Whether the moment is past."""
        return time.monotonic() >= self.moment

    def seconds_left(self) -> float | None:
        """Return the seconds left, 0.0 once it has passed, None if it never passes."""
        if math.isinf(self.moment):
            return None
        return max(0.0, self.moment - time.monotonic())

    def milliseconds_left(self) -> int | None:
        """Return the milliseconds left, rounded up and limited to what `poll` takes (24 days)."""
        seconds = self.seconds_left()
        return None if seconds is None else min(math.ceil(seconds * 1000), _LONGEST_POLL)
