"""Stopping a migration half way, and what a database then holds. No tests here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from database import DatabaseSettings
from database.tables import schema
from database.tables.blueprint import VERSIONS_TABLE
from prove.tables import connect
from tests.plugins.mariadb import RunSql

Contents = dict[str, tuple[str, tuple[tuple[Any, ...], ...]]]

FIRST, *LATER = schema.migrations().values()
"""The file names of the migrations: the one that a hospital of 0.1.0 has, and those that it lacks."""

_CREATION = "CREATE TABLE IF NOT EXISTS "
_OURS = {
    "borne_budgets": "(1, 'somebody', 'times', 2, 3, 4)",
    "borne_booking_turns": "(402817365, 5)",
    "borne_servers": "('a run of 16 char', 'server-1', '[]', 6)",
}


def steps(file: str) -> list[str]:
    """Return the statements of a migration."""
    return schema._statements(file)


def creations(file: str) -> list[str]:
    """Return those that create a table: whoever runs one waits while that table is there and locked."""
    return [step for step in steps(file) if step.startswith(_CREATION)]


def table_of(creation: str) -> str:
    """Return the table that a statement creates."""
    return creation.removeprefix(_CREATION).split()[0]


def tables(run_sql: RunSql) -> set[str]:
    """Return the names of the tables."""
    return {name for (name,) in run_sql("SHOW TABLES")}


def contents(run_sql: RunSql) -> Contents:
    """Return how each table is made, and all that it holds."""
    return {
        name: (run_sql(f"SHOW CREATE TABLE {name}")[0][1], run_sql(f"SELECT * FROM {name} ORDER BY 1"))  # noqa: S608
        for name in tables(run_sql)
    }


def is_kept(before: Contents, after: Contents) -> bool:
    """Tell whether all tables are as they were, but for new ones and for the record of migrations."""
    return all(after[name] == what for name, what in before.items() if name != VERSIONS_TABLE)


def write_into_ours(run_sql: RunSql) -> None:
    """Write a row into each table of our own that is there, as a server does that runs already."""
    for name in _OURS.keys() & tables(run_sql):
        run_sql(f"INSERT INTO {name} VALUES {_OURS[name]}")  # noqa: S608


@contextmanager
def locked(settings: DatabaseSettings, table: str) -> Iterator[None]:
    """Lock a table, so that whoever creates it if it is absent waits until the block ends."""
    with closing(connect(settings)) as connection:
        connection.cursor().execute(f"LOCK TABLES {table} WRITE")
        yield


def waits_for(run_sql: RunSql, table: str) -> bool:
    """Tell whether somebody waits to create a locked table."""
    return bool(
        run_sql(
            "SELECT 1 FROM information_schema.processlist "
            "WHERE db = DATABASE() AND state = 'Waiting for table metadata lock' AND info LIKE %s",
            f"{_CREATION}{table} %",
        )
    )


def is_alone(run_sql: RunSql) -> bool:
    """Tell whether nobody else uses the database."""
    return not run_sql(
        "SELECT 1 FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()"
    )
