"""The database's disk is full: what needs no room goes on, the rest is unavailable."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pymysql
import pytest

from database import BookingOutcome, Database, DatabaseSettings, DatabaseUnavailableError
from database.connections.connection import DatabaseConnection
from database.private import PrivateMariaDB
from tests.database.connections.small_hospital import small_hospital
from tests.plugins.mariadb import OwnMariaDB, sql_runner

TABLE_FULL = 1114
NOW = dt.datetime(2030, 1, 1)
ALL_TABLES_IN_16_MB = ("--innodb-file-per-table=0", "--innodb-data-file-path=ibdata1:12M:autoextend:max:16M")


def book(database: Database, number: int) -> BookingOutcome:
    return database.book_consultation(patient_id=1, consultation_id=number, reason="x", now=NOW, limit=10)


@pytest.fixture
def small() -> Iterator[Database]:
    """A database whose server has used up all its room."""
    directory = Path(tempfile.mkdtemp(prefix="borne-"))
    try:
        with PrivateMariaDB(directory / "db", options=ALL_TABLES_IN_16_MB) as server:
            settings = small_hospital(server)
            run = sql_runner(settings)
            run("CREATE TABLE log (line LONGBLOB)")
            for size in (1_000_000, 100_000, 10_000, 1000):
                while is_room_for(settings, size):
                    pass
            with closing(Database(settings)) as database:
                yield database
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def is_room_for(settings: DatabaseSettings, size: int) -> bool:
    try:
        sql_runner(settings)("INSERT INTO log VALUES (REPEAT('x', %s))", size)
    except pymysql.err.OperationalError as error:
        if error.args[0] == TABLE_FULL:
            return False
        raise
    return True


def register_until_full(database: Database) -> None:
    for _ in range(10_000):
        database.create_patient("Maes" * 10, "An" * 20, None)


def test_who_needs_room_is_told_that_the_disk_is_full(small: Database) -> None:
    with pytest.raises(DatabaseUnavailableError, match="disk is full"):
        register_until_full(small)


def test_a_full_disk_loses_no_connection(small: Database) -> None:
    def number(connection: DatabaseConnection) -> int:
        [(thread,)] = connection.rows("SELECT CONNECTION_ID()")
        return int(thread)

    before = small._pool.run(number)
    with pytest.raises(DatabaseUnavailableError):
        register_until_full(small)
    assert small._pool.run(number) == before


def test_a_new_connection_searches_and_books_where_no_file_can_be_made(own_mariadb: OwnMariaDB) -> None:
    settings = small_hospital(own_mariadb)
    shutil.rmtree(own_mariadb.directory / "tmp")
    with closing(Database(settings)) as database:
        assert book(database, 7) is BookingOutcome.BOOKED
