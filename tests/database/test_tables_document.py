"""`docs/tables.md` names every table and column there is, and its SQL does what it says."""

from __future__ import annotations

import datetime as dt
import json
import re
from contextlib import closing
from pathlib import Path

import pymysql
import pytest

from database import Database, DatabaseSettings
from database.tables.blueprint import OWN_TABLES, VERSIONS_TABLE
from tests.checkout import ROOT
from tests.database.conftest import Wanted
from tests.plugins.mariadb import RunSql

DOCUMENT = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")


def test_every_table_and_column_is_in_it(database_settings: DatabaseSettings, run_sql: RunSql) -> None:
    columns = run_sql(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = DATABASE()"
    )
    in_full = {"specialties", "doctors", "patients", "consultations"}
    for table, column in columns:
        assert f"| `{table}` |" in DOCUMENT
        if table in in_full:
            rows = re.search(rf"^\| `{table}` \|.*?(?=^\| `|\Z)", DOCUMENT, re.MULTILINE | re.DOTALL)
            assert rows is not None
            assert f"`{column}`" in rows.group(), f"{table}.{column}"


def test_every_table_of_ours_is_in_it_also_those_that_are_made_when_needed() -> None:
    for table in OWN_TABLES | {VERSIONS_TABLE, "borne_ignored_columns", "takeover_references"}:
        assert f"| `{table}` |" in DOCUMENT


def test_its_sql_fills_doctors_and_consultations(
    database_settings: DatabaseSettings,
    database: Database,
    run_sql: RunSql,
    *,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = [
        "Lefèvre;Amélie;2031-03-04;09:30",
        "Lefèvre;Amélie;2031-03-03;10:00",
        "Nobody;Known;2031-03-04;09:30",
        "Lefèvre;Amélie;2031-03-03;09:00",  # is there already, by the first script
    ]
    Path("consultations.csv").write_text("\n".join(lines), encoding="utf-8")
    scripts = re.findall(r"```sql\n(.*?)```", DOCUMENT, re.DOTALL)
    assert len(scripts) == 2
    with (
        closing(
            pymysql.connect(
                unix_socket=str(database_settings.unix_socket),
                user=database_settings.user,
                database=database_settings.name,
                charset="utf8mb4",
                autocommit=True,
                local_infile=True,
                ssl_disabled=True,
            )
        ) as connection,
        connection.cursor() as cursor,
    ):
        for script in scripts:
            for statement in script.split(";\n"):
                if statement.strip():
                    cursor.execute(statement)
    page = database.search_consultations(Wanted(), now=dt.datetime(2031, 1, 1), after=None, limit=50)
    found = [(one["doctor"], one["date"], one["hour"]) for one in json.loads(page.consultations)]
    assert found == [
        ("Amélie Lefèvre", "2031-03-03", "09:00"),
        ("Amélie Lefèvre", "2031-03-03", "10:00"),
        ("Amélie Lefèvre", "2031-03-03", "11:00"),
        ("Amélie Lefèvre", "2031-03-04", "09:30"),
    ]
