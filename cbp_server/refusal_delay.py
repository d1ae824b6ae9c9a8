"""The delay of refused logins, against a timing side channel.

A look-up takes some microseconds longer if the number exists, and a refusal must not reveal which part was
wrong (`docs/protocol.md`, "Codes", LOGIN_REFUSED). So it is sent only after a whole multiple of a fixed step.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

STEP_SECONDS = 0.05
"""Longer than a patient's look-up takes, shorter than a person notices."""


class RefusalDelay:
    """Delays answers to whole multiples of a step.

    Args:
        step: in seconds.
        clock: monotonic seconds.
        sleep: waits for a number of seconds.
    """

    def __init__(
        self,
        step: float = STEP_SECONDS,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._step = step
        self._clock = clock
        self._sleep = sleep

    def now(self) -> float:
        """Return the clock's time, for a later `wait`."""
        return self._clock()

    def wait(self, since: float) -> None:
        """Wait until a whole number of steps, at least one, has passed.

        Args:
            since: when the request came, from `now`.
        """
        steps = max(1, math.ceil((self._clock() - since) / self._step))
        self._sleep(max(0.0, since + steps * self._step - self._clock()))
