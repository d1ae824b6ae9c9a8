"""Demo data look real, are in the future, and go into an empty database only."""

# ruff: noqa: S608 - the statements are made of this file's own words

from __future__ import annotations

import datetime as dt
import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from database import (
    BookingOutcome,
    Database,
    DatabaseError,
    DatabaseSettings,
    DatabaseUnavailableError,
    SchemaOutdatedError,
)
from database.demo.filling import DemoSummary, fill
from database.errors import DemoRefusedError
from tests.database.conftest import Wanted
from tests.database.queries.luhn import has_check_digit
from tests.database.tables.their_files import everything
from tests.plugins.mariadb import RunSql

FRIDAY = dt.date(2030, 1, 4)


@pytest.fixture
def summary(database_settings: DatabaseSettings) -> DemoSummary:
    return fill(database_settings, today=FRIDAY)


def test_there_are_the_fifteen_specialties_25_doctors_and_many_consultations(
    summary: DemoSummary, run_sql: RunSql
) -> None:
    for table, count in (("specialties", 15), ("doctors", 25), ("patients", 60)):
        assert run_sql(f"SELECT COUNT(*) FROM {table}") == ((count,),)
    assert (summary.doctors, summary.patients) == (25, 60)
    assert run_sql("SELECT COUNT(*) FROM consultations") == ((summary.consultations,),)
    assert summary.consultations > 3000


def test_they_begin_tomorrow_and_end_with_the_days(summary: DemoSummary, run_sql: RunSql) -> None:
    [(first, last)] = run_sql("SELECT MIN(date), MAX(date) FROM consultations")
    assert FRIDAY < first <= FRIDAY + dt.timedelta(3)
    assert FRIDAY + dt.timedelta(27) < last <= FRIDAY + dt.timedelta(30)


def test_hours_are_those_of_a_hospital(summary: DemoSummary, run_sql: RunSql) -> None:
    assert run_sql("SELECT MIN(hour), MAX(hour) FROM consultations") == (
        (dt.timedelta(hours=8.5), dt.timedelta(hours=17)),
    )
    assert run_sql("SELECT COUNT(*) FROM consultations WHERE hour >= '12:30' AND hour < '13:30'") == ((0,),)
    assert run_sql("SELECT COUNT(*) FROM consultations WHERE DAYOFWEEK(date) = 1") == ((0,),)
    [(weekdays, saturdays)] = run_sql(
        "SELECT SUM(DAYOFWEEK(date) < 7), SUM(DAYOFWEEK(date) = 7) FROM consultations"
    )
    assert weekdays > 20 * saturdays > 0


def test_some_are_booked_with_a_reason_most_are_free(summary: DemoSummary, run_sql: RunSql) -> None:
    [(free, booked)] = run_sql("SELECT SUM(patient_id IS NULL), SUM(reason IS NOT NULL) FROM consultations")
    assert free > booked > 100
    assert run_sql("SELECT COUNT(*) FROM consultations WHERE (patient_id IS NULL) <> (reason IS NULL)") == (
        (0,),
    )


def test_every_specialty_has_a_doctor_who_is_free(summary: DemoSummary, run_sql: RunSql) -> None:
    assert run_sql(
        "SELECT COUNT(DISTINCT specialty_id) FROM doctors JOIN consultations ON doctor_id = doctors.id "
        "WHERE patient_id IS NULL"
    ) == ((15,),)


def test_names_have_accents_and_apostrophes(summary: DemoSummary, run_sql: RunSql) -> None:
    names = " ".join(
        name
        for table in ("patients", "doctors")
        for row in run_sql(f"SELECT last_name, first_name FROM {table}")
        for name in row
    )
    assert all(character in names for character in "éïë’'ç ")


def test_every_patient_number_has_a_check_digit(summary: DemoSummary, run_sql: RunSql) -> None:
    assert all(
        has_check_digit(number) and 10**8 <= number < 10**9
        for (number,) in run_sql("SELECT id FROM patients")
    )


def test_the_sample_patient_is_there_and_can_book(summary: DemoSummary, database: Database) -> None:
    assert database.recognise(summary.sample.id).patient == summary.sample
    now = dt.datetime.combine(FRIDAY, dt.time(12))
    page = database.search_consultations(Wanted(), now=now, after=None, limit=1)
    number = json.loads(page.consultations)[0]["id"]
    outcome = database.book_consultation(
        patient_id=summary.sample.id, consultation_id=number, reason="x", now=now
    )
    assert outcome is BookingOutcome.BOOKED


def test_the_summary_tells_a_newcomer_how_to_try(summary: DemoSummary) -> None:
    sample = summary.sample
    assert f"to try it: {sample.first_name} {sample.last_name}, number {sample.id}" in str(summary)
    assert str(sample.id) not in repr(summary)


def test_the_same_day_gives_the_same_data(database_settings: DatabaseSettings, run_sql: RunSql) -> None:
    def made() -> object:
        fill(database_settings, doctors=4, days=5, today=FRIDAY)
        return [run_sql(f"SELECT * FROM {table} ORDER BY 2, 3, 4") for table in ("doctors", "patients")] + [
            run_sql("SELECT doctor_id, date, hour, patient_id, reason FROM consultations ORDER BY 1, 2, 3")
        ]

    first = made()
    for table in ("consultations", "patients", "doctors"):
        run_sql(f"DELETE FROM {table}")
    assert made() == first


def test_there_may_be_more_doctors_than_names(database_settings: DatabaseSettings) -> None:
    assert fill(database_settings, doctors=2100, days=1, today=FRIDAY).doctors == 2100


@pytest.mark.parametrize(
    "today", [FRIDAY, FRIDAY + dt.timedelta(1)], ids=["before Saturday", "before Sunday"]
)
def test_one_day_of_one_doctor_has_consultations_even_at_a_weekend(
    database_settings: DatabaseSettings, run_sql: RunSql, today: dt.date
) -> None:
    assert fill(database_settings, doctors=1, days=1, today=today).consultations > 0
    assert run_sql("SELECT DISTINCT date FROM consultations") == ((today + dt.timedelta(1),),)


@pytest.mark.parametrize("table", ["patients", "doctors"])
def test_a_database_that_is_not_empty_is_refused(
    hospital: RunSql, database_settings: DatabaseSettings, table: str
) -> None:
    if table == "doctors":
        hospital("DELETE FROM patients")
    before = everything(hospital)
    with pytest.raises(DemoRefusedError, match=f"holds {table}: demo data"):
        fill(database_settings)
    assert everything(hospital) == before


def test_existing_specialties_are_used(database_settings: DatabaseSettings, run_sql: RunSql) -> None:
    run_sql("INSERT INTO specialties VALUES (70, 'Urologie'), (71, 'Podologie')")
    fill(database_settings)
    assert run_sql("SELECT COUNT(*) FROM specialties") == ((16,),)
    assert run_sql("SELECT COUNT(*) > 0 FROM doctors WHERE specialty_id = 70") == ((1,),)


def test_a_database_without_tables_is_outdated(
    empty_settings: DatabaseSettings, run_sql: RunSql, tmp_path: Path
) -> None:
    with pytest.raises(DatabaseUnavailableError):
        fill(empty_settings)
    run_sql(f"CREATE DATABASE {empty_settings.name}", database=None)
    with pytest.raises(SchemaOutdatedError, match="python -m database init"):
        fill(empty_settings)
    with pytest.raises(DatabaseUnavailableError):
        fill(replace(empty_settings, unix_socket=tmp_path / "no.sock"))


def test_demo_data_that_failed_leaves_nothing(
    database_settings: DatabaseSettings, run_sql: RunSql, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_sql("ALTER TABLE consultations ADD CONSTRAINT mornings CHECK (hour < '12:00')")
    with pytest.raises(DatabaseError, match="error 4025"):
        fill(database_settings)
    assert run_sql("SELECT COUNT(*) FROM patients") == ((0,),)
    with closing(Database(database_settings)) as database:
        assert database.list_doctors(None) == b"[]"
