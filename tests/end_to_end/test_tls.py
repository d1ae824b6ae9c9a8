"""`python -m kiosk_web --tls-ca FILE` with the real server and a certificate."""

from __future__ import annotations

from pathlib import Path

import trustme

from tests.plugins.browser_booth import StartBrowserBooth
from tests.plugins.mariadb import RunSql
from tests.plugins.tls import StartTlsServer


def test_a_patient_registers_over_tls(
    start_tls_server: StartTlsServer,
    authority_file: Path,
    start_browser_booth: StartBrowserBooth,
    run_sql: RunSql,
) -> None:
    run_sql("INSERT INTO specialties (id, name) VALUES (1, 'Pédiatrie')")
    server = start_tls_server()
    booth = start_browser_booth("--server", f"{server.host}:{server.port}", "--tls-ca", authority_file)
    number = booth.call("register", "Durand", "Amélie")["ok"]["patient_number"]
    assert run_sql("SELECT id FROM patients") == ((number,),)
    assert booth.call("specialties")["ok"]["specialties"] == [{"id": 1, "name": "Pédiatrie"}]
    assert booth.call("log_out") == {"ok": {}}


def test_a_server_with_a_foreign_certificate_receives_no_name(
    start_tls_server: StartTlsServer,
    tmp_path: Path,
    start_browser_booth: StartBrowserBooth,
    run_sql: RunSql,
) -> None:
    trustme.CA().cert_pem.write_to_path(tmp_path / "another.pem")
    server = start_tls_server()
    booth = start_browser_booth(
        "--server", f"{server.host}:{server.port}", "--tls-ca", tmp_path / "another.pem"
    )
    assert booth.call("register", "Durand", "Amélie")["code"] == "UNREACHABLE"
    assert run_sql("SELECT COUNT(*) FROM patients") == ((0,),)
