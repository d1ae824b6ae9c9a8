"""Demo data: a small hospital that looks real, from tomorrow on, whatever day it is made.

Only an empty database is filled: one that holds patients is refused before anything is written, and all is
written in one transaction, so nobody ever sees half of it. Promise: the same day, doctors and days give the
same data.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

import pymysql

from database.demo_names import FIRST_NAMES, LAST_NAMES, REASONS, SPECIALTIES
from database.errors import DatabaseError, DatabaseUnavailable, DemoRefused
from database.faults import Fault, error_number, explain, judge
from database.link import Link, TimeBudget, open_link
from database.numbers import with_check_digit
from database.records import Patient
from database.schema import require_current
from database.settings import DatabaseSettings

_FILL_SECONDS = 600.0
_ROWS_A_STATEMENT = 1000
_PATIENTS = 60
_BOOKED_SHARE = 0.3
_SATURDAY = 5
_SATURDAY_SHARE = 0.15
_LUNCH = (12 * 60 + 30, 13 * 60 + 30)

_Row = tuple[object, ...]
_Slot = tuple[int, date, time]


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
    settings: DatabaseSettings, *, doctors: int = 25, days: int = 30, today: date | None = None
) -> DemoSummary:
    """Fill an initialised, empty database.

    Args:
        settings: where.
        doctors: how many.
        days: how many days have consultations, from tomorrow on.
        today: the day it is run, by default the local clock's.

    Raises:
        DemoRefused: it holds patients; nothing was written.
        SchemaOutdated: `init` has not run.
        DatabaseUnavailable: it cannot be reached.
    """
    today = today or date.today()
    try:
        link, _ = open_link(settings, TimeBudget(5.0), database=settings.name)
        try:
            link.deadline = TimeBudget(_FILL_SECONDS)
            return _fill(link, today, doctors, days)
        finally:
            link.close()
    except (pymysql.err.MySQLError, OSError) as error:
        number, fault = error_number(error), judge(error)
        if fault is Fault.DEFECT:
            raise DatabaseError(f"the database refused the demo data (error {number})") from None
        raise DatabaseUnavailable(
            f"the database {settings} is unavailable: {explain(fault, number)}"
        ) from None


def _fill(link: Link, today: date, doctor_count: int, days: int) -> DemoSummary:
    chance = random.Random(f"{today} {doctor_count} {days}")  # noqa: S311 - the same data again, no secrets
    link.begin()
    _require_empty(link)
    specialty_ids = _specialty_ids(link)
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
    _insert(link, "doctors (id, specialty_id, last_name, first_name)", doctors)
    _insert(link, "patients (id, last_name, first_name, birth_date)", patients)
    booked = list(_book(chance, slots, [row[0] for row in patients]))
    _insert(link, "consultations (doctor_id, date, hour, patient_id, reason)", booked)
    link.commit()
    number, last_name, first_name, _ = patients[0]
    sample = Patient(int(str(number)), str(last_name), str(first_name))
    return DemoSummary(len(patients), len(doctors), len(slots), sample)


def _require_empty(link: Link) -> None:
    """Refuse tables with anybody's rows first, tables that are not there yet second."""
    present = {str(name).lower() for (name,) in link.rows("SHOW TABLES")}
    for table in ("patients", "doctors", "consultations"):
        if table in present and link.rows(f"SELECT 1 FROM {table} LIMIT 1"):  # noqa: S608 - a constant
            raise DemoRefused(f"the database holds {table} already: demo data goes into an empty one only")
    require_current(link)


def _specialty_ids(link: Link) -> dict[str, int]:
    """Give the specialties' ids, adding those that are missing."""
    known = {name for (name,) in link.rows("SELECT name FROM specialties")}
    missing: list[_Row] = [(name,) for name in SPECIALTIES if name not in known]
    if missing:
        _insert(link, "specialties (name)", missing)
    return {name: number for number, name in link.rows("SELECT id, name FROM specialties")}


def _insert(link: Link, table_and_columns: str, rows: Sequence[_Row]) -> None:
    """Insert many rows by few statements."""
    marks = "(" + ", ".join(["%s"] * len(rows[0])) + ")"
    for start in range(0, len(rows), _ROWS_A_STATEMENT):
        part = rows[start : start + _ROWS_A_STATEMENT]
        sql = f"INSERT INTO {table_and_columns} VALUES {', '.join([marks] * len(part))}"  # noqa: S608 - constants
        link.change(sql, *(value for row in part for value in row))


def _names(chance: random.Random, count: int) -> Iterator[tuple[str, str]]:
    """Draw last and first names; no two the same as long as there are enough."""
    pairs = [(last_name, first_name) for last_name in LAST_NAMES for first_name in FIRST_NAMES]
    last_names: list[str] = []
    while len(last_names) < count:  # every last name once before any comes again
        last_names += chance.sample(LAST_NAMES, len(LAST_NAMES))
    taken: set[tuple[str, str]] = set()
    for last_name in last_names[:count]:
        pair = (last_name, chance.choice(FIRST_NAMES))
        while pair in taken and len(taken) < len(pairs):
            pair = chance.choice(pairs)
        taken.add(pair)
        yield pair


def _birth_date(chance: random.Random, today: date) -> date | None:
    """Draw one; some patients registered without."""
    return None if chance.random() < 0.1 else today - timedelta(days=chance.randrange(365, 95 * 365))  # noqa: PLR2004


def _slots(
    chance: random.Random, doctor_ids: Sequence[int], today: date, days: int, *, on_duty: bool = False
) -> Iterator[_Slot]:
    """Draw every doctor's consultations: a rhythm of 20 or 30 minutes, days of the week, a few Saturdays.

    On duty a doctor is there every day, if only in the morning: a demo's one day may be a Sunday.
    """
    for doctor_id in doctor_ids:
        rhythm = chance.choice((20, 30))
        weekdays = set(chance.sample(range(_SATURDAY), chance.choice((3, 4, 5))))
        for offset in range(1, days + 1):
            day = today + timedelta(days=offset)
            works_morning = on_duty or (day.weekday() == _SATURDAY and chance.random() < _SATURDAY_SHARE)
            if day.weekday() not in weekdays and not works_morning:
                continue
            last = 12 * 60 if works_morning else 17 * 60
            for minute in range(8 * 60 + 30, last + 1, rhythm):
                if not _LUNCH[0] <= minute < _LUNCH[1]:
                    yield doctor_id, day, time(minute // 60, minute % 60)


def _book(chance: random.Random, slots: Sequence[_Slot], patient_ids: Sequence[object]) -> Iterator[_Row]:
    """Give some of the slots to patients, none of whom is at two places at once."""
    engaged: set[tuple[object, date, time]] = set()
    for doctor_id, day, hour in slots:
        patient_id = chance.choice(patient_ids) if chance.random() < _BOOKED_SHARE else None
        if patient_id is not None and (patient_id, day, hour) not in engaged:
            engaged.add((patient_id, day, hour))
            yield doctor_id, day, hour, patient_id, chance.choice(REASONS)
        else:
            yield doctor_id, day, hour, None, None
