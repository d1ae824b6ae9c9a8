"""The calendar: how many free consultations each day has, and when the next ones are; as SQL.

No connection handling here, and nothing is kept (`calendars.py` does). Promises: every statement reads
ranges of one covering index (`free_by_date`, `free_by_doctor`); an answer never covers more than `max_days`;
a day is counted no further than people look, so a specialty of 200 doctors costs little more than one of 20.

Everybody's days are counted one by one, each up to a limit. A specialty's doctors are counted a few at a
time, and only on the days that have not reached the limit yet.
Measurements: `docs/decisions.md`, "The database".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from database.connections.connection import DatabaseConnection
from database.queries.criteria import Criteria, matching_doctors
from database.queries.own_rule import honouring_rule
from database.queries.records import Availability

SPARE = 33
"""So many more than a reply shows are counted, so that a booking can be taken off without counting again."""

DOCTORS_AT_ONCE = 12
"""So many doctors, with a free consultation every half hour, fill a day's count."""

_DAY_OF_ALL = (
    "(SELECT COUNT(*) FROM (SELECT 1 AS one FROM consultations FORCE INDEX (free_by_date) "
    "WHERE patient_id IS NULL AND {bounds} LIMIT %s) AS counted)"
)

_DAYS_OF_DOCTORS = (
    "SELECT GROUP_CONCAT(date, ',', number SEPARATOR ';') FROM ("
    "SELECT date, COUNT(*) AS number FROM consultations FORCE INDEX (free_by_doctor) "
    "WHERE doctor_id IN ({doctors}) AND patient_id IS NULL AND {bounds} GROUP BY date) AS days"
)

_FIRST_OF_ALL = (
    "(SELECT date FROM consultations FORCE INDEX (free_by_date) "
    "WHERE patient_id IS NULL AND {bounds} ORDER BY date, hour LIMIT 1)"
)

_FIRST_OF_DOCTOR = (
    "(SELECT date FROM consultations FORCE INDEX (free_by_doctor) "
    "WHERE doctor_id = %s AND patient_id IS NULL AND {bounds} ORDER BY date, hour LIMIT 1)"
)

_FIRST = "SELECT MIN(date) FROM ({parts}) AS firsts"

_A_DAY = dt.timedelta(1)

Part = tuple[str, list[object]]
"""SQL and its values."""


@dataclass(frozen=True)
class Counts:
    """What was counted for one calendar.

    Attributes:
        free: each day's free consultations, or how many were counted of them; days with none are left out.
        cut: the days that may have more than was counted.
        max_free: what a reply shows at most.
        start_date: the first day counted.
        end_date: the last day counted, not before the first.
        next_date: the first day after `end_date` with a free consultation; None if there is none.
    """

    free: dict[dt.date, int]
    cut: frozenset[dt.date]
    max_free: int
    start_date: dt.date
    end_date: dt.date
    next_date: dt.date | None

    @cached_property
    def answer(self) -> Availability:
        """The calendar as a reply has it."""
        days = ",".join(
            f'{{"date":"{day}","free":{min(number, self.max_free)}}}'
            for day, number in sorted(self.free.items())
            if number
        )
        return Availability(f"[{days}]".encode(), self.start_date, self.end_date, self.next_date)

    def less_one(self, day: dt.date) -> Counts | None:
        """Return the counts after one of a day was booked; None: they must be made again.

        That is so where the day may have more than was counted, and where the calendar itself may move: its
        first day or the next one may have been the last free one of that day.
        """
        if day == self.next_date:
            return None
        number = self.free.get(day, 0) - 1
        if number < 0:  # it was not counted; the day may have been found before it was booked
            return None if day == self.start_date else self
        is_unsure = day in self.cut and number < self.max_free
        if is_unsure or (day == self.start_date and number == 0):
            return None
        return replace(self, free={**self.free, day: number})


@dataclass(frozen=True)
class Calendar:
    """One calendar.

    Attributes:
        criteria: which consultations.
        now: the server's local clock, naive.
        max_days: how many days it covers at most.
        max_free: what a reply shows of a day at most.
    """

    criteria: Criteria
    now: dt.datetime
    max_days: int
    max_free: int

    def count(self, connection: DatabaseConnection) -> Counts:
        """Count the days and find the next one."""
        doctor_ids = matching_doctors(connection, self.criteria)
        start, end = self._covered(connection, doctor_ids)
        free, cut = dict[dt.date, int](), frozenset[dt.date]()
        if doctor_ids is None and end >= self.now.date():
            free, cut = self._count_all(connection, start, end)
        elif doctor_ids and end >= self.now.date():
            free, cut = self._count_doctors(connection, doctor_ids, start, end)
        follows = self._first_day(connection, doctor_ids, end + _A_DAY) if end < dt.date.max else None
        return Counts(free, cut, self.max_free, start, end, follows)

    def of_all(self, days: Sequence[dt.date]) -> Part:
        """Return the statement that counts any doctor's consultations of each day, up to the limit."""
        parts, values = [], list[object]()
        for day in days:
            bounds, its_values = self._on(day)
            parts.append(_DAY_OF_ALL.format(bounds=bounds))
            values += [*its_values, self._limit]
        return f"SELECT CONCAT_WS(',', {', '.join(parts)})", values

    def of_doctors(self, doctor_ids: Sequence[int], days: Sequence[dt.date], *, whole: bool) -> Part:
        """Return the statement that counts some doctors' consultations by day.

        Args:
            doctor_ids: at least one.
            days: at least one, in order.
            whole: whether these are all days from the first to the last.
        """
        bounds, values = self._since(days[0])
        on = "date <= %s" if whole else f"date IN ({_marks(days)})"
        sql = _DAYS_OF_DOCTORS.format(doctors=_marks(doctor_ids), bounds=f"{bounds} AND {on}")
        return sql, [*doctor_ids, *values, *(days[-1:] if whole else days)]

    def first_of(self, doctor_ids: Sequence[int] | None, day: dt.date) -> Part:
        """Return the subquery for the first free day from `day` on: any doctor's, or of each doctor."""
        bounds, values = self._since(day)
        if doctor_ids is None:
            return _FIRST_OF_ALL.format(bounds=bounds), values
        sql = _FIRST_OF_DOCTOR.format(bounds=bounds)
        each = [value for doctor_id in doctor_ids for value in (doctor_id, *values)]
        return " UNION ALL ".join([sql] * len(doctor_ids)), each

    @property
    def _limit(self) -> int:
        """How far a day is counted."""
        return self.max_free + SPARE

    def _covered(
        self, connection: DatabaseConnection, doctor_ids: Sequence[int] | None
    ) -> tuple[dt.date, dt.date]:
        """Return the first and the last day that the reply covers.

        Without a start it begins on the first free day, so that a calendar opens on something to choose. A
        start in the past means today. An end in the past leaves that one day, with nothing free.
        """
        today, last = self.now.date(), self.criteria.end_date or dt.date.max
        start = max(self.criteria.start_date or today, today)
        if self.criteria.start_date is None:
            first = self._first_day(connection, doctor_ids, today)
            start = first if first is not None and first <= last else today
        start = min(start, last)
        days = min(self.max_days - 1, (last - start).days)
        return start, start + dt.timedelta(days)

    def _count_all(
        self, connection: DatabaseConnection, start: dt.date, end: dt.date
    ) -> tuple[dict[dt.date, int], frozenset[dt.date]]:
        days = list(_days(start, end))
        sql, values = self.of_all(days)
        [(packed,)] = connection.rows(honouring_rule(connection, sql), *values)
        free = dict(zip(days, map(int, packed.split(",")), strict=True))
        return _some(free), frozenset(day for day, number in free.items() if number >= self._limit)

    def _count_doctors(
        self, connection: DatabaseConnection, doctor_ids: Sequence[int], start: dt.date, end: dt.date
    ) -> tuple[dict[dt.date, int], frozenset[dt.date]]:
        free = dict.fromkeys(_days(start, end), 0)
        open_days, begin = list(free), 0
        while open_days and begin < len(doctor_ids):
            some = doctor_ids[begin : begin + DOCTORS_AT_ONCE]
            sql, values = self.of_doctors(some, open_days, whole=len(open_days) == len(free))
            [(packed,)] = connection.rows(honouring_rule(connection, sql), *values)
            for counted in packed.split(";") if packed else ():
                day, number = counted.split(",")
                free[dt.date.fromisoformat(day)] += int(number)
            begin += len(some)
            if begin < len(doctor_ids):
                open_days = [day for day in open_days if free[day] < self._limit]
        is_cut = free.keys() - open_days
        return _some(free), frozenset(is_cut)

    def _first_day(
        self, connection: DatabaseConnection, doctor_ids: Sequence[int] | None, day: dt.date
    ) -> dt.date | None:
        if doctor_ids is not None and not doctor_ids:
            return None
        parts, values = self.first_of(doctor_ids, day)
        first: dt.date | None
        [(first,)] = connection.rows(honouring_rule(connection, _FIRST.format(parts=parts)), *values)
        return first

    def _since(self, day: dt.date) -> Part:
        """Return the condition for what is on `day` or later and has not begun."""
        today = self.now.date()
        if day > today:
            return "date >= %s", [day]
        return "date >= %s AND (date > %s OR (date = %s AND hour > %s))", [today, today, today, self._hour]

    def _on(self, day: dt.date) -> Part:
        """Return the condition for what is on `day`, today or later, and has not begun."""
        if day > self.now.date():
            return "date = %s", [day]
        return "date = %s AND hour > %s", [day, self._hour]

    @property
    def _hour(self) -> object:
        """The hour now: what begins at it has begun; an hour in the tables has no fraction of a second."""
        return self.now.time().replace(microsecond=0)


def _days(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    return (start + dt.timedelta(count) for count in range((end - start).days + 1))


def _some(free: dict[dt.date, int]) -> dict[dt.date, int]:
    return {day: number for day, number in free.items() if number}


def _marks(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))
