"""What a history leaves no doubt about, found once for all rules.

A booking is for ever: there is no command that undoes one, and the run has no program that does. So what
was once seen to be taken is taken from then on, and a refusal of a booking is for good. But for one case: a
database shows a commit to others a moment before it is on the disk. What was only read, of a booking that
never got an answer of its own, may be gone after the database was killed in that moment. The moment is over
when a write is acknowledged that began later: the log is written in order, so what had been read is in it.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable
from functools import cached_property
from itertools import accumulate
from typing import TypeVar

from prove.history import WRITES, Call, History

REFUSED_FOR_GOOD = frozenset({"NOT_AVAILABLE", "TIME_CONFLICT", "TOO_MANY_BOOKINGS"})
"""A patient who is refused so never gets that consultation later."""

FLUSHED_SECONDS = 30.0
"""After this a commit is on the disk even if nobody writes: the database flushes once a second by itself."""

K = TypeVar("K", bound=Hashable)

Booking = tuple[int, int]
"""Patient and consultation."""


class Known:
    """What is known of a history.

    Args:
        history: a whole run.
    """

    def __init__(self, history: History) -> None:
        self.history = history
        self.rows = history.rows
        self.calls: dict[str, list[Call]] = defaultdict(list)
        for call in sorted(history.calls, key=lambda one: one.begin):
            self.calls[call.command].append(call)

    @cached_property
    def acknowledged(self) -> dict[Booking, list[Call]]:
        """Bookings that were answered with ok."""
        found: dict[Booking, list[Call]] = defaultdict(list)
        for call in self.calls["BOOK"]:
            if call.outcome == "ok":
                found[_booking(call)].append(call)
        return found

    @cached_property
    def may_have_booked(self) -> dict[Booking, Call]:
        """For each booking that may have been made, the first call that asked for it."""
        found: dict[Booking, Call] = {}
        for call in self.calls["BOOK"]:
            if call.outcome != "refused":
                found.setdefault(_booking(call), call)
        return found

    @cached_property
    def held(self) -> dict[Booking, Call]:
        """For each booking that a patient was told to hold, the first answer that told it."""
        found: dict[Booking, Call] = {}
        for call in (*self.calls["BOOK"], *self.calls["BOOKINGS"]):
            if call.outcome == "ok" and call.patient is not None:
                for consultation in call.listed if call.consultation is None else (call.consultation,):
                    if call.command == "BOOK" or self.is_for_good(call, consultation):
                        _keep_earliest(found, (call.patient, consultation), call)
        return found

    @cached_property
    def taken(self) -> dict[int, Call]:
        """For each consultation that somebody was told is taken, the first answer that told it."""
        found: dict[int, Call] = {}
        for (_, consultation), call in self.held.items():
            _keep_earliest(found, consultation, call)
        for call in self.calls["BOOK"]:
            if call.code != "NOT_AVAILABLE" or call.consultation is None:
                continue
            if self.is_for_good(call, call.consultation):
                _keep_earliest(found, call.consultation, call)
        return found

    def is_for_good(self, reading: Call, consultation: int) -> bool:
        """Tell whether what a call read of a consultation was certainly on the disk, or could not be lost."""
        if self._doubtful.get(consultation, math.inf) > reading.end:
            return True
        number = bisect_left(self._losses, reading.begin, key=lambda loss: loss[1])
        return number == len(self._losses) or reading.end <= self._losses[number][0]

    @cached_property
    def _doubtful(self) -> dict[int, float]:
        """For each consultation that a call of unknown outcome may have booked, when the first such began."""
        found: dict[int, float] = {}
        for call in self.calls["BOOK"]:
            if call.outcome == "unknown" and call.consultation is not None:
                found.setdefault(call.consultation, call.begin)
        return found

    @cached_property
    def doubtful_of(self) -> dict[int, set[int]]:
        """The consultations that calls of unknown outcome may have booked, of each patient."""
        found: dict[int, set[int]] = defaultdict(set)
        for call in self.calls["BOOK"]:
            if call.outcome == "unknown" and call.patient is not None and call.consultation is not None:
                found[call.patient].add(call.consultation)
        return found

    @cached_property
    def _losses(self) -> list[tuple[float, float]]:
        """For each kill of a database, from when to when what was read may be lost by it."""
        writes = sorted(
            (call for command in WRITES for call in self.calls[command] if call.outcome == "ok"),
            key=lambda call: call.end,
        )
        # The latest begin of the writes up to each: whatever was read before it is on the disk.
        begins = list(accumulate((call.begin for call in writes), max))
        found = []
        for fault in sorted(self.history.faults, key=lambda one: one.begin):
            if fault.database_ended:
                acknowledged = bisect_right(writes, fault.begin, key=lambda call: call.end)
                flushed = begins[acknowledged - 1] if acknowledged else -math.inf
                found.append((max(flushed, fault.begin - FLUSHED_SECONDS), fault.end))
        return found

    @cached_property
    def free_until(self) -> dict[int, float]:
        """For each consultation, until when it was surely free; infinite: to the end."""
        found: dict[int, float] = {}
        for (_, consultation), call in self.may_have_booked.items():
            found[consultation] = min(found.get(consultation, math.inf), call.begin)
        for row in self.rows.values():
            if row.before is not None:
                found[row.id] = -math.inf
            elif row.after is None:
                found[row.id] = math.inf
            else:
                found.setdefault(row.id, -math.inf)
        return found

    @cached_property
    def bookings_before(self) -> set[Booking]:
        """The bookings of the start."""
        return {(row.before, row.id) for row in self.rows.values() if row.before is not None}

    @cached_property
    def held_at_the_end(self) -> dict[int, set[int]]:
        """The consultations of each patient at the end."""
        found: dict[int, set[int]] = defaultdict(set)
        for row in self.rows.values():
            if row.after is not None:
                found[row.after].add(row.id)
        return found


def _booking(call: Call) -> Booking:
    return call.patient or 0, call.consultation or 0


def _keep_earliest(found: dict[K, Call], key: K, call: Call) -> None:
    if key not in found or call.end < found[key].end:
        found[key] = call
