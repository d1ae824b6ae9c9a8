"""Rules of calendars: how many consultations of a day are free, which days are covered, and which comes next.

A calendar may be `STALE_SECONDS` old. As bookings are for ever, an old count is too high and never too low,
but for one thing: what is booked while a day is being counted, or is asked for again after a lost answer, may
be taken off more than once (`docs/protocol.md`, "GET_AVAILABILITY").
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
        if (asked.start and first != asked.start) or last != _last_covered(first, asked.end):
            yield Violation("a calendar covers other days than it was asked for", (call,))
        if call.next_day is not None and call.next_day <= last:
            yield Violation("the day after a calendar is in it", (call,))


def calendars_count_what_stayed_free(known: Known) -> Iterator[Violation]:
    """Find calendars that count less on a day than stayed free, or lead past a day that has something."""
    days = _Days(known)
    for call in _answered(known):
        counted = dict(call.counts)
        first, last = call.covered
        for day, facts in days.of(call).items():
            free, told = facts.free_after(call), counted.get(day, 0)
            if first <= day <= last:
                if told >= min(free, MOST_COUNTED):
                    continue
                least = min(free, MOST_COUNTED) - days.booked_about(facts, call)
                if told < least:
                    yield Violation(f"{day} has {least} or more, and {told} were counted", (call,))
            elif free and day > last and (call.next_day is None or call.next_day > day):
                yield Violation(f"{day} has something free, and a calendar leads past it", (call,))
            elif free and day < first and call.search is not None and call.search.start is None:
                yield Violation(f"{day} has something free, and a calendar begins after it", (call,))


def calendars_count_nothing_taken(known: Known, *, is_timed: bool) -> Iterator[Violation]:
    """Find calendars that count more on a day than can have been free, or lead to a day that had nothing.

    Args:
        known: the history.
        is_timed: whether what another server or a server before this one booked has to show in time, too.
    """
    days = _Days(known, is_timed=is_timed)
    for call in _answered(known):
        of_day = days.of(call)
        for day, counted in call.counts:
            most = of_day[day].perhaps_free_before(call) if day in of_day else 0
            if counted > most:
                yield Violation(f"{day} has at most {most}, and {counted} were counted", (call,))
        if call.next_day is not None and not _may_lead_to(of_day, call.next_day, call):
            yield Violation(f"{call.next_day} has nothing, and a calendar leads to it", (call,))
        asked, begins_free = call.search or Filter(), _may_lead_to(of_day, call.covered[0], call)
        if asked.start is None and not begins_free:  # so it may begin where nothing else is free: today
            for day, facts in of_day.items():
                if (asked.end is None or day <= asked.end) and facts.free_after(call):
                    yield Violation(f"{day} has something free, and a calendar begins elsewhere", (call,))


@dataclass(frozen=True)
class _Day:
    """What is known of the consultations of a day.

    Attributes:
        ids: which they are.
        free_until: for each, in order, until when it was surely free; infinite: to the end.
        taken_from: for each, in order, from when on no calendar may count it; infinite: it may to the end.
        leads_until: until when a calendar may begin with this day or lead to it.
    """

    ids: frozenset[int]
    free_until: list[float]
    taken_from: list[float]
    leads_until: float

    def free_after(self, call: Call) -> int:
        """Return how many were surely free when a calendar was answered."""
        return len(self.free_until) - bisect_right(self.free_until, call.end)

    def perhaps_free_before(self, call: Call) -> int:
        """Return how many a calendar may count."""
        return len(self.taken_from) - bisect_left(self.taken_from, call.begin)


class _Days:
    """The consultations of each day, and what is known of each.

    Args:
        known: the history.
        is_timed: whether what another server booked has to show in time.
    """

    def __init__(self, known: Known, *, is_timed: bool = True) -> None:
        self._known = known
        self._is_timed = is_timed
        self._by_filter: dict[tuple[int | None, int | None], Mapping[str, _Day]] = {}
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

    def of(self, call: Call) -> Mapping[str, _Day]:
        """Return the days that a calendar is about."""
        asked = call.search or Filter()
        key = (asked.specialty, asked.doctor)
        if key not in self._by_filter:
            found: dict[str, list[Row]] = defaultdict(list)
            for row in self._known.rows.values():
                if asked.specialty in {None, row.specialty} and asked.doctor in {None, row.doctor}:
                    found[row.date].append(row)
            self._by_filter[key] = {date: self._day(rows) for date, rows in found.items()}
        return self._by_filter[key]

    def booked_about(self, day: _Day, call: Call) -> int:
        """Return how often bookings may have been taken off since what this calendar shows was counted."""
        earliest = call.begin - _REPEATED_SECONDS
        first = bisect_left(self._asked, (earliest - _LONGEST_CALL,))
        last = bisect_right(self._asked, (call.end, inf, 0))
        return sum(
            end > earliest and consultation in day.ids for _, end, consultation in self._asked[first:last]
        )

    def _day(self, rows: list[Row]) -> _Day:
        return _Day(
            frozenset(row.id for row in rows),
            sorted(self._known.free_until[row.id] for row in rows),
            sorted(self._taken_from(row, 0.0) for row in rows),
            max(self._taken_from(row, STALE_SECONDS) for row in rows),
        )

    def _taken_from(self, row: Row, own_delay: float) -> float:
        """Return from when on a row shows as taken.

        Args:
            row: a consultation.
            own_delay: seconds after which a booking by this server shows.
        """
        if row.before is not None:
            return -inf
        own = self._own.get(row.id, inf) + own_delay if self._known.history.run.servers == 1 else inf
        taken = self._known.taken.get(row.id) if self._is_timed else None
        return own if taken is None else min(own, taken.end + STALE_SECONDS)


def _last_covered(first: str, asked: str | None) -> str:
    most = (dt.date.fromisoformat(first) + dt.timedelta(MOST_DAYS - 1)).isoformat()
    return most if asked is None else min(asked, most)


def _may_lead_to(days: Mapping[str, _Day], day: str, call: Call) -> bool:
    return day in days and call.begin <= days[day].leads_until


def _answered(known: Known) -> Iterator[Call]:
    return (call for call in known.calls["COUNT"] if call.outcome == "ok")
