"""A small hospital behind the real server, with slots counted from today: the server has the real clock."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.plugins.mariadb import RunSql
from tests.plugins.reservation_server import RunningServer


@pytest.fixture
def hospital(run_sql: RunSql, server: RunningServer) -> RunSql:
    """Two specialties, three doctors, no consultation yet; the server forgets those of other tests."""
    run_sql("INSERT INTO specialties (id, name) VALUES (1, 'Pédiatrie'), (2, 'Cardiologie')")
    run_sql(
        "INSERT INTO doctors (id, specialty_id, last_name, first_name)"
        " VALUES (1, 1, 'Óscar', 'Zita'), (2, 2, 'D''Hondt', 'Anne'), (3, 2, 'Oscar', 'Bea')"
    )
    server.hang_up()
    return run_sql


def add_slot(
    run_sql: RunSql, number: int, doctor: int, begins: dt.datetime, patient: int | None = None
) -> None:
    run_sql(
        "INSERT INTO consultations (id, doctor_id, patient_id, date, hour) VALUES (%s, %s, %s, %s, %s)",
        number,
        doctor,
        patient,
        begins.date(),
        begins.time(),
    )


def in_days(days: int, hour: int = 9) -> dt.datetime:
    return dt.datetime.combine(dt.date.today() + dt.timedelta(days), dt.time(hour))
