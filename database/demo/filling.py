"""Fills an empty database with a small hospital that looks real, from tomorrow on.

Promises: a database that holds anybody is refused before anything is written; all is written in one
transaction; the same day, number of doctors and number of days give the same data.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pymysql

from database.connections.connection import DatabaseConnection, Deadline, connect
from database.connections.faults import Fault, error_number, explain, judge
from database.demo.names import FIRST_NAMES, LAST_NAMES, REASONS, SPECIALTIES
from database.errors import DatabaseError, DatabaseUnavailableError, DemoRefusedError
from database.queries.numbers import with_check_digit
from database.queries.records import Patient
from database.settings import DatabaseSettings
from database.tables.schema import require_current

_FILL_SECONDS = 600.0
_ROWS_A_STATEMENT = 1000
_PATIENTS = 60
_BOOKED_SHARE = 0.3
_SATURDAY = 5
_SATURDAY_SHARE = 0.15
_LUNCH = (12 * 60 + 30, 13 * 60 + 30)

_Row = tuple[object, ...]
_Slot = tuple[int, dt.date, dt.time]


@dataclass(frozen=True)
class DemoSummary:
    """What was made: how many of each, and one patient to log in as."""

    patients: int
    doctors: int
    consultations: int
    sample: Patient

    def __str__(self) -> str:
        return (
            f"{len(SPECIALTIES)} specialties, {self.doctors} doctors, {self.patients} patients, "
            f"{self.consultations} consultations\n"
            f"to try it: {self.sample.first_name} {self.sample.last_name}, number {self.sample.id}"
        )


def fill(
    settings: DatabaseSettings, *, doctors: int = 25, days: int = 30, today: dt.date | None = None
) -> DemoSummary:
    """Fill an initialised, empty database.

    Args:
        settings: where.
        doctors: how many.
        days: how many days have consultations, from tomorrow on.
        today: the day before the first consultations, by default the local clock's.

    Raises:
        DemoRefusedError: it holds patients, doctors or consultations; nothing was written.
        SchemaOutdatedError: `init` has not run.
        DatabaseUnavailableError: it cannot be reached.
    """
    today = today or dt.date.today()
    try:
        connection, _ = connect(settings, Deadline(5.0), database=settings.name)
        try:
            connection.deadline = Deadline(_FILL_SECONDS)
            return _fill(connection, today, doctors, days)
        finally:
            connection.close()
    except (pymysql.err.MySQLError, OSError) as error:
        number, fault = error_number(error), judge(error)
        if fault is Fault.DEFECT:
            raise DatabaseError(f"the database refused the demo data (error {number})") from None
        raise DatabaseUnavailableError(
            f"the database {settings} is unavailable: {explain(fault, number)}"
        ) from None


def _fill(connection: DatabaseConnection, today: dt.date, doctor_count: int, days: int) -> DemoSummary:
    chance = random.Random(f"{today} {doctor_count} {days}")  # noqa: S311 - the same data again, no secrets
    connection.begin()
    _require_empty(connection)
    specialty_ids = _specialty_ids(connection)
    doctors = [
        (number, specialty_ids[SPECIALTIES[(number - 1) % len(SPECIALTIES)]], last_name, first_name)
        for number, (last_name, first_name) in enumerate(_names(chance, doctor_count), start=1)
    ]
    numbers = chance.sample(range(10_000_000, 100_000_000), _PATIENTS)
    patients: list[_Row] = [
        (with_check_digit(number), last_name, first_name, _birth_date(chance, today))
        for number, (last_name, first_name) in zip(numbers, _names(chance, _PATIENTS), strict=True)
    ]
    ids = [row[0] for row in doctors]
    slots = list(_slots(chance, ids, today, days)) or list(_slots(chance, ids, today, days, on_duty=True))
    _insert(connection, "doctors (id, specialty_id, last_name, first_name)", doctors)
    _insert(connection, "patients (id, last_name, first_name, birth_date)", patients)
    booked = list(_book(chance, slots, [row[0] for row in patients]))
    _insert(connection, "consultations (doctor_id, date, hour, patient_id, reason)", booked)
    connection.commit()
    number, last_name, first_name, _ = patients[0]
    sample = Patient(int(str(number)), str(last_name), str(first_name))
    return DemoSummary(len(patients), len(doctors), len(slots), sample)


def _require_empty(connection: DatabaseConnection) -> None:
    """Refuse tables that hold rows, then tables that are missing or outdated."""
    present = {str(name).lower() for (name,) in connection.rows("SHOW TABLES")}
    for table in ("patients", "doctors", "consultations"):
        if table in present and connection.rows(f"SELECT 1 FROM {table} LIMIT 1"):  # noqa: S608 - a constant
            raise DemoRefusedError(f"the database holds {table}: demo data goes into an empty one only")
    require_current(connection)


def _specialty_ids(connection: DatabaseConnection) -> dict[str, int]:
    """Return the specialties' ids, adding those that are missing."""
    known = {name for (name,) in connection.rows("SELECT name FROM specialties")}
    missing: list[_Row] = [(name,) for name in SPECIALTIES if name not in known]
    if missing:
        _insert(connection, "specialties (name)", missing)
    return {name: number for number, name in connection.rows("SELECT id, name FROM specialties")}


def _insert(connection: DatabaseConnection, table_and_columns: str, rows: Sequence[_Row]) -> None:
    """Insert many rows with few statements."""
    marks = "(" + ", ".join(["%s"] * len(rows[0])) + ")"
    for start in range(0, len(rows), _ROWS_A_STATEMENT):
        part = rows[start : start + _ROWS_A_STATEMENT]
        sql = f"INSERT INTO {table_and_columns} VALUES {', '.join([marks] * len(part))}"  # noqa: S608 - constants
        connection.change(sql, *(value for row in part for value in row))


def _names(chance: random.Random, count: int) -> Iterator[tuple[str, str]]:
    """Draw last and first names, without a repetition as long as there are enough."""
    pairs = [(last_name, first_name) for last_name in LAST_NAMES for first_name in FIRST_NAMES]
    last_names: list[str] = []
    while len(last_names) < count:  # use every last name before one is repeated
        last_names += chance.sample(LAST_NAMES, len(LAST_NAMES))
    taken: set[tuple[str, str]] = set()
    for last_name in last_names[:count]:
        pair = (last_name, chance.choice(FIRST_NAMES))
        while pair in taken and len(taken) < len(pairs):
            pair = chance.choice(pairs)
        taken.add(pair)
        yield pair


def _birth_date(chance: random.Random, today: dt.date) -> dt.date | None:
    """Draw a birth date, or None: some patients register without."""
    return None if chance.random() < 0.1 else today - dt.timedelta(days=chance.randrange(365, 95 * 365))  # noqa: PLR2004


def _slots(
    chance: random.Random, doctor_ids: Sequence[int], today: dt.date, days: int, *, on_duty: bool = False
) -> Iterator[_Slot]:
    """Draw every doctor's consultations: every 20 or 30 minutes, on some weekdays and a few Saturdays.

    On duty, a doctor works every morning: the only day of a demo may be a Sunday.
    """
    for doctor_id in doctor_ids:
        rhythm = chance.choice((20, 30))
        weekdays = set(chance.sample(range(_SATURDAY), chance.choice((3, 4, 5))))
        for offset in range(1, days + 1):
            day = today + dt.timedelta(days=offset)
            works_morning = on_duty or (day.weekday() == _SATURDAY and chance.random() < _SATURDAY_SHARE)
            if day.weekday() not in weekdays and not works_morning:
                continue
            last = 12 * 60 if works_morning else 17 * 60
            for minute in range(8 * 60 + 30, last + 1, rhythm):
                if not _LUNCH[0] <= minute < _LUNCH[1]:
                    yield doctor_id, day, dt.time(minute // 60, minute % 60)


def _book(chance: random.Random, slots: Sequence[_Slot], patient_ids: Sequence[object]) -> Iterator[_Row]:
    """Book some of the slots for patients, none of whom has two consultations at one time."""
    engaged: set[tuple[object, dt.date, dt.time]] = set()
    for doctor_id, day, hour in slots:
        patient_id = chance.choice(patient_ids) if chance.random() < _BOOKED_SHARE else None
        if patient_id is not None and (patient_id, day, hour) not in engaged:
            engaged.add((patient_id, day, hour))
            yield doctor_id, day, hour, patient_id, chance.choice(REASONS)
        else:
            yield doctor_id, day, hour, None, None
