"""What servers of one database tell one another."""

from __future__ import annotations

import pytest

from database import Database, SessionNote
from database.queries.clock import A_SECOND
from database.queries.servers import Servers
from database.queries.sightings import DELETED_AFTER_SECONDS, FORGOTTEN_AFTER_SECONDS, LOOKED_WITHIN_SECONDS
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


class Watcher:
    """A server that watches the others, by a clock that the test moves."""

    def __init__(self, database: Database) -> None:
        self._now = 1000.0
        self._servers = Servers(database._pool, clock=lambda: self._now)

    def told_after(self, seconds: float) -> bool:
        """Tell whether it lists anybody so many seconds later; meanwhile it watches."""
        until = self._now + seconds
        while self._now < until:
            self._servers.watch(OTHER)
            self._now = min(until, self._now + LOOKED_WITHIN_SECONDS)
        return bool(self._servers.sessions_elsewhere(OTHER))

    def watch(self) -> None:
        self._servers.watch(OTHER)


def note_at_a_node(database: Database, run_sql: RunSql, skew: int) -> None:
    """Note a session as a server does whose node's clock is so many seconds ahead."""
    database.servers.note_sessions(LIVE, "north", NOTES)
    run_sql("UPDATE borne_servers SET seen_at = seen_at + %s WHERE run = %s", skew * A_SECOND, LIVE)


@pytest.mark.parametrize("skew", [60, -60])
def test_a_live_server_is_told_of_at_every_time_whatever_the_clock_of_its_node(
    database: Database, run_sql: RunSql, skew: int
) -> None:
    watcher = Watcher(database)
    watcher.watch()
    for _ in range(8):
        note_at_a_node(database, run_sql, skew)
        assert watcher.told_after(0)
        assert watcher.told_after(LOOKED_WITHIN_SECONDS)


@pytest.mark.parametrize("skew", [60, -60])
def test_a_server_that_has_just_started_is_told_of_a_live_one_when_that_has_written_again(
    database: Database, run_sql: RunSql, skew: int
) -> None:
    note_at_a_node(database, run_sql, skew)
    watcher = Watcher(database)
    watcher.watch()
    note_at_a_node(database, run_sql, skew)
    assert watcher.told_after(LOOKED_WITHIN_SECONDS)


@pytest.mark.parametrize("skew", [0, 60, -60])
def test_a_dead_server_is_forgotten_whatever_the_clock_of_its_node(
    database: Database, run_sql: RunSql, skew: int
) -> None:
    watcher = Watcher(database)
    watcher.watch()
    note_at_a_node(database, run_sql, skew)
    assert watcher.told_after(FORGOTTEN_AFTER_SECONDS - 1)
    assert not watcher.told_after(1)


@pytest.mark.parametrize("skew", [0, 240, -240, AN_HOUR])
def test_the_row_of_a_dead_server_is_deleted_when_it_has_stood_still_for_long_and_no_other(
    database: Database, run_sql: RunSql, skew: int
) -> None:
    database.servers.note_sessions(DEAD, "south", NOTES)
    run_sql("UPDATE borne_servers SET seen_at = seen_at + %s", skew * A_SECOND)
    watcher = Watcher(database)
    for _ in range(DELETED_AFTER_SECONDS // LOOKED_WITHIN_SECONDS):
        assert run_sql("SELECT name FROM borne_servers WHERE run = %s", DEAD) == (("south",),)
        note_at_a_node(database, run_sql, skew)
        watcher.told_after(LOOKED_WITHIN_SECONDS)
    watcher.watch()
    assert run_sql("SELECT name FROM borne_servers") == (("north",),)


def test_a_row_that_is_written_while_it_is_to_be_deleted_stays(
    database: Database, run_sql: RunSql, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_at_a_node(database, run_sql, 0)
    old = run_sql("SELECT run, seen_at FROM borne_servers")
    note_at_a_node(database, run_sql, 0)
    monkeypatch.setattr("database.queries.sightings.Sightings.take_to_delete", lambda self: list(old))
    Watcher(database).watch()
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


def test_nothing_personal_is_in_the_words_for_a_session(database: Database) -> None:
    database.servers.note_sessions(LIVE, "north", NOTES)
    [told] = database.servers.sessions_elsewhere(OTHER)
    assert not {"402817365", "Durand", "Zoé"} & set(f"{told!r} {NOTES[0]!r}".replace("'", " ").split())
    assert "402817365" not in f"{told!r} {NOTES[0]!r}"


def test_a_server_that_starts_again_forgets_its_earlier_runs_and_no_other_server(database: Database) -> None:
    database.servers.note_sessions(DEAD, "north", NOTES)
    database.servers.note_sessions(LIVE, "south", NOTES)
    database.servers.forget_earlier(OTHER, "north")
    assert [one.server for one in database.servers.sessions_elsewhere(OTHER)] == ["south"]
    database.servers.note_sessions(OTHER, "north", NOTES)
    database.servers.forget_earlier(OTHER, "north")
    assert [one.server for one in database.servers.sessions_elsewhere(LIVE)] == ["north"]
