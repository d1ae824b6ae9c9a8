"""SEARCH_CONSULTATIONS for the doctors of a specialty, large or small, with and without gaps."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from database import Database
from tests.database.conftest import BEFORE
from tests.database.queries.test_search import all_pages
from tests.plugins.mariadb import RunSql


@pytest.fixture
def uneven(hospital: RunSql) -> RunSql:
    """140 doctors with about 1,600 free consultations, unevenly spread, and days without any.

    Specialty 4 has 50 doctors, 5 has 12, 6 has 3, 7 has 10 whose first is free after months, 8 has 9 of whom
    only a few have anything; the others have 56.
    """
    hospital("INSERT INTO specialties (id, name) SELECT 3 + seq, CONCAT('S', seq) FROM seq_1_to_6")
    hospital(
        "INSERT INTO doctors (id, specialty_id, last_name, first_name) SELECT 100 + seq, "
        "CASE WHEN seq <= 50 THEN 4 WHEN seq <= 62 THEN 5 WHEN seq <= 65 THEN 6 WHEN seq <= 75 THEN 7 "
        "WHEN seq <= 84 THEN 8 ELSE 9 END, CONCAT('N', seq), 'P' FROM seq_1_to_140"
    )
    hospital(
        "INSERT IGNORE INTO consultations (doctor_id, date, hour) SELECT doctor, "
        "DATE_ADD('2030-01-01', INTERVAL IF(doctor > 165 AND doctor <= 175, 100, 0) + day DAY), "
        "SEC_TO_TIME(28800 + hour * 3600 + IF(hour = 3, 30, 0)) FROM ("
        "SELECT 101 + seq * 7919 % 140 AS doctor, seq * 31 % 17 AS day, seq * 13 % 9 AS hour "
        "FROM seq_0_to_2200) AS drawn WHERE day % 7 NOT IN (1, 2) AND doctor NOT BETWEEN 178 AND 184"
    )
    return hospital


@pytest.mark.parametrize("specialty_id", [4, 5, 6, 7, 8, 9])
@pytest.mark.parametrize(
    "window",
    [
        {},
        {"start_date": dt.date(2030, 1, 4)},
        {"start_date": dt.date(2030, 1, 5), "end_date": dt.date(2030, 1, 5)},
        {"start_date": dt.date(2030, 1, 2), "end_date": dt.date(2031, 1, 2)},
        {"start_date": dt.date(2030, 1, 2), "end_date": dt.date(2030, 1, 3)},
    ],
    ids=["from now", "from a day", "a day", "a year", "days without any"],
)
def test_a_specialty_of_any_size_is_paged_as_it_is(
    uneven: RunSql, database: Database, specialty_id: int, window: dict[str, Any]
) -> None:
    expected = uneven(
        "SELECT c.id FROM consultations AS c JOIN doctors AS d ON d.id = c.doctor_id "
        "WHERE d.specialty_id = %s AND c.date >= %s AND c.date <= %s AND (c.date > %s OR c.hour > %s) "
        "ORDER BY c.date, c.hour, c.doctor_id, c.id",
        specialty_id,
        window.get("start_date", BEFORE.date()),
        window.get("end_date", dt.date.max),
        BEFORE.date(),
        BEFORE.time(),
    )
    for limit in (3, 40, 200):
        found = all_pages(database, limit=limit, specialty_id=specialty_id, **window)
        assert found == [number for (number,) in expected]
