"""GET_BOOKINGS: whose consultations appear, which, in what order, and by which index."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import closing

import pytest

from database import Database, DatabaseSettings, PatientGoneError
from database.connections.connection import Deadline, connect
from database.queries.store import _LIST_BOOKINGS
from tests.database.conftest import BEFORE, DAY, AddSlot
from tests.plugins.mariadb import RunSql


def ids(database: Database, patient_id: int = 1, now: dt.datetime = BEFORE) -> list[int]:
    return [row["id"] for row in json.loads(database.list_bookings(patient_id=patient_id, now=now))]


def test_a_booking_has_the_fields_of_the_protocol_and_no_reason(
    add_slot: AddSlot, database: Database
) -> None:
    number = add_slot(doctor_id=12, hour="09:05")
    database.book_consultation(patient_id=1, consultation_id=number, reason="Toux", now=BEFORE)
    assert json.loads(database.list_bookings(patient_id=1, now=BEFORE)) == [
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


def test_only_the_patients_own_appear(hospital: RunSql, add_slot: AddSlot, database: Database) -> None:
    hospital("INSERT INTO patients (id, last_name, first_name) VALUES (3, 'Maes', 'Jo')")
    mine, theirs = add_slot(patient_id=1), add_slot(doctor_id=12, patient_id=2)
    add_slot(doctor_id=21)
    assert ids(database, 1) == [mine]
    assert ids(database, 2) == [theirs]
    assert ids(database, 3) == []


def test_a_patient_whose_row_is_gone_has_no_empty_list(hospital: RunSql, database: Database) -> None:
    with pytest.raises(PatientGoneError) as gone:
        ids(database, patient_id=999_999_998)
    assert "999" not in str(gone.value)


def test_the_order_is_date_then_hour(add_slot: AddSlot, database: Database) -> None:
    third = add_slot(day=DAY + dt.timedelta(1), hour="08:00", patient_id=1)
    second = add_slot(doctor_id=21, hour="10:00", patient_id=1)
    first = add_slot(doctor_id=12, hour="09:00", patient_id=1)
    assert ids(database) == [first, second, third]


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
    number = add_slot(hour="09:00", patient_id=1)
    assert ids(database, now=now) == ([number] if appears else [])


def test_a_patients_bookings_are_found_by_an_index_on_the_patient(
    hospital: RunSql, database_settings: DatabaseSettings
) -> None:
    hospital(
        "INSERT INTO consultations (doctor_id, patient_id, date, hour) "
        "SELECT 11, IF(seq % 50 = 0, 1, NULL), DATE_ADD('2029-12-01', INTERVAL seq DIV 20 DAY), "
        "SEC_TO_TIME(28800 + seq % 20 * 1200) FROM seq_0_to_1999"
    )
    connection, _ = connect(database_settings, Deadline(10), database=database_settings.name)
    today = BEFORE.date()
    with closing(connection):
        connection.change("ANALYZE TABLE consultations")
        [plan] = [
            row
            for row in connection.rows(f"EXPLAIN {_LIST_BOOKINGS}", 1, 1, today, today, BEFORE.time())
            if row[2] == "consultations"
        ]
    assert plan[5] in {"one_place_at_a_time", "free_by_date"}
    assert plan[8] is not None
    assert int(plan[8]) <= 40
