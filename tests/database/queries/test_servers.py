"""What servers of one database tell one another."""

from __future__ import annotations

import pytest

from database import Database, SessionNote
from database.queries.clock import A_SECOND
from database.queries.servers import FORGOTTEN_AFTER_SECONDS, Servers
from tests.plugins.mariadb import RunSql

AN_HOUR = 3600
DEAD, LIVE, OTHER = b"d" * 16, b"l" * 16, b"o" * 16
NOTES = [SessionNote(402817365, "192.0.2.7", 1_900_000_000.25)]


@pytest.fixture(autouse=True)
def patient(run_sql: RunSql, database: Database) -> None:
    run_sql("INSERT INTO patients (id, last_name, first_name) VALUES (402817365, 'Durand', 'Zoé')")


def test_a_session_is_told_with_its_patient_its_address_and_its_begin(database: Database) -> None:
    database.servers.note_sessions(LIVE, "north", NOTES)
    [told] = database.servers.sessions_elsewhere(OTHER)
    assert (told.patient.last_name, told.ip, told.since, told.server) == (
        "Durand",
        "192.0.2.7",
        1_900_000_000.25,
        "north",
    )
    assert database.servers.sessions_elsewhere(LIVE) == []


def test_a_patient_whose_row_is_gone_is_told_no_more(database: Database, run_sql: RunSql) -> None:
    database.servers.note_sessions(LIVE, "north", NOTES)
    run_sql("DELETE FROM patients")
    assert database.servers.sessions_elsewhere(OTHER) == []


def test_more_patients_than_one_statement_asks_for_are_told(database: Database, run_sql: RunSql) -> None:
    ids = range(1, 2101)
    rows = ", ".join(f"({n}, 'x', 'y')" for n in ids)
    run_sql(f"INSERT INTO patients (id, last_name, first_name) VALUES {rows}")  # noqa: S608 - numbers only
    database.servers.note_sessions(LIVE, "north", [SessionNote(n, "192.0.2.7", float(n)) for n in ids])
    assert {one.patient.id for one in database.servers.sessions_elsewhere(OTHER)} == set(ids)


def test_the_row_of_a_dead_server_is_deleted(
    database: Database, run_sql: RunSql, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("database.queries.servers.secrets.randbelow", lambda below: 0)
    database.servers.note_sessions(DEAD, "south", NOTES)
    run_sql("UPDATE borne_servers SET seen_at = seen_at - 61000000")
    database.servers.note_sessions(LIVE, "north", [])
    assert run_sql("SELECT name FROM borne_servers") == (("north",),)


def test_a_server_known_to_be_at_work_is_so_though_the_databases_clock_steps_ahead(
    database: Database,
) -> None:
    database.servers.note_sessions(LIVE, "north", NOTES)
    assert database.servers.sessions_elsewhere(OTHER)
    database._pool.run(lambda only: only.change("SET timestamp = UNIX_TIMESTAMP() + %s", AN_HOUR))
    assert database.servers.sessions_elsewhere(OTHER)


def test_a_server_that_was_seen_and_is_silent_is_forgotten_though_the_databases_clock_steps_back(
    database: Database,
) -> None:
    now = 1000.0
    servers = Servers(database._pool, clock=lambda: now)
    database.servers.note_sessions(DEAD, "south", NOTES)
    assert servers.sessions_elsewhere(OTHER)
    database._pool.run(lambda only: only.change("SET timestamp = UNIX_TIMESTAMP() - %s", AN_HOUR))
    assert servers.sessions_elsewhere(OTHER)
    now += FORGOTTEN_AFTER_SECONDS
    assert not servers.sessions_elsewhere(OTHER)


def test_a_row_from_before_a_step_back_is_told_only_when_it_is_written_again(
    database: Database, run_sql: RunSql
) -> None:
    database.servers.note_sessions(LIVE, "north", NOTES)
    run_sql("UPDATE borne_servers SET seen_at = seen_at + %s", AN_HOUR * A_SECOND)
    assert not database.servers.sessions_elsewhere(OTHER)
    database.servers.note_sessions(LIVE, "north", NOTES)
    assert database.servers.sessions_elsewhere(OTHER)


def test_the_row_of_a_server_that_died_before_a_step_back_is_deleted(
    database: Database, run_sql: RunSql, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("database.queries.servers.secrets.randbelow", lambda below: 0)
    database.servers.note_sessions(DEAD, "south", NOTES)
    run_sql("UPDATE borne_servers SET seen_at = seen_at + %s", AN_HOUR * A_SECOND)
    database.servers.note_sessions(LIVE, "north", [])
    assert run_sql("SELECT name FROM borne_servers") == (("north",),)


def test_nothing_personal_is_in_the_words_for_a_session(database: Database) -> None:
    database.servers.note_sessions(LIVE, "north", NOTES)
    [told] = database.servers.sessions_elsewhere(OTHER)
    assert not {"402817365", "Durand", "Zoé"} & set(f"{told!r} {NOTES[0]!r}".replace("'", " ").split())
    assert "402817365" not in f"{told!r} {NOTES[0]!r}"
