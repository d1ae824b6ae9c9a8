"""What the log learns when this booth's clock or zone is not the hospital's.

No message of the protocol tells the server's zone or time. So two things are compared: this machine's zone
with the hospital's (`[hospital] timezone`) at each login, and what the server offers with this machine's
clock, since it offers only what has not begun. It promises one line until that is over, and another then.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable
from zoneinfo import ZoneInfo

TOLERANCE = dt.timedelta(minutes=5)
"""Clocks that differ by less are right enough, and an answer takes its time."""

_log = logging.getLogger(__name__)


class ClockWatch:
    """Compares this machine's clock with the hospital's; safe from any thread.

    Args:
        hospital: the hospital's time zone.
        now: this machine's time, in its own zone.
    """

    def __init__(
        self, hospital: ZoneInfo, now: Callable[[], dt.datetime] = lambda: dt.datetime.now().astimezone()
    ) -> None:
        self._hospital = hospital
        self._now = now
        self._lock = threading.Lock()
        self._told: set[str] = set()

    def at_login(self) -> None:
        """Compare the zones: a booth in another one shows another today."""
        here = self._now()
        differs = here.utcoffset() != here.astimezone(self._hospital).utcoffset()
        self._tell(
            differs,
            f"this booth's time zone is {here:UTC%z}, the hospital's {here.astimezone(self._hospital):UTC%z}"
            f" ({self._hospital.key}): set the machine's",
            "this booth's time zone is the hospital's now",
        )

    def offered(self, date: dt.date, hour: str) -> None:
        """Compare the clocks by the first consultation of a page: the server offers none that has begun.

        Args:
            date: its date.
            hour: its hour, `HH:MM`.
        """
        begins = dt.datetime.combine(date, dt.time.fromisoformat(hour), self._hospital)
        self._tell(
            begins < self._now() - TOLERANCE,
            "the server offers what has begun by this booth's clock: one of the two clocks or zones is wrong",
            "the server offers nothing any more that has begun by this booth's clock",
        )

    def _tell(self, is_wrong: bool, wrong: str, right: str) -> None:
        with self._lock:
            was_wrong = right in self._told
            (self._told.add if is_wrong else self._told.discard)(right)
        if is_wrong and not was_wrong:
            _log.warning("%s", wrong)
        elif was_wrong and not is_wrong:
            _log.warning("%s", right)
