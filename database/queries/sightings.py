"""Which runs of servers are at work, told by when their rows change, not by what time is in them.

A server at work writes its row again every few seconds, so a row that changes is a live server's and one that
stands still is a dead one's. When it changed is told by the reader's monotonic clock: the clocks of nodes and
servers may differ, and may step. Only a reader that has not looked for a while, or never, cannot know when a
row was written: it then believes the clocks, until the row changes before its eyes or has stood still.

No statement here: `servers.py` reads the rows.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

FORGOTTEN_AFTER_SECONDS = 15
"""After this a row that stands still is a dead server's."""

LOOKED_WITHIN_SECONDS = 5
"""Who looks so often needs no other clock, and forgets a server at most so much later: 20 s after it died."""

DELETED_AFTER_SECONDS = 60
"""A dead server's row says who was in session: it is kept no longer than needed."""

Row = tuple[bytes, int]
"""A run of a server and the time in its row, which together change whenever the row is written."""


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A row as it was once written.

    Attributes:
        still_since: when it was first seen so.
        forgotten_at: from when on it is a dead server's.
    """

    still_since: float
    forgotten_at: float


class Sightings:
    """When each row was first seen as it is; any thread may use it.

    Args:
        clock: monotonic seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._guard = threading.Lock()
        self._looked_at = -math.inf
        self._known: dict[Row, _Sighting] = {}

    def judge(self, begun: float, ages: Mapping[Row, float]) -> set[Row]:
        """Take in all rows of a look; return those of live servers.

        Args:
            begun: when the look began, by the clock of this object.
            ages: for each row, how many seconds ago it was written, by the database's clock. Negative if
                that clock was ahead when it was written, or another node's is: as doubtful as one as old.
        """
        with self._guard:
            now, known = self._clock(), self._known
            # What has changed since the last look was written since then.
            doubt = max(0.0, now - self._looked_at - LOOKED_WITHIN_SECONDS)
            self._looked_at = begun
            self._known = {
                row: known.get(row) or _Sighting(now, now + FORGOTTEN_AFTER_SECONDS - min(doubt, abs(age)))
                for row, age in ages.items()
            }
            return {row for row, one in self._known.items() if now < one.forgotten_at}

    def take_to_delete(self) -> list[Row]:
        """Return the rows that have stood still for `DELETED_AFTER_SECONDS`, each once in that time."""
        with self._guard:
            now = self._clock()
            taken = [
                row for row, one in self._known.items() if now - one.still_since >= DELETED_AFTER_SECONDS
            ]
            self._known.update((row, replace(self._known[row], still_since=now)) for row in taken)
            return taken
