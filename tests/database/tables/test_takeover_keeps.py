"""`init` keeps what the hospital's programs had: columns, keys, foreign key rules, triggers, tables."""

from __future__ import annotations

import datetime as dt
import json

import pymysql
import pytest

from database import Database, DatabaseError
from database.errors import SchemaRefusedError
from tests.database.conftest import Make, TakeOver
from tests.database.tables.their_files import everything
from tests.database.tables.their_tables import MYISAM, PLAIN, ROWS, UNSIGNED, every_make
from tests.plugins.mariadb import RunSql


def test_columns_keys_and_tables_of_the_hospitals_own_stay(
    theirs: Make, take_over: TakeOver, run_sql: RunSql
) -> None:
    theirs(
        PLAIN,
        ROWS,
        """
ALTER TABLE patients ADD COLUMN email VARCHAR(80) CHARACTER SET latin1 COLLATE latin1_bin UNIQUE,
    ADD KEY by_birth (birth_date);
CREATE TABLE invoices (id INT PRIMARY KEY, patient_id INT(4),
    FOREIGN KEY (patient_id) REFERENCES patients(id));
INSERT INTO invoices VALUES (1, 2);
UPDATE patients SET email = 'Léa@example.be' WHERE id = 2
""",
    )
    take_over()
    assert run_sql("SELECT email FROM patients WHERE id = 2") == (("Léa@example.be",),)
    assert run_sql("SELECT * FROM invoices") == ((1, 2),)
    assert "by_birth" in run_sql("SHOW CREATE TABLE patients")[0][1]
    assert "FOREIGN KEY" in run_sql("SHOW CREATE TABLE invoices")[0][1]


@every_make
def test_the_hospitals_programs_can_still_insert(
    theirs: Make, take_over: TakeOver, run_sql: RunSql, tables: str
) -> None:
    theirs(tables, ROWS)
    take_over()
    run_sql(
        "INSERT INTO patients (last_name, first_name, birth_date) VALUES ('Old', 'Program', '2000-01-01')"
    )
    assert run_sql("SELECT id FROM patients WHERE last_name = 'Old'") == ((3,),)
    run_sql("INSERT INTO consultations (doctor_id, date, hour) VALUES (1, '2030-02-01', '8:30')")
    assert run_sql("SELECT COUNT(*) FROM consultations WHERE hour = '08:30:00'") == ((1,),)


def test_an_existing_table_of_reports_is_left_alone(
    theirs: Make, take_over: TakeOver, adopted: Database, run_sql: RunSql
) -> None:
    theirs(
        PLAIN,
        ROWS,
        "CREATE TABLE reports (id VARCHAR(36) PRIMARY KEY, patient_id INT, date DATE, description BLOB);\n"
        "INSERT INTO reports VALUES ('r-1', 1, '2025-10-01', 'Tout va bien')",
    )
    before = run_sql("SHOW CREATE TABLE reports") + run_sql("SELECT * FROM reports")
    take_over()
    take_over()
    adopted.require_current_schema()
    assert run_sql("SHOW CREATE TABLE reports") + run_sql("SELECT * FROM reports") == before


def test_a_check_on_a_column_stays(theirs: Make, take_over: TakeOver, run_sql: RunSql) -> None:
    theirs(
        PLAIN.replace(
            "birth_date DATE NOT NULL", "birth_date DATE NOT NULL CHECK (birth_date > '1900-01-01')"
        )
    )
    take_over()
    with pytest.raises(pymysql.err.MySQLError, match="birth_date"):
        run_sql("INSERT INTO patients (last_name, first_name, birth_date) VALUES ('A', 'B', '1066-01-01')")
    run_sql("INSERT INTO patients (last_name, first_name) VALUES ('A', 'B')")


def test_zerofill_ids_become_valid_json_numbers(theirs: Make, take_over: TakeOver, adopted: Database) -> None:
    theirs(MYISAM.replace("id INT AUTO", "id INT(6) ZEROFILL AUTO"), ROWS)
    take_over()
    specialties = json.loads(adopted.list_specialties())
    assert {"id": 1, "name": "Gynécologie"} in specialties


CLOSED = (
    "CREATE TRIGGER closed BEFORE UPDATE ON consultations FOR EACH ROW "
    "IF {closed} AND NEW.patient_id <=> OLD.patient_id THEN "
    "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Durand'; END IF"
)


def test_an_unchanged_row_fires_no_trigger(theirs: Make, take_over: TakeOver, run_sql: RunSql) -> None:
    theirs(PLAIN, ROWS, CLOSED.format(closed="TRUE"))
    take_over()
    assert run_sql(
        "SELECT DATA_TYPE FROM information_schema.columns WHERE table_schema = DATABASE() "
        "AND table_name = 'consultations' AND column_name = 'hour'"
    ) == (("time",),)


def test_a_trigger_that_refuses_the_conversion_of_a_row_is_found_before(
    theirs: Make, take_over: TakeOver, run_sql: RunSql
) -> None:
    theirs(PLAIN, ROWS, CLOSED.format(closed="TRUE"))
    run_sql("INSERT INTO consultations VALUES (20, 7, NULL, '2030-01-07', '11h00', NULL)")
    before = everything(run_sql)
    with pytest.raises(SchemaRefusedError, match="the hours cannot be spelt plainly: error 1644") as told:
        take_over()
    assert "Durand" not in str(told.value)
    assert everything(run_sql) == before


def test_a_takeover_that_fails_names_the_step_and_restores_foreign_keys(
    theirs: Make, take_over: TakeOver, run_sql: RunSql
) -> None:
    theirs(
        UNSIGNED.replace("hour TIME", "hour VARCHAR(10)"),
        ROWS,
        "INSERT INTO consultations VALUES (20, 7, NULL, '2030-01-07', '11h00', NULL);\n"
        "INSERT INTO consultations (doctor_id, date, hour) "
        "SELECT 7, '2031-01-07' + INTERVAL seq DAY, '11h00' FROM seq_1_to_50",
        CLOSED.format(closed="OLD.id = 20"),  # not in the trial's sample
    )
    with pytest.raises(
        DatabaseError, match=r"refused a step \(error 1644\): UPDATE `consultations` SET hour"
    ) as told:
        take_over()
    assert "Durand" not in str(told.value)
    assert "init goes on from there" in str(told.value)
    assert "CONSTRAINT `d_s` FOREIGN KEY" in run_sql("SHOW CREATE TABLE doctors")[0][1]
    run_sql("DROP TRIGGER closed")
    take_over()
    assert "CONSTRAINT `c_p` FOREIGN KEY" in run_sql("SHOW CREATE TABLE consultations")[0][1]
    assert run_sql("SELECT hour FROM consultations WHERE id = 20") == ((dt.timedelta(hours=11),),)


def test_foreign_keys_keep_their_rules(theirs: Make, take_over: TakeOver, run_sql: RunSql) -> None:
    theirs(UNSIGNED, ROWS)
    take_over()
    assert (
        "CONSTRAINT `c_p` FOREIGN KEY (`patient_id`) REFERENCES `patients` (`id`) ON DELETE SET NULL"
        in (run_sql("SHOW CREATE TABLE consultations")[0][1])
    )


def test_a_column_keeps_its_default_and_comment(theirs: Make, take_over: TakeOver, run_sql: RunSql) -> None:
    theirs(UNSIGNED, ROWS)
    take_over()
    written = run_sql("SHOW CREATE TABLE patients")[0][1]
    assert "`birth_date` date DEFAULT '1900-01-01' COMMENT 'né(e) le'" in written


@pytest.mark.parametrize("width", [30, 50])
def test_a_unique_key_still_tells_the_same_values_apart(
    theirs: Make, take_over: TakeOver, run_sql: RunSql, width: int
) -> None:
    name = f"name VARCHAR({width}) COLLATE utf8mb4_bin UNIQUE"
    theirs(PLAIN.replace("name VARCHAR(30)", name, 1), ROWS)
    run_sql("INSERT INTO specialties VALUES (30, 'Orthopédie'), (31, 'Orthopedie')")
    take_over()
    assert run_sql("SELECT id FROM specialties WHERE name LIKE 'Orthop_die' ORDER BY id") == ((30,), (31,))
    assert f"varchar({width})" in run_sql("SHOW CREATE TABLE specialties")[0][1]


def test_required_columns_refuse_null_afterwards(theirs: Make, take_over: TakeOver, run_sql: RunSql) -> None:
    theirs(UNSIGNED, ROWS)
    take_over()
    for change in (
        "UPDATE consultations SET hour = NULL",
        "UPDATE consultations SET date = NULL",
        "UPDATE doctors SET last_name = NULL",
        "UPDATE specialties SET name = NULL",
    ):
        with pytest.raises(pymysql.err.MySQLError, match="cannot be null"):
            run_sql(change)
