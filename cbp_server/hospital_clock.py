"""The hospital's clock: what "today" and "has begun" mean, whatever zone the machine's clock is in.

Consultations have a date and an hour of the hospital's wall clock, without an offset. Twice a year that clock
jumps. In the night when an hour comes twice, what began in its first pass stays begun in the second, so the
time that decides never goes back; in the night when an hour is left out, its consultations begin with the
hour after it.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from zoneinfo import ZoneInfo

_TICK = dt.timedelta(seconds=1)
_MINUTE_SECONDS = 60


class HospitalClock:
    """Tells the hospital's time.

    Args:
        zone: the hospital's time zone; None: the machine's.
        seconds: the time in seconds since 1970, UTC.
    """

    def __init__(self, zone: ZoneInfo | None = None, *, seconds: Callable[[], float] = time.time) -> None:
        self.zone = zone
        self._seconds = seconds

    def __str__(self) -> str:
        """Return zone and offset, such as `Europe/Brussels (UTC+01:00)`."""
        name = self.zone.key if self.zone else "the machine's own"
        return f"{name} (UTC{offset_text(self.offset)})"

    @property
    def offset(self) -> dt.timedelta:
        """How far the hospital's clock is ahead of UTC now."""
        return self.moment().utcoffset() or dt.timedelta(0)

    def moment(self) -> dt.datetime:
        """Return the hospital's time with its offset."""
        return self.at(self._seconds())

    def at(self, seconds: float) -> dt.datetime:
        """Return what the hospital's clock shows at a time in seconds since 1970, UTC, with its offset."""
        return dt.datetime.fromtimestamp(seconds, dt.UTC).astimezone(self.zone)

    def now(self) -> dt.datetime:
        """Return the date and hour that decide which consultations have begun, without an offset.

        In the second pass of an hour that comes twice this is that hour's end: all in it have begun.
        """
        seconds = self._seconds()
        wall = self._wall(seconds)
        if not wall.fold:
            return wall
        first = seconds  # the first moment after the second pass, to the minute
        while self._wall(first).fold:
            first = first - first % _MINUTE_SECONDS + _MINUTE_SECONDS
        return self._wall(first) - _TICK

    def _wall(self, seconds: float) -> dt.datetime:
        """Return what a clock on the wall shows; its `fold` is 1 in the second pass."""
        return dt.datetime.fromtimestamp(seconds, self.zone).replace(tzinfo=None)


def offset_text(offset: dt.timedelta) -> str:
    """Return an offset as it is written after UTC: `+01:00`."""
    minutes = round(offset / dt.timedelta(minutes=1))
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
