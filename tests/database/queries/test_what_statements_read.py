"""How many index entries each statement of a session reads, in a hospital of 100,000 consultations.

Counted by the server (`Handler_read_%`, look-ups in temporary tables included), so no clock and no machine
matters. A fifth is booked; many free ones are over; one specialty has half of the doctors, one has nothing
for a year, one has one hour a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest

from database import Budget, BudgetKind, Database, DatabaseSettings, SlotPosition
from database.connections.connection import DatabaseConnection
from database.private import PrivateMariaDB
from database.queries.availability import DOCTORS_AT_ONCE, SPARE
from database.tables.schema import bring_up_to_date
from tests.database.conftest import Wanted
from tests.plugins.mariadb import settings_for, sql_runner

MOST_ENTRIES = 12_000
"""No statement of a session reads more (`docs/decisions.md`, "The database")."""

HOURS, DAYS = 10, 25
LARGE, FAR, SPARSE, ORDINARY = 1, 7, 6, 2
FIRST = dt.date(2030, 1, 7)
NOW = dt.datetime(2030, 1, 17, 7, 30)
SHOWN = 99
NAME = Budget(BudgetKind.LOGINS_OF_A_NAME, b"a name", 5)

Reads = list[tuple[str, int]]


@pytest.fixture(scope="module")
def large(mariadb: PrivateMariaDB) -> Iterator[DatabaseSettings]:
    """401 doctors: 201 in one specialty, 25 in each of six others, 50 in the last; 250 hours each."""
    settings = settings_for(mariadb, "for_plans")
    bring_up_to_date(settings, lambda line: None)
    run = sql_runner(settings)
    run("INSERT INTO specialties (id, name) SELECT seq, CONCAT('S', seq) FROM seq_1_to_8")
    run(
        "INSERT INTO doctors (id, specialty_id, last_name, first_name) "
        "SELECT seq, IF(seq <= 201, 1, 2 + (seq - 202) DIV 25 - ((seq - 202) DIV 25 = 7)), 'N', 'P' "
        "FROM seq_1_to_401"
    )
    run("INSERT INTO patients (id, last_name, first_name) SELECT seq, 'N', 'P' FROM seq_1_to_5000")
    run(
        "INSERT INTO consultations (doctor_id, patient_id, date, hour) SELECT d.id, "
        "IF((d.id + s.seq) % 5 = 0, 1 + d.id + 401 * (s.seq % 11), NULL), "
        "DATE_ADD(%s, INTERVAL IF(d.specialty_id = %s, 365, 0) "
        "+ IF(d.specialty_id = %s, s.seq, s.seq DIV %s) DAY), "
        "SEC_TO_TIME(28800 + IF(d.specialty_id = %s, 0, s.seq %% %s) * 3600) "
        "FROM doctors AS d, seq_0_to_249 AS s".replace("% 5", "%% 5").replace("% 11", "%% 11"),
        FIRST,
        FAR,
        SPARSE,
        HOURS,
        SPARSE,
        HOURS,
    )
    run("ANALYZE TABLE consultations, doctors, patients")
    yield settings
    run("DROP DATABASE for_plans", database=None)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """What each statement has read, in order."""
    found: Reads = []

    def counted(run: Callable[..., Any]) -> Callable[..., Any]:
        def run_and_count(connection: DatabaseConnection, sql: str, *values: object) -> Any:
            with connection.cursor() as cursor:
                cursor.execute("FLUSH STATUS")
                result = run(connection, sql, *values)
                cursor.execute("SHOW SESSION STATUS LIKE 'Handler_read%'")
                counts = {name.removeprefix("Handler_read_"): int(count) for name, count in cursor.fetchall()}
            entries = sum(counts[kind] for kind in ("first", "key", "last", "next", "prev"))
            found.append((sql, entries))
            return result

        return run_and_count

    for name in ("rows", "change"):
        monkeypatch.setattr(DatabaseConnection, name, counted(getattr(DatabaseConnection, name)))
    return found


def search(limit: int = 50, after: SlotPosition | None = None, **wanted: Any) -> Callable[[Database], object]:
    return lambda database: database.search_consultations(Wanted(**wanted), now=NOW, after=after, limit=limit)


def calendar(**wanted: Any) -> Callable[[Database], object]:
    return lambda database: database.count_free_by_day(Wanted(**wanted), now=NOW, max_days=62, max_free=SHOWN)


A_YEAR: dict[str, Any] = {"start_date": FIRST, "end_date": FIRST + dt.timedelta(365)}
A_DAY: dict[str, Any] = {"start_date": dt.date(2030, 1, 21), "end_date": dt.date(2030, 1, 21)}
A_PAGE = 51 + 3  # and where its ranges begin
LAST_OF_A_DAY = SlotPosition(dt.date(2030, 1, 21), dt.time(17), 401, 2_000_000_000)
DAY_OF_25 = 25 * (HOURS + 2)
DAY_OF_201 = 2 * A_PAGE + 2 * 401
MERGE_OF_25 = 25 * A_PAGE
MERGE_OF_201 = 201 * A_PAGE
DAYS_OF_DOCTORS = 2 * DOCTORS_AT_ONCE * DAYS * (HOURS + 1)  # each entry, and its day's sum

REQUESTS: dict[str, tuple[Callable[[Database], object], int]] = {
    "a login": (lambda database: database.recognise(17, [NAME]), 5),
    "anybody's": (search(), A_PAGE),
    "anybody's, a year": (search(**A_YEAR), A_PAGE),
    "anybody's, far on": (search(after=LAST_OF_A_DAY), A_PAGE),
    "anybody's, after the last": (search(start_date=dt.date(2040, 1, 1)), A_PAGE),
    "a doctor": (search(doctor_id=230), A_PAGE),
    "a doctor, far on": (search(doctor_id=230, after=LAST_OF_A_DAY), A_PAGE),
    "a doctor of a specialty": (search(doctor_id=210, specialty_id=ORDINARY), A_PAGE),
    "a specialty": (search(specialty_id=ORDINARY), DAY_OF_25),
    "a specialty, a day": (search(specialty_id=ORDINARY, limit=200, **A_DAY), DAY_OF_25),
    "a specialty, a year": (search(specialty_id=ORDINARY, **A_YEAR), DAY_OF_25),
    "a specialty, far on": (search(specialty_id=ORDINARY, after=LAST_OF_A_DAY), DAY_OF_25),
    "nothing free for a year": (search(specialty_id=FAR), MERGE_OF_25),
    "one hour a day": (search(specialty_id=SPARSE), MERGE_OF_25),
    "half of the doctors": (search(specialty_id=LARGE), DAY_OF_201),
    "half of the doctors, a day": (search(specialty_id=LARGE, **A_DAY), DAY_OF_201),
    "half of the doctors, all over": (
        search(specialty_id=LARGE, after=LAST_OF_A_DAY, limit=200),
        MERGE_OF_201,
    ),
    "a specialty that is not there": (search(specialty_id=77), 0),
    "everybody's calendar": (calendar(), 62 * (SHOWN + SPARE + 1)),
    "everybody's calendar, a year": (calendar(**A_YEAR), 62 * (SHOWN + SPARE + 1)),
    "a doctor's calendar": (calendar(doctor_id=230), 2 * DAYS * (HOURS + 1)),
    "a specialty's calendar": (calendar(specialty_id=ORDINARY), DAYS_OF_DOCTORS),
    "a calendar after a gap": (calendar(specialty_id=FAR), DAYS_OF_DOCTORS),
    "a calendar of one hour a day": (calendar(specialty_id=SPARSE), 2 * DOCTORS_AT_ONCE * (62 + 1)),
    "a calendar of half of the doctors": (calendar(specialty_id=LARGE), DAYS_OF_DOCTORS),
    "a patient's bookings": (lambda database: database.list_bookings(patient_id=230, now=NOW), 30),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_no_statement_reads_more_than_it_needs(large: DatabaseSettings, reads: Reads, name: str) -> None:
    ask, most = REQUESTS[name]
    for _ in range(2):  # the server itself reads, where it opens a table for the first time
        with closing(Database(large)) as database:
            database.list_specialties()  # the directory is read before, and kept
            reads.clear()
            ask(database)
    assert reads or name == "a specialty that is not there"
    assert most <= MOST_ENTRIES
    assert [(sql, entries) for sql, entries in reads if entries > most] == []


def test_the_directory_reads_each_doctor_once(large: DatabaseSettings, reads: Reads) -> None:
    for _ in range(2):
        reads.clear()
        with closing(Database(large)) as database:
            database.list_doctors(ORDINARY)
    assert [entries for _, entries in reads if entries > 401 + 1] == []


def test_a_booking_reads_a_few_entries(large: DatabaseSettings, reads: Reads) -> None:
    run = sql_runner(large)
    [(number,)] = run("SELECT MAX(id) FROM consultations WHERE patient_id IS NULL AND doctor_id = 230")
    for patient_id in (4_999, 5_000):  # the second one is too late
        with closing(Database(large)) as database:
            database.book_consultation(
                patient_id=patient_id, consultation_id=number, reason="x", now=NOW, limit=10
            )
    run("UPDATE consultations SET patient_id = NULL WHERE id = %s", number)
    assert max(entries for _, entries in reads) <= 12


def test_lists_and_calendars_that_are_kept_read_nothing(large: DatabaseSettings, reads: Reads) -> None:
    with closing(Database(large)) as database:
        for _ in range(2):
            reads.clear()
            database.list_specialties()
            database.list_doctors(None)
            calendar()(database)
            calendar(specialty_id=LARGE)(database)
    assert reads == []
