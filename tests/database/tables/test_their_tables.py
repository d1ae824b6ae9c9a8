"""Every file of `tests/database/theirs` is refused with nothing changed, or taken over and works."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cbp_server.names import are_same_names
from database import BookingOutcome, Database, DatabaseSettings
from database.errors import SchemaRefusedError
from database.tables.choices import Choices, Misread
from database.tables.schema import bring_up_to_date
from tests.database.tables.their_files import FILES, TheirFile, everything, read, run
from tests.plugins.mariadb import RunSql

BEFORE = dt.datetime(2030, 1, 1)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_their_tables_are_refused_whole_or_taken_over_whole(
    empty_settings: DatabaseSettings, run_sql: RunSql, adopted: Database, path: Path
) -> None:
    file = read(path)
    run_sql(f"CREATE DATABASE {empty_settings.name}", database=None)
    for charset, statements in file.made:
        run(empty_settings, statements, charset)
    choices = Choices(misread=Misread(file.options[0]) if file.options else Misread.REFUSE)
    told: list[str] = []
    if file.refused:
        before = everything(run_sql)
        with pytest.raises(SchemaRefusedError) as refusal:
            bring_up_to_date(empty_settings, told.append, choices)
        missing = [line for line in file.refused if line not in str(refusal.value)]
        assert not missing, str(refusal.value)
        assert everything(run_sql) == before
    else:
        bring_up_to_date(empty_settings, told.append, choices)
        _require_working(file, empty_settings, adopted, run_sql)
        told_again: list[str] = []
        bring_up_to_date(empty_settings, told_again.append, choices)
        assert [line for line in told_again if "cannot log in" not in line] == []  # the new patient's emoji
    assert not any(str(number) in line for line in told for number, *_ in file.people if number > 99)


def _require_working(
    file: TheirFile, settings: DatabaseSettings, database: Database, run_sql: RunSql
) -> None:
    for number, *names in file.people:
        patient = database.recognise(number).patient
        assert patient is not None
        assert are_same_names((names[0], names[1]), (patient.last_name, patient.first_name)), number
    for charset, statements in file.theirs:
        for statement in statements:
            rows = run(settings, [statement], charset)
            assert rows not in ([], [(0,)]) or not statement.startswith("SELECT"), statement
    new = database.create_patient("Wałęsa Nguyễn 🙂", "Şahin", None)
    assert database.recognise(new.id).patient == new
    [(free,)] = run_sql("SELECT MIN(id) FROM consultations WHERE patient_id IS NULL AND date > '2029-12-31'")
    outcome = database.book_consultation(
        patient_id=new.id, consultation_id=free, reason="Żółć 🙂", now=BEFORE
    )
    assert outcome is BookingOutcome.BOOKED
