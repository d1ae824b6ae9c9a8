"""Whatever the database server's settings are, a reply is whole, or it is an error."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import closing

import pytest

from database import Database, DatabaseError, DatabaseUnavailableError
from database.tables.schema import bring_up_to_date
from tests.database.conftest import Wanted
from tests.plugins.mariadb import OwnMariaDB, RunSql, settings_for, sql_runner

NOW = dt.datetime(2030, 1, 1)


@pytest.fixture
def run(own_mariadb: OwnMariaDB) -> RunSql:
    """A hospital of 40 doctors with three consultations each."""
    settings = settings_for(own_mariadb, "borne")
    bring_up_to_date(settings, lambda line: None)
    run = sql_runner(settings)
    run("INSERT INTO specialties VALUES (1, 'Urologie')")
    run("INSERT INTO doctors SELECT seq, 1, CONCAT('Maes ', seq), 'An' FROM seq_1_to_40")
    run(
        "INSERT INTO consultations (doctor_id, date, hour) "
        "SELECT d.seq, '2030-02-01' + INTERVAL h.seq DAY, '09:00' FROM seq_1_to_40 AS d, seq_1_to_3 AS h"
    )
    return run


@pytest.fixture
def replies(run: RunSql, own_mariadb: OwnMariaDB) -> Iterator[Database]:
    """The database, not connected yet."""
    with closing(Database(settings_for(own_mariadb, "borne"))) as database:
        yield database


def everything(database: Database) -> tuple[object, ...]:
    return (
        database.list_doctors(None),
        database.search_consultations(Wanted(specialty_id=1), now=NOW, after=None, limit=50),
        database.count_free_by_day(Wanted(specialty_id=1), now=NOW, max_days=62, max_free=1000),
    )


@pytest.mark.parametrize(
    "setting",
    [
        "sql_select_limit = 3",
        "max_join_size = 10",
        "max_statement_time = 0.000001",
        "group_concat_max_len = 16",
        "sql_mode = 'ANSI,NO_BACKSLASH_ESCAPES'",
        "tx_isolation = 'READ-UNCOMMITTED'",
    ],
)
def test_a_limit_that_a_server_sets_for_everybody_changes_no_reply(
    run: RunSql, replies: Database, own_mariadb: OwnMariaDB, setting: str
) -> None:
    whole = everything(replies)
    run(f"SET GLOBAL {setting}")
    with closing(Database(settings_for(own_mariadb, "borne"))) as limited:
        assert everything(limited) == whole


def test_a_reply_that_max_allowed_packet_cuts_is_an_error(run: RunSql, replies: Database) -> None:
    run("SET GLOBAL max_allowed_packet = 1024")
    with pytest.raises(DatabaseError, match="raise its max_allowed_packet") as cut:
        replies.search_consultations(Wanted(), now=NOW, after=None, limit=50)
    assert not isinstance(cut.value, DatabaseUnavailableError)
    assert replies.list_specialties() == b'[{"id":1,"name":"Urologie"}]'
    assert len(json.loads(replies.list_doctors(None))) == 40  # rows, each for itself
