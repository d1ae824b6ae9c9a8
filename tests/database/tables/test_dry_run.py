"""`init --dry-run`: nothing is changed; what would be changed is told, and who could not log in, and why."""

from __future__ import annotations

import pytest

from database import DatabaseSettings
from database.errors import SchemaRefusedError
from database.tables.choices import Choices, Misread
from database.tables.schema import bring_up_to_date
from database.tables.shut_out import why_shut_out
from tests.database.conftest import Make
from tests.database.tables.their_files import everything
from tests.database.tables.their_tables import LATIN1, PLAIN, ROWS
from tests.plugins.mariadb import RunSql

DRY = Choices(is_dry_run=True)


@pytest.mark.parametrize(
    ("number", "last_name", "first_name", "why"),
    [
        (7, "Maes", "An", None),
        (7, "Suharto", "", None),
        (7, "", "Suharto", None),
        (7, "Van  den\u00a0Broeck", "Zoë\u200b", None),
        (7, "D`Hondt", "Jean–Pierre", None),
        (7, "Nguyễn", "Łukasz", None),
        (7, "x" * 50, "x" * 50, None),
        (7, "", "", "no name"),
        (7, " ", "-", "no name"),
        (7, "\u200b", "", "no name"),
        (7, "x" * 51, "An", "a name of over 50 characters"),
        (7, "Maes", "x" * 51, "a name of over 50 characters"),
        (0, "Maes", "An", "the number is not from 1 to 2147483647"),
        (2**31, "Maes", "An", "the number is not from 1 to 2147483647"),
        (7, "Лев", "Толстой", "a name with letters that the booth's keyboard does not have"),
        (7, "LefÃ¨vre", "An", "a name is UTF-8 that was stored as latin1"),
    ],
)
def test_who_cannot_log_in_and_why(number: int, last_name: str, first_name: str, why: str | None) -> None:
    assert why_shut_out(number, last_name, first_name) == why


def test_a_dry_run_tells_every_step_and_every_patient_and_changes_nothing(
    theirs: Make, empty_settings: DatabaseSettings, run_sql: RunSql
) -> None:
    theirs(LATIN1, ROWS)
    run_sql("INSERT INTO patients VALUES (4711, ' ', '-', '2000-01-01'), (4712, 'Secret', '', '2000-01-01')")
    before = everything(run_sql)
    told: list[str] = []
    bring_up_to_date(empty_settings, told.append, DRY)
    assert everything(run_sql) == before
    assert told[-1] == "patient 4711 could not log in at a booth: no name"
    assert "would apply 0001_tables.sql" in told
    assert any(line.startswith("would run: ALTER TABLE `patients` MODIFY `last_name`") for line in told)
    assert not any("Secret" in line or "borne_trial" in line for line in told)
    bring_up_to_date(empty_settings, lambda line: None)
    told.clear()
    bring_up_to_date(empty_settings, told.append, DRY)
    assert told == ["patient 4711 could not log in at a booth: no name"]


def test_a_dry_run_names_the_patients_whose_text_was_misread(
    theirs: Make, empty_settings: DatabaseSettings, run_sql: RunSql
) -> None:
    theirs(PLAIN, ROWS)
    run_sql("INSERT INTO patients VALUES (4711, 'LefÃ¨vre', 'Amélie', '2000-01-01')")
    with pytest.raises(SchemaRefusedError, match="patients 4711: last_name is UTF-8"):
        bring_up_to_date(empty_settings, lambda line: None, DRY)
    told: list[str] = []
    keep = Choices(Misread.KEEP, is_dry_run=True)
    bring_up_to_date(empty_settings, told.append, keep)
    assert told[-1] == "patient 4711 could not log in at a booth: a name is UTF-8 that was stored as latin1"


def test_a_dry_run_creates_no_database(empty_settings: DatabaseSettings, run_sql: RunSql) -> None:
    told: list[str] = []
    bring_up_to_date(empty_settings, told.append, DRY)
    assert told == [f"would create the database {empty_settings.name} and its tables"]
    assert run_sql(f"SHOW DATABASES LIKE '{empty_settings.name}'", database=None) == ()
