"""Names of tables, columns and keys are data: quoted in SQL, escaped on a console."""

# ruff: noqa: S608 - the statements are made of this file's own words

from __future__ import annotations

import pytest

from database import Database, DatabaseSettings
from database.errors import SchemaRefusedError
from database.tables.choices import Choices
from database.tables.identifiers import listed, quoted, shown
from database.tables.schema import bring_up_to_date
from tests.database.conftest import Make, TakeOver
from tests.database.tables.their_tables import LATIN1, MYISAM, ROWS, UNSIGNED
from tests.plugins.mariadb import RunSql

ODD = "a`b, DROP COLUMN `reason"


def test_identifiers_are_quoted() -> None:
    assert quoted("a`b") == "`a``b`"
    assert quoted("a", "b c") == "`a`.`b c`"
    assert listed(("a", "b'")) == "`a`, `b'`"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Amélie 李 🙂", "Amélie 李 🙂"),
        ("a\u202eb\u200bc", "a\\u202eb\\u200bc"),
        ("a\nb\x1b[2J\x9b", "a\\u000ab\\u001b[2J\\u009b"),
        ("a\u2028b\ud800", "a\\u2028b\\ud800"),
    ],
)
def test_a_console_shows_what_cannot_be_seen(text: str, line: str) -> None:
    assert shown(text) == line


def test_odd_names_everywhere_change_nothing_else(
    theirs: Make, empty_settings: DatabaseSettings, adopted: Database, run_sql: RunSql
) -> None:
    odd = quoted(ODD)
    theirs(
        UNSIGNED.replace("c_d FOREIGN", f"{quoted(ODD + '2')} FOREIGN").replace(
            "KEY their_patient", f"KEY {odd}"
        ),
        ROWS,
    )
    for statement in (
        f"CREATE TABLE {quoted('x` y')} (id INT PRIMARY KEY AUTO_INCREMENT, `it's` VARCHAR(20))",
        f"ALTER TABLE patients ADD {odd} VARCHAR(20) CHARACTER SET latin1 NOT NULL, "
        f"ADD UNIQUE KEY {quoted('k` (5')} (last_name(5), {odd}(3), id), ADD {quoted('a(b')} INT NULL",
        f"ALTER TABLE patients ADD CONSTRAINT {quoted('c`k')} CHECK ({quoted('a(b')} > 0)",
        f"ALTER TABLE consultations ADD {quoted('ro``om')} INT NULL, "
        f"ADD UNIQUE KEY {quoted('d`')} (id, hour)",
        f"CREATE TRIGGER {quoted('t` g')} AFTER INSERT ON patients FOR EACH ROW "
        f"INSERT INTO {quoted('x` y')} (`it's`) VALUES (LEFT(NEW.last_name, 3))",
        f"CREATE VIEW {quoted('v` w')} AS SELECT {odd}, last_name FROM patients",
    ):
        run_sql(statement.replace("%", "%%"))
    run_sql(f"UPDATE patients SET {odd} = 'kept'")
    bring_up_to_date(empty_settings, lambda line: None, Choices(ignored_columns=("ro``om",)))
    adopted.require_current_schema()
    number = adopted.create_patient("Maes", "An", None).id
    assert run_sql(f"SELECT {odd} FROM patients WHERE id IN (1, {number}) ORDER BY id") == (
        ("kept",),
        (None,),
    )
    assert run_sql("SELECT COUNT(reason) FROM consultations") == ((2,),)
    assert run_sql(f"SELECT `it's` FROM {quoted('x` y')}") == (("Mae",),)
    written = run_sql("SHOW CREATE TABLE consultations")[0][1]
    assert f"CONSTRAINT {quoted(ODD + '2')} FOREIGN KEY (`doctor_id`)" in written


def test_a_text_of_ours_under_an_odd_key_is_checked(
    theirs: Make, take_over: TakeOver, run_sql: RunSql
) -> None:
    theirs(LATIN1, ROWS)
    run_sql(
        f"ALTER TABLE patients MODIFY last_name VARCHAR(30) COLLATE latin1_german2_ci, "
        f"ADD {quoted(ODD)} INT, ADD UNIQUE KEY {quoted(chr(0x202E) + 'k`')} (last_name, {quoted(ODD)})"
    )
    run_sql(
        "INSERT INTO patients VALUES (30, 'Müller', 'A', '2000-01-01', 1), "
        "(31, 'Muller', 'B', '2000-01-01', 1)"
    )
    with pytest.raises(SchemaRefusedError, match=r"for the unique key \\u202ek`"):
        take_over()


def test_a_myisam_table_with_odd_names_is_taken_over(
    theirs: Make, take_over: TakeOver, run_sql: RunSql
) -> None:
    theirs(
        MYISAM.replace("first_name TEXT NOT NULL", f"first_name TEXT NOT NULL, {quoted(ODD)} INT NOT NULL")
    )
    take_over()
    assert run_sql("SHOW COLUMNS FROM consultations LIKE 'reason'")
