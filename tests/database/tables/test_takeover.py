"""`init` on a database that the hospital's own program made: it is completed and nothing is lost."""

# ruff: noqa: S608 - the statements are made of this file's own words

from __future__ import annotations

import datetime as dt
from contextlib import closing

import pytest

from database import BookingOutcome, Database, DatabaseSettings
from database.connections.connection import DatabaseConnection, Deadline, connect
from database.tables.blueprint import COLUMNS
from database.tables.inspection import inspect
from database.tables.schema import bring_up_to_date
from tests.database.conftest import Make, TakeOver, Wanted
from tests.database.tables.their_tables import (
    LATIN1,
    MYISAM,
    PATIENTS_ONLY,
    PLAIN,
    ROWS,
    UNSIGNED,
    every_make,
)
from tests.plugins.mariadb import RunSql

BEFORE = dt.datetime(2030, 1, 1)


@every_make
def test_every_row_is_still_there(theirs: Make, take_over: TakeOver, run_sql: RunSql, tables: str) -> None:
    theirs(tables, ROWS)
    before = {
        table: run_sql(f"SELECT id FROM {table} ORDER BY id")
        for table in ("doctors", "patients", "consultations")
    }
    take_over()
    assert {table: run_sql(f"SELECT id FROM {table} ORDER BY id") for table in before} == before
    assert run_sql("SELECT last_name, first_name, birth_date FROM patients ORDER BY id") == (
        ("Noël", "Gérard", dt.date(1970, 2, 3)),
        ("Durand", "Léa", dt.date(1988, 12, 31)),
    )
    assert run_sql(
        "SELECT patient_id, TIME_FORMAT(hour, '%H:%i'), reason FROM consultations ORDER BY id"
    ) == (
        (1, "09:00", "Contrôle à l’œil"),
        (None, "10:00", None),
        (None, "09:30", None),
        (2, "09:00", ""),
    )


@every_make
def test_every_query_works_after_a_takeover(
    theirs: Make, take_over: TakeOver, adopted: Database, tables: str
) -> None:
    theirs(tables, ROWS)
    take_over()
    adopted.require_current_schema()
    old = adopted.recognise(1).patient
    assert old is not None
    assert (old.last_name, old.first_name) == ("Noël", "Gérard")
    new = adopted.create_patient("Nguyễn 🙂".ljust(50, "x"), "Ngọc", None)
    assert adopted.recognise(new.id).patient == new
    assert b"Gyn\xc3\xa9cologie" in adopted.list_specialties()
    assert "Crêvecœur".encode() in adopted.list_doctors(1)
    page = adopted.search_consultations(Wanted(), now=BEFORE, after=None, limit=50)
    assert page.consultations.index(b'"id":12') < page.consultations.index(b'"id":11')
    for number, outcome in ((11, "BOOKED"), (12, "BOOKED"), (10, "NOT_AVAILABLE")):
        assert (
            adopted.book_consultation(patient_id=new.id, consultation_id=number, reason="é" * 255, now=BEFORE)
            is BookingOutcome[outcome]
        )


def schema_of(settings: DatabaseSettings) -> object:
    """Return what the program relies on: types, character sets, engines, unique keys, foreign keys.

    Texts that it only reads stay as the hospital has them.
    """
    only_read = {
        (name, column.name)
        for name, columns in COLUMNS.items()
        for column in columns
        if column.type.startswith("VARCHAR") and not column.is_written
    }
    connection, _ = connect(settings, Deadline(5), database=settings.name)
    with closing(connection):
        found = inspect(connection)
    return {
        name: (
            table.engine,
            {
                column: (described.base, described.charset, max(described.length or 0, 0))
                for column, described in table.columns.items()
                if (name, column) not in only_read
            },
            {key.columns for key in table.keys.values() if key.is_unique},
            {(one.column, one.parent) for one in found.references if one.table == name},
            table.checks,
            {name for name in table.keys if name.startswith("free_by")},
        )
        for name, table in found.tables.items()
    }


@pytest.mark.parametrize("tables", [PLAIN, LATIN1], ids=["plain", "latin1"])
def test_a_takeover_ends_in_the_schema_of_a_new_database(
    theirs: Make, take_over: TakeOver, empty_settings: DatabaseSettings, run_sql: RunSql, tables: str
) -> None:
    theirs(tables, ROWS)
    take_over()
    taken = schema_of(empty_settings)
    run_sql(f"DROP DATABASE {empty_settings.name}", database=None)
    take_over()
    assert schema_of(empty_settings) == taken


def test_a_second_run_changes_nothing(
    theirs: Make, empty_settings: DatabaseSettings, run_sql: RunSql
) -> None:
    theirs(UNSIGNED, ROWS)
    told: list[str] = []
    bring_up_to_date(empty_settings, told.append)
    assert told
    told.clear()
    bring_up_to_date(empty_settings, told.append)
    assert told == []


def test_missing_tables_are_created(theirs: Make, take_over: TakeOver, adopted: Database) -> None:
    theirs(PATIENTS_ONLY)
    take_over()
    adopted.require_current_schema()
    assert adopted.create_patient("Maes", "An", None).last_name == "Maes"


def test_patients_who_cannot_log_in_are_counted_and_not_named(
    theirs: Make, empty_settings: DatabaseSettings, run_sql: RunSql
) -> None:
    theirs(UNSIGNED, ROWS)
    run_sql("INSERT INTO patients VALUES (4711, %s, 'Secret', '2000-01-01')", "Secret" * 9)
    told: list[str] = []
    bring_up_to_date(empty_settings, told.append)
    assert told[0] == "1 of the patients cannot log in at a booth: init --dry-run lists them, and why"
    assert not any("Secret" in line or "4711" in line for line in told)


def test_columns_that_a_registration_does_not_fill_become_nullable(
    theirs: Make, take_over: TakeOver, adopted: Database, run_sql: RunSql
) -> None:
    theirs(PLAIN, ROWS)
    run_sql(
        "ALTER TABLE patients ADD n INT NOT NULL, "
        "ADD phone VARCHAR(20) CHARACTER SET latin1 NOT NULL COMMENT 'fixe'"
    )
    run_sql("UPDATE patients SET phone = '02 555', n = 7")
    take_over()
    number = adopted.create_patient("Maes", "An", None).id
    assert run_sql("SELECT phone, n FROM patients WHERE id = %s", number) == ((None, None),)
    assert run_sql("SELECT phone, n FROM patients WHERE id = 1") == (("02 555", 7),)
    written = run_sql("SHOW CREATE TABLE patients")[0][1]
    assert "`phone` varchar(20) CHARACTER SET latin1" in written
    assert "COMMENT 'fixe'" in written


def test_narrow_texts_and_fixed_rows_are_widened(
    theirs: Make, take_over: TakeOver, adopted: Database
) -> None:
    theirs(
        MYISAM.replace(
            "hour VARCHAR(5) NOT NULL, reason TEXT) ENGINE MyISAM",
            "hour CHAR(5) NOT NULL, reason TINYTEXT) ENGINE MyISAM ROW_FORMAT=FIXED",
        ),
        ROWS,
    )
    take_over()
    outcome = adopted.book_consultation(patient_id=1, consultation_id=11, reason="é" * 255, now=BEFORE)
    assert outcome is BookingOutcome.BOOKED


@pytest.mark.parametrize(
    "died_after", ["ALTER TABLE `doctors` DROP", "ALTER TABLE `patients`", "ALTER TABLE `consultations`"]
)
def test_a_takeover_that_died_can_be_repeated(
    theirs: Make,
    take_over: TakeOver,
    adopted: Database,
    *,
    run_sql: RunSql,
    monkeypatch: pytest.MonkeyPatch,
    died_after: str,
) -> None:
    theirs(UNSIGNED, ROWS)
    change = DatabaseConnection.change

    def die(connection: DatabaseConnection, sql: str, *values: object) -> int:
        changed = change(connection, sql, *values)
        if sql.startswith(died_after):
            raise KeyboardInterrupt
        return changed

    with monkeypatch.context() as patch:
        patch.setattr(DatabaseConnection, "change", die)
        with pytest.raises(KeyboardInterrupt):
            take_over()
    take_over()
    adopted.require_current_schema()
    assert adopted.create_patient("Maes", "An", None).last_name == "Maes"
    written = "".join(run_sql(f"SHOW CREATE TABLE {name}")[0][1] for name in ("doctors", "consultations"))
    assert (
        "CONSTRAINT `d_s` FOREIGN KEY (`specialty_id`) REFERENCES `specialties` (`id`) ON UPDATE CASCADE"
        in written
    )
    assert (
        "CONSTRAINT `c_p` FOREIGN KEY (`patient_id`) REFERENCES `patients` (`id`) ON DELETE SET NULL"
        in written
    )
