"""Fixtures with a real MariaDB: one private server for each test process, one database for each test.

No tests here. Tests share only the server, so they run in any order and in parallel.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pymysql
import pytest

from database import Database, DatabaseSettings
from database.demo.filling import DemoSummary, fill
from database.private import PrivateMariaDB
from database.tables.schema import bring_up_to_date

RunSql = Callable[..., tuple[tuple[Any, ...], ...]]

_FAST = (
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-doublewrite=0",
    "--sync-binlog=0",
    "--innodb-flush-method=nosync",
)
_numbers = itertools.count(1)


class OwnMariaDB(PrivateMariaDB):
    """A server that a test may freeze and kill."""

    def freeze(self) -> None:
        """Suspend its process: connections are accepted (by the kernel) but never answered."""
        os.kill(self.pid, signal.SIGSTOP)
        os.waitid(os.P_PID, self.pid, os.WSTOPPED)  # its last thread may run for another moment

    def thaw(self) -> None:
        """Resume its process."""
        os.kill(self.pid, signal.SIGCONT)

    def kill(self) -> None:
        """Kill its process with SIGKILL, and wait for its end."""
        os.kill(self.pid, signal.SIGKILL)
        self.stop()

    def stop(self) -> None:
        """Stop it, even when it is frozen."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGCONT)
        super().stop()


def settings_for(server: PrivateMariaDB, name: str, pool_size: int = 8) -> DatabaseSettings:
    """Return the settings of the database `name` on `server`."""
    return DatabaseSettings(
        hosts=(), unix_socket=server.socket, user="root", password="", name=name, pool_size=pool_size
    )


def sql_runner(settings: DatabaseSettings) -> RunSql:
    """Return a function that runs one statement without the package `database`, and returns its rows."""
    where: dict[str, Any] = {"unix_socket": str(settings.unix_socket)}
    if settings.unix_socket is None:
        where = dict(zip(("host", "port"), settings.hosts[0], strict=True))

    def run(sql: str, *values: object, database: str | None = settings.name) -> tuple[tuple[Any, ...], ...]:
        with (
            closing(
                pymysql.connect(
                    **where,
                    user=settings.user,
                    database=database,
                    charset="utf8mb4",
                    autocommit=True,
                    ssl_disabled=True,
                )
            ) as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute(sql, values or None)
            rows: tuple[tuple[Any, ...], ...] = cursor.fetchall()
            return rows

    return run


@pytest.fixture(scope="session")
def mariadb() -> Iterator[PrivateMariaDB]:
    """A private server for the whole test process; a socket's path has to be short."""
    directory = Path(tempfile.mkdtemp(prefix="borne-"))
    try:
        with PrivateMariaDB(directory / "db", options=_FAST) as server:
            yield server
    finally:
        shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def own_mariadb() -> Iterator[OwnMariaDB]:
    """A private server for this test alone, with durable writes as in a hospital."""
    directory = Path(tempfile.mkdtemp(prefix="borne-"))
    server = OwnMariaDB(directory / "db")
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def empty_settings(mariadb: PrivateMariaDB) -> Iterator[DatabaseSettings]:
    """Settings of a database that does not exist yet; dropped afterwards."""
    settings = settings_for(mariadb, f"t{next(_numbers)}")
    yield settings
    sql_runner(settings)(f"DROP DATABASE IF EXISTS {settings.name}", database=None)


@pytest.fixture
def database_settings(empty_settings: DatabaseSettings) -> DatabaseSettings:
    """Settings of a database with its tables, all empty."""
    bring_up_to_date(empty_settings, lambda line: None)
    return empty_settings


@pytest.fixture
def demo_summary(database_settings: DatabaseSettings) -> DemoSummary:
    """The summary of the demo data in `demo_settings`: 6 doctors, 10 days."""
    return fill(database_settings, doctors=6, days=10)


@pytest.fixture
def demo_settings(database_settings: DatabaseSettings, demo_summary: DemoSummary) -> DatabaseSettings:
    """Settings of a database with demo data."""
    return database_settings


@pytest.fixture
def database(database_settings: DatabaseSettings) -> Iterator[Database]:
    """A `Database` on the tables of `database_settings`."""
    with closing(Database(database_settings)) as database:
        yield database


@pytest.fixture
def run_sql(empty_settings: DatabaseSettings) -> RunSql:
    """Run one raw statement on this test's database: `run_sql(sql, *values)` returns the rows."""
    return sql_runner(empty_settings)


@pytest.fixture
def write_config(tmp_path: Path) -> Callable[[DatabaseSettings], Path]:
    """Write a server.conf for the given database; return its path."""

    def write(settings: DatabaseSettings) -> Path:
        path = tmp_path / "server.conf"
        path.write_text(
            f"[database]\nunix_socket = {settings.unix_socket}\nuser = {settings.user}\n"
            f"name = {settings.name}\npool_size = {settings.pool_size}\n"
        )
        return path

    return write
