"""`init` refuses rows and tables that it cannot take over, names them and changes nothing."""

from __future__ import annotations

import pytest

from database.errors import SchemaRefusedError
from tests.database.conftest import Make, TakeOver
from tests.database.tables.their_files import everything
from tests.database.tables.their_tables import LATIN1, MYISAM, PLAIN, ROWS, UNSIGNED
from tests.plugins.mariadb import RunSql

OBSTACLES = {
    "a doctor twice": (
        PLAIN.replace("UNIQUE KEY uq_slot", "KEY uq_slot"),
        "INSERT INTO consultations VALUES (20, 1, NULL, '2030-01-07', '09:00', NULL)",
        "consultations 10, 20: the same doctor twice at one date and hour",
    ),
    "a patient twice": (
        PLAIN,
        "INSERT INTO consultations VALUES (20, 7, 1, '2030-01-07', '9:00:00', NULL)",
        "consultations 10, 20: the same patient twice at one date and hour",
    ),
    "no hour": (
        PLAIN,
        "INSERT INTO consultations VALUES (20, 7, NULL, '2030-01-07', 'midi', NULL), "
        "(21, 7, 1, '2030-01-07', '24:00', '')",
        "consultations 20, 21: the hour cannot be read",
    ),
    "an hour that no day has": (
        UNSIGNED,
        "INSERT INTO consultations VALUES (20, 7, NULL, '2030-01-07', '30:00', NULL)",
        "consultations 20: the hour cannot be read",
    ),
    "no such patient": (
        MYISAM,
        "INSERT INTO consultations VALUES (20, 7, 99, '2030-01-07', '11:00', '')",
        "consultations 20: patient_id leads to no row of patients",
    ),
    "no doctor": (
        UNSIGNED,
        "INSERT INTO consultations VALUES (20, NULL, 1, '2030-01-07', '11:00', '')",
        "consultations 20: doctor_id leads to no row of doctors",
    ),
    "no such specialty": (
        MYISAM,
        "INSERT INTO doctors VALUES (30, 9, 'Secret', 'Name')",
        "doctors 30: specialty_id leads to no row of specialties",
    ),
    "many": (
        MYISAM,
        "INSERT INTO consultations "
        "SELECT seq, 7, 99, '2030-01-07', CONCAT('9:', seq - 90), '' FROM seq_100_to_149",
        "116, 117, 118, 119 and more: patient_id leads to no row",
    ),
    "another type": (
        PLAIN,
        "ALTER TABLE consultations MODIFY date DATETIME",
        "consultations.date is DATETIME",
    ),
    "a column missing": (
        PLAIN,
        "ALTER TABLE doctors DROP COLUMN first_name",
        "doctors has no column first_name",
    ),
    "no primary key": (
        PLAIN,
        "ALTER TABLE consultations MODIFY id INT, DROP PRIMARY KEY",
        "consultations: id is not its primary key",
    ),
    "a view": (
        PLAIN,
        "RENAME TABLE doctors TO staff;\nCREATE VIEW doctors AS SELECT * FROM staff",
        "doctors is a view",
    ),
    "a table in parts": (
        MYISAM,
        "ALTER TABLE consultations PARTITION BY HASH (id) PARTITIONS 4",
        "consultations is partitioned",
    ),
    "a table that keeps its past": (
        PLAIN,
        "ALTER TABLE patients ADD SYSTEM VERSIONING",
        "patients is system-versioned",
    ),
    "a fraction of a second": (
        UNSIGNED.replace("hour TIME", "hour TIME(3)"),
        "INSERT INTO consultations VALUES (20, 7, NULL, '2030-01-07', '10:00:00.5', NULL)",
        "consultations 20: the hour cannot be read",
    ),
    "patients of another table": (
        "CREATE TABLE people (id INT(4) PRIMARY KEY);\nINSERT INTO people VALUES (1), (2);\n"
        + PLAIN.replace("REFERENCES patients(id)", "REFERENCES people(id)"),
        "",
        "consultations.patient_id should lead to patients, but its foreign key consultations_ibfk_2 leads to",
    ),
    "a stranger on an id filled up with zeros": (
        MYISAM,
        "ALTER TABLE patients MODIFY id INT ZEROFILL AUTO_INCREMENT, ENGINE InnoDB;\n"
        "CREATE TABLE invoices (patient INT UNSIGNED, FOREIGN KEY (patient) REFERENCES patients(id))",
        "but invoices refers to it",
    ),
    "no hour at all": (
        PLAIN,
        "INSERT INTO consultations VALUES (20, 7, NULL, '2030-01-07', NULL, NULL)",
        "consultations 20: hour is NULL",
    ),
    "no date": (
        UNSIGNED,
        "INSERT INTO consultations VALUES (20, 7, NULL, NULL, '10:00', NULL)",
        "consultations 20: date is NULL",
    ),
    "a doctor without a name": (
        PLAIN,
        "INSERT INTO doctors VALUES (30, 1, 'Secret', NULL)",
        "doctors 30: first_name is NULL",
    ),
    "a specialty without a name": (
        UNSIGNED,
        "INSERT INTO specialties VALUES (30, NULL)",
        "specialties 30: name is NULL",
    ),
    "patients without a name": (
        LATIN1,
        "INSERT INTO patients (id, first_name, birth_date) VALUES (4711, 'Secret', '2000-01-01'), "
        "(4712, 'Secret', '2000-01-01')",
        "patients: last_name is NULL in 2 rows",
    ),
    "accents that a key told apart": (
        LATIN1,
        "ALTER TABLE patients MODIFY last_name VARCHAR(30) COLLATE latin1_german2_ci, ADD ref INT, "
        "ADD UNIQUE KEY ref (last_name, ref);\n"
        "INSERT INTO patients VALUES (30, 'Müller', 'A', '2000-01-01', 1), "
        "(31, 'Muller', 'B', '2000-01-01', 1)",
        "patients: once its text is utf8mb4, rows are the same for the unique key ref",
    ),
    "a beginning that a key told apart": (
        LATIN1,
        "ALTER TABLE patients MODIFY last_name VARCHAR(30) COLLATE latin1_german2_ci, ADD ref INT, "
        "ADD UNIQUE KEY ref (last_name(3), ref);\n"
        "INSERT INTO patients VALUES (30, 'Mülheim', 'A', '2000-01-01', 1), "
        "(31, 'Mulder', 'B', '2000-01-01', 1)",
        "patients: once its text is utf8mb4, rows are the same for the unique key ref",
    ),
    "a key of our name": (
        PLAIN,
        "CREATE INDEX free_by_date ON consultations (date)",
        "consultations: its key free_by_date is over other columns than patient_id, date, hour, doctor_id",
    ),
    "a rule that empties what must be": (
        UNSIGNED.replace("specialty_id SMALLINT UNSIGNED NOT NULL", "specialty_id SMALLINT UNSIGNED").replace(
            "ON UPDATE CASCADE", "ON DELETE SET NULL"
        ),
        "",
        "doctors.specialty_id must not be NULL, but its foreign key d_s says SET NULL",
    ),
    "a key against homonyms": (
        PLAIN,
        "ALTER TABLE patients ADD gender CHAR(1) NOT NULL DEFAULT 'x', "
        "ADD UNIQUE KEY person (last_name, first_name, gender)",
        "patients: the unique key person would refuse a patient of the same name",
    ),
    "a key against a second booking": (
        PLAIN,
        "ALTER TABLE consultations ADD UNIQUE KEY once (patient_id, date)",
        "consultations: the unique key once would refuse a patient's second booking",
    ),
    "a doctor that no reply can name": (
        PLAIN.replace("doctors (id INT(4)", "doctors (id BIGINT").replace(
            "doctor_id INT(4) NOT NULL", "doctor_id BIGINT NOT NULL"
        ),
        "INSERT INTO doctors VALUES (3000000000, 1, 'Secret', 'Name')",
        "doctors 3000000000: the id is too large",
    ),
    "a list of versions that is another program's": (
        PLAIN,
        "CREATE TABLE schema_version (version VARCHAR(50), installed_on TIMESTAMP)",
        "schema_version is a table of another program",
    ),
    "a stranger on a small id": (
        UNSIGNED,
        "CREATE TABLE invoices (patient SMALLINT UNSIGNED, FOREIGN KEY (patient) REFERENCES patients(id))",
        "but invoices refers to it",
    ),
}


@pytest.mark.parametrize("obstacle", OBSTACLES.values(), ids=OBSTACLES.keys())
def test_rows_and_tables_that_do_not_fit_are_refused_and_nothing_is_changed(
    theirs: Make, take_over: TakeOver, run_sql: RunSql, obstacle: tuple[str, str, str]
) -> None:
    tables, rows, line = obstacle
    theirs(tables, ROWS, rows)
    before = everything(run_sql)
    with pytest.raises(SchemaRefusedError) as refusal:
        take_over()
    assert line in str(refusal.value)
    assert not any(word in str(refusal.value) for word in ("Secret", "Durand", "Noël", "4711"))
    assert everything(run_sql) == before


def test_a_table_name_that_differs_in_case_only_is_refused(
    theirs: Make, take_over: TakeOver, run_sql: RunSql
) -> None:
    theirs(PLAIN.replace("patients", "Patients"))
    before = everything(run_sql)
    with pytest.raises(SchemaRefusedError, match="Patients must be named patients"):
        take_over()
    assert everything(run_sql) == before
