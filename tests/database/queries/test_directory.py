"""The directory: no statement while it is fresh, another program's changes, doctors it does not know yet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing

import pytest

from database import Database, DatabaseError, DatabaseSettings
from database.queries.directory import DIRECTORY_SECONDS
from tests.database.conftest import BEFORE, AddSlot, Wanted
from tests.database.queries.test_kept import Clock
from tests.plugins.mariadb import RunSql

A_MINUTE = 60.0
"""What `docs/protocol.md` promises."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(database_settings: DatabaseSettings, clock: Clock) -> Iterator[Database]:
    with closing(Database(database_settings, clock=clock)) as database:
        yield database


def specialties(database: Database) -> list[str]:
    return [row["name"] for row in json.loads(database.list_specialties())]


def doctors(database: Database, specialty_id: int | None = None) -> list[int]:
    return [row["id"] for row in json.loads(database.list_doctors(specialty_id))]


def test_lists_that_were_read_need_no_database(hospital: RunSql, database: Database) -> None:
    names, all_doctors = specialties(database), doctors(database)
    hospital("RENAME TABLE doctors TO doctors_away, specialties TO specialties_away")
    assert specialties(database) == names
    assert doctors(database) == all_doctors
    assert sorted(doctors(database, 1) + doctors(database, 2)) == sorted(all_doctors)


def test_another_programs_insert_shows_within_a_minute(
    hospital: RunSql, database: Database, clock: Clock
) -> None:
    assert (len(specialties(database)), doctors(database, 3)) == (3, [])
    hospital("INSERT INTO specialties VALUES (4, 'Oncologie')")
    hospital("INSERT INTO doctors VALUES (31, 3, 'Aerts', 'Bo')")
    clock.seconds += DIRECTORY_SECONDS
    assert clock.seconds < A_MINUTE
    assert "Oncologie" in specialties(database)
    assert doctors(database, 3) == [31]


def test_a_doctor_unknown_to_it_is_read_at_once(
    hospital: RunSql, add_slot: AddSlot, database: Database
) -> None:
    assert 31 not in doctors(database)
    hospital("INSERT INTO specialties VALUES (4, 'Oncologie')")
    hospital("INSERT INTO doctors VALUES (31, 4, 'Aerts', 'Bo')")
    add_slot(doctor_id=31)
    for question in (Wanted(), Wanted(doctor_id=31)):
        page = database.search_consultations(question, now=BEFORE, after=None, limit=5)
        [found] = json.loads(page.consultations)
        assert (found["doctor"], found["specialty_id"], found["specialty"]) == ("Bo Aerts", 4, "Oncologie")
    assert doctors(database, 4) == [31]


def test_a_failed_reading_is_repeated_for_the_next_who_asks(hospital: RunSql, database: Database) -> None:
    hospital("RENAME TABLE doctors TO doctors_away")
    with pytest.raises(DatabaseError):
        doctors(database)
    hospital("RENAME TABLE doctors_away TO doctors")
    assert len(doctors(database)) == 3


def test_names_reach_a_page_as_they_are(hospital: RunSql, add_slot: AddSlot, database: Database) -> None:
    name = 'O\'Brien "Jo" \\ ,;\n{"id": 1}'
    hospital("INSERT INTO doctors VALUES (31, 3, %s, 'Zoë')", name)
    add_slot(doctor_id=31)
    page = database.search_consultations(Wanted(), now=BEFORE, after=None, limit=5)
    assert [row["doctor"] for row in json.loads(page.consultations)] == [f"Zoë {name}"]


def test_a_reload_forgets_it(
    hospital: RunSql, database: Database, database_settings: DatabaseSettings
) -> None:
    specialties(database)
    hospital("INSERT INTO specialties VALUES (4, 'Oncologie')")
    assert "Oncologie" not in specialties(database)
    database.reload(database_settings)
    assert "Oncologie" in specialties(database)
