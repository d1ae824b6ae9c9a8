"""Patients, specialties, doctors."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from database import Database, DatabaseError, Patient
from database.queries import store
from tests.database.queries.luhn import has_check_digit
from tests.plugins.mariadb import RunSql


def test_a_new_patient_gets_a_number_of_nine_digits_with_a_check_digit(database: Database) -> None:
    patient = database.create_patient("D’Haene", "Gaëlle", dt.date(1980, 2, 29))
    assert 100_000_000 <= patient.id <= 999_999_999
    assert has_check_digit(patient.id)


def test_a_patient_is_found_by_number_with_the_names_as_given(database: Database) -> None:
    patient = database.create_patient("Nguyễn", "Zoë 🙂", None)
    assert database.recognise(patient.id).patient == patient == Patient(patient.id, "Nguyễn", "Zoë 🙂")


def test_nobody_is_found_under_another_number(database: Database) -> None:
    assert database.recognise(123_456_789).patient is None


def test_homonyms_are_different_patients(database: Database) -> None:
    assert database.create_patient("Maes", "An", None).id != database.create_patient("Maes", "An", None).id


def test_the_birth_date_is_kept(database: Database, run_sql: RunSql) -> None:
    patient = database.create_patient("Maes", "An", dt.date(1980, 2, 29))
    assert run_sql("SELECT birth_date FROM patients WHERE id = %s", patient.id) == ((dt.date(1980, 2, 29),),)


def test_a_number_that_is_taken_is_drawn_again(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = iter([111_111_118, 111_111_118, 222_222_226])
    monkeypatch.setattr(store, "new_patient_number", lambda: next(numbers))
    assert database.create_patient("Un", "A", None).id == 111_111_118
    assert database.create_patient("Deux", "B", None).id == 222_222_226


def test_drawing_ends_when_no_number_is_ever_free(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "new_patient_number", lambda: 111_111_118)
    database.create_patient("Un", "A", None)
    with pytest.raises(DatabaseError, match="were all refused"):
        database.create_patient("Secret", "B", None)


def test_what_does_not_fit_is_refused_and_not_quoted(database: Database) -> None:
    with pytest.raises(DatabaseError) as refusal:
        database.create_patient("Secret" * 10, "B", None)
    assert "ecret" not in str(refusal.value)
    assert refusal.value.__cause__ is None
    assert refusal.value.__suppress_context__


def test_nothing_personal_shows_in_a_patients_repr() -> None:
    assert repr(Patient(123_456_782, "Maes", "An")) == "Patient()"


def test_specialties_are_sorted_by_name_ignoring_accents(hospital: RunSql, database: Database) -> None:
    assert json.loads(database.list_specialties()) == [
        {"id": 3, "name": "Dermatologie"},
        {"id": 2, "name": "Échographie"},
        {"id": 1, "name": "Urologie"},
    ]


def test_doctors_are_sorted_by_last_name_then_first_name(hospital: RunSql, database: Database) -> None:
    hospital("INSERT INTO doctors VALUES (9, 3, 'zidane', 'Émile'), (8, 3, 'Zidane', 'amelie')")
    assert [doctor["id"] for doctor in json.loads(database.list_doctors(None))] == [12, 21, 8, 11, 9]


def test_a_doctor_has_the_fields_of_the_protocol(hospital: RunSql, database: Database) -> None:
    assert json.loads(database.list_doctors(2)) == [
        {"id": 21, "last_name": "Évrard", "first_name": "Benoît", "specialty_id": 2}
    ]


def test_doctors_of_one_specialty_only(hospital: RunSql, database: Database) -> None:
    assert [doctor["id"] for doctor in json.loads(database.list_doctors(1))] == [12, 11]


def test_lists_may_be_empty(database: Database) -> None:
    assert database.list_specialties() == b"[]"
    assert database.list_doctors(None) == b"[]"
    assert database.list_doctors(5) == b"[]"


def test_a_long_list_is_whole(hospital: RunSql, database: Database) -> None:
    hospital(
        "INSERT INTO doctors (specialty_id, last_name, first_name) "
        "SELECT 1, CONCAT('Né', seq), 'É' FROM seq_1_to_3000"
    )
    assert len(json.loads(database.list_doctors(None))) == 3003


def test_special_characters_in_names_are_kept(hospital: RunSql, database: Database) -> None:
    name = 'O\'Brien "Jo" \\ ,\n{"id": 1}'
    hospital("INSERT INTO doctors VALUES (31, 3, %s, 'x')", name)
    assert json.loads(database.list_doctors(3))[0]["last_name"] == name
