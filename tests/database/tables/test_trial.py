"""The trial before a takeover: on copies, as the server's account, and without a trace."""

from __future__ import annotations

from dataclasses import replace

import pytest

from database import DatabaseSettings
from database.errors import SchemaRefusedError
from database.tables.renaming import Renaming
from database.tables.schema import bring_up_to_date
from tests.database.conftest import Make, TakeOver
from tests.database.tables.their_files import everything
from tests.database.tables.their_tables import LATIN1, PLAIN, ROWS
from tests.plugins.mariadb import RunSql

RENAMING = Renaming("db", {"patients": "copy_1", "doctors": "copy_2"}, frozenset({"doctors"}))


@pytest.mark.parametrize(
    ("sql", "renamed"),
    [
        ("SELECT patients.id FROM patients", "SELECT `copy_1`.id FROM `copy_1`"),
        ("SELECT `patients`.`id` FROM `db`.`patients`", "SELECT `copy_1`.`id` FROM `db`.`copy_1`"),
        ("INSERT INTO log VALUES ('patients', \"patients\")", None),
        ("SELECT 1 -- patients\n/* patients */ # patients", None),
        ("SET stats.doctors = stats.doctors + 1, doctors = doctors + 1", None),
        ("UPDATE doctors SET doctors = 1", "UPDATE `copy_2` SET doctors = 1"),
        ("SELECT doctors.id FROM other.doctors", "SELECT `copy_2`.id FROM other.doctors"),
        ("SET @patients = NEW.patients", None),
        (
            "SELECT 'it''s patients', 'a\\'patients' FROM patients",
            "SELECT 'it''s patients', 'a\\'patients' FROM `copy_1`",
        ),
        ("SELECT Patients FROM my_patients, patients2", None),
    ],
)
def test_tables_are_renamed_and_nothing_else(sql: str, renamed: str | None) -> None:
    assert RENAMING.apply(sql) == (sql if renamed is None else renamed)


def test_where_case_does_not_matter_any_spelling_is_renamed() -> None:
    renaming = replace(RENAMING, tells_case_apart=False)
    assert renaming.apply("SELECT 1 FROM Patients") == "SELECT 1 FROM `copy_1`"


def test_a_name_with_backticks_is_quoted_again() -> None:
    renaming = Renaming("d`b", {"a`b": "c`d"})
    assert renaming.apply("SELECT `a``b`.x FROM `d``b`.`a``b`") == "SELECT `c``d`.x FROM `d``b`.`c``d`"


def test_an_account_of_this_database_alone_is_enough(
    theirs: Make, empty_settings: DatabaseSettings, run_sql: RunSql
) -> None:
    theirs(
        LATIN1,
        ROWS,
        "CREATE TABLE seen (id INT);\nCREATE VIEW names AS SELECT last_name FROM patients",
        "CREATE TRIGGER seen AFTER INSERT ON patients FOR EACH ROW INSERT INTO seen VALUES (NEW.id)",
    )
    run_sql("CREATE OR REPLACE USER only_here@localhost", database=None)
    run_sql(f"GRANT ALL ON {empty_settings.name}.* TO only_here@localhost", database=None)
    bring_up_to_date(replace(empty_settings, user="only_here"), lambda line: None)
    assert run_sql("SELECT * FROM seen") == ()


def test_a_missing_right_is_named_and_nothing_is_changed(
    theirs: Make, empty_settings: DatabaseSettings, run_sql: RunSql
) -> None:
    theirs(
        LATIN1,
        ROWS,
        "CREATE TRIGGER seen AFTER INSERT ON patients FOR EACH ROW SET @seen = NEW.id",
    )
    run_sql("CREATE OR REPLACE USER no_triggers@localhost", database=None)
    run_sql(
        "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, DROP, REFERENCES "
        f"ON {empty_settings.name}.* TO no_triggers@localhost",
        database=None,
    )
    before = everything(run_sql)
    with pytest.raises(SchemaRefusedError, match=r"(?s)TRIGGER"):
        bring_up_to_date(replace(empty_settings, user="no_triggers"), lambda line: None)
    assert everything(run_sql) == before


def test_copies_of_a_run_that_died_are_dropped(theirs: Make, take_over: TakeOver, run_sql: RunSql) -> None:
    theirs(
        PLAIN,
        ROWS,
        "CREATE TABLE borne_trial_patients (id INT PRIMARY KEY);\n"
        "CREATE TABLE borne_trial_t7 (id INT, FOREIGN KEY (id) REFERENCES borne_trial_patients (id));\n"
        "CREATE VIEW borne_trial_v1 AS SELECT * FROM borne_trial_t7",
    )
    take_over()
    assert run_sql("SHOW TABLES LIKE 'borne\\_trial%'") == ()
