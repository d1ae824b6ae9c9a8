"""SIGHUP reads the configuration again, and no session is lost."""

from __future__ import annotations

import signal
import ssl
from pathlib import Path

import pytest
import trustme

from cbp import CbpClient
from tests.plugins.reservation_server import ADMIN_TOKEN, READ_AGAIN, RunningServer, write_secret
from tests.plugins.tls import StartTlsServer
from tests.plugins.wire import Message, WireClient, error_code

KEPT = "SIGHUP: the old configuration stays in force"
OTHER_TOKEN = "another secret of this test, long enough"


def set_key(server: RunningServer, key: str, value: object) -> None:
    text = server.config.read_text()
    lines = [line for line in text.splitlines() if not line.startswith(f"{key} =")]
    lines.insert(1, f"{key} = {value}")
    server.config.write_text("\n".join(lines) + "\n")


def status(server: RunningServer, token: str = ADMIN_TOKEN) -> Message:
    with WireClient((server.host, server.admin_port)) as client:
        return client.ask("GET_STATUS", token=token)


def test_another_token_and_other_limits_are_in_force_and_the_session_goes_on(server: RunningServer) -> None:
    with WireClient(server.address) as patient:
        patient.register()
        write_secret(server.config.parent / "admin-token", OTHER_TOKEN)
        set_key(server, "server_name", "desk")
        set_key(server, "connections_per_address", 1)
        server.hang_up(READ_AGAIN)
        assert error_code(status(server)) == "UNAUTHORIZED"
        assert status(server, OTHER_TOKEN)["server"] == "desk"
        with WireClient(server.address) as second:
            assert error_code(second.hear()) == "SERVER_BUSY"
        assert patient.ask("GET_SPECIALTIES")["status"] == "ok"


@pytest.mark.parametrize("secret", ["", "short"])
def test_a_token_that_is_wrong_leaves_the_old_in_force(server: RunningServer, secret: str) -> None:
    write_secret(server.config.parent / "admin-token", secret)
    server.hang_up(KEPT)
    assert status(server)["status"] == "ok"
    assert "[server] admin_token_file = " in server.log


def test_a_key_that_needs_a_restart_is_named(server: RunningServer) -> None:
    set_key(server, "pool_threads", 3)
    set_key(server, "admin_host", "localhost")
    server.hang_up("these keys change with a restart only: [server] admin_host, [server] pool_threads")
    assert status(server)["pool"]["threads"] == 64


def test_a_hundred_hangups_harm_nothing_and_the_stop_is_still_heard(server: RunningServer) -> None:
    with WireClient(server.address) as patient:
        patient.register()
        for _ in range(300):
            server.process.send_signal(signal.SIGHUP)
            assert patient.ask("GET_SPECIALTIES")["status"] == "ok"
    assert server.stop() == 0
    assert "Traceback" not in server.log


def test_a_certificate_is_renewed_and_the_session_goes_on(
    start_tls_server: StartTlsServer, trusting: ssl.SSLContext, authority: trustme.CA, tmp_path: Path
) -> None:
    server = start_tls_server()
    renewed = authority.issue_cert("127.0.0.1", "renewed.example")
    with CbpClient.connect(*server.address, ssl_context=trusting) as patient:
        patient.login("Durand", "Amélie", new_patient=True)
        renewed.cert_chain_pems[0].write_to_path(tmp_path / "cert.pem")
        server.hang_up(KEPT)  # its key is still another's
        renewed.private_key_pem.write_to_path(tmp_path / "key.pem")
        server.hang_up(READ_AGAIN)
        assert patient.get_specialties() == ()
    with _dial(server, trusting) as stream:
        assert ("DNS", "renewed.example") in (stream.getpeercert() or {})["subjectAltName"]


def test_a_half_written_certificate_leaves_the_old_in_force(
    start_tls_server: StartTlsServer, trusting: ssl.SSLContext, tmp_path: Path
) -> None:
    server = start_tls_server()
    whole = (tmp_path / "cert.pem").read_bytes()
    (tmp_path / "cert.pem").write_bytes(whole[: len(whole) // 2])
    server.hang_up(KEPT)
    _dial(server, trusting).close()


def _dial(server: RunningServer, trusting: ssl.SSLContext) -> ssl.SSLSocket:
    client = WireClient(server.address)
    return trusting.wrap_socket(client.stream, server_hostname="127.0.0.1")


def test_without_a_restart_no_tls_is_turned_off(start_tls_server: StartTlsServer) -> None:
    server = start_tls_server()
    set_key(server, "tls_certificate", "")
    set_key(server, "tls_key", "")
    server.hang_up("these keys change with a restart only: [server] tls_certificate")
