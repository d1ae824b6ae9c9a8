"""When a refusal is answered: at a moment that does not tell what was found.

A look-up takes some microseconds longer where the number exists, and the protocol wants the same time
whichever part was wrong (`spec/protocol.md`, LOGIN_REFUSED). No I/O but the wait itself.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

REFUSAL_SECONDS = 0.05
"""Longer than looking a patient up takes, shorter than anybody notices."""


class Pace:
    """Holds answers back to whole steps of time.

    Args:
        step: seconds.
        clock: seconds that only go forward.
        sleep: waits so many seconds.
    """

    def __init__(
        self,
        step: float = REFUSAL_SECONDS,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._step = step
        self._clock = clock
        self._sleep = sleep

    def now(self) -> float:
        """Return the clock's moment, for a later `hold`."""
        return self._clock()

    def hold(self, since: float) -> None:
        """Wait until a whole number of steps, at least one, has passed.

        Args:
            since: the moment when the request had come, of `now`.
        """
        steps = max(1, math.ceil((self._clock() - since) / self._step))
        self._sleep(max(0.0, since + steps * self._step - self._clock()))
