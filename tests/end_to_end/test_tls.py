"""`python -m kiosk_web --tls-ca FILE` in front of the real server with a certificate."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from tests.plugins.mariadb import RunSql
from tests.plugins.reservation_server import ROOT, RunningServer
from tests.plugins.tls import StartTlsServer

PATIENCE = 30.0

Call = Callable[..., dict[str, Any]]


@pytest.fixture
def open_booth() -> Iterator[Callable[[RunningServer, Path], Call]]:
    """Start the booth for a browser; give what calls the bridge as its page would."""
    running: list[subprocess.Popen[str]] = []

    def open_(server: RunningServer, authority_file: Path) -> Call:
        arguments = ["--browser", "--server", f"{server.host}:{server.port}", "--tls-ca", str(authority_file)]
        process = subprocess.Popen(
            [sys.executable, "-m", "kiosk_web", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        running.append(process)
        assert process.stdout
        url = process.stdout.readline().removeprefix("booth at ").strip()
        with urllib.request.urlopen(url, timeout=PATIENCE) as response:  # noqa: S310 - our own
            base = re.search(r'<base href="(/s/[^"]+)">', response.read().decode())
        assert base
        page = url.partition("/?")[0] + base[1]

        def call(name: str, *arguments: object) -> dict[str, Any]:
            request = urllib.request.Request(  # noqa: S310 - our own
                f"{page}call/{name}",
                data=json.dumps(arguments).encode(),
                headers={"Content-Type": "application/json"},
            )
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:  # noqa: S310 - our own
                answer: dict[str, Any] = json.load(response)
            return answer

        return call

    yield open_
    for process in running:
        process.terminate()
        process.wait(PATIENCE)
        assert process.stdout
        process.stdout.close()


def test_a_patient_registers_over_tls(
    start_tls_server: StartTlsServer,
    authority_file: Path,
    open_booth: Callable[[RunningServer, Path], Call],
    run_sql: RunSql,
) -> None:
    run_sql("INSERT INTO specialties (id, name) VALUES (1, 'Pédiatrie')")
    call = open_booth(start_tls_server(), authority_file)
    number = call("register", "Durand", "Amélie")["ok"]["patient_number"]
    assert run_sql("SELECT id FROM patients") == ((number,),)
    assert call("specialties")["ok"]["specialties"] == [{"id": 1, "name": "Pédiatrie"}]
    assert call("log_out") == {"ok": {}}


def test_a_server_of_another_authority_hears_no_name(
    start_tls_server: StartTlsServer,
    tmp_path: Path,
    open_booth: Callable[[RunningServer, Path], Call],
    run_sql: RunSql,
) -> None:
    trustme.CA().cert_pem.write_to_path(tmp_path / "another.pem")
    call = open_booth(start_tls_server(), tmp_path / "another.pem")
    assert call("register", "Durand", "Amélie")["code"] == "UNREACHABLE"
    assert run_sql("SELECT COUNT(*) FROM patients") == ((0,),)
