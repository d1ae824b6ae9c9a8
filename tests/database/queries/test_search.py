"""SEARCH_CONSULTATIONS: what appears, in what order, page by page, and at what cost."""

# ruff: noqa: S608 - the statements are made of this file's own words

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest

from database import Database, DatabaseSettings, SearchPage, SlotPosition
from database.connections.connection import Deadline, connect
from database.queries.search import Part, Search
from tests.database.conftest import BEFORE, DAY, AddSlot, Wanted
from tests.plugins.mariadb import RunSql

ANY_OR_ONE: list[dict[str, Any]] = [{}, {"doctor_id": 11}, {"specialty_id": 1}]


def search(
    database: Database,
    *,
    now: dt.datetime = BEFORE,
    after: SlotPosition | None = None,
    limit: int = 50,
    **wanted: Any,
) -> SearchPage:
    return database.search_consultations(Wanted(**wanted), now=now, after=after, limit=limit)


def ids(page: SearchPage) -> list[int]:
    return [consultation["id"] for consultation in json.loads(page.consultations)]


def all_pages(database: Database, **question: Any) -> list[int]:
    found: list[int] = []
    page = search(database, **question)
    found += ids(page)
    while page.next is not None:
        page = search(database, **question, after=page.next)
        assert ids(page)
        assert not set(ids(page)) & set(found)
        found += ids(page)
    return found


def test_a_consultation_has_the_fields_of_the_protocol(add_slot: AddSlot, database: Database) -> None:
    number = add_slot(doctor_id=12, hour="09:05")
    assert json.loads(search(database).consultations) == [
        {
            "id": number,
            "doctor_id": 12,
            "doctor": "Zoë D'Hondt",
            "specialty_id": 1,
            "specialty": "Urologie",
            "date": "2030-01-07",
            "hour": "09:05",
        }
    ]


def test_nothing_found_is_an_empty_page(hospital: RunSql, database: Database) -> None:
    for question in [*ANY_OR_ONE, {"specialty_id": 99}]:
        assert search(database, **question) == SearchPage(b"[]", None)


def test_booked_ones_do_not_appear(add_slot: AddSlot, database: Database) -> None:
    add_slot(patient_id=1)
    free = add_slot(hour="10:00")
    assert ids(search(database)) == [free]


def test_the_order_is_date_hour_doctor_id(add_slot: AddSlot, database: Database) -> None:
    fourth = add_slot(doctor_id=11, day=DAY + dt.timedelta(1), hour="08:00")
    third = add_slot(doctor_id=11, hour="10:00")
    second = add_slot(doctor_id=21, hour="09:00")
    first = add_slot(doctor_id=12, hour="09:00")
    assert ids(search(database)) == [first, second, third, fourth]
    assert ids(search(database, specialty_id=1)) == [first, third, fourth]


@pytest.mark.parametrize(
    ("now", "appears"),
    [
        (dt.datetime.combine(DAY, dt.time(8, 59, 59, 999_999)), True),
        (dt.datetime.combine(DAY, dt.time(9, 0)), False),
        (dt.datetime.combine(DAY, dt.time(9, 0, 0, 1)), False),
        (dt.datetime.combine(DAY - dt.timedelta(1), dt.time(23, 59)), True),
        (dt.datetime.combine(DAY + dt.timedelta(1), dt.time(0, 0)), False),
    ],
)
def test_what_begins_now_has_begun(
    add_slot: AddSlot, database: Database, now: dt.datetime, appears: bool
) -> None:
    number = add_slot(hour="09:00")
    for question in [*ANY_OR_ONE, {"start_date": DAY}]:
        assert ids(search(database, now=now, **question)) == ([number] if appears else [])


def test_a_start_before_now_means_now(add_slot: AddSlot, database: Database) -> None:
    add_slot(hour="09:00")
    later = add_slot(hour="11:00")
    now = dt.datetime.combine(DAY, dt.time(10, 0))
    assert ids(search(database, now=now, start_date=dt.date(2020, 1, 1))) == [later]


def test_start_and_end_are_included(add_slot: AddSlot, database: Database) -> None:
    days = [add_slot(day=DAY + dt.timedelta(offset), hour="00:00") for offset in range(4)]
    window: dict[str, Any] = {"start_date": DAY + dt.timedelta(1), "end_date": DAY + dt.timedelta(2)}
    for question in ANY_OR_ONE:
        assert ids(search(database, **window, **question)) == days[1:3]


def test_by_doctor_by_specialty_and_both(add_slot: AddSlot, database: Database) -> None:
    eleven, twelve, other = (add_slot(doctor_id=doctor_id) for doctor_id in (11, 12, 21))
    assert ids(search(database, doctor_id=21)) == [other]
    assert ids(search(database, specialty_id=1)) == [eleven, twelve]
    assert ids(search(database, specialty_id=1, doctor_id=12)) == [twelve]
    assert ids(search(database, specialty_id=2, doctor_id=12)) == []


def test_a_page_is_followed_by_the_next_only_when_there_is_more(
    add_slot: AddSlot, database: Database
) -> None:
    first, second = add_slot(hour="09:00"), add_slot(hour="09:30")
    page = search(database, limit=1)
    assert ids(page) == [first]
    assert page.next == SlotPosition(DAY, dt.time(9, 0), 11, first)
    assert ids(search(database, limit=1, after=page.next)) == [second]
    assert search(database, limit=1, after=page.next).next is None
    assert search(database, limit=2).next is None


@pytest.fixture
def crowded(hospital: RunSql) -> RunSql:
    """3,000 slots: 20 doctors of specialty 3, 10 of specialty 2 a year later; three at odd seconds."""
    hospital(
        "INSERT INTO doctors (id, specialty_id, last_name, first_name) "
        "SELECT 100 + seq, IF(seq < 20, 3, 2), CONCAT('N', seq), 'P' FROM seq_0_to_29"
    )
    hospital(
        "INSERT INTO consultations (id, doctor_id, date, hour) "
        "SELECT 1000 + seq * 7919 % 3000, 100 + seq % 30, "
        "DATE_ADD('2030-01-07', INTERVAL seq DIV 300 + IF(seq % 30 < 20, 0, 365) DAY), "
        "SEC_TO_TIME(28800 + seq DIV 30 % 10 * 1200 + IF(seq % 1000 = 0, 30, 0)) FROM seq_0_to_2999"
    )
    return hospital


@pytest.mark.parametrize(
    ("question", "limit"),
    [
        ({}, 200),
        ({"specialty_id": 3}, 200),  # enough of them among everybody's nearest
        ({"specialty_id": 3}, 41),
        ({"specialty_id": 2}, 41),  # many doctors, all far away
        ({"doctor_id": 103}, 7),
        ({"specialty_id": 3, "doctor_id": 103}, 1),
    ],
    ids=str,
)
def test_paging_neither_repeats_nor_skips(
    crowded: RunSql, database: Database, question: dict[str, Any], limit: int
) -> None:
    filters = " AND ".join(f"{name} = {value}" for name, value in question.items()) or "TRUE"
    expected = crowded(
        "SELECT c.id FROM consultations AS c JOIN doctors AS d ON d.id = c.doctor_id WHERE "
        + filters
        + " ORDER BY date, hour, doctor_id, c.id"
    )
    assert all_pages(database, limit=limit, **question) == [number for (number,) in expected]


@pytest.mark.parametrize("question", ANY_OR_ONE, ids=str)
def test_paging_goes_past_midnight_of_the_first_day(
    add_slot: AddSlot, database: Database, question: dict[str, Any]
) -> None:
    slots = [add_slot(doctor_id, hour=hour) for hour in ("00:00", "00:30") for doctor_id in (11, 12)]
    expected = [slots[0], slots[2]] if "doctor_id" in question else slots
    assert all_pages(database, start_date=DAY, limit=1, **question) == expected


def test_a_position_at_this_moment_shows_nothing_that_begins_now(
    add_slot: AddSlot, database: Database
) -> None:
    add_slot(doctor_id=12, hour="09:00")
    now = dt.datetime.combine(DAY, dt.time(9, 0))
    for question in ({}, {"doctor_id": 12}, {"start_date": DAY}):
        assert ids(search(database, now=now, after=SlotPosition(DAY, dt.time(9, 0), 11, 1), **question)) == []


def test_paging_goes_on_while_others_book(add_slot: AddSlot, database: Database) -> None:
    slots = [add_slot(hour=f"{9 + n // 2:02}:{n % 2 * 30:02}") for n in range(8)]
    page = search(database, limit=3)
    assert ids(page) == slots[:3]
    for taken in (slots[2], slots[4]):  # the very position, and one that is to come
        database.book_consultation(patient_id=1, consultation_id=taken, reason="x", now=BEFORE)
    assert ids(search(database, limit=9, after=page.next)) == [slots[3], *slots[5:]]


@pytest.mark.parametrize("question", [{}, {"specialty_id": 1}, {"doctor_id": 12}], ids=str)
@pytest.mark.parametrize("at", [(9, 0, 10), (9, 0, 11), (9, 0, 12), (9, 0, 13), (8, 59, 99), (9, 1, 0)])
def test_a_position_works_with_any_filter(
    add_slot: AddSlot, database: Database, question: dict[str, Any], at: tuple[int, int, int]
) -> None:
    slots = {
        (9, 0, 11): add_slot(doctor_id=11),
        (9, 0, 12): add_slot(doctor_id=12),
        (9, 30, 12): add_slot(12, hour="09:30"),
    }
    position = SlotPosition(DAY, dt.time(at[0], at[1]), at[2], 10**6)
    expected = [
        number
        for place, number in sorted(slots.items())
        if place > at and (place[2] == 12 or question != {"doctor_id": 12})
    ]
    assert ids(search(database, after=position, **question)) == expected


def test_a_position_in_the_past_shows_nothing_that_has_begun(add_slot: AddSlot, database: Database) -> None:
    add_slot(hour="09:00")
    later = add_slot(hour="11:00")
    now = dt.datetime.combine(DAY, dt.time(10, 0))
    assert ids(search(database, now=now, after=SlotPosition(DAY, dt.time(8, 0), 1, 1))) == [later]


def test_ties_at_a_position_are_broken_by_id(add_slot: AddSlot, database: Database) -> None:
    number = add_slot(number=500)
    for question in ANY_OR_ONE:
        assert ids(search(database, after=SlotPosition(DAY, dt.time(9, 0), 11, 499), **question)) == [number]
        assert ids(search(database, after=SlotPosition(DAY, dt.time(9, 0), 11, 500), **question)) == []


@pytest.mark.parametrize(
    ("start_date", "after"),
    [
        (None, None),
        (DAY + dt.timedelta(5), None),
        (None, SlotPosition(DAY + dt.timedelta(5), dt.time(9), 110, 5)),
    ],
    ids=["from now", "from a day", "next page"],
)
@pytest.mark.parametrize(
    ("part", "most"),
    [
        ("of_all", 21),
        ("of_doctors", 2 * 21),
        ("day_of", 20 * 11),  # all that 20 doctors have that day
        ("day_among_all", 3 * 21),  # two doctors of three are theirs
    ],
)
def test_a_page_reads_its_index_in_order_and_no_further(
    crowded: RunSql,
    database_settings: DatabaseSettings,
    *,
    part: str,
    most: int,
    start_date: dt.date | None,
    after: SlotPosition | None,
) -> None:
    question = Search(Wanted(start_date=start_date), BEFORE, after, limit=20)
    day = start_date or (after.date if after else BEFORE.date())
    parts: dict[str, Callable[[], Part]] = {
        "of_all": question.of_all,
        "of_doctors": lambda: question.of_doctors([103, 104]),
        "day_of": lambda: question.day_of(day, 3),
        "day_among_all": lambda: question.day_among_all(day, range(100, 120)),
    }
    sql, values = parts[part]()
    connection, _ = connect(database_settings, Deadline(10), database=database_settings.name)
    with closing(connection):
        plan = [row for row in connection.rows(f"EXPLAIN {sql}", *values) if row[2] in {"consultations", "c"}]
        connection.change("FLUSH STATUS")
        connection.rows(sql, *values)
        read = {
            name: int(count) for name, count in connection.rows("SHOW SESSION STATUS LIKE 'Handler_read%'")
        }
    for row in plan:
        assert row[5] == ("free_by_date" if "all" in part else "free_by_doctor")
        assert "filesort" not in row[-1] or part == "day_of"
        assert "Using index" in row[-1]
    assert plan
    assert read["Handler_read_next"] <= most
    assert read["Handler_read_rnd_next"] <= most + 2 * 21  # what is merged, and the page
    assert read["Handler_read_first"] == read["Handler_read_last"] == 0
