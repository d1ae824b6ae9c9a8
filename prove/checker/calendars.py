"""Rules of calendars: how many consultations of a day are free, which days are covered, and which comes next.

A count may be `STALE_SECONDS` old. As bookings are for ever, an old count is too high and never too low, but
for one thing: what is booked while a day is being counted, or is asked for again after a lost answer, may be
taken off more than once (`docs/protocol.md`, "GET_AVAILABILITY").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from prove.checker.known import Known
from prove.checker.violation import Violation
from prove.history import Call, Filter, Row

STALE_SECONDS = 10.0
MOST_COUNTED = 99
MOST_DAYS = 62
_REPEATED_SECONDS = 2 * STALE_SECONDS
"""For how long: a count goes on for less time than it is kept."""

_LONGEST_CALL = 60.0


def calendars_keep_to_the_question(known: Known) -> Iterator[Violation]:
    """Find calendars with days that were not asked for, out of order, or with nothing free."""
    for call in _answered(known):
        assert call.search is not None
        days, (first, last) = [day for day, _ in call.counts], call.covered
        asked = call.search
        if any(one >= other for one, other in pairwise(days)):
            yield Violation("a calendar is out of order, or has a day twice", (call,))
        if any(not 1 <= free <= MOST_COUNTED for _, free in call.counts):
            yield Violation("a calendar counts a day that has nothing, or further than it may", (call,))
        if days and (days[0] < first or days[-1] > last):
            yield Violation("a calendar has days that it does not cover", (call,))
        if (asked.start and first != asked.start) or (asked.end and last > asked.end):
            yield Violation("a calendar covers other days than it was asked for", (call,))
        if call.next_day is not None and call.next_day <= last:
            yield Violation("the day after a calendar is in it", (call,))


def calendars_count_what_stayed_free(known: Known) -> Iterator[Violation]:
    """Find calendars that count less on a day than stayed free, or lead past a day that has something."""
    days = _Days(known)
    for call in _answered(known):
        counted = dict(call.counts)
        first, last = call.covered
        for day, rows in days.of(call).items():
            free = sum(days.is_free_after(row, call) for row in rows)
            if first <= day <= last:
                least = min(free, MOST_COUNTED) - days.booked_about(rows, call)
                if counted.get(day, 0) < least:
                    yield Violation(
                        f"{day} has {least} or more, and {counted.get(day, 0)} were counted", (call,)
                    )
            elif free and day > last and (call.next_day is None or call.next_day > day):
                yield Violation(f"{day} has something free, and a calendar leads past it", (call,))
            elif free and day < first and call.search is not None and call.search.start is None:
                yield Violation(f"{day} has something free, and a calendar begins after it", (call,))


def calendars_count_nothing_taken(known: Known, *, is_timed: bool) -> Iterator[Violation]:
    """Find calendars that count more on a day than can have been free.

    Args:
        known: the history.
        is_timed: whether what another server or a server before this one booked has to show in time, too.
    """
    days = _Days(known)
    for call in _answered(known):
        of_day = days.of(call)
        for day, counted in call.counts:
            rows = of_day.get(day, [])
            most = sum(not days.is_taken_before(row, call, is_timed=is_timed) for row in rows)
            if counted > most:
                yield Violation(f"{day} has at most {most}, and {counted} were counted", (call,))


@dataclass
class _Days:
    """The consultations of each day, and what is known of each.

    Attributes:
        known: the history.
    """

    known: Known
    _by_filter: dict[tuple[int | None, int | None], Mapping[str, list[Row]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find when each consultation was asked for and booked."""
        known = self.known
        self._first_asked: dict[int, float] = {}
        for (_, consultation), call in known.may_have_booked.items():
            before = self._first_asked.get(consultation, inf)
            self._first_asked[consultation] = min(before, call.begin)
        self._own: dict[int, float] = {}
        for call in known.calls["BOOK"]:
            row = known.rows.get(call.consultation or 0)
            if call.outcome == "ok" and row is not None and row.booked_by == call.number:
                self._own[row.id] = call.end
        self._asked = sorted(
            (call.begin, call.end, call.consultation or 0)
            for call in known.calls["BOOK"]
            if call.outcome != "refused"
        )

    def of(self, call: Call) -> Mapping[str, list[Row]]:
        """Return the consultations that a calendar is about, by day."""
        asked = call.search or Filter()
        key = (asked.specialty, asked.doctor)
        if key not in self._by_filter:
            found: dict[str, list[Row]] = defaultdict(list)
            for row in self.known.rows.values():
                if asked.specialty in {None, row.specialty} and asked.doctor in {None, row.doctor}:
                    found[row.date].append(row)
            self._by_filter[key] = found
        return self._by_filter[key]

    def is_free_after(self, row: Row, call: Call) -> bool:
        """Tell whether a consultation was surely free when a calendar was answered."""
        return row.before is None and (row.after is None or self._first_asked.get(row.id, -inf) > call.end)

    def is_taken_before(self, row: Row, call: Call, *, is_timed: bool) -> bool:
        """Tell whether no calendar may count a consultation any more."""
        if row.before is not None:
            return True
        is_ours = self.known.history.run.servers == 1
        if is_ours and self._own.get(row.id, inf) < call.begin:
            return True
        taken = self.known.taken.get(row.id)
        return is_timed and taken is not None and taken.end < call.begin - STALE_SECONDS

    def booked_about(self, rows: list[Row], call: Call) -> int:
        """Return how often bookings may have been taken off since what this calendar shows was counted."""
        earliest, concerned = call.begin - _REPEATED_SECONDS, {row.id for row in rows}
        first = bisect_left(self._asked, (earliest - _LONGEST_CALL,))
        last = bisect_right(self._asked, (call.end, inf, 0))
        return sum(
            end > earliest and consultation in concerned for _, end, consultation in self._asked[first:last]
        )


def _answered(known: Known) -> Iterator[Call]:
    return (call for call in known.calls["COUNT"] if call.outcome == "ok")
