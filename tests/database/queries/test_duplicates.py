"""Who was registered at a booth and was there already, for the desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from database import Database, DatabaseSettings
from database.__main__ import main
from database.queries.duplicates import list_duplicates
from tests.plugins.mariadb import RunSql

BORN = dt.date(1980, 2, 3)


def test_the_same_names_and_birth_date_are_one_group(
    database: Database, database_settings: DatabaseSettings, run_sql: RunSql
) -> None:
    run_sql(
        "INSERT INTO patients (id, last_name, first_name, birth_date) VALUES "
        "(1, 'D''Hondt', 'Jean-Pierre', '1980-02-03'), (2, 'Maes', 'An', '1980-02-03'), "
        "(3, 'Maes', 'An', '1980-02-03'), (4, 'Peeters', 'Jef', NULL)"
    )
    twin = database.create_patient("d’hondt", "JEAN PIERRE", BORN)
    database.create_patient("D'Hondt", "Jean-Pierre", BORN + dt.timedelta(1))
    database.create_patient("Peeters", "Jef", None)
    [group] = list_duplicates(database_settings)
    assert [(one.id, one.is_from_a_booth) for one in group] == [(1, False), (twin.id, True)]
    assert "Hondt" not in repr(group)
    assert str(twin.id) not in repr(group)


def test_two_registrations_are_a_group_too(database: Database, database_settings: DatabaseSettings) -> None:
    for first_name in ("An", "an "):
        database.create_patient("Maes", first_name, BORN)
    [group] = list_duplicates(database_settings)
    assert len(group) == 2


def test_the_command_prints_them_with_nothing_that_turns_the_line(
    database: Database,
    database_settings: DatabaseSettings,
    run_sql: RunSql,
    *,
    write_config: Callable[[DatabaseSettings], Path],
    capsys: pytest.CaptureFixture[str],
) -> None:
    twin = database.create_patient("Maes", "An", BORN)
    run_sql("INSERT INTO patients VALUES (5, '\u202eMaes\u200b', 'An\n', '1980-02-03')")
    assert main(["duplicates", "--config", str(write_config(database_settings))]) == 0
    assert capsys.readouterr().out == (
        "born on 1980-02-03:\n"
        "           5  \\u202eMaes\\u200b, An\\u000a (of the hospital's own)\n"
        f"  {twin.id:>10}  Maes, An (made at a booth)\n"
        "1 people may be there twice\n"
    )
