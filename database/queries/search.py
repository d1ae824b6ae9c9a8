"""The search for free consultations, as SQL that reads an index in the order of the reply.

No connection handling here. Promises: a page costs about the same with a million free slots as with a
thousand, because every part of a statement reads a range of one index (`free_by_date`, `free_by_doctor`) up
to a limit or the end of a day; paging neither repeats nor skips what stays free. The database finds and packs
what it finds into one string, without joins for names; the directory renders it.

All lower bounds are combined into one position in the order of the reply before any SQL is made. That keeps
the ranges simple: neither MySQL nor MariaDB optimises row comparisons.

A specialty's page is looked for where it mostly is, on the first few days, each by itself. Only if these are
not enough are the next consultations of each of its doctors merged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from database.connections.connection import DatabaseConnection
from database.queries.criteria import Criteria
from database.queries.directory import Directory
from database.queries.own_rule import honouring_rule
from database.queries.records import PACKED, Slot, SlotPosition, unpacked
from database.tables.blueprint import HIGHEST_ID

_FEW_DOCTORS = 6
"""Up to this many doctors, merging each one's is as fast as reading a day."""

_DAYS = 4
"""How many days are looked at one by one: an evening, a weekend and the day after."""

_LARGE_SHARE = 8
"""A specialty with an eighth of all doctors or more is found faster among everybody's consultations."""

_FREE = (
    "SELECT id, doctor_id, date, hour FROM consultations FORCE INDEX ({index}) "
    "WHERE patient_id IS NULL AND {bounds} ORDER BY date, hour, doctor_id, id LIMIT %s"
)

_ONE_OF_SEVERAL = "(" + _FREE + ")"

_FIRST_OF_SEVERAL = (
    "SELECT id, doctor_id, date, hour FROM ({parts}) AS merged ORDER BY date, hour, doctor_id, id LIMIT %s"
)

# Each doctor is a look-up in the index by all of its first three columns.
_DAY_OF_SPECIALTY = (
    "SELECT c.id, c.doctor_id, c.date, c.hour "
    "FROM doctors AS d STRAIGHT_JOIN consultations AS c FORCE INDEX (free_by_doctor) "
    "ON c.doctor_id = d.id AND c.patient_id IS NULL AND c.date = %s "
    "WHERE d.specialty_id = %s AND {bounds} ORDER BY c.hour, c.doctor_id, c.id LIMIT %s"
)

_PAGE = f"SELECT {PACKED} FROM ({{free}}) AS c"  # noqa: S608 - a constant

Part = tuple[str, list[object]]
"""SQL and its values."""


@dataclass(frozen=True)
class Search:
    """One search, for one page.

    Every statement reads one row more than the page has, to know whether there is another page.

    Attributes:
        criteria: which consultations.
        now: the server's local clock, naive.
        after: where the page starts, exclusive.
        limit: rows a page.
    """

    criteria: Criteria
    now: dt.datetime
    after: SlotPosition | None
    limit: int

    def find(self, connection: DatabaseConnection, directory: Directory) -> list[Slot]:
        """Return what is on the page, and one more if there is another page.

        Args:
            connection: an open connection.
            directory: who the doctors are.
        """
        specialty_id, doctor_id = self.criteria.specialty_id, self.criteria.doctor_id
        if specialty_id is None:
            return _read(connection, self.of_all() if doctor_id is None else self.of_doctors([doctor_id]))
        if doctor_id is not None:
            is_theirs = directory.specialty_of.get(doctor_id) == specialty_id
            return _read(connection, self.of_doctors([doctor_id])) if is_theirs else []
        return self._of_specialty(connection, directory, specialty_id)

    def next_after(self, slots: Sequence[Slot]) -> SlotPosition | None:
        """Return where the next page starts, given what `find` found; None: there is none."""
        if len(slots) <= self.limit:
            return None
        date, hour, doctor_id, number = slots[self.limit - 1]
        return SlotPosition(dt.date.fromisoformat(date), dt.time.fromisoformat(hour), doctor_id, number)

    def of_all(self) -> Part:
        """Return the statement for any doctor."""
        bounds, values = self._bounds(self._first(), None)
        return _FREE.format(index="free_by_date", bounds=bounds), [*values, self.limit + 1]

    def of_doctors(self, doctor_ids: Sequence[int], first: SlotPosition | None = None) -> Part:
        """Return the statement that merges each doctor's next consultations; right for any, slow for many.

        Args:
            doctor_ids: at least one.
            first: what comes after this position; None: where the page starts.
        """
        parts, values = [], list[object]()
        for doctor_id in doctor_ids:
            bounds, its_values = self._bounds(first or self._first(), doctor_id)
            sql = _ONE_OF_SEVERAL if len(doctor_ids) > 1 else _FREE
            parts.append(sql.format(index="free_by_doctor", bounds=f"doctor_id = %s AND {bounds}"))
            values += [doctor_id, *its_values, self.limit + 1]
        if len(parts) == 1:
            return parts[0], values
        return _FIRST_OF_SEVERAL.format(parts=" UNION ALL ".join(parts)), [*values, self.limit + 1]

    def day_of(self, day: dt.date, specialty_id: int) -> Part:
        """Return the statement for what the doctors of a specialty have on a day where the page may start."""
        bounds, values = self._in_day(day, "c.")
        return _DAY_OF_SPECIALTY.format(bounds=bounds), [day, specialty_id, *values, self.limit + 1]

    def day_among_all(self, day: dt.date, doctor_ids: Sequence[int]) -> Part:
        """Return the statement for the same, which reads everybody's consultations of that day in order."""
        bounds, values = self._in_day(day)
        theirs = f"date = %s AND {bounds} AND doctor_id IN ({_marks(doctor_ids)})"
        sql = _FREE.format(index="free_by_date", bounds=theirs)
        return sql, [day, *values, *doctor_ids, self.limit + 1]

    def _of_specialty(
        self, connection: DatabaseConnection, directory: Directory, specialty_id: int
    ) -> list[Slot]:
        doctor_ids = directory.ids_of.get(specialty_id, ())
        day, last = self._first().date, self.criteria.end_date or dt.date.max
        if not doctor_ids or day > last:
            return []
        if len(doctor_ids) <= _FEW_DOCTORS and day < last:
            return _read(connection, self.of_doctors(doctor_ids))

        def on(day: dt.date) -> list[Slot]:
            is_large = len(doctor_ids) * _LARGE_SHARE >= len(directory.specialty_of)
            part = self.day_among_all(day, doctor_ids) if is_large else self.day_of(day, specialty_id)
            return _read(connection, part)

        slots: list[Slot] = []
        for _ in range(_DAYS):
            slots += on(day)
            if len(slots) > self.limit or day == last:
                return slots[: self.limit + 1]
            day += dt.timedelta(1)
        slots += _read(connection, self.of_doctors(doctor_ids, SlotPosition(day, dt.time.min, 0, 0)))
        return slots[: self.limit + 1]

    def _bounds(self, first: SlotPosition, doctor_id: int | None) -> Part:
        """Return the condition on date and hour, for one doctor's consultations or for all."""
        tie, tie_values = _tie(first, doctor_id)
        sql = f"date >= %s AND (date > %s OR (date = %s AND (hour > %s{tie})))"
        values: list[object] = [first.date, first.date, first.date, first.hour, *tie_values]
        if self.criteria.end_date is not None:
            sql, values = sql + " AND date <= %s", [*values, self.criteria.end_date]
        return sql, values

    def _in_day(self, day: dt.date, of: str = "") -> Part:
        """Return the condition on the hour of a day, with the table's alias `of`."""
        first = self._first()
        if day > first.date:
            return "TRUE", []
        tie, values = _tie(first, None, of)
        return f"{of}hour >= %s AND ({of}hour > %s{tie})", [first.hour, first.hour, *values]

    def _first(self) -> SlotPosition:
        """Return the position after which the page starts: the latest of the lower bounds."""
        hour = self.now.time().replace(microsecond=0)  # an hour in the tables has no fraction of a second
        bounds = [SlotPosition(self.now.date(), hour, HIGHEST_ID, HIGHEST_ID)]  # what begins now has begun
        if self.criteria.start_date is not None:
            bounds.append(SlotPosition(self.criteria.start_date, dt.time.min, 0, 0))
        if self.after is not None:
            bounds.append(self.after)
        return max(bounds)


def _read(connection: DatabaseConnection, part: Part) -> list[Slot]:
    free, values = part
    [(packed,)] = connection.rows(honouring_rule(connection, _PAGE.format(free=free)), *values)
    return unpacked(packed)


def _marks(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))


def _tie(first: SlotPosition, doctor_id: int | None, of: str = "") -> Part:
    """Return the condition for consultations at the same date and hour as `first` that come after it."""
    if first.doctor_id == HIGHEST_ID:
        return "", []
    if doctor_id is None:
        return (
            f" OR ({of}hour = %s AND ({of}doctor_id > %s OR ({of}doctor_id = %s AND {of}id > %s)))",
            [first.hour, first.doctor_id, first.doctor_id, first.consultation_id],
        )
    if doctor_id < first.doctor_id:
        return "", []
    if doctor_id > first.doctor_id:
        return " OR hour = %s", [first.hour]
    return " OR (hour = %s AND id > %s)", [first.hour, first.consultation_id]
