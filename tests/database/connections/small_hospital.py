"""A database of one patient and forty free consultations. No tests here."""

from __future__ import annotations

from database import DatabaseSettings
from database.private import PrivateMariaDB
from database.tables.schema import bring_up_to_date
from tests.plugins.mariadb import settings_for, sql_runner


def small_hospital(server: PrivateMariaDB) -> DatabaseSettings:
    """Make it on a server of the test's own; return where it is."""
    settings = settings_for(server, "borne")
    bring_up_to_date(settings, lambda line: None)
    run = sql_runner(settings)
    run("INSERT INTO specialties VALUES (1, 'Urologie')")
    run("INSERT INTO doctors VALUES (1, 1, 'Maes', 'An')")
    run("INSERT INTO patients VALUES (1, 'Un', 'Premier', NULL)")
    run(
        "INSERT INTO consultations (id, doctor_id, date, hour) "
        "SELECT seq, 1, DATE_ADD('2030-02-01', INTERVAL seq DAY), '09:00' FROM seq_1_to_40"
    )
    return settings
