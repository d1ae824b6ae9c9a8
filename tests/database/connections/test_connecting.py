"""Connecting: hosts, names, accounts, and what an error means."""

from __future__ import annotations

import datetime as dt
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from math import inf
from pathlib import Path
from typing import Any

import pymysql
import pytest

from database import BookingOutcome, Database, DatabaseSettings, DatabaseUnavailableError
from database.connections.connection import DatabaseConnection, Deadline, connect
from database.connections.faults import Fault, judge
from database.connections.retries import _POLICIES
from database.private import PrivateMariaDB
from database.tables.schema import bring_up_to_date
from tests.database.connections.waiting import ANSWER_WITHIN, unavailable_in
from tests.plugins.mariadb import settings_for, sql_runner


def test_a_wrong_account_or_a_missing_database_is_reported_at_once(mariadb: PrivateMariaDB) -> None:
    for settings, why in (
        (replace(settings_for(mariadb, "mysql"), user="nobody"), "the account or its password is not right"),
        (settings_for(mariadb, "no_such_name"), "there is no such database"),
    ):
        with closing(Database(settings)) as database, pytest.raises(DatabaseUnavailableError, match=why):
            database.recognise(1)


def test_a_closed_database_is_unavailable(database_settings: DatabaseSettings) -> None:
    database = Database(database_settings)
    database.ping()
    database.close()
    with pytest.raises(DatabaseUnavailableError, match="closed"):
        database.ping()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def server_by_tcp() -> Iterator[DatabaseSettings]:
    port = free_port()
    directory = Path(tempfile.mkdtemp(prefix="borne-"))
    options = ("--skip-networking=0", "--bind-address=127.0.0.1", f"--port={port}")
    with PrivateMariaDB(directory / "db", options):
        settings = DatabaseSettings((("127.0.0.1", port),), None, "root", "", "borne", 4)
        bring_up_to_date(settings, lambda line: None)
        yield settings
    shutil.rmtree(directory)


@pytest.fixture
def by_tcp() -> Iterator[DatabaseSettings]:
    """A server reached by TCP, initialised."""
    with server_by_tcp() as settings:
        yield settings


@pytest.fixture
def replica() -> Iterator[DatabaseSettings]:
    """A second such server, which accepts writes."""
    with server_by_tcp() as settings:
        yield settings


def test_hosts_are_tried_in_order_past_one_that_refuses_and_one_that_hangs(
    by_tcp: DatabaseSettings, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # accepts and never answers
        hosts = (("127.0.0.1", free_port()), silent.getsockname()[:2], ("localhost", by_tcp.hosts[0][1]))
        with closing(Database(replace(by_tcp, hosts=hosts))) as database:
            assert database.list_doctors(None) == b"[]"
            database._pool._close_idle()  # the next connection starts at the host that worked
            silent.close()
            assert database.list_doctors(None) == b"[]"
    (line,) = caplog.messages  # once, though two connections were made
    assert line.startswith(f"from now on the database is asked at localhost:{by_tcp.hosts[0][1]}")


def test_init_goes_on_at_the_next_host_where_the_first_cannot_write(
    by_tcp: DatabaseSettings, replica: DatabaseSettings
) -> None:
    for server in (by_tcp, replica):
        run = sql_runner(server)
        run("CREATE USER clerk@'127.0.0.1'")
        run("GRANT ALL ON borne.* TO clerk@'127.0.0.1'")
        run("DROP TABLE borne_budgets")
    run_first, run_second = sql_runner(by_tcp), sql_runner(replica)
    run_first("SET GLOBAL read_only = 1")
    told: list[str] = []
    hosts = by_tcp.hosts + replica.hosts
    bring_up_to_date(replace(by_tcp, user="clerk", hosts=hosts), told.append)
    assert told[-2:] == [
        f"127.0.0.1:{by_tcp.hosts[0][1]} cannot write just now: going on at the next host",
        "applying 0002_what_servers_share.sql",
    ]
    assert run_first("SHOW TABLES LIKE 'borne_budgets'") == ()
    assert run_second("SELECT * FROM borne_budgets") == ()
    with pytest.raises(DatabaseUnavailableError, match="cannot write just now"):
        bring_up_to_date(replace(by_tcp, user="clerk"), told.append)


def test_a_locked_row_causes_no_failover(by_tcp: DatabaseSettings, replica: DatabaseSettings) -> None:
    now = dt.datetime(2030, 1, 1)
    for server in (by_tcp, replica):
        run = sql_runner(server)
        run("INSERT INTO specialties VALUES (1, 'Urologie')")
        run("INSERT INTO doctors VALUES (1, 1, 'Maes', 'An')")
        run("INSERT INTO patients VALUES (1, 'Un', 'Premier', NULL)")
        run("INSERT INTO consultations (id, doctor_id, date, hour) VALUES (1, 1, '2030-02-01', '09:00')")
        run("INSERT INTO consultations (id, doctor_id, date, hour) VALUES (2, 1, '2030-02-01', '10:00')")
    both = replace(by_tcp, hosts=(*by_tcp.hosts, *replica.hosts))
    clerk = pymysql.connect(host="127.0.0.1", port=by_tcp.hosts[0][1], user="root", database="borne")
    with closing(Database(both)) as database, closing(clerk):
        clerk.begin()
        clerk.cursor().execute("SELECT * FROM consultations WHERE id = 1 FOR UPDATE")
        with pytest.raises(DatabaseUnavailableError, match="in the way"):
            database.book_consultation(patient_id=1, consultation_id=1, reason="x", now=now)
        outcome = database.book_consultation(patient_id=1, consultation_id=2, reason="x", now=now)
        assert outcome is BookingOutcome.BOOKED
    taken = "SELECT id FROM consultations WHERE patient_id IS NOT NULL"
    assert (sql_runner(by_tcp)(taken), sql_runner(replica)(taken)) == (((2,),), ())


def test_a_name_service_that_hangs_is_unavailable_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()

    def hang(*arguments: Any, **options: Any) -> Any:
        done.wait()
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    settings = DatabaseSettings((("db.invalid", 3306),), None, "u", "", "n", 1)
    try:
        with closing(Database(settings)) as database:
            assert unavailable_in(lambda: database.recognise(1)) < ANSWER_WITHIN
    finally:
        done.set()


def test_a_name_that_does_not_exist_is_unavailable() -> None:
    settings = DatabaseSettings((("borne.invalid", 3306),), None, "u", "", "n", 1)
    with (
        closing(Database(settings)) as database,
        pytest.raises(
            DatabaseUnavailableError,
            match=r"nobody knows a host of that name|name service does not answer",
        ),
    ):
        database.recognise(1)


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (pymysql.err.OperationalError(1213, "x"), Fault.BUSY),
        (pymysql.err.OperationalError(1205, "x"), Fault.BUSY),
        (pymysql.err.OperationalError(2006, "x"), Fault.LOST),
        (pymysql.err.OperationalError(1053, "x"), Fault.LOST),
        (pymysql.err.InterfaceError(0, ""), Fault.LOST),
        (pymysql.err.InternalError("Packet sequence number wrong - got 1 expected 2"), Fault.LOST),
        (BrokenPipeError(), Fault.LOST),
        (pymysql.err.OperationalError(1047, "x"), Fault.ELSEWHERE),
        (pymysql.err.InternalError(1290, "x"), Fault.ELSEWHERE),
        (pymysql.err.OperationalError(1114, "x"), Fault.FULL),
        (pymysql.err.InternalError(3, "x"), Fault.FULL),
        (pymysql.err.OperationalError(1045, "x"), Fault.REFUSED),
        (pymysql.err.ProgrammingError(1146, "x"), Fault.REFUSED),
        (pymysql.err.ProgrammingError(1064, "x"), Fault.DEFECT),
        (pymysql.err.ProgrammingError(), Fault.DEFECT),
    ],
    ids=str,
)
def test_errors_are_judged_by_their_number(error: Exception, fault: Fault) -> None:
    assert judge(error) is fault


def test_every_fault_has_a_policy_and_only_outages_are_retried() -> None:
    assert set(_POLICIES) == set(Fault)
    never = {fault for fault, policies in _POLICIES.items() if {policy.needs for policy in policies} == {inf}}
    assert never == {Fault.FULL, Fault.REFUSED, Fault.DEFECT}


def test_an_idle_connection_keeps_no_rows_of_whoever_asked_last(mariadb: PrivateMariaDB) -> None:
    with closing(Database(settings_for(mariadb, "mysql"))) as database:

        def ask(connection: DatabaseConnection) -> DatabaseConnection:
            assert connection.rows("SELECT 'Quixwozzle'") == (("Quixwozzle",),)
            return connection

        assert vars(database._pool.run(ask))["_result"] is None


class FixedDeadline(Deadline):
    """A deadline that is always as far off as it says."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def left(self) -> float:
        return self.seconds


def test_the_sockets_timeout_follows_the_deadline_and_is_not_set_for_every_read(
    database_settings: DatabaseSettings,
) -> None:
    connection, _ = connect(database_settings, Deadline(10))
    with closing(connection):
        socket_timeouts = []
        for left in (4.0, 4.05, 3.95, 2.0, 1.95, 9.0):  # 3 s are left after connecting
            connection.deadline = FixedDeadline(left)
            connection.rows("SELECT 1")
            socket_timeouts.append(round(connection._sock.gettimeout(), 2))  # type: ignore[attr-defined]
    assert socket_timeouts == [4.1, 4.1, 4.1, 2.1, 2.1, 9.1]
