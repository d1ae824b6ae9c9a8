"""Calendars that are shared: how old they may be, and that a booking made here shows at once."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest

from database import BookingOutcome, Database, DatabaseSettings, DatabaseUnavailableError
from database.connections.connection import DatabaseConnection
from database.queries.availability import DOCTORS_AT_ONCE, SPARE
from database.queries.calendars import CALENDAR_SECONDS
from tests.database.conftest import BEFORE, DAY, AddSlot, Wanted
from tests.database.queries.test_kept import Clock
from tests.plugins.mariadb import RunSql

PROMISED = 10.0
"""Seconds, in `docs/protocol.md`."""
SHOWN = 4

EVERY_WAY: list[dict[str, Any]] = [{}, {"doctor_id": 11}, {"specialty_id": 1}]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(database_settings: DatabaseSettings, clock: Clock) -> Iterator[Database]:
    with closing(Database(database_settings, clock=clock)) as database:
        yield database


def free(database: Database, *, now: dt.datetime = BEFORE, **wanted: Any) -> dict[str, int]:
    found = database.count_free_by_day(Wanted(**wanted), now=now, max_days=62, max_free=SHOWN)
    return {day["date"][-5:]: day["free"] for day in json.loads(found.days)}


def book(database: Database, number: int, patient_id: int = 1, limit: int = 10) -> BookingOutcome:
    return database.book_consultation(
        patient_id=patient_id, consultation_id=number, reason="x", now=BEFORE, limit=limit
    )


@pytest.mark.parametrize("question", EVERY_WAY, ids=str)
def test_a_calendar_that_was_counted_needs_no_database(
    add_slot: AddSlot, hospital: RunSql, database: Database, question: dict[str, Any]
) -> None:
    add_slot()
    assert free(database, **question) == {"01-07": 1}
    hospital("RENAME TABLE consultations TO consultations_away")
    assert free(database, **question) == {"01-07": 1}


@pytest.mark.parametrize("question", EVERY_WAY, ids=str)
def test_another_programs_change_shows_within_ten_seconds(
    add_slot: AddSlot, hospital: RunSql, database: Database, clock: Clock, question: dict[str, Any]
) -> None:
    taken = add_slot()
    free(database, **question)
    add_slot(hour="10:00")
    add_slot(day=DAY + dt.timedelta(1))
    hospital("UPDATE consultations SET patient_id = 1 WHERE id = %s", taken)
    clock.seconds += CALENDAR_SECONDS
    assert clock.seconds <= PROMISED
    assert free(database, **question) == {"01-07": 1, "01-08": 1}


def test_the_next_minute_has_a_calendar_of_its_own(add_slot: AddSlot, database: Database) -> None:
    add_slot(hour="09:00")
    add_slot(hour="10:00")
    before = dt.datetime.combine(DAY, dt.time(8, 59, 59))
    assert free(database, now=before) == {"01-07": 2}
    assert free(database, now=before + dt.timedelta(seconds=1)) == {"01-07": 1}


@pytest.mark.parametrize("limit", [0, 10])
def test_a_booking_made_here_shows_at_once_in_every_calendar_it_concerns(
    add_slot: AddSlot, database: Database, limit: int
) -> None:
    first = add_slot(hour="09:00")
    add_slot(hour="10:00")
    for hour in ("09:00", "10:00"):
        add_slot(doctor_id=21, hour=hour)
    every = [*EVERY_WAY, {"doctor_id": 21}, {"specialty_id": 2}, {"doctor_id": 12}]
    assert [free(database, **question).get("01-07", 0) for question in every] == [4, 2, 2, 2, 2, 0]
    assert book(database, first, limit=limit) is BookingOutcome.BOOKED
    assert [free(database, **question).get("01-07", 0) for question in every] == [3, 1, 1, 2, 2, 0]


def test_a_booking_that_is_repeated_or_refused_is_not_taken_off_again(
    add_slot: AddSlot, database: Database
) -> None:
    first, *_ = [add_slot(hour=hour) for hour in ("09:00", "10:00", "11:00", "12:00")]
    assert book(database, first) is BookingOutcome.BOOKED
    assert free(database) == {"01-07": 3}
    assert book(database, first) is BookingOutcome.BOOKED
    assert book(database, first, patient_id=2) is BookingOutcome.NOT_AVAILABLE
    assert free(database) == {"01-07": 3}


def test_the_first_day_and_the_next_one_move_when_their_last_one_is_booked(
    add_slot: AddSlot, database: Database
) -> None:
    first = add_slot()
    add_slot(day=DAY + dt.timedelta(2))
    far = add_slot(day=DAY + dt.timedelta(200))
    add_slot(day=DAY + dt.timedelta(201))

    def days() -> tuple[dt.date, dt.date | None]:
        found = database.count_free_by_day(Wanted(), now=BEFORE, max_days=62, max_free=SHOWN)
        return found.start_date, found.next_date

    assert days() == (DAY, DAY + dt.timedelta(200))
    book(database, first)
    assert days() == (DAY + dt.timedelta(2), DAY + dt.timedelta(200))
    book(database, far)
    assert days() == (DAY + dt.timedelta(2), DAY + dt.timedelta(201))


@pytest.mark.parametrize("question", [{}, {"specialty_id": 3}], ids=str)
def test_a_day_that_was_not_counted_to_its_end_is_right_after_any_number_of_bookings(
    hospital: RunSql, database: Database, question: dict[str, Any]
) -> None:
    """More doctors than are counted at once, each with one hour: first over the limit, then under it."""
    count = max(2 * DOCTORS_AT_ONCE, SHOWN + SPARE + 3)
    hospital("INSERT INTO doctors SELECT 100 + seq, 3, CONCAT('N', seq), 'P' FROM seq_1_to_%s", count)
    hospital(
        "INSERT INTO consultations (id, doctor_id, date, hour) "
        "SELECT 1000 + seq, 100 + seq, %s, SEC_TO_TIME(3600 * 8 + seq * 60) FROM seq_1_to_%s",
        DAY,
        count,
    )
    for left in range(count, 0, -1):
        assert free(database, **question) == {"01-07": min(left, SHOWN)}
        book(database, 1000 + left, limit=0)
    assert free(database, **question) == {}


def test_a_day_that_the_first_doctors_do_not_fill_is_counted_on(hospital: RunSql, database: Database) -> None:
    count = 2 * DOCTORS_AT_ONCE
    hospital("INSERT INTO doctors SELECT 100 + seq, 3, CONCAT('N', seq), 'P' FROM seq_1_to_%s", count)
    for doctor_id in (101, 100 + count - 2, 100 + count - 1, 100 + count):
        hospital("INSERT INTO consultations (doctor_id, date, hour) VALUES (%s, %s, '09:00')", doctor_id, DAY)
    hospital("INSERT INTO consultations (doctor_id, date, hour) VALUES (%s, '2030-01-09', '09:00')", 101)
    assert free(database, specialty_id=3) == {"01-07": 4, "01-09": 1}


def test_a_booking_is_taken_off_from_what_is_being_counted(
    add_slot: AddSlot, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [add_slot(hour=f"{hour:02}:00") for hour in (9, 10, 11)]
    rows = DatabaseConnection.rows

    def book_after_the_count(connection: DatabaseConnection, sql: str, *values: object) -> Any:
        found = rows(connection, sql, *values)
        if sql.startswith("SELECT CONCAT_WS"):
            monkeypatch.setattr(DatabaseConnection, "rows", rows)
            assert book(database, numbers[0]) is BookingOutcome.BOOKED
        return found

    monkeypatch.setattr(DatabaseConnection, "rows", book_after_the_count)
    assert free(database) == {"01-07": 2}
    assert free(database) == {"01-07": 2}


def test_nothing_is_kept_when_a_bookings_outcome_is_unknown(
    add_slot: AddSlot, database: Database, hospital: RunSql, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = add_slot()
    assert free(database) == {"01-07": 1}
    hospital("UPDATE consultations SET patient_id = 1 WHERE id = %s", number)  # it took effect all the same

    def fail(*_: object) -> None:
        raise DatabaseUnavailableError("away")

    with monkeypatch.context() as patch:
        patch.setattr(database._pool, "run", fail)
        with pytest.raises(DatabaseUnavailableError):
            book(database, number)
    assert free(database) == {}


def test_many_askers_and_bookers_leave_the_right_calendar(
    hospital: RunSql, database: Database, clock: Clock
) -> None:
    hospital(
        "INSERT INTO consultations (id, doctor_id, date, hour) "
        "SELECT 1000 + seq, 11, DATE_ADD(%s, INTERVAL seq DIV 3 DAY), SEC_TO_TIME(28800 + seq * 600) "
        "FROM seq_0_to_59",
        DAY,
    )

    def work(number: int) -> None:
        free(database, specialty_id=1)
        book(database, number, limit=0)
        free(database, specialty_id=1)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(1000, 1060, 2)))
    shown = free(database, specialty_id=1)
    clock.seconds += CALENDAR_SECONDS
    exact = free(database, specialty_id=1)
    assert sum(exact.values()) == 30
    assert all(shown.get(day, 0) <= number for day, number in exact.items())  # never more than there are
