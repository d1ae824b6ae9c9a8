"""Their own words for "not free": `init` asks about columns, and the rule is honoured everywhere."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from database import BookingOutcome, Database, DatabaseSettings
from database.errors import SchemaRefusedError
from database.queries.own_rule import honouring_rule
from database.tables.choices import Choices
from database.tables.own_columns import with_rule
from database.tables.schema import bring_up_to_date
from tests.database.conftest import Make, Wanted
from tests.database.tables.their_files import everything
from tests.database.tables.their_tables import MYISAM, PLAIN, ROWS, UNSIGNED
from tests.plugins.mariadb import RunSql

BEFORE = dt.datetime(2030, 1, 1)
STATUS = "ALTER TABLE consultations ADD status VARCHAR(10) DEFAULT 'open', ADD room INT NULL"
MORE = (
    "INSERT INTO consultations (id, doctor_id, date, hour, status) VALUES "
    "(20, 7, '2030-01-08', '09:00', 'blocked'), "
    "(21, 7, '2030-01-08', '10:00', NULL), (22, 1, '2030-01-09', '09:00', 'open')"
)
RULE = Choices(free_when="status = 'open'", ignored_columns=("ROOM",))


def silent(line: str) -> None:
    """Tell nobody."""


def found_by(database: Database, wanted: Wanted) -> list[int]:
    page = database.search_consultations(wanted, now=BEFORE, after=None, limit=50)
    return sorted(one["id"] for one in json.loads(page.consultations))


def test_columns_that_nobody_decided_about_are_named_and_nothing_is_changed(
    theirs: Make, empty_settings: DatabaseSettings, run_sql: RunSql
) -> None:
    theirs(PLAIN, ROWS, STATUS)
    before = everything(run_sql)
    with pytest.raises(SchemaRefusedError, match="columns that are not ours: status, room"):
        bring_up_to_date(empty_settings, silent)
    with pytest.raises(SchemaRefusedError, match="columns that are not ours: room"):
        bring_up_to_date(empty_settings, silent, Choices(free_when="status = 'open'"))
    assert everything(run_sql) == before


def test_what_is_ignored_stays_ignored_until_there_is_another_column(
    theirs: Make, empty_settings: DatabaseSettings, run_sql: RunSql, adopted: Database
) -> None:
    theirs(PLAIN, ROWS, STATUS, MORE)
    bring_up_to_date(empty_settings, silent, Choices(ignored_columns=("status", "room")))
    bring_up_to_date(empty_settings, silent)
    assert found_by(adopted, Wanted()) == [11, 12, 20, 21, 22]
    run_sql("ALTER TABLE consultations ADD cancelled INT NULL")
    with pytest.raises(SchemaRefusedError, match="not ours: cancelled"):
        bring_up_to_date(empty_settings, silent)


@pytest.mark.parametrize("tables", [PLAIN, MYISAM, UNSIGNED], ids=["plain", "myisam", "unsigned"])
def test_search_calendar_and_booking_honour_the_rule(
    theirs: Make, empty_settings: DatabaseSettings, run_sql: RunSql, *, adopted: Database, tables: str
) -> None:
    theirs(tables, ROWS, STATUS, MORE)
    bring_up_to_date(empty_settings, silent, RULE)
    bring_up_to_date(empty_settings, silent)  # it is kept
    assert found_by(adopted, Wanted()) == [11, 12, 22]
    assert found_by(adopted, Wanted(specialty_id=2)) == [12]
    assert found_by(adopted, Wanted(doctor_id=7)) == [12]
    for wanted in (Wanted(), Wanted(specialty_id=2), Wanted(doctor_id=7)):
        days = adopted.count_free_by_day(wanted, now=BEFORE, max_days=31, max_free=99)
        assert b"2030-01-08" not in days.days
        assert b"2030-01-07" in days.days
    for limit in (0, 10):
        for number, outcome in ((20, "NOT_AVAILABLE"), (21, "NOT_AVAILABLE"), (22, "BOOKED")):
            assert (
                adopted.book_consultation(
                    patient_id=1, consultation_id=number, reason="x", now=BEFORE, limit=limit
                )
                is BookingOutcome[outcome]
            )
        run_sql("UPDATE consultations SET patient_id = NULL WHERE id = 22")
    run_sql("UPDATE consultations SET status = 'blocked' WHERE id = 12")
    assert found_by(adopted, Wanted()) == [11, 22]


def test_their_statements_without_names_of_columns_still_work(
    theirs: Make, empty_settings: DatabaseSettings, run_sql: RunSql
) -> None:
    theirs(PLAIN, ROWS, STATUS)
    bring_up_to_date(empty_settings, silent, RULE)
    run_sql("INSERT INTO consultations VALUES (30, 7, NULL, '2030-02-01', '09:00', NULL, 'open', 3)")
    assert run_sql("SELECT * FROM consultations WHERE id = 30")[0][6:] == ("open", 3)


def test_a_rule_may_be_replaced_and_a_wrong_one_is_refused(
    theirs: Make, empty_settings: DatabaseSettings, run_sql: RunSql, adopted: Database
) -> None:
    theirs(PLAIN, ROWS, STATUS, MORE)
    bring_up_to_date(empty_settings, silent, RULE)
    bring_up_to_date(empty_settings, silent, Choices(free_when="status <> 'open' AND `room` IS NULL"))
    assert found_by(adopted, Wanted()) == [20]
    before = everything(run_sql)
    for wrong in ("statu = 'open'", "status = ", "status = 'open') THEN 1"):
        with pytest.raises(SchemaRefusedError, match="cannot be converted: error"):
            bring_up_to_date(empty_settings, silent, Choices(free_when=wrong))
    assert everything(run_sql) == before


def test_the_rules_statements_read_its_keys(
    theirs: Make, empty_settings: DatabaseSettings, run_sql: RunSql
) -> None:
    theirs(PLAIN, ROWS, STATUS)
    bring_up_to_date(empty_settings, silent, RULE)
    sql = (
        "SELECT id FROM consultations FORCE INDEX (free_by_date) "
        "WHERE patient_id IS NULL AND date >= '2030-01-01' ORDER BY date, hour LIMIT 3"
    )
    [(_, _, _, kind, _, key, *_, extra)] = run_sql(f"EXPLAIN {with_rule(sql)}")
    assert (kind, key) == ("range", "borne_free_by_date")
    assert "filesort" not in extra


def test_a_database_without_a_rule_is_asked_once_a_connection(database: Database) -> None:
    asked: list[str] = []

    def twice(connection: object) -> None:
        class Counting:
            has_own_rule = None

            def rows(self, sql: str) -> object:
                asked.append(sql)
                return connection.rows(sql)  # type: ignore[attr-defined]

        counting = Counting()
        for _ in range(2):
            assert honouring_rule(counting, "x patient_id IS NULL") == "x patient_id IS NULL"  # type: ignore[arg-type]

    database._pool.run(twice)
    assert len(asked) == 1
