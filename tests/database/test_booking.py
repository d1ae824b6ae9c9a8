"""BOOK_CONSULTATION: exactly one patient gets a consultation, for ever."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from threading import Barrier

import pytest

from database import BookingOutcome, Database, DatabaseError
from tests.database.conftest import BEFORE, DAY, AddSlot
from tests.plugins.mariadb import RunSql

BOOKED, NOT_AVAILABLE, TIME_CONFLICT = BookingOutcome


def book(
    database: Database,
    consultation_id: int,
    patient_id: int = 1,
    reason: str = "Mal de tête",
    now: datetime = BEFORE,
) -> BookingOutcome:
    return database.book_consultation(
        patient_id=patient_id, consultation_id=consultation_id, reason=reason, now=now
    )


def test_a_free_consultation_becomes_the_patients(
    add_slot: AddSlot, database: Database, run_sql: RunSql
) -> None:
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
        (datetime.combine(DAY, time(8, 59, 59, 999_999)), BOOKED),
        (datetime.combine(DAY, time(9, 0)), NOT_AVAILABLE),
        (datetime.combine(DAY, time(9, 0, 0, 1)), NOT_AVAILABLE),
        (datetime.combine(DAY + timedelta(1), time(0, 0)), NOT_AVAILABLE),
    ],
)
def test_one_that_begins_now_has_begun(
    add_slot: AddSlot, database: Database, now: datetime, outcome: BookingOutcome
) -> None:
    assert book(database, add_slot(hour="09:00"), now=now) is outcome


def test_booking_again_is_booked_again_and_the_first_reason_stands(
    add_slot: AddSlot, database: Database, run_sql: RunSql
) -> None:
    number = add_slot()
    assert book(database, number, reason="first") is BOOKED
    assert book(database, number, reason="second") is BOOKED
    assert run_sql("SELECT reason FROM consultations") == (("first",),)


def test_booking_again_is_booked_also_when_it_has_begun(add_slot: AddSlot, database: Database) -> None:
    number = add_slot()
    assert book(database, number) is BOOKED
    assert book(database, number, now=datetime.combine(DAY, time(12))) is BOOKED


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


def test_a_patient_that_does_not_exist_is_a_defect_and_not_quoted(
    add_slot: AddSlot, database: Database
) -> None:
    number = add_slot()
    with pytest.raises(DatabaseError) as refusal:
        book(database, number, patient_id=999_999_998, reason="secret")
    assert str(refusal.value) == "the database refused a statement (error 1452)"


def test_24_patients_racing_for_40_consultations_make_40_winners(
    add_slot: AddSlot, database: Database, run_sql: RunSql
) -> None:
    run_sql("INSERT INTO patients (id, last_name, first_name) SELECT 1000 + seq, 'P', 'P' FROM seq_1_to_24")
    slots = [add_slot(day=DAY + timedelta(n), number=500 + n) for n in range(40)]
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
    pairs = [(add_slot(11, day=DAY + timedelta(n)), add_slot(12, day=DAY + timedelta(n))) for n in range(20)]
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
