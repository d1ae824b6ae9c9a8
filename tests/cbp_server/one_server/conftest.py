"""One server and one database for all the tests of this folder, which spares each a start of its own.

A test here finds empty tables, and leaves nothing that another could stumble over: no stopped server, no
throttled name. One that counts what the server did starts its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from database import DatabaseSettings
from database.private import PrivateMariaDB
from database.tables.schema import bring_up_to_date
from tests.plugins.mariadb import RunSql, settings_for, sql_runner
from tests.plugins.reservation_server import RunningServer, launch, write_server_config


@pytest.fixture(scope="session")
def one_database(mariadb: PrivateMariaDB) -> Iterator[DatabaseSettings]:
    settings = settings_for(mariadb, "for_one_server")
    bring_up_to_date(settings, lambda line: None)
    yield settings
    sql_runner(settings)(f"DROP DATABASE {settings.name}", database=None)


@pytest.fixture(scope="session")
def one_server(
    one_database: DatabaseSettings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningServer]:
    folder: Path = tmp_path_factory.mktemp("one-server")
    server = launch(write_server_config(folder, one_database), folder / "log")
    yield server
    assert server.stop() == 0


@pytest.fixture
def database_settings(one_database: DatabaseSettings) -> DatabaseSettings:
    """The shared tables, emptied."""
    run_sql = sql_runner(one_database)
    ours = ("borne_budgets", "borne_booking_turns")
    for table in (*ours, "reports", "consultations", "patients", "doctors", "specialties"):
        run_sql(f"DELETE FROM {table}")  # noqa: S608 - constants
    return one_database


@pytest.fixture
def run_sql(database_settings: DatabaseSettings) -> RunSql:
    """Run one statement on the shared tables."""
    return sql_runner(database_settings)


@pytest.fixture
def server(database_settings: DatabaseSettings, one_server: RunningServer) -> RunningServer:
    """The shared server, with the default limits."""
    return one_server
