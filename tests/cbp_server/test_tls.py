"""TLS on the booths' port: with a certificate, nothing is sent in clear (`docs/protocol.md`, "Frames")."""

from __future__ import annotations

import ssl
import subprocess
import sys
from pathlib import Path

import pytest
import trustme

from cbp import CbpClient, ErrorReplyError, UnreachableError
from cbp.admin_client import AcbpClient
from tests.checkout import ROOT
from tests.plugins.mariadb import RunSql
from tests.plugins.reservation_server import ADMIN_TOKEN
from tests.plugins.tls import StartTlsServer
from tests.plugins.waiting import wait_until
from tests.plugins.wire import WireClient


def test_a_patient_logs_in_over_tls(
    start_tls_server: StartTlsServer, trusting: ssl.SSLContext, run_sql: RunSql
) -> None:
    run_sql("INSERT INTO specialties (id, name) VALUES (1, 'Pédiatrie')")
    server = start_tls_server()
    with CbpClient.connect(*server.address, ssl_context=trusting) as client:
        number = client.login("Durand", "Amélie", new_patient=True)
        assert [specialty.name for specialty in client.get_specialties()] == ["Pédiatrie"]
        client.logout()
    with CbpClient.connect(*server.address, ssl_context=trusting) as client:
        assert client.login("Durand", "Amélie", patient_id=number) == number


def test_plain_text_is_not_answered(start_tls_server: StartTlsServer, run_sql: RunSql) -> None:
    with WireClient(start_tls_server().address) as client:
        client.say({"command": "LOGIN", "last_name": "Durand", "first_name": "Amélie", "new_patient": True})
        client.say({"command": "LOGOUT"})
        said = b""
        try:
            while chunk := client.stream.recv(4096):
                said += chunk
        except ConnectionResetError:
            pass
    assert b"status" not in said  # a TLS alert may come, but no reply
    assert run_sql("SELECT COUNT(*) FROM patients") == ((0,),)


def test_a_client_that_does_not_trust_the_authority_says_nothing(start_tls_server: StartTlsServer) -> None:
    with pytest.raises(UnreachableError, match="certificate verify failed"):
        CbpClient.connect(*start_tls_server().address, ssl_context=ssl.create_default_context())


def test_a_certificate_for_another_host_is_not_trusted(
    start_tls_server: StartTlsServer, trusting: ssl.SSLContext
) -> None:
    with pytest.raises(UnreachableError, match="certificate verify failed"):
        CbpClient.connect(*start_tls_server("elsewhere.example").address, ssl_context=trusting)


def test_a_full_server_closes_silently_under_tls(
    start_tls_server: StartTlsServer, trusting: ssl.SSLContext
) -> None:
    server = start_tls_server(pool_threads=1, queue_limit=0)
    with CbpClient.connect(*server.address, ssl_context=trusting) as served:
        served.login("Durand", "Amélie", new_patient=True)
        with WireClient(server.address) as refused:
            assert refused.is_closed()
        with pytest.raises(UnreachableError):
            CbpClient.connect(*server.address, ssl_context=trusting)
    assert AcbpClient(server.host, server.admin_port, ADMIN_TOKEN).get_status().errors == {"SERVER_BUSY": 2}


def test_failed_handshakes_are_logged_once_a_minute(start_tls_server: StartTlsServer) -> None:
    server = start_tls_server()
    for _ in range(3):  # booths that trust another authority
        with pytest.raises(UnreachableError):
            CbpClient.connect(*server.address, ssl_context=ssl.create_default_context())
    assert server.stop() == 0
    assert server.log.count("TLS handshake") == 1
    assert "127.0.0.1" in server.log


def test_a_client_without_a_handshake_is_closed_after_the_login_timeout(
    start_tls_server: StartTlsServer, trusting: ssl.SSLContext
) -> None:
    server = start_tls_server(pool_threads=1, login_timeout=1)
    administrator = AcbpClient(server.host, server.admin_port, ADMIN_TOKEN)
    with WireClient(server.address) as silent:
        wait_until(lambda: administrator.get_status().pool.busy)
        assert silent.is_closed()
    with CbpClient.connect(*server.address, ssl_context=trusting) as next_one:
        next_one.login("Durand", "Amélie", new_patient=True)


def test_a_stop_is_announced_over_tls(start_tls_server: StartTlsServer, trusting: ssl.SSLContext) -> None:
    server = start_tls_server()
    with CbpClient.connect(*server.address, ssl_context=trusting) as client:
        client.login("Durand", "Amélie", new_patient=True)
        assert server.stop() == 0
        with pytest.raises(ErrorReplyError, match="SHUTTING_DOWN"):
            client.get_specialties()


UNUSABLE = {
    "no certificate": ("nowhere", "key.pem", "tls_certificate", "cannot be read: No such file or directory"),
    "no key": ("cert.pem", "nowhere", "tls_key", "cannot be read: No such file or directory"),
    "a folder": (".", "key.pem", "tls_certificate", "cannot be read: Is a directory"),
    "a certificate that is no PEM": ("junk", "key.pem", "tls_certificate", "holds no certificate in PEM"),
    "a key that is no PEM": ("cert.pem", "junk", "tls_key", "holds no private key in PEM"),
    "a key with a passphrase": ("cert.pem", "locked.pem", "tls_key", "has a passphrase"),
    "a broken certificate": ("cut.pem", "key.pem", "tls_certificate", "no certificate that goes with"),
    "the key of another": ("cert.pem", "other.pem", "tls_certificate", "no certificate that goes with"),
    "one for the other": ("key.pem", "cert.pem", "tls_certificate", "holds no certificate in PEM"),
}


@pytest.fixture
def folder(tmp_path: Path, authority: trustme.CA) -> Path:
    """A folder with a certificate, its key, another key, and a file that is neither."""
    issued = authority.issue_cert("127.0.0.1")
    issued.cert_chain_pems[0].write_to_path(tmp_path / "cert.pem")
    issued.private_key_pem.write_to_path(tmp_path / "key.pem")
    authority.issue_cert("127.0.0.1").private_key_pem.write_to_path(tmp_path / "other.pem")
    (tmp_path / "junk").write_bytes(bytes(range(256)))
    (tmp_path / "cut.pem").write_bytes(issued.cert_chain_pems[0].bytes()[:200])
    label = "ENCRYPTED PRIVATE KEY-----"
    (tmp_path / "locked.pem").write_text(f"-----BEGIN {label}\nAAAA\n-----END {label}\n")
    for name in ("key.pem", "other.pem"):
        (tmp_path / name).chmod(0o600)
    return tmp_path


@pytest.mark.parametrize(("certificate", "key", "wrong", "words"), UNUSABLE.values(), ids=UNUSABLE.keys())
def test_a_certificate_that_cannot_be_used_is_one_line_and_exit_2(
    folder: Path, certificate: str, key: str, wrong: str, words: str
) -> None:
    config = folder / "server.conf"
    config.write_text(f"[server]\ntls_certificate = {certificate}\ntls_key = {key}\n")
    ended = subprocess.run(
        [sys.executable, "-m", "cbp_server", "--config", str(config)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    (line,) = ended.stderr.splitlines()
    assert line.startswith(f"{config}: [server] {wrong} = ")
    assert words in line
