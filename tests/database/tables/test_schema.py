"""`init` creates what is missing, and may be repeated or run several times at once."""

from __future__ import annotations

import datetime as dt
import shutil
from concurrent.futures import ThreadPoolExecutor
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
from database.errors import SchemaRefusedError
from database.tables import schema as schema_room
from database.tables.blueprint import OWN_TABLES
from database.tables.schema import bring_up_to_date, migrations
from tests.checkout import ROOT
from tests.plugins.mariadb import RunSql


def test_a_new_database_has_the_tables_of_the_brief(
    database_settings: DatabaseSettings, run_sql: RunSql
) -> None:
    tables = {name for (name,) in run_sql("SHOW TABLES")}
    theirs = {"patients", "specialties", "doctors", "consultations", "reports"}
    assert tables == theirs | OWN_TABLES | {"schema_version"}


def test_everything_is_utf8mb4_and_innodb(database_settings: DatabaseSettings, run_sql: RunSql) -> None:
    assert run_sql(
        "SELECT DISTINCT engine FROM information_schema.tables WHERE table_schema = %s",
        database_settings.name,
    ) == (("InnoDB",),)
    assert run_sql(
        "SELECT DISTINCT character_set_name FROM information_schema.columns "
        "WHERE table_schema = %s AND character_set_name IS NOT NULL",
        database_settings.name,
    ) == (("utf8mb4",),)


def test_applied_migrations_are_recorded(database_settings: DatabaseSettings, run_sql: RunSql) -> None:
    assert dict(run_sql("SELECT version, name FROM schema_version")) == migrations()


def test_repeating_changes_nothing(database_settings: DatabaseSettings, run_sql: RunSql) -> None:
    run_sql("INSERT INTO patients (id, last_name, first_name) VALUES (7, 'A', 'B')")
    told: list[str] = []
    bring_up_to_date(database_settings, told.append)
    assert told == []
    assert run_sql("SELECT id FROM patients") == ((7,),)


def test_four_runs_at_once_apply_a_migration_once(empty_settings: DatabaseSettings) -> None:
    told: list[str] = []
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: bring_up_to_date(empty_settings, told.append), range(4)))
    assert told.count("applying 0001_tables.sql") == 1


def test_a_run_that_died_half_way_can_be_repeated(
    database_settings: DatabaseSettings, run_sql: RunSql
) -> None:
    run_sql("DROP TABLE reports")
    run_sql("DELETE FROM schema_version")
    bring_up_to_date(database_settings, lambda line: None)
    assert run_sql("SELECT COUNT(*) FROM reports") == ((0,),)


@pytest.mark.parametrize("gone", ["consultations", "reports, consultations, doctors, patients, specialties"])
def test_missing_tables_are_reported_and_created_again(
    database: Database, database_settings: DatabaseSettings, run_sql: RunSql, gone: str
) -> None:
    run_sql(f"SET STATEMENT foreign_key_checks = 0 FOR DROP TABLE {gone}")
    with pytest.raises(SchemaOutdatedError, match="0001_tables"):
        database.require_current_schema()
    bring_up_to_date(database_settings, lambda line: None)
    database.require_current_schema()
    assert run_sql("SELECT COUNT(*) FROM consultations") == ((0,),)


def test_a_consultation_whose_doctor_is_missing_is_reported(
    hospital: RunSql, database_settings: DatabaseSettings
) -> None:
    hospital("INSERT INTO consultations (id, doctor_id, date, hour) VALUES (1, 11, '2030-01-01', '09:00')")
    hospital("SET STATEMENT foreign_key_checks = 0 FOR DROP TABLE doctors")
    with pytest.raises(SchemaRefusedError, match="consultations 1: doctor_id leads to no row of doctors"):
        bring_up_to_date(database_settings, lambda line: None)


@pytest.mark.parametrize("gone", ["consultations", "reports, consultations, doctors, patients, specialties"])
def test_every_migration_is_applied_to_a_table_created_again(
    empty_settings: DatabaseSettings,
    run_sql: RunSql,
    monkeypatch: pytest.MonkeyPatch,
    *,
    tmp_path: Path,
    gone: str,
) -> None:
    shutil.copy(ROOT / "database" / "tables" / "migrations" / "0001_tables.sql", tmp_path)
    (tmp_path / "0002_note.sql").write_text(
        "ALTER TABLE consultations ADD COLUMN IF NOT EXISTS note INT NULL;\n"
    )
    monkeypatch.setattr(schema_room, "_folder", lambda: tmp_path)
    for _ in range(2):
        bring_up_to_date(empty_settings, lambda line: None)
        assert run_sql("SELECT note FROM consultations") == ()
        run_sql(f"SET STATEMENT foreign_key_checks = 0 FOR DROP TABLE {gone}")


def test_a_database_of_the_version_before_gets_our_tables_while_its_server_works(
    empty_settings: DatabaseSettings, run_sql: RunSql, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copy(ROOT / "database" / "tables" / "migrations" / "0001_tables.sql", tmp_path)
    with monkeypatch.context() as before:
        before.setattr(schema_room, "_folder", lambda: tmp_path)
        before.setattr(schema_room, "OWN_TABLES", frozenset())
        bring_up_to_date(empty_settings, lambda line: None)
    with closing(Database(empty_settings)) as database:
        patient = database.create_patient("Durand", "Amélie", None)
        with pytest.raises(SchemaOutdatedError, match=r"lacks 0002_what_servers_share\.sql:"):
            database.require_current_schema()
        told: list[str] = []
        bring_up_to_date(empty_settings, told.append)
        assert told == ["applying 0002_what_servers_share.sql"]
        database.require_current_schema()
        with monkeypatch.context() as before:
            before.setattr(schema_room, "_folder", lambda: tmp_path)
            database.require_current_schema()
        assert database.recognise(patient.id).patient == patient


@pytest.mark.parametrize("gone", sorted(OWN_TABLES))
def test_a_missing_table_of_ours_is_reported_and_created_again(
    database: Database, database_settings: DatabaseSettings, run_sql: RunSql, gone: str
) -> None:
    run_sql(f"DROP TABLE {gone}")
    with pytest.raises(SchemaOutdatedError, match=r"lacks 0002_what_servers_share\.sql:"):
        database.require_current_schema()
    bring_up_to_date(database_settings, lambda line: None)
    database.require_current_schema()


@pytest.mark.parametrize("hour", ["24:00", "-00:30", "838:59"])
def test_an_impossible_hour_is_refused(hospital: RunSql, hour: str) -> None:
    with pytest.raises(Exception, match="hours_of_a_day"):
        hospital("INSERT INTO consultations (doctor_id, date, hour) VALUES (11, '2030-01-01', %s)", hour)


def test_a_database_without_tables_is_outdated_and_the_message_says_what_to_do(
    empty_settings: DatabaseSettings, run_sql: RunSql
) -> None:
    run_sql(f"CREATE DATABASE {empty_settings.name}", database=None)
    with (
        closing(Database(empty_settings)) as database,
        pytest.raises(SchemaOutdatedError, match="run python -m database init --config"),
    ):
        database.require_current_schema()


def test_an_older_database_is_outdated(database: Database, run_sql: RunSql) -> None:
    database.require_current_schema()
    run_sql("DELETE FROM schema_version")
    with pytest.raises(SchemaOutdatedError, match="0001_tables"):
        database.require_current_schema()


def test_a_doctor_cannot_have_two_consultations_at_one_hour(hospital: RunSql) -> None:
    slot = "INSERT INTO consultations (doctor_id, date, hour) VALUES (11, '2030-01-01', '09:00')"
    hospital(slot)
    with pytest.raises(Exception, match="one_patient_at_a_time"):
        hospital(slot)


def test_a_report_is_about_a_consultation(hospital: RunSql) -> None:
    hospital("INSERT INTO consultations (id, doctor_id, date, hour) VALUES (1, 11, '2030-01-01', '09:00')")
    hospital("INSERT INTO reports (consultation_id, description) VALUES (1, 'Tout va bien')")
    with pytest.raises(Exception, match="reports_are_about_a_consultation"):
        hospital("INSERT INTO reports (consultation_id, description) VALUES (2, '?')")


def test_an_unreachable_server_is_unavailable(tmp_path: Path) -> None:
    settings = DatabaseSettings((), tmp_path / "no.sock", "root", "", "borne", 1)
    with pytest.raises(DatabaseUnavailableError, match="error 2003"):
        bring_up_to_date(settings, lambda line: None)


def test_an_account_without_rights_is_refused(empty_settings: DatabaseSettings, run_sql: RunSql) -> None:
    run_sql("CREATE OR REPLACE USER poor@localhost", database=None)
    with pytest.raises(DatabaseUnavailableError, match="may not use this database"):
        bring_up_to_date(replace(empty_settings, user="poor"), lambda line: None)


def test_a_refused_step_is_reported_without_the_servers_message(
    empty_settings: DatabaseSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema_room, "_statements", lambda name: ["CREATE TABLE secret (nonsense"])
    with pytest.raises(
        DatabaseError, match=r"^the database refused a step \(error 1064\): CREATE TABLE secret \(nonsense\n"
    ):
        bring_up_to_date(empty_settings, lambda line: None)


def test_another_init_that_never_ends_is_reported(
    database_settings: DatabaseSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema_room, "LOCK_SECONDS", 0)

    told: list[str] = []

    def interrupt(line: str) -> None:
        told.append(line)
        with pytest.raises(DatabaseUnavailableError, match="another init"):
            bring_up_to_date(database_settings, lambda line: None)

    with closing(Database(database_settings)) as database:
        database._pool.run(lambda connection: connection.change("DELETE FROM schema_version"))
    bring_up_to_date(database_settings, interrupt)
    assert told == [f"applying {name}" for name in migrations().values()]


def test_a_database_name_may_hold_special_characters(
    empty_settings: DatabaseSettings, run_sql: RunSql
) -> None:
    strange = replace(empty_settings, name=f"{empty_settings.name}-x$y")
    try:
        bring_up_to_date(strange, lambda line: None)
        with closing(Database(strange)) as database:
            outcome = database.book_consultation(
                patient_id=1, consultation_id=1, reason="x", now=dt.datetime(2030, 1, 1)
            )
            assert outcome is BookingOutcome.NOT_AVAILABLE
    finally:
        run_sql(f"DROP DATABASE `{strange.name}`", database=None)
