"""The search for free consultations: how a question becomes SQL that reads an index in the reply's order.

No connection handling here. Promises: a page costs about as much with a million free slots as with a
thousand, because every part of the statement is a range of one index (`free_by_date`, `free_by_doctor`) cut
at the limit; the page's JSON is rendered by the database; paging by position neither repeats nor skips what
stays free.

All bounds fold into one before any SQL is made: a position in the reply's order. That keeps each
statement's range plain enough for MySQL and MariaDB alike, which do not optimise row comparisons.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from database.link import Link
from database.records import SearchPage, SlotPosition

# Hours have no fraction of a second, so "begun" needs none either.

_LAST_ID = 2_147_483_647
"""The largest INT: nothing of a date and hour comes behind a position with it."""

_FEW_DOCTORS = 6
"""Up to so many doctors, merging theirs is quicker than looking through everybody's nearest."""

_NEAREST_A_ROW = 40
"""Of everybody's, how many of the nearest free consultations are looked through for one row of the page."""

_DOCTORS_OF_SPECIALTY = (
    "SELECT id FROM doctors WHERE specialty_id = %s AND (%s IS NULL OR id = %s) ORDER BY id"
)

_FREE = (
    "SELECT id, doctor_id, date, hour FROM consultations FORCE INDEX ({index}) "
    "WHERE patient_id IS NULL AND {bounds} ORDER BY date, hour, doctor_id, id LIMIT %s"
)

_THEIRS = (
    "SELECT id, doctor_id, date, hour FROM ({nearest}) AS nearest WHERE doctor_id IN ({marks}) "
    "ORDER BY date, hour, doctor_id, id LIMIT %s"
)

_ONE_OF_SEVERAL = "(" + _FREE + ")"

_FIRST_OF_SEVERAL = (
    "SELECT id, doctor_id, date, hour FROM ({parts}) AS merged ORDER BY date, hour, doctor_id, id LIMIT %s"
)

# JSON writes a control character as an escape, so a line's end between the objects is never part of one.
_PAGE = (
    "SELECT GROUP_CONCAT(JSON_OBJECT("
    "'id', c.id, 'doctor_id', c.doctor_id, 'doctor', CONCAT(d.first_name, ' ', d.last_name), "
    "'specialty_id', d.specialty_id, 'specialty', s.name, "
    "'date', DATE_FORMAT(c.date, '%%Y-%%m-%%d'), 'hour', TIME_FORMAT(c.hour, '%%H:%%i')"
    ") ORDER BY c.date, c.hour, c.doctor_id, c.id SEPARATOR ',\\n'), "
    "GROUP_CONCAT(TIME_FORMAT(c.hour, '%%H:%%i:%%s') ORDER BY c.date, c.hour, c.doctor_id, c.id) "
    "FROM ({free}) AS c JOIN doctors AS d ON d.id = c.doctor_id "
    "JOIN specialties AS s ON s.id = d.specialty_id"
)


@dataclass(frozen=True)
class Search:
    """A question: the filters of `SEARCH_CONSULTATIONS`, with the server's local clock.

    Every part reads one row more than the page has: it tells whether there is another page.
    """

    now: datetime
    specialty_id: int | None
    doctor_id: int | None
    start_date: date | None
    end_date: date | None
    after: SlotPosition | None
    limit: int

    def page(self, link: Link) -> SearchPage:
        """Answer on `link`, an open connection."""
        doctor_ids = matching_doctors(link, self.specialty_id, self.doctor_id)
        if doctor_ids is None:
            return self._read(link, *self.of_all())
        if len(doctor_ids) > _FEW_DOCTORS:
            page = self._read(link, *self.of_many_doctors(doctor_ids))
            if page.next is not None:
                return page
        return self._read(link, *self.of_doctors(doctor_ids)) if doctor_ids else SearchPage(b"[]", None)

    def of_all(self) -> tuple[str, list[object]]:
        """Make the part that finds free consultations, whoever the doctor, and its values."""
        bounds, values = self._bounds(None)
        return _FREE.format(index="free_by_date", bounds=bounds), [*values, self.limit + 1]

    def of_many_doctors(self, doctor_ids: Sequence[int]) -> tuple[str, list[object]]:
        """Make the part for doctors so many that the nearest free consultations hold enough of theirs.

        A full page of it is right, anything less is not to be trusted: theirs may be further on.
        """
        bounds, values = self._bounds(None)
        nearest = _FREE.format(index="free_by_date", bounds=bounds)
        sql = _THEIRS.format(nearest=nearest, marks=", ".join(["%s"] * len(doctor_ids)))
        return sql, [*values, (self.limit + 1) * _NEAREST_A_ROW, *doctor_ids, self.limit + 1]

    def of_doctors(self, doctor_ids: Sequence[int]) -> tuple[str, list[object]]:
        """Make the part that merges each doctor's next free consultations; good for any, dear for many."""
        parts, values = [], list[object]()
        for doctor_id in doctor_ids:
            bounds, its_values = self._bounds(doctor_id)
            bounds = f"doctor_id = %s AND {bounds}"
            parts.append(_ONE_OF_SEVERAL.format(index="free_by_doctor", bounds=bounds))
            values += [doctor_id, *its_values, self.limit + 1]
        return _FIRST_OF_SEVERAL.format(parts=" UNION ALL ".join(parts)), [*values, self.limit + 1]

    def _read(self, link: Link, free: str, values: Sequence[object]) -> SearchPage:
        [(objects, hours)] = link.rows(_PAGE.format(free=free), *values)
        return self._cut(objects, hours)

    def _bounds(self, doctor_id: int | None) -> tuple[str, list[object]]:
        """Give the condition on date and hour, for one doctor's consultations or for all."""
        first = self._first()
        tie, tie_values = _tie(first, doctor_id)
        sql = f"date >= %s AND (date > %s OR (date = %s AND (hour > %s{tie})))"
        values: list[object] = [first.date, first.date, first.date, first.hour, *tie_values]
        if self.end_date is not None:
            sql, values = sql + " AND date <= %s", [*values, self.end_date]
        return sql, values

    def _first(self) -> SlotPosition:
        """Give the place in the order behind which everything may appear: the last of the bounds."""
        hour = self.now.time().replace(microsecond=0)
        bounds = [SlotPosition(self.now.date(), hour, _LAST_ID, _LAST_ID)]  # all that begin now have begun
        if self.start_date is not None:
            bounds.append(SlotPosition(self.start_date, time.min, 0, 0))
        if self.after is not None:
            bounds.append(self.after)
        return max(bounds)

    def _cut(self, objects: str | None, hours: str | None) -> SearchPage:
        """Cut the row too many off, and tell where the next page starts."""
        if objects is None or hours is None:
            return SearchPage(b"[]", None)
        lines = objects.split(",\n")
        if len(lines) <= self.limit:
            return SearchPage(f"[{objects}]".encode(), None)
        last = json.loads(lines[self.limit - 1])
        position = SlotPosition(
            date.fromisoformat(last["date"]),
            time.fromisoformat(hours.split(",")[self.limit - 1]),
            last["doctor_id"],
            last["id"],
        )
        return SearchPage(f"[{_joined(lines[: self.limit])}]".encode(), position)


def matching_doctors(link: Link, specialty_id: int | None, doctor_id: int | None) -> list[int] | None:
    """Give the doctors whose consultations match both filters; None for everybody's."""
    if specialty_id is None:
        return None if doctor_id is None else [doctor_id]
    rows = link.rows(_DOCTORS_OF_SPECIALTY, specialty_id, doctor_id, doctor_id)
    return [number for (number,) in rows]


def _joined(lines: Sequence[str]) -> str:
    return ",\n".join(lines)


def _tie(first: SlotPosition, doctor_id: int | None) -> tuple[str, list[object]]:
    """What else may appear among the consultations at the very date and hour of `first`."""
    if first.doctor_id == _LAST_ID:
        return "", []
    if doctor_id is None:
        return (
            " OR (hour = %s AND (doctor_id > %s OR (doctor_id = %s AND id > %s)))",
            [first.hour, first.doctor_id, first.doctor_id, first.consultation_id],
        )
    if doctor_id < first.doctor_id:
        return "", []
    if doctor_id > first.doctor_id:
        return " OR hour = %s", [first.hour]
    return " OR (hour = %s AND id > %s)", [first.hour, first.consultation_id]
