"""The calendar: how many free consultations each day has, and where the next ones are.

No connection handling here. Promises: every statement reads ranges of one index (`free_by_date`,
`free_by_doctor`) and nothing of the rows behind it; an answer never covers more than `max_days`, and of
everybody's day no more than `max_free` are read, for it may have thousands; the days' JSON is rendered by the
database. What was measured: docs/decisions.md, "The database".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from database.link import Link
from database.records import Availability
from database.search import matching_doctors

# Each of the four parts gives rows of one index; the first two count days, the others find one.
_DAY_OF_ALL = (
    "SELECT %s AS date, (SELECT COUNT(*) FROM (SELECT 1 AS one FROM consultations FORCE INDEX (free_by_date) "
    "WHERE patient_id IS NULL AND {bounds} LIMIT %s) AS counted) AS number"
)

_DAYS_OF_DOCTOR = (
    "SELECT date, COUNT(*) AS number FROM consultations FORCE INDEX (free_by_doctor) "
    "WHERE doctor_id = %s AND patient_id IS NULL AND {bounds} GROUP BY date"
)

_FIRST_OF_ALL = (
    "(SELECT date FROM consultations FORCE INDEX (free_by_date) "
    "WHERE patient_id IS NULL AND {bounds} ORDER BY date, hour LIMIT 1)"
)

_FIRST_OF_DOCTOR = (
    "(SELECT date FROM consultations FORCE INDEX (free_by_doctor) "
    "WHERE doctor_id = %s AND patient_id IS NULL AND {bounds} ORDER BY date, hour LIMIT 1)"
)

_DAYS = (
    "SELECT GROUP_CONCAT(JSON_OBJECT('date', DATE_FORMAT(date, '%%Y-%%m-%%d'), 'free', CAST(free AS SIGNED)) "
    "ORDER BY date SEPARATOR ',') FROM ("
    "SELECT date, LEAST(SUM(number), %s) AS free FROM ({parts}) AS counts GROUP BY date HAVING free > 0"
    ") AS days"
)

_FIRST = "SELECT MIN(date) FROM ({parts}) AS firsts"

Part = tuple[str, list[object]]
"""SQL and its values."""


@dataclass(frozen=True)
class Calendar:
    """A question: the filters of `GET_AVAILABILITY`, the server's local clock, the bounds of an answer."""

    now: datetime
    specialty_id: int | None
    doctor_id: int | None
    start_date: date | None
    end_date: date | None
    max_days: int
    max_free: int

    def answer(self, link: Link) -> Availability:
        """Answer on `link`, an open connection."""
        doctor_ids = matching_doctors(link, self.specialty_id, self.doctor_id)
        start, end = self._covered(link, doctor_ids)
        days = self._days(link, doctor_ids, start, end)
        follows = self._first_day(link, doctor_ids, end + timedelta(1)) if end < date.max else None
        return Availability(days, start, end, follows)

    def of_all(self, start: date, end: date) -> Part:
        """Make the part that counts everybody's free consultations, day by day, each to `max_free`."""
        parts, values = [], list[object]()
        for day in (start + timedelta(n) for n in range((end - start).days + 1)):
            bounds, its_values = self._on(day)
            parts.append(_DAY_OF_ALL.format(bounds=bounds))
            values += [day, *its_values, self.max_free]
        return " UNION ALL ".join(parts), values

    def of_doctors(self, doctor_ids: Sequence[int], start: date, end: date) -> Part:
        """Make the part that counts each doctor's free consultations by day."""
        bounds, its_values = self._since(start)
        sql = _DAYS_OF_DOCTOR.format(bounds=f"{bounds} AND date <= %s")
        values = [value for doctor_id in doctor_ids for value in (doctor_id, *its_values, end)]
        return " UNION ALL ".join([sql] * len(doctor_ids)), values

    def first_of(self, doctor_ids: Sequence[int] | None, day: date) -> Part:
        """Make the part that finds the first free day from `day` on: everybody's, or that of each doctor."""
        bounds, values = self._since(day)
        if doctor_ids is None:
            return _FIRST_OF_ALL.format(bounds=bounds), values
        sql = _FIRST_OF_DOCTOR.format(bounds=bounds)
        each = [value for doctor_id in doctor_ids for value in (doctor_id, *values)]
        return " UNION ALL ".join([sql] * len(doctor_ids)), each

    def _covered(self, link: Link, doctor_ids: Sequence[int] | None) -> tuple[date, date]:
        """Give the first and the last day that the reply covers.

        Without a start it is the first free day, so that a calendar opens on something to choose. A start in
        the past is today. An end in the past leaves that one day, which has nothing to offer any more.
        """
        today, last = self.now.date(), self.end_date or date.max
        start = max(self.start_date or today, today)
        if self.start_date is None:
            first = self._first_day(link, doctor_ids, today)
            start = first if first is not None and first <= last else today
        start = min(start, last)
        days = min(self.max_days - 1, (last - start).days)
        return start, start + timedelta(days)

    def _days(self, link: Link, doctor_ids: Sequence[int] | None, start: date, end: date) -> bytes:
        if doctor_ids == [] or end < self.now.date():
            return b"[]"
        parts, values = (
            self.of_all(start, end) if doctor_ids is None else self.of_doctors(doctor_ids, start, end)
        )
        [(objects,)] = link.rows(_DAYS.format(parts=parts), self.max_free, *values)
        return f"[{objects or ''}]".encode()

    def _first_day(self, link: Link, doctor_ids: Sequence[int] | None, day: date) -> date | None:
        if doctor_ids == []:
            return None
        parts, values = self.first_of(doctor_ids, day)
        first: date | None
        [(first,)] = link.rows(_FIRST.format(parts=parts), *values)
        return first

    def _since(self, day: date) -> Part:
        """Give the condition for what is on `day` or later and has not begun."""
        today = self.now.date()
        if day > today:
            return "date >= %s", [day]
        return "date >= %s AND (date > %s OR (date = %s AND hour > %s))", [today, today, today, self._hour]

    def _on(self, day: date) -> Part:
        """Give the condition for what is on `day`, today or later, and has not begun."""
        if day > self.now.date():
            return "date = %s", [day]
        return "date = %s AND hour > %s", [day, self._hour]

    @property
    def _hour(self) -> object:
        """What begins at this hour has begun; hours have no fraction of a second."""
        return self.now.time().replace(microsecond=0)
