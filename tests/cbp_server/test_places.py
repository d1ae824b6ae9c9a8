"""Strangers hold no place that a patient needs (`docs/protocol.md`, "A session")."""

from __future__ import annotations

from tests.plugins.reservation_server import ADMIN_TOKEN, RunningServer, StartServer
from tests.plugins.waiting import wait_until
from tests.plugins.wire import Message, WireClient, error_code


def ask(server: RunningServer, command: str) -> Message:
    with WireClient((server.host, server.admin_port)) as client:
        return client.ask(command, token=ADMIN_TOKEN)


def busy(server: RunningServer) -> int:
    count = ask(server, "GET_STATUS")["pool"]["busy"]
    assert isinstance(count, int)
    return count


def test_a_silent_stranger_is_told_and_closed_for_a_patient(start_server: StartServer) -> None:
    server = start_server(pool_threads=1, queue_limit=0)
    with WireClient(server.address) as stranger, WireClient(server.address) as patient:
        patient.register()
        told = stranger.hear()
        assert error_code(told) == "SERVER_BUSY"
        assert told["retry_after"] > 0
        assert stranger.is_closed()
        status = ask(server, "GET_STATUS")
    assert (status["evicted"], status["refused"]) == (1, 0)
    assert status["errors"] == {"SERVER_BUSY": 1}


def test_a_session_is_never_closed_for_a_newcomer(start_server: StartServer) -> None:
    server = start_server(pool_threads=1, queue_limit=0)
    with WireClient(server.address) as patient:
        patient.register()
        for _ in range(3):
            with WireClient(server.address) as newcomer:
                assert error_code(newcomer.hear()) == "SERVER_BUSY"
        assert patient.ask("GET_SPECIALTIES")["status"] == "ok"
        status = ask(server, "GET_STATUS")
    assert (status["evicted"], status["refused"]) == (0, 3)


def test_garbage_sent_ahead_keeps_nobody_out(start_server: StartServer) -> None:
    server = start_server(pool_threads=1, queue_limit=0)
    with WireClient(server.address) as stranger:
        for _ in range(2000):
            stranger.say({"command": "GET_DOCTORS"})
        assert error_code(stranger.hear()) == "NOT_LOGGED_IN"

        def is_let_in() -> bool:  # who comes while a request is in hand is told to come again
            with WireClient(server.address) as patient:
                names = {"last_name": "Durand", "first_name": "Amélie", "new_patient": True}
                return bool(patient.ask("LOGIN", **names)["status"] == "ok")

        wait_until(is_let_in)


def test_an_address_holds_only_so_many_connections(start_server: StartServer) -> None:
    server = start_server(connections_per_address=2)
    with WireClient(server.address) as one, WireClient(server.address) as two:
        one.register()
        two.register()
        with WireClient(server.address) as three:
            assert error_code(three.hear()) == "SERVER_BUSY"


def test_the_connections_of_each_address_are_listed(start_server: StartServer) -> None:
    server = start_server()
    with WireClient(server.address) as patient, WireClient(server.address):
        patient.register()
        wait_until(lambda: busy(server) == 2)
        (row,) = ask(server, "LIST_CONNECTIONS")["connections"]
        assert 0 <= row.pop("oldest_s") < 60
    assert row == {"ip": "127.0.0.1", "sessions": 1, "others": 1}


def test_behind_a_trusted_proxy_a_patient_is_at_the_address_of_the_header(start_server: StartServer) -> None:
    server = start_server(trusted_proxies="192.0.2.1, 127.0.0.0/8", server_name="desk")
    with WireClient(server.address) as patient:
        patient.stream.sendall(b"PROXY TCP4 10.0.0.7 10.0.0.1 40123 50000\r\n")
        patient.register()
        (client,) = ask(server, "LIST_CLIENTS")["clients"]
    assert (client["ip"], client["server"]) == ("10.0.0.7", "desk")


def test_a_header_from_anywhere_else_breaks_the_framing(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        client.stream.sendall(b"PROXY TCP4 10.0.0.7 10.0.0.1 40123 50000\r\n")
        assert error_code(client.hear()) == "FRAME_TOO_LARGE"
        assert client.is_closed()


def test_a_trusted_proxy_without_a_header_breaks_the_framing(start_server: StartServer) -> None:
    with WireClient(start_server(trusted_proxies="127.0.0.1").address) as client:
        client.say({"command": "GET_DOCTORS"})
        assert error_code(client.hear()) == "BAD_REQUEST"
        assert client.is_closed()
