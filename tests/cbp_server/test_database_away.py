"""An unavailable database: UNAVAILABLE meanwhile, and recovery (`docs/protocol.md`, "Codes")."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pymysql
import pytest

from database import DatabaseSettings
from database.demo import fill
from database.tables.schema import bring_up_to_date
from tests.checkout import ROOT
from tests.plugins.mariadb import OwnMariaDB, settings_for, sql_runner
from tests.plugins.reservation_server import READY_SECONDS, StartServer, write_server_config
from tests.plugins.waiting import wait_until
from tests.plugins.wire import WireClient, error_code


@pytest.fixture
def own_settings(own_mariadb: OwnMariaDB) -> DatabaseSettings:
    settings = settings_for(own_mariadb, "borne")
    bring_up_to_date(settings, print)
    fill(settings, doctors=2, days=3)
    return settings


def test_a_session_survives_a_database_that_stops_and_comes_back(
    start_server: StartServer, own_mariadb: OwnMariaDB, own_settings: DatabaseSettings
) -> None:
    server = start_server(own_settings)
    with WireClient(server.address) as client:
        client.register()
        free = client.search()[0]["id"]
        own_mariadb.kill()
        for command in ("GET_SPECIALTIES", "GET_DOCTORS"):  # kept in memory since the search
            assert client.ask(command)["status"] == "ok"
        for command in ("SEARCH_CONSULTATIONS", "GET_AVAILABILITY", "GET_BOOKINGS"):
            reply = client.ask(command)
            assert error_code(reply) == "UNAVAILABLE"
            assert reply["retry_after"] > 0
        assert (
            error_code(client.ask("BOOK_CONSULTATION", consultation_id=free, reason="cough")) == "UNAVAILABLE"
        )
        own_mariadb.start()
        assert client.ask("BOOK_CONSULTATION", consultation_id=free, reason="cough") == {"status": "ok"}
        # It is logged once no call has failed for some seconds.
        wait_until(lambda: client.ask("GET_BOOKINGS") and "the database answers again" in server.log)
    assert server.log.count("the database is unavailable") == 1
    assert server.log.count("the database answers again") == 1


def test_a_hanging_database_is_unavailable_within_ten_seconds(
    start_server: StartServer, own_mariadb: OwnMariaDB, own_settings: DatabaseSettings
) -> None:
    with WireClient(start_server(own_settings).address) as client:
        client.register()
        own_mariadb.freeze()
        try:
            client.stream.settimeout(10)
            assert error_code(client.ask("GET_SPECIALTIES")) == "UNAVAILABLE"
        finally:
            own_mariadb.thaw()
        assert client.ask("GET_SPECIALTIES")["status"] == "ok"


def test_the_server_starts_without_its_database_and_finds_it_later(
    start_server: StartServer, own_mariadb: OwnMariaDB, own_settings: DatabaseSettings
) -> None:
    own_mariadb.stop()
    server = start_server(own_settings)
    with WireClient(server.address) as client:
        new = {"last_name": "Maes", "first_name": "Els", "new_patient": True}
        assert error_code(client.ask("LOGIN", **new)) == "UNAVAILABLE"
        own_mariadb.start()
        client.register("Maes", "Els")
    wait_until(lambda: "the database is unavailable" in server.log)


def test_a_login_that_found_no_database_is_not_counted(
    start_server: StartServer, own_mariadb: OwnMariaDB, own_settings: DatabaseSettings
) -> None:
    server = start_server(own_settings)
    with WireClient(server.address) as client:
        number = client.register("Maes", "Els")
    own_mariadb.stop()
    with WireClient(server.address) as client:
        for _ in range(6):
            assert error_code(client.log_in("Maes", "Els", number)) == "UNAVAILABLE"
        own_mariadb.start()
        assert client.log_in("Maes", "Els", number)["status"] == "ok"


def test_nothing_personal_is_logged(
    start_server: StartServer, own_mariadb: OwnMariaDB, own_settings: DatabaseSettings, tmp_path: Path
) -> None:
    server = start_server(own_settings, pool_threads=1, queue_limit=0)
    with WireClient(server.address) as client:
        number = client.register("Quetzalcoatl", "Xochitl")
        free = client.search()[0]["id"]
        own_mariadb.kill()
        client.ask("BOOK_CONSULTATION", consultation_id=free, reason="embarrassing rash")
        with WireClient(server.address) as refused:
            refused.hear()
    server.stop()
    for secret in ("Quetzalcoatl", "Xochitl", str(number), "embarrassing"):
        assert secret not in server.log
    assert "stopped" in server.log


def test_a_stop_answers_the_requests_that_a_hanging_database_holds(
    start_server: StartServer, own_mariadb: OwnMariaDB, own_settings: DatabaseSettings
) -> None:
    """A table lock holds the statements where the process list shows them; then the database hangs."""
    server = start_server(own_settings)
    clients = [WireClient(server.address) for _ in range(own_settings.pool_size)]
    for client in clients:
        client.register()
    run_sql = sql_runner(own_settings)

    def are_all_under_way() -> bool:
        waiting = "SELECT COUNT(*) FROM information_schema.processlist WHERE state LIKE 'Waiting for table%'"
        return run_sql(waiting) == ((len(clients),),)

    with closing(
        pymysql.connect(unix_socket=str(own_mariadb.socket), user="root", database="borne")
    ) as other:
        other.cursor().execute("LOCK TABLES consultations WRITE")
        for client in clients:
            client.say({"command": "GET_BOOKINGS"})
        wait_until(are_all_under_way)
        own_mariadb.freeze()
        assert server.stop() == 0  # although the database stays frozen
    for client in clients:
        assert error_code(client.hear()) == "UNAVAILABLE"
        client.stream.close()


@pytest.mark.parametrize(("is_frozen", "sign"), [(False, signal.SIGINT), (True, signal.SIGTERM)])
def test_a_signal_during_the_start_ends_the_server(
    own_mariadb: OwnMariaDB,
    own_settings: DatabaseSettings,
    tmp_path: Path,
    is_frozen: bool,
    sign: signal.Signals,
) -> None:
    config = write_server_config(tmp_path, own_settings)
    if is_frozen:
        own_mariadb.freeze()
    command = [sys.executable, "-X", "importtime", "-m", "cbp_server", "--config", str(config)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        for line in process.stderr:  # the imports so far show how far the start is
            if line.endswith("msgspec\n" if not is_frozen else "cbp_server.command\n"):
                break
        process.send_signal(sign)
        process.stderr.read()
        assert process.wait(READY_SECONDS) == 0


def test_a_burst_of_signals_is_one_stop(start_server: StartServer) -> None:
    server = start_server()
    for _ in range(20):
        server.process.send_signal(signal.SIGTERM)
        server.process.send_signal(signal.SIGINT)
    assert server.process.wait(READY_SECONDS) == 0


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_during_a_stop_cuts_nothing_off(start_server: StartServer, sign: signal.Signals) -> None:
    server = start_server()
    with WireClient(server.address) as client:
        client.register()  # and does not close: the stop takes as long as a lingering close may
        server.process.send_signal(sign)
        wait_until(lambda: "stopping" in server.log)
        server.process.send_signal(sign)
        assert error_code(client.hear()) == "SHUTTING_DOWN"
        assert server.process.wait(READY_SECONDS) == 0
    assert "stopped" in server.log
