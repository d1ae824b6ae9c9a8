"""The statements of the rival of a visit (`bench.rival`), as a good team would write them with EXPLAIN.

STRAIGHT_JOIN, because the optimiser at times begins with the specialties and sorts all that is free, or reads
a whole day for one specialty; a booking is one conditional UPDATE in autocommit, whose row count is the
verdict.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pymysql

if TYPE_CHECKING:
    Link = pymysql.Connection[Any]

_PATIENT = "SELECT 1 FROM patients WHERE id = %s AND last_name = %s AND first_name = %s"

_SPECIALTIES = "SELECT id, name FROM specialties ORDER BY name, id"

_DOCTORS = (
    "SELECT id, last_name, first_name, specialty_id FROM doctors{where} ORDER BY last_name, first_name, id"
)

_COLUMNS = (
    "c.id, c.doctor_id, CONCAT(d.first_name, ' ', d.last_name) AS doctor, d.specialty_id, "
    "s.name AS specialty, c.date, TIME_FORMAT(c.hour, '%%H:%%i') AS hour"
)

_BY_DATE = (
    "consultations AS c JOIN doctors AS d ON d.id = c.doctor_id "
    "JOIN specialties AS s ON s.id = d.specialty_id"
)
"""Read by date, or what one doctor has, in order, and stop at the limit."""

_BY_DOCTOR = (
    "specialties AS s JOIN doctors AS d ON d.specialty_id = s.id "
    "JOIN consultations AS c ON c.doctor_id = d.id"
)
"""For few days of a specialty: read what each of its doctors has there, and sort."""

_PAGE = (
    "SELECT STRAIGHT_JOIN {columns} FROM {tables} "
    "WHERE c.patient_id IS NULL AND {bounds} ORDER BY c.date, c.hour, c.doctor_id, c.id LIMIT %s"
)

_DAYS = (
    "SELECT STRAIGHT_JOIN c.date, COUNT(*) AS free FROM {tables} "
    "WHERE c.patient_id IS NULL AND {bounds} GROUP BY c.date"
)

_NOT_BEGUN = "(date > %s OR (date = %s AND hour > %s))"

_HELD = f"SELECT COUNT(*) FROM consultations WHERE patient_id = %s AND {_NOT_BEGUN}"  # noqa: S608 - a constant

_BOOK = (
    "UPDATE consultations SET patient_id = %s, reason = %s "  # noqa: S608 - a constant
    f"WHERE id = %s AND patient_id IS NULL AND {_NOT_BEGUN}"
)

_HOLDER = "SELECT patient_id FROM consultations WHERE id = %s"

_FEW_DAYS = 7


@dataclass(frozen=True)
class Filters:
    """Which free consultations are wanted; None stands for any."""

    specialty_id: int | None
    doctor_id: int | None
    start_date: dt.date | None
    end_date: dt.date | None

    def bounds(self) -> tuple[str, list[object]]:
        """Return the condition, and its values; the optimiser sees one day only by `=`."""
        is_one_day = self.start_date is not None and self.start_date == self.end_date
        wanted = {
            "c.date = %s": self.start_date if is_one_day else None,
            "c.date >= %s": None if is_one_day else self.start_date,
            "c.date <= %s": None if is_one_day else self.end_date,
            "d.specialty_id = %s": self.specialty_id,
            "c.doctor_id = %s": self.doctor_id,
        }
        given = {sql: value for sql, value in wanted.items() if value is not None}
        parts = ["(c.date > %s OR (c.date = %s AND c.hour > %s))", *given]
        return " AND ".join(parts), [*_now(), *given.values()]

    @property
    def is_of_few_days(self) -> bool:
        """Whether so few days are wanted that going through the doctors first is faster."""
        if self.start_date is None or self.end_date is None:
            return False
        return (self.end_date - self.start_date).days < _FEW_DAYS


def is_patient(link: Link, patient_id: int, last_name: str, first_name: str) -> bool:
    """Return whether number and names are one patient's."""
    return bool(_rows(link, _PATIENT, patient_id, last_name, first_name))


def specialties(link: Link) -> list[dict[str, Any]]:
    """Return every specialty, by name."""
    return _rows(link, _SPECIALTIES)


def doctors(link: Link, specialty_id: int | None) -> list[dict[str, Any]]:
    """Return the doctors (of one specialty), by name."""
    if specialty_id is None:
        return _rows(link, _DOCTORS.format(where=""))
    return _rows(link, _DOCTORS.format(where=" WHERE specialty_id = %s"), specialty_id)


def search(link: Link, filters: Filters, limit: int) -> list[dict[str, Any]]:
    """Return the next free consultations, at most `limit`, by date, hour, doctor, id."""
    is_by_doctor = filters.specialty_id is not None and filters.is_of_few_days
    tables = _BY_DOCTOR if is_by_doctor else _BY_DATE
    bounds, values = filters.bounds()
    return _rows(link, _PAGE.format(columns=_COLUMNS, tables=tables, bounds=bounds), *values, limit)


def days(link: Link, filters: Filters) -> list[dict[str, Any]]:
    """Count the free consultations of each day."""
    bounds, values = filters.bounds()
    tables = "consultations AS c"
    if filters.specialty_id is not None:
        tables = f"doctors AS d JOIN {tables} ON c.doctor_id = d.id"
    return _rows(link, _DAYS.format(tables=tables, bounds=bounds), *values)


def book(link: Link, patient_id: int, consultation_id: int, reason: str, most: int) -> str | None:
    """Book; return why not, or None.

    Args:
        link: a connection in autocommit.
        patient_id: who.
        consultation_id: what.
        reason: why the patient comes.
        most: how many consultations to come a patient may hold.
    """
    with link.cursor() as cursor:
        cursor.execute(_HELD, (patient_id, *_now()))
        if cursor.fetchall()[0][0] >= most:
            return "TOO_MANY_BOOKINGS"
        try:
            if cursor.execute(_BOOK, (patient_id, reason, consultation_id, *_now())):
                return None
        except pymysql.err.IntegrityError:
            return "TIME_CONFLICT"
        cursor.execute(_HOLDER, (consultation_id,))
        return None if cursor.fetchall() == ((patient_id,),) else "NOT_AVAILABLE"


def _now() -> tuple[dt.date, dt.date, dt.time]:
    now = dt.datetime.now()
    return now.date(), now.date(), now.time().replace(microsecond=0)


def _rows(link: Link, sql: str, *values: object) -> list[dict[str, Any]]:
    with link.cursor() as cursor:
        cursor.execute(sql, values)
        assert cursor.description is not None
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
