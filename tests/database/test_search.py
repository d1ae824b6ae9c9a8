"""SEARCH_CONSULTATIONS: what appears, in what order, page by page, and at what cost."""

# ruff: noqa: S608 - the statements are made of this file's own words

import json
from contextlib import closing
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from database import Database, DatabaseSettings, SearchPage, SlotPosition
from database.link import TimeBudget, open_link
from database.search import Search
from tests.database.conftest import BEFORE, DAY, AddSlot
from tests.plugins.mariadb import RunSql

NO_FILTER: dict[str, Any] = {
    "now": BEFORE,
    "specialty_id": None,
    "doctor_id": None,
    "start_date": None,
    "end_date": None,
    "after": None,
    "limit": 50,
}


def search(database: Database, **question: Any) -> SearchPage:
    return database.search_consultations(**{**NO_FILTER, **question})


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
    for question in ({}, {"doctor_id": 11}, {"specialty_id": 1}, {"specialty_id": 99}):
        assert search(database, **question) == SearchPage(b"[]", None)


def test_booked_ones_do_not_appear(add_slot: AddSlot, database: Database) -> None:
    add_slot(patient_id=1)
    free = add_slot(hour="10:00")
    assert ids(search(database)) == [free]


def test_the_order_is_date_hour_doctor_id(add_slot: AddSlot, database: Database) -> None:
    fourth = add_slot(doctor_id=11, day=DAY + timedelta(1), hour="08:00")
    third = add_slot(doctor_id=11, hour="10:00")
    second = add_slot(doctor_id=21, hour="09:00")
    first = add_slot(doctor_id=12, hour="09:00")
    assert ids(search(database)) == [first, second, third, fourth]
    assert ids(search(database, specialty_id=1)) == [first, third, fourth]


@pytest.mark.parametrize(
    ("now", "appears"),
    [
        (datetime.combine(DAY, time(8, 59, 59, 999_999)), True),
        (datetime.combine(DAY, time(9, 0)), False),
        (datetime.combine(DAY, time(9, 0, 0, 1)), False),
        (datetime.combine(DAY - timedelta(1), time(23, 59)), True),
        (datetime.combine(DAY + timedelta(1), time(0, 0)), False),
    ],
)
def test_what_begins_now_has_begun(
    add_slot: AddSlot, database: Database, now: datetime, appears: bool
) -> None:
    number = add_slot(hour="09:00")
    for question in ({}, {"doctor_id": 11}, {"specialty_id": 1}, {"start_date": DAY}):
        assert ids(search(database, now=now, **question)) == ([number] if appears else [])


def test_a_start_before_now_means_now(add_slot: AddSlot, database: Database) -> None:
    add_slot(hour="09:00")
    later = add_slot(hour="11:00")
    now = datetime.combine(DAY, time(10, 0))
    assert ids(search(database, now=now, start_date=date(2020, 1, 1))) == [later]


def test_start_and_end_are_included(add_slot: AddSlot, database: Database) -> None:
    days = [add_slot(day=DAY + timedelta(offset), hour="00:00") for offset in range(4)]
    window = {"start_date": DAY + timedelta(1), "end_date": DAY + timedelta(2)}
    for question in ({}, {"doctor_id": 11}, {"specialty_id": 1}):
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
    assert page.next == SlotPosition(DAY, time(9, 0), 11, first)
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
    crowded: RunSql, database: Database, question: dict[str, int], limit: int
) -> None:
    filters = " AND ".join(f"{name} = {value}" for name, value in question.items()) or "TRUE"
    expected = crowded(
        "SELECT c.id FROM consultations AS c JOIN doctors AS d ON d.id = c.doctor_id WHERE "
        + filters
        + " ORDER BY date, hour, doctor_id, c.id"
    )
    assert all_pages(database, limit=limit, **question) == [number for (number,) in expected]


@pytest.mark.parametrize("question", [{}, {"specialty_id": 1}, {"doctor_id": 11}], ids=str)
def test_paging_gets_past_the_midnight_at_which_a_search_starts(
    add_slot: AddSlot, database: Database, question: dict[str, int]
) -> None:
    slots = [add_slot(doctor_id, hour=hour) for hour in ("00:00", "00:30") for doctor_id in (11, 12)]
    expected = [slots[0], slots[2]] if "doctor_id" in question else slots
    assert all_pages(database, start_date=DAY, limit=1, **question) == expected


def test_a_position_at_this_moment_shows_nothing_that_begins_now(
    add_slot: AddSlot, database: Database
) -> None:
    add_slot(doctor_id=12, hour="09:00")
    now = datetime.combine(DAY, time(9, 0))
    for question in ({}, {"doctor_id": 12}, {"start_date": DAY}):
        assert ids(search(database, now=now, after=SlotPosition(DAY, time(9, 0), 11, 1), **question)) == []


def test_paging_goes_on_while_others_book(add_slot: AddSlot, database: Database) -> None:
    slots = [add_slot(hour=f"{9 + n // 2:02}:{n % 2 * 30:02}") for n in range(8)]
    page = search(database, limit=3)
    assert ids(page) == slots[:3]
    for taken in (slots[2], slots[4]):  # the very position, and one that is to come
        database.book_consultation(patient_id=1, consultation_id=taken, reason="x", now=BEFORE)
    assert ids(search(database, limit=9, after=page.next)) == [slots[3], *slots[5:]]


@pytest.mark.parametrize("question", [{}, {"specialty_id": 1}, {"doctor_id": 12}], ids=str)
@pytest.mark.parametrize("at", [(9, 0, 10), (9, 0, 11), (9, 0, 12), (9, 0, 13), (8, 59, 99), (9, 1, 0)])
def test_a_position_is_good_with_any_filter(
    add_slot: AddSlot, database: Database, question: dict[str, int], at: tuple[int, int, int]
) -> None:
    slots = {
        (9, 0, 11): add_slot(doctor_id=11),
        (9, 0, 12): add_slot(doctor_id=12),
        (9, 30, 12): add_slot(12, hour="09:30"),
    }
    position = SlotPosition(DAY, time(at[0], at[1]), at[2], 10**6)
    expected = [
        number
        for place, number in sorted(slots.items())
        if place > at and (place[2] == 12 or question != {"doctor_id": 12})
    ]
    assert ids(search(database, after=position, **question)) == expected


def test_a_position_in_the_past_shows_nothing_that_has_begun(add_slot: AddSlot, database: Database) -> None:
    add_slot(hour="09:00")
    later = add_slot(hour="11:00")
    now = datetime.combine(DAY, time(10, 0))
    assert ids(search(database, now=now, after=SlotPosition(DAY, time(8, 0), 1, 1))) == [later]


def test_ties_at_the_position_itself_are_told_apart_by_id(add_slot: AddSlot, database: Database) -> None:
    number = add_slot(number=500)
    for question in ({}, {"doctor_id": 11}):
        assert ids(search(database, after=SlotPosition(DAY, time(9, 0), 11, 499), **question)) == [number]
        assert ids(search(database, after=SlotPosition(DAY, time(9, 0), 11, 500), **question)) == []


@pytest.mark.parametrize(
    "bound",
    [{}, {"start_date": DAY + timedelta(5)}, {"after": SlotPosition(DAY + timedelta(5), time(9), 110, 5)}],
    ids=["from now", "from a day", "next page"],
)
@pytest.mark.parametrize("part", ["of_all", "of_doctors"])
def test_a_page_reads_its_index_in_order_and_no_further(
    crowded: RunSql, database_settings: DatabaseSettings, part: str, bound: dict[str, Any]
) -> None:
    question = Search(**{**NO_FILTER, "limit": 20, **bound})
    sql, values = question.of_all() if part == "of_all" else question.of_doctors([103, 104])
    link, _ = open_link(database_settings, TimeBudget(10), database=database_settings.name)
    with closing(link):
        plan = [row for row in link.rows(f"EXPLAIN {sql}", *values) if row[2] == "consultations"]
        link.change("FLUSH STATUS")
        link.rows(sql, *values)
        read = {name: int(count) for name, count in link.rows("SHOW SESSION STATUS LIKE 'Handler_read%'")}
    for row in plan:
        assert row[5] == {"of_all": "free_by_date", "of_doctors": "free_by_doctor"}[part]
        assert "filesort" not in row[-1]
        assert "Using index" in row[-1]
    assert read["Handler_read_next"] <= 2 * 21
