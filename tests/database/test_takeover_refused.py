"""`init` on a database whose rows or tables stand in the way: refused with their names, nothing changed."""

import pytest

from database.errors import SchemaRefused
from tests.database.conftest import Make, TakeOver
from tests.database.their_tables import MYISAM, PLAIN, ROWS, UNSIGNED
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
        "CREATE VIEW reports AS SELECT 1 AS id",
        "reports is a view",
    ),
    "a stranger on a small id": (
        UNSIGNED,
        "CREATE TABLE invoices (patient SMALLINT UNSIGNED, FOREIGN KEY (patient) REFERENCES patients(id))",
        "but invoices refers to it",
    ),
}


@pytest.mark.parametrize("obstacle", OBSTACLES.values(), ids=OBSTACLES.keys())
def test_what_the_keys_would_not_admit_is_refused_and_nothing_changed(
    theirs: Make, take_over: TakeOver, run_sql: RunSql, obstacle: tuple[str, str, str]
) -> None:
    tables, rows, line = obstacle
    theirs(tables, ROWS, rows)
    names = ("specialties", "doctors", "patients", "consultations")
    before = [run_sql(f"SHOW CREATE TABLE {name}") + run_sql(f"CHECKSUM TABLE {name}") for name in names]
    with pytest.raises(SchemaRefused) as refusal:
        take_over()
    assert line in str(refusal.value)
    assert not any(word in str(refusal.value) for word in ("Secret", "Durand", "Noël"))
    assert before == [
        run_sql(f"SHOW CREATE TABLE {name}") + run_sql(f"CHECKSUM TABLE {name}") for name in names
    ]
    assert run_sql("SHOW TABLES LIKE 'schema_version'") == ()
