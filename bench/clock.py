"""A clock that may go faster than time: the patients' at the booths."""

from __future__ import annotations

import time


class Clock:
    """A clock of the patients, in seconds, that goes `pace` times as fast as time."""

    def __init__(self, pace: float) -> None:
        self._since, self._then, self._pace = time.perf_counter(), 0.0, pace

    def now(self) -> float:
        """Return what it shows."""
        return self._then + (time.perf_counter() - self._since) * self._pace

    def until(self, moment: float) -> float:
        """Return the seconds of time until it shows that moment; negative: since."""
        return (moment - self.now()) / self._pace

    def go(self, pace: float) -> None:
        """Go that fast from now on."""
        self._then, self._since, self._pace = self.now(), time.perf_counter(), pace
