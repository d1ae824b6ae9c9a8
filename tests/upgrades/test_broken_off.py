"""A migration that is broken off anywhere is completed by the next `init`, and no row is lost."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from database import DatabaseSettings
from database.tables.blueprint import COLUMNS, OWN_TABLES, VERSIONS_TABLE
from database.tables.schema import bring_up_to_date
from tests.checkout import ROOT
from tests.plugins.mariadb import OwnMariaDB, RunSql, settings_for, sql_runner
from tests.plugins.processes import wait_while_it_runs
from tests.plugins.reservation_server import write_server_config
from tests.plugins.waiting import wait_until
from tests.upgrades.half_way import (
    FIRST,
    LATER,
    contents,
    creations,
    is_alone,
    is_kept,
    locked,
    steps,
    table_of,
    tables,
    waits_for,
    write_into_ours,
)
from tests.upgrades.recorded import make_hospital, statements

ALL_TABLES = COLUMNS.keys() | OWN_TABLES | {VERSIONS_TABLE}
CREATIONS = creations(LATER[0])


def record(run_sql: RunSql, file: str) -> None:
    run_sql("INSERT INTO schema_version (version, name) VALUES (%s, %s)", int(file[:4]), file)


def recorded_versions(run_sql: RunSql) -> list[int]:
    return [version for (version,) in run_sql("SELECT version FROM schema_version ORDER BY version")]


def made(run_sql: RunSql) -> dict[str, str]:
    """Return how each table is made, whatever it holds."""
    return {name: how for name, (how, _) in contents(run_sql).items()}


@pytest.fixture
def whole(older: DatabaseSettings, run_sql: RunSql) -> dict[str, str]:
    """How the tables are made by an upgrade that nothing broke off; it is undone."""
    before = contents(run_sql)
    bring_up_to_date(older, lambda line: None)
    result = made(run_sql)
    for table in OWN_TABLES:
        run_sql(f"DROP TABLE {table}")
    run_sql("DELETE FROM schema_version WHERE version > 1")
    assert contents(run_sql) == before
    return result


@pytest.mark.parametrize(
    ("file", "count"), [(file, count) for file in LATER for count in range(len(steps(file)) + 1)]
)
def test_a_migration_of_which_some_steps_were_done_is_completed(
    older: DatabaseSettings, whole: dict[str, str], run_sql: RunSql, *, file: str, count: int
) -> None:
    done, left = LATER[: LATER.index(file)], LATER[LATER.index(file) :]
    for step in [*(step for earlier in done for step in steps(earlier)), *steps(file)[:count]]:
        run_sql(step)
    for earlier in done:
        record(run_sql, earlier)
    write_into_ours(run_sql)
    before = contents(run_sql)

    told: list[str] = []
    bring_up_to_date(older, told.append)
    assert told == [f"applying {name}" for name in left]
    after = contents(run_sql)
    assert is_kept(before, after)
    assert made(run_sql) == whole

    told.clear()
    bring_up_to_date(older, told.append)
    assert told == []
    assert contents(run_sql) == after


@pytest.mark.parametrize("count", range(len(steps(FIRST)) + 1))
def test_the_first_migration_of_which_some_steps_were_done_is_completed(
    empty_settings: DatabaseSettings, run_sql: RunSql, count: int
) -> None:
    run_sql(f"CREATE DATABASE {empty_settings.name} CHARACTER SET utf8mb4", database=None)
    for step in steps(FIRST)[:count]:
        run_sql(step)
    for rows in statements("hospital.sql")[:count]:  # in the order of the tables
        run_sql(rows)
    before = contents(run_sql)
    bring_up_to_date(empty_settings, lambda line: None)
    after = contents(run_sql)
    assert after.keys() == ALL_TABLES
    assert is_kept(before, after)
    assert recorded_versions(run_sql) == list(range(1, len(LATER) + 2))

    told: list[str] = []
    bring_up_to_date(empty_settings, told.append)
    assert told == []
    assert contents(run_sql) == after


@contextmanager
def init_process(config: Path) -> Iterator[subprocess.Popen[str]]:
    """Start `python -m database init`, and end it with the block."""
    command = [sys.executable, "-m", "database", "init", "--config", str(config)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as init:
        try:
            yield init
        finally:
            init.kill()


def init_told(config: Path) -> str:
    """Run `python -m database init` to its end; return what it told."""
    with init_process(config) as init:
        _, told = init.communicate()
    assert init.returncode == 0, told
    return told


@pytest.mark.program
@pytest.mark.parametrize("number", range(len(CREATIONS)))
def test_an_init_that_is_killed_in_the_middle_is_completed_by_the_next(
    older: DatabaseSettings, whole: dict[str, str], run_sql: RunSql, *, tmp_path: Path, number: int
) -> None:
    config = write_server_config(tmp_path, older)
    run_sql(CREATIONS[number])  # there already, so that it can be locked
    write_into_ours(run_sql)
    before = contents(run_sql)
    with init_process(config) as init:
        with locked(older, table_of(CREATIONS[number])):
            wait_while_it_runs(init.pid, lambda: waits_for(run_sql, table_of(CREATIONS[number])))
            init.send_signal(signal.SIGKILL)
            assert init.wait() == -signal.SIGKILL
        wait_until(lambda: is_alone(run_sql))  # the database may complete the step that it was asked for
    assert tables(run_sql) & OWN_TABLES == {table_of(step) for step in CREATIONS[: number + 1]}
    assert recorded_versions(run_sql) == [1]

    assert init_told(config) == "".join(f"applying {name}\n" for name in LATER)
    after = contents(run_sql)
    assert is_kept(before, after)
    assert made(run_sql) == whole
    assert init_told(config) == ""
    assert contents(run_sql) == after


def test_a_database_that_is_killed_in_the_middle_is_brought_up_to_date_after_its_start(
    own_mariadb: OwnMariaDB, tmp_path: Path
) -> None:
    settings = settings_for(own_mariadb, "borne")
    run_sql, config = sql_runner(settings), write_server_config(tmp_path, settings)
    make_hospital(run_sql, settings.name)
    run_sql(CREATIONS[1])
    write_into_ours(run_sql)
    before = contents(run_sql)
    with init_process(config) as init, locked(settings, table_of(CREATIONS[1])):
        wait_while_it_runs(init.pid, lambda: waits_for(run_sql, table_of(CREATIONS[1])))
        own_mariadb.kill()
        _, told = init.communicate()
    assert init.returncode == 1
    assert f"python -m database init: the database {settings} is unavailable: " in told
    own_mariadb.start()
    assert tables(run_sql) & OWN_TABLES == {table_of(step) for step in CREATIONS[:2]}
    assert recorded_versions(run_sql) == [1]

    assert init_told(config) == "".join(f"applying {name}\n" for name in LATER)
    after = contents(run_sql)
    assert is_kept(before, after)
    assert after.keys() == ALL_TABLES
    assert init_told(config) == ""
    assert contents(run_sql) == after
