"""A server of 0.1.0 goes on working while its tables are brought up to date, and afterwards."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pymysql
import pytest
from pymysql.constants import ER

from database import DatabaseSettings
from database.tables.schema import bring_up_to_date
from prove.tables import connect
from tests.plugins.mariadb import RunSql
from tests.plugins.reservation_server import StartServer
from tests.plugins.waiting import wait_until
from tests.plugins.wire import WireClient
from tests.upgrades.half_way import LATER, creations, locked, table_of, waits_for
from tests.upgrades.recorded import statements

SETTINGS, *STATEMENTS = statements("statements.sql")
QUESTIONS = [one for one in STATEMENTS if one.startswith("SELECT") and "schema_version" not in one]
REGISTRATION = next(one for one in STATEMENTS if one.startswith("INSERT INTO patients"))
BOOKING = next(one for one in STATEMENTS if one.startswith("UPDATE consultations"))
PLAN = (
    "INSERT INTO consultations (id, doctor_id, date, hour) "
    "VALUES ({0}, 1, '2090-01-01' + INTERVAL {0} DAY, '09:00')"
)
ABOUT_VERSIONS = {"SHOW TABLES", "SELECT version FROM schema_version"}
"""What 0.1.0 asks at its start: it wants its own there, and more is all the same to it."""


def answers(connection: pymysql.Connection[Any], asked: list[str]) -> list[Any]:
    """Return the rows of each statement, or how many it changed, or the number of its refusal."""
    told: list[Any] = []
    with connection.cursor() as cursor:
        for one in asked:
            try:
                changed = cursor.execute(one)
            except pymysql.err.IntegrityError as error:
                told.append(error.args[0])
            else:
                told.append(cursor.fetchall() if cursor.description else changed)
    return told


def test_an_older_server_gets_the_same_answers_from_tables_that_were_brought_up_to_date(
    older: DatabaseSettings, run_sql: RunSql
) -> None:
    with closing(connect(older)) as connection:
        answers(connection, [SETTINGS, "BEGIN"])
        before = answers(connection, STATEMENTS)
        connection.rollback()
    bring_up_to_date(older, lambda line: None)
    with closing(connect(older)) as connection:
        answers(connection, [SETTINGS])
        after = answers(connection, STATEMENTS)
    for statement, told, told_now in zip(STATEMENTS, before, after, strict=True):
        if statement in ABOUT_VERSIONS:
            assert set(told) <= set(told_now)
        else:
            assert (statement, told_now) == (statement, told)
    refused = [one for one, told in zip(STATEMENTS, after, strict=True) if told == ER.DUP_ENTRY]
    [conflict] = refused  # the one that 0.1.0 answered with TIME_CONFLICT
    assert "'Même heure' WHERE id = 13" in conflict
    assert run_sql(
        "SELECT id, patient_id, reason FROM consultations WHERE patient_id IS NOT NULL ORDER BY id"
    ) == (
        (11, 402817365, "Une toux"),
        (14, 402817365, "Les yeux"),
        (15, 512345678, "Contrôle"),
        (16, 772128948, "Contrôle"),
    )


class OlderServer:
    """The statements of 0.1.0, again and again: each round registers somebody, books and asks everything.

    Attributes:
        acknowledged: the number of each consultation that was booked, and of the patient.
    """

    def __init__(self, settings: DatabaseSettings) -> None:
        self.acknowledged: list[tuple[int, int]] = []
        self._settings = settings
        self._is_over = threading.Event()

    def serve(self) -> None:
        """Go on until `stop`; raise if anything is refused or answered in another way than at first."""
        with closing(connect(self._settings)) as connection:
            answers(connection, [SETTINGS])
            told = answers(connection, QUESTIONS)
            while not self._is_over.is_set():
                self._book(connection, 1000 + len(self.acknowledged))
                assert answers(connection, QUESTIONS) == told

    def stop(self) -> None:
        """Have `serve` return after its round."""
        self._is_over.set()

    def _book(self, connection: pymysql.Connection[Any], number: int) -> None:
        """Register a patient, who books what the hospital has just planned."""
        patient = 300_000_000 + number
        asked = [
            PLAN.format(number),
            REGISTRATION.replace("772128948", str(patient)),
            BOOKING.replace("402817365", str(patient)).replace("id = 11 ", f"id = {number} "),
        ]
        assert answers(connection, asked) == [1, 1, 1]
        self.acknowledged.append((number, patient))


@pytest.mark.parametrize("creation", creations(LATER[0]), ids=table_of)
def test_an_older_server_goes_on_while_its_tables_are_brought_up_to_date(
    older: DatabaseSettings, run_sql: RunSql, creation: str
) -> None:
    """Another connection holds the migration up, so that rounds surely begin and end in its middle."""
    run_sql(creation)  # there already, as after an interruption, so that it can be locked
    server = OlderServer(older)
    told: list[str] = []
    with ThreadPoolExecutor(2) as pool:
        serving = pool.submit(server.serve)

        def serve_two_rounds() -> None:
            rounds = len(server.acknowledged) + 3  # the first may have begun before
            wait_until(lambda: serving.done() or len(server.acknowledged) > rounds)
            if serving.done():
                serving.result()

        try:
            serve_two_rounds()
            with locked(older, table_of(creation)):
                upgrading = pool.submit(bring_up_to_date, older, told.append)
                wait_until(lambda: upgrading.done() or waits_for(run_sql, table_of(creation)))
                assert not upgrading.done()
                serve_two_rounds()
            upgrading.result()
            serve_two_rounds()
        finally:
            server.stop()
        serving.result()
    assert told == [f"applying {name}" for name in LATER]
    kept = run_sql(
        "SELECT id, patient_id FROM consultations WHERE id >= 1000 AND reason = 'Une toux' ORDER BY id"
    )
    assert list(kept) == server.acknowledged


def test_init_completes_the_tables_while_todays_server_serves(
    upgraded: DatabaseSettings, run_sql: RunSql, start_server: StartServer
) -> None:
    """Each time, a table is missing that the server does without, and no migration is recorded."""
    server = start_server(upgraded)

    def complete_five_times() -> None:
        for _ in range(5):
            run_sql("DROP TABLE reports")
            run_sql("DELETE FROM schema_version")
            bring_up_to_date(upgraded, lambda line: None)
            run_sql("SELECT 1 FROM reports")

    with WireClient(server.address) as booth, ThreadPoolExecutor(1) as pool:
        booth.log_in("Durand", "Zoé", 402817365)
        completing = pool.submit(complete_five_times)
        rounds = 0
        while not completing.done() or rounds == 0:
            rounds += 1
            assert booth.ask("BOOK_CONSULTATION", consultation_id=11, reason="Une toux")["status"] == "ok"
            assert booth.ask("SEARCH_CONSULTATIONS")["status"] == "ok"
            assert booth.ask("GET_AVAILABILITY")["status"] == "ok"
        completing.result()
