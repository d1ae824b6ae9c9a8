"""BOOK_CONSULTATION: exactly one patient gets a consultation."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from threading import Barrier
from types import SimpleNamespace

import pytest

from database import BookingOutcome, Database, DatabaseSettings, PatientGoneError
from tests.database.conftest import BEFORE, DAY, AddSlot
from tests.plugins.mariadb import RunSql

BOOKED, NOT_AVAILABLE, TIME_CONFLICT, TOO_MANY = BookingOutcome


def book(
    database: Database,
    consultation_id: int,
    patient_id: int = 1,
    reason: str = "Mal de tête",
    now: dt.datetime = BEFORE,
) -> BookingOutcome:
    return database.book_consultation(
        patient_id=patient_id, consultation_id=consultation_id, reason=reason, now=now
    )


def test_a_free_consultation_is_booked(add_slot: AddSlot, database: Database, run_sql: RunSql) -> None:
    number = add_slot()
    assert book(database, number, reason="L’œil 👁") is BOOKED
    assert run_sql("SELECT patient_id, reason FROM consultations WHERE id = %s", number) == ((1, "L’œil 👁"),)


def test_a_taken_one_is_not_available(add_slot: AddSlot, database: Database, run_sql: RunSql) -> None:
    number = add_slot(patient_id=2)
    assert book(database, number) is NOT_AVAILABLE
    assert run_sql("SELECT patient_id FROM consultations") == ((2,),)


def test_one_that_does_not_exist_is_not_available(hospital: RunSql, database: Database) -> None:
    assert book(database, 2_147_483_647) is NOT_AVAILABLE


@pytest.mark.parametrize(
    ("now", "outcome"),
    [
        (dt.datetime.combine(DAY, dt.time(8, 59, 59, 999_999)), BOOKED),
        (dt.datetime.combine(DAY, dt.time(9, 0)), NOT_AVAILABLE),
        (dt.datetime.combine(DAY, dt.time(9, 0, 0, 1)), NOT_AVAILABLE),
        (dt.datetime.combine(DAY + dt.timedelta(1), dt.time(0, 0)), NOT_AVAILABLE),
    ],
)
def test_one_that_begins_now_has_begun(
    add_slot: AddSlot, database: Database, now: dt.datetime, outcome: BookingOutcome
) -> None:
    assert book(database, add_slot(hour="09:00"), now=now) is outcome


def test_booking_again_is_booked_again_and_the_first_reason_stays(
    add_slot: AddSlot, database: Database, run_sql: RunSql
) -> None:
    number = add_slot()
    assert book(database, number, reason="first") is BOOKED
    assert book(database, number, reason="second") is BOOKED
    assert run_sql("SELECT reason FROM consultations") == (("first",),)


@pytest.mark.parametrize("limit", [0, 1, 5])
def test_booking_again_is_answered_after_a_write(
    add_slot: AddSlot, database: Database, run_sql: RunSql, limit: int
) -> None:
    """A commit is shown to readers before it is on the disk: only a later one proves that it is there."""
    number = add_slot(patient_id=1)
    book_again = partial(
        database.book_consultation,
        patient_id=1,
        consultation_id=number,
        reason="Mal de tête",
        now=BEFORE,
        limit=limit,
    )
    for _ in range(2):
        before = run_sql("SELECT turn FROM borne_booking_turns")
        assert book_again() is BOOKED
        assert run_sql("SELECT turn FROM borne_booking_turns") > before


def test_booking_again_is_booked_also_when_it_has_begun(add_slot: AddSlot, database: Database) -> None:
    number = add_slot()
    assert book(database, number) is BOOKED
    assert book(database, number, now=dt.datetime.combine(DAY, dt.time(12))) is BOOKED


def test_two_consultations_at_one_hour_are_a_conflict(
    add_slot: AddSlot, database: Database, run_sql: RunSql
) -> None:
    first, second = add_slot(doctor_id=11), add_slot(doctor_id=12)
    assert book(database, first) is BOOKED
    assert book(database, second) is TIME_CONFLICT
    assert run_sql("SELECT patient_id FROM consultations WHERE id = %s", second) == ((None,),)


def test_another_patient_may_have_that_hour(add_slot: AddSlot, database: Database) -> None:
    assert book(database, add_slot(doctor_id=11), patient_id=1) is BOOKED
    assert book(database, add_slot(doctor_id=12), patient_id=2) is BOOKED


def test_24_patients_racing_for_40_consultations_make_40_winners(
    add_slot: AddSlot, database: Database, run_sql: RunSql
) -> None:
    run_sql("INSERT INTO patients (id, last_name, first_name) SELECT 1000 + seq, 'P', 'P' FROM seq_1_to_24")
    slots = [add_slot(day=DAY + dt.timedelta(n), number=500 + n) for n in range(40)]
    start = Barrier(24)

    def race(patient_id: int) -> list[tuple[int, int]]:
        start.wait()
        return [
            (number, patient_id)
            for number in slots
            if book(database, number, patient_id=patient_id) is BOOKED
        ]

    with ThreadPoolExecutor(24) as pool:
        won = [win for wins in pool.map(race, range(1001, 1025)) for win in wins]
    assert Counter(number for number, _ in won) == dict.fromkeys(slots, 1)
    assert set(run_sql("SELECT id, patient_id FROM consultations")) == set(won)


def test_one_patient_racing_for_two_doctors_at_one_hour_gets_one(
    add_slot: AddSlot, database: Database, run_sql: RunSql
) -> None:
    pairs = [
        (add_slot(11, day=DAY + dt.timedelta(n)), add_slot(12, day=DAY + dt.timedelta(n))) for n in range(20)
    ]
    start = Barrier(2)

    def race(side: int) -> list[BookingOutcome]:
        outcomes = []
        for pair in pairs:
            start.wait()
            outcomes.append(book(database, pair[side]))
        return outcomes

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(zip(*pool.map(race, (0, 1)), strict=True))
    assert all(set(pair) == {BOOKED, TIME_CONFLICT} for pair in outcomes)
    assert run_sql("SELECT COUNT(*) FROM consultations WHERE patient_id = 1") == ((20,),)


def days(add_slot: AddSlot, count: int, patient_id: int | None = None) -> list[int]:
    """Add a consultation a day, later than any before."""
    first = 1000 if patient_id is None else 2000
    return [
        add_slot(day=DAY + dt.timedelta(first + n), patient_id=patient_id, number=first + n)
        for n in range(count)
    ]


def book_within(database: Database, limit: int, consultation_id: int, patient_id: int = 1) -> BookingOutcome:
    return database.book_consultation(
        patient_id=patient_id, consultation_id=consultation_id, reason="x", now=BEFORE, limit=limit
    )


def test_a_patient_holds_no_more_than_the_limit(
    add_slot: AddSlot, database: Database, run_sql: RunSql
) -> None:
    first, second, third = days(add_slot, 3)
    assert [book_within(database, 2, number) for number in (first, second, third)] == [
        BOOKED,
        BOOKED,
        TOO_MANY,
    ]
    assert book_within(database, 2, second) is BOOKED
    assert book_within(database, 2, third, patient_id=2) is BOOKED
    assert book_within(database, 2, third) is TOO_MANY
    run_sql("UPDATE consultations SET patient_id = NULL WHERE id IN (%s, %s)", first, third)
    assert book_within(database, 2, third) is BOOKED


def test_only_consultations_to_come_count_also_those_that_others_booked(
    add_slot: AddSlot, database: Database
) -> None:
    add_slot(day=BEFORE.date() - dt.timedelta(1), patient_id=1)
    add_slot(day=BEFORE.date(), hour="12:00", patient_id=1)
    days(add_slot, 1, patient_id=1)
    first, second = days(add_slot, 2)
    assert book_within(database, 2, first) is BOOKED
    assert book_within(database, 2, second) is TOO_MANY


def test_with_a_limit_every_other_verdict_stays(add_slot: AddSlot, database: Database) -> None:
    mine, at_that_hour, taken = add_slot(11), add_slot(12), add_slot(21, hour="10:00", patient_id=2)
    assert book_within(database, 9, mine) is BOOKED
    assert book_within(database, 9, mine) is BOOKED
    assert book_within(database, 9, at_that_hour) is TIME_CONFLICT
    assert book_within(database, 9, taken) is NOT_AVAILABLE
    assert book_within(database, 9, 2_147_483_647) is NOT_AVAILABLE
    assert book_within(database, 9, at_that_hour, patient_id=2) is BOOKED


@pytest.mark.parametrize("has_booked_before", [False, True])
def test_64_threads_of_two_servers_with_one_patient_get_exactly_the_limit(
    add_slot: AddSlot,
    database: Database,
    database_settings: DatabaseSettings,
    run_sql: RunSql,
    *,
    has_booked_before: bool,
) -> None:
    limit = 10
    numbers = days(add_slot, limit + 1)
    if has_booked_before:
        run_sql("INSERT INTO borne_booking_turns VALUES (1, 4294967000)")
    start = Barrier(64)
    with closing(Database(database_settings)) as other, ThreadPoolExecutor(64) as threads:

        def race(thread: int) -> BookingOutcome:
            start.wait()
            number = numbers[thread % len(numbers)]
            return book_within((database, other)[thread % 2], limit, number)

        outcomes = Counter(threads.map(race, range(64)))
    assert run_sql("SELECT COUNT(*) FROM consultations WHERE patient_id = 1") == ((limit,),)
    assert set(outcomes) == {BOOKED, TOO_MANY}


def test_24_patients_with_a_limit_racing_for_40_consultations_make_40_winners(
    add_slot: AddSlot, database: Database, run_sql: RunSql
) -> None:
    run_sql("INSERT INTO patients (id, last_name, first_name) SELECT 1000 + seq, 'P', 'P' FROM seq_1_to_24")
    slots = days(add_slot, 40)
    start = Barrier(24)

    def race(patient_id: int) -> list[int]:
        start.wait()
        return [number for number in slots if book_within(database, 99, number, patient_id) is BOOKED]

    with ThreadPoolExecutor(24) as pool:
        won = [number for numbers in pool.map(race, range(1001, 1025)) for number in numbers]
    assert sorted(won) == slots


@pytest.mark.parametrize("limit", [0, 10])
def test_a_patient_whose_row_is_gone_is_told_apart_from_a_defect(
    add_slot: AddSlot, database: Database, limit: int
) -> None:
    number = add_slot()
    with pytest.raises(PatientGoneError) as gone:
        book_within(database, limit, number, patient_id=999_999_998)
    assert "999" not in str(gone.value)


@pytest.mark.parametrize("limit", [0, 10])
def test_a_patient_whose_row_is_still_on_its_way_to_this_node_gets_the_consultation(
    add_slot: AddSlot, database: Database, run_sql: RunSql, monkeypatch: pytest.MonkeyPatch, *, limit: int
) -> None:
    """As on a cluster that waits for nothing: the row comes while the booking waits to be repeated."""
    number = add_slot()

    def arrive(_: float) -> None:
        run_sql("INSERT INTO patients (id, last_name, first_name) VALUES (999999998, 'Ōta', 'Rin')")

    monkeypatch.setattr("database.queries.booking.time", SimpleNamespace(sleep=arrive))
    assert book_within(database, limit, number, patient_id=999_999_998) is BookingOutcome.BOOKED
