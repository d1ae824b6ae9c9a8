"""The administrators' port and console: `docs/protocol.md`, "ACBP/1, for administrators"."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest

from database.tables.schema import bring_up_to_date
from tests.checkout import ROOT
from tests.plugins.mariadb import OwnMariaDB, settings_for
from tests.plugins.reservation_server import ADMIN_TOKEN, READY_SECONDS, RunningServer, StartServer
from tests.plugins.waiting import wait_until
from tests.plugins.wire import Message, WireClient, error_code


def ask(server: RunningServer, command: str, token: object = ADMIN_TOKEN, **more: object) -> Message:
    with WireClient((server.host, server.admin_port)) as client:
        reply = client.ask(command, token=token, **more)
        assert client.is_closed()
        return reply


def test_the_patients_in_session_are_listed_oldest_first_as_the_database_names_them(
    server: RunningServer,
) -> None:
    with WireClient(server.address) as first, WireClient(server.address) as second:
        with WireClient(server.address) as earlier:
            number = earlier.register("Lefèvre", "Zoé")
            earlier.ask("LOGOUT")
        first.log_in("LEFEVRE", "zoe", number)
        second_number = second.register("D'Hondt", "Jan")
        reply = ask(server, "LIST_CLIENTS")
        assert reply["status"] == "ok"
        clients = [
            {key: value for key, value in c.items() if key != "connected_at"} for c in reply["clients"]
        ]
        told = {"ip": "127.0.0.1", "server": f"{platform.node()}:{server.port}"}
        assert clients == [
            {**told, "last_name": "Lefèvre", "first_name": "Zoé", "patient_id": number},
            {**told, "last_name": "D'Hondt", "first_name": "Jan", "patient_id": second_number},
        ]
    assert ask(server, "GET_STATUS")["status"] == "ok"


def test_a_patient_who_hangs_up_is_no_longer_listed(server: RunningServer) -> None:
    with WireClient(server.address) as leaving:
        leaving.register()
        assert ask(server, "GET_STATUS")["sessions"] == 1
    wait_until(lambda: ask(server, "GET_STATUS")["pool"]["busy"] == 0)
    assert ask(server, "LIST_CLIENTS") == {"status": "ok", "clients": []}
    assert ask(server, "GET_STATUS")["sessions"] == 0


def test_the_start_of_a_session_has_a_utc_offset(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        client.register()
        (told,) = ask(server, "LIST_CLIENTS")["clients"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", told["connected_at"])
    moment = dt.datetime.fromisoformat(told["connected_at"])
    assert abs(dt.datetime.now(dt.UTC) - moment) < dt.timedelta(minutes=1)


def test_the_status_tells_pool_requests_errors_and_database(start_server: StartServer) -> None:
    server = start_server(pool_threads=3, queue_limit=4)
    with WireClient(server.address) as client:
        client.ask("GET_DOCTORS")
        client.register()
        client.ask("GET_DOCTORS")
        status = ask(server, "GET_STATUS")
    assert status["pool"] == {"threads": 3, "busy": 1, "queued": 0, "queue_limit": 4}
    assert status["sessions"] == 1
    assert status["requests"]["GET_DOCTORS"]["count"] == 2
    assert set(status["requests"]["LOGIN"]) == {"count", "p50", "p95", "p99"}
    assert status["errors"] == {"NOT_LOGGED_IN": 1}
    assert status["database"]["reachable"] is True
    assert status["database"]["latency_ms"] > 0
    assert status["uptime_s"] >= 0
    assert isinstance(status["version"], str)


def test_refused_connections_are_counted(start_server: StartServer) -> None:
    server = start_server(pool_threads=1, queue_limit=0)
    with WireClient(server.address) as served:
        served.register()
        with WireClient(server.address) as refused:
            refused.hear()
        assert ask(server, "GET_STATUS")["errors"] == {"SERVER_BUSY": 1}


def test_unlocking_a_name_or_an_address(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        for _ in range(5):
            client.log_in("Durand", "Amélie", 5)
        assert error_code(client.log_in("Durand", "Amélie", 5)) == "TOO_MANY_ATTEMPTS"
        reply = ask(server, "UNLOCK", last_name="DURAND", first_name="amelie")
        assert reply == {"status": "ok", "unlocked": True}
        assert ask(server, "UNLOCK", last_name="Durand", first_name="Amélie")["unlocked"] is False
        assert error_code(client.log_in("Durand", "Amélie", 5)) == "LOGIN_REFUSED"
        assert ask(server, "UNLOCK", ip="127.0.0.1")["unlocked"] is True
    assert ask(server, "GET_STATUS")["budgets"]["logins_per_name"] == 1


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"last_name": "Durand"},
        {"first_name": "Amélie"},
        {"ip": "nowhere"},
        {"ip": 5},
        {"last_name": " ", "first_name": "Amélie"},
    ],
)
def test_unlock_without_a_name_or_an_address_is_a_bad_request(
    server: RunningServer, fields: dict[str, object]
) -> None:
    assert error_code(ask(server, "UNLOCK", **fields)) == "BAD_REQUEST"


def test_the_console_unlocks(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        client.log_in("Durand", "Amélie", 5)
    name = ("--last-name", "durand", "--first-name", "AMELIE")
    assert console(server, "unlock", *name).stdout == "the refused logins are forgotten\n"
    assert json.loads(console(server, "unlock", "--ip", "127.0.0.1", "--json").stdout) == {"unlocked": True}
    ended = console(server, "unlock")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "BAD_REQUEST" in ended.stderr


def test_a_wrong_token_is_told_before_the_command_is_looked_at(server: RunningServer) -> None:
    for command in ("LIST_CLIENTS", "GET_STATUS", "NO_SUCH", ""):
        for token in ("wrong", "", None, 5, ADMIN_TOKEN + "x"):
            reply = ask(server, command, token=token)
            assert reply == {"status": "error", "code": "UNAUTHORIZED"}, (command, token)


def test_with_the_right_token_an_unknown_command_is_told(server: RunningServer) -> None:
    assert error_code(ask(server, "LOGIN")) == "UNKNOWN_COMMAND"


def test_what_is_not_json_is_a_bad_request(server: RunningServer) -> None:
    with WireClient((server.host, server.admin_port)) as client:
        client.say_bytes(b"{")
        assert error_code(client.hear()) == "BAD_REQUEST"
        assert client.is_closed()


def test_silent_visitors_delay_neither_the_next_nor_a_patient(server: RunningServer) -> None:
    silent = [WireClient((server.host, server.admin_port)) for _ in range(200)]
    assert ask(server, "GET_STATUS")["status"] == "ok"
    with WireClient(server.address) as patient:
        patient.register()
    for client in silent:
        client.stream.close()


def test_a_silent_visitor_is_closed_after_a_few_seconds(server: RunningServer) -> None:
    with WireClient((server.host, server.admin_port)) as silent:
        for _ in range(5):  # meanwhile later visitors are answered
            assert ask(server, "GET_STATUS")["status"] == "ok"
        assert select.select([silent.stream], [], [], 0) == ([], [], [])
        assert error_code(silent.hear()) == "SESSION_EXPIRED"
        assert silent.is_closed()


def test_the_status_is_told_though_the_database_hangs(
    start_server: StartServer, own_mariadb: OwnMariaDB
) -> None:
    settings = settings_for(own_mariadb, "borne")
    bring_up_to_date(settings, print)
    server = start_server(settings)
    own_mariadb.freeze()
    assert ask(server, "GET_STATUS")["database"] == {"reachable": False, "latency_ms": None}


def console(server: RunningServer, *arguments: str, port: object = None) -> subprocess.CompletedProcess[str]:
    token_file = server.config.parent / "admin-token"
    port = server.admin_port if port is None else port
    command = [sys.executable, "-m", "cbp_server.admin", *arguments, "--port", str(port)]
    return subprocess.run(
        [*command, "--token-file", str(token_file)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding=os.environ.get("PYTHONIOENCODING", "utf-8"),
    )


def test_the_console_shows_tables(server: RunningServer) -> None:
    assert console(server, "list-clients").stdout == "nobody is in session\n"
    with WireClient(server.address) as client:
        number = client.register("Lefèvre", "Zoé")
        assert f"{number}  Lefèvre" in console(server, "list-clients").stdout
    assert "database" in console(server, "status").stdout


def test_the_console_shows_a_name_on_a_terminal_without_its_letters(
    server: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    with WireClient(server.address) as client:
        client.register("Sükrü", "Ömer Ş")
        shown = console(server, "list-clients")
    assert "\\u015e" in shown.stdout
    assert shown.stderr == ""


def test_the_console_shows_json(server: RunningServer) -> None:
    assert json.loads(console(server, "status", "--json").stdout)["sessions"] == 0


def test_the_console_says_what_is_wrong(server: RunningServer) -> None:
    (server.config.parent / "admin-token").write_text("another")
    refused = console(server, "status")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "UNAUTHORIZED" in refused.stderr
    server.stop()
    assert "UNREACHABLE" in console(server, "status").stderr


def test_the_console_sends_its_token_to_no_other_port_than_was_asked(server: RunningServer) -> None:
    """The system takes a port modulo 65,536, so a typing error would reach another server."""
    for port in (server.admin_port + 65_536, 65_536, "0", -1, "1.5", "٣", "5_0", ""):
        ended = console(server, "status", port=port)
        assert (ended.returncode, ended.stdout) == (2, ""), port
        assert "--port: must be a whole number from 1 to 65535" in ended.stderr


def test_without_a_token_file_there_is_no_admin_port(start_server: StartServer, tmp_path: Path) -> None:
    server = start_server()
    assert server.admin_port
    text = server.config.read_text().replace("admin_token_file", ";")
    bare = tmp_path / "bare.conf"
    bare.write_text(text)
    with subprocess.Popen(
        [sys.executable, "-m", "cbp_server", "--config", str(bare)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("listening on 127.0.0.1:")
        process.terminate()
        assert process.stdout.read() == ""
        assert process.wait(10) == 0


def test_wrong_tokens_do_not_fill_the_log(server: RunningServer) -> None:
    for _ in range(5):
        ask(server, "GET_STATUS", token="wrong")
    wait_until(lambda: "wrong token" in server.log)
    assert server.log.count("wrong token") == 1
    assert "127.0.0.1" in server.log


def test_the_console_drains(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        client.register()
        words = "nobody new is let in; the server ends after the last session (now 1)\n"
        assert console(server, "drain").stdout == words
    assert server.process.wait(READY_SECONDS) == 0
