"""Fixtures: a small hospital written row by row, and databases of the hospital's own make."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest

from database import Database, DatabaseSettings
from database.tables.schema import bring_up_to_date
from tests.plugins.mariadb import RunSql

DAY = dt.date(2030, 1, 7)
BEFORE = dt.datetime(2030, 1, 1, 12, 0)


@dataclass(frozen=True)
class Wanted:
    """Search criteria, any by default."""

    specialty_id: int | None = None
    doctor_id: int | None = None
    start_date: dt.date | None = None
    end_date: dt.date | None = None


AddSlot = Callable[..., int]
Make = Callable[..., None]
TakeOver = Callable[[], None]


@pytest.fixture
def hospital(database_settings: object, run_sql: RunSql) -> RunSql:
    """Specialties 1 to 3, doctors 11, 12 (of 1), 21 (of 2), patients 1, 2; no consultation."""
    run_sql(
        "INSERT INTO specialties (id, name) VALUES (1, 'Urologie'), (2, 'Échographie'), (3, 'Dermatologie')"
    )
    run_sql(
        "INSERT INTO doctors (id, specialty_id, last_name, first_name) VALUES "
        "(11, 1, 'Zidane', 'Amélie'), (12, 1, 'D''Hondt', 'Zoë'), (21, 2, 'Évrard', 'Benoît')"
    )
    run_sql(
        "INSERT INTO patients (id, last_name, first_name) VALUES (1, 'Un', 'Premier'), (2, 'Deux', 'Second')"
    )
    return run_sql


@pytest.fixture
def add_slot(hospital: RunSql) -> AddSlot:
    """Add a consultation; return its id."""
    numbers = iter(range(100, 10_000))

    def add(
        doctor_id: int = 11,
        day: dt.date = DAY,
        hour: str = "09:00",
        patient_id: int | None = None,
        number: int = 0,
    ) -> int:
        number = number or next(numbers)
        hospital(
            "INSERT INTO consultations (id, doctor_id, date, hour, patient_id) VALUES (%s, %s, %s, %s, %s)",
            number,
            doctor_id,
            day,
            dt.time.fromisoformat(hour),
            patient_id,
        )
        return number

    return add


@pytest.fixture
def theirs(empty_settings: DatabaseSettings, run_sql: RunSql) -> Make:
    """Run scripts that create tables and rows in an empty database."""
    run_sql(f"CREATE DATABASE {empty_settings.name}", database=None)

    def make(*scripts: str) -> None:
        for script in scripts:
            for statement in filter(str.strip, script.split(";\n")):
                run_sql(statement.strip().rstrip(";"))

    return make


@pytest.fixture
def take_over(empty_settings: DatabaseSettings) -> TakeOver:
    """Run what `init` runs."""
    return lambda: bring_up_to_date(empty_settings, lambda line: None)


@pytest.fixture
def adopted(empty_settings: DatabaseSettings) -> Iterator[Database]:
    """A `Database` on it."""
    with closing(Database(empty_settings)) as database:
        yield database
