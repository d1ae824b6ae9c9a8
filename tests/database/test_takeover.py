"""`init` on databases that the hospital's own program made: everything is completed, nothing is lost."""

# ruff: noqa: S608 - the statements are made of this file's own words

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime

import pytest

from database import BookingOutcome, Database, DatabaseSettings
from database.errors import SchemaRefused
from database.inspection import inspect
from database.link import Link, TimeBudget, open_link
from database.schema import bring_up_to_date
from tests.plugins.mariadb import RunSql

BEFORE = datetime(2030, 1, 1)

Make = Callable[..., None]
TakeOver = Callable[[], None]

PLAIN = """
CREATE TABLE specialties (id INT(4) AUTO_INCREMENT PRIMARY KEY, name VARCHAR(30));
CREATE TABLE doctors (id INT(4) AUTO_INCREMENT PRIMARY KEY, specialty_id INT(4) NOT NULL,
    last_name VARCHAR(30),
    first_name VARCHAR(30), FOREIGN KEY (specialty_id) REFERENCES specialties(id));
CREATE TABLE patients (id INT(4) AUTO_INCREMENT PRIMARY KEY, last_name VARCHAR(30), first_name VARCHAR(30),
    birth_date DATE NOT NULL);
CREATE TABLE consultations (id INT(4) AUTO_INCREMENT PRIMARY KEY, doctor_id INT(4) NOT NULL,
    patient_id INT(4) NULL,
    date DATE, hour VARCHAR(10), reason VARCHAR(100), UNIQUE KEY uq_slot (doctor_id, date, hour),
    FOREIGN KEY (doctor_id) REFERENCES doctors(id), FOREIGN KEY (patient_id) REFERENCES patients(id))
"""

LATIN1 = PLAIN.replace("NULL);", "NULL) CHARSET latin1;").replace(
    "name VARCHAR(30));", "name VARCHAR(30)) CHARSET latin1;"
)
MYISAM = """
CREATE TABLE specialties (id INT AUTO_INCREMENT PRIMARY KEY, name CHAR(30) NOT NULL)
    ENGINE MyISAM CHARSET latin1;
CREATE TABLE doctors (id INT AUTO_INCREMENT PRIMARY KEY, specialty_id INT, last_name VARCHAR(30) NOT NULL,
    first_name VARCHAR(30) NOT NULL) ENGINE MyISAM CHARSET latin1;
CREATE TABLE patients (id INT AUTO_INCREMENT PRIMARY KEY, last_name VARCHAR(30) NOT NULL,
    first_name TEXT NOT NULL, birth_date DATE NOT NULL) ENGINE MyISAM CHARSET latin1;
CREATE TABLE consultations (id INT AUTO_INCREMENT PRIMARY KEY, doctor_id INT NOT NULL, patient_id INT,
    date DATE NOT NULL, hour VARCHAR(5) NOT NULL, reason TEXT) ENGINE MyISAM CHARSET latin1
"""
UNSIGNED = """
CREATE TABLE specialties (id SMALLINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(60)) CHARSET utf8mb3;
CREATE TABLE doctors (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, specialty_id SMALLINT UNSIGNED NOT NULL,
    last_name VARCHAR(60), first_name VARCHAR(60),
    CONSTRAINT d_s FOREIGN KEY (specialty_id) REFERENCES specialties(id) ON UPDATE CASCADE) CHARSET utf8mb3;
CREATE TABLE patients (id SMALLINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, last_name VARCHAR(60),
    first_name VARCHAR(60), birth_date DATE NOT NULL DEFAULT '1900-01-01' COMMENT 'né(e) le') CHARSET utf8mb3;
CREATE TABLE consultations (id BIGINT AUTO_INCREMENT PRIMARY KEY, doctor_id INT UNSIGNED,
    patient_id SMALLINT UNSIGNED, date DATE, hour TIME, reason VARCHAR(255),
    UNIQUE KEY theirs (date, hour, doctor_id), KEY their_patient (patient_id),
    CONSTRAINT c_d FOREIGN KEY (doctor_id) REFERENCES doctors(id),
    CONSTRAINT c_p FOREIGN KEY (patient_id) REFERENCES patients(id) ON DELETE SET NULL) CHARSET utf8mb3
"""
PATIENTS_ONLY = """
CREATE TABLE patients (id INT AUTO_INCREMENT PRIMARY KEY, last_name VARCHAR(30), first_name VARCHAR(30),
    birth_date DATE NOT NULL)
"""

ROWS = """
INSERT INTO specialties VALUES (1, 'Gynécologie'), (2, 'Neurologie');
INSERT INTO doctors (id, specialty_id, last_name, first_name) VALUES
    (1, 1, 'Crêvecœur', 'Zoë'), (7, 2, 'Maes', 'An');
INSERT INTO patients (id, last_name, first_name, birth_date) VALUES (1, 'Noël', 'Gérard', '1970-02-03'),
    (2, 'Durand', 'Léa', '1988-12-31');
INSERT INTO consultations (id, doctor_id, patient_id, date, hour, reason) VALUES
    (10, 1, 1, '2030-01-07', '9:00', 'Contrôle à l’œil'), (11, 1, NULL, '2030-01-07', '10:00', NULL),
    (12, 7, NULL, '2030-01-07', '09:30', NULL), (13, 7, 2, '2030-01-07', '09:00', '')
"""


def run_script(run_sql: RunSql, script: str) -> None:
    for statement in script.split(";\n"):
        if statement.strip():
            run_sql(statement.strip().rstrip(";"))


@pytest.fixture
def theirs(empty_settings: DatabaseSettings, run_sql: RunSql) -> Callable[..., None]:
    run_sql(f"CREATE DATABASE {empty_settings.name}", database=None)

    def make(*scripts: str) -> None:
        for script in scripts:
            run_script(run_sql, script)

    return make


@pytest.fixture
def take_over(empty_settings: DatabaseSettings) -> Callable[[], None]:
    return lambda: bring_up_to_date(empty_settings, lambda line: None)


@pytest.fixture
def adopted(empty_settings: DatabaseSettings) -> Iterator[Database]:
    with closing(Database(empty_settings)) as database:
        yield database


every_make = pytest.mark.parametrize(
    "tables", [PLAIN, LATIN1, MYISAM, UNSIGNED], ids=["plain", "latin1", "myisam", "unsigned"]
)


@every_make
def test_every_row_is_still_there(theirs: Make, take_over: TakeOver, run_sql: RunSql, tables: str) -> None:
    theirs(tables, ROWS)
    before = {
        table: run_sql(f"SELECT id FROM {table} ORDER BY id")
        for table in ("doctors", "patients", "consultations")
    }
    take_over()
    assert {table: run_sql(f"SELECT id FROM {table} ORDER BY id") for table in before} == before
    assert run_sql("SELECT last_name, first_name, birth_date FROM patients ORDER BY id") == (
        ("Noël", "Gérard", date(1970, 2, 3)),
        ("Durand", "Léa", date(1988, 12, 31)),
    )
    assert run_sql(
        "SELECT patient_id, TIME_FORMAT(hour, '%H:%i'), reason FROM consultations ORDER BY id"
    ) == (
        (1, "09:00", "Contrôle à l’œil"),
        (None, "10:00", None),
        (None, "09:30", None),
        (2, "09:00", ""),
    )


@every_make
def test_the_room_works_on_it(theirs: Make, take_over: TakeOver, adopted: Database, tables: str) -> None:
    theirs(tables, ROWS)
    take_over()
    adopted.require_current_schema()
    old = adopted.find_patient(1)
    assert old is not None
    assert (old.last_name, old.first_name) == ("Noël", "Gérard")
    new = adopted.create_patient("Nguyễn 🙂".ljust(50, "x"), "Ngọc", None)
    assert adopted.find_patient(new.id) == new
    assert b"Gyn\xc3\xa9cologie" in adopted.list_specialties()
    assert "Crêvecœur".encode() in adopted.list_doctors(1)
    page = adopted.search_consultations(
        now=BEFORE, specialty_id=None, doctor_id=None, start_date=None, end_date=None, after=None, limit=50
    )
    assert page.consultations.index(b'"id": 12') < page.consultations.index(b'"id": 11')
    for number, outcome in ((11, "BOOKED"), (12, "BOOKED"), (10, "NOT_AVAILABLE")):
        assert (
            adopted.book_consultation(patient_id=new.id, consultation_id=number, reason="é" * 255, now=BEFORE)
            is BookingOutcome[outcome]
        )


def schema_of(settings: DatabaseSettings) -> object:
    """What the program relies on: types, character sets, engines, what is unique, what refers where."""
    link, _ = open_link(settings, TimeBudget(5), database=settings.name)
    with closing(link):
        found = inspect(link)
    return {
        name: (
            table.engine,
            {
                column: (described.base, described.charset, max(described.length or 0, 0))
                for column, described in table.columns.items()
            },
            {key.columns for key in table.keys.values() if key.is_unique},
            {(one.column, one.parent) for one in found.references if one.table == name},
            {name for name in table.keys if name.startswith("free_by")},
        )
        for name, table in found.tables.items()
    }


@pytest.mark.parametrize("tables", [PLAIN, LATIN1], ids=["plain", "latin1"])
def test_the_schema_is_then_that_of_a_new_database(
    theirs: Make, take_over: TakeOver, empty_settings: DatabaseSettings, run_sql: RunSql, tables: str
) -> None:
    theirs(tables, ROWS)
    take_over()
    taken = schema_of(empty_settings)
    run_sql(f"DROP DATABASE {empty_settings.name}", database=None)
    take_over()
    assert schema_of(empty_settings) == taken


def test_a_second_run_changes_nothing(
    theirs: Make, empty_settings: DatabaseSettings, run_sql: RunSql
) -> None:
    theirs(UNSIGNED, ROWS)
    told: list[str] = []
    bring_up_to_date(empty_settings, told.append)
    assert told
    told.clear()
    bring_up_to_date(empty_settings, told.append)
    assert told == []


def test_tables_without_the_others_get_them(theirs: Make, take_over: TakeOver, adopted: Database) -> None:
    theirs(PATIENTS_ONLY)
    take_over()
    adopted.require_current_schema()
    assert adopted.create_patient("Maes", "An", None).last_name == "Maes"


def test_what_they_added_stays(theirs: Make, take_over: TakeOver, run_sql: RunSql) -> None:
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
def test_their_programs_can_still_insert(
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


def test_rules_of_their_foreign_keys_stay(theirs: Make, take_over: TakeOver, run_sql: RunSql) -> None:
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


@pytest.mark.parametrize("died_after", ["ALTER TABLE patients", "ALTER TABLE consultations"])
def test_a_takeover_that_died_is_gone_on_with(
    theirs: Make, take_over: TakeOver, adopted: Database, monkeypatch: pytest.MonkeyPatch, died_after: str
) -> None:
    theirs(UNSIGNED, ROWS)
    change = Link.change

    def die(link: Link, sql: str, *values: object) -> int:
        changed = change(link, sql, *values)
        if sql.startswith(died_after):
            raise KeyboardInterrupt
        return changed

    with monkeypatch.context() as patch:
        patch.setattr(Link, "change", die)
        with pytest.raises(KeyboardInterrupt):
            take_over()
    take_over()
    adopted.require_current_schema()
    assert adopted.create_patient("Maes", "An", None).last_name == "Maes"


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
