"""The tables of a run: demo data to begin with, and what they hold at the end, read without the server.

The demo's bookings stay on its first day; later ones are free, so that patients have something to book.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import pymysql

from database import DatabaseSettings
from database.demo import fill as fill_with_demo_data
from database.tables.schema import bring_up_to_date
from prove.history import MARKS, Row
from prove.waiting import wait_until

_FIRST_DAYS = 2
"""The first consultations are two days away, so that none begins during a run."""

_ROWS = (
    "SELECT c.id, c.doctor_id, d.specialty_id, c.date, c.hour, c.patient_id, c.reason "
    "FROM consultations AS c JOIN doctors AS d ON d.id = c.doctor_id"
)
_OTHERS = (
    "SELECT COUNT(*) FROM information_schema.processlist "
    "WHERE id <> CONNECTION_ID() AND user <> 'system user' AND command <> 'Daemon'"
)
_ONE_MORE = (
    "INSERT IGNORE INTO patients (id, last_name, first_name) "
    "VALUES (100000000 + RAND() * 900000000, 'x', 'y')"
)

_MOST_FAILURES = 50
_QUIET_SECONDS = 60.0


_FIRST_BIRTH = dt.date(1880, 1, 1)
"""`docs/protocol.md`, "LOGIN": no new patient was born earlier."""


@dataclass(frozen=True)
class Person:
    """A patient, who can log in.

    Attributes:
        birth_date: as in the tables; of a new patient it tells the call (`birth_date_of`).
    """

    number: int
    last_name: str
    first_name: str
    birth_date: dt.date | None = None

    @property
    def mark(self) -> int:
        """Which call registered this new patient, but for multiples of `MARKS`; -1: none of ours."""
        return -1 if self.birth_date is None else (self.birth_date - _FIRST_BIRTH).days


@dataclass(frozen=True)
class Tables:
    """What the tables hold.

    Attributes:
        people: every patient.
        rows: every consultation, with its holder as `after`.
    """

    people: tuple[Person, ...]
    rows: tuple[Row, ...]


def prepare(settings: DatabaseSettings, *, doctors: int, days: int) -> None:
    """Make the tables and fill them."""
    bring_up_to_date(settings, lambda _: None)
    fill(settings, doctors=doctors, days=days)


def fill(settings: DatabaseSettings, *, doctors: int, days: int) -> None:
    """Fill tables that are there and empty."""
    today = dt.date.today() + dt.timedelta(days=_FIRST_DAYS - 1)
    fill_with_demo_data(settings, doctors=doctors, days=days, today=today)
    with closing(connect(settings)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT MIN(date) FROM consultations")
        [(first_day,)] = cursor.fetchall()
        free = "UPDATE consultations SET patient_id = NULL, reason = NULL WHERE date > %s"
        cursor.execute(free, (first_day,))


def read_tables(settings: DatabaseSettings) -> Tables:
    """Read everything."""
    with closing(connect(settings)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT id, last_name, first_name, birth_date FROM patients ORDER BY id")
        people = tuple(Person(*row) for row in cursor.fetchall())
        cursor.execute(_ROWS)
        rows = tuple(_row(row) for row in cursor.fetchall())
    return Tables(people, rows)


def wait_until_alone(settings: DatabaseSettings) -> None:
    """Wait until nobody else is connected: what a killed client had asked for may still be at work.

    Raises:
        TimeoutError: somebody stays.
    """
    with closing(connect(settings)) as connection, connection.cursor() as cursor:

        def is_alone() -> bool:
            cursor.execute(_OTHERS)
            return bool(cursor.fetchall() == ((0,),))

        wait_until(is_alone, _QUIET_SECONDS)


@contextmanager
def room_used_up(settings: DatabaseSettings, seconds: float) -> Iterator[None]:
    """Use up what room the table of patients has left, as another program that never commits.

    Args:
        settings: of a database whose disk is full.
        seconds: when to give up filling.
    """
    given_up = time.monotonic() + seconds
    failures = 0
    with closing(connect(settings)) as connection, connection.cursor() as cursor:
        cursor.execute("BEGIN")
        while failures < _MOST_FAILURES and time.monotonic() < given_up:
            try:
                cursor.execute(_ONE_MORE)
            except pymysql.err.MySQLError:  # the table is full, but there may be a page with room for another
                failures += 1
        yield


def seconds_ahead(settings: DatabaseSettings) -> float:
    """Return how far the database's clock is ahead of the machine's; negative: behind."""
    with closing(connect(settings)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT UTC_TIMESTAMP(6)")
        [(seen,)] = cursor.fetchall()
    return float((seen.replace(tzinfo=dt.UTC) - dt.datetime.now(dt.UTC)).total_seconds())


def connect(settings: DatabaseSettings) -> pymysql.Connection[Any]:
    """Connect with the driver alone, in autocommit."""
    return pymysql.connect(
        unix_socket=str(settings.unix_socket),
        user=settings.user,
        database=settings.name,
        charset="utf8mb4",
        autocommit=True,
        ssl_disabled=True,
    )


def _row(columns: tuple[Any, ...]) -> Row:
    number, doctor, specialty, date, hour, patient, reason = columns
    minutes = int(hour.total_seconds()) // 60
    booked_by = None
    with suppress(ValueError):
        booked_by = int((reason or "").removeprefix(REASON))
    return Row(
        id=number,
        doctor=doctor,
        specialty=specialty,
        date=date.isoformat(),
        hour=f"{minutes // 60:02}:{minutes % 60:02}",
        after=patient,
        booked_by=booked_by,
    )


REASON = "call "
"""Before the number of the call that books: so a row tells which one it was."""


def birth_date_of(call: int) -> dt.date:
    """Return the birth date of a new patient, which tells by which call it was registered."""
    return _FIRST_BIRTH + dt.timedelta(call % MARKS)
