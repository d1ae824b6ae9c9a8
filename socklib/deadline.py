"""A moment by which something must have ended.

Deadlines, not timeouts, travel through this library: an operation of many small steps (a peer that
sends a byte a second) shares one moment, where a timeout a step would begin anew with each.
Moments are of the monotonic clock, so that setting the machine's clock changes nothing.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

_LONGEST_POLL = 2**31 - 1
"""Milliseconds; poll(2) takes a C int."""


@dataclass(frozen=True, slots=True, order=True)
class Deadline:
    """A moment of the monotonic clock; the earlier one is the lesser.

    Args:
        moment: seconds as `time.monotonic` counts them; infinity is a deadline that never comes.
    """

    moment: float

    @classmethod
    def after(cls, seconds: float) -> Deadline:
        """Return the deadline that comes `seconds` from now (0, or less, has come already)."""
        return cls(time.monotonic() + seconds)

    @classmethod
    def never(cls) -> Deadline:
        """Return the deadline that does not come."""
        return cls(math.inf)

    @property
    def has_passed(self) -> bool:
        """Whether the moment has come."""
        return time.monotonic() >= self.moment

    def seconds_left(self) -> float | None:
        """Return the seconds until the moment, 0.0 once it has come, None if it never comes."""
        if math.isinf(self.moment):
            return None
        return max(0.0, self.moment - time.monotonic())

    def milliseconds_left(self) -> int | None:
        """Return the same in whole milliseconds, rounded up, and no more than a `poll` takes (24 days)."""
        seconds = self.seconds_left()
        return None if seconds is None else min(math.ceil(seconds * 1000), _LONGEST_POLL)
