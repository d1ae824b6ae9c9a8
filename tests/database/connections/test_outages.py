"""The database stops, hangs or dies during calls: bounded waits, no lost booking, no stale connection."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace

import pymysql
import pytest

from database import BookingOutcome, Database, DatabaseError, DatabaseSettings, DatabaseUnavailableError
from database.connections.connection import DatabaseConnection, Deadline, connect
from tests.database.conftest import Wanted
from tests.database.connections.small_hospital import small_hospital
from tests.database.connections.waiting import ANSWER_WITHIN, unavailable_in
from tests.plugins.mariadb import OwnMariaDB, RunSql, settings_for, sql_runner

NOW = dt.datetime(2030, 1, 1)


@pytest.fixture
def settings(own_mariadb: OwnMariaDB) -> DatabaseSettings:
    """A database of 40 free consultations and one patient on a server of this test's own."""
    return small_hospital(own_mariadb)


@pytest.fixture
def hurt(settings: DatabaseSettings) -> Iterator[Database]:
    with closing(Database(settings)) as database:
        yield database


def book(database: Database, number: int, patient_id: int = 1) -> BookingOutcome:
    return database.book_consultation(patient_id=patient_id, consultation_id=number, reason="x", now=NOW)


def fill_pool(database: Database) -> None:
    """Open every connection of the pool, by eight calls that wait for each other."""
    together = threading.Barrier(8, timeout=20)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: database._pool.run(lambda connection: together.wait()), range(8)))


CALLS: dict[str, Callable[[Database], object]] = {
    "ping": lambda database: database.ping(),
    "schema": lambda database: database.require_current_schema(),
    "find": lambda database: database.recognise(1).patient,
    "create": lambda database: database.create_patient("A", "B", None),
    "specialties": lambda database: database.list_specialties(),
    "doctors": lambda database: database.list_doctors(None),
    "search": lambda database: database.search_consultations(
        Wanted(specialty_id=1), now=NOW, after=None, limit=50
    ),
    "calendar": lambda database: database.count_free_by_day(
        Wanted(specialty_id=1), now=NOW, max_days=62, max_free=1000
    ),
    "bookings": lambda database: database.list_bookings(patient_id=1, now=NOW),
    "book": lambda database: book(database, 5),
}


def test_every_call_is_unavailable_while_the_server_is_stopped_and_works_afterwards(
    own_mariadb: OwnMariaDB, hurt: Database
) -> None:
    fill_pool(hurt)
    own_mariadb.stop()
    with ThreadPoolExecutor(len(CALLS)) as pool:
        waits = pool.map(lambda call: unavailable_in(lambda: call(hurt)), CALLS.values())
    assert max(waits) < ANSWER_WITHIN
    own_mariadb.start()
    for call in CALLS.values():
        call(hurt)


def test_every_call_is_unavailable_in_time_while_the_server_hangs_and_works_afterwards(
    own_mariadb: OwnMariaDB, hurt: Database
) -> None:
    fill_pool(hurt)
    own_mariadb.freeze()
    with ThreadPoolExecutor(32) as pool:  # four times as many as connections: some wait for a lease
        waits = pool.map(lambda call: unavailable_in(lambda: call(hurt)), [*CALLS.values()] * 4)
    assert max(waits) < ANSWER_WITHIN
    own_mariadb.thaw()
    for call in CALLS.values():
        call(hurt)
    assert sql_runner(settings_for(own_mariadb, "borne"))(
        "SELECT patient_id FROM consultations WHERE id = 5"
    ) == ((1,),)


def test_the_first_call_after_a_restart_succeeds(own_mariadb: OwnMariaDB, hurt: Database) -> None:
    fill_pool(hurt)
    own_mariadb.stop()
    own_mariadb.start()
    assert book(hurt, 1) is BookingOutcome.BOOKED


def test_one_loss_discards_every_older_connection(own_mariadb: OwnMariaDB, hurt: Database) -> None:
    """On a server that hangs, it would take seconds to find each of them out."""
    fill_pool(hurt)
    own_mariadb.stop()
    own_mariadb.start()
    assert book(hurt, 1) is BookingOutcome.BOOKED
    together = threading.Barrier(8, timeout=20)
    answers: list[object] = []

    def ask(connection: DatabaseConnection) -> None:
        together.wait()  # fails if one of them comes twice
        answers.append(connection.rows("SELECT 1"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: hurt._pool.run(ask), range(8)))
    assert len(answers) == 8


def test_a_call_during_a_restart_waits_until_the_server_is_back(
    own_mariadb: OwnMariaDB, hurt: Database
) -> None:
    fill_pool(hurt)
    own_mariadb.stop()
    with ThreadPoolExecutor(1) as pool:
        booking = pool.submit(book, hurt, 1)
        own_mariadb.start()
        assert booking.result() is BookingOutcome.BOOKED


def test_connections_killed_by_an_administrator_are_replaced(
    settings: DatabaseSettings, hurt: Database
) -> None:
    fill_pool(hurt)
    run = sql_runner(settings)
    for (number,) in run(
        "SELECT id FROM information_schema.processlist WHERE db = 'borne' AND id <> CONNECTION_ID()"
    ):
        run(f"KILL {number}")
    assert book(hurt, 1) is BookingOutcome.BOOKED


def test_what_was_acknowledged_survives_kill_9(
    own_mariadb: OwnMariaDB, settings: DatabaseSettings, hurt: Database
) -> None:
    acknowledged: list[int] = []
    half = threading.Event()

    def book_all() -> None:
        for number in range(1, 41):
            try:
                if book(hurt, number) is BookingOutcome.BOOKED:
                    acknowledged.append(number)
            except DatabaseUnavailableError:
                return
            if number == 20:
                half.set()

    thread = threading.Thread(target=book_all)
    thread.start()
    half.wait()
    own_mariadb.kill()
    own_mariadb.start()
    thread.join()
    held = {number for (number,) in sql_runner(settings)("SELECT id FROM consultations WHERE patient_id = 1")}
    assert len(acknowledged) >= 20
    assert set(acknowledged) <= held


def test_a_booking_whose_answer_was_lost_is_sent_again_and_booked(
    settings: DatabaseSettings, hurt: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = DatabaseConnection.change
    lost: list[str] = []

    def lose_the_first_answer(connection: DatabaseConnection, sql: str, *values: object) -> int:
        changed = change(connection, sql, *values)
        if not lost:
            lost.append(sql)
            raise pymysql.err.OperationalError(2013, "Lost connection to MySQL server during query")
        return changed

    monkeypatch.setattr(DatabaseConnection, "change", lose_the_first_answer)
    assert book(hurt, 1) is BookingOutcome.BOOKED
    assert lost[0].startswith("UPDATE consultations")


def test_a_lock_is_waited_for_and_one_that_stays_is_unavailable(
    settings: DatabaseSettings, hurt: Database
) -> None:
    with closing(
        pymysql.connect(unix_socket=str(settings.unix_socket), user="root", database="borne")
    ) as other:
        other.begin()
        other.cursor().execute("SELECT * FROM consultations WHERE id = 1 FOR UPDATE")
        assert unavailable_in(lambda: book(hurt, 1)) < ANSWER_WITHIN
        with ThreadPoolExecutor(1) as pool:
            booking = pool.submit(book, hurt, 1)
            other.rollback()
            assert booking.result() is BookingOutcome.BOOKED


def test_writes_to_a_read_only_server_are_unavailable(settings: DatabaseSettings) -> None:
    run = sql_runner(settings)
    run("CREATE USER clerk@localhost")
    run("GRANT SELECT, INSERT, UPDATE ON borne.* TO clerk@localhost")
    with closing(Database(replace(settings, user="clerk"))) as database:
        run("SET GLOBAL read_only = 1")
        unavailable_in(lambda: book(database, 1))
        assert database.recognise(1).patient is not None
        run("SET GLOBAL read_only = 0")
        assert book(database, 1) is BookingOutcome.BOOKED


def test_too_many_connections_is_unavailable(settings: DatabaseSettings) -> None:
    run = sql_runner(settings)
    run("CREATE USER clerk@localhost WITH MAX_USER_CONNECTIONS 1")
    run("GRANT SELECT ON borne.* TO clerk@localhost")
    clerk = replace(settings, user="clerk")
    connection, _ = connect(clerk, Deadline(5))
    with closing(connection), closing(Database(clerk)) as database:
        assert unavailable_in(lambda: database.recognise(1).patient) < ANSWER_WITHIN


def test_a_defect_is_no_outage(database: Database, run_sql: RunSql) -> None:
    run_sql("ALTER TABLE consultations RENAME COLUMN reason TO grund")
    with pytest.raises(DatabaseError) as defect:
        book(database, 1)
    assert not isinstance(defect.value, DatabaseUnavailableError)


def test_closing_ends_the_calls_that_wait_for_a_hanging_server(
    own_mariadb: OwnMariaDB, hurt: Database
) -> None:
    hurt.ping()
    own_mariadb.freeze()
    with ThreadPoolExecutor(1) as waiting:
        call = waiting.submit(hurt.list_specialties)
        while not hurt._pool._in_use:
            assert not call.done()
        hurt.close()
        with pytest.raises(DatabaseUnavailableError):
            call.result(timeout=4)  # by itself it would give up after 5.5 s
