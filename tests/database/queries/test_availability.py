"""GET_AVAILABILITY: which days it counts, how far, what comes after, and at what cost."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from database import Availability, Database, DatabaseSettings
from database.connections.connection import Deadline, connect
from database.queries.availability import SPARE, Calendar, Counts, Part
from tests.database.conftest import BEFORE, DAY, AddSlot, Wanted
from tests.plugins.mariadb import RunSql

EVERY_WAY: list[dict[str, Any]] = [
    {},
    {"doctor_id": 11},
    {"specialty_id": 1},
    {"specialty_id": 1, "doctor_id": 11},
]


def count(
    database: Database, *, now: dt.datetime = BEFORE, max_days: int = 62, max_free: int = 1000, **wanted: Any
) -> Availability:
    return database.count_free_by_day(Wanted(**wanted), now=now, max_days=max_days, max_free=max_free)


def days(found: Availability) -> dict[str, int]:
    return {day["date"]: day["free"] for day in json.loads(found.days)}


def at(offset: int) -> dt.date:
    return DAY + dt.timedelta(offset)


def test_a_day_has_the_fields_of_the_protocol_and_days_come_in_order(
    add_slot: AddSlot, database: Database
) -> None:
    for offset, hour in ((30, "09:00"), (2, "09:00"), (0, "09:00"), (0, "10:00")):
        add_slot(day=at(offset), hour=hour)
    expected = [
        {"date": "2030-01-07", "free": 2},
        {"date": "2030-01-09", "free": 1},
        {"date": "2030-02-06", "free": 1},
    ]
    for question in EVERY_WAY:
        assert json.loads(count(database, **question).days) == expected


@pytest.mark.parametrize("question", [*EVERY_WAY, {"specialty_id": 99}], ids=str)
def test_nothing_free_is_an_empty_calendar_from_today(
    hospital: RunSql, database: Database, question: dict[str, Any]
) -> None:
    assert count(database, **question) == Availability(
        b"[]", BEFORE.date(), BEFORE.date() + dt.timedelta(61), None
    )


def test_booked_ones_are_not_counted(add_slot: AddSlot, database: Database) -> None:
    add_slot(patient_id=1)
    add_slot(day=at(1), hour="09:00")
    add_slot(day=at(1), hour="10:00", patient_id=1)
    add_slot(day=at(99), patient_id=1)
    for question in EVERY_WAY:
        found = count(database, **question)
        assert (days(found), found.next_date) == ({"2030-01-08": 1}, None)


@pytest.mark.parametrize(
    ("now", "free"),
    [
        (dt.datetime.combine(at(-1), dt.time(23, 59)), 3),
        (dt.datetime.combine(DAY, dt.time(0, 0)), 2),
        (dt.datetime.combine(DAY, dt.time(8, 59, 59, 999_999)), 2),
        (dt.datetime.combine(DAY, dt.time(9, 0)), 1),
        (dt.datetime.combine(DAY, dt.time(9, 0, 0, 1)), 1),
        (dt.datetime.combine(DAY, dt.time(17, 0)), 0),
    ],
)
@pytest.mark.parametrize("question", EVERY_WAY, ids=str)
def test_what_begins_now_has_begun(
    add_slot: AddSlot,
    database: Database,
    now: dt.datetime,
    free: int,
    question: dict[str, Any],
) -> None:
    for hour in ("00:00", "09:00", "17:00"):
        add_slot(hour=hour)
    for start in (None, DAY, dt.date(2020, 1, 1)):
        found = count(database, now=now, start_date=start, **question)
        assert days(found) == ({"2030-01-07": free} if free else {})


@pytest.mark.parametrize("question", EVERY_WAY, ids=str)
def test_start_and_end_are_included_and_the_next_day_comes_after_the_end(
    add_slot: AddSlot, database: Database, question: dict[str, Any]
) -> None:
    for offset in range(5):
        add_slot(day=at(offset), hour="00:00")
    found = count(database, start_date=at(1), end_date=at(2), **question)
    assert days(found) == {"2030-01-08": 1, "2030-01-09": 1}
    assert (found.start_date, found.end_date, found.next_date) == (at(1), at(2), at(3))


@pytest.mark.parametrize("question", EVERY_WAY, ids=str)
def test_a_reply_covers_a_limited_number_of_days(
    add_slot: AddSlot, database: Database, question: dict[str, Any]
) -> None:
    for offset in (0, 2, 3, 9):
        add_slot(day=at(offset))
    from_the_first = count(database, max_days=3, **question)
    assert (from_the_first.start_date, from_the_first.end_date) == (DAY, at(2))
    assert (list(days(from_the_first)), from_the_first.next_date) == (["2030-01-07", "2030-01-09"], at(3))
    asked = count(database, max_days=3, start_date=at(1), end_date=at(20), **question)
    assert (asked.start_date, asked.end_date, asked.next_date) == (at(1), at(3), at(9))
    past = count(database, max_days=3, start_date=dt.date(2020, 1, 1), **question)
    assert (past.start_date, past.end_date, past.next_date) == (
        BEFORE.date(),
        BEFORE.date() + dt.timedelta(2),
        DAY,
    )


@pytest.mark.parametrize("question", EVERY_WAY, ids=str)
def test_an_end_before_the_first_free_day_still_finds_the_next_day(
    add_slot: AddSlot, database: Database, question: dict[str, Any]
) -> None:
    add_slot()
    today = BEFORE.date()
    assert count(database, end_date=at(-2), **question) == Availability(b"[]", today, at(-2), DAY)
    over = today - dt.timedelta(1)
    for start in (None, over - dt.timedelta(9)):
        found = count(database, start_date=start, end_date=over, **question)
        assert found == Availability(b"[]", over, over, DAY)


def test_the_last_possible_day_has_no_next(add_slot: AddSlot, database: Database) -> None:
    add_slot(day=dt.date.max)
    found = count(database, start_date=dt.date.max)
    assert (days(found), found.end_date, found.next_date) == ({"9999-12-31": 1}, dt.date.max, None)


def test_by_doctor_by_specialty_and_both(add_slot: AddSlot, database: Database) -> None:
    for doctor_id, offset in ((11, 0), (12, 0), (21, 0), (12, 1), (21, 2), (11, 70), (21, 80)):
        add_slot(doctor_id=doctor_id, day=at(offset))
    assert days(count(database)) == {"2030-01-07": 3, "2030-01-08": 1, "2030-01-09": 1}
    ofs = count(database, specialty_id=1)
    assert (days(ofs), ofs.next_date) == ({"2030-01-07": 2, "2030-01-08": 1}, at(70))
    other = count(database, doctor_id=21)
    assert (days(other), other.next_date) == ({"2030-01-07": 1, "2030-01-09": 1}, at(80))
    assert days(count(database, specialty_id=1, doctor_id=12)) == {"2030-01-07": 1, "2030-01-08": 1}
    mismatch = count(database, specialty_id=2, doctor_id=12)
    assert (days(mismatch), mismatch.next_date) == ({}, None)


@pytest.mark.parametrize("question", [{}, {"specialty_id": 1}, {"doctor_id": 11}], ids=str)
def test_a_day_is_counted_up_to_a_limit(
    add_slot: AddSlot, database: Database, question: dict[str, Any]
) -> None:
    for hour in range(8, 13):
        add_slot(hour=f"{hour:02}:00")
        add_slot(doctor_id=12, day=at(1), hour=f"{hour:02}:00")
    assert set(days(count(database, max_free=3, **question)).values()) == {3}
    assert set(days(count(database, max_free=5, **question)).values()) == {5}
    assert set(days(count(database, max_free=6, **question)).values()) == {5}


@pytest.mark.parametrize(
    ("part", "most"),
    [
        ("of_all", 10 * (30 + SPARE)),
        ("of_doctors", 2 * 10 * 20),
        ("of_doctors, some days", 2 * 4 * 20),
        ("first_of_all", 1),
        ("first_of_doctors", 2),
    ],
)
@pytest.mark.parametrize("today", [False, True], ids=["later", "from now"])
def test_the_calendar_reads_one_index_and_no_more_than_it_needs(
    hospital: RunSql, database_settings: DatabaseSettings, part: str, most: int, today: bool
) -> None:
    hospital(
        "INSERT INTO consultations (doctor_id, date, hour) SELECT IF(seq % 3 = 0, 21, 10 + seq % 3), "
        "DATE_ADD('2030-01-07', INTERVAL seq DIV 60 DAY), SEC_TO_TIME(28800 + seq DIV 3 % 20 * 1200) "
        "FROM seq_0_to_5999"
    )
    now = dt.datetime.combine(DAY, dt.time(7)) if today else BEFORE
    calendar = Calendar(Wanted(), now, max_days=62, max_free=30)
    ten_days = [at(count) for count in range(10)]
    parts: dict[str, Callable[[], Part]] = {
        "of_all": lambda: calendar.of_all(ten_days),
        "of_doctors": lambda: calendar.of_doctors([11, 12], ten_days, whole=True),
        "of_doctors, some days": lambda: calendar.of_doctors([11, 12], ten_days[::3], whole=False),
        "first_of_all": lambda: calendar.first_of(None, DAY),
        "first_of_doctors": lambda: calendar.first_of([11, 12], DAY),
    }
    sql, values = parts[part]()
    connection, _ = connect(database_settings, Deadline(10), database=database_settings.name)
    with closing(connection):
        connection.change("ANALYZE TABLE consultations")
        plan = [row for row in connection.rows(f"EXPLAIN {sql}", *values) if row[2] == "consultations"]
        connection.change("FLUSH STATUS")
        connection.rows(sql, *values)
        read = {
            name: int(value) for name, value in connection.rows("SHOW SESSION STATUS LIKE 'Handler_read%'")
        }
    assert plan
    for row in plan:
        assert row[5] == ("free_by_doctor" if "doctors" in part else "free_by_date")
        assert "Using index" in row[-1]
        assert "filesort" not in row[-1] or "of_doctors" in part  # it sorts days, not consultations
    assert read["Handler_read_next"] <= most


def test_a_calendar_that_begins_on_a_day_booked_while_it_was_counted_is_counted_again() -> None:
    counts = Counts({at(1): 2}, frozenset(), 99, start_date=at(0), end_date=at(5), next_date=None)
    assert counts.less_one(at(0)) is None  # found as the first day, then booked, then counted
    assert counts.less_one(at(2)) is counts  # nobody was told of it
